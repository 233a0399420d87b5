"""What stands in brackets as a clause of its own."""

from __future__ import annotations

from messlatte.statement.quantity import Quantity
from messlatte.statement.scene import Scene
from messlatte.statement.time_mark import TimeMark

__all__ = ["in_aside"]

_OPENS = 3
_CLOSES = 14
_CLAUSE = 3


def in_aside(scene: Scene, mark: TimeMark, quantity: Quantity) -> bool:
    """Whether a time opens a clause in brackets that a figure is not part of ("5 billion (in 2012 it had been twice as much)")."""
    words = scene.tokens.words
    first, last = scene.sentence(mark.i)
    opened = next((k for k in range(mark.i - 1, max(first, mark.i - _OPENS) - 1, -1) if words[k] == "("), None)
    if opened is None:
        return False
    closed = next((k for k in range(mark.j, min(last, mark.j + _CLOSES)) if words[k] == ")"), None)
    if closed is None or closed - mark.j < _CLAUSE:
        return False
    return not opened < quantity.i < closed
