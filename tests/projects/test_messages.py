"""Every word that a project shows is there in German and Russian."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

import messlatte
from messlatte.brief.project_tables import _UNITS
from messlatte.brief.project_words import _BENEFITS, _INDICATORS
from messlatte.projects.project_file import archetypes, example_folder

ROOT = Path(messlatte.__file__).parent
MODULES = ("brief/project.py", "brief/project_tables.py", "brief/project_words.py", "cli/project_view.py", "web/pages/project.py")
TEMPLATES = ("brief/templates/project.html", "web/templates/project_page.html", "web/templates/projects.html")


def _called() -> Iterator[str]:
    """Message ids in calls of translation functions."""
    for module in MODULES:
        for node in ast.walk(ast.parse((ROOT / module).read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr if isinstance(node.func, ast.Attribute) else ""
                words = [a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
                if name in ("_", "text", "gettext", "ngettext") and words:
                    yield words[0]
    for template in TEMPLATES:
        yield from (found[1] for found in re.findall(r"_\(([\"'])(.*?)\1\)", (ROOT / template).read_text(encoding="utf-8")))
    yield from (*_BENEFITS.values(), *_INDICATORS.values(), *filter(None, _UNITS.values()))


def _written() -> Iterator[str]:
    """Words of archetypes and examples that pages show."""
    folder = ROOT / "projects"
    paths = [
        folder / "data" / "standard.toml",
        *(folder / "archetypes" / f"{name}.toml" for name in archetypes()),
        *example_folder().glob("*.toml"),
    ]
    for path in paths:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
        variants = list(tables.get("variants", {}).values())
        for source in (tables, *variants):
            yield from (p["label"] for p in source.get("parameters", {}).values())
            yield from source.get("labels", {}).values()
        for key in ("phases", "flows"):
            yield from (item["label"] for item in tables.get(key, []))
        yield from (*tables.get("roles", []), *tables.get("notes", []), *(v["title"] for v in variants))
        if "title" in tables:
            yield tables["title"]


@pytest.mark.parametrize("language", ["de", "ru"])
def test_every_word_is_translated(language: str) -> None:
    known = set()
    for path in (ROOT / "locale" / language / "LC_MESSAGES").glob("*.po"):
        with path.open("rb") as file:
            known |= {m.id if isinstance(m.id, str) else m.id[0] for m in read_po(file, locale=language) if m.string}
    needed = {*_called(), *_written()}
    assert len(needed) > 300
    assert not sorted(needed - known)
