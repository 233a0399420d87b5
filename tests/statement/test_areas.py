"""Areas of trade: real codes, three languages, arms apart, titles and exclusions guarded."""

from __future__ import annotations

import re
import time
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from messlatte.core.claims import Area
from messlatte.statement.areas import NONE, area_words, find_areas, sector_of_label, sectors

LANGUAGES = ("en", "de", "ru")


def keys(text: str, language: str) -> list[str]:
    contents = [claim.readings[0].content for claim in find_areas(text, language)]
    return [c.key for c in contents if isinstance(c, Area)]


def test_every_sector_has_labels_words_and_codes_of_the_right_form() -> None:
    taxonomy = sectors()
    assert len(taxonomy) >= 130
    for key, sector in taxonomy.items():
        if key == NONE:
            continue
        assert {"en", "de", "ru"} <= set(sector.label), key
        assert all(sector.words[language] for language in LANGUAGES), key
        assert sector.hs or sector.ebops or sector.isic, key
        assert all(re.fullmatch(r"\d\d(\d\d){0,2}", code) and (code[:2] <= "97") for code in sector.hs), key
        assert all(re.fullmatch(r"S[A-L]?\d{0,2}", code) for code in sector.ebops), key
        assert all(re.fullmatch(r"[A-U]|\d{2,4}", code) for code in sector.isic), key


def test_hs_codes_exist_in_the_nomenclature(shared: Path) -> None:
    table = shared / "data" / "nomenclature" / "hs_nomenclature_en.parquet"
    rows = duckdb.connect().execute(f"SELECT * FROM '{table}'").fetchall()
    known = {re.sub(r"\D", "", cell) for row in rows for cell in row if isinstance(cell, str) and re.fullmatch(r"[\d. ]{2,10}", cell)}
    assert len(known) > 5_000
    assert not [code for sector in sectors().values() for code in sector.hs if code not in known]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_label_is_read_as_its_own_sector(language: str) -> None:
    other = []
    for key, sector in sectors().items():
        if key == NONE:
            continue
        found = keys(f"xx: {sector.label[language]}.", language)
        if not found or (key not in found and found[0] != key):
            other.append((key, sector.label[language], found))
    # A label such as "coffee and tea" or "rare earths and critical minerals" may name a neighbour as well, never only another one.
    assert not other, other


def test_arms_are_recognised_and_marked() -> None:
    for text, language in (
        ("Arms and military equipment were sold.", "en"),
        ("Rüstungsgüter und Waffenexporte", "de"),
        ("военно-техническое сотрудничество и вооружения", "ru"),
    ):
        contents = [claim.readings[0].content for claim in find_areas(text, language)]
        assert contents
        assert all(isinstance(c, Area) and c.arms for c in contents)
    arms = [s for s in sectors().values() if s.arms]
    assert {code for s in arms for code in s.hs} == {"93", "8710", "890610"}
    assert {code for s in arms for code in s.isic} == {"2520", "3040"}
    for sector in sectors().values():
        if not sector.arms:
            assert not {"93", "8710", "890610"} & set(sector.hs)
            assert not {"2520", "3040"} & set(sector.isic)


@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [
        ("Sugar, eggs and milk cause quarrels.", "en", ["sugar", "eggs", "dairy"]),
        ("the minister of agriculture and trade spoke with the energy minister", "en", []),
        ("the Ministry of Industry and Trade", "en", []),
        ("non-oil trade grew", "en", []),
        ("agricultural machinery and farm equipment", "en", ["agricultural-machinery"]),
        ("electric buses, charging stations, trams", "en", ["electric-buses", "charging-stations", "trams"]),
        (
            "Lieferungen belarussischer Landtechnik, Elektrobusse und Ladestationen",
            "de",
            ["agricultural-machinery", "electric-buses", "charging-stations"],
        ),
        ("Russland wolle mehr Erdgas liefern", "de", ["gas"]),
        ("Wolle und Baumwolle", "de", ["textiles", "cotton"]),
        ("Они стали партнерами", "ru", []),
        ("экспорт стали, удобрений и сельхозтехники", "ru", ["steel", "fertilisers", "agricultural-machinery"]),
        ("туризм, наука и жилищно-коммунальное хозяйство", "ru", ["tourism", "science", "communal-services"]),
        ("the Silk Road Fund", "en", []),
        ("Minsk Automobile Plant and Belarusian Railways", "en", []),
        ("поставки МАЗов и БелАЗов", "ru", ["trucks"]),
    ],
)
def test_areas_of_a_text(text: str, language: str, wanted: list[str]) -> None:
    assert keys(text, language) == wanted


@pytest.mark.parametrize(
    ("label", "wanted"),
    [
        ("garments", "clothing"),
        ("fertilizers", "fertilisers"),
        ("automobiles", "vehicles"),
        ("steel", "steel"),
        ("banking", "finance"),
        ("zzz", None),
    ],
)
def test_an_english_label_finds_its_sector(label: str, wanted: str | None) -> None:
    assert sector_of_label(label) == wanted


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=400), st.sampled_from(LANGUAGES))
def test_any_text_is_read_and_quotes_hold_the_words(text: str, language: str) -> None:
    table = area_words(language)
    for claim in find_areas(text, language):
        quote = claim.quote.of(text)
        assert quote
        assert table.starting_with(re.split(r"[\s\-&]", quote.lower().replace("ё", "е").replace("\u00ad", "").replace("\u0301", ""))[0])


@pytest.mark.parametrize("unit", ["agricultural ", "minister of ", "oil and ", "и ", "x"])
def test_time_is_linear_on_repeats(unit: str) -> None:
    def seconds(size: int) -> float:
        text, best = unit * (size // len(unit)), float("inf")
        for _ in range(3):
            start = time.process_time()
            find_areas(text, "en")
            best = min(best, time.process_time() - start)
        return best

    find_areas(unit, "en")
    assert seconds(24_000) < 12 * seconds(6_000) + 0.02
