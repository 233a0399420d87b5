"""Cheapest plans of the synthetic instance: 200 projects, 10 starts, chosen on 4,000 scenarios, judged on 20,000 fresh ones.

Reads ``../shared/tools/plan_instance.py``; prints cost, its distance from the bound, promised and fresh probability, and seconds.
"""

from __future__ import annotations

import argparse
import importlib.util
import time
from pathlib import Path
from statistics import NormalDist
from typing import Any

import numpy as np

from messlatte.core.plan import Constraint, Limiting
from messlatte.plan.bound import lower_bound
from messlatte.plan.problem import Limit, Problem, Share, violations
from messlatte.plan.search import cheapest_plan
from messlatte.plan.surrogate import pool_of

_TOOL = Path(__file__).parents[2] / "shared" / "tools" / "plan_instance.py"
_MILLION = 1e6
_STARTS_A_YEAR = 12


def instance(scenarios: int) -> dict[str, Any]:
    """Arrays of the instance; a larger number of scenarios is a fresh draw."""
    spec = importlib.util.spec_from_file_location("plan_instance", _TOOL)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{_TOOL} is not here")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    made: dict[str, Any] = module.make(S=scenarios)
    return made


def problem(scenarios: int) -> Problem:
    """The instance as a problem, in millions."""
    made = instance(scenarios)
    projects, starts, _ = made["V"].shape
    limits = []
    for party, share, budget in (("A", made["share"], made["budget_a"]), ("B", 1 - made["share"], made["budget_b"])):
        for year in range(starts):
            use = np.zeros((projects, starts))
            for start in range(year + 1):
                use[:, start] = made["capex"] * share * made["spend"][year - start]
            limits.append(Limit(Constraint(Limiting.BUDGET, (party,), year), use / _MILLION, float(budget[year]) / _MILLION))
    for year in range(starts):
        use = np.zeros((projects, starts))
        use[:, year] = 1
        limits.append(Limit(Constraint(Limiting.STARTS, (), year), use, float(_STARTS_A_YEAR)))
    return Problem(
        [f"project {k}" for k in range(projects)],
        made["cost"] / _MILLION,
        (made["V"] / _MILLION).astype(np.float32),
        made["base_s"] / _MILLION,
        made["target"] / _MILLION,
        limits=limits,
        exclusive=made["exclusive"],
        prerequisite=made["prerequisite"],
        shares=[Share(Limiting.SECTOR, [f"sector {k}" for k in range(8)], made["sector"], 0.4)],
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--probability", type=float, nargs="*", default=[0.6, 0.7, 0.8, 0.9])
    asked = parser.parse_args().probability
    chosen_on, fresh = problem(4_000), problem(20_000)
    pool = pool_of(chosen_on)
    print("asked  cost, m  above bound  promised   fresh  projects  seconds")
    for probability in asked:
        begun = time.perf_counter()
        plan = cheapest_plan(chosen_on, probability)
        seconds = time.perf_counter() - begun
        if plan is None or violations(chosen_on, plan):
            raise SystemExit(f"no feasible plan at {probability}")
        cost, bound = chosen_on.total_cost(plan), lower_bound(pool, NormalDist().inv_cdf(probability), chosen_on.target).cost
        promised, judged = chosen_on.probability(plan), fresh.probability(plan)
        print(
            f"{probability:5.2f} {cost:8.1f} {cost / bound - 1:11.1%} {promised:9.4f} {judged:7.4f} {len(plan):9d} {seconds:8.1f}",
            flush=True,
        )


if __name__ == "__main__":
    main()
