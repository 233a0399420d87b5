"""Search among titles of goods: which headings do the words of a text point to?"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from messlatte.projects.titles import Title
from messlatte.projects.words import stem, stems, words

__all__ = ["Hit", "Tuning", "TitleIndex"]


@dataclass(frozen=True, slots=True)
class Tuning:
    """Constants of the score, chosen on the tuning half of the labelled items (``benchmarks/bench_coding.py --tune``)."""

    saturation: float = 0.6
    length: float = 0.35
    best_title: float = 0.6
    similar: float = 0.45
    weight_power: float = 1.0
    related: int = 8
    kin: float = 0.3


@dataclass(frozen=True, slots=True)
class Hit:
    """A heading with its score and, for each word of the text that counts, the word of the title that it met."""

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
    tuning : Tuning

    Notes
    -----
    Robertson and Zaragoza (2009), "The Probabilistic Relevance Framework: BM25 and Beyond". A document is (a) all titles of a heading and (b) one title;
    the score of a heading is (a) + `best_title` times its best (b). The weight of a word is its idf over headings, so that a word on every line of one
    heading counts as much as one that stands there once. A word that no title has is replaced by the words that share its letters: three-letter groups
    (Dice coefficient), and for compounds the parts that it begins or ends with.
    """

    def __init__(self, titles: Sequence[Title], language: str, tuning: Tuning | None = None) -> None:
        self.language, self.titles, self.tuning = language, tuple(titles), tuning or Tuning()
        self.headings = sorted({title.heading for title in titles})
        place = {heading: number for number, heading in enumerate(self.headings)}
        self.heading_of = np.array([place[title.heading] for title in titles], dtype=np.int32)
        self._spelled: dict[str, str] = {}
        postings: dict[str, list[tuple[int, int]]] = defaultdict(list)
        self._lengths = np.zeros(len(self.titles))
        for number, title in enumerate(self.titles):
            counts = Counter(self._stems(title.text))
            self._lengths[number] = sum(counts.values())
            for token, count in counts.items():
                postings[token].append((number, count))
        self.vocabulary = {token: number for number, token in enumerate(postings)}
        self._postings = [np.array(entries, dtype=np.int32).T for entries in postings.values()]
        spread = [np.unique(self.heading_of[entries[0]]).size for entries in self._postings]
        self._idf = np.log1p((len(self.headings) - np.array(spread) + 0.5) / (np.array(spread) + 0.5))
        self._heading_lengths = np.zeros(len(self.headings))
        np.add.at(self._heading_lengths, self.heading_of, self._lengths)
        self._grams = _GramTable(list(self.vocabulary))

    def _stems(self, text: str) -> list[str]:
        found = []
        for token in stems(text, self.language):
            found.append(token)
        return found

    def related(self, token: str) -> list[tuple[int, float]]:
        """Words of the titles that a word stands for, with weights: itself at 1, or else those of similar letters."""
        known = self.vocabulary.get(token)
        near = self._grams.near(token, self.tuning.similar, self.tuning.related)
        factor = 1.0 if known is None else self.tuning.kin
        others = [(number, factor * similarity**self.tuning.weight_power) for number, similarity in near if number != known]
        return others if known is None else [(known, 1.0), *others]

    def search(self, text: str, count: int = 5) -> tuple[Hit, ...]:
        """Best headings of a text, best first; empty where no word of it occurs in any title, not even by its letters."""
        whole = np.zeros(len(self.headings))
        single = np.zeros(len(self.titles))
        met: dict[str, list[tuple[int, float]]] = {}
        for token in dict.fromkeys(stems(text, self.language)):
            met[token] = self.related(token)
            best_whole, best_single = np.zeros_like(whole), np.zeros_like(single)
            for number, weight in met[token]:
                entries, weight = self._postings[number], weight * self._idf[number]
                by_heading = np.bincount(self.heading_of[entries[0]], entries[1], len(self.headings))
                np.maximum(best_whole, weight * self._saturate(by_heading, self._heading_lengths), out=best_whole)
                found = weight * self._saturate(entries[1].astype(float), self._lengths, entries[0])
                best_single[entries[0]] = np.maximum(best_single[entries[0]], found)
            whole += best_whole
            single += best_single
        best = np.zeros_like(whole)
        np.maximum.at(best, self.heading_of, single)
        total = whole + self.tuning.best_title * best
        order = np.argsort(-total, kind="stable")[:count]
        return tuple(self._hit(int(place), float(total[place]), single, met) for place in order if total[place] > 0)

    def _saturate(self, counts: NDArray[np.float64], lengths: NDArray[np.float64], at: NDArray[np.int32] | None = None) -> NDArray[np.float64]:
        k, b = self.tuning.saturation, self.tuning.length
        own = lengths if at is None else lengths[at]
        return counts * (k + 1) / (counts + k * (1 - b + b * own / lengths.mean()))

    def _hit(self, place: int, score: float, single: NDArray[np.float64], met: dict[str, list[tuple[int, float]]]) -> Hit:
        mine = np.flatnonzero(self.heading_of == place)
        title = self.titles[int(mine[np.argmax(single[mine])])]
        names = list(self.vocabulary)
        shared = []
        for token, near in met.items():
            for number, _ in near:
                if np.isin(self._postings[number][0], mine).any():
                    shared.append((token, names[number]))
                    break
        return Hit(self.headings[place], score, title, tuple(shared))


class _GramTable:
    """Words by their groups of three letters."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self.vocabulary = vocabulary
        by_gram: dict[str, list[int]] = defaultdict(list)
        self.sizes = np.zeros(len(vocabulary))
        for number, word in enumerate(vocabulary):
            grams = _grams(word)
            self.sizes[number] = len(grams)
            for gram in grams:
                by_gram[gram].append(number)
        self._by_gram = {gram: np.array(numbers, dtype=np.int32) for gram, numbers in by_gram.items()}

    def near(self, word: str, least: float, count: int) -> list[tuple[int, float]]:
        grams = _grams(word)
        found = [self._by_gram[gram] for gram in grams if gram in self._by_gram]
        if not found:
            return []
        common = np.bincount(np.concatenate(found), minlength=len(self.vocabulary)).astype(float)
        similarity = 2 * common / (self.sizes + len(grams))
        candidates = np.flatnonzero(common >= 2)
        for number in candidates:
            similarity[number] = max(similarity[number], _part(word, self.vocabulary[number]))
        order = candidates[np.argsort(-similarity[candidates], kind="stable")][:count]
        return [(int(number), float(similarity[number])) for number in order if similarity[number] >= least]


def _part(word: str, other: str) -> float:
    """How much of a compound its part is: "kuhlschrank" in "kuhlschranktur"; the end of a German compound says what it is."""
    short, long = sorted((word, other), key=len)
    if len(short) < 4 or not (long.startswith(short) or long.endswith(short)):
        return 0.0
    share = len(short) / len(long)
    return min(0.95, 0.5 + 0.5 * share) if long.endswith(short) else min(0.9, 0.4 + 0.5 * share)


def _grams(word: str) -> set[str]:
    padded = f"#{word}#"
    return {padded[start : start + 3] for start in range(len(padded) - 2)}
