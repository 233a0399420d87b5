"""Search for the cheapest plan that clears the bar: take a few projects out, repair, keep what is cheaper.

Large-neighbourhood search (Shaw 1998) with simulated-annealing acceptance. What "clears the bar" means is a `Goal`: on the scenarios
themselves for small problems, by the mean-variance stand-in for large ones, whose error is measured and corrected on the scenarios.
The number of iterations, not the clock, ends it: one seed, one plan.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from statistics import NormalDist
from typing import Protocol

import numpy as np

from messlatte.plan.bound import integer_plan, lower_bound
from messlatte.plan.problem import Floats, Problem, violations
from messlatte.plan.surrogate import Draft, Pool, pool_of

__all__ = ["MomentGoal", "ScenarioGoal", "cheapest_plan", "search"]

_EXACT_CELLS = 600_000
_TEMPERATURE = 0.004
_WIDEN = 1.003
_GAP = 1.02
_NODES = 400
_GUARD = 0.15  # standard errors of a share
_FIRST = 40  # iterations before the first plan is looked for on the scenarios
_BEYOND = (0.0, 0.003, 0.01, 0.03)  # of the bar
_ROUNDS = (0.2, 0.75)  # of the iterations; what the stand-in is off by is measured before each
_SLOWLY, _CELLS_A_SEARCH = 200, 200_000_000
_NOISES = (0.05, 0.2, 0.5)


class Goal(Protocol):
    """When a draft clears the bar, and how much each further choice would help."""

    def reached(self, draft: Draft) -> bool:
        """Whether the draft is good enough."""
        ...

    def gains(self, draft: Draft) -> Floats:
        """How much nearer each choice brings it, shape (choices,); cut off where the bar is cleared."""
        ...


class MomentGoal:
    """``mu - z sigma >= bar``."""

    __slots__ = ("bar", "z")

    def __init__(self, z: float, bar: float) -> None:
        self.z, self.bar = z, bar

    def reached(self, draft: Draft) -> bool:
        return draft.margin(self.z, self.bar) >= 0

    def gains(self, draft: Draft) -> Floats:
        return np.asarray(np.minimum(draft.margins_after(self.z, self.bar), 0.0) - draft.margin(self.z, self.bar), dtype=np.float64)


class ScenarioGoal:
    """``P(turnover >= target) >= probability`` over the scenarios; what is missing is measured up to the target."""

    __slots__ = ("_pool", "_probability", "_value")

    def __init__(self, pool: Pool, probability: float) -> None:
        self._pool, self._probability = pool, probability
        self._value = pool.problem.flat_value[pool.choices]

    def reached(self, draft: Draft) -> bool:
        return self._pool.problem.probability(draft.plan) >= self._probability - 1e-12

    def gains(self, draft: Draft) -> Floats:
        problem = self._pool.problem
        missing = np.maximum(problem.target - problem.turnover(draft.plan), 0.0)
        covered = np.minimum(self._value, missing.astype(np.float32))
        return np.asarray(covered @ problem.probabilities.astype(np.float32), dtype=np.float64)


def _repair(draft: Draft, goal: Goal, rng: np.random.Generator, noise: float) -> bool:
    """Add choices by gain per cost until the goal is reached, then take out what is not needed; False when nothing helps."""
    cost = draft.pool.cost
    while not goal.reached(draft):
        if not len(cost):
            return False
        gains = goal.gains(draft)
        score = np.where(draft.allowed() & (gains > 0), gains / cost * np.exp(noise * rng.standard_normal(len(cost))), 0.0)
        best = int(score.argmax())
        if score[best] <= 0:
            return False
        draft.add(best)
    for n in sorted(draft.chosen, key=lambda n: -cost[n]):
        if len(draft.dependants(n)) == 1:
            draft.drop(n)
            if not goal.reached(draft):
                draft.add(n)
    return draft.balanced()


def search(
    pool: Pool,
    goal: Goal,
    *,
    iterations: int,
    seed: int,
    start: Iterable[int] = (),
    accept: Callable[[Draft], bool] = lambda _: True,
    report: Callable[[tuple[int, ...]], None] = lambda _: None,
) -> tuple[int, ...] | None:
    """Cheapest plan found that reaches the goal, within the limits.

    Parameters
    ----------
    pool : Pool
        Choices that may be used.
    goal : Goal
        When a plan is good enough.
    iterations : int
        Number of times something is taken out and repaired.
    seed : int
        Seed of the generator; the result is a function of it.
    start : iterable of int
        Plan to start from; it need not reach the goal.
    accept : callable
        Last word on a plan that is about to become the best.
    report : callable
        Is told of every plan that became the best.

    Returns
    -------
    tuple of int or None
        Sorted choices; None when no plan was found.
    """
    rng = np.random.default_rng(seed)
    current = Draft(pool, pool.positions(start))
    best: Draft | None = None
    if not _repair(current, goal, rng, _NOISES[0]):
        current = Draft(pool)
    elif accept(current):
        best = current
        report(best.plan)
    for step in range(iterations):
        draft = current.copy()
        for _ in range(int(rng.integers(1, 5))):
            if draft.chosen:
                for n in reversed(draft.dependants(draft.chosen[int(rng.integers(len(draft.chosen)))])):
                    draft.drop(n)
        if not _repair(draft, goal, rng, _NOISES[int(rng.integers(3))]):
            continue
        temperature = _TEMPERATURE * draft.cost * (1 - step / iterations) + 1e-12
        if not current.chosen or draft.cost <= current.cost or rng.random() < np.exp((current.cost - draft.cost) / temperature):
            current = draft
            if (best is None or draft.cost < best.cost - 1e-12 * draft.cost) and accept(draft):
                best = draft
                report(best.plan)
    return None if best is None else best.plan


def _flattery(pool: Pool, plan: Iterable[int], z: float, probability: float) -> float:
    """How much the mean-variance stand-in flatters a plan, in money: its quantile less the scenarios' own."""
    problem, draft = pool.problem, Draft(pool, pool.positions(plan))
    turnover = problem.turnover(draft.plan)
    order = np.argsort(turnover)
    reached = np.cumsum(problem.probabilities[order])
    quantile = turnover[order[min(int(np.searchsorted(reached, 1 - probability, "right")), len(order) - 1)]]
    return draft.margin(z, 0.0) - float(quantile)


