"""What a relation says to people exists in every language."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import messlatte.sources
from messlatte.core.i18n import translations
from messlatte.sources import russian_customs

FOLDER = Path(messlatte.sources.__file__).parent


def _texts() -> list[str]:
    """Literals given as ``why=`` or in ``notes=`` anywhere in the room."""
    found: list[str] = [russian_customs.STOPPED]
    for path in FOLDER.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.keyword) and node.arg in ("why", "notes"):
                found += [
                    one.value
                    for one in ast.walk(node.value)
                    if isinstance(one, ast.Constant) and isinstance(one.value, str) and " " in one.value
                ]
    return sorted(set(found))


@pytest.mark.parametrize("language", ["de", "ru"])
@pytest.mark.parametrize("text", _texts())
def test_every_note_is_translated(language: str, text: str) -> None:
    assert translations(language).gettext(text) != text
