"""Areas of trade that a text names, by a taxonomy with the codes of HS, EBOPS and ISIC."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

from messlatte.core.arms import is_arms
from messlatte.core.claims import Area
from messlatte.core.evidence import Quote
from messlatte.core.statement import Claim, Reading
from messlatte.statement.firms import FIRMS
from messlatte.statement.place_guards import is_lower_text

__all__ = ["AreaWords", "Sector", "area_words", "find_areas", "sector_of_label", "sectors"]

NONE = "none"
"""Key of the entry whose words only look like an area ("Silk Road")."""
LANGUAGES = ("en", "de", "ru")
_TOKEN = re.compile(r"[^\W_]+(?:[\u00ad\u0301][^\W_]+)*")
_DROP = str.maketrans({"ё": "е", "\u00ad": None, "\u0301": None})
_SHORTEST, _LONGEST = 2, 32
_SECTOR_WORDS = ("industry", "industries", "sector", "industrie", "branche", "sektor", "промышленност", "отрасл", "индустри")
"""Words that only close the name of a sector ("химическая промышленность")."""
_REMEMBERED = 50_000


@dataclass(frozen=True, slots=True)
class Sector:
    """An entry of the taxonomy; ``words`` are its patterns by language."""

    key: str
    label: Mapping[str, str]
    words: Mapping[str, tuple[str, ...]]
    hs: tuple[str, ...] = ()
    ebops: tuple[str, ...] = ()
    isic: tuple[str, ...] = ()
    arms: bool = False


@dataclass(frozen=True, slots=True)
class _Pattern:
    """Words that follow each other; each is exact, or a beginning or an end of a word. ``capital``: the first is a German noun."""

    key: str
    parts: tuple[str, ...]
    weight: int
    capital: bool


@dataclass(slots=True)
class AreaWords:
    """Patterns of one language by their first word: exact, by beginning, by end."""

    exact: dict[str, list[_Pattern]] = field(default_factory=dict)
    begins: dict[str, list[_Pattern]] = field(default_factory=dict)
    ends: dict[str, list[_Pattern]] = field(default_factory=dict)
    _known: dict[str, tuple[_Pattern, ...]] = field(default_factory=dict)

    def starting_with(self, word: str) -> tuple[_Pattern, ...]:
        """Patterns whose first word fits; remembered for the commonest words of a corpus."""
        known = self._known.get(word)
        if known is None:
            if len(self._known) > _REMEMBERED:
                self._known.clear()
            known = self._known[word] = tuple(_candidates(self, word))
        return known

    def add(self, key: str, words: str) -> None:
        """Add the pattern ``words`` of the sector ``key``."""
        parts = tuple(_split(words))
        if not parts:
            return
        pattern = _Pattern(key, parts, sum(len(p.strip("*")) for p in parts), words.strip("*")[0].isupper())
        first = parts[0]
        table = self.begins if first.endswith("*") else self.ends if first.startswith("*") else self.exact
        table.setdefault(first.strip("*"), []).append(pattern)


def _split(words: str) -> Iterable[str]:
    for word in re.split(r"[\s\-]+", words.lower().translate(_DROP)):
        if word.strip("*"):
            yield word


def _sector(key: str, row: Mapping[str, Any]) -> Sector:
    return Sector(
        key=key,
        label=dict(row.get("label", {"en": key})),
        words={language: tuple(row.get(language, ())) for language in LANGUAGES},
        hs=tuple(row.get("hs", ())),
        ebops=tuple(row.get("ebops", ())),
        isic=tuple(row.get("isic", ())),
        arms=bool(row.get("arms", False)),
    )


@lru_cache(maxsize=1)
def sectors() -> Mapping[str, Sector]:
    """Every sector of the shipped taxonomy by its key."""
    text = (files("messlatte.statement") / "data" / "taxonomy.toml").read_text(encoding="utf-8")
    return {key: _sector(key, row) for key, row in tomllib.loads(text).items()}


@lru_cache(maxsize=3)
def area_words(language: str) -> AreaWords:
    """Patterns of the shipped taxonomy in a language."""
    return patterns_of(sectors().values(), language)


def patterns_of(taxonomy: Iterable[Sector], language: str) -> AreaWords:
    """Patterns of some sectors in a language, and the names of firms that only sound like one ("Belarusian Railways")."""
    table = AreaWords()
    for sector in taxonomy:
        for words in sector.words.get(language, ()):
            table.add(sector.key, words)
    for spelling in (spelling for spellings in FIRMS.values() for spelling in spellings if " " in spelling):
        table.add(NONE, spelling)
    return table


def _fits(part: str, word: str) -> bool:
    if part.endswith("*"):
        return word.startswith(part[:-1])
    return word.endswith(part[1:]) if part.startswith("*") else word == part


def _candidates(table: AreaWords, word: str) -> Iterable[_Pattern]:
    yield from table.exact.get(word, ())
    for size in range(_SHORTEST, min(len(word), _LONGEST) + 1):
        yield from table.begins.get(word[:size], ())
    if table.ends:
        for size in range(_SHORTEST, min(len(word), _LONGEST) + 1):
            yield from table.ends.get(word[-size:], ())


def _best(table: AreaWords, words: list[str], gaps: list[bool], index: int) -> _Pattern | None:
    best: _Pattern | None = None
    for pattern in table.starting_with(words[index]):
        size = len(pattern.parts)
        if index + size > len(words) or not all(gaps[index : index + size - 1]):
            continue
        if all(_fits(part, word) for part, word in zip(pattern.parts[1:], words[index + 1 : index + size], strict=True)) and (
            best is None or (size, pattern.weight) > (len(best.parts), best.weight)
        ):
            best = pattern
    return best


_TITLE_LEFT = re.compile(
    r"(?:minist\w*|secretar\w*|department|commission\w*|committee|chamber|association|federation|министр\w*|министерств\w*|ведомств\w*|"
    r"комитет\w*|\w*minister\w*|\w*ministeri\w*|ausschuss|kammer)\s+(?:of|for|für|des|der)?\s*(?:the\s+)?"
    r"(?:[\w-]+\s*(?:,\s*|\s+(?:and|und|и)\s+)){0,3}$",
    re.IGNORECASE,
)
_TITLE_RIGHT = re.compile(
    r"(?:\s*(?:,|and|und|и)\s+[\w-]+){0,2}\s*-?\s*"
    r"(?:minister|ministry|secretary|chamber|commissioner|association|council|department|exchange)",
    re.IGNORECASE,
)
_EXCLUDED_LEFT = re.compile(
    r"(?:\bnon[-\s]|\bohne\s+(?:\w+\s+)?|\bбез\s+(?:учета\s+)?(?:\w+\s+)?|\bне\s?|\bexcluding\s+|\bexcept\s+|\bexclusive\s+of\s+|\bkein\w*\s+|\bnot\s+)$",
    re.IGNORECASE,
)


def _guarded(text: str, start: int, end: int) -> bool:
    """Whether the words belong to a title or an institution ("minister of agriculture"), or are named as left out ("non-oil")."""
    left = text[max(0, start - 60) : start]
    return bool(_TITLE_LEFT.search(left) or _EXCLUDED_LEFT.search(left) or _TITLE_RIGHT.match(text[end : end + 50]))


def find_areas(
    text: str, language: str, *, table: AreaWords | None = None, taxonomy: Mapping[str, Sector] | None = None
) -> tuple[Claim, ...]:
    """Find the areas of trade that a text names, each once, at its first mention.

    Parameters
    ----------
    text, language : str
        The text and its language (``de``, ``en``, ``ru``).
    table, taxonomy : AreaWords, mapping or None
        Patterns and sectors, where an analyst's lexicon extends those shipped.

    Returns
    -------
    tuple of Claim
        Kind ``area``, in order of the text; the label is English. Arms are found as well, with ``arms=True``. The words alone do not
        tell that the text is about trade between two economies: callers keep the areas only where it is.
    """
    table = table or area_words(language if language in LANGUAGES else "en")
    taxonomy = taxonomy or sectors()
    tokens = list(_TOKEN.finditer(text))
    words = [t.group().lower().translate(_DROP) for t in tokens]
    gaps = [_joined(text, a.end(), b.start()) for a, b in pairwise(tokens)]
    lower = is_lower_text(text)
    seen: dict[str, Claim] = {}
    index = 0
    while index < len(words):
        pattern = _best(table, words, gaps, index)
        if pattern is None:
            index += 1
            continue
        start, end = tokens[index].start(), tokens[index + len(pattern.parts) - 1].end()
        written = not pattern.capital or lower or text[start].isupper() or text[start - 1 : start] == "-"
        if pattern.key not in seen and pattern.key != NONE and written and not _guarded(text, start, end):
            seen[pattern.key] = _claim(taxonomy[pattern.key], start, end)
        index += len(pattern.parts)
        if index < len(words) and gaps[index - 1] and words[index].startswith(_SECTOR_WORDS):
            index += 1
    return tuple(seen.values())


def _joined(text: str, end: int, start: int) -> bool:
    gap = text[end:start]
    return len(gap) <= 4 and not set(gap) - set(" \n\t\u00a0-\u2010\u2011\u2013&")


def _claim(sector: Sector, start: int, end: int) -> Claim:
    arms = sector.arms or any(is_arms("hs", code) for code in sector.hs) or any(is_arms("isic", code) for code in sector.isic)
    area = Area(key=sector.key, label=sector.label["en"], hs=sector.hs, ebops=sector.ebops, isic=sector.isic, arms=arms)
    return Claim(Quote(start, end), (Reading(area, 1.0),))


def sector_of_label(label: str) -> str | None:
    """Key of the taxonomy that an English label of a sector belongs to; None if it names none."""
    found = find_areas(label, "en")
    if not found:
        return None
    content = found[0].readings[0].content
    return content.key if isinstance(content, Area) else None
