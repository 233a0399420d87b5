"""What a reader should know about a statement: what is ambiguous, what is not said, what does not fit together."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from messlatte.core.claims import Content, Growth, Level, Multiple, Status, Target
from messlatte.core.statement import Claim, Finding, Severity
from messlatte.statement.dates import Day
from messlatte.statement.drafts import Draft

__all__ = ["Evidence", "findings_of"]

_OFF = 0.1
_SLIP = 30.0
_REQUIRED = frozenset((Status.PROPOSED, Status.AGREED, Status.FORECAST, Status.POTENTIAL, Status.IMPLIED))


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the checks look at; ``drafts[k]`` is the figure of ``claims[k]`` (None for areas and interests)."""

    claims: tuple[Claim, ...]
    drafts: tuple[Draft | None, ...]
    day: Day | None
    published: bool


def findings_of(evidence: Evidence) -> tuple[Finding, ...]:
    """Everything worth saying, contradictions first."""
    found = [finding for check in _CHECKS for finding in check(evidence)]
    order = {Severity.CONTRADICTION: 0, Severity.WARNING: 1, Severity.NOTE: 2}
    return tuple(sorted(found, key=lambda finding: order[finding.severity]))


def _contents(evidence: Evidence) -> Iterator[tuple[int, Content]]:
    for k, claim in enumerate(evidence.claims):
        yield k, claim.readings[0].content


def _ambiguous(evidence: Evidence) -> Iterator[Finding]:
    """Figures that can be understood in several ways."""
    for k, claim in enumerate(evidence.claims):
        kinds = {reading.content.kind for reading in claim.readings}
        if len(claim.readings) < 2:
            continue
        if kinds == {"level"}:
            template = "Several years are named with one amount: it may be the sum of them or the amount of a year."
            yield Finding("level-period-ambiguous", Severity.WARNING, template, {}, (k,))
        elif kinds == {"growth"}:
            template = "The percentage is above 100: it may be an index with the year before as 100, or a rate of growth."
            yield Finding("growth-index-ambiguous", Severity.WARNING, template, {}, (k,))
        elif "target" in kinds or "multiple" in kinds:
            template = "The figure may be meant as a target or as something measured."
            yield Finding("target-or-level", Severity.NOTE, template, {}, (k,))


def _unsaid(evidence: Evidence) -> Iterator[Finding]:
    """Level without a period, target without a deadline, amount without a currency, time that cannot be resolved."""
    for k, content in _contents(evidence):
        draft = evidence.drafts[k]
        relative = draft is not None and draft.mark is not None and draft.mark.relative and draft.mark.kind == "period"
        if isinstance(content, Level | Growth) and content.period is None:
            if relative and not evidence.published:
                template = "A time relative to the statement's day cannot be resolved, for that day is not known."
                yield Finding("period-unresolved", Severity.NOTE, template, {}, (k,))
            elif isinstance(content, Level):
                yield Finding("level-period-missing", Severity.NOTE, "The period of the level is not said.", {}, (k,))
            else:
                yield Finding("growth-period-missing", Severity.NOTE, "The period of the growth is not said.", {}, (k,))
        if isinstance(content, Target | Multiple) and content.by is None and content.status in _REQUIRED:
            yield Finding("target-deadline-missing", Severity.NOTE, "No deadline is named for the target.", {}, (k,))
        amount = content.amount if isinstance(content, Level | Target) else None
        if amount is not None and amount.currency is None:
            yield Finding("currency-missing", Severity.WARNING, "The amount has no currency.", {}, (k,))


def _alone(evidence: Evidence) -> Iterator[Finding]:
    """Figures whose sentence and text name the partner only ("trade with India")."""
    lonely = tuple(k for k, draft in enumerate(evidence.drafts) if draft is not None and len(draft.codes) == 1)
    if lonely:
        template = "Only one of the two economies is named; whose trade with it is meant is not said."
        yield Finding("party-missing", Severity.WARNING, template, {}, lonely)


def _dated(evidence: Evidence) -> Iterator[Finding]:
    """How the day of the statement was settled, and a weekday that does not fit."""
    day = evidence.day
    if day is None:
        return
    if day.how == "weekday":
        template = "The date names no year; weekday and the other dates of the text settle it as {date}."
        yield Finding("year-settled", Severity.NOTE, template, {"date": day.date.isoformat()})
    elif day.how == "mismatch":
        template = "Weekday and date do not agree: {date} is another day of the week."
        yield Finding("weekday-mismatch", Severity.CONTRADICTION, template, {"date": day.date.isoformat()})


