"""From candidates, a base line and terms to the `Plan`: chosen on thousands of draws, judged on as many thousand fresh ones."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from messlatte.core.errors import UsageError
from messlatte.core.plan import LeftOut, Limiting, Plan, Shortfall
from messlatte.plan.account import Around, Task, written
from messlatte.plan.candidate import Candidate
from messlatte.plan.judge import Judge, judge_of
from messlatte.plan.portfolio import Portfolio, build_portfolio
from messlatte.plan.problem import Problem
from messlatte.plan.sample import draw_sample
from messlatte.plan.sensitivity import Effort, expected_value_plan, frontier, robust_core, tide_quarters
from messlatte.plan.shortfall import explain_shortfall
from messlatte.plan.solver import Found, cheapest, surest
from messlatte.plan.terms import Terms
from messlatte.verdict.base_line import BaseLine

__all__ = ["CHOSEN_ON", "DEFAULT_PROBABILITY", "JUDGED_ON", "Made", "make_plan"]

CHOSEN_ON = 4_096
JUDGED_ON = 20_480
DEFAULT_PROBABILITY = 0.8

Report = Callable[[str, tuple[tuple[str, int], ...]], None]


def _silent(stage: str, choices: tuple[tuple[str, int], ...]) -> None:
    """Report nothing."""


@dataclass(frozen=True)
class Made:
    """A plan, and the judge that answers at once what is left of it without some of its projects."""

    plan: Plan
    judge: Judge


def make_plan(
    lines: Sequence[BaseLine],
    candidates: Sequence[Candidate],
    terms: Terms,
    *,
    left_out: Sequence[LeftOut] = (),
    seed: int = 0,
    effort: Effort | None = None,
    report: Report = _silent,
) -> Made:
    """Choose, judge and explain a plan.

    Parameters
    ----------
    lines : sequence of BaseLine
        The base line to plan on first; the others are readings under which the plan is judged too.
    candidates : sequence of Candidate
        Projects that may be chosen.
    terms : Terms
    left_out : sequence of LeftOut
        Projects that are out already, with their reasons.
    seed : int
        Of all draws; the plan is a function of it.
    effort : Effort, optional
        Of search and of what is shown around the plan.
    report : callable
        Is told each stage (``draw``, ``choose``, ``frontier``, ``tides``, ``core``, ``shortfall``, ``judge``), and each better plan.

    Raises
    ------
    UsageError
        If there is no project to choose from.
    """
    if not candidates:
        raise UsageError("no project may be chosen: " + ("; ".join(f"{o.id}: {o.reason}" for o in left_out) or "the folder holds none"))
    terms = terms.checked()
    if terms.probability is None and terms.budget is None:
        terms = replace(terms, probability=DEFAULT_PROBABILITY)
    effort = effort or Effort()
    report("draw", ())
    sample = draw_sample(lines[0], candidates, terms.uncertainty, draws=CHOSEN_ON, seed=2 * seed)
    portfolio = build_portfolio(sample, candidates, terms)
    task = Task(terms, portfolio, sample, seed)
    found = _chosen(task, effort, report)
    around = _around(task, found, effort, report)
    report("judge", _named(portfolio, found.plan or ()))
    shown = [found.plan or (), *around.frontier]
    fresh = draw_sample(lines[0], _members(portfolio, shown), terms.uncertainty, draws=JUDGED_ON, seed=2 * seed + 1)
    judge = judge_of(fresh, portfolio.choices(found.plan or ()))
    return Made(written(task, found, around, fresh, judge, lines, tuple(left_out)), judge)


def _named(portfolio: Portfolio, plan: Iterable[int]) -> tuple[tuple[str, int], ...]:
    return tuple((candidate.id, start) for candidate, start in portfolio.choices(plan))


def _members(portfolio: Portfolio, plans: Iterable[Sequence[int]]) -> list[Candidate]:
    """Every candidate that one of the plans starts, once."""
    return list({candidate.id: candidate for plan in plans for candidate, _ in portfolio.choices(plan)}.values())


def _chosen(task: Task, effort: Effort, report: Report) -> Found:
    """The plan that was asked for, or the surest one where there is none."""
    problem = task.portfolio.problem

    def better(plan: tuple[int, ...]) -> None:
        report("choose", _named(task.portfolio, plan))

    report("choose", ())
    if task.share is not None:
        found = cheapest(problem, task.share, iterations=effort.search, nodes=effort.proof, seed=task.seed, report=better)
        if found.plan is not None:
            return found
    return surest(problem, iterations=max(200, effort.search // 10), nodes=effort.proof, seed=task.seed)


def _around(task: Task, found: Found, effort: Effort, report: Report) -> Around:
    """What is shown around a plan, all on the draws it was chosen on."""
    problem, seed, plan = task.portfolio.problem, task.seed, found.plan or ()
    named = _named(task.portfolio, plan)
    reached = task.share is None or problem.probability(plan) >= task.share - 1e-12
    shortfalls: tuple[Shortfall, ...] = ()
    if not reached and task.share is not None:
        report("shortfall", named)
        shortfalls = explain_shortfall(problem, task.share, seed=seed)
    report("frontier", named)
    plans = frontier(_without_total(problem), plan, effort, seed=seed)
    report("tides", named)
    quarters = tide_quarters(problem, task.tide, plan, effort, seed=seed) if plan else []
    report("core", named)
    core = robust_core(problem, task.share, effort, seed=seed) if plan and reached and effort.sets else None
    expected = expected_value_plan(problem, iterations=effort.iterations, seed=seed)
    return Around(reached, tuple(plans), tuple(quarters), core, expected, shortfalls, effort.gap)


def _without_total(problem: Problem) -> Problem:
    """The frontier goes on beyond the total budget, which is one point of it."""
    return replace(problem, limits=[limit for limit in problem.limits if limit.what.kind is not Limiting.TOTAL])
