"""English statements with money or percentages in them, and no trade of two economies."""
# ruff: noqa: E501 - a sentence stays on one line

from __future__ import annotations

from collections.abc import Callable

import pytest

from messlatte.core.statement import Statement
from messlatte.statement.reader import read

CASES = [
    (
        "2023-01-05",
        "Egypt received a $3 billion IMF loan, while Saudi investments in Egypt reached $6.1 billion.",
    ),
    (
        "2014-04-04",
        "Germany's GDP grew 0.8 percent, and unemployment fell to 5 percent; Siemens reported sales of 20 billion euros in China.",
    ),
    (
        "2022-03-03",
        "Japan will lend Bangladesh $1.1 billion for a metro line; Japanese companies employ 50,000 people there.",
    ),
    (
        "2021-01-15",
        "Ethiopia attracted $2.2 billion of FDI from China, and China built a railway for $4 billion.",
    ),
    (
        "2020-06-30",
        "The EU imposed tariffs of 25 percent on US goods worth 2.8 billion euros.",
    ),
    (
        "2019-05-05",
        "Remittances from Russia to Tajikistan amounted to $2.5 billion in 2018, 30 percent of GDP.",
    ),
    (
        "2017-08-08",
        "Boeing won a $16.6 billion order from Iran Air for 80 planes.",
    ),
    (
        "2016-10-10",
        "Chinese tourists spent $24 billion in Thailand, up 12 percent, out of 8.8 million arrivals.",
    ),
    (
        "2025-02-03",
        "[Canada](https://en.wikipedia.org/wiki/Canada) imposes 25% tariffs on C$30 billion worth of [American](https://en.wikipedia.org/wiki/United_States) goods.",
    ),
    (
        "2024-05-14",
        "The [United States](https://x.y/US) raises tariffs on US$18 billion of [Chinese](https://x.y/C) imports, including a 100% duty on electric vehicles.",
    ),
]


@pytest.mark.parametrize(("published", "text"), CASES)
def test_nothing_is_read(published: str, text: str, facts: Callable[[Statement], list[str]]) -> None:
    statement = read(text, published=published)
    assert statement.language == "en"
    assert facts(statement) == []
