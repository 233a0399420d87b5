"""Search among titles of goods: which headings do the words of a text point to."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from messlatte.projects.letters import LetterTable
from messlatte.projects.titles import Title
from messlatte.projects.words import stems

__all__ = ["Hit", "TitleIndex", "Tuning"]


@dataclass(frozen=True, slots=True)
class Tuning:
    """Constants of the score, chosen on the tuning half of the labelled items (``benchmarks/bench_coding.py --tune``).

    Parameters
    ----------
    saturation, length : float
        k and b of BM25.
    best_title : float
        Weight of the best single title beside the heading as a whole.
    similar : float
        Least similarity of a related word; `related` of them at most, each with its similarity as weight.
    kin : float
        Factor on related words where the word itself is known.
    named : float
        How much more a title counts that the text names in full; by the square of the share of its words that the text holds.
    """

    saturation: float = 1.2
    length: float = 0.35
    best_title: float = 0.3
    similar: float = 0.45
    related: int = 8
    kin: float = 0.3
    named: float = 4.0


@dataclass(frozen=True, slots=True)
class Hit:
    """A heading with its score, its best title, and for each stem of the text that counts the stem of the title that it met."""

    heading: str
    score: float
    title: Title
    shared: tuple[tuple[str, str], ...]


class TitleIndex:
    """BM25 over headings and over single titles, with words related by their letters.

    Parameters
    ----------
    titles : sequence of Title
    language : str
        Of the titles, for the stems.
    tuning : Tuning

    Notes
    -----
    Robertson and Zaragoza (2009), "The Probabilistic Relevance Framework: BM25 and Beyond". A document is (a) all titles of a heading and
    (b) one title;
    the score of a heading is (a) + `best_title` times its best (b). The weight of a word is its idf over headings, so that a word on
    every line of one
    heading counts as much as one that stands there once. A word that no title has is replaced by the words that share its letters.
    """

    def __init__(self, titles: Sequence[Title], language: str, tuning: Tuning | None = None) -> None:
        self.language, self.titles, self.tuning = language, tuple(titles), tuning or Tuning()
        self.headings = sorted({title.heading for title in self.titles})
        place = {heading: number for number, heading in enumerate(self.headings)}
        self._heading_of = np.array([place[title.heading] for title in self.titles], dtype=np.int64)
        self._count_words()
        self._related: dict[str, tuple[tuple[int, float], ...]] = {}

    def _count_words(self) -> None:
        """Postings in one array, ordered by word: which titles and headings have it, and how often."""
        self.vocabulary: dict[str, int] = {}
        tokens: list[int] = []
        lengths = []
        for title in self.titles:
            found = [self.vocabulary.setdefault(token, len(self.vocabulary)) for token in stems(title.text, self.language)]
            tokens += found
            lengths.append(len(found))
        self._lengths = np.array(lengths, dtype=float)
        self._by_title = _Postings(np.array(tokens, dtype=np.int64), np.repeat(np.arange(len(self.titles)), lengths), len(self.vocabulary))
        self._by_heading = _Postings(np.array(tokens, dtype=np.int64), np.repeat(self._heading_of, lengths), len(self.vocabulary))
        spread = np.diff(self._by_heading.starts)
        self._idf = np.log1p((len(self.headings) - spread + 0.5) / (spread + 0.5))
        self._heading_lengths: NDArray[np.float64] = np.bincount(self._heading_of, self._lengths, len(self.headings)).astype(float)
        of_title = self._by_title
        self._title_weights = np.bincount(of_title.documents, np.repeat(self._idf, np.diff(of_title.starts)), len(self.titles))

    def tuned(self, tuning: Tuning) -> TitleIndex:
        """The same index with other constants."""
        other = copy(self)
        other.tuning, other._related = tuning, {}
        return other

    @cached_property
    def _letters(self) -> LetterTable:
        return LetterTable(list(self.vocabulary))

    @cached_property
    def _names(self) -> list[str]:
        return list(self.vocabulary)

    def related(self, token: str) -> tuple[tuple[int, float], ...]:
        """Words of the titles that a stem stands for, with weights: itself at 1, then those of similar letters."""
        if token not in self._related:
            known = self.vocabulary.get(token)
            near = self._letters.near(token, self.tuning.similar, self.tuning.related)
            factor = 1.0 if known is None else self.tuning.kin
            others = tuple((number, factor * similarity) for number, similarity in near if number != known)
            self._related[token] = others if known is None else ((known, 1.0), *others)
        return self._related[token]

    def weight(self, token: str) -> float:
        """Idf of a stem over headings; a stem that no title has weighs as much as the rarest."""
        number = self.vocabulary.get(token)
        return float(self._idf.max() if number is None else self._idf[number])

    def search(self, text: str, count: int = 5) -> tuple[Hit, ...]:
        """Best headings of a text, best first; empty where no word of it occurs in any title, not even by its letters."""
        whole, single, named = np.zeros(len(self.headings)), np.zeros(len(self.titles)), np.zeros(len(self.titles))
        met = {token: self.related(token) for token in dict.fromkeys(stems(text, self.language))}
        for near in met.values():
            self._add(near, self._by_heading, self._heading_lengths, whole)
            self._add(near, self._by_title, self._lengths, single)
            for number, weight in near:
                documents = self._by_title.of(number)[0]
                named[documents] += weight * self._idf[number]
        single *= 1 + self.tuning.named * np.minimum(named / np.maximum(self._title_weights, 1e-9), 1.0) ** 2
        best = np.zeros_like(whole)
        np.maximum.at(best, self._heading_of, single)
        total = whole + self.tuning.best_title * best
        order = np.argsort(-total, kind="stable")[:count]
        return tuple(self._hit(int(place), float(total[place]), single, met) for place in order if total[place] > 0)

    def _add(
        self, near: tuple[tuple[int, float], ...], postings: _Postings, lengths: NDArray[np.float64], scores: NDArray[np.float64]
    ) -> None:
        """Add the best of a word and its relatives to the scores of the documents."""
        k, b, mean = self.tuning.saturation, self.tuning.length, lengths.mean()
        best = np.zeros_like(scores)
        for number, weight in near:
            documents, counts = postings.of(number)
            found = weight * self._idf[number] * counts * (k + 1) / (counts + k * (1 - b + b * lengths[documents] / mean))
            best[documents] = np.maximum(best[documents], found)
        scores += best

    def _hit(self, place: int, score: float, single: NDArray[np.float64], met: dict[str, tuple[tuple[int, float], ...]]) -> Hit:
        mine = np.flatnonzero(self._heading_of == place)
        own = [number for number in mine if not self.titles[number].bridge] or list(mine)
        title = self.titles[int(max(own, key=lambda number: single[number]))]
        shared = tuple(
            (token, self._names[number])
            for token, near in met.items()
            if (number := next((other for other, _ in near if place in self._by_heading.of(other)[0]), None)) is not None
        )
        return Hit(self.headings[place], score, title, shared)


class _Postings:
    """Documents of each word and how often it stands there, in one array ordered by word."""

    def __init__(self, tokens: NDArray[np.int64], documents: NDArray[np.int64], words: int) -> None:
        size = int(documents.max(initial=0)) + 1
        keys, counts = np.unique(tokens * size + documents, return_counts=True)
        self.documents, self._counts = keys % size, counts.astype(float)
        self.starts = np.searchsorted(keys // size, np.arange(words + 1))

    def of(self, number: int) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        part = slice(self.starts[number], self.starts[number + 1])
        return self.documents[part], self._counts[part]
