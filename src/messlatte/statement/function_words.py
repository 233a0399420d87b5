"""The small closed classes of words that the grammar is made of, from ``lexicon/function_words.toml``."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files

__all__ = ["function_words"]


@lru_cache(maxsize=1)
def _classes() -> dict[str, frozenset[str]]:
    path = files("messlatte.statement") / "lexicon" / "function_words.toml"
    return {name: frozenset(words) for name, words in tomllib.loads(path.read_text("utf-8")).items()}


def function_words(name: str) -> frozenset[str]:
    """Words of one class, in all languages.

    Raises
    ------
    KeyError
        If there is no such class.
    """
    return _classes()[name]
