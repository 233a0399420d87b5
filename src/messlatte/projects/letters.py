"""Words that share their letters: other forms, spellings, and the parts of compounds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

__all__ = ["LetterTable"]

_SHORTEST_PART = 4
_LEAST_COMMON = 2


class LetterTable:
    """Words by their groups of three letters.

    Parameters
    ----------
    vocabulary : sequence of str
    """

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self._words = vocabulary
        by_gram: dict[str, list[int]] = defaultdict(list)
        sizes = np.zeros(len(vocabulary))
        for number, word in enumerate(vocabulary):
            grams = _grams(word)
            sizes[number] = len(grams)
            for gram in grams:
                by_gram[gram].append(number)
        self._sizes = sizes
        self._by_gram = {gram: np.array(numbers, dtype=np.int32) for gram, numbers in by_gram.items()}

    def near(self, word: str, least: float, count: int) -> list[tuple[int, float]]:
        """Most similar words, as (place in the vocabulary, similarity), best first.

        The similarity is the Dice coefficient of the letter groups, or for a compound and its part how much of it the part is, whichever
        is more; at
        least `least`, at most 1.
        """
        grams = _grams(word)
        found = [self._by_gram[gram] for gram in grams if gram in self._by_gram]
        if not found:
            return []
        common = np.bincount(np.concatenate(found), minlength=len(self._words)).astype(float)
        similarity = 2 * common / (self._sizes + len(grams))
        contained = common / np.minimum(self._sizes, len(grams))
        for number in np.flatnonzero((contained > 0.5) & (common >= _LEAST_COMMON)):
            similarity[number] = max(similarity[number], _part(word, self._words[int(number)]))
        candidates = np.flatnonzero((similarity >= least) & (common >= _LEAST_COMMON))
        order = candidates[np.argsort(-similarity[candidates], kind="stable")][:count]
        return [(int(number), float(similarity[number])) for number in order]


def _part(word: str, other: str) -> float:
    """How much of a compound its part is; the end of a German one ("kuhlschrank" in "weinkuhlschrank") counts more."""
    short, long = sorted((word, other), key=len)
    if len(short) < _SHORTEST_PART:
        return 0.0
    share = len(short) / len(long)
    if long.endswith(short):
        return min(0.95, 0.5 + 0.5 * share)
    return min(0.9, 0.4 + 0.5 * share) if long.startswith(short) else 0.0


def _grams(word: str) -> set[str]:
    padded = f"#{word}#"
    return {padded[start : start + 3] for start in range(len(padded) - 2)}
