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
    (
        "2012-10-02",
        "Die Importe Sloweniens aus Italien stiegen um rund 17, die Exporte dorthin um 9,3 Prozent.",
        ["growth +17.0% imports ITA>SVN -", "growth +9.3% exports SVN>ITA -"],
    ),
    (
        "2020-04-14",
        "Das deutsch-thailändische Handelsvolumen betrug 2019 insgesamt 12,2 Mrd. US-$, "
        "davon entfielen 7,4 Mrd. US-$ auf Importe aus Thailand "
        "und 4,8 Mrd. US-$ auf deutsche Exporte nach Thailand.",
        [
            "level 1.22e+10 USD turnover 2019",
            "level 7.4e+09 USD imports THA>DEU 2019",
            "level 4.8e+09 USD exports DEU>THA 2019",
        ],
    ),
    (
        "2021-09-01",
        "Polen führte von Januar bis Mai 2021 Waren für 90 Millionen Euro nach Georgien aus, "
        "ein 12-prozentiger Rückgang. Das teilte das Amt mit. "
        "Gleichzeitig gingen die georgischen Exporte nach Polen um 8 Prozent zurück.",
        [
            "level 9e+07 EUR exports POL>GEO 2021-01/2021-05",
            "growth -12.0% exports POL>GEO 2021-01/2021-05",
            "growth -8.0% exports GEO>POL 2021-01/2021-05",
        ],
    ),
    (
        "2025-11-20",
        "Kirgisistan steigerte 2024 seine Importe aus Polen. "
        "Besonders erhöhte sich 2024 mit einem Plus von 31% auf 41 Mio. Dollar die Einfuhr von Möbeln.",
        ["growth +31.0% imports POL>KGZ 2024", "level 4.1e+07 USD imports POL>KGZ 2024"],
    ),
    (
        "2015-05-20",
        "Binnen acht Jahren wuchs der Handel zwischen Estland und Georgien um 45 Prozent.",
        ["growth +45.0% turnover 2007/2015"],
    ),
    (
        "2012-07-01",
        "Im Jahr 2009 exportierte Schweden Waren im Wert von 30 Mio. Euro nach Kuba, gegenüber 26 Mio. im Vorjahr.",
        ["level 3e+07 EUR exports SWE>CUB 2009", "level 2.6e+07 EUR exports SWE>CUB 2008"],
    ),
    (
        "2020-02-20",
        "Die norwegischen Exporte nach Asien wuchsen 2019. Es folgen Japan (+3,1% auf 2,2 Mrd. Euro) und Indien (-6,2% auf 0,4 Mrd. Euro).",
        [
            "growth +3.1% exports NOR>JPN 2019",
            "level 2.2e+09 EUR exports NOR>JPN 2019",
            "growth -6.2% exports NOR>IND 2019",
            "level 4e+08 EUR exports NOR>IND 2019",
        ],
    ),
    (
        "2018-11-11",
        "Von Januar bis August fielen die Kuba-Exporte der spanischen Wirtschaft um 4 Prozent auf 0,6 Milliarden Euro.",
        ["growth -4.0% exports ESP>CUB 2018-01/2018-08", "level 6e+08 EUR exports ESP>CUB 2018-01/2018-08"],
    ),
    (
        "2018-09-05",
        "Norwegen exportierte 2017 Waren für 210 Millionen Franken nach Schweden. "
        "Nach Finnland, dem zweitwichtigsten Handelspartner, wurden Waren für 95 Millionen Franken exportiert.",
        ["level 2.1e+08 CHF exports NOR>SWE 2017", "level 9.5e+07 CHF exports NOR>FIN 2017"],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("published", "text", "expected"), CASES)
def test_press_note(published: str, text: str, expected: list[str], facts: Callable[[Statement], list[str]]) -> None:
    assert facts(read(text, published=published)) == expected


def test_the_amount_of_a_change_is_no_level() -> None:
    text = "Die österreichischen Exporte nach Polen stiegen um 0,4 Milliarden Euro, Ungarn folgt mit 210 Millionen Plus (+4,2 Prozent)."
    assert not [claim for claim in read(text).claims if claim.kind == "level"]
