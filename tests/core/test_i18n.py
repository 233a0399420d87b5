"""Every catalogue is complete, keeps the placeholders, and is compiled as it stands."""

from __future__ import annotations

import importlib.util
import re
import string
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from messlatte.core.errors import UsageError
from messlatte.core.i18n import LANGUAGES, translations

ROOT = Path(__file__).parents[2]
CATALOGUES = sorted((ROOT / "src" / "messlatte" / "locale").rglob("*.po"))


def _fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("po", CATALOGUES, ids=lambda p: f"{p.parent.parent.name}/{p.stem}")
def test_catalogue_is_complete_and_compiled(po: Path) -> None:
    with po.open("rb") as file:
        catalogue = read_po(file, locale=po.parent.parent.name)
    for message in catalogue:
        if not message.id:
            continue
        forms = [message.string] if isinstance(message.string, str) else list(message.string)
        assert all(forms), f"{po.name}: no translation of {message.id!r}"
        ids = [message.id] if isinstance(message.id, str) else list(message.id)
        for form in forms:
            assert _fields(form) <= set().union(*map(_fields, ids)), f"{po.name}: {form!r} names a field that {ids!r} lacks"
    spec = importlib.util.spec_from_file_location("catalogues", ROOT / "scripts" / "catalogues.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert po.with_suffix(".mo").read_bytes() == module.compiled(po), "run scripts/catalogues.py"


def test_all_languages_have_the_same_catalogues() -> None:
    names = {language: {p.stem for p in CATALOGUES if p.parent.parent.name == language} for language in LANGUAGES if language != "en"}
    assert names["de"] == names["ru"]


def test_unknown_language_lists_the_allowed_ones() -> None:
    with pytest.raises(UsageError, match="de, en, ru"):
        translations("fr")


@pytest.mark.parametrize("language", ["de", "ru"])
def test_every_note_of_a_reading_is_translated(language: str) -> None:
    source = (ROOT / "src" / "messlatte" / "statement" / "claims.py").read_text(encoding="utf-8")
    notes = set(re.findall(r', "([a-z][^"]+)"\)', source))
    assert {"a target", "the sum of the years", "measured"} <= notes
    assert not {note for note in notes if translations(language).gettext(note) == note}
