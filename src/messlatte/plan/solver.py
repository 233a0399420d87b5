"""Which method for which problem: branch and bound where there are few choices, search with a bound where there are many."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

import numpy as np

from messlatte.core.plan import Constraint, Limiting
from messlatte.plan.exact import cheapest_exactly, surest_exactly
from messlatte.plan.problem import Limit, Problem
from messlatte.plan.search import cheapest_plan

__all__ = ["Found", "cheapest", "surest", "with_budget"]

_FEW = 120
_STEPS = 6


@dataclass(frozen=True, slots=True)
class Found:
    """A plan, None if there is none, and whether it was proved that no other is better on the scenarios."""

    plan: tuple[int, ...] | None
    proved: bool


def cheapest(
    problem: Problem,
    share: float,
    *,
    iterations: int = 12_000,
    nodes: int = 20_000,
    seed: int = 0,
    start: Iterable[int] = (),
    report: Callable[[tuple[int, ...]], None] = lambda _: None,
) -> Found:
    """Cheapest plan that clears the bar in at least this share of the scenarios.

    Parameters
    ----------
    problem : Problem
    share : float
        Of the scenarios.
    iterations, nodes : int
        Effort of the search, and of the branch and bound.
    seed : int
    start : iterable of int
        Plan to start from.
    report : callable
        Is told of every better plan at once.
    """
    if share > 1 or _most_share(problem) < share - 1e-12:
        return Found(None, True)
    if not _is_small(problem):
        return Found(cheapest_plan(problem, share, iterations=iterations, seed=seed, start=start, report=report), False)
    plan = cheapest_plan(problem, share, iterations=max(10, iterations // 100), seed=seed, start=start, report=report)
    exact = cheapest_exactly(problem, share, plan=plan, nodes=nodes)
    if not exact.proved:
        longer = cheapest_plan(problem, share, iterations=iterations, seed=seed, start=exact.plan or (), report=report)
        return Found(longer or exact.plan, False)
    return Found(exact.plan, True)


def surest(problem: Problem, *, iterations: int = 1_200, nodes: int = 20_000, seed: int = 0, start: Iterable[int] = ()) -> Found:
    """Plan of the greatest probability within the problem's limits."""
    best = tuple(start)
    if _is_small(problem):
        exact = surest_exactly(problem, plan=best, nodes=nodes)
        return Found(exact.plan or best, exact.proved)
    low, high = problem.probability(best), 1.0
    for _ in range(_STEPS):
        middle = (low + high) / 2
        plan = cheapest_plan(problem, middle, iterations=iterations, seed=seed, start=best)
        if plan is None:
            high = middle
        else:
            best, low = plan, max(middle, problem.probability(plan))
    return Found(best, False)


def with_budget(problem: Problem, budget: float) -> Problem:
    """Same problem with a total budget, in the unit of its costs."""
    use = np.where(np.isfinite(problem.cost), problem.cost, 0.0)
    others = [limit for limit in problem.limits if limit.what.kind is not Limiting.TOTAL]
    return replace(problem, limits=[*others, Limit(Constraint(Limiting.TOTAL), use, budget)])


def _most_share(problem: Problem) -> float:
    """Share of the scenarios that all projects together would clear, each at whichever start suits the scenario best."""
    allowed = np.isfinite(problem.cost)[:, :, None]
    best = np.where(allowed, np.maximum(problem.value, 0), 0).max(axis=1).sum(axis=0, dtype=np.float64)
    return float(problem.probabilities[problem.base + best >= problem.target].sum())


def _is_small(problem: Problem) -> bool:
    return int(np.isfinite(problem.cost).sum()) <= _FEW
