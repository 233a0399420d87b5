"""Who carries the plan over the bar: Shapley values, and what is left when one project fails."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import comb

import numpy as np

from messlatte.plan.problem import Floats, Problem

__all__ = ["Attribution", "attribute", "shapley"]

_EXACT = 12


@dataclass(frozen=True, slots=True)
class Attribution:
    """How a plan's effect divides among its choices; all arrays by position in ``plan``.

    Parameters
    ----------
    plan : tuple of int
        Choices.
    probability : ndarray
        Shapley values of the probability of clearing the bar; they sum to P(plan) - P(empty plan).
    turnover : ndarray
        Expected turnover; sums to the plan's expected addition.
    probability_without : ndarray
        Probability when this one choice fails and the others stand.
    """

    plan: tuple[int, ...]
    probability: Floats
    turnover: Floats
    probability_without: Floats


def shapley(players: int, worth: Callable[[Sequence[int]], float], *, permutations: int = 2_000, seed: int = 0) -> Floats:
    """Shapley values of a cooperative game (Shapley 1953); exact up to 12 players, else the mean over random orders.

    Either way they sum to ``worth(all) - worth(none)`` to rounding, since each order's gains do.

    Parameters
    ----------
    players : int
        Number of players.
    worth : callable
        Value of a coalition, given as positions.
    permutations : int
        Random orders to draw for more than 12 players; half of them are the reverses of the others.
    seed : int
        Seed of the draws.
    """
    if players > _EXACT:
        return _sampled(players, worth, permutations, seed)
    values = [worth([k for k in range(players) if members >> k & 1]) for members in range(1 << players)]
    out = np.zeros(players)
    for members in range(1 << players):
        size = members.bit_count()
        for k in range(players):
            if not members >> k & 1:
                out[k] += (values[members | 1 << k] - values[members]) / (players * comb(players - 1, size))
    return out


def _sampled(players: int, worth: Callable[[Sequence[int]], float], permutations: int, seed: int) -> Floats:
    rng = np.random.default_rng(seed)
    out = np.zeros(players)
    orders = [rng.permutation(players) for _ in range((permutations + 1) // 2)]
    for order in [o for one in orders for o in (one, one[::-1])]:
        before = worth([])
        for position, k in enumerate(order):
            after = worth(order[: position + 1].tolist())
            out[k] += after - before
            before = after
    return out / (2 * len(orders))


def attribute(problem: Problem, plan: Sequence[int], *, permutations: int = 2_000, seed: int = 0) -> Attribution:
    """Divide the probability and the expected turnover of a plan among its choices."""
    chosen = np.asarray(plan, dtype=np.int64)
    rows = problem.flat_value[chosen].astype(np.float64)
    weights = problem.probabilities

    def worth(members: Sequence[int]) -> float:
        return float(weights[problem.base + rows[list(members)].sum(axis=0) >= problem.target].sum())

    everything = list(range(len(chosen)))
    without = np.array([worth([m for m in everything if m != k]) for k in everything])
    shares = shapley(len(chosen), worth, permutations=permutations, seed=seed)
    return Attribution(tuple(int(n) for n in chosen), shares, problem.mean_value[chosen], without)
