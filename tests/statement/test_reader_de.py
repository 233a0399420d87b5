"""German statements, one wording each, and what they say."""
# ruff: noqa: E501 - a sentence stays on one line

from __future__ import annotations

from collections.abc import Callable

import pytest

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
    (
        "2011-05-12",
        "Unser Handelsvolumen mit Brasilien lag im vergangenen Jahr bei rund 20 Milliarden Euro. Wir wollen es bis 2020 verdoppeln, liebe Kolleginnen und Kollegen.",
        ["level 2e+10 EUR turnover 2010", "multiple x2 turnover by 2020-12"],
    ),
    (
        "2013-11-29",
        "Nach Vietnam haben wir im letzten Jahr Waren für 2,5 Milliarden Euro exportiert, und umgekehrt haben wir für 6,1 Milliarden Euro importiert.",
        ["level 2.5e+09 EUR exports DEU>VNM 2012", "level 6.1e+09 EUR imports DEU>VNM 2012"],
    ),
    (
        "2014-06-27",
        "Die Ukraine wickelte 2013 noch 27 Prozent ihres Außenhandels mit Russland ab. Das Handelsvolumen zwischen beiden Ländern brach im ersten Quartal um 25 Prozent ein.",
        ["growth -25.0% turnover 2014-01/2014-03"],
    ),
    (
        "2021-04-15",
        "Der deutsch-polnische Handel legte 2020 trotz Pandemie leicht zu: um 0,4 Prozent auf 123 Milliarden Euro. Bis 2030 seien 200 Milliarden denkbar, meint die AHK.",
        ["growth +0.4% turnover 2020", "level 1.23e+11 EUR turnover 2020", "target 2e+11 EUR turnover by 2030-12"],
    ),
    (
        "2019-01-24",
        "Die Türkei und der Iran peilen ein Handelsvolumen von 30 Milliarden Dollar an. Derzeit sind es 10,7 Milliarden.",
        ["target 3e+10 USD turnover by -", "level 1.07e+10 USD turnover -"],
    ),
    (
        "2022-09-30",
        "Belarus exportierte von Januar bis August Waren für 13,5 Mrd. Dollar nach Russland, das sind 18 Prozent mehr als im Vorjahreszeitraum.",
        ["level 1.35e+10 USD exports BLR>RUS 2022-01/2022-08", "growth +18.0% exports BLR>RUS 2022-01/2022-08"],
    ),
    (
        "2017-07-06",
        "Die Exporte nach Frankreich seien um zwei Prozent, die nach Italien um vier Prozent gestiegen, teilte das Bundesamt zum deutschen Außenhandel mit.",
        ["growth +2.0% exports DEU>FRA -", "growth +4.0% exports DEU>ITA -"],
    ),
    (
        "2008-09-09",
        "1998 betrug das Handelsvolumen zwischen Deutschland und Indien 4,5 Milliarden Euro, 2007 waren es schon 12,1 Milliarden.",
        ["level 4.5e+09 EUR turnover 1998", "level 1.21e+10 EUR turnover 2007"],
    ),
    (
        "2018-10-01",
        "Japan lieh Bangladesch 1,1 Milliarden Dollar für eine Metro.",
        [],
    ),
    (
        "2020-07-07",
        "Die Bundesregierung stellt der Ukraine Kredite über 500 Millionen Euro bereit; das ukrainische BIP schrumpft um 8 Prozent.",
        [],
    ),
    (
        "2023-06-06",
        "Ex- und Importe zwischen Deutschland und der Mongolei summierten sich 2022 auf 188 Millionen Euro, ein Zuwachs von 27 Prozent.",
        ["level 1.88e+08 EUR turnover 2022", "growth +27.0% turnover 2022"],
    ),
    (
        "2015-10-10",
        "Von 2010 bis 2014 hat sich das Handelsvolumen zwischen Deutschland und Mexiko um 40 Prozent auf 17 Milliarden Euro erhöht.",
        ["growth +40.0% turnover 2010/2014", "level 1.7e+10 EUR turnover 2014"],
    ),
    (
        "2022-02-22",
        "Das Ziel, den Warenumsatz zwischen Russland und der Türkei bis 2020 auf 100 Milliarden Dollar zu bringen, wurde klar verfehlt: 2021 waren es 33 Milliarden.",
        ["target 1e+11 USD turnover by 2020-12", "level 3.3e+10 USD turnover 2021"],
    ),
    (
        "2017-05-05",
        "Der Handel Sachsens mit Tschechien hatte 2016 ein Volumen von 7,4 Milliarden Euro; davon entfielen 3,3 Milliarden auf Ausfuhren.",
        ["level 7.4e+09 EUR turnover 2016", "level 3.3e+09 EUR exports DE-SN>CZE 2016"],
    ),
    (
        "2024-11-11",
        "Usbekistans Exporte nach Afghanistan haben im Zeitraum Januar bis Oktober die Schwelle von 700 Mio. Dollar überschritten, das entspricht einem Plus von 6,5 %.",
        ["level 7e+08 USD exports UZB>AFG 2024-01/2024-10", "growth +6.5% exports UZB>AFG 2024-01/2024-10"],
    ),
    (
        "2019-12-12",
        "Österreich und Slowenien tauschten im Vorjahr Waren im Gegenwert von 7,8 Milliarden Euro aus.",
        ["level 7.8e+09 EUR turnover 2018"],
    ),
    (
        "2016-06-16",
        "Russlands Lieferungen nach Deutschland fielen um 37 Prozent, die deutschen Lieferungen nach Russland dagegen nur um vier Prozent.",
        ["growth -37.0% exports RUS>DEU -", "growth -4.0% exports DEU>RUS -"],
    ),
    (
        "2022-05-05",
        "Peru und Südkorea erwarten, dass ihr Handel bis 2027 jährlich um 6 bis 8 Prozent wächst.",
        ["target +6.0%..+8.0% turnover by 2027-12"],
    ),
    (
        "2022-05-05",
        "Angola und Sambia haben vereinbart, den gegenseitigen Handel binnen zwei Jahren auf eine halbe Milliarde Dollar zu bringen.",
        ["target 5e+08 USD turnover by 2024-12"],
    ),
    (
        "2022-05-05",
        "Im Außenhandel zwischen Ungarn und der Slowakei wurden 2021 14,2 Mrd. Euro umgesetzt (+18 %).",
        ["level 1.42e+10 EUR turnover 2021", "growth +18.0% turnover 2021"],
    ),
    (
        "2022-05-05",
        "Georgien peilt für 2025 einen Handelsumsatz von 3 Mrd. US-Dollar mit der Türkei an; 2021 waren es 2,1 Mrd. US-Dollar.",
        ["target 3e+09 USD turnover by 2025-12", "level 2.1e+09 USD turnover 2021"],
    ),
    (
        "2022-05-05",
        "Ob die avisierten 60 Milliarden Euro Handelsvolumen zwischen Italien und der Türkei erreichbar sind, bezweifeln Fachleute.",
        ["target 6e+10 EUR turnover by -"],
    ),
    (
        "2022-05-05",
        "Die Türkei führte 2021 Waren im Wert von 5,8 Mrd. Dollar nach Russland aus und bezog Waren für 29 Mrd. Dollar von dort.",
        ["level 5.8e+09 USD exports TUR>RUS 2021", "level 2.9e+10 USD imports RUS>TUR 2021"],
    ),
    (
        "2022-05-05",
        "Mit einem Minus von 12,3 % auf 1,8 Mrd. Euro entwickelte sich der Handel zwischen Lettland und Russland 2021 schwach.",
        ["growth -12.3% turnover 2021", "level 1.8e+09 EUR turnover 2021"],
    ),
    (
        "2022-05-05",
        "Bulgarien lieferte im ersten Quartal Güter für 410 Mio. Euro nach Serbien, ein Fünftel mehr als ein Jahr zuvor.",
        ["level 4.1e+08 EUR exports BGR>SRB 2022-01/2022-03", "growth +20.0% exports BGR>SRB 2022-01/2022-03"],
    ),
    (
        "2014-03-12",
        "Unsere Ausfuhren nach Russland haben 2013 um 5 Prozent nachgegeben, Kolleginnen und Kollegen; sie liegen aber immer noch bei 36 Milliarden Euro.",
        ["growth -5.0% exports DEU>RUS 2013", "level 3.6e+10 EUR exports DEU>RUS 2013"],
    ),
    (
        "2012-05-10",
        "Im Jahr 2011 haben wir aus Norwegen Erdgas und Erdöl für 18 Milliarden Euro bezogen.",
        ["level 1.8e+10 EUR imports NOR>DEU 2011"],
    ),
    (
        "2010-03-03",
        "Griechenland bekommt Kredite in Höhe von 80 Milliarden Euro, und die Exporte nach Griechenland sichern 30 000 Arbeitsplätze.",
        [],
    ),
    (
        "2015-11-11",
        "Das Handelsvolumen EU-USA lag 2014 bei 515 Milliarden Euro allein bei Waren. TTIP könnte 119 Milliarden Euro zusätzliches BIP bringen.",
        ["level 5.15e+11 EUR turnover 2014"],
    ),
    (
        "2021-09-09",
        "Japan und die Mongolei haben 2020 Waren im Wert von 500 Millionen Dollar gehandelt - bis 2025 soll eine Milliarde erreicht sein.",
        ["level 5e+08 USD turnover 2020", "target 1e+09 USD turnover by 2025-12"],
    ),
]


@pytest.mark.parametrize(("published", "text", "expected"), CASES)
def test_statement(published: str, text: str, expected: list[str], agrees: Callable[[str, str, str, list[str]], None]) -> None:
    agrees("de", published, text, expected)
