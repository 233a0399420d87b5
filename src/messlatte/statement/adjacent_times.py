"""The time that directly follows a figure."""

from __future__ import annotations

from messlatte.statement.asides import in_aside
from messlatte.statement.quantity import Kind, Quantity
from messlatte.statement.scene import Scene
from messlatte.statement.time_mark import TimeMark

__all__ = ["adjacent_time"]

_NEAR = 7


def adjacent_time(scene: Scene, quantity: Quantity) -> TimeMark | None:
    """Find the time that directly follows a quantity: "$61.5 billion last year"."""
    known = scene.adjacent
    if quantity.i not in known:
        known[quantity.i] = _adjacent(scene, quantity)
    return known[quantity.i]


def _adjacent(scene: Scene, quantity: Quantity) -> TimeMark | None:
    _, last = scene.sentence(quantity.i)
    i = quantity.j
    for other in scene.quantities_within(quantity.j, min(last, quantity.j + _NEAR)):
        if other.conversion:
            i = other.j
            while i < last and scene.tokens.words[i] in (",", ")", "/"):
                i += 1
    for mark in scene.times_within(quantity.j, min(last, i + _NEAR)):
        if mark.kind == "date" or mark.versus or in_aside(scene, mark, quantity):
            continue
        if quantity.kind != Kind.MONEY and any(hit.value == "vs" for hit in scene.tags.within("base", quantity.j, mark.i)):
            continue
        if any(not other.conversion for other in scene.quantities_within(quantity.j, mark.i)):
            return None
        return mark if _transparent(scene, i, mark.i) else None
    return None


def _transparent(scene: Scene, i: int, j: int) -> bool:
    """Whether nothing between two tokens starts a new thought."""
    tags = scene.tags
    for k in range(i, j):
        if scene.breaks(k):
            return False
        cue = tags.at("cue", k) if k > i else None
        if tags.at("trend", k) is not None or (cue is not None and cue.value in ("observed", "wish", "modal", "future")):
            return False
    return True
