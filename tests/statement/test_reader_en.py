"""English statements, one wording each, and what they say."""
# ruff: noqa: E501 - a sentence stays on one line

from __future__ import annotations

from collections.abc import Callable

import pytest

from messlatte.core.statement import Statement
from messlatte.statement.reader import read

CASES = [
    (
        "2023-05-10",
        "Kenya and Ethiopia aim to quadruple two-way trade to $1.2 billion by 2028, up from roughly $300 million last year.",
        ["multiple x4 turnover by 2028-12", "target 1.2e+09 USD turnover by 2028-12", "level 3e+08 USD turnover 2022"],
    ),
    (
        "2019-03-02",
        "Bilateral trade between Peru and Chile stood at 3.1 billion dollars in 2018, a 7.5 percent decline from 2017.",
        ["level 3.1e+09 USD turnover 2018", "growth -7.5% turnover 2018"],
    ),
    (
        "2024-02-11",
        "Poland's exports to Ukraine climbed 12% year on year to 11.4 billion euros in 2023, while imports from Ukraine slumped by more than a fifth to €4.6bn.",
        [
            "growth +12.0% exports POL>UKR -",
            "level 1.14e+10 EUR exports POL>UKR -",
            "growth -20.0% imports UKR>POL -",
            "level 4.6e+09 EUR imports UKR>POL -",
        ],
    ),
    (
        "2022-08-01",
        "Ghana hopes that its trade with Côte d'Ivoire will hit the $2bn mark within three years. In the first quarter of 2022, it amounted to $310m.",
        ["target 2e+09 USD turnover by 2025-12", "level 3.1e+08 USD turnover 2022-01/2022-03"],
    ),
    (
        "2021-11-11",
        "Officials from Brazil and Argentina said trade turnover was expected to exceed 25 billion U.S. dollars this year.",
        ["target 2.5e+10 USD turnover by 2021-12"],
    ),
    (
        "2020-01-20",
        "Oman exported goods worth 1.1 billion rials to China between January and October 2019, up 9 per cent.",
        ["level 1.1e+09 OMR exports OMN>CHN 2019-01/2019-10", "growth +9.0% exports OMN>CHN 2019-01/2019-10"],
    ),
    (
        "2025-03-03",
        "The two sides agreed to increase trade between Uzbekistan and Korea from the current $2.1 billion to $5 billion in the medium term.",
        ["level 2.1e+09 USD turnover -", "target 5e+09 USD turnover by -"],
    ),
    (
        "2023-01-05",
        "Egypt received a $3 billion IMF loan, while Saudi investments in Egypt reached $6.1 billion.",
        [],
    ),
    (
        "2014-04-04",
        "Germany's GDP grew 0.8 percent, and unemployment fell to 5 percent; Siemens reported sales of 20 billion euros in China.",
        [],
    ),
    (
        "2024-07-01",
        "Trade between Morocco and Spain totalled more than EUR 22 billion in 2023, nearly twice as much as in 2015.",
        ["level 2.2e+10 EUR turnover 2023"],
    ),
    (
        "2013-10-10",
        "Australia and Indonesia have set a trade target of A$20 billion by 2020, compared with A$14.6 billion in 2012/13.",
        ["target 2e+10 AUD turnover by 2020-12", "level 1.46e+10 AUD turnover -"],
    ),
    (
        "2020-12-01",
        "Imports of Russian wheat by Turkey shot up by 44 percent to 6.3 million tonnes, worth $1.5 billion, in the eleven months to November.",
        ["growth +44.0% imports TUR>RUS 2020-01/2020-11", "level 1.5e+09 USD imports TUR>RUS 2020-01/2020-11"],
    ),
    (
        "2017-02-02",
        "Colombia wants exports to Mexico to grow by at least 10 percent a year until 2020.",
        ["target +10.0%..+10.0% exports COL>MEX by 2020-12"],
    ),
    (
        "2015-05-05",
        "'We will double our trade by 2020', said the president of Vietnam about commerce with Russia, which was $2.55 billion in 2014.",
        ["multiple x2 turnover by 2020-12", "level 2.55e+09 USD turnover 2014"],
    ),
    (
        "2022-12-12",
        "Two-way trade rose from USD 8.2 billion in 2020-21 to USD 11.6 billion in 2021-22 between India and Brazil.",
        ["level 8.2e+09 USD turnover 2020-04/2021-03", "level 1.16e+10 USD turnover 2021-04/2022-03"],
    ),
]


@pytest.mark.parametrize(("published", "text", "expected"), CASES)
def test_statement(published: str, text: str, expected: list[str], facts: Callable[[Statement], list[str]]) -> None:
    statement = read(text, published=published)
    assert statement.language == "en"
    assert facts(statement) == expected
    for claim in statement.claims:
        assert abs(sum(reading.weight for reading in claim.readings) - 1) < 1e-9
        assert text[claim.quote.start : claim.quote.end].strip()
