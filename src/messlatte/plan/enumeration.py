"""Every plan of a small problem, one by one: the yardstick of the search, and the answer where there are few projects."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from messlatte.plan.problem import Problem, violations

__all__ = ["all_plans", "best_by_enumeration"]

_LIMIT = 2_000_000


def all_plans(problem: Problem) -> Iterator[tuple[int, ...]]:
    """Every feasible plan, the empty one first.

    Raises
    ------
    ValueError
        If there are more than two million combinations of starts.
    """
    options = [
        [n for n in range(i * problem.starts, (i + 1) * problem.starts) if np.isfinite(problem.flat_cost[n])]
        for i in range(problem.projects)
    ]
    combinations = float(np.prod([len(o) + 1.0 for o in options]))
    if combinations > _LIMIT:
        raise ValueError(f"{combinations:.3g} combinations are too many to try one by one")

    def extend(i: int, chosen: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
        if i == problem.projects:
            if not violations(problem, chosen):
                yield chosen
            return
        yield from extend(i + 1, chosen)
        for n in options[i]:
            yield from extend(i + 1, (*chosen, n))

    return extend(0, ())


def best_by_enumeration(problem: Problem, probability: float) -> tuple[int, ...] | None:
    """Cheapest feasible plan that clears the bar with at least ``probability``; None when there is none."""
    best, cost = None, float("inf")
    for plan in all_plans(problem):
        price = problem.total_cost(plan)
        if price < cost and problem.probability(plan) >= probability - 1e-12:
            best, cost = plan, price
    return best
