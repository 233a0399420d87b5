"""Where a target stands between wish and fact, in three languages."""

from __future__ import annotations

import pytest

from messlatte.core.claims import Multiple, Status, Target
from messlatte.statement.reader import read

CASES = [
    ("India and Kenya want to raise their trade to $5 billion by 2030.", Status.PROPOSED),
    ("India and Kenya hope to raise their trade to $5 billion by 2030.", Status.PROPOSED),
    ("India and Kenya set a joint target of $5 billion in trade by 2030.", Status.PROPOSED),
    ("Trade between India and Kenya is to reach $5 billion by 2030.", Status.PROPOSED),
    ("Trade between India and Kenya should reach $5 billion by 2030.", Status.PROPOSED),
    ("India and Kenya agreed to raise their trade to $5 billion by 2030.", Status.AGREED),
    ("The presidents of India and Kenya have agreed on a trade target of $5 billion by 2030.", Status.AGREED),
    ("India and Kenya have not yet agreed to raise trade to $5 billion by 2030.", Status.PROPOSED),
    ("Trade between India and Kenya is expected to reach $5 billion by 2030.", Status.FORECAST),
    ("Trade between India and Kenya will reach $5 billion by 2030, analysts forecast.", Status.FORECAST),
    ("Trade between India and Kenya could reach $5 billion by 2030.", Status.POTENTIAL),
    ("India and Kenya had planned to raise their trade to $5 billion by 2020.", Status.PAST),
    ("India and Kenya had planned to double their trade by 2020.", Status.PAST),
    ("India and Kenya missed their target of $5 billion in trade by 2020.", Status.MISSED),
    ("India and Kenya did not meet their target of $5 billion in trade by 2023.", Status.MISSED),
    ("The target of $5 billion in trade between India and Kenya has not yet been reached.", Status.PROPOSED),
    ("India and Kenya have met their target of $5 billion in trade.", Status.REACHED),
    ("India and Kenya met their target of $5 billion in trade in 2023.", Status.REACHED),
    ("The target of $5 billion in trade between India and Kenya by 2023 has been reached.", Status.REACHED),
    ("India rejected a target of $5 billion in trade with Kenya by 2030.", Status.REFUSED),
    ("Kenya refused to set a target of $5 billion for trade with India by 2030.", Status.REFUSED),
    ("Indien und Kenia wollen ihren Handel bis 2030 auf 5 Milliarden Dollar steigern.", Status.PROPOSED),
    ("Der Handel zwischen Indien und Kenia soll bis 2030 auf 5 Milliarden Dollar steigen.", Status.PROPOSED),
    ("Indien und Kenia haben vereinbart, den Handel bis 2030 auf 5 Milliarden Dollar zu steigern.", Status.AGREED),
    ("Indien und Kenia einigten sich auf ein Handelsziel von 5 Milliarden Dollar bis 2030.", Status.AGREED),
    ("Indien und Kenia haben sich noch nicht auf ein Handelsziel von 5 Milliarden Dollar bis 2030 geeinigt.", Status.PROPOSED),
    ("Der Handel zwischen Indien und Kenia wird 2030 voraussichtlich 5 Milliarden Dollar erreichen.", Status.FORECAST),
    ("Der Handel zwischen Indien und Kenia könnte bis 2030 auf 5 Milliarden Dollar steigen.", Status.POTENTIAL),
    ("Indien und Kenia wollten ihren Handel bis 2020 auf 5 Milliarden Dollar steigern.", Status.PAST),
    ("Indien und Kenia haben ihr Ziel von 5 Milliarden Dollar Handel bis 2020 verfehlt.", Status.MISSED),
    ("Das Ziel von 5 Milliarden Dollar im Handel zwischen Indien und Kenia bis 2020 wurde nicht erreicht.", Status.MISSED),
    ("Das Ziel von 5 Milliarden Dollar im Handel zwischen Indien und Kenia ist erreicht worden.", Status.REACHED),
    ("Das Ziel von 5 Milliarden Dollar im Handel zwischen Indien und Kenia wurde vorzeitig erreicht.", Status.REACHED),
    ("Indien lehnte ein Ziel von 5 Milliarden Dollar im Handel mit Kenia bis 2030 ab.", Status.REFUSED),
    ("Индия и Кения хотят довести товарооборот до 5 млрд долларов к 2030 году.", Status.PROPOSED),
    ("Товарооборот Индии и Кении должен достичь 5 млрд долларов к 2030 году.", Status.PROPOSED),
    ("Индия и Кения договорились довести товарооборот до 5 млрд долларов к 2030 году.", Status.AGREED),
    ("Индия и Кения пока не договорились довести товарооборот до 5 млрд долларов к 2030 году.", Status.PROPOSED),
    ("Товарооборот Индии и Кении, как ожидается, достигнет 5 млрд долларов к 2030 году.", Status.FORECAST),
    ("Товарооборот Индии и Кении может достичь 5 млрд долларов к 2030 году.", Status.POTENTIAL),
    ("Индия и Кения планировали довести товарооборот до 5 млрд долларов к 2020 году.", Status.PAST),
    ("Цель довести товарооборот Индии и Кении до 5 млрд долларов к 2020 году не достигнута.", Status.MISSED),
    ("Индия и Кения не выполнили план довести товарооборот до 5 млрд долларов к 2020 году.", Status.MISSED),
    ("Цель довести товарооборот Индии и Кении до 5 млрд долларов досрочно достигнута.", Status.REACHED),
    ("Индия отказалась от цели довести товарооборот с Кенией до 5 млрд долларов к 2030 году.", Status.REFUSED),
]


@pytest.mark.parametrize(("text", "status"), CASES)
def test_the_words_say_where_a_target_stands(text: str, status: Status) -> None:
    statement = read(text, published="2024-05-05")
    contents = [claim.readings[0].content for claim in statement.claims]
    targets = [content for content in contents if isinstance(content, Target | Multiple)]
    assert [target.status for target in targets] == [status]


def test_a_deadline_is_past_only_against_the_day_of_the_statement() -> None:
    text = "India and Kenya agreed to raise their trade to $5 billion by 2020."
    expected = {"2012-03-01": Status.AGREED, "2020-12-31": Status.AGREED, "2021-01-01": Status.PAST, None: Status.AGREED}
    for published, status in expected.items():
        target = read(text, published=published).claims[0].readings[0].content
        assert isinstance(target, Target)
        assert target.status is status