def _multiples(evidence: Evidence) -> Iterator[Finding]:
    """Stated multiples against the levels and targets beside them."""
    targets = [(k, c) for k, c in _contents(evidence) if isinstance(c, Target) and c.amount is not None]
    levels = [(k, c) for k, c in _contents(evidence) if isinstance(c, Level)]
    multiples = [(k, c) for k, c in _contents(evidence) if isinstance(c, Multiple) and c.status is not Status.OBSERVED]
    if len(targets) != 1 or len(levels) != 1 or len(multiples) != 1:
        return
    (t, target), (b, level), (m, multiple) = targets[0], levels[0], multiples[0]
    if target.amount is None or level.flow is not target.flow or level.amount.currency != target.amount.currency or level.amount.value <= 0:
        return
    ratio = target.amount.value / level.amount.value
    if abs(ratio - multiple.multiple) > _OFF * multiple.multiple + 0.15 * multiple.approx * multiple.multiple:
        template = "The multiple {stated} does not fit the figures: target over level is {computed}."
        params = {"stated": round(multiple.multiple, 2), "computed": round(ratio, 2)}
        yield Finding("multiple-contradicts", Severity.CONTRADICTION, template, params, (b, t, m))


def _pairs_of_levels(evidence: Evidence) -> Iterator[tuple[int, Level, int, Level]]:
    """Levels of the same flow and pair in two years that follow each other in the text: first the earlier in time."""
    levels = [(k, c) for k, c in _contents(evidence) if isinstance(c, Level) and c.period is not None]
    for k, (i, a) in enumerate(levels):
        for j, b in levels[k + 1 : k + 3]:
            if a.period is None or b.period is None or a.flow is not b.flow or a.amount.currency != b.amount.currency or a.pair != b.pair:
                continue
            if a.direction != b.direction or a.period.first == b.period.first or a.amount.value <= 0 or b.amount.value <= 0:
                continue
            yield (i, a, j, b) if a.period.first < b.period.first else (j, b, i, a)


def _growths(evidence: Evidence) -> Iterator[Finding]:
    """Growth that follows from two stated levels, and stated growth that does not fit it."""
    growths = [(k, c) for k, c in _contents(evidence) if isinstance(c, Growth)]
    for i, a, j, b in _pairs_of_levels(evidence):
        if a.period is None or b.period is None or a.period.first.until(b.period.first) != 12 or a.period.last.until(b.period.last) != 12:
            continue
        rate = b.amount.value / a.amount.value - 1
        stated = [
            (k, g) for k, g in growths if g.flow is b.flow and g.period == b.period and g.direction == b.direction and not g.over_period
        ]
        if not stated:
            template = "The two levels imply a growth of {rate} % (derived)."
            yield Finding("growth-implied", Severity.NOTE, template, {"rate": round(100 * rate, 1)}, (i, j))
        for k, growth in stated:
            if abs(growth.rate - rate) > _OFF * max(abs(rate), abs(growth.rate)) + 0.02 and not (a.approx or b.approx):
                template = "The growth of {stated} % does not fit the levels, which imply {computed} %."
                params = {"stated": round(100 * growth.rate, 1), "computed": round(100 * rate, 1)}
                yield Finding("growth-contradicts", Severity.CONTRADICTION, template, params, (i, j, k))


def _sizes(evidence: Evidence) -> Iterator[Finding]:
    """Targets below the level, and sizes so far apart that a word of magnitude may be wrong."""
    targets = [(k, c) for k, c in _contents(evidence) if isinstance(c, Target) and c.amount is not None]
    levels = [(k, c) for k, c in _contents(evidence) if isinstance(c, Level)]
    for t, target in targets:
        same = [(k, c) for k, c in levels if c.flow is target.flow and target.amount and c.amount.currency == target.amount.currency]
        if not same or target.amount is None or target.status in (Status.PAST, Status.REACHED, Status.MISSED):
            continue
        k, level = same[-1]
        ratio = target.amount.value / level.amount.value if level.amount.value else 1.0
        if ratio > _SLIP or ratio < 1 / _SLIP:
            template = "Target and level differ by a factor of {factor}: a word of magnitude may be wrong."
            yield Finding("magnitude-doubtful", Severity.WARNING, template, {"factor": round(max(ratio, 1 / ratio), 1)}, (k, t))
        elif ratio < 1 and level.period is not None and level.period.first.until(level.period.last) >= 11:
            yield Finding("target-below-level", Severity.WARNING, "The target lies below the level already reached.", {}, (k, t))


_CHECKS: tuple[Callable[[Evidence], Iterator[Finding]], ...] = (_ambiguous, _unsaid, _alone, _dated, _multiples, _growths, _sizes)
