"""Tokens with what the word list says about them, by class and position."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from messlatte.statement.tokens import Tokens
from messlatte.statement.words import Hit, Words

__all__ = ["Tags"]

_NONE: dict[int, Hit] = {}


class Tags:
    """Hits of a word list in a text, by class.

    ``at(name, i)`` is the hit of a class that begins at a token, ``before(name, i)`` the one that ends before it;
    ``within(name, i, j)`` yields those that lie between two tokens.
    """

    __slots__ = ("_begins", "_ends", "_places", "_words", "tokens")

    def __init__(self, tokens: Tokens, words: Words) -> None:
        self.tokens = tokens
        self._words = words
        self._begins: dict[str, dict[int, Hit]] = {}
        self._ends: dict[str, dict[int, Hit]] = {}
        for hit in words.find(tokens):
            self._begins.setdefault(hit.name, {})[hit.i] = hit
            ends = self._ends.setdefault(hit.name, {})
            known = ends.get(hit.j)
            if known is None or hit.i < known.i:
                ends[hit.j] = hit
        self._places = {name: list(hits) for name, hits in self._begins.items()}

    def at(self, name: str, i: int) -> Hit | None:
        """Hit of a class that begins at token ``i``."""
        return self._begins.get(name, _NONE).get(i)

    def value(self, name: str, i: int) -> str | None:
        """Value of that hit."""
        hit = self._begins.get(name, _NONE).get(i)
        return None if hit is None else hit.value

    def before(self, name: str, i: int) -> Hit | None:
        """Longest hit of a class that ends where token ``i`` begins."""
        return self._ends.get(name, _NONE).get(i)

    def starts(self, names: tuple[str, ...]) -> set[int]:
        """Tokens at which a hit of one of the classes begins."""
        return {i for name in names for i in self._begins.get(name, _NONE)}

    def within(self, name: str, i: int, j: int) -> Iterator[Hit]:
        """Hits of a class that begin in ``[i, j)``, in order; a phrase that lies inside a longer one is left out."""
        begins = self._begins.get(name)
        if not begins:
            return
        places = self._places[name]
        past = i
        for index in range(bisect_left(places, i), len(places)):
            if places[index] >= j:
                return
            hit = begins[places[index]]
            if hit.i >= past:
                yield hit
                past = hit.j

    def number_word(self, word: str) -> float | None:
        """Value of a numeral in words, such as the first part of a compound adjective."""
        return self._words.numeral(word)

    def any(self, names: tuple[str, ...], i: int) -> bool:
        """Whether a hit of one of the classes begins at token ``i``."""
        return any(i in self._begins.get(name, _NONE) for name in names)
