"""One counterpart for everybody: the largest sum, or no pair that would rather leave."""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from messlatte.core.errors import MesslatteError

__all__ = ["MOST_CELLS", "Place", "blocking_pairs", "greedy", "optimal", "stable"]

Array = NDArray[np.float64]

MOST_CELLS = 36_000_000
"""Most cells of a table that is assigned (6,000 by 6,000); shortlists have no such limit."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A chosen cell: row (need) and column (offer)."""

    need: int
    offer: int


def optimal(scores: Array, needs: Sequence[int], offers: Sequence[int]) -> tuple[Place, ...]:
    """Assignment with the largest sum of scores; cells of score 0 are never chosen.

    Parameters
    ----------
    scores : (needs, offers)
    needs, offers : sequence of int
        Capacities; a listing that can serve k counterparts stands k times, but no pair is chosen twice.

    Raises
    ------
    MesslatteError
        If scipy is not installed, or the table is too large.

    Notes
    -----
    Crouse (2016), shortest augmenting paths, as in `scipy.optimize.linear_sum_assignment`. With capacities above 1 on both sides, a pair
    that would be
    chosen twice is kept once; where that happens the sum may fall short of the optimum.
    """
    rows, columns = _repeated(needs, scores.shape[1]), _repeated(offers, scores.shape[0])
    if rows.size * columns.size > MOST_CELLS:
        raise MesslatteError(
            f"{rows.size:,} needs by {columns.size:,} offers (counted by capacity) are too many to assign at once; "
            f"{MOST_CELLS:,} cells at most: leave out --assign, or split the files"
        )
    if not rows.size or not columns.size:
        return ()
    try:
        from scipy.optimize import linear_sum_assignment
    except ImportError as error:
        raise MesslatteError(
            "the optimal assignment needs scipy: pip install 'messlatte[projects]'; --assign stable needs nothing"
        ) from error
    table = scores if rows.size == scores.shape[0] and columns.size == scores.shape[1] else scores[np.ix_(rows, columns)]
    chosen = linear_sum_assignment(table, maximize=True)
    found = {Place(int(rows[i]), int(columns[j])) for i, j in zip(*chosen, strict=True)}
    return tuple(sorted(place for place in found if scores[place.need, place.offer] > 0))


def _repeated(capacities: Sequence[int], others: int) -> NDArray[np.int64]:
    return np.repeat(np.arange(len(capacities)), np.minimum(np.array(capacities, dtype=np.int64), max(others, 1)))


def greedy(scores: Array, needs: Sequence[int], offers: Sequence[int]) -> tuple[Place, ...]:
    """Best cell first, as long as both sides have room: what a person does by hand; ties by place."""
    left, right = list(needs), list(offers)
    order = np.argsort(-scores, axis=None, kind="stable")
    chosen = []
    for cell in order[: int(np.count_nonzero(scores > 0))]:
        need, offer = divmod(int(cell), scores.shape[1])
        if left[need] and right[offer]:
            left[need] -= 1
            right[offer] -= 1
            chosen.append(Place(need, offer))
    return tuple(sorted(chosen))


def stable(need_view: Array, offer_view: Array, needs: Sequence[int], offers: Sequence[int]) -> tuple[Place, ...]:
    """Stable assignment with capacities; the needs propose, so no stable assignment is better for them.

    Parameters
    ----------
    need_view, offer_view : (needs, offers)
        How each side values the other; pairs at 0 in either are unacceptable. Ties go to the earlier listing.
    needs, offers : sequence of int
        Capacities.

    Notes
    -----
    Gale and Shapley (1962), "College Admissions and the Stability of Marriage", deferred acceptance; Roth (1984) for capacities on both
    sides.
    """
    wanted = [_ranked(need_view[row], offer_view[row]) for row in range(need_view.shape[0])]
    held: list[list[tuple[float, int]]] = [[] for _ in offers]
    free = [row for row, capacity in enumerate(needs) for _ in range(min(capacity, len(wanted[row])))]
    next_try = [0] * len(wanted)
    free.reverse()
    while free:
        row = free.pop()
        if next_try[row] == len(wanted[row]):
            continue
        column = wanted[row][next_try[row]]
        next_try[row] += 1
        heapq.heappush(held[column], (offer_view[row, column], -row))
        if len(held[column]) > offers[column]:
            free.append(-heapq.heappop(held[column])[1])
    return tuple(sorted(Place(-row, column) for column, kept in enumerate(held) for _, row in kept))


def _ranked(mine: Array, theirs: Array) -> list[int]:
    acceptable = np.flatnonzero((mine > 0) & (theirs > 0))
    return [int(column) for column in acceptable[np.argsort(-mine[acceptable], kind="stable")]]


def blocking_pairs(
    chosen: Sequence[Place], need_view: Array, offer_view: Array, needs: Sequence[int], offers: Sequence[int]
) -> tuple[Place, ...]:
    """Pairs outside an assignment where both sides would rather have each other than their worst counterpart, or an empty place."""
    worst_for_need = _worst(need_view, [(place.need, place.offer, place.need) for place in chosen], needs)
    worst_for_offer = _worst(offer_view, [(place.need, place.offer, place.offer) for place in chosen], offers)
    gains = (need_view > worst_for_need[:, None]) & (offer_view > worst_for_offer[None, :])
    for place in chosen:
        gains[place.need, place.offer] = False
    return tuple(Place(int(row), int(column)) for row, column in np.argwhere(gains))


def _worst(view: Array, cells: Sequence[tuple[int, int, int]], capacities: Sequence[int]) -> Array:
    """Least value that a side holds; 0 while it has room."""
    held: list[list[float]] = [[] for _ in capacities]
    for row, column, owner in cells:
        held[owner].append(float(view[row, column]))
    return np.array([min(values) if values and len(values) >= capacity else 0.0 for values, capacity in zip(held, capacities, strict=True)])
