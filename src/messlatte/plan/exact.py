"""Branch and bound on the scenarios themselves: for few projects the best plan, and the proof that there is no better one.

Projects are decided one after the other. Two things end a branch: even with all projects that are still open, each at whichever start
suits the scenario best, it does not clear the bar often enough; or it already costs too much.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from messlatte.plan.problem import Floats, Problem, Scenarios, violations

__all__ = ["Exact", "cheapest_exactly", "surest_exactly"]

_TOLERANCE = 1e-12


@dataclass(frozen=True, slots=True)
class Exact:
    """Best plan found, None if there is none; ``proved`` unless the search ran out of nodes."""

    plan: tuple[int, ...] | None
    proved: bool


@dataclass
class _Branching:
    """State of one search; ``open_value[k]`` is what the projects from the k-th on can bring at most, shape (scenarios,)."""

    problem: Problem
    order: list[int]
    open_value: Scenarios
    nodes: int
    least: float
    most_cost: float
    cheapest: bool
    plan: tuple[int, ...] | None

    @property
    def margin(self) -> float:
        """How much more than ``least`` a branch must promise: a surer plan has to be surer, a cheaper one only as sure."""
        return -_TOLERANCE if self.cheapest or self.plan is None else _TOLERANCE

    def share(self, turnover: Floats) -> float:
        return float(self.problem.probabilities[turnover >= self.problem.target].sum())

    def descend(self, k: int, chosen: tuple[int, ...], cost: float, turnover: Floats) -> None:
        if self.nodes <= 0:
            return
        self.nodes -= 1
        if cost > self.most_cost + _TOLERANCE or self.share(turnover + self.open_value[k]) < self.least + self.margin:
            return
        self._offer(chosen, cost, turnover)
        if k == len(self.order):
            return
        problem = self.problem
        first = self.order[k] * problem.starts
        options = [n for n in range(first, first + problem.starts) if np.isfinite(problem.flat_cost[n]) and self._fits(chosen, n)]
        order = problem.flat_cost if self.cheapest else -problem.mean_value
        for n in sorted(options, key=lambda n: float(order[n])):
            self.descend(k + 1, (*chosen, n), cost + float(problem.flat_cost[n]), turnover + problem.flat_value[n])
        self.descend(k + 1, chosen, cost, turnover)

    def _fits(self, chosen: tuple[int, ...], n: int) -> bool:
        """Whether limits that only ever tighten still hold with a further choice."""
        problem = self.problem
        if any(n // problem.starts in members and m // problem.starts in members for members in problem.exclusive for m in chosen):
            return False
        use = problem.use[:, [*chosen, n]].sum(axis=1)
        return bool((use <= problem.bounds + 1e-9 * np.maximum(1.0, np.abs(problem.bounds))).all())

    def _offer(self, chosen: tuple[int, ...], cost: float, turnover: Floats) -> None:
        share = self.share(turnover)
        better = cost < self.most_cost - _TOLERANCE if self.cheapest else share > self.least + _TOLERANCE
        better = better or self.plan is None
        if share < self.least - _TOLERANCE or not better or violations(self.problem, chosen):
            return
        self.plan = tuple(sorted(chosen))
        if self.cheapest:
            self.most_cost = cost
        else:
            self.least = share


def _begin(problem: Problem, *, least: float, most_cost: float, cheapest: bool, plan: Iterable[int] | None, nodes: int) -> Exact:
    best = np.maximum(problem.value, 0).max(axis=1)
    best[~np.isfinite(problem.cost).any(axis=1)] = 0
    order = [int(i) for i in np.argsort(-best.mean(axis=1), kind="stable")]
    rest = np.zeros((len(order) + 1, len(problem.base)), dtype=np.float32)
    for k in reversed(range(len(order))):
        rest[k] = rest[k + 1] + best[order[k]]
    known = None if plan is None else tuple(plan)
    state = _Branching(problem, order, rest, nodes, least, most_cost, cheapest, known)
    state.descend(0, (), 0.0, problem.base.astype(np.float64))
    return Exact(state.plan, state.nodes > 0)


def cheapest_exactly(problem: Problem, probability: float, *, plan: Iterable[int] | None = None, nodes: int = 20_000) -> Exact:
    """Cheapest plan that clears the bar with at least ``probability``.

    Parameters
    ----------
    problem : Problem
    probability : float
        Share of the scenarios.
    plan : iterable of int, optional
        Plan that does so already; only cheaper ones are looked for.
    nodes : int
        Branches to look at before giving up the proof.
    """
    most = float("inf") if plan is None else problem.total_cost(plan)
    return _begin(problem, least=probability, most_cost=most, cheapest=True, plan=plan, nodes=nodes)


def surest_exactly(problem: Problem, *, plan: Iterable[int] = (), nodes: int = 20_000) -> Exact:
    """Plan of the greatest probability within the problem's limits; ``plan`` is one that is known."""
    return _begin(problem, least=problem.probability(plan), most_cost=float("inf"), cheapest=False, plan=plan, nodes=nodes)
