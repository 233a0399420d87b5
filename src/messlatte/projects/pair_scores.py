"""Scores of every need with every offer, as arrays."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from messlatte.core.listing import Listing
from messlatte.ledger.economies import nation_of
from messlatte.projects.coded_listing import CodedListing
from messlatte.projects.units import measured

__all__ = ["LEVELS", "PairScores", "cut_codes", "pair_scores"]

Array = NDArray[np.float64]

LEVELS = {6: 1.0, 4: 0.7, 2: 0.2}
"""Digits of a shared code -> overlap."""
NAMED = 0.7
"""Overlap where one side names the other as whom it looks for."""
WORDS_ONLY = 0.15
"""Overlap of listings that share words and no code, times the similarity of the words."""
UNKNOWN_PLACE, OTHER_WINDOW = 0.8, 0.5
_FLOOR = 0.4
"""Share of the score that the texts cannot take away once the codes agree."""


@dataclass(frozen=True, slots=True)
class PairScores:
    """Arrays (needs, offers), each 0..1.

    ``score`` = overlap x (0.4 + 0.6 similarity) x place x window x quantity. ``need_view`` and ``offer_view`` hold instead of the joint
    fit of the quantities how much of the need the offer covers, and how much of the offer the need takes: by them sides rank each other.
    """

    score: Array
    need_view: Array
    offer_view: Array
    overlap: Array
    similarity: Array
    place: Array
    quantity: Array
    window: Array


def pair_scores(offers: Sequence[CodedListing], needs: Sequence[CodedListing], pair: tuple[str, str] | None = None) -> PairScores:
    """Compare every need with every offer.

    Parameters
    ----------
    offers, needs : sequence of CodedListing
    pair : two codes, optional
        Two economies: only listings of opposite sides then match; one whose region is unknown may belong to either.

    Notes
    -----
    The overlap is that of the deepest best shared code, weight of both sides multiplied: one more shared code never lowers it. Similarity
    is the
    larger of the cosine of the words (same language) and the cosine of the headings that the words point to (any language).
    """
    shape = (len(needs), len(offers))
    overlap = np.zeros(shape)
    for digits, factor in LEVELS.items():
        _each_key(needs, offers, partial(cut_codes, digits=digits), overlap, np.maximum, factor)
    words = np.zeros(shape)
    _each_key(needs, offers, lambda one: {f"{one.listing.language} {word}": w for word, w in one.words.items()}, words, np.add, 1.0)
    headings = np.zeros(shape)
    _each_key(needs, offers, lambda one: one.headings, headings, np.add, 1.0)
    similarity = np.clip(np.maximum(words, headings), 0.0, 1.0)
    mine, theirs = [one.listing for one in needs], [one.listing for one in offers]
    overlap = np.maximum(overlap, WORDS_ONLY * np.clip(words, 0.0, 1.0))
    overlap = np.maximum(overlap, NAMED * _named(mine, theirs))
    place = _places(mine, theirs, pair)
    window = _windows(mine, theirs)
    covered, taken = _quantities(mine, theirs)
    base = overlap * (_FLOOR + (1 - _FLOOR) * similarity) * place * window
    quantity = np.sqrt(covered * taken)
    return PairScores(base * quantity, base * covered, base * taken, overlap, similarity, place, quantity, window)


def cut_codes(one: CodedListing, digits: int) -> dict[str, float]:
    """Codes of a listing at a depth, each with its largest weight; codes that are not so deep are left out."""
    found: dict[str, float] = {}
    for code, weight in one.codes.items():
        if len(code) >= digits:
            found[code[:digits]] = max(weight, found.get(code[:digits], 0.0))
    return found


def _each_key(
    needs: Sequence[CodedListing],
    offers: Sequence[CodedListing],
    weights: Callable[[CodedListing], Mapping[str, float]],
    into: Array,
    combine: np.ufunc,
    factor: float,
) -> None:
    """Combine into an array, for every key that both sides have, the product of the weights."""
    of_needs, of_offers = _by_key(map(weights, needs)), _by_key(map(weights, offers))
    for key, (rows, left) in of_needs.items():
        if key in of_offers:
            columns, right = of_offers[key]
            block = np.ix_(rows, columns)
            into[block] = combine(into[block], factor * left[:, None] * right[None, :])


def _by_key(all_weights: Iterable[Mapping[str, float]]) -> dict[str, tuple[NDArray[np.int64], Array]]:
    found: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for number, weights in enumerate(all_weights):
        for key, weight in weights.items():
            found[key].append((number, weight))
    return {key: (np.array([n for n, _ in entries]), np.array([w for _, w in entries])) for key, entries in found.items()}


def _places(needs: Sequence[Listing], offers: Sequence[Listing], pair: tuple[str, str] | None) -> Array:
    """1 where the regions fit, less where one is unknown, 0 for one's own offer and for two listings of the same side of a pair."""
    regions = list(dict.fromkeys(one.region for one in (*needs, *offers)))
    fits = np.array([[_fit(a, b, pair) for b in regions] for a in regions]).reshape(len(regions), len(regions))
    number = {region: place for place, region in enumerate(regions)}
    table = fits[np.ix_([number[one.region] for one in needs], [number[one.region] for one in offers])]
    parties = {party: place for place, party in enumerate(dict.fromkeys(one.party.casefold() for one in (*needs, *offers)))}
    own, others = (np.array([parties[one.party.casefold()] for one in side]) for side in (needs, offers))
    named = np.array([bool(one.party) for one in needs])
    return np.where(np.equal.outer(own, others) & named[:, None], 0.0, table)


