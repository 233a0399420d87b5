"""Who carries the plan over the bar: Shapley values, and what is left when one project fails."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import comb

import numpy as np

from messlatte.plan.problem import Floats

__all__ = ["Attribution", "attribute", "middle", "shapley"]

_EXACT = 12
_CELLS = 60_000_000  # of sampled orders: projects x draws x orders
_MEDIANS = 50  # orders of which medians are taken, which cost more than shares


@dataclass(frozen=True, slots=True)
class Attribution:
    """How a plan's effect divides among its projects; all arrays by position in the plan.

    Parameters
    ----------
    probability : ndarray
        Shapley values of the probability of clearing the bar; they sum to P(plan) - P(empty plan).
    turnover : ndarray
        Expected turnover; sums to the plan's expected addition.
    middle : ndarray
        Shapley values of the median turnover; they sum to the plan's median less that of the empty plan.
    without : ndarray
        Probability when this one project fails and the others stand.
    """

    probability: Floats
    turnover: Floats
    middle: Floats
    without: Floats


def attribute(base: Floats, rows: Sequence[Floats], target: float, weights: Floats | None = None, *, seed: int = 0) -> Attribution:
    """Divide probability and expected turnover of a plan among its projects.

    Parameters
    ----------
    base : ndarray, shape (draws,)
        Turnover without any.
    rows : sequence of ndarray, each of shape (draws,)
        What each project adds.
    target : float
        The bar.
    weights : ndarray, shape (draws,), optional
        Probabilities of the draws, summing to 1; equal by default.
    seed : int
        Of the orders drawn for more than 12 projects.
    """
    chance = np.full(len(base), 1 / len(base)) if weights is None else weights

    def worth(turnover: Floats) -> float:
        return float(chance[turnover >= target].sum())

    everything = base + np.sum(rows, axis=0, dtype=np.float64) if len(rows) else base
    without = np.array([worth(everything - row) for row in rows])
    if len(rows) <= _EXACT:
        totals = [_total(base, rows, members) for members in _coalitions(len(rows))]
        shares = shapley(np.array([worth(total) for total in totals]))
        middles = shapley(np.array([middle(total, chance) for total in totals]))
    else:
        shares, middles = _sampled(base, rows, target, chance, seed)
    return Attribution(shares, np.array([float(chance @ row) for row in rows]), middles, without)


def middle(turnover: Floats, chance: Floats | None = None) -> float:
    """Median; weighted where the draws are not equally likely."""
    if chance is None or np.ptp(chance) == 0:
        return float(np.median(turnover))
    order = np.argsort(turnover)
    return float(turnover[order[int(np.searchsorted(np.cumsum(chance[order]), 0.5))]])


def _coalitions(players: int) -> list[list[int]]:
    """Members of every coalition, by the number whose bits they are."""
    return [[k for k in range(players) if members >> k & 1] for members in range(1 << players)]


def _total(base: Floats, rows: Sequence[Floats], members: Sequence[int]) -> Floats:
    total = base.copy()
    for k in members:
        total += rows[k]
    return total


def shapley(values: Floats) -> Floats:
    """Shapley values of a cooperative game (Shapley 1953, Contributions to the Theory of Games II).

    ``phi_k = sum over coalitions C without k of |C|! (n - |C| - 1)! / n! * (v(C + k) - v(C))``; they sum to ``v(all) - v(none)``.

    Parameters
    ----------
    values : ndarray, shape (2**n,)
        Worth of every coalition, by the number whose bits are its members.
    """
    players = len(values).bit_length() - 1
    members = np.arange(len(values))
    size = np.array([int(m).bit_count() for m in members])
    out = np.zeros(players)
    for k in range(players):
        outside = members[members >> k & 1 == 0]
        weight = np.array([1 / (players * comb(players - 1, int(s))) for s in size[outside]])
        out[k] = weight @ (values[outside | 1 << k] - values[outside])
    return out


def _orders(players: int, most: int, seed: int) -> Iterator[np.ndarray]:
    """Random orders, each followed by its reverse (antithetic)."""
    rng = np.random.default_rng(seed)
    for _ in range(most // 2):
        order = rng.permutation(players)
        yield order
        yield order[::-1]


def _sampled(base: Floats, rows: Sequence[Floats], target: float, chance: Floats, seed: int) -> tuple[Floats, Floats]:
    """Mean gains of probability and of the median over random orders; they sum exactly, since each order's gains do."""
    stacked = np.stack(rows).astype(np.float64)
    most = max(50, min(2_000, _CELLS // stacked.size)) // 2 * 2
    shares, middles = np.zeros(len(rows)), np.zeros(len(rows))
    empty, lowest = float(chance[base >= target].sum()), middle(base, chance)
    for n, order in enumerate(_orders(len(rows), most, seed)):
        totals = base + np.cumsum(stacked[order], axis=0)
        shares[order] += np.diff((totals >= target) @ chance, prepend=empty)
        if n < _MEDIANS:
            middles[order] += np.diff([middle(total, chance) for total in totals], prepend=lowest)
    return shares / most, middles / min(most, _MEDIANS)