def _promising(pool: Pool, z: float, bar: float, plan: Iterable[int]) -> Pool:
    """Pool without the choices that, by their reduced cost, no plan much cheaper than ``plan`` can contain; its own stay.

    A plan that misses the bar by a little may cost less than the bound, hence the room above the bound itself.
    """
    if z < 0:
        return pool
    bound, own = lower_bound(pool, z, bar), tuple(plan)
    if not np.isfinite(bound.cost):
        return pool
    most = max(pool.problem.total_cost(own) * _WIDEN, bound.cost * _GAP)
    return pool.restricted((bound.cost + bound.reduced_cost <= most) | np.isin(pool.choices, own))


def cheapest_plan(
    problem: Problem,
    probability: float,
    *,
    iterations: int = 12_000,
    seed: int = 0,
    start: Iterable[int] = (),
    report: Callable[[tuple[int, ...]], None] = lambda _: None,
) -> tuple[int, ...] | None:
    """Cheapest plan found whose probability over the problem's scenarios is at least ``probability``.

    Returns
    -------
    tuple of int or None
        Sorted choices (empty when the base alone clears the bar); None when no feasible plan was found.
    """
    if problem.probability(()) >= probability:
        return ()
    pool = pool_of(problem)
    if problem.flat_value.size <= _EXACT_CELLS:
        most = min(iterations, 60 * problem.projects)
        return search(pool, ScenarioGoal(pool, probability), iterations=most, seed=seed, start=start, report=report)
    # Among thousands of choices some are lucky on the draws at hand: a little more is asked for, so that the promise holds.
    guarded = probability + _GUARD * (probability * (1 - probability) / len(problem.base)) ** 0.5
    found = _large(problem, pool, min(guarded, (1 + probability) / 2), iterations, seed, start, report)
    return found or _large(problem, pool, probability, iterations, seed, start, report)


