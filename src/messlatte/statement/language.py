"""Which of the three languages a text is in; cheap, by letters and by the commonest words."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files

__all__ = ["detect_language"]

_SAMPLE = 20_000
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_LATIN = re.compile("[a-zA-Z\u00c0-\u024f]")
_WORD = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=1)
def _commonest() -> dict[str, frozenset[str]]:
    path = files("messlatte.statement") / "lexicon" / "languages.toml"
    return {language: frozenset(words) for language, words in tomllib.loads(path.read_text("utf-8"))["commonest"].items()}


def detect_language(text: str) -> str:
    """Language of a text.

    Returns
    -------
    str
        ``ru`` where Cyrillic letters prevail, else ``de`` or ``en`` by their commonest words; ``en`` where nothing tells.
    """
    sample = text[:_SAMPLE]
    if len(_CYRILLIC.findall(sample)) * 2 > len(_LATIN.findall(sample)) and _CYRILLIC.search(sample):
        return "ru"
    words = [word.lower() for word in _WORD.findall(sample)]
    german = sum(word in _commonest()["de"] for word in words) + sum(sample.count(letter) for letter in "äöüß")
    english = sum(word in _commonest()["en"] for word in words)
    return "de" if german > english else "en"
