"""Worked examples with known answers, and the properties every plan must have."""

from __future__ import annotations

import itertools
import subprocess
import sys

import numpy as np
import pytest

from messlatte.core.plan import Constraint, Limiting
from messlatte.plan.attribution import _sampled, attribute
from messlatte.plan.bound import lower_bound
from messlatte.plan.enumeration import best_by_enumeration
from messlatte.plan.problem import Limit, Problem, violations
from messlatte.plan.search import cheapest_plan
from messlatte.plan.surrogate import pool_of

BUDGET = Constraint(Limiting.TOTAL)
GAIN, CHANCE, COST = (60.0, 80.0, 50.0, 120.0), (0.9, 0.7, 0.95, 0.5), (30.0, 28.0, 27.0, 35.0)


@pytest.fixture
def four() -> Problem:
    """Base 500, bar 600; four projects that bring their gain or nothing: 16 scenarios with known weights."""
    outcomes = np.array(list(itertools.product([0, 1], repeat=4)))
    weights = np.prod(np.where(outcomes == 1, CHANCE, 1 - np.array(CHANCE)), axis=1)
    value = (outcomes * np.array(GAIN)).T[:, None, :].astype(np.float32)
    return Problem([f"p{k}" for k in range(1, 5)], np.array(COST)[:, None], value, np.full(16, 500.0), 600.0, weights=weights)


@pytest.mark.parametrize(
    ("plan", "probability"),
    [((0, 1), 0.63), ((0, 2), 0.855), ((1, 2), 0.665), ((3,), 0.5), ((0, 1, 2), 0.953), ((0, 2, 3), 0.9275), ((0, 1, 2, 3), 0.9765)],
)
def test_probabilities_by_hand(four: Problem, plan: tuple[int, ...], probability: float) -> None:
    assert four.probability(plan) == pytest.approx(probability, abs=1e-12)


@pytest.mark.parametrize(("asked", "plan", "cost"), [(0.8, (0, 2), 57.0), (0.95, (0, 1, 2), 85.0), (0.5, (3,), 35.0)])
def test_cheapest_plans_by_hand(four: Problem, asked: float, plan: tuple[int, ...], cost: float) -> None:
    assert best_by_enumeration(four, asked) == plan
    assert cheapest_plan(four, asked) == plan
    assert four.total_cost(plan) == cost


def test_attribution_by_hand(four: Problem) -> None:
    out = attribute(four.base, [four.flat_value[k].astype(float) for k in range(3)], four.target, four.probabilities)
    np.testing.assert_allclose(out.probability, [0.3435, 0.2485, 0.361], atol=1e-12)
    np.testing.assert_allclose(four.probability((0, 1, 2)) - out.without, [0.288, 0.098, 0.323], atol=1e-12)


@pytest.mark.parametrize("players", [1, 5, 12, 20])
def test_shapley_values_add_up(players: int) -> None:
    rng = np.random.default_rng(players)
    base, rows = rng.normal(500, 50, 4_000), list(rng.lognormal(2, 1, (players, 4_000)))
    target = 500 + 0.5 * float(np.sum(rows, axis=0).mean())
    out = attribute(base, rows, target)
    whole = (base + np.sum(rows, axis=0) >= target).mean() - (base >= target).mean()
    assert out.probability.sum() == pytest.approx(whole, abs=1e-12)
    assert out.middle.sum() == pytest.approx(np.median(base + np.sum(rows, axis=0)) - np.median(base), rel=1e-9)
    assert out.turnover.sum() == pytest.approx(np.sum(rows, axis=0).mean(), rel=1e-12)


def test_sampled_orders_come_near_the_exact_values() -> None:
    rng = np.random.default_rng(5)
    base, rows = rng.normal(500, 50, 4_000), list(rng.lognormal(2, 1, (12, 4_000)))
    exact = attribute(base, rows, 550).probability
    sampled, _ = _sampled(base, rows, 550, np.full(4_000, 1 / 4_000), seed=1)
    np.testing.assert_allclose(sampled, exact, atol=0.01)


