"""The word list of a language, as a matcher: which phrases of which class begin at a token.

A list is a TOML file of tables, one a class; a key is what the words mean, its value the phrases. A phrase is words separated by
blanks; a word that ends in ``*`` stands for every word that begins so; a hyphen in the text counts like a blank.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files

from messlatte.statement.tokens import SentenceWords, Tokens

__all__ = ["Hit", "Words", "words_of", "words_with"]

_CACHE_LIMIT = 20_000


@dataclass(slots=True)
class Hit:
    """A phrase found: its class, what it means, and its tokens ``[i, j)``."""

    name: str
    value: str
    i: int
    j: int


@dataclass(frozen=True, slots=True)
class _Phrase:
    name: str
    value: str
    rest: tuple[str, ...]


@dataclass(slots=True)
class Words:
    """Phrases by their first word: whole words and stems."""

    exact: dict[str, list[_Phrase]] = field(default_factory=dict)
    stems: dict[str, list[_Phrase]] = field(default_factory=dict)
    lengths: tuple[int, ...] = ()
    sentence: SentenceWords = field(default_factory=SentenceWords)
    _seen: dict[str, tuple[_Phrase, ...]] = field(default_factory=dict)

    def add(self, name: str, value: str, phrases: Iterable[str]) -> None:
        """Add phrases of one class and meaning."""
        for phrase in phrases:
            first, *rest = phrase.split()
            table, key = (self.stems, first[:-1]) if first.endswith("*") else (self.exact, first)
            table.setdefault(key, []).append(_Phrase(name, value, tuple(rest)))
        self.lengths = tuple(sorted({len(stem) for stem in self.stems}))
        self._seen.clear()

    def _starting(self, word: str) -> tuple[_Phrase, ...]:
        known = self._seen.get(word)
        if known is not None:
            return known
        found = list(self.exact.get(word, ()))
        for length in reversed(self.lengths):
            if length <= len(word):
                found += self.stems.get(word[:length], ())
        result = tuple(found)
        if len(self._seen) < _CACHE_LIMIT:
            self._seen[word] = result
        return result

    def numeral(self, word: str) -> float | None:
        """Value of a single numeral."""
        values = [float(phrase.value) for phrase in self._starting(word) if phrase.name == "num" and not phrase.rest]
        return values[0] if values else None

    def find(self, tokens: Tokens) -> Iterator[Hit]:
        """Yield the longest phrase of each class at each token, in order of the text."""
        seen = self._seen
        for i, word in enumerate(tokens.words):
            candidates = seen.get(word)
            if candidates is None:
                candidates = self._starting(word)
            if candidates:
                yield from _longest(candidates, tokens.words, i)


def _longest(candidates: tuple[_Phrase, ...], words: list[str], i: int) -> Iterable[Hit]:
    best: dict[str, Hit] = {}
    for phrase in candidates:
        j = i + 1 + len(phrase.rest)
        if phrase.rest and not _follows(phrase.rest, words, i + 1):
            continue
        known = best.get(phrase.name)
        if known is None or j > known.j:
            best[phrase.name] = Hit(phrase.name, phrase.value, i, j)
    return best.values()


def _follows(rest: tuple[str, ...], words: list[str], start: int) -> bool:
    if start + len(rest) > len(words):
        return False
    return all(
        word == wanted or (wanted[-1] == "*" and word.startswith(wanted[:-1]))
        for wanted, word in zip(rest, words[start : start + len(rest)], strict=True)
    )


def _tables(data: Mapping[str, Mapping[str, list[str]]]) -> Words:
    words = Words()
    for name, table in data.items():
        if name != "sentence":
            for value, phrases in table.items():
                words.add(name, value, phrases)
    sentence = data.get("sentence", {})
    words.sentence = SentenceWords(
        frozenset(sentence.get("abbreviations", ())), tuple(sentence.get("after_ordinals", ())), frozenset(sentence.get("starters", ()))
    )
    return words


@lru_cache(maxsize=8)
def words_of(language: str) -> Words:
    """Word list of ``de``, ``en`` or ``ru`` together with what is written alike in all of them."""
    return words_with(language, {})


def words_with(language: str, more: Mapping[str, Mapping[str, Iterable[str]]]) -> Words:
    """Word list of a language with an analyst's own: ``more[table][value]`` are phrases.

    Raises
    ------
    KeyError
        If a table is none of the word list's; its argument is the table's name.
    """
    folder = files("messlatte.statement") / "lexicon"
    merged: dict[str, dict[str, list[str]]] = {}
    for name in ("common", language):
        for table, entries in tomllib.loads((folder / f"{name}.toml").read_text("utf-8")).items():
            for key, phrases in entries.items():
                merged.setdefault(table, {}).setdefault(key, []).extend(phrases)
    for table, added in more.items():
        if table not in merged:
            raise KeyError(table)
        for key, phrases in added.items():
            merged[table].setdefault(key, []).extend(phrase.lower() for phrase in phrases)
    return _tables(merged)
