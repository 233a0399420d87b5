"""Deadlines that a target shares with the figures around it."""

from __future__ import annotations

from dataclasses import replace

from messlatte.core.quantity import Month, Period
from messlatte.statement.draft import Draft
from messlatte.statement.function_words import function_words
from messlatte.statement.quantity import Kind
from messlatte.statement.scene import Scene
from messlatte.statement.times import TimeMark

__all__ = ["share_deadlines"]

_YEARS = 2
_BACK = 2
_REACH = 10


def share_deadlines(scene: Scene, found: list[Draft]) -> None:
    """Give wanted figures without a deadline the one that follows from their neighbours.

    A multiple has that of the amount beside it ("double it: from 100 to 200 billion by 2024"), a goal that an amount is held against the
    year of that amount ("60 billion in 2010 against a target of 40 billion"), the target of a year that year ("267 billion in the first
    three quarters of 2011, so that the annual target of 350 billion should be hit"). Years that an agreement gives are counted from its day
    ("signed last July. The accord provides for trade to rise to 2 billion over four years").
    """
    for k, draft in enumerate(found):
        if draft.wanted and draft.due is not None:
            draft.due = _since_signed(scene, draft, draft.due)
        if not draft.wanted or draft.due is not None:
            continue
        if draft.quantity.kind == Kind.MULTIPLE:
            _, right = scene.clause(draft.quantity.i)
            beside = [other for other in found[k + 1 : k + 4] if other.wanted and other.quantity.i < right]
            draft.due = beside[0].due if beside else None
        elif draft.quantity.kind == Kind.MONEY:
            draft.due = _of_neighbour(scene, draft, found[:k])


def _since_signed(scene: Scene, draft: Draft, due: TimeMark) -> TimeMark:
    """Deadline in years, counted from the year in which the agreement that gives it was signed."""
    year, number = scene.reference.year, scene.tokens.sentence[draft.quantity.i]
    first, _ = scene.sentence(draft.quantity.i)
    words = scene.tokens.words
    if not due.relative or due.several < _YEARS or due.last is None or year is None or due.last.year != year + due.several:
        return due
    if function_words("accords").isdisjoint(words[first : draft.quantity.start]):
        return due
    begin, _ = scene.tokens.bounds[max(0, number - _BACK)]
    signings = [k for k in range(begin, draft.quantity.start) if words[k] in function_words("signed")]
    times = scene.times_within(signings[0], min(signings[0] + _REACH, draft.quantity.start)) if signings else []
    dated = [mark.last.year for mark in times if mark.kind == "period" and mark.last is not None and mark.last.year < year]
    return replace(due, last=Month(dated[0] + due.several, 12)) if dated else due


def _of_neighbour(scene: Scene, draft: Draft, earlier: list[Draft]) -> TimeMark | None:
    """Year of the amount in the same sentence that a target is held against or is the whole of."""
    first, _ = scene.sentence(draft.quantity.i)
    beside = [other for other in earlier[-3:] if other.quantity.kind == Kind.MONEY and other.quantity.i >= first]
    goal = _goal_before(scene, draft)
    if not beside or goal is None:
        return None
    other, words = beside[-1], scene.tokens.words[max(first, goal - 3) : goal]
    period = _time(other)
    if period is None:
        return None
    whole = period.months == 12 and not function_words("held_against").isdisjoint(words)
    part = period.months < 12 and not function_words("yearly").isdisjoint(words)
    if not (whole or part) or period.first.year != period.last.year:
        return None
    year = period.last.year
    return TimeMark("period", goal, goal + 1, Month(year, 1), Month(year, 12))


def _time(draft: Draft) -> Period | None:
    if not draft.wanted or draft.due is None or draft.due.first is None or draft.due.last is None:
        return draft.period if not draft.wanted else None
    return Period(draft.due.first, draft.due.last)


def _goal_before(scene: Scene, draft: Draft) -> int | None:
    """Token of the goal that names an amount ("target of 40 billion")."""
    first, _ = scene.sentence(draft.quantity.i)
    goals = [hit for hit in scene.tags.within("cue", max(first, draft.quantity.start - 4), draft.quantity.start) if hit.value == "goal"]
    return goals[-1].i if goals else None
