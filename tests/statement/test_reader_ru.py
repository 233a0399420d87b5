"""Russian statements, one wording each, and what they say."""
# ruff: noqa: E501 - a sentence stays on one line

from __future__ import annotations

from collections.abc import Callable

import pytest

from messlatte.core.statement import Statement
from messlatte.statement.reader import read

CASES = [
    (
        "2023-05-10",
        "Товарооборот между Казахстаном и Кыргызстаном к 2030 году планируется увеличить до 3 млрд долларов, в 2022 году он составил 1,25 млрд долларов.",
        ["target 3e+09 USD turnover by 2030-12", "level 1.25e+09 USD turnover 2022"],
    ),
    (
        "2019-03-02",
        "Экспорт Беларуси в Китай за прошлый год увеличился на треть и превысил 480 млн долларов, импорт составил 3,2 млрд долларов.",
        ["growth +33.3% exports BLR>CHN 2018", "level 4.8e+08 USD exports BLR>CHN 2018", "level 3.2e+09 USD imports CHN>BLR 2018"],
    ),
    (
        "2024-02-11",
        "За январь–ноябрь 2023 г. взаимная торговля России и Индии выросла в 1,8 раза, до 60 млрд долл., сообщил министр.",
        ["growth +80.0% turnover 2023-01/2023-11", "level 6e+10 USD turnover 2023-01/2023-11"],
    ),
    (
        "2022-08-01",
        "Иран и Россия намерены в ближайшие три года довести объем взаимной торговли до 10 млрд долларов.",
        ["target 1e+10 USD turnover by 2025-12"],
    ),
    (
        "2021-11-11",
        "Объем инвестиций Китая в экономику Узбекистана достиг 9 млрд долларов, кредитный портфель вырос на 12%.",
        [],
    ),
    (
        "2018-06-06",
        "Поставки российского газа в Турцию сократились на 17%, а товарооборот двух стран снизился на 1,5 млрд долларов.",
        ["growth -17.0% exports RUS>TUR -"],
    ),
    (
        "2020-01-20",
        "По итогам 2019 года товарооборот Азербайджана с Грузией снизился почти вдвое – до 650 миллионов долларов.",
        ["growth -50.0% turnover 2019", "level 6.5e+08 USD turnover 2019"],
    ),
    (
        "2025-03-03",
        "Цель – выйти на 1 трлн рублей ежегодного товарооборота между Россией и Узбекистаном, сейчас он оценивается в 900 млрд рублей.",
        ["target 1e+12 RUB turnover by -", "level 9e+11 RUB turnover -"],
    ),
    (
        "2016-09-09",
        "Товарооборот между Арменией и Ираном в первом полугодии составил 118 млн долларов против 140 млн годом ранее.",
        ["level 1.18e+08 USD turnover 2016-01/2016-06", "level 1.4e+08 USD turnover 2015-01/2015-06"],
    ),
    (
        "2023-01-05",
        "Темп роста товарооборота Беларуси и Узбекистана за 11 месяцев 2022 года составил 127,4%.",
        ["growth +27.4% turnover 2022-01/2022-11"],
    ),
]


@pytest.mark.parametrize(("published", "text", "expected"), CASES)
def test_statement(published: str, text: str, expected: list[str], facts: Callable[[Statement], list[str]]) -> None:
    statement = read(text, published=published)
    assert statement.language == "ru"
    assert facts(statement) == expected
    for claim in statement.claims:
        assert abs(sum(reading.weight for reading in claim.readings) - 1) < 1e-9
        assert text[claim.quote.start : claim.quote.end].strip()
