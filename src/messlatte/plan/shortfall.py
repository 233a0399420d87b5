"""Why no plan clears the bar: which constraint would have to give, and by how much."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from messlatte.core.plan import Constraint, Limiting, Shortfall
from messlatte.plan.problem import Problem, violations
from messlatte.plan.solver import cheapest, surest

__all__ = ["explain_shortfall"]

_EFFORT = 600
_NODES = 4_000


def explain_shortfall(problem: Problem, share: float, *, seed: int = 0) -> tuple[Shortfall, ...]:
    """What is missing for a plan that clears the bar in a share of the scenarios.

    Without any limit, the bar itself may be out of reach: then the shortfall is that of turnover, at the quantile that the share asks
    for. Otherwise each kind of limit is lifted alone; where that is enough, the shortfalls are those of the cheapest plan that becomes
    possible. Where no single kind is enough, all are lifted at once.

    Returns
    -------
    tuple of Shortfall
        In whole units of the problem's own; empty only when a plan does exist.
    """
    free = _lifted(problem, set(Limiting))
    if cheapest(free, share, iterations=_EFFORT, nodes=_NODES, seed=seed).plan is None:
        best = surest(free, iterations=_EFFORT, nodes=_NODES, seed=seed).plan or ()
        short = problem.target - _quantile(free, best, 1 - min(share, 1.0))
        return (Shortfall(Constraint(Limiting.BAR), float(short)),)
    kinds = list(dict.fromkeys(kind for kind in _kinds(problem)))
    found: list[Shortfall] = []
    for lifted in (*({kind} for kind in kinds), set(kinds)):
        if found and len(lifted) > 1:
            break
        plan = cheapest(_lifted(problem, lifted), share, iterations=_EFFORT, nodes=_NODES, seed=seed).plan
        if plan is not None:
            found.extend(Shortfall(v.constraint, v.excess) for v in violations(problem, plan))
    return tuple(found)


def _kinds(problem: Problem) -> list[Limiting]:
    kinds = [limit.what.kind for limit in problem.limits] + [share.kind for share in problem.shares]
    if problem.exclusive:
        kinds.append(Limiting.EXCLUSIVE)
    if problem.prerequisite:
        kinds.append(Limiting.PREREQUISITE)
    return kinds


def _lifted(problem: Problem, kinds: set[Limiting]) -> Problem:
    """Problem without the constraints of some kinds."""
    return replace(
        problem,
        limits=[limit for limit in problem.limits if limit.what.kind not in kinds],
        shares=[share for share in problem.shares if share.kind not in kinds],
        exclusive=[] if Limiting.EXCLUSIVE in kinds else problem.exclusive,
        prerequisite=[] if Limiting.PREREQUISITE in kinds else problem.prerequisite,
    )


def _quantile(problem: Problem, plan: tuple[int, ...], level: float) -> float:
    turnover = problem.turnover(plan)
    order = np.argsort(turnover)
    reached = np.cumsum(problem.probabilities[order])
    return float(turnover[order[min(int(np.searchsorted(reached, level, "right")), len(order) - 1)]])
