"""The word list of a language, as a matcher: which phrases of which class begin at a token.

A list is a TOML file of tables, one a class; a key is what the words mean, its value the phrases. A phrase is words separated by
blanks; a word that ends in ``*`` stands for every word that begins so, one that begins with ``*`` (alone, for German compounds) for
every longer word that ends so; a hyphen in the text counts like a blank.
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
class _Starting:
    """Phrases that begin with a word: those of one word, and longer ones by their second word (whole, or a stem)."""

    single: tuple[_Phrase, ...]
    by_second: dict[str, tuple[_Phrase, ...]]
    by_stem: tuple[_Phrase, ...]


_NOTHING = _Starting((), {}, ())


def _sorted(found: list[_Phrase]) -> _Starting:
    if not found:
        return _NOTHING
    single: dict[str, _Phrase] = {}
    by_second: dict[str, list[_Phrase]] = {}
    by_stem: list[_Phrase] = []
    for phrase in found:
        if not phrase.rest:
            single.setdefault(phrase.name, phrase)
        elif phrase.rest[0].endswith("*"):
            by_stem.append(phrase)
        else:
            by_second.setdefault(phrase.rest[0], []).append(phrase)
    return _Starting(tuple(single.values()), {word: tuple(phrases) for word, phrases in by_second.items()}, tuple(by_stem))


@dataclass(slots=True)
class Words:
    """Phrases by their first word: whole words, stems and ends of compounds."""

    exact: dict[str, list[_Phrase]] = field(default_factory=dict)
    stems: dict[str, list[_Phrase]] = field(default_factory=dict)
    ends: dict[str, list[_Phrase]] = field(default_factory=dict)
    lengths: tuple[int, ...] = ()
    sentence: SentenceWords = field(default_factory=SentenceWords)
    _seen: dict[str, _Starting] = field(default_factory=dict)

    def add(self, name: str, value: str, phrases: Iterable[str]) -> None:
        """Add phrases of one class and meaning."""
        for phrase in phrases:
            first, *rest = phrase.split()
            table, key = (self.stems, first[:-1]) if first.endswith("*") else (self.exact, first)
            if first.startswith("*"):
                table, key = self.ends, first[1:]
            table.setdefault(key, []).append(_Phrase(name, value, tuple(rest)))
        self.lengths = tuple(sorted({len(stem) for stem in self.stems}, reverse=True))
        self._seen.clear()

    def _starting(self, word: str) -> _Starting:
        known = self._seen.get(word)
        if known is not None:
            return known
        found = list(self.exact.get(word, ()))
        for length in self.lengths:
            if length <= len(word):
                found += self.stems.get(word[:length], ())
        for end, phrases in self.ends.items():
            if word.endswith(end) and len(word) > len(end) + 2:
                found += phrases
        result = _sorted(found)
        if len(self._seen) < _CACHE_LIMIT:
            self._seen[word] = result
        return result

    def numeral(self, word: str) -> float | None:
        """Value of a single numeral."""
        return next((float(phrase.value) for phrase in self._starting(word).single if phrase.name == "num"), None)

    def find(self, tokens: Tokens) -> Iterator[Hit]:
        """Yield the longest phrase of each class at each token, in order of the text."""
        words, seen = tokens.words, self._seen
        last = len(words) - 1
        for i, word in enumerate(words):
            starting = seen.get(word)
            if starting is None:
                starting = self._starting(word)
            if starting is _NOTHING:
                continue
            longer: tuple[_Phrase, ...] = ()
            if i < last:
                longer = starting.by_second.get(words[i + 1], ())
                if starting.by_stem:
                    longer += starting.by_stem
            if not longer:
                for phrase in starting.single:
                    yield Hit(phrase.name, phrase.value, i, i + 1)
                continue
            yield from _longest(starting.single, longer, words, i)


def _longest(single: tuple[_Phrase, ...], longer: tuple[_Phrase, ...], words: list[str], i: int) -> Iterable[Hit]:
    best = {phrase.name: Hit(phrase.name, phrase.value, i, i + 1) for phrase in single}
    for phrase in longer:
        j = i + 1 + len(phrase.rest)
        known = best.get(phrase.name)
        if (known is None or j > known.j) and _follows(phrase.rest, words, i + 1):
            best[phrase.name] = Hit(phrase.name, phrase.value, i, j)
    return best.values()


def _follows(rest: tuple[str, ...], words: list[str], start: int) -> bool:
    if start + len(rest) > len(words):
        return False
    for k, wanted in enumerate(rest, start):
        if words[k] != wanted and not (wanted[-1] == "*" and words[k].startswith(wanted[:-1])):
            return False
    return True


def _tables(data: Mapping[str, Mapping[str, list[str]]]) -> Words:
    words = Words()
    for name, table in data.items():
        if name != "sentence":
            for value, phrases in table.items():
                words.add(name, value, phrases)
    sentence = data.get("sentence", {})
    words.sentence = SentenceWords(
        frozenset(sentence.get("abbreviations", ())),
        tuple(sentence.get("after_ordinals", ())),
        frozenset(sentence.get("starters", ())),
        frozenset(sentence.get("units", ())),
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
