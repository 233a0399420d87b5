"""German press notes: partners with figures in brackets, verbs at the end, change as a noun, months that stand alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from messlatte.core.statement import Statement
from messlatte.statement.reader import read

CASES = [
    (
        "2021-06-01",
        "Rückläufig war der Handel Österreichs mit Kroatien (- 7,4% auf 2,6 Milliarden Euro) "
        "und vor allem mit Serbien (- 9,1% auf 1,3 Milliarden Euro).",
        [
            "growth -7.4% turnover -",
            "level 2.6e+09 EUR turnover -",
            "growth -9.1% turnover -",
            "level 1.3e+09 EUR turnover -",
        ],
    ),
    (
        "2023-12-08",
        "Der Warenhandel zwischen Thailand und Laos erreichte von Januar bis November "
        "7,1 Milliarden Dollar, 4 Prozent mehr gegenüber dem Vorjahr. "
        "Allein im November stieg er um 11,5 Prozent.",
        [
            "level 7.1e+09 USD turnover 2023-01/2023-11",
            "growth +4.0% turnover 2023-01/2023-11",
            "growth +11.5% turnover 2023-11/2023-11",
        ],
    ),
    (
        "2023-03-01",
        "Das deutsch-dänische Handelsvolumen lag 2022 bei 44 Milliarden Euro. "
        "Wie die Kammer meldete, sei dies ein Anstieg um 6 Milliarden Euro oder 15,8 Prozent.",
        ["level 4.4e+10 EUR turnover 2022", "growth +15.8% turnover 2022"],
    ),
    (
        "2024-09-09",
        "Nach dem Treffen mit dem Kanzler sagte der serbische Präsident, dass das Handelsvolumen mit Deutschland "
        "von rund 9 Milliarden Euro "
        "auf 12 Milliarden gesteigert werden soll.",
        ["level 9e+09 EUR turnover -", "target 1.2e+10 EUR turnover by -"],
    ),
    (
        "2021-05-05",
        "Von Januar bis April 2020 wurden Waren im Wert von 87.450.000 Euro aus Belarus in den Freistaat Thüringen importiert.",
        ["level 8.745e+07 EUR imports BLR>DE-TH 2020-01/2020-04"],
    ),
    (
        "2022-02-02",
        "Polen bezog 2021 Waren für 3,1 Mia. Franken aus der Schweiz.",
        ["level 3.1e+09 CHF imports CHE>POL 2021"],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("published", "text", "expected"), CASES)
def test_press_note(published: str, text: str, expected: list[str], facts: Callable[[Statement], list[str]]) -> None:
    assert facts(read(text, published=published)) == expected


def test_the_amount_of_a_change_is_no_level() -> None:
    text = "Die österreichischen Exporte nach Polen stiegen um 0,4 Milliarden Euro, Ungarn folgt mit 210 Millionen Plus (+4,2 Prozent)."
    assert not [claim for claim in read(text).claims if claim.kind == "level"]
