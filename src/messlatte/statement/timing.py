"""When a quantity was, or by when it shall be: which time expression belongs to it."""

from __future__ import annotations

from dataclasses import replace

from messlatte.core.quantity import Month, Period
from messlatte.statement.adjacent_times import adjacent_time
from messlatte.statement.asides import in_aside
from messlatte.statement.function_words import function_words
from messlatte.statement.quantities import Kind, Quantity
from messlatte.statement.scene import Scene
from messlatte.statement.time_guards import is_afterwards, is_of_setting, is_supposed, told_of
from messlatte.statement.times import TimeMark

__all__ = ["deadline_of", "is_aside", "period_of", "shifted"]

_RELATIVE = 10


def shifted(period: Period, months: int) -> Period:
    """Period so many months later."""
    return Period(period.first.plus(months), period.last.plus(months))


def _taken(scene: Scene, mark: TimeMark, quantity: Quantity) -> bool:
    """Whether a time before a quantity belongs to an earlier one alone."""
    first, _ = scene.sentence(quantity.i)
    for other in scene.quantities_within(first, mark.i):
        if other.j > mark.i or other.conversion or adjacent_time(scene, other) is not mark:
            continue
        broken = any(scene.breaks(k) and not _goes_on(scene, k) for k in range(mark.j, quantity.start))
        base = scene.tags.before("base", other.start)
        compared = base is not None and base.value == "vs"
        if other.kind == quantity.kind or broken or compared:
            return True
    return False


def _goes_on(scene: Scene, k: int) -> bool:
    """Whether a comma does not end a thought: ", to a record", ", when it was"."""
    following = scene.tokens.words[k + 1] if k + 1 < len(scene.tokens) else ""
    return scene.tokens.words[k] in ",-" and following in function_words("goes_on")


def _explained(scene: Scene, mark: TimeMark) -> bool:
    """Whether a clause behind a comma only says what was then ("since 1994, when the agreement was signed, exports have risen")."""
    words = scene.tokens.words[mark.j : mark.j + 2]
    return len(words) == 2 and words[0] == "," and words[1] in function_words("when")


def _only_already(scene: Scene, mark: TimeMark, quantity: Quantity) -> bool:
    """Whether "already" says nothing of when: beside the figure, or before the verb of a clause that names its time itself."""
    if mark.kind != "present" or scene.tokens.words[mark.i] not in function_words("already"):
        return False
    if mark.j >= quantity.start - 1:
        return True
    left, _ = scene.clause(quantity.i)
    named = scene.times_within(left, mark.i)[-1:]
    verb = scene.tags.at("cue", mark.j) or scene.tags.at("trend", mark.j)
    return verb is not None and bool(named) and named[0].kind == "period" and not (named[0].versus or named[0].prior)


def _in_relative_clause(scene: Scene, mark: TimeMark, quantity: Quantity) -> bool:
    """Whether a time stands in a relative clause that is over before the figure ("рост, который виден в 2018 году, позволит ...")."""
    words = scene.tokens.words
    for k in range(mark.i - 1, max(scene.sentence(mark.i)[0], mark.i - _RELATIVE), -1):
        if words[k] in ",;":
            return False
        if words[k] in function_words("relative_pronouns"):
            opened = "," in words[max(0, k - 2) : k]
            return opened and "," in words[mark.j : quantity.start] and not scene.quantities_within(k, mark.i)
    return False


def _left(scene: Scene, quantity: Quantity, i: int, kinds: tuple[str, ...]) -> TimeMark | None:
    for mark in reversed(scene.times_within(i, quantity.start)):
        if mark.kind not in kinds or mark.versus or mark.prior or is_of_setting(scene, mark) or _taken(scene, mark, quantity):
            continue
        if _only_already(scene, mark, quantity) or _in_relative_clause(scene, mark, quantity) or in_aside(scene, mark, quantity):
            continue
        if mark.kind == "since" and not _explained(scene, mark) and any(scene.breaks(k) for k in range(mark.j, quantity.start)):
            continue
        if mark.kind == "deadline" and is_supposed(scene, mark):
            continue
        if (mark.kind == "deadline" or _ahead(scene, mark)) and is_afterwards(scene, mark, quantity):
            continue
        return mark
    return None


