"""Periods that follow from two levels and the change between them."""

from __future__ import annotations

from messlatte.core.quantity import Month, Period
from messlatte.statement.draft import Draft
from messlatte.statement.governing import is_start
from messlatte.statement.quantity import Kind
from messlatte.statement.scene import Scene
from messlatte.statement.timing import shifted

__all__ = ["pair_levels"]

_BESIDE = 3
"""Tokens between a growth and what it started from."""
_CLOSE = 0.1
_LONG = 3


def pair_levels(scene: Scene, found: list[Draft]) -> None:
    """Give a start and a change the period that the level behind them has.

    "In the last ten years exports rose from 417 million to 2.3 billion in 1986" begins in 1976. "Trade is up threefold. It rose to 186
    million in April to July from 64 million" makes April to July the period of the threefold growth.
    """
    for k, draft in enumerate(found):
        if draft.wanted:
            continue
        begins = draft.quantity.kind == Kind.MONEY and is_start(scene, draft.quantity)
        if begins and draft.mark is None and k and (earlier := _grown_from(found[k - 1], draft)):
            draft.period = earlier
        if draft.period is not None:
            continue
        if begins:
            draft.period = _begin(scene, draft, found[k + 1 : k + 2])
            if draft.period is None and 2 <= k < len(found) - 1:
                _parallel(scene, found[k - 2 : k], (draft, found[k + 1]))
        elif draft.quantity.kind == Kind.MULTIPLE and draft.mark is None:
            draft.period = _proved(scene, draft, found[k + 1 : k + 3])


def _grown_from(growth: Draft, start: Draft) -> Period | None:
    """Year before that of a growth, where the level it started from stands right behind it ("up 17 per cent from 448 million")."""
    if growth.quantity.kind != Kind.PERCENT or growth.wanted or growth.period is None or growth.period.months > 12:
        return None
    beside = start.quantity.start - growth.quantity.j <= _BESIDE
    return shifted(growth.period, -12) if beside and growth.topic.flow == start.topic.flow else None


def _begin(scene: Scene, start: Draft, following: list[Draft]) -> Period | None:
    """Period a change starts from: the same months of the year before, or the year in which the stretch begins that its sentence names."""
    end = following[0] if following else None
    if end is None or end.period is None or end.quantity.kind != Kind.MONEY:
        return None
    number = scene.tokens.sentence[start.quantity.i]
    if end.period.months < 12 and scene.clause(start.quantity.i) == scene.clause(end.quantity.i) and start.topic.flow == end.topic.flow:
        return shifted(end.period, -12)
    if end.period.months != 12:
        return None
    stretches = [mark.several for mark in scene.times_within(*scene.sentence(start.quantity.i)) if mark.relative and mark.several >= _LONG]
    if len(stretches) != 1 or scene.tokens.sentence[end.quantity.i] != number:
        return None
    year = end.period.last.year - stretches[0]
    return Period(Month(year, end.period.first.month), Month(year, end.period.first.month).plus(11))


def _proved(scene: Scene, change: Draft, following: list[Draft]) -> Period | None:
    """Period of the level that a multiple has led to, where the next sentence states both levels."""
    if len(following) < 2 or any(draft.quantity.kind != Kind.MONEY or draft.wanted for draft in following):
        return None
    reached, before = following if is_start(scene, following[1].quantity) else following[::-1]
    if not is_start(scene, before.quantity) or reached.topic.flow != change.topic.flow or not before.quantity.value:
        return None
    near = scene.tokens.sentence[reached.quantity.i] - scene.tokens.sentence[change.quantity.i]
    ratio = reached.quantity.value / before.quantity.value
    return reached.period if near == 1 and abs(ratio - change.quantity.value) <= _CLOSE * ratio else None


def _parallel(scene: Scene, before: list[Draft], pair: tuple[Draft, Draft]) -> None:
    """Give a change the years of the one before ("exports grew from 16 million in 1974 to 110 in 1984 and imports from 8 to 37")."""
    start, end = before
    together = {scene.tokens.sentence[draft.quantity.i] for draft in (start, end, *pair)}
    if len(together) > 1 or start.period is None or end.period is None or not is_start(scene, start.quantity):
        return
    plain = all(draft.quantity.kind == Kind.MONEY and not draft.wanted for draft in (end, *pair))
    if (
        plain
        and (pair[1].mark is None or pair[1].mark.several > 1)
        and start.topic.flow == end.topic.flow != pair[0].topic.flow == pair[1].topic.flow
    ):
        pair[0].period, pair[1].period = start.period, end.period