def _named(needs: Sequence[Listing], offers: Sequence[Listing]) -> Array:
    """1 where one side names the other as its counterpart, else 0."""
    numbers: dict[str, int] = {"": -1}
    for one in (*needs, *offers):
        numbers.setdefault(one.party.casefold(), len(numbers))
    parties = [np.array([numbers[one.party.casefold()] for one in side]) for side in (needs, offers)]
    sought = [np.array([numbers.get(one.counterpart.casefold(), -1) for one in side]) for side in (needs, offers)]
    asked = np.equal.outer(sought[0], parties[1]) & (sought[0] >= 0)[:, None]
    offered = np.equal.outer(parties[0], sought[1]) & (sought[1] >= 0)[None, :]
    return np.asarray(asked | offered, dtype=float)


def _fit(need: str, offer: str, pair: tuple[str, str] | None) -> float:
    known = 1.0 if need and offer else UNKNOWN_PLACE
    if pair is None:
        return known
    sides = [{side for side in pair if region == side or nation_of(region) == side} if region else set(pair) for region in (need, offer)]
    return known if any(a != b for a in sides[0] for b in sides[1]) else 0.0


def _windows(needs: Sequence[Listing], offers: Sequence[Listing]) -> Array:
    """1 where the months meet or one side names none, else `OTHER_WINDOW`."""
    mine, theirs = (np.array([_months(one) for one in side]).reshape(-1, 2) for side in (needs, offers))
    meet = (mine[:, None, 0] <= theirs[None, :, 1]) & (theirs[None, :, 0] <= mine[:, None, 1])
    return np.where(meet, 1.0, OTHER_WINDOW)


def _months(one: Listing) -> tuple[float, float]:
    if one.window is None:
        return -np.inf, np.inf
    first, last = one.window.first, one.window.last
    return first.year * 12.0 + first.month, last.year * 12.0 + last.month


def _quantities(needs: Sequence[Listing], offers: Sequence[Listing]) -> tuple[Array, Array]:
    """How far each offer covers each need, and each need takes up each offer: 0.5 to 1; 1 where a quantity or common unit is missing."""
    mine, theirs = [measured(one) for one in needs], [measured(one) for one in offers]
    asked = np.array([one.amount for one in mine])[:, None]
    given = np.array([one.amount for one in theirs])[None, :]
    units = {unit: number for number, unit in enumerate(dict.fromkeys(one.unit for one in (*mine, *theirs)))}
    same = np.equal.outer([units[one.unit] for one in mine], [units[one.unit] for one in theirs])
    ratio = np.where(same, given / asked, np.nan).reshape(len(needs), len(offers))
    covered = 0.5 + 0.5 * np.fmin(ratio, 1.0)
    taken = 0.5 + 0.5 * np.fmin(1.0 / ratio, 1.0)
    known = ~np.isnan(ratio)
    return np.where(known, covered, 1.0), np.where(known, taken, 1.0)
