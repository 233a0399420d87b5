"""A search with nothing to choose from, next to nothing, or next to no room: a plan or none, never an error."""

from __future__ import annotations

from statistics import NormalDist

import numpy as np
import pytest

from messlatte.core.plan import Constraint, Limiting
from messlatte.plan import search as searching
from messlatte.plan.bound import integer_bound, integer_plan, lower_bound
from messlatte.plan.enumeration import best_by_enumeration
from messlatte.plan.make import make_plan
from messlatte.plan.problem import Limit, Problem, violations
from messlatte.plan.search import MomentGoal, cheapest_plan, search
from messlatte.plan.sensitivity import Effort
from messlatte.plan.solver import surest
from messlatte.plan.surrogate import pool_of
from messlatte.plan.terms import Terms

from .conftest import base_line, candidate

Z = NormalDist().inv_cdf(0.8)


@pytest.fixture(autouse=True)
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every problem takes the way of the large ones."""
    monkeypatch.setattr(searching, "_EXACT_CELLS", 0)


def problem(projects: int, *, target: float = 130.0, allowed: float = 1.0, budget: float | None = None, starts: int = 3) -> Problem:
    rng = np.random.default_rng(4)
    scenarios = 400
    value = rng.normal(rng.uniform(5, 15, (projects, starts, 1)), 3, (projects, starts, scenarios)).astype(np.float32)
    cost = np.where(rng.random((projects, starts)) < allowed, rng.uniform(3, 12, (projects, starts)), np.inf)
    use = np.where(np.isfinite(cost), cost, 0.0)
    limits = [] if budget is None else [Limit(Constraint(Limiting.TOTAL), use, budget)]
    return Problem([f"p{k}" for k in range(projects)], cost, value, 100 + 5 * rng.standard_normal(scenarios), target, limits=limits)


@pytest.mark.parametrize(("projects", "allowed"), [(0, 1.0), (1, 0.0), (20, 0.0)])
def test_an_empty_pool_has_no_plan_and_no_error(projects: int, allowed: float) -> None:
    nothing = problem(projects, allowed=allowed)
    pool = pool_of(nothing)
    assert lower_bound(pool, Z, nothing.target).cost == float("inf")
    assert lower_bound(pool, Z, nothing.target).best_margin == pytest.approx(pool.base_mean - Z * pool.base_variance**0.5 - nothing.target)
    assert integer_plan(pool, Z, nothing.target, nodes=10) == ()
    assert integer_bound(pool, Z, nothing.target, gap=0.1, seconds=1) == float("inf")
    assert search(pool, MomentGoal(Z, nothing.target), iterations=5, seed=0) is None
    assert cheapest_plan(nothing, 0.8) is None
    assert surest(nothing).plan == ()


def test_nothing_is_needed_where_the_base_clears_the_bar() -> None:
    for projects in (0, 1, 20):
        low = problem(projects, target=90.0)
        assert cheapest_plan(low, 0.8) == ()
        assert lower_bound(pool_of(low), Z, 80.0).cost == pytest.approx(0.0, abs=1e-9)


def test_a_pool_of_one() -> None:
    one = problem(1, target=105.0, starts=1)
    assert cheapest_plan(one, 0.8) == (0,)
    assert cheapest_plan(problem(1, target=200.0, starts=1), 0.8) is None


def test_a_budget_in_which_nothing_fits() -> None:
    assert cheapest_plan(problem(20, budget=0.5), 0.8) is None
    assert surest(problem(20, budget=0.5)).plan == ()
    assert not violations(problem(20, budget=12.0), surest(problem(20, budget=12.0)).plan or ())


def test_pruning_that_leaves_nothing_keeps_the_plan() -> None:
    """A bar that the stand-in finds cleared without any project: every choice costs more than the bound allows."""
    hard = problem(20)
    pool = pool_of(hard)
    plan = cheapest_plan(hard, 0.8, iterations=400)
    assert plan
    few = searching._promising(pool, Z, 90.0, plan)
    assert set(plan) <= {int(n) for n in few.choices}
    assert lower_bound(searching._promising(pool, Z, 90.0, ()), Z, 90.0).cost == pytest.approx(0.0, abs=1e-9)


@pytest.mark.parametrize("seed", [1, 5, 6, 9])
def test_a_base_that_the_stand_in_misjudges(seed: int) -> None:
    """Rare floods of trade make mean and variance useless: they call the empty plan good enough, or every plan hopeless."""
    rng = np.random.default_rng(seed)
    projects, scenarios = int(rng.integers(1, 6)), 400
    flood = rng.choice([-1, 1]) * 1e3 * (rng.random(scenarios) < 0.02)
    value = (rng.lognormal(1.5, 1, (projects, 2, 1)) * (rng.random((projects, 2, scenarios)) < 0.8)).astype(np.float32)
    cost = rng.uniform(1, 9, (projects, 2))
    limits = [Limit(Constraint(Limiting.TOTAL), cost, float(cost.sum() * rng.uniform(0.05, 0.6)))]
    task = Problem([f"p{k}" for k in range(projects)], cost, value, 100 + flood + rng.standard_normal(scenarios), 106.0, limits=limits)
    for asked in (0.3, 0.6, 0.95, 1.0):
        exact, plan = best_by_enumeration(task, asked), cheapest_plan(task, asked, iterations=400)
        assert (plan is None) == (exact is None), f"at {asked}: {plan}, by enumeration {exact}"
        if plan is not None and exact is not None:
            assert task.probability(plan) >= asked - 1e-12
            assert not violations(task, plan)
            assert task.total_cost(plan) >= task.total_cost(exact) - 1e-9


def test_one_project_that_brings_nothing_in_time_is_no_error() -> None:
    made = make_plan(
        (base_line(),),
        [candidate("late", 90e6, 50e6, 0.7)],
        Terms(probability=0.8, first_start=2029),
        effort=Effort(search=600, iterations=60, plans=3, sets=2, draws=256),
    )
    assert not made.plan.reached
    assert made.plan.projects == ()