def _large(
    problem: Problem,
    pool: Pool,
    probability: float,
    iterations: int,
    seed: int,
    start: Iterable[int],
    report: Callable[[tuple[int, ...]], None],
) -> tuple[int, ...] | None:
    """Search led by the stand-in, corrected on the scenarios; the cheapest plan that was ever reported, None if there was none."""
    # Nobody can be surer than the scenarios can tell.
    z = NormalDist().inv_cdf(min(probability, 1 - 0.5 / len(problem.base)))
    told = _Told(problem, report)
    goal = MomentGoal(z, problem.target)
    _first_plan(pool, goal, probability, seed, start, told)
    plan = search(pool, goal, iterations=iterations // 20, seed=seed, start=start)
    if plan is None:
        # Where limits leave little room, the integer program may find what adding one by one does not.
        plan = told.plan or _by_integers(pool, goal)
    for round_, share in enumerate(_ROUNDS, 1):
        if plan is None:
            break
        bar = problem.target + _flattery(pool, plan, z, probability)
        few = _promising(pool, z, bar, plan)
        origins = [plan, integer_plan(few, z, bar, nodes=_NODES)] if z >= 0 else [plan]
        for origin in origins:
            found = search(
                few,
                MomentGoal(z, bar),
                iterations=int(iterations * share / len(origins)),
                seed=seed + round_,
                start=origin,
                # Only plans that clear the bar on the scenarios themselves may become the best.
                accept=ScenarioGoal(few, probability).reached,
                report=told.better,
            )
            if found is not None:
                plan = told.plan
    if told.plan is None:
        # Mean and variance may say nothing of a base with rare floods; then the scenarios lead, as far as their number allows.
        few_steps = min(_SLOWLY, _CELLS_A_SEARCH // max(1, problem.flat_value.size))
        search(pool, ScenarioGoal(pool, probability), iterations=few_steps, seed=seed, start=plan or (), report=told.better)
    return told.plan if told.plan is None or not violations(problem, told.plan) else None


def _by_integers(pool: Pool, goal: MomentGoal) -> tuple[int, ...] | None:
    """Plan of the integer program, which may miss the goal by a little; None where it has none or the chance is below one half."""
    return (integer_plan(pool, goal.z, goal.bar, nodes=_NODES) or None) if goal.z >= 0 else None


def _first_plan(pool: Pool, goal: MomentGoal, probability: float, seed: int, start: Iterable[int], told: _Told) -> None:
    """Report a plan that clears the bar at once, going a little beyond it where that is needed; it does not lead the search."""
    origin = tuple(start)
    plan = search(pool, goal, iterations=_FIRST, seed=seed, start=origin) or search(pool, goal, iterations=15 * _FIRST, seed=seed)
    accept = ScenarioGoal(pool, probability).reached
    for beyond in _BEYOND:
        if plan is None:
            return
        bar = goal.bar * (1 + beyond) + _flattery(pool, plan, goal.z, probability)
        if search(pool, MomentGoal(goal.z, bar), iterations=_FIRST, seed=seed, start=plan, accept=accept, report=told.better):
            return


class _Told:
    """Passes plans on that are cheaper than all before, and keeps the last of them."""

    __slots__ = ("_cost", "_problem", "_report", "plan")

    def __init__(self, problem: Problem, report: Callable[[tuple[int, ...]], None]) -> None:
        self._problem, self._report, self._cost = problem, report, float("inf")
        self.plan: tuple[int, ...] | None = None

    def better(self, plan: tuple[int, ...]) -> None:
        cost = self._problem.total_cost(plan)
        if cost < self._cost:
            self._cost, self.plan = cost, plan
            self._report(plan)
