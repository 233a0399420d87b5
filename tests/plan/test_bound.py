"""Bounds: below every plan's cost, the integer one not below the linear one."""

from __future__ import annotations

from statistics import NormalDist

import numpy as np
import pytest

from messlatte.plan.bound import integer_bound, integer_plan, lower_bound
from messlatte.plan.problem import Problem
from messlatte.plan.search import cheapest_plan
from messlatte.plan.surrogate import Draft, pool_of


def normal_problem(seed: int) -> Problem:
    """Many projects whose sums are nearly normal, so that mean and variance say almost everything."""
    rng = np.random.default_rng(seed)
    projects, scenarios = 40, 1_000
    value = rng.normal(rng.uniform(5, 15, (projects, 1, 1)), 3, (projects, 1, scenarios)).astype(np.float32)
    return Problem(
        [f"p{k}" for k in range(projects)], rng.uniform(3, 12, (projects, 1)), value, 100 + 10 * rng.standard_normal(scenarios), 250.0
    )


@pytest.mark.parametrize("seed", [1, 2])
def test_the_integer_bound_lies_between_the_linear_one_and_the_plan(seed: int) -> None:
    problem, z = normal_problem(seed), NormalDist().inv_cdf(0.8)
    pool = pool_of(problem)
    linear, integer = lower_bound(pool, z, problem.target), integer_bound(pool, z, problem.target, gap=0.001, seconds=1)
    plan = cheapest_plan(problem, 0.8)
    assert plan is not None
    assert linear.cost - 1e-6 <= integer <= problem.total_cost(plan) * 1.02
    assert problem.total_cost(plan) <= linear.cost * 1.1


def test_the_integer_plan_is_near_the_bar() -> None:
    problem, z = normal_problem(3), NormalDist().inv_cdf(0.7)
    pool = pool_of(problem)
    draft = Draft(pool, pool.positions(integer_plan(pool, z, problem.target, nodes=200)))
    assert draft.margin(z, problem.target) > -1.0
    assert draft.cost >= lower_bound(pool, z, problem.target).cost - 1e-6
