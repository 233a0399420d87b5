"""The account of a plan: every number that is said of it, from the draws it was chosen on and the fresh ones it is judged on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from messlatte.core.plan import (
    Binding,
    Comparison,
    FrontierPlan,
    LeftOut,
    Limiting,
    PartyCost,
    Plan,
    PlannedProject,
    PlanYear,
    ReadingChance,
    Shortfall,
    TideQuarter,
)
from messlatte.plan.attribution import Attribution, attribute
from messlatte.plan.bound import integer_bound, lower_bound
from messlatte.plan.judge import Judge, judge_of
from messlatte.plan.portfolio import UNIT, Portfolio, needed_share, published_chance
from messlatte.plan.problem import Floats
from messlatte.plan.sample import Sample
from messlatte.plan.sensitivity import Quarter
from messlatte.plan.solver import Found
from messlatte.plan.surrogate import pool_of
from messlatte.plan.terms import Terms
from messlatte.verdict.base_line import BaseLine

__all__ = ["LATER", "Around", "Task", "written"]

LATER = 3  # years after the deadline in which is looked what is left

_MONEY = frozenset({Limiting.BAR, Limiting.TOTAL, Limiting.BUDGET, Limiting.CREDIT, Limiting.SECTOR, Limiting.FIRM})


@dataclass(frozen=True)
class Task:
    """What was asked, as the solver sees it."""

    terms: Terms
    portfolio: Portfolio
    sample: Sample
    seed: int

    @property
    def paths(self) -> int:
        """Number of different paths of the base line."""
        return len(self.sample.line.turnover)

    @property
    def share(self) -> float | None:
        """Share of the draws that has to clear the bar; None where a budget was given."""
        asked = self.terms.probability
        return None if asked is None else needed_share(asked, self.paths)

    @property
    def tide(self) -> Floats:
        """Log of world trade in the deadline's year over its median, by draw."""
        return np.asarray(np.tile(self.sample.line.tide[:, -1], self.sample.draws // self.paths))

    def chance(self, plan: Sequence[int]) -> float:
        """Probability of a plan over the draws it was chosen on, as it is published."""
        return published_chance(self.portfolio.problem.probability(plan), self.paths)


@dataclass(frozen=True)
class Around:
    """What the solver found beside the plan; plans hold numbers of choices, ``core`` the share of re-solved sets by project."""

    reached: bool
    frontier: tuple[tuple[int, ...], ...]
    quarters: tuple[Quarter, ...]
    core: Floats | None
    expected: tuple[int, ...] | None
    shortfalls: tuple[Shortfall, ...]
    gap: float | None = None


def written(
    task: Task, found: Found, around: Around, fresh: Sample, judge: Judge, lines: Sequence[BaseLine], left_out: tuple[LeftOut, ...]
) -> Plan:
    """Write a plan out.

    Parameters
    ----------
    task : Task
    found : Found
        The plan; none stands for the empty one.
    around : Around
    fresh : Sample
        Draws of every project of plan and frontier, made for judging.
    judge : Judge
        Of the plan, on the same draws.
    lines : sequence of BaseLine
        The one planned on first.
    left_out : tuple of LeftOut
        Projects that never could be chosen.
    """
    terms, line, plan = task.terms, task.sample.line, found.plan or ()
    everything, services = range(len(judge.goods)), terms.services
    judged, nothing = judge.judge(everything, services=services), judge.judge((), services=services)
    bound, binding = _bound(task, found, around.reached, around.gap)
    return Plan(
        pair=line.pair,
        currency=line.verdict.target.currency or "",
        target=line.verdict.target.value,
        by=line.years[-1],
        base_year=line.year,
        first_start=task.portfolio.starts[0],
        counts_services=services,
        asked=terms.probability,
        budget=terms.budget,
        reached=around.reached,
        projects=_projects(task, plan, around, fresh, judge),
        left_out=(*left_out, *_not_chosen(task, plan)),
        cost=float(sum(task.portfolio.cost.ravel()[n] for n in plan)),
        cost_by_party=_cost_by_party(task, plan),
        probability=judged.in_year,
        probability_until=judged.until,
        empty=nothing.in_year.value,
        empty_until=nothing.until.value,
        gain=judge.gain(everything, services=services),
        promised=task.chance(plan),
        other_counting=judge.judge(everything, services=not services).in_year,
        years=_years(task, plan, judge),
        bound=bound,
        proved=found.proved,
        binding=binding,
        shortfalls=tuple(Shortfall(s.constraint, s.excess * UNIT if s.constraint.kind in _MONEY else s.excess) for s in around.shortfalls),
        frontier=_frontier(task, plan, around, fresh),
        tides=tuple(_quarter(task, quarter) for quarter in around.quarters),
        spreadsheet=_spreadsheet(task, around.expected),
        readings=tuple(_reading(other, judge, services) for other in lines if other.years == line.years),
        chosen_on=task.sample.draws,
        seed=task.seed,
        sources=line.verdict.sources,
    )


def _bound(task: Task, found: Found, reached: bool, gap: float | None) -> tuple[float | None, tuple[Binding, ...]]:
    """Least cost of any plan that does what was asked, and what binds there; duals need a probability of at least one half."""
    problem, plan = task.portfolio.problem, found.plan or ()
    share = problem.probability(plan) if task.share is None or not reached else task.share
    binding: tuple[Binding, ...] = ()
    cost = None
    if plan and 0.5 <= share < 1:
        pool, z = pool_of(problem), NormalDist().inv_cdf(share)
        relaxed = lower_bound(pool, z, problem.target)
        binding = tuple(b for b in relaxed.duals if b.constraint.kind is not Limiting.ONE_START)
        least = relaxed.cost if gap is None or found.proved else integer_bound(pool, z, problem.target, gap=gap)
        cost = least * UNIT if np.isfinite(least) else None
    if found.proved:
        cost = problem.total_cost(plan) * UNIT
    return (cost if task.share is not None and reached else None), binding


def _projects(task: Task, plan: tuple[int, ...], around: Around, fresh: Sample, judge: Judge) -> tuple[PlannedProject, ...]:
    portfolio, scale = task.portfolio, task.paths / (task.paths + 1)
    parts = _attribution(task, judge)
    rows = []
    for k, (n, (candidate, start)) in enumerate(zip(plan, portfolio.choices(plan), strict=True)):
        rows.append(
            PlannedProject(
                id=candidate.id,
                title=candidate.title,
                sector=candidate.sector,
                start=start,
                cost=float(portfolio.cost.ravel()[n]),
                goods=float(judge.goods[k][-1].mean()),
                services=float(judge.services[k][-1].mean()),
                later=fresh.expected_later(candidate, start, fresh.line.years[-1] + LATER, services=task.terms.services),
                probability=float(parts.probability[k]) * scale,
                turnover=float(parts.turnover[k]),
                middle=float(parts.middle[k]),
                without=published_chance(float(parts.without[k]), task.paths),
                robust=float(around.core[n // len(portfolio.starts)]) if around.core is not None else None,
            )
        )
    return tuple(rows)


def _attribution(task: Task, judge: Judge) -> Attribution:
    services = task.terms.services
    counted = [g[-1] + s[-1] if services else g[-1] for g, s in zip(judge.goods, judge.services, strict=True)]
    return attribute(judge.base[-1], [np.asarray(row, dtype=np.float64) for row in counted], judge.target, seed=task.seed)


def _not_chosen(task: Task, plan: tuple[int, ...]) -> list[LeftOut]:
    chosen = {candidate.id for candidate, _ in task.portfolio.choices(plan)}
    possible = np.logical_or.reduce(np.isfinite(task.portfolio.problem.cost), axis=1)
    return [
        LeftOut(candidate.id, candidate.title, "not needed" if possible[i] else "too late")
        for i, candidate in enumerate(task.portfolio.candidates)
        if candidate.id not in chosen
    ]


def _cost_by_party(task: Task, plan: tuple[int, ...]) -> tuple[PartyCost, ...]:
    """Present value by party, of all years of spending."""
    total = dict.fromkeys(task.portfolio.spending, 0.0)
    first, rate = task.portfolio.starts[0], 1 + task.terms.discount
    for candidate, start in task.portfolio.choices(plan):
        for party, by_age in candidate.cost.items():
            total[party] += float((by_age / rate ** (np.arange(len(by_age)) + start - first)).sum()) / task.sample.line.dollars
    return tuple(PartyCost(party, value) for party, value in total.items())


def _years(task: Task, plan: tuple[int, ...], judge: Judge) -> tuple[PlanYear, ...]:
    portfolio = task.portfolio
    spending = {party: table.reshape(-1, table.shape[2])[list(plan)].sum(axis=0) for party, table in portfolio.spending.items()}
    without = judge.spreads((), services=False)
    with_plan = judge.spreads(range(len(judge.goods)), services=task.terms.services)
    return tuple(
        PlanYear(year, without[k], with_plan[k], tuple(PartyCost(party, float(by_year[k])) for party, by_year in spending.items()))
        for k, year in enumerate(portfolio.years)
    )


def _frontier(task: Task, plan: Sequence[int], around: Around, fresh: Sample) -> tuple[FrontierPlan, ...]:
    """Plans of the frontier, judged on fresh draws; one that is no surer there than a cheaper one is left out, save the plan itself."""
    rows: list[FrontierPlan] = []
    for other in around.frontier:
        choices = task.portfolio.choices(other)
        judged = judge_of(fresh, choices).judge(range(len(choices)), services=task.terms.services).in_year
        named = tuple((candidate.id, start) for candidate, start in choices)
        if set(other) == set(plan) or judged.value > max((row.probability for row in rows), default=-1.0):
            rows.append(FrontierPlan(task.portfolio.problem.total_cost(other) * UNIT, task.chance(other), judged.value, named))
    return tuple(rows)


def _quarter(task: Task, quarter: Quarter) -> TideQuarter:
    world = {part.name: part.world_growth for part in task.sample.line.verdict.tide}
    middle = world.get("middle", world.get("told", float("nan")))
    return TideQuarter(middle * float(np.exp(np.median(task.tide[quarter.members]))), quarter.own, quarter.best)


def _spreadsheet(task: Task, plan: tuple[int, ...] | None) -> Comparison | None:
    if plan is None:
        return None
    named = tuple((candidate.id, start) for candidate, start in task.portfolio.choices(plan))
    return Comparison(task.portfolio.problem.total_cost(plan) * UNIT, task.chance(plan), named)


def _reading(line: BaseLine, judge: Judge, services: bool) -> ReadingChance:
    there = judge.on(line)
    verdict = line.verdict
    nothing = there.judge((), services=services).in_year.value
    judged = there.judge(range(len(judge.goods)), services=services).in_year.value
    return ReadingChance(verdict.notes, verdict.weight, verdict.multiple, nothing, judged)
