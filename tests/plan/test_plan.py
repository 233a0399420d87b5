"""A whole plan: one base line, chosen and judged apart, and what is said around it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from messlatte.core.errors import UsageError
from messlatte.core.plan import Limiting
from messlatte.plan.candidate import Candidate
from messlatte.plan.exact import cheapest_exactly
from messlatte.plan.make import JUDGED_ON, Made, make_plan
from messlatte.plan.portfolio import build_portfolio, needed_share, published_chance
from messlatte.plan.sample import draw_sample
from messlatte.plan.terms import Allowance, Capacity, Terms, Uncertainty
from messlatte.verdict.bar import assess_case

from .conftest import QUICK, base_line, candidate, case

Make = Callable[..., Made]


def test_the_empty_plan_has_the_verdict_s_probability(made: Made) -> None:
    verdict = assess_case(case()).verdicts[0]
    assert verdict.probability is not None
    assert verdict.probability_in_year is not None
    assert made.plan.empty == pytest.approx(verdict.probability_in_year.value, abs=1e-12)
    assert made.plan.empty_until == pytest.approx(verdict.probability.value, abs=1e-12)
    nothing = made.judge.judge((), services=False)
    assert nothing.in_year.value == made.plan.empty


def test_the_plan_keeps_its_promise_on_fresh_draws(made: Made) -> None:
    plan = made.plan
    assert plan.reached
    assert plan.promised >= 0.5 - 1e-9
    assert plan.probability.draws == JUDGED_ON >= 20_000
    assert plan.chosen_on >= 4_000
    assert abs(plan.probability.value - plan.promised) < 0.02
    assert 0 < plan.probability.standard_error < 0.02
    assert plan.probability_until.value >= plan.probability.value


def test_shares_sum_to_the_whole(made: Made) -> None:
    plan = made.plan
    assert sum(p.probability for p in plan.projects) == pytest.approx(plan.probability.value - plan.empty, abs=1e-12)
    total = made.judge.turnover(range(len(plan.projects)), services=False)[-1].mean() - made.judge.base[-1].mean()
    assert sum(p.turnover for p in plan.projects) == pytest.approx(total, rel=1e-9)
    assert sum(p.middle for p in plan.projects) == pytest.approx(plan.years[-1].turnover.p50 - plan.years[-1].base.p50, rel=1e-9)
    assert sum(p.cost for p in plan.projects) == pytest.approx(plan.cost)
    assert sum(c.value for c in plan.cost_by_party) == pytest.approx(plan.cost)


def test_taking_a_project_away_never_raises_the_probability(made: Made) -> None:
    members = range(len(made.plan.projects))
    for k in members:
        less = made.judge.judge([m for m in members if m != k], services=False).in_year.value
        assert less <= made.plan.probability.value
        assert less == pytest.approx(made.plan.projects[k].without, abs=1e-12)


def test_a_changed_plan_is_judged_within_a_tenth_of_a_second(made: Made) -> None:
    began = time.process_time()
    for _ in range(5):
        made.judge.judge([0], services=True)
    assert (time.process_time() - began) / 5 < 0.1


def test_one_seed_one_plan(make: Make, made: Made) -> None:
    assert make().plan == made.plan
    assert make(seed=1).plan.promised != made.plan.promised


def test_services_count_only_where_they_are_asked_for(make: Make, made: Made) -> None:
    counted = make(Terms(probability=0.5, services=True)).plan
    assert counted.counts_services
    assert made.plan.other_counting.value >= made.plan.probability.value
    assert counted.other_counting.value <= counted.probability.value
    assert counted.cost <= made.plan.cost + 1


def test_the_plan_is_the_cheapest_and_its_bound_says_so(made: Made, candidates: tuple[Candidate, ...]) -> None:
    plan = made.plan
    assert plan.proved
    assert plan.bound == pytest.approx(plan.cost, rel=1e-9)
    sample = draw_sample(base_line(), candidates, Uncertainty(), draws=4_096, seed=0)
    problem = build_portfolio(sample, candidates, Terms()).problem
    exact = cheapest_exactly(problem, needed_share(0.5, 1024), nodes=100_000)
    assert exact.proved
    assert exact.plan is not None
    assert problem.total_cost(exact.plan) * 1e6 == pytest.approx(plan.cost, rel=1e-9)


def test_a_plan_on_expected_values_is_a_comparison_only(made: Made) -> None:
    assert made.plan.spreadsheet is not None
    assert made.plan.spreadsheet.probability < made.plan.probability.value


def test_the_frontier_rises_and_holds_the_plan(made: Made) -> None:
    costs, chances = [f.cost for f in made.plan.frontier], [f.promised for f in made.plan.frontier]
    assert costs == sorted(costs)
    assert chances == sorted(chances)
    assert any(f.cost == pytest.approx(made.plan.cost) for f in made.plan.frontier)


def test_no_plan_of_the_frontier_is_beaten_on_fresh_draws_by_a_cheaper_one_save_the_plan_itself(made: Made) -> None:
    surest = 0.0
    for point in made.plan.frontier:
        assert point.probability > surest or point.cost == pytest.approx(made.plan.cost)
        surest = max(surest, point.probability)


def test_regret_is_never_negative_and_rises_with_the_tide(made: Made) -> None:
    assert [t.world for t in made.plan.tides] == sorted(t.world for t in made.plan.tides)
    assert all(t.best >= t.probability - 1e-12 for t in made.plan.tides)
    assert made.plan.tides[-1].probability > made.plan.tides[0].probability


def test_the_most_probable_plan_within_a_budget(make: Make, made: Made) -> None:
    small = make(Terms(budget=100e6)).plan
    assert small.cost <= 100e6
    assert small.reached
    larger = make(Terms(budget=made.plan.cost * 1.001)).plan
    assert larger.promised >= made.plan.promised - 1e-12


def test_a_bar_out_of_reach_says_how_much_turnover_is_missing(make: Make) -> None:
    plan = make(line=base_line(4e9)).plan
    assert not plan.reached
    assert plan.bound is None
    (short,) = plan.shortfalls
    assert short.constraint.kind is Limiting.BAR
    assert 2e9 < short.excess < 4e9


def test_a_budget_that_is_too_small_is_named_with_what_is_missing(make: Make) -> None:
    plan = make(Terms(probability=0.5, budgets=(Allowance("BLR", 5e6),))).plan
    assert not plan.reached
    assert {s.constraint.kind for s in plan.shortfalls} == {Limiting.BUDGET}
    assert all(s.constraint.about == ("BLR",) and s.excess > 0 for s in plan.shortfalls)
    assert all(cost.value <= 5e6 + 1 for year in plan.years for cost in year.cost if cost.party == "BLR")


def test_limits_hold(make: Make) -> None:
    terms = Terms(
        probability=0.5,
        starts_a_year=1,
        capacities=(Capacity("crews", 1.0, (("bus", 1.0), ("barn", 1.0)), (2025,)),),
        exclusive=(("bus", "truck"),),
        prerequisite=(("combine", "railway"),),
    )
    plan = make(terms).plan
    starts = {p.id: p.start for p in plan.projects}
    assert len(set(starts.values())) == len(starts)
    assert not {"bus", "truck"} <= starts.keys()
    assert "combine" not in starts or starts["railway"] <= starts["combine"]


def test_a_cap_on_sectors_holds(make: Make) -> None:
    plan = make(Terms(probability=0.45, sector_cap=0.5)).plan
    brought: dict[str, float] = {}
    for project in plan.projects:
        brought[project.sector] = brought.get(project.sector, 0.0) + project.goods
    if plan.reached:
        assert max(brought.values()) <= 0.51 * sum(brought.values())


def test_probability_as_it_is_published_and_back() -> None:
    assert needed_share(published_chance(0.37, 1024), 1024) == pytest.approx(0.37, abs=1e-15)


def test_nothing_to_choose_from_is_said() -> None:
    with pytest.raises(UsageError, match="no project"):
        make_plan((base_line(),), (), Terms())


def test_a_project_that_starts_too_late_is_left_out(candidates: tuple[Candidate, ...]) -> None:
    late = replace(candidate("late", 9e9, 1.0, 1.0), simulate=lambda draws, seed: _nothing(draws))
    plan = make_plan((base_line(),), (*candidates, late), Terms(probability=0.5), effort=QUICK).plan
    assert ("late", "too late") in {(o.id, o.reason) for o in plan.left_out}


def _nothing(draws: int) -> object:
    from messlatte.plan.candidate import Traces

    return Traces(np.zeros((9, draws), dtype=np.float32), np.zeros((9, draws), dtype=np.float32))