def random_problem(seed: int, projects: int) -> Problem:
    """A small problem with every kind of constraint."""
    r = np.random.default_rng(seed)
    scenarios = 200
    success = r.random((projects, 1, scenarios)) < r.uniform(0.4, 0.95, (projects, 1, 1))
    value = (r.lognormal(3, 0.6, (projects, 1, 1)) * success).astype(np.float32)
    cost = r.uniform(5, 40, (projects, 1))
    return Problem(
        [f"p{k}" for k in range(projects)],
        cost,
        value,
        100 * np.exp(r.normal(0, 0.1, scenarios)),
        target=100 + float(value.mean(axis=2).sum()) * r.uniform(0.3, 0.7),
        limits=[Limit(BUDGET, cost, float(cost.sum()) * r.uniform(0.5, 1.0))],
        exclusive=[(0, 1)] if projects > 2 else [],
        prerequisite=[(2, 3)] if projects > 4 else [],
    )


def compare(seed: int) -> None:
    problem = random_problem(seed, 2 + seed % 11)
    asked = 0.5 + 0.4 * ((seed * 7) % 10) / 10
    exact, found = best_by_enumeration(problem, asked), cheapest_plan(problem, asked)
    assert (exact is None) == (found is None), f"case {seed}: enumeration {exact}, search {found}"
    if exact is not None and found is not None:
        assert problem.total_cost(found) == pytest.approx(problem.total_cost(exact), rel=1e-9), f"case {seed}: {exact}, {found}"
        assert not violations(problem, found)


@pytest.mark.parametrize("seed", range(12))
def test_search_finds_what_enumeration_finds(seed: int) -> None:
    compare(seed)


@pytest.mark.slow
def test_search_finds_what_enumeration_finds_in_500_cases() -> None:
    for seed in range(500):
        compare(seed)


def test_one_seed_one_plan_and_no_plan_is_cheaper_than_its_bound() -> None:
    problem = random_problem(3, 12)
    plan = cheapest_plan(problem, 0.7)
    assert plan is not None
    assert cheapest_plan(problem, 0.7) == plan
    assert lower_bound(pool_of(problem), 0.0, problem.target).cost <= problem.total_cost(plan) * 1.05


def test_taking_a_project_away_never_raises_the_probability() -> None:
    problem = random_problem(5, 9)
    everything = tuple(range(9))
    for k in everything:
        assert problem.probability([n for n in everything if n != k]) <= problem.probability(everything)


def test_violations_are_named_with_their_excess(four: Problem) -> None:
    limits, exclusive, prerequisite = [Limit(BUDGET, four.cost, 50.0)], [(0, 1)], [(2, 3)]
    problem = Problem(
        four.names, four.cost, four.value, four.base, four.target, limits=limits, exclusive=exclusive, prerequisite=prerequisite
    )
    found = {v.constraint: v.excess for v in violations(problem, (0, 1, 2))}
    assert found == {
        BUDGET: pytest.approx(35.0),
        Constraint(Limiting.EXCLUSIVE, ("p1", "p2")): 1.0,
        Constraint(Limiting.PREREQUISITE, ("p3", "p4")): 1.0,
    }


def test_a_bar_out_of_reach_has_no_bound_but_a_shortfall(four: Problem) -> None:
    pool = pool_of(Problem(four.names, four.cost, four.value, four.base, 2000.0, weights=four.weights))
    bound = lower_bound(pool, 0.0, 2000.0)
    assert bound.cost == float("inf")
    assert bound.best_margin == pytest.approx(500 + sum(g * p for g, p in zip(GAIN, CHANCE, strict=True)) - 2000, rel=1e-4)


def test_nothing_is_printed_on_standard_output() -> None:
    code = """
import numpy as np
from messlatte.plan.bound import lower_bound
from messlatte.plan.problem import Problem
from messlatte.plan.surrogate import pool_of
value = np.full((2, 1, 4), 30.0, dtype=np.float32)
problem = Problem(["a", "b"], np.ones((2, 1)), value, np.full(4, 50.0), 100.0)
lower_bound(pool_of(problem), 0.0, 100.0)
"""
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == ""
