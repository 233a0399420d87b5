"""Amounts, changes and times in the forms that press texts use, in three languages."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from messlatte.core.claims import Bound, Level
from messlatte.core.statement import Statement
from messlatte.statement.reader import read

BETWEEN = {"en": "Trade between India and Kenya ", "de": "Der Handel zwischen Indien und Kenia ", "ru": "Товарооборот Индии и Кении "}
CASES = [
    ("en", "reached eight to ten billion dollars in 2023.", ["level 9e+09 USD turnover 2023"]),
    ("en", "was 8-10 billion dollars in 2023.", ["level 9e+09 USD turnover 2023"]),
    ("en", "ranged from 8 to 10 billion dollars in 2023.", ["level 9e+09 USD turnover 2023"]),
    ("en", "was eight-ten billion dollars in 2023.", ["level 9e+09 USD turnover 2023"]),
    ("en", "was twenty-five billion dollars in 2023.", ["level 2.5e+10 USD turnover 2023"]),
    ("en", "was two hundred and fifty million euros in 2023.", ["level 2.5e+08 EUR turnover 2023"]),
    ("en", "reached one and a half trillion yuan in 2023.", ["level 1.5e+12 CNY turnover 2023"]),
    ("en", "was Rs 1.2 lakh crore in 2023.", ["level 1.2e+12 INR turnover 2023"]),
    ("en", "was Rs 52,000 crore in 2023.", ["level 5.2e+11 INR turnover 2023"]),
    ("en", "was R111 billion in 2023.", ["level 1.11e+11 ZAR turnover 2023"]),
    ("en", "totalled RMB 3.2bn in 2023.", ["level 3.2e+09 CNY turnover 2023"]),
    ("en", "reached 200 billion dirhams ($54 billion) in 2023.", ["level 2e+11 AED turnover 2023"]),
    ("en", "is to grow from USD 100 to 500 billion by 2030.", ["level 1e+11 USD turnover -", "target 5e+11 USD turnover by 2030-12"]),
    ("en", "fell by a third in 2023.", ["growth -33.3% turnover 2023"]),
    ("en", "rose five-fold in 2023.", ["growth +400.0% turnover 2023"]),
    ("en", "totalled $3 billion in FY2011-12.", ["level 3e+09 USD turnover 2011-04/2012-03"]),
    ("en", "totalled $3 billion in 2018/19.", ["level 3e+09 USD turnover 2018-04/2019-03"]),
    ("en", "totalled $3 billion in the first half of 2023.", ["level 3e+09 USD turnover 2023-01/2023-06"]),
    ("en", "is to double by the end of the decade.", ["multiple x2 turnover by 2030-12"]),
    ("en", "rose by 3 percentage points in 2023.", []),
    ("de", "erreichte 2023 acht bis zehn Milliarden Dollar.", ["level 9e+09 USD turnover 2023"]),
    ("de", "lag 2023 zwischen 8 und 10 Milliarden Dollar.", ["level 9e+09 USD turnover 2023"]),
    ("de", "betrug 2023 anderthalb Milliarden Euro.", ["level 1.5e+09 EUR turnover 2023"]),
    ("de", "betrug 2023 eine halbe Milliarde Rubel.", ["level 5e+08 RUB turnover 2023"]),
    ("de", "betrug 2023 1,2 Lakh Crore Rupien.", ["level 1.2e+12 INR turnover 2023"]),
    ("de", "betrug 2023 52.000 Crore Rupien.", ["level 5.2e+11 INR turnover 2023"]),
    ("de", "betrug 2023 200 Mrd. Dirham (54 Mrd. Dollar).", ["level 2e+11 AED turnover 2023"]),
    ("de", "soll von 100 auf 500 Mrd. Dollar steigen.", ["level 1e+11 USD turnover -", "target 5e+11 USD turnover by -"]),
    ("de", "stieg 2023 um die Hälfte.", ["growth +50.0% turnover 2023"]),
    ("de", "sank 2023 um ein Drittel.", ["growth -33.3% turnover 2023"]),
    ("de", "hat sich 2023 verfünffacht.", ["growth +400.0% turnover 2023"]),
    ("de", "wuchs in den letzten zwei Jahren um 40 Prozent.", ["growth +40.0% turnover 2022/2024"]),
    ("de", "betrug im Fiskaljahr 2018/19 3 Mrd. Euro.", ["level 3e+09 EUR turnover 2018-04/2019-03"]),
    ("de", "betrug im ersten Halbjahr 2023 3 Mrd. Euro.", ["level 3e+09 EUR turnover 2023-01/2023-06"]),
    ("de", "soll sich bis Ende des Jahrzehnts verdoppeln.", ["multiple x2 turnover by 2030-12"]),
    ("de", "stieg 2023 um 3 Prozentpunkte.", []),
    ("ru", "в 2023 году составил восемь-десять миллиардов долларов.", ["level 9e+09 USD turnover 2023"]),
    ("ru", "в 2023 году составил от 8 до 10 млрд долларов.", ["level 9e+09 USD turnover 2023"]),
    ("ru", "в первом полугодии 2023 года составил полтора миллиарда долларов.", ["level 1.5e+09 USD turnover 2023-01/2023-06"]),
    ("ru", "составил в 2023 году 5 лакхов крор рупий.", ["level 5e+12 INR turnover 2023"]),
    ("ru", "в 2023 году достиг 200 млрд дирхамов (54 млрд долларов).", ["level 2e+11 AED turnover 2023"]),
    (
        "ru",
        "планируется увеличить со 100 до 500 млрд долларов к концу десятилетия.",
        ["level 1e+11 USD turnover -", "target 5e+11 USD turnover by 2030-12"],
    ),
    ("ru", "в 2023 году вырос в полтора раза.", ["growth +50.0% turnover 2023"]),
    ("ru", "в 2023 году вырос на треть.", ["growth +33.3% turnover 2023"]),
    ("ru", "в 2023 году снизился наполовину.", ["growth -50.0% turnover 2023"]),
    ("ru", "вырос на десять-двенадцать процентов.", ["growth +11.0% turnover -"]),
    ("ru", "за последние два года вырос на 40%.", ["growth +40.0% turnover 2022/2024"]),
    ("ru", "за 2018/19 финансовый год составил 3 млрд рупий.", ["level 3e+09 INR turnover 2018-04/2019-03"]),
    ("ru", "вырос на 3 процентных пункта.", []),
]


@pytest.mark.parametrize(("language", "words", "expected"), CASES)
def test_a_form_is_read(language: str, words: str, expected: list[str], facts: Callable[[Statement], list[str]]) -> None:
    assert facts(read(BETWEEN[language] + words, published="2024-05-05")) == expected


@pytest.mark.parametrize(
    ("language", "words", "bound", "approx"),
    [
        ("en", "was over $5 billion.", Bound.AT_LEAST, False),
        ("en", "was at least $5 billion.", Bound.AT_LEAST, False),
        ("en", "was up to $5 billion.", Bound.AT_MOST, False),
        ("en", "was nearly $5 billion.", None, True),
        ("en", "was about $5 billion.", None, True),
        ("de", "betrug mindestens 5 Mrd. Dollar.", Bound.AT_LEAST, False),
        ("de", "betrug höchstens 5 Mrd. Dollar.", Bound.AT_MOST, False),
        ("de", "betrug knapp 5 Mrd. Dollar.", None, True),
        ("ru", "превысил 5 млрд долларов.", Bound.AT_LEAST, False),
        ("ru", "был не менее 5 млрд долларов.", Bound.AT_LEAST, False),
        ("ru", "составил почти 5 млрд долларов.", None, True),
    ],
)
def test_words_that_leave_a_side_open_stay_with_the_amount(language: str, words: str, bound: Bound | None, approx: bool) -> None:
    content = read(BETWEEN[language] + words).claims[0].readings[0].content
    assert isinstance(content, Level)
    assert (content.amount.value, content.bound, content.approx) == (5e9, bound, approx)
