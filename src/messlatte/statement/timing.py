"""When a quantity was, or by when it shall be: which time expression belongs to it."""

from __future__ import annotations

from messlatte.core.quantity import Month, Period
from messlatte.statement.quantities import Quantity
from messlatte.statement.scene import Scene
from messlatte.statement.times import TimeMark

__all__ = ["adjacent_time", "deadline_of", "period_of", "shifted"]

_NEAR = 7
_BREAKS = frozenset((",", ";", "and", "und", "и", "sowie", ":"))


def shifted(period: Period, months: int) -> Period:
    """Period so many months later."""
    return Period(period.first.plus(months), period.last.plus(months))


def adjacent_time(scene: Scene, quantity: Quantity) -> TimeMark | None:
    """Find the time that directly follows a quantity: "$61.5 billion last year"."""
    _, last = scene.sentence(quantity.i)
    i = quantity.j
    for other in scene.quantities_within(quantity.j, min(last, quantity.j + _NEAR)):
        if other.conversion:
            i = other.j
    for mark in scene.times_within(quantity.j, min(last, i + _NEAR)):
        if mark.kind == "date" or mark.versus:
            continue
        if any(not other.conversion for other in scene.quantities_within(quantity.j, mark.i)):
            return None
        return mark if _transparent(scene, i, mark.i) else None
    return None


def _transparent(scene: Scene, i: int, j: int) -> bool:
    """Whether nothing between two tokens starts a new thought."""
    tags = scene.tags
    for k in range(i, j):
        if scene.tokens.words[k] in _BREAKS or scene.splits(k):
            return False
        cue = tags.at("cue", k)
        if tags.at("trend", k) is not None or (cue is not None and cue.value in ("observed", "wish", "modal", "future")):
            return False
    return True


def _taken(scene: Scene, mark: TimeMark, quantity: Quantity) -> bool:
    """Whether a time before a quantity belongs to an earlier one alone."""
    first, _ = scene.sentence(quantity.i)
    for other in scene.quantities_within(first, mark.i):
        if other.j > mark.i or other.conversion or adjacent_time(scene, other) is not mark:
            continue
        broken = any(word in _BREAKS for word in scene.tokens.words[mark.j : quantity.start])
        if other.kind == quantity.kind or broken:
            return True
    return False


def _left(scene: Scene, quantity: Quantity, i: int, kinds: tuple[str, ...]) -> TimeMark | None:
    for mark in reversed(scene.times_within(i, quantity.start)):
        if mark.kind in kinds and not mark.versus and not mark.prior and not _taken(scene, mark, quantity):
            return mark
    return None


def _right(scene: Scene, quantity: Quantity, j: int, kinds: tuple[str, ...]) -> TimeMark | None:
    for mark in scene.times_within(quantity.j, j):
        if mark.kind == "date" or mark.versus or mark.prior:
            continue
        between = [other for other in scene.quantities_within(quantity.j, mark.i) if not other.conversion]
        words = scene.tokens.words[quantity.j : mark.i]
        if any(other.kind == quantity.kind for other in between) or any(word in _BREAKS for word in words):
            return None
        return mark if mark.kind in kinds else None
    return None


def period_of(scene: Scene, quantity: Quantity) -> TimeMark | None:
    """Find the time that says of when a level or a growth is."""
    kinds = ("period", "present", "vague")
    left, right = scene.clause(quantity.i)
    first, _ = scene.sentence(quantity.i)
    near = adjacent_time(scene, quantity)
    if near is not None and near.kind in kinds:
        return near
    before = _left(scene, quantity, left, kinds)
    if before is not None:
        return before
    return _right(scene, quantity, right, kinds) or _left(scene, quantity, first, kinds)


def deadline_of(scene: Scene, quantity: Quantity) -> TimeMark | None:
    """Find the time by when a target shall be reached: a deadline, or else a period that is not over."""
    left, right = scene.clause(quantity.i)
    first, last = scene.sentence(quantity.i)
    near = adjacent_time(scene, quantity)
    if near is not None and (near.kind in ("deadline", "vague") or _ahead(scene, near)):
        return near
    for mark in (_left(scene, quantity, left, ("deadline", "vague")), _right(scene, quantity, right, ("deadline", "vague"))):
        if mark is not None:
            return mark
    ahead = _left(scene, quantity, left, ("period",))
    if ahead is not None and _ahead(scene, ahead):
        return ahead
    behind = _right(scene, quantity, right, ("period",))
    if behind is not None and _ahead(scene, behind):
        return behind
    return _left(scene, quantity, first, ("deadline",)) or _right(scene, quantity, last, ("deadline",))


def _ahead(scene: Scene, mark: TimeMark) -> bool:
    """Whether a period lies in or after the year of the reference."""
    if mark.kind != "period" or mark.prior or mark.several:
        return False
    reference = scene.reference
    if mark.last is None:
        return False
    if reference.year is None:
        return True
    return mark.last >= Month(reference.year, reference.month or 1)
