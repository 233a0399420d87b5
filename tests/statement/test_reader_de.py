"""German statements, one wording each, and what they say."""
# ruff: noqa: E501 - a sentence stays on one line

from __future__ import annotations

from collections.abc import Callable

import pytest

from messlatte.core.statement import Statement
from messlatte.statement.reader import read

CASES = [
    (
        "2023-05-10",
        "Der bilaterale Handel zwischen Österreich und Serbien soll bis Ende 2027 von zuletzt 1,9 auf 3 Milliarden Euro wachsen.",
        ["level 1.9e+09 EUR turnover -", "target 3e+09 EUR turnover by 2027-12"],
    ),
    (
        "2019-03-02",
        "Die Ausfuhren Polens nach Deutschland nahmen 2018 um 5,7 Prozent auf 63,1 Mrd. Euro zu, die Einfuhren um 6,1 Prozent auf 50,8 Mrd. Euro.",
        [
            "growth +5.7% exports POL>DEU 2018",
            "level 6.31e+10 EUR exports POL>DEU 2018",
            "growth +6.1% imports DEU>POL 2018",
            "level 5.08e+10 EUR imports DEU>POL 2018",
        ],
    ),
    (
        "2024-02-11",
        "Im Januar gingen die deutschen Exporte nach Russland gegenüber dem Vorjahresmonat um ein Drittel auf 0,7 Milliarden Euro zurück.",
        ["growth -33.3% exports DEU>RUS 2024-01/2024-01", "level 7e+08 EUR exports DEU>RUS 2024-01/2024-01"],
    ),
    (
        "2022-08-01",
        "Kasachstan und Usbekistan wollen ihr Handelsvolumen verdreifachen und in den nächsten drei Jahren 10 Milliarden Dollar erreichen.",
        ["multiple x3 turnover by 2025-12", "target 1e+10 USD turnover by 2025-12"],
    ),
    (
        "2021-11-11",
        "Der Warenaustausch zwischen der Schweiz und Indien belief sich im vergangenen Jahr auf gut 3,5 Milliarden Franken.",
        ["level 3.5e+09 CHF turnover 2020"],
    ),
    (
        "2018-06-06",
        "Ungarn rechnet damit, dass das Handelsvolumen mit China in diesem Jahr erstmals die Marke von 10 Milliarden US-Dollar überschreitet.",
        ["target 1e+10 USD turnover by 2018-12"],
    ),
    (
        "2020-01-20",
        "VW investiert 2 Milliarden Euro in China; der Umsatz des Konzerns stieg um 4 Prozent auf 236 Milliarden Euro.",
        [],
    ),
    (
        "2025-03-03",
        "Zwischen Januar und September 2024 importierte Deutschland Waren im Wert von 12,3 Milliarden Euro aus Vietnam, 8 Prozent mehr als ein Jahr zuvor.",
        ["level 1.23e+10 EUR imports VNM>DEU 2024-01/2024-09", "growth +8.0% imports VNM>DEU 2024-01/2024-09"],
    ),
    (
        "2016-09-09",
        "Das Handelsvolumen hat sich seit 2010 mehr als verdoppelt und liegt derzeit bei 4 Mrd. Euro, sagte der Botschafter über den Handel zwischen Deutschland und Aserbaidschan.",
        ["growth +100.0% turnover 2010/2015", "level 4e+09 EUR turnover -"],
    ),
    (
        "2023-01-05",
        "Trotz der Krise kletterte der Handelsumsatz zwischen Belarus und Georgien in den ersten elf Monaten 2022 um knapp 30 Prozent auf fast 200 Millionen Dollar.",
        ["growth +30.0% turnover 2022-01/2022-11", "level 2e+08 USD turnover 2022-01/2022-11"],
    ),
]


@pytest.mark.parametrize(("published", "text", "expected"), CASES)
def test_statement(published: str, text: str, expected: list[str], facts: Callable[[Statement], list[str]]) -> None:
    statement = read(text, published=published)
    assert statement.language == "de"
    assert facts(statement) == expected
    for claim in statement.claims:
        assert abs(sum(reading.weight for reading in claim.readings) - 1) < 1e-9
        assert text[claim.quote.start : claim.quote.end].strip()
