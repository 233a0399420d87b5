"""From the readings of a statement to cases: level x growth x target, weights multiplied."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from messlatte.core.claims import Growth, Level, Multiple, Status, Target
from messlatte.core.economy import Pair
from messlatte.core.quantity import Flow, Month
from messlatte.core.statement import Claim, Reading, Statement
from messlatte.verdict.case import Case, economy_of

__all__ = ["Combination", "combinations"]

_AHEAD = frozenset({Status.PROPOSED, Status.AGREED, Status.FORECAST, Status.POTENTIAL, Status.EXPECTED, Status.IMPLIED})
_MEASURED = frozenset({Status.OBSERVED, Status.EXPECTED, Status.REACHED})
_MOST = 64


@dataclass(frozen=True, slots=True)
class Combination:
    """One way to understand the whole statement."""

    case: Case
    weight: float = 1.0
    notes: tuple[str, ...] = ()
    claims: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Choice:
    claim: int | None
    reading: Reading | None


def combinations(statement: Statement, *, by: Month | None, target: float | None, last_complete_year: int) -> list[Combination]:
    """Every combination of readings of every target, the likeliest first; the weights of one target sum to 1 before they are shared.

    A statement with several targets shares the weight equally among them; at most 64 combinations are kept.
    """
    targets = _targets(statement)
    found: list[Combination] = []
    for index in targets:
        found.extend(_of_target(statement, index, by, target, last_complete_year, 1 / len(targets)))
    found.sort(key=lambda combination: -combination.weight)
    kept = found[:_MOST]
    total = sum(combination.weight for combination in kept)
    return [Combination(c.case, c.weight / total, c.notes, c.claims) for c in kept] if total else []


def _targets(statement: Statement) -> list[int]:
    return [
        i
        for i, claim in enumerate(statement.claims)
        if isinstance(claim.readings[0].content, Target | Multiple)
        and claim.readings[0].content.status in _AHEAD
        and _amounts_to_something(claim)
    ]


def _amounts_to_something(claim: Claim) -> bool:
    content = claim.readings[0].content
    if isinstance(content, Multiple):
        return content.multiple > 0
    assert isinstance(content, Target)
    return content.amount is not None or content.increase_by is not None or content.growth_low is not None


def _of_target(
    statement: Statement, index: int, by: Month | None, asked: float | None, last_complete_year: int, share: float
) -> Iterator[Combination]:
    content = statement.claims[index].readings[0].content
    assert isinstance(content, Target | Multiple)
    levels = _choices(statement, _best(statement, Level, content))
    growths = _choices(statement, _best(statement, Growth, content))
    goals = [c for c in _choices(statement, index) if c.reading and isinstance(c.reading.content, Target | Multiple)]
    pair = _pair(statement, content)
    for goal, level, growth in itertools.product(goals, levels, growths):
        case = _case(statement, pair, goal, level, growth, by, asked, last_complete_year)
        if case is None:
            continue
        chosen = [choice for choice in (level, growth, goal) if choice.reading is not None and choice.claim is not None]
        weight = share * math.prod(choice.reading.weight for choice in chosen if choice.reading)
        notes = tuple(choice.reading.note for choice in chosen if choice.reading and choice.reading.note)
        yield Combination(case, weight, notes, tuple(choice.claim for choice in chosen if choice.claim is not None))


def _choices(statement: Statement, index: int | None) -> list[_Choice]:
    if index is None:
        return [_Choice(None, None)]
    return [_Choice(index, reading) for reading in statement.claims[index].readings]


def _best(statement: Statement, kind: type[Level | Growth], goal: Target | Multiple) -> int | None:
    """Claim to measure from: same pair, same flow, measured; the latest whole year first."""
    fitting = []
    goals = _goal_values(statement)
    for i, claim in enumerate(statement.claims):
        content = claim.readings[0].content
        if not isinstance(content, kind) or content.status not in _MEASURED or content.flow is not goal.flow:
            continue
        if isinstance(content, Growth) and content.over_period:
            continue
        if isinstance(content, Level) and content.period is None and content.amount.value in goals:
            continue  # the target said once more
        if (content.direction or goal.direction) and content.direction != goal.direction:
            continue
        if content.pair and goal.pair and set(content.pair) != set(goal.pair):
            continue
        fitting.append((*_rank(content, statement), -i, i))
    return max(fitting)[-1] if fitting else None


def _goal_values(statement: Statement) -> frozenset[float]:
    contents = [reading.content for claim in statement.claims for reading in claim.readings]
    return frozenset(content.amount.value for content in contents if isinstance(content, Target) and content.amount is not None)


def _rank(content: Level | Growth, statement: Statement) -> tuple[int, int]:
    """Year and months covered; a level without a period counts as that of the year before the statement."""
    if content.period is None:
        made = statement.made_on.year if statement.made_on else 9999
        return (made - 1, 0) if isinstance(content, Level) else (0, 0)
    whole = min(content.period.months, 12) if isinstance(content, Level) else 0
    return content.period.last.year, whole


def _pair(statement: Statement, goal: Target | Multiple) -> Pair | None:
    names = {party.economy.code: party.economy for party in statement.parties}
    codes: Sequence[str] = goal.pair or (tuple(goal.direction) if goal.direction else tuple(names)[:2])
    if len(set(codes)) < 2:
        codes = tuple(names)[:2]
    if len(set(codes)) < 2:
        return None
    return Pair(*(names.get(code) or economy_of(code) for code in codes[:2]))


def _case(
    statement: Statement,
    pair: Pair | None,
    goal: _Choice,
    level: _Choice,
    growth: _Choice,
    by: Month | None,
    asked: float | None,
    last_complete_year: int,
) -> Case | None:
    content = goal.reading.content if goal.reading else None
    assert isinstance(content, Target | Multiple)
    base = level.reading.content if level.reading else None
    pace = growth.reading.content if growth.reading else None
    value, year, method = _yearly(base, statement, last_complete_year) if isinstance(base, Level) else (None, None, "stated/1")
    amount, currency = _goal_amount(content, value, base)
    if asked is not None:
        amount = asked
    if amount is None or amount <= 0:
        return None
    through, growth_year = None, None
    if isinstance(pace, Growth) and pace.period is not None:
        through = min(pace.period.months, 12)
        growth_year = pace.period.last.year
    return Case(
        target=amount,
        pair=pair,
        level=value,
        growth=pace.rate if isinstance(pace, Growth) and pace.rate > -1 else None,
        through=through,
        year=year,
        growth_year=growth_year,
        by=by or content.by,
        currency=currency,
        level_currency=base.amount.currency if isinstance(base, Level) else currency,
        flow=content.flow if content.flow in (Flow.TURNOVER, Flow.EXPORTS, Flow.IMPORTS) else Flow.TURNOVER,
        direction=content.direction,
        method=method,
    )


def _yearly(level: Level, statement: Statement, last_complete_year: int) -> tuple[float, int, str]:
    """Level as a yearly amount, its base year, and how it was obtained."""
    period = level.period
    made = statement.made_on
    year = period.last.year if period else (made.year if made and made.month >= 4 else last_complete_year)
    months = period.months if period else 12
    if level.per_year or months == 12:
        return level.amount.value, year, "stated/1"
    return level.amount.value * 12 / months, year, "stated-per-year/1"


def _goal_amount(goal: Target | Multiple, level: float | None, base: object) -> tuple[float | None, str | None]:
    unit = base.amount.currency if isinstance(base, Level) else "USD"
    if isinstance(goal, Multiple):
        return (None if level is None else level * goal.multiple), unit
    if goal.amount is not None:
        return goal.amount.value, goal.amount.currency or unit
    if level is None:
        return None, unit
    if goal.increase_by is not None:
        return level + goal.increase_by.value, goal.increase_by.currency
    middle = ((goal.growth_low or 0.0) + (goal.growth_high if goal.growth_high is not None else goal.growth_low or 0.0)) / 2
    return level * (1 + middle), unit
