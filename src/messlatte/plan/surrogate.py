"""A plan under construction, and the mean-variance stand-in for its probability.

The probability of clearing the bar over thousands of scenarios is costly to try for every possible change. Mean and variance of turnover
change by a row of the covariance matrix instead: ``P ~ Phi((mu - bar) / sigma)``. The *margin* ``mu - z sigma - bar`` is what the search
drives above zero; `search` then checks, and corrects, on the scenarios themselves.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from messlatte.plan.problem import Floats, Ints, Problem

__all__ = ["Draft", "Pool", "pool_of"]

_ROOM = 1e-9


@dataclass(frozen=True)
class Pool:
    """Choices that a search may use, with their first two moments; arrays are by position in the pool.

    Parameters
    ----------
    choices : ndarray of int, shape (n,)
        Numbers of the choices in the problem.
    project, start : ndarray of int, shape (n,)
        What each choice starts, and when.
    cost, mean, with_base, variance : ndarray, shape (n,)
        Cost; expected turnover, its covariance with the base, its variance.
    covariance : ndarray, shape (n, n)
        Covariance of turnovers.
    use : ndarray, shape (limits, n)
        Use of each limit.
    """

    problem: Problem
    choices: Ints
    project: Ints
    start: Ints
    cost: Floats
    use: Floats
    mean: Floats
    covariance: Floats
    with_base: Floats
    variance: Floats
    base_mean: float
    base_variance: float

    def restricted(self, keep: npt.NDArray[np.bool_]) -> Pool:
        """Pool of the positions kept only."""
        return Pool(
            self.problem,
            self.choices[keep],
            self.project[keep],
            self.start[keep],
            self.cost[keep],
            np.ascontiguousarray(self.use[:, keep]),
            self.mean[keep],
            np.ascontiguousarray(self.covariance[np.ix_(keep, keep)]),
            self.with_base[keep],
            self.variance[keep],
            self.base_mean,
            self.base_variance,
        )

    def positions(self, plan: Iterable[int]) -> list[int]:
        """Positions of choices in the pool; those outside are left out."""
        where = {int(n): k for k, n in enumerate(self.choices)}
        return [where[n] for n in plan if n in where]


def pool_of(problem: Problem) -> Pool:
    """All allowed choices of a problem, with moments over its scenarios."""
    choices = np.flatnonzero(np.isfinite(problem.flat_cost))
    root = np.sqrt(problem.probabilities)
    mean = problem.mean_value[choices]
    centred = (problem.flat_value[choices] - mean[:, None].astype(np.float32)) * root.astype(np.float32)
    base_mean = float(problem.probabilities @ problem.base)
    base = (problem.base - base_mean) * root
    covariance = (centred @ centred.T).astype(np.float64)
    return Pool(
        problem=problem,
        choices=choices,
        project=choices // problem.starts,
        start=choices % problem.starts,
        cost=problem.flat_cost[choices],
        use=np.ascontiguousarray(problem.use[:, choices]),
        mean=mean,
        covariance=covariance,
        with_base=np.asarray(centred @ base.astype(np.float32), dtype=np.float64),
        variance=np.diag(covariance).copy(),
        base_mean=base_mean,
        base_variance=float(base @ base),
    )


class Draft:
    """A set of choices with everything that changes when one is added or dropped, kept up to date in O(choices)."""

    __slots__ = ("_blocked", "_used", "chosen", "cost", "covariance", "mean", "pool", "start", "variance")

    def __init__(self, pool: Pool, positions: Iterable[int] = ()) -> None:
        self.pool = pool
        self.chosen: list[int] = []
        self.cost = 0.0
        self.mean, self.variance = pool.base_mean, pool.base_variance
        self.covariance = pool.with_base.copy()
        self.start = np.full(pool.problem.projects, pool.problem.starts)
        self._used = np.zeros(len(pool.problem.limits))
        self._blocked = np.zeros(pool.problem.projects, dtype=np.int64)
        for n in positions:
            self.add(n)

    def copy(self) -> Draft:
        """Independent copy."""
        other = object.__new__(Draft)
        other.pool, other.chosen, other.cost = self.pool, self.chosen.copy(), self.cost
        other.mean, other.variance = self.mean, self.variance
        other.covariance, other.start = self.covariance.copy(), self.start.copy()
        other._used, other._blocked = self._used.copy(), self._blocked.copy()
        return other

    @property
    def plan(self) -> tuple[int, ...]:
        """Numbers of the chosen choices in the problem, sorted."""
        return tuple(sorted(int(n) for n in self.pool.choices[self.chosen])) if self.chosen else ()

    def _move(self, n: int, sign: int) -> None:
        pool, project = self.pool, int(self.pool.project[n])
        if sign < 0:
            self.covariance -= pool.covariance[n]
        self.variance += sign * float(2 * self.covariance[n] + pool.variance[n])
        if sign > 0:
            self.covariance += pool.covariance[n]
        self.mean += sign * float(pool.mean[n])
        self.cost += sign * float(pool.cost[n])
        self._used += sign * pool.use[:, n]
        self._blocked[project] += sign
        rivals = pool.problem.rivals[project]
        if len(rivals):
            self._blocked[rivals] += sign

    def add(self, n: int) -> None:
        """Add the choice at position ``n``."""
        self._move(n, 1)
        self.chosen.append(n)
        self.start[self.pool.project[n]] = self.pool.start[n]

    def drop(self, n: int) -> None:
        """Take the choice at position ``n`` out again."""
        self._move(n, -1)
        self.chosen.remove(n)
        self.start[self.pool.project[n]] = self.pool.problem.starts

    def dependants(self, n: int) -> list[int]:
        """Position ``n`` and every chosen one that needs it, directly or through others."""
        pool, out = self.pool, [n]
        for known in out:
            project = int(pool.project[known])
            out.extend(q for q in self.chosen if q not in out and project in pool.problem.needs[int(pool.project[q])])
        return out

    def margin(self, z: float, bar: float) -> float:
        """``mu - z sigma - bar``."""
        return self.mean - z * math.sqrt(max(self.variance, 0.0)) - bar

    def margins_after(self, z: float, bar: float) -> Floats:
        """Margin after adding each choice, shape (n,)."""
        variance = np.maximum(self.variance + 2 * self.covariance + self.pool.variance, 0.0)
        return np.asarray(self.mean + self.pool.mean - z * np.sqrt(variance) - bar, dtype=np.float64)

    def allowed(self) -> npt.NDArray[np.bool_]:
        """Which choices may be added now without breaking a limit, an exclusion or an order, shape (n,)."""
        pool, problem = self.pool, self.pool.problem
        free: npt.NDArray[np.bool_] = self._blocked[pool.project] == 0
        if len(problem.limits):
            room = (problem.bounds - self._used) + _ROOM * np.maximum(1.0, np.abs(problem.bounds))
            free &= (pool.use <= room[:, None]).all(axis=0)
        if problem.prerequisite:
            earliest = np.zeros(problem.projects, dtype=np.int64)
            for a, b in problem.prerequisite:
                earliest[a] = max(earliest[a], self.start[b])
            free &= pool.start >= earliest[pool.project]
        return free

    def balanced(self) -> bool:
        """Whether no group brings more than its share."""
        pool = self.pool
        for share in pool.problem.shares if self.chosen else ():
            brought = np.bincount(share.group[pool.project[self.chosen]], pool.mean[self.chosen])
            if brought.max() > share.cap * brought.sum() * (1 + _ROOM):
                return False
        return True
