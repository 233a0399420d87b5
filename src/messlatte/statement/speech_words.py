"""Words of saying, titles and offices in a language, for `speakers`; the lists are in ``data/speech.toml``."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

__all__ = ["SpeechWords", "speech_words"]


@dataclass(frozen=True, slots=True)
class SpeechWords:
    """Patterns of one language.

    ``speaks`` follows the name of somebody who says something, ``said_by`` precedes it; ``listener`` precedes the name of the other one.
    ``heads`` are head words of titles, ``modifiers`` words inside one; ``office`` finds an office named alone ("the president").
    """

    speaks: re.Pattern[str]
    said_by: re.Pattern[str]
    listener: re.Pattern[str]
    heads: re.Pattern[str]
    office: re.Pattern[str]
    venue: re.Pattern[str]
    modifiers: frozenset[str]
    not_names: frozenset[str]


@lru_cache(maxsize=3)
def speech_words(language: str) -> SpeechWords:
    """Words of a language: ``de``, ``en`` or ``ru``; any other reads the English ones."""
    tables = tomllib.loads((files("messlatte.statement") / "data" / "speech.toml").read_text(encoding="utf-8"))
    row = tables.get(language, tables["en"])

    def pattern(name: str, flags: int = re.IGNORECASE) -> re.Pattern[str]:
        return re.compile(row[name].replace("{VERBS}", row["verbs"]), flags)

    return SpeechWords(
        speaks=pattern("speaks"),
        said_by=pattern("said_by"),
        listener=pattern("listener"),
        heads=pattern("heads"),
        office=pattern("office", 0),
        venue=pattern("venue", 0),
        modifiers=frozenset(row["modifiers"].split()),
        not_names=frozenset(row["not_names"].split()),
    )
