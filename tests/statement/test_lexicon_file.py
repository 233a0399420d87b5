"""An analyst's words: they are read, and what cannot be meant is told clearly."""

from __future__ import annotations

from pathlib import Path

import pytest

from messlatte.core.claims import Area
from messlatte.core.errors import InputError
from messlatte.statement.lexicon_file import load_lexicon
from messlatte.statement.reader import read

GOOD = """
[places]
"RU-TUL" = ["Tulaland", "Тульщина", "Тульщины"]
[groups]
"Turkic States" = ["Organization of Turkic States", "ОТГ"]
[firms]
"KamAZ" = ["Kamaz Works"]
[areas.kites]
label = { en = "kites", de = "Drachen" }
hs = ["9503"]
en = ["kite*"]
[areas.dairy]
en = ["ayran"]
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "own.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_own_words_are_read(tmp_path: Path) -> None:
    lexicon = load_lexicon(written(tmp_path, GOOD))
    text = "Trade between Belarus and Tulaland reached $500 million in 2024. Kites and ayran are promising."
    statement = read(text, lexicon=lexicon)
    assert [p.economy.code for p in statement.parties] == ["BLR", "RU-TUL"]
    areas = {c.readings[0].content.key: c.readings[0].content for c in statement.claims if isinstance(c.readings[0].content, Area)}
    assert areas["kites"].hs == ("9503",)
    assert areas["dairy"].label == "dairy"
    plain = read(text)
    assert [p.economy.code for p in plain.parties] != ["BLR", "RU-TUL"]


def test_own_groups_are_parties(tmp_path: Path) -> None:
    lexicon = load_lexicon(written(tmp_path, GOOD))
    statement = read("Hungary's trade with the Organization of Turkic States reached $5 billion in 2024.", lexicon=lexicon)
    assert {p.economy.code for p in statement.parties} == {"HUN", "Turkic States"}


def test_own_words_do_not_leak(tmp_path: Path) -> None:
    load_lexicon(written(tmp_path, GOOD)).gazetteer("en")
    assert read("Trade between Belarus and Tulaland reached $500 million in 2024.").parties == ()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[place]\n", r"\[place\] is no table of a lexicon; allowed are areas, firms, groups, places, words"),
        ('[places]\n"XX-99" = ["Nowhere"]\n', r"'XX-99' is no economy; use ISO alpha-3"),
        ('[places]\nBLR = [""]\n', "is no name; give one of 1 to"),
        ("[places]\nBLR = 5\n", "must be a list of words"),
        ('[areas.kites]\nen = ["drone"]\n', 'a new area needs label = { en = "..." }'),
        ('[areas.kites]\nlabel = { en = "kites" }\nhs = ["88x"]\n', "'88x' is no code of HS"),
        ('[areas.kites]\nlabel = { en = "kites" }\ncolour = "red"\n', "'colour' is not known; allowed are"),
        ('[areas.kites]\nlabel = { en = "kites" }\narms = "yes"\n', "must be true or false"),
        ('[words.fr.currency]\nEUR = ["euro"]\n', r"\[words.fr\] is no language; allowed are de, en, ru"),
        ('[words.en.nonsense]\nx = ["y"]\n', "'nonsense' is no table of the word list"),
        ("areas = 5\n", "must be a table, found int"),
        ("[places\n", "is not TOML"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_the_place(tmp_path: Path, text: str, message: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(InputError, match=message) as error:
        load_lexicon(path)
    assert str(path) in str(error.value)


def test_unreadable_files(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        load_lexicon(tmp_path / "none.toml")
    binary = tmp_path / "binary.toml"
    binary.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputError, match="is not UTF-8"):
        load_lexicon(binary)
    big = tmp_path / "big.toml"
    big.write_bytes(b"#" * 2_000_001)
    with pytest.raises(InputError, match="at most 2 MB"):
        load_lexicon(big)
