"""From words to headings: known goods, exclusions, compounds, arms, and texts that name nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from messlatte.core.errors import InputError, UsageError
from messlatte.projects.coding import code_goods, code_text, heading_name, text_language
from messlatte.projects.letters import LetterTable
from messlatte.projects.titles import Title, read_titles, shipped_titles
from messlatte.projects.words import stem, stems, without_exclusions


@pytest.mark.parametrize(
    ("text", "language", "heading"),
    [
        ("Mähdrescher, gebraucht", "de", "8433"),
        ("Güterwagen für Schüttgut", "de", "8606"),
        ("Hähnchenschenkel, tiefgekühlt", "de", "0207"),
        ("зерноуборочные комбайны", "ru", "8433"),
        ("электробусы", "ru", "8702"),
        ("масло сливочное", "ru", "0405"),
        ("combine harvesters", "en", "8433"),
        ("lithium-ion battery packs", "en", "8507"),
    ],
)
def test_known_goods_come_first(text: str, language: str, heading: str) -> None:
    found = code_text(text, language)
    assert found[0].heading == heading
    assert found[0].shared, "a heading names the word that led to it"


def test_the_shares_of_the_candidates_add_up_to_one_and_fall() -> None:
    shares = [one.share for one in code_text("Traktoren und Anhänger", "de", count=5)]
    assert sum(shares) == pytest.approx(1.0)
    assert shares == sorted(shares, reverse=True)


def test_each_good_of_a_list_is_found() -> None:
    headings = {one.heading for one in code_goods("Kipper, Bagger und Gabelstapler", "de")}
    assert {"8704", "8429", "8427"} <= headings


def test_what_a_title_excludes_does_not_count() -> None:
    assert without_exclusions("Pferde, lebend (ausg. zum Schlachten (auch Fohlen), reinrassige)") == "Pferde, lebend "
    assert "schlacht" not in stems("Pferde (ausg. zum Schlachten)", "de")
    assert without_exclusions("nicht zu (ausg. offen") == "nicht zu "


def test_every_shipped_title_has_a_heading_with_a_name() -> None:
    for language in ("de", "en", "ru"):
        for heading in {title.heading for title in shipped_titles(language)}:
            assert heading_name(heading, language), heading


def test_a_compound_is_related_to_its_parts() -> None:
    table = LetterTable(["kuhlschrank", "tur", "wein", "schrank"])
    names = [("kuhlschrank", "tur", "wein", "schrank")[number] for number, _ in table.near("weinkuhlschrank", 0.45, 4)]
    assert names[0] == "kuhlschrank"
    assert "schrank" in names


@pytest.mark.parametrize(
    "text",
    [
        "Panzer und Munition",
        "Gewehre und Pistolen",
        "реактивные системы залпового огня",
        "боеприпасы",
        "military equipment, missiles",
        "howitzers",
        "assault rifles and ammunition",
        "Raketenwerfer",
        "пулемёты",
    ],
)
def test_arms_are_recognised(text: str) -> None:
    assert code_text(text)[0].arms


@pytest.mark.parametrize(
    "text",
    ["Granatäpfel", "гранаты, фрукты свежие", "Milchtanks", "Spritzpistolen", "пистолеты-распылители", "storage tanks", "fire trucks"],
)
def test_harmless_goods_with_warlike_names_are_not_arms(text: str) -> None:
    assert not code_text(text)[0].arms


@pytest.mark.parametrize(("text", "language"), [("Feuerwaffen", "de"), ("tractors", "en"), ("тракторы", "ru"), ("Birkensperrholz", "de")])
def test_the_language_of_a_single_word_is_told(text: str, language: str) -> None:
    assert text_language(text) == language


@pytest.mark.parametrize("text", ["", "   ", "12345 67", "!!!", "\x00\x00", "和服"])
def test_a_text_without_words_has_no_heading(text: str) -> None:
    assert code_text(text, "en") == ()


def test_an_unknown_language_is_refused_with_those_allowed() -> None:
    with pytest.raises(UsageError, match="de, en, ru"):
        code_text("pain", "fr")
    with pytest.raises(UsageError, match="positive"):
        code_text("tractors", "en", count=0)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300), st.sampled_from(["de", "en", "ru"]))
def test_any_text_is_coded_without_error(text: str, language: str) -> None:
    for one in code_text(text, language):
        assert 0 < one.share <= 1
        assert one.shared


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="abcäöüßдежзийяь", min_size=1, max_size=20), st.sampled_from(["de", "en", "ru"]))
def test_a_stem_is_a_beginning_and_keeps_three_letters(word: str, language: str) -> None:
    cut = stem(word, language)
    assert len(cut) >= min(3, len(word))


def test_a_huge_text_costs_no_more_than_its_beginning() -> None:
    assert code_text("Traktor " + "x" * 2_000_000, "de")[0].heading == "8701"


def test_own_titles_are_found_beside_those_shipped(tmp_path: Path) -> None:
    own = tmp_path / "own.tsv"
    own.write_text("# a national tariff\n8433.51 00 00\tKornrettemaschine\n", "utf-8")
    titles = read_titles(own)
    assert titles == (Title("8433510000", "Kornrettemaschine"),)
    found = code_text("Kornrettemaschine", "de", extra=titles)
    assert (found[0].heading, found[0].code) == ("8433", "843351")


@pytest.mark.parametrize("line", ["8433 Mähdrescher", "84x3\tMähdrescher", "843\tMähdrescher", "8433\t "])
def test_a_broken_line_of_own_titles_is_named(tmp_path: Path, line: str) -> None:
    own = tmp_path / "own.tsv"
    own.write_text(f"8433\tgut\n{line}\n", "utf-8")
    with pytest.raises(InputError, match="line 2"):
        read_titles(own)
