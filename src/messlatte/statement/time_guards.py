"""Times that are no deadline of the figure beside them, and deadlines that lie ahead though no year is said."""

from __future__ import annotations

from dataclasses import replace

from messlatte.core.quantity import Month
from messlatte.statement.function_words import function_words
from messlatte.statement.quantities import Kind, Quantity
from messlatte.statement.scene import Scene
from messlatte.statement.times import TimeMark

__all__ = ["coming", "is_afterwards", "is_of_setting", "is_supposed", "told_of"]

_FAR = 8


def is_supposed(scene: Scene, mark: TimeMark) -> bool:
    """Whether a deadline belongs to a condition ("once an agreement is signed by the end of 2012")."""
    for k in range(mark.i - 1, scene.sentence(mark.i)[0] - 1, -1):
        if scene.tokens.words[k] in ",;":
            return False
        if scene.tags.at("if", k) is not None:
            return True
    return False


def is_of_setting(scene: Scene, mark: TimeMark) -> bool:
    """Whether a time is that at which a target was set or an agreement signed ("das 2015 gesetzte Ziel", "set themselves in 2015")."""
    words = scene.tokens.words
    near = {*words[mark.j : mark.j + 1]}
    if words[max(0, mark.i - 1)] in ("in", "в"):
        near.update(words[max(0, mark.i - 3) : mark.i])
    return mark.kind == "period" and not function_words("setting").isdisjoint(near)


def is_afterwards(scene: Scene, mark: TimeMark, quantity: Quantity) -> bool:
    """Whether something comes after the time before it ("within a year and later to $500 million", "on the way to 5 billion")."""
    between = scene.tokens.words[max(mark.j, quantity.start - _FAR) : quantity.start]
    if any(
        a in function_words("on") and not function_words("way").isdisjoint((b, c))
        for a, b, c in zip(between, between[1:], between[2:], strict=False)
    ):
        return True
    return not function_words("afterwards").isdisjoint(between[-3:])


def coming(scene: Scene, mark: TimeMark | None) -> TimeMark | None:
    """Deadline of a target; a month that is named without a year is the next one ("expected to reach 2 billion by the end of December")."""
    reference = scene.reference
    if mark is None or mark.kind != "deadline" or not mark.relative or mark.first is None or mark.last is None or reference.month is None:
        return mark
    now = Month(reference.year or mark.last.year, reference.month)
    short = mark.first.until(mark.last) < 11 and not any(scene.tags.within("relword", mark.i, mark.j))
    return replace(mark, first=mark.first.plus(12), last=mark.last.plus(12)) if short and mark.last < now <= mark.last.plus(12) else mark


def told_of(scene: Scene, quantity: Quantity, first: int) -> TimeMark | None:
    """Time before that a relative clause tells an amount of ("2 % more than a year earlier, when 1.4 billion was recorded")."""
    marks = scene.times_within(first, quantity.start)
    if quantity.kind != Kind.MONEY or not marks or not marks[-1].prior or scene.quantities_within(marks[-1].j, quantity.i):
        return None
    words = [word for word in scene.tokens.words[marks[-1].j : marks[-1].j + 3] if word not in (",", "in", "во")]
    return marks[-1] if words and words[0] in function_words("telling") else None