def _right(scene: Scene, quantity: Quantity, j: int, kinds: tuple[str, ...]) -> TimeMark | None:
    for mark in scene.times_within(quantity.j, j):
        if mark.kind == "date" or mark.versus or mark.prior or in_aside(scene, mark, quantity):
            continue
        between = [other for other in scene.quantities_within(quantity.j, mark.i) if not other.conversion]
        if quantity.kind != Kind.MONEY and between and scene.tokens.words[between[0].start - 1] in function_words("from"):
            return None
        if any(other.kind == quantity.kind for other in between) or any(scene.breaks(k) for k in range(quantity.j, mark.i)):
            return None
        if _is_of_start(scene, quantity, mark, between) or _in_brackets(scene, mark, between):
            continue
        return mark if mark.kind in kinds else None
    return None


def _is_of_start(scene: Scene, quantity: Quantity, mark: TimeMark, between: list[Quantity]) -> bool:
    """Whether a time is that of what a change started from, not that of the change ("11 % from 1.5 trillion in 2015")."""
    if quantity.kind != Kind.PERCENT or not between or between[-1].kind != Kind.MONEY:
        return False
    return scene.tokens.words[between[-1].start - 1] in function_words("from") and adjacent_time(scene, between[-1]) is mark


def _in_brackets(scene: Scene, mark: TimeMark, between: list[Quantity]) -> bool:
    """Whether a time stands in brackets with an amount of its own ("down 8.9 percent year-on-year ($950 million in 2023)")."""
    if not between or between[-1].kind != Kind.MONEY:
        return False
    words = scene.tokens.words
    return "(" in words[max(0, between[-1].start - 4) : between[-1].start] and ")" not in words[between[-1].j : mark.i]


def period_of(scene: Scene, quantity: Quantity) -> TimeMark | None:
    """Find the time that says of when a level or a growth is."""
    kinds: tuple[str, ...] = ("period", "present", "vague", "same")
    if quantity.kind != Kind.MONEY:
        kinds = (*kinds, "since")
    left, right = scene.clause(quantity.i)
    first, _ = scene.sentence(quantity.i)
    if quantity.kind == Kind.MONEY and scene.tokens.words[quantity.start - 1] == "(":
        beside = [mark for mark in scene.times_within(first, quantity.start) if mark.j == quantity.start - 1 and mark.kind in kinds]
        own = adjacent_time(scene, quantity)
        if beside and (own is None or not own.own):
            return beside[0]
    near = adjacent_time(scene, quantity)
    told = told_of(scene, quantity, first) if near is None else None
    if told is not None:
        return told
    if near is not None and near.kind == "deadline" and near.last is not None and near.last.month < 12:
        closed = _last_month(scene, quantity, near, left)
        if closed is not None:
            return closed
    if near is not None and near.kind in kinds and not (near.prior and quantity.kind != Kind.MONEY):
        return near
    before = _left(scene, quantity, left, kinds)
    if before is not None and quantity.kind != Kind.MONEY and _superseded(scene, before, quantity):
        before = _reached(scene, quantity)
    if before is not None:
        closed = _last_month(scene, quantity, near, before.j) if quantity.kind == Kind.MONEY else None
        return closed if closed is not None and closed.own and not scene.quantities_within(closed.j, quantity.i) else before
    reached = _reached(scene, quantity) if quantity.kind != Kind.MONEY else None
    if reached is not None:
        return reached
    found = _right(scene, quantity, right, kinds) or _left(scene, quantity, first, kinds)
    found = found or _last_month(scene, quantity, near, left)
    later = _later(scene, quantity, right, "period") if found is None else None
    year = scene.reference.year
    ahead = later is not None and later.last is not None and year is not None and later.last.year > year
    return found if later is None or ahead else later


def _superseded(scene: Scene, mark: TimeMark, quantity: Quantity) -> bool:
    """Whether the year of an earlier amount gives way to that of the amount a change leads to ("75 in 2019, down 38 % to 47 in 2020")."""
    if _reached(scene, quantity) is None:
        return False
    between = [other for other in scene.quantities_within(mark.j, quantity.i) if other.kind == Kind.MONEY]
    return bool(between) and any(scene.breaks(k) for k in range(between[-1].j, quantity.start))


def _reached(scene: Scene, quantity: Quantity) -> TimeMark | None:
    """Time beside the amount that a change has led to ("rose 17 % to 7.4 billion in 2003")."""
    following = scene.quantities_within(quantity.j, quantity.j + 4)
    if not following or following[0].kind != Kind.MONEY or scene.tokens.words[quantity.j] not in function_words("to"):
        return None
    near = adjacent_time(scene, following[0])
    return near if near is not None and near.kind == "period" and not near.prior else None


