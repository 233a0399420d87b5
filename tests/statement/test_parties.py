"""Who trades with whom: third countries, pronouns, capitals and titles do not confuse."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from messlatte.core.statement import Party
from messlatte.statement.gazetteer import economy
from messlatte.statement.parties import pairs_of, parties_of
from messlatte.statement.places import find_places
from messlatte.statement.reader import read


def sentences(text: str) -> tuple[tuple[int, int], ...]:
    ends = [m.end() for m in re.finditer(r"[.!?]\s+(?=[A-ZÄÖÜА-Я„«])", text)]
    return tuple(zip([0, *ends], [*ends, len(text)], strict=True))


def chosen_parties(text: str, language: str, spans: tuple[tuple[int, int], ...], anchors: tuple[tuple[int, int], ...]) -> tuple[Party, ...]:
    places = find_places(text, language)
    return parties_of((pair.codes for pair in pairs_of(text, language, places, spans, anchors)), places, language)


def parties(text: str, language: str) -> set[str]:
    """Parties, with every number of the text as an anchor."""
    anchors = tuple(m.span() for m in re.finditer(r"\d[\d.,]*", text))
    found = chosen_parties(text, language, sentences(text), anchors)
    return {p.economy.code for p in found}


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("en", "Trade between Chile and Peru reached 5 billion dollars.", {"CHL", "PER"}),
        ("en", "Kenya's exports to Uganda were 3 billion, those to Rwanda 2 billion.", {"KEN", "UGA", "RWA"}),
        ("en", "Indo-Japanese trade was 14 billion, faster than China's trade with the EU.", {"IND", "JPN"}),
        ("en", "In Hanoi the Polish minister said that trade with Vietnam was 3 billion.", {"POL", "VNM"}),
        ("en", "Ghana and Togo met. Trade between the two countries was 2 billion.", {"GHA", "TGO"}),
        ("en", "Ankara and Baku want to raise bilateral trade to 15 billion.", {"TUR", "AZE"}),
        ("en", "Trade between ASEAN and India came to 80 billion, behind China.", {"ASEAN", "IND"}),
        ("de", "Der Handel zwischen Österreich und Ungarn erreichte 12 Milliarden Euro, mehr als mit Polen.", {"AUT", "HUN"}),
        ("de", "Die deutschen Ausfuhren nach Mexiko stiegen um 5 Prozent.", {"DEU", "MEX"}),
        ("de", "Belarus und die Region Tula trafen sich. Der Umsatz beider Seiten lag bei 500 Millionen.", {"BLR", "RU-TUL"}),
        ("de", "Der Warenumsatz zwischen dem Gebiet Brest und China wuchs auf 1 Milliarde.", {"BY-BR", "CHN"}),
        ("ru", "Товарооборот Беларуси с Псковской областью РФ составил 500 млн.", {"BLR", "RU-PSK"}),
        ("ru", "Российско-вьетнамский товарооборот вырос на 35%.", {"RUS", "VNM"}),
        ("ru", "Президенты Армении и Ирана встретились в Тегеране. Товарооборот двух стран — 700 млн.", {"ARM", "IRN"}),
        ("ru", "Экспорт Казахстана в Китай через Киргизию вырос на 10%.", {"KAZ", "CHN"}),
        ("ru", "Наш товарооборот с Вьетнамом вырос на 35%.", {"RUS", "VNM"}),
    ],
)
def test_parties_of_a_text(language: str, text: str, wanted: set[str]) -> None:
    assert parties(text, language) == wanted


def test_sentences_of_the_kind_that_agencies_write() -> None:
    """Whole way through the reader; a figure that is not found has no parties, so a few may be missed, but none may be wrong."""
    rows = (Path(__file__).parent / "party_sentences.tsv").read_text(encoding="utf-8").splitlines()
    cases = [row.split("\t") for row in rows if not row.startswith("#")]
    missed, wrong = [], []
    for language, wanted, text in cases:
        statement = read(text.replace("\\n", "\n"), published="2025-01-01", language=language)
        got = {p.economy.code for p in statement.parties}
        if not got and wanted:
            missed.append(text)
        elif got != set(wanted.split()):
            wrong.append((text, got))
    assert not wrong
    assert len(missed) <= 0.05 * len(cases), missed


def test_no_figure_no_parties() -> None:
    text = "Trade between Chile and Peru grows."
    assert chosen_parties(text, "en", sentences(text), ()) == ()


def test_each_figure_has_its_pair() -> None:
    text = "Kenya sold goods for 3 million to Uganda. Trade between Chile and Peru was 5 billion."
    anchors = tuple(m.span() for m in re.finditer(r"\d", text))
    pairs = pairs_of(text, "en", find_places(text, "en"), sentences(text), anchors)
    assert [set(p.codes) for p in pairs] == [{"KEN", "UGA"}, {"CHL", "PER"}]


def test_parties_come_in_the_order_of_the_text_with_the_name_as_quote() -> None:
    text = "Belarusian exports: Belarus sold goods for 2 billion dollars to Kazakhstan."
    found = chosen_parties(text, "en", sentences(text), ((44, 53),))
    assert [p.economy.code for p in found] == ["BLR", "KAZ"]
    assert [p.quote.of(text) for p in found if p.quote] == ["Belarus", "Kazakhstan"]


CODES = (
    "BLR",
    "CHN",
    "DEU",
    "POL",
    "KAZ",
    "TUR",
    "BRA",
    "IND",
    "EGY",
    "VNM",
    "KEN",
    "SRB",
    "FIN",
    "ITA",
    "MEX",
    "JPN",
    "THA",
    "UZB",
    "CHL",
    "ZAF",
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(CODES), min_size=3, max_size=3, unique=True))
def test_a_third_country_is_no_party(chosen: list[str]) -> None:
    a, b, third = (economy(code, "en").name for code in chosen)
    text = f"Trade between {a} and {b} reached 5 billion dollars, faster than that of {third}. {third} was mentioned twice."
    assert parties(text, "en") == set(chosen[:2])


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300), st.sampled_from(("en", "de", "ru")))
def test_any_text_has_parties_or_none(text: str, language: str) -> None:
    anchors = ((0, min(1, len(text))),)
    chosen_parties(text, language, ((0, len(text)),), anchors)


@pytest.mark.parametrize("unit", ["Iran sold 5 to Iraq ", "Iran 5, ", "between Iran and Iraq 5 ", "5 ", "the region of Iran 5 "])
def test_time_is_linear_on_repeats(unit: str) -> None:
    def seconds(size: int) -> float:
        text, best = unit * (size // len(unit)), float("inf")
        places, anchors = find_places(text, "en"), tuple(m.span() for m in re.finditer(r"5", text))
        for _ in range(3):
            start = time.process_time()
            pairs_of(text, "en", places, ((0, len(text)),), anchors)
            best = min(best, time.process_time() - start)
        return best

    assert seconds(12_000) < 12 * seconds(3_000) + 0.05


def test_the_seed_statement(shared: Path) -> None:
    text = (shared / "statements" / "minsk-tula.de.txt").read_text(encoding="utf-8")
    statement = read(text)
    assert [p.economy.code for p in statement.parties] == ["BLR", "RU-TUL"]
    assert statement.venue == "Minsk"
    assert statement.speaker is not None
    assert (statement.speaker.name, statement.speaker.role) == ("Alexander Lukaschenko", "Präsident")
    assert statement.counterpart is not None
    assert (statement.counterpart.name, statement.counterpart.role) == ("Dmitri Miljajew", "Gouverneur dieser russischen Region")
