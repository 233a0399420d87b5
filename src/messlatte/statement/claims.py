"""From drafts to claims: every way to understand a figure, with weights, the likeliest first."""

from __future__ import annotations

from dataclasses import replace

from messlatte.core.claims import Bound, Content, Growth, Level, Multiple, Status, Target
from messlatte.core.evidence import Quote
from messlatte.core.quantity import Amount, Flow, Period
from messlatte.core.statement import Claim, Reading
from messlatte.statement.coverage import coverage_of
from messlatte.statement.drafts import Draft
from messlatte.statement.quantities import Kind
from messlatte.statement.scene import Scene
from messlatte.statement.statuses import is_conditional, level_status, target_status

__all__ = ["claim_of"]

_NEGLIGIBLE = 0.1
_INDEX = 0.85
_TOGETHER = 0.75
_TOGETHER_REACHED = 0.5


def claim_of(scene: Scene, draft: Draft, direction: tuple[str, str] | None, *, several: bool = False) -> Claim:
    """Write a draft down as a claim.

    Parameters
    ----------
    scene : Scene
        The text.
    draft : Draft
        The figure.
    direction : tuple of (exporter, importer) or None
        Whose goods go where.
    several : bool
        The text speaks of several pairs; each claim then says which one it is about.
    """
    pair = (draft.codes[0], draft.codes[1]) if several and len(draft.codes) > 1 else None
    if draft.implied:
        return Claim(_quote(scene, draft), (Reading(replace(_implied(draft, direction), pair=pair)),))
    ranked = draft.quantity.kind == Kind.RANK
    readings: list[Reading] = []
    if ranked or draft.target >= _NEGLIGIBLE:
        readings.append(Reading(_wanted(scene, draft, direction), draft.target, "a target"))
    if not ranked and 1 - draft.target >= _NEGLIGIBLE:
        readings += [Reading(content, (1 - draft.target) * w, note) for content, w, note in _measured(scene, draft, direction)]
    if pair is not None:
        readings = [replace(reading, content=_paired(reading.content, pair)) for reading in readings]
    kept = [reading for reading in readings if reading.weight >= _NEGLIGIBLE] or readings[:1]
    total = sum(reading.weight for reading in kept)
    only = len(kept) == 1
    kept = [replace(reading, weight=reading.weight / total, note="" if only else reading.note) for reading in kept]
    kept.sort(key=lambda reading: -reading.weight)
    return Claim(_quote(scene, draft), tuple(kept))


def _paired(content: Content, pair: tuple[str, str] | None) -> Content:
    return replace(content, pair=pair) if pair is not None and isinstance(content, Level | Growth | Target | Multiple) else content


def _quote(scene: Scene, draft: Draft) -> Quote:
    return Quote(*scene.span(draft.quantity.start, draft.quantity.j))


def _implied(draft: Draft, direction: tuple[str, str] | None) -> Multiple:
    """Multiple that a target is said to be of a level that is not named beside it."""
    quantity = draft.quantity
    factor = quantity.value if quantity.kind == Kind.MULTIPLE else 1 + draft.sign * quantity.value
    by = draft.due.last if draft.due is not None and quantity.kind == Kind.PERCENT and draft.due.several else None
    return Multiple(factor, Flow(draft.topic.flow), direction, by=by, status=Status.IMPLIED, approx=quantity.approx)


def _amount(draft: Draft) -> Amount:
    return Amount(draft.quantity.value, draft.quantity.currency)


def _bound(draft: Draft) -> Bound | None:
    return Bound(draft.quantity.bound) if draft.quantity.bound else None


def _wanted(scene: Scene, draft: Draft, direction: tuple[str, str] | None) -> Content:
    """Read the figure as a target: an amount, a change, a multiple or a rate."""
    quantity, due, flow = draft.quantity, draft.due, Flow(draft.topic.flow)
    by = due.last if due is not None else None
    words = scene.text[slice(*scene.span(due.i, due.j))] if due is not None and due.relative else None
    status = target_status(scene, quantity, by)
    if quantity.kind == Kind.MULTIPLE:
        return Multiple(quantity.value, flow, direction, by=by, deadline_words=words, status=status, approx=quantity.approx)
    target = Target(
        None,
        flow,
        direction,
        by=by,
        deadline_words=words,
        approx=quantity.approx,
        bound=_bound(draft),
        status=status,
        conditional=is_conditional(scene, quantity),
        coverage=coverage_of(scene, draft),
    )
    if quantity.kind == Kind.RANK:
        return replace(target, rank=int(quantity.value))
    if draft.change:
        return replace(target, increase_by=_amount(draft))
    if quantity.kind == Kind.MONEY:
        return replace(target, amount=_amount(draft), low=quantity.low, high=quantity.high)
    ends = sorted(draft.sign * (end if end is not None else quantity.value) for end in (quantity.low, quantity.high))
    return replace(target, growth_low=ends[0], growth_high=ends[1])


def _measured(scene: Scene, draft: Draft, direction: tuple[str, str] | None) -> list[tuple[Content, float, str]]:
    quantity = draft.quantity
    flow = Flow(draft.topic.flow)
    status = level_status(scene, draft)
    coverage = coverage_of(scene, draft)
    if quantity.kind == Kind.MONEY:
        level = Level(
            _amount(draft),
            flow,
            direction,
            period=draft.period,
            approx=quantity.approx,
            bound=_bound(draft),
            low=quantity.low,
            high=quantity.high,
            status=status,
            coverage=coverage,
        )
        return _over_years(scene, draft, level)
    rate = _growth_of_multiple(draft) if quantity.kind == Kind.MULTIPLE else draft.sign * quantity.value
    base = _base(draft.period)
    growth = Growth(
        rate,
        flow,
        direction,
        period=draft.period,
        base=base,
        over_period=bool(draft.mark is not None and draft.mark.several),
        approx=quantity.approx,
        status=status,
        coverage=coverage,
    )
    if draft.index:
        return [(replace(growth, rate=rate - 1), _INDEX, "an index, last year is 100"), (growth, 1 - _INDEX, "a rate of growth")]
    return [(growth, 1.0, "measured")]


def _over_years(scene: Scene, draft: Draft, level: Level) -> list[tuple[Content, float, str]]:
    """Readings of an amount said of several years: a year each, or all together; one reading where it is said of one period."""
    mark, period = draft.mark, draft.period
    months = period.first.until(period.last) + 1 if period is not None else 12 * mark.several if mark is not None else 0
    left, right = scene.clause(draft.quantity.i)
    if any(hit.value == "year" for hit in scene.tags.within("rate", left, right)):
        return [(level, 1.0, "a year")]
    if mark is None or mark.several < 2 or months < 24 or mark.kind != "period":
        return [(replace(level, per_year=months in (0, 12)), 1.0, "measured")]
    reached = any(hit.value == "reached" for hit in scene.tags.within("peak", left, right))
    together = _TOGETHER_REACHED if reached else _TOGETHER
    each = replace(level, per_year=True)
    both = replace(level, per_year=False)
    return [(each, 1 - together, "the amount of a year"), (both, together, "the sum of the years")]


def _growth_of_multiple(draft: Draft) -> float:
    """Growth rate that a multiple says; "fell threefold" is a fall to a third."""
    factor = draft.quantity.value
    return 1 / factor - 1 if draft.sign < 0 and factor > 1 else factor - 1


def _base(period: Period | None) -> Period | None:
    """Period a growth compares with unless another is named: the same months a year earlier."""
    if period is None or period.first.until(period.last) > 11:
        return None
    return Period(period.first.plus(-12), period.last.plus(-12))