def _last_month(scene: Scene, quantity: Quantity, near: TimeMark | None, left: int) -> TimeMark | None:
    """Stretch that a deadline closes when it is said of something measured: "until May", "by the end of 2023"."""
    mark = near if near is not None and near.kind == "deadline" else _left(scene, quantity, left, ("deadline",))
    if mark is None or mark.first is None or mark.last is None or mark.several:
        return None
    year = scene.reference.year
    if year is not None and mark.last.year > year:
        return None
    return replace(mark, kind="period", first=Month(mark.last.year, 1))


def deadline_of(scene: Scene, quantity: Quantity) -> TimeMark | None:
    """Find the time by when a target shall be reached: a deadline, or else a period that is not over."""
    known = scene.deadlines
    if quantity.i not in known:
        known[quantity.i] = _deadline(scene, quantity)
    return known[quantity.i]


def _deadline(scene: Scene, quantity: Quantity) -> TimeMark | None:
    left, right = scene.clause(quantity.i)
    first, last = scene.sentence(quantity.i)
    near = adjacent_time(scene, quantity)
    put_off = _put_off(scene, quantity, near)
    if put_off is not None:
        return put_off
    if near is not None and (near.kind in ("deadline", "vague") or _ahead(scene, near, beside=True)):
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
    found = _left(scene, quantity, first, ("deadline",)) or _later(scene, quantity, last)
    if found is None:
        running = _left(scene, quantity, first, ("period",))
        found = running if running is not None and _ahead(scene, running) else None
    return found


def _put_off(scene: Scene, quantity: Quantity, near: TimeMark | None) -> TimeMark | None:
    """Find the new deadline of a target that is missed ("missed the $15 billion target this year and gave themselves until 2025")."""
    left, right = scene.clause(quantity.i)
    if all(hit.value != "missed" for hit in scene.tags.within("cue", left, right)):
        return None
    later = _later(scene, quantity, scene.sentence(quantity.i)[1])
    year = scene.reference.year
    ahead = later is not None and later.last is not None and year is not None and later.last.year > year
    return later if ahead and later is not near else None


def _later(scene: Scene, quantity: Quantity, j: int, kind: str = "deadline") -> TimeMark | None:
    """Last resort: a time later in the sentence, before any other amount."""
    for mark in scene.times_within(quantity.j, j):
        between = [other for other in scene.quantities_within(quantity.j, mark.i) if not other.conversion]
        then = not function_words("afterwards").isdisjoint(scene.tokens.words[quantity.j : mark.i])
        if then or any(other.kind == quantity.kind for other in between):
            return None
        if _is_of_start(scene, quantity, mark, between) or _in_brackets(scene, mark, between):
            continue
        if mark.kind == kind and not mark.versus and not mark.prior and not in_aside(scene, mark, quantity):
            return mark
        if kind == "deadline" and mark.relative and _ahead(scene, mark) and not mark.running:
            return mark
    return None


def _ahead(scene: Scene, mark: TimeMark, *, beside: bool = False) -> bool:
    """Whether a period lies in or after the year of the reference; without one only a period beside the figure may."""
    if mark.kind != "period" or mark.prior or mark.several:
        return False
    reference = scene.reference
    if mark.last is None:
        return False
    if reference.year is None:
        return beside
    return mark.last >= Month(reference.year, reference.month or 1)


def is_aside(scene: Scene, quantity: Quantity) -> bool:
    """Whether an amount with a past time stands between commas ("its trade with China, $3.8 billion in 2013, climb to ...")."""
    words, year, mark = scene.tokens.words, scene.reference.year, adjacent_time(scene, quantity)
    if words[max(0, quantity.start - 1)] == "(" and year is not None:
        first, _ = scene.sentence(quantity.i)
        before = [other for other in scene.times_within(first, quantity.start) if other.j == quantity.start - 1 and other.kind == "period"]
        if before and before[0].last is not None and before[0].last.year < year:
            return True
    if year is None or mark is None or mark.kind != "period" or mark.last is None or mark.last.year >= year:
        return False
    return words[max(0, quantity.start - 1)] == "," and words[mark.j : mark.j + 1] == [","]
