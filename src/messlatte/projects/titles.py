"""Titles of goods that ship with Messlatte, and those a user adds."""

from __future__ import annotations

import lzma
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from messlatte.core.errors import InputError

__all__ = ["Title", "read_titles", "shipped_titles"]

_WIDEST_AREA = 3
_SHORTEST_NAME = 5


@dataclass(frozen=True, slots=True)
class Title:
    """Text of a code of the Harmonized System, four to ten digits deep.

    ``bridge`` marks a title in a kindred language: it helps to find a heading and is never shown.
    """

    code: str
    text: str
    bridge: bool = False

    @property
    def heading(self) -> str:
        """First four digits."""
        return self.code[:4]


@lru_cache(maxsize=3)
def shipped_titles(language: str) -> tuple[Title, ...]:
    """Titles of a language, in order of their codes; sources and licences in ``data/TITLES.md``."""
    folder = files("messlatte.projects") / "data"
    titles = list(_packed(folder / f"titles_{language}.tsv.xz"))
    if language == "ru":
        titles += [Title(title.code, title.text, bridge=True) for title in _packed(folder / "titles_bg.tsv.xz")]
    glossary = folder / f"glossary_{language}.tsv"
    if glossary.is_file():
        for title in _parse(glossary.read_text("utf-8").splitlines(), "shipped glossary"):
            titles += [Title(title.code, part.strip()) for part in re.split("[,;:]", title.text)]
    return (*titles, *_area_titles(language))


def _area_titles(language: str) -> Iterable[Title]:
    """Words of the areas of trade that are no more than a few headings wide: "turnkey farm" is a building and farm equipment."""
    from messlatte.statement.areas import sectors

    for sector in sectors().values():
        headings = sorted({code[:4] for code in sector.hs if len(code) >= 4})
        if headings and len(headings) <= _WIDEST_AREA and not sector.arms:
            names = [word.replace("*", "") for word in sector.words.get(language, ()) if len(word.replace("*", "")) >= _SHORTEST_NAME]
            yield from (Title(heading, name) for heading in headings for name in names)


def read_titles(path: Path) -> tuple[Title, ...]:
    """Read a user's own titles: a code, a tab, a text a line, such as a national tariff at ten digits.

    Raises
    ------
    InputError
        If the file cannot be read or a line is not of that form.
    """
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read as UTF-8 text: {error}") from error
    return tuple(_parse(text.splitlines(), str(path)))


def _packed(path: Traversable) -> Iterable[Title]:
    return _parse(lzma.decompress(path.read_bytes()).decode().splitlines(), path.name)


def _parse(lines: Iterable[str], where: str) -> Iterable[Title]:
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        code, tab, text = line.partition("\t")
        code = code.replace(" ", "").replace(".", "")
        if not tab or not code.isdigit() or not 4 <= len(code) <= 10 or not text.strip():
            raise InputError(f"{where}, line {number}: a code of 4 to 10 digits, a tab and a text are needed, found {line[:60]!r}")
        yield Title(code, text.strip())
