"""How far a plan can be trusted: its frontier, its robust core, its regret by tide, and what a spreadsheet would have chosen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from messlatte.plan.problem import Floats, Ints, Problem
from messlatte.plan.search import MomentGoal, search
from messlatte.plan.solver import cheapest, surest, with_budget
from messlatte.plan.surrogate import pool_of

__all__ = ["Effort", "Quarter", "expected_value_plan", "frontier", "robust_core", "tide_quarters"]

_TOP = 0.98


@dataclass(frozen=True, slots=True)
class Effort:
    """How much work a plan may take; numbers, not seconds, so that the same input gives the same plan.

    Parameters
    ----------
    search, proof : int
        Iterations of the search for the plan, and branches of its proof.
    iterations, nodes : int
        Of each further plan.
    plans : int
        On the frontier; 0 leaves it out.
    sets : int
        Of scenarios, solved anew for the robust core; 0 leaves it out.
    draws : int
        In each of these sets.
    gap : float or None
        Relative gap to which the integer program is solved for the bound of a large problem; None for the linear one.
    """

    search: int = 12_000
    proof: int = 20_000
    iterations: int = 600
    nodes: int = 1_500
    plans: int = 10
    sets: int = 20
    draws: int = 1_024
    gap: float | None = None


@dataclass(frozen=True, slots=True)
class Quarter:
    """A plan in one quarter of the courses of world trade: its own share of cleared draws, and the best for the same money."""

    members: Ints
    own: float
    best: float


def frontier(problem: Problem, known: tuple[int, ...], effort: Effort, *, seed: int = 0) -> list[tuple[int, ...]]:
    """Plans of rising cost and probability, from just above no plan to the surest one; none is dominated by another.

    ``known`` is a plan that belongs to them unless a better one is found.
    """
    if not effort.plans:
        return []
    empty = problem.probability(())
    sure = surest(problem, iterations=effort.iterations // 4, nodes=effort.nodes, seed=seed, start=known).plan or known
    top = min(_TOP, problem.probability(sure))
    plans: list[tuple[int, ...]] = [known] if known else []
    last: tuple[int, ...] = ()
    for share in np.linspace(empty, top, effort.plans + 1)[1:]:
        if last and problem.probability(last) >= share:
            continue
        found = cheapest(problem, float(share), iterations=effort.iterations, nodes=effort.nodes, seed=seed, start=last).plan
        if found is None:
            break
        if found:
            plans.append(found)
            last = found
    return _undominated(problem, plans)


def _undominated(problem: Problem, plans: Sequence[tuple[int, ...]]) -> list[tuple[int, ...]]:
    known = sorted((problem.total_cost(plan), -problem.probability(plan), plan) for plan in set(plans))
    kept: list[tuple[int, ...]] = []
    best = 0.0
    for _, worse, plan in known:
        if -worse > best:
            kept.append(plan)
            best = -worse
    return kept


def robust_core(problem: Problem, share: float | None, effort: Effort, *, seed: int = 0) -> Floats:
    """Share of re-solved sets of scenarios whose plan starts each project, shape (projects,).

    Each set holds ``effort.draws`` scenarios drawn with replacement; with ``share`` the cheapest plan is looked for, without one the
    surest within the budget.
    """
    rng = np.random.default_rng(seed)
    counted: Counter[int] = Counter()
    solved = 0
    for k in range(effort.sets):
        taken = np.sort(rng.choice(len(problem.base), min(effort.draws, len(problem.base)), p=problem.probabilities))
        part = replace(problem, value=problem.value[:, :, taken], base=problem.base[taken], weights=None)
        plan = _again(part, share, effort, seed + k)
        if plan is not None:
            solved += 1
            counted.update({n // problem.starts for n in plan})
    return np.array([counted[i] / solved if solved else 0.0 for i in range(problem.projects)])


def _again(problem: Problem, share: float | None, effort: Effort, seed: int) -> tuple[int, ...] | None:
    if share is None:
        return surest(problem, iterations=effort.iterations // 4, nodes=effort.nodes, seed=seed).plan
    return cheapest(problem, share, iterations=effort.iterations, nodes=effort.nodes, seed=seed).plan


def tide_quarters(problem: Problem, tide: Floats, plan: Sequence[int], effort: Effort, *, seed: int = 0) -> list[Quarter]:
    """The plan, and the best plan of the same cost, in each quarter of the scenarios by tide, the lowest first.

    Parameters
    ----------
    problem : Problem
    tide : Floats, shape (scenarios,)
        What the quarters are made by.
    plan : sequence of int
        The plan.
    """
    order = np.argsort(tide, kind="stable")
    quarters = []
    for members in np.array_split(order, 4):
        part = replace(problem, value=problem.value[:, :, members], base=problem.base[members], weights=None)
        best = surest(
            with_budget(part, problem.total_cost(plan) * (1 + 1e-9)),
            iterations=effort.iterations // 4,
            nodes=effort.nodes,
            seed=seed,
            start=plan,
        )
        quarters.append(Quarter(np.sort(members), part.probability(plan), part.probability(best.plan or ())))
    return quarters


def expected_value_plan(problem: Problem, *, iterations: int, seed: int = 0) -> tuple[int, ...] | None:
    """Cheapest plan whose expected turnover is the target: what a spreadsheet gives; shown as comparison, never as the plan."""
    return search(pool_of(problem), MomentGoal(0.0, problem.target), iterations=iterations, seed=seed)
