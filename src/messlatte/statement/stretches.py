"""Periods of changes that follow from the years around them: a base, two levels, years counted back, a yearly average."""

from __future__ import annotations

from messlatte.core.quantity import Month, Period
from messlatte.statement.adjacent_times import adjacent_time
from messlatte.statement.changes import is_average
from messlatte.statement.draft import Draft
from messlatte.statement.function_words import function_words
from messlatte.statement.governing import is_start
from messlatte.statement.quantity import Kind, Quantity
from messlatte.statement.scene import Scene
from messlatte.statement.shared_periods import carries
from messlatte.statement.times import TimeMark
from messlatte.statement.timing import shifted

__all__ = ["after_base", "average_over", "back_to_start", "before_brackets", "from_to", "years_back"]

_SUPERLATIVE = 7  # tokens before a stretch in which "the highest" makes it no period of a growth


def after_base(scene: Scene, draft: Draft, previous: Draft | None) -> Period | None:
    """Period of a growth that names only the year it compares with ("up by 18 % on 2021"): the next one, or all years since."""
    quantity, year = draft.quantity, scene.reference.year
    if quantity.kind == Kind.MONEY or draft.wanted or year is None:
        return None
    left, right = scene.clause(quantity.i)
    starts = [adjacent_time(scene, other) for other in scene.quantities_within(quantity.j, right) if is_start(scene, other)]
    named = [mark for mark in scene.times_within(left, right) if mark.own and mark.last is not None and not mark.several]
    bases = [mark for mark in named if (mark.versus and mark.kind != "same") or any(mark is other for other in starts)]
    if len(bases) != 1 or bases[0].last is None or bases[0].last.year >= year:
        return None
    first = bases[0].first
    if first is not None and (first.month, bases[0].last.month) != (1, 12):
        return shifted(Period(first, bases[0].last), 12)
    base = bases[0].last.year
    known = previous.period if previous is not None and not previous.wanted and bases[0].i < quantity.i else None
    if known is not None and known.months < 12 and known.last.year == base + 1 and previous is not None and carries(scene, draft, previous):
        return known
    if bases[0].last.month != 12 or (bases[0].first is not None and bases[0].first.year == base and bases[0].first.month != 1):
        return None
    return Period.year(base + 1) if year - base <= 2 else Period(Month(base, 1), Month(year, 12))


def _looks_back(scene: Scene, quantity: Quantity, mark: TimeMark) -> bool:
    """Whether "in ten years" may look back; "within" does where the clause tells what is over ("Binnen zehn Jahren wuchs der Handel")."""
    if mark.plain or mark.kind != "deadline":
        return mark.plain
    cues = {hit.value for hit in scene.tags.within("cue", *scene.clause(quantity.i))}
    return "observed" in cues and cues.isdisjoint(("modal", "wish", "future", "goal"))


def years_back(scene: Scene, draft: Draft, mark: TimeMark | None) -> Period | None:
    """Stretch of a growth counted back from the reference ("in the last five years", "in five years" of what has happened)."""
    year = scene.reference.year
    if draft.wanted or year is None:
        return None
    if mark is None or not (mark.relative and mark.several >= 2):
        left, right = scene.clause(draft.quantity.i)
        plain = [other for other in scene.times_within(left, right) if other.several >= 2 and _looks_back(scene, draft.quantity, other)]
        mark = plain[0] if len(plain) == 1 else None
    if mark is None or not (mark.kind == "period" or (mark.kind == "deadline" and _looks_back(scene, draft.quantity, mark))):
        return None
    if not function_words("superlatives").isdisjoint(scene.tokens.words[max(0, mark.i - _SUPERLATIVE) : mark.i]):
        return None
    return Period(Month(year - mark.several, 1), Month(year, 12))


def from_to(scene: Scene, quantity: Quantity) -> Period | None:
    """Stretch between the years of the two levels that a change is stated with ("from 76 million in 2017 to 250 in 2022")."""
    left, right = scene.clause(quantity.i)
    money = [other for other in scene.quantities_within(left, right) if other.kind == Kind.MONEY and not other.conversion]
    starts = [other for other in money if is_start(scene, other)]
    if len(starts) != 1 or (quantity.kind == Kind.PERCENT and quantity.i > starts[0].i and not _is_noun(scene, quantity)):
        return None
    begin = adjacent_time(scene, starts[0])
    ends = [mark for other in money if other.i > starts[0].i and (mark := adjacent_time(scene, other)) is not None]
    if begin is None or begin.first is None or not ends or ends[0].last is None or not (begin.own and ends[0].own):
        return None
    if ends[0].last.year - begin.first.year < 2:
        return Period(ends[0].first, ends[0].last) if ends[0].first is not None and ends[0].last > begin.first else None
    return Period(begin.first, ends[0].last)


def _is_noun(scene: Scene, quantity: Quantity) -> bool:
    """Whether a rate sums up the change before it ("a 51 percent increase")."""
    return scene.tokens.words[quantity.start - 1] in function_words("ones") and scene.tags.at("trend", quantity.j) is not None


def back_to_start(scene: Scene, quantity: Quantity, previous: Draft | None) -> Period | None:
    """Years from what a change started from to the level before ("256 million in 2016, a 50 per cent drop from 500 million in 2012")."""
    if quantity.kind == Kind.PERCENT and _is_noun(scene, quantity) and (summed := from_to(scene, quantity)) is not None:
        return summed
    if previous is None or previous.period is None or previous.wanted or previous.period.months != 12:
        return None
    same = scene.tokens.sentence[previous.quantity.i] == scene.tokens.sentence[quantity.i]
    following = scene.quantities_within(quantity.j, quantity.j + 6)
    if not same or not following or following[0].kind != Kind.MONEY or not is_start(scene, following[0]):
        return None
    begin = adjacent_time(scene, following[0])
    if begin is None or not begin.own or begin.first is None or begin.several > 1:
        return None
    behind = [other for other in scene.quantities_within(following[0].j, scene.clause(quantity.i)[1]) if not other.conversion]
    far = previous.period.last.year - begin.first.year > 1
    return Period(begin.first, previous.period.last) if far and not behind and previous.quantity.kind == Kind.MONEY else None


def average_over(scene: Scene, quantity: Quantity) -> Period | None:
    """Stretch of years that a yearly average is about: from the first to the last year that its sentence names."""
    if not is_average(scene, quantity):
        return None
    left, right = scene.clause(quantity.i)
    before = [mark for mark in scene.times_within(left, quantity.start) if mark.own and mark.last is not None]
    right = quantity.start if len(before) > 1 else right
    marks = [mark for mark in scene.times_within(left, right) if mark.own and mark.last is not None and not mark.fiscal]
    months = [month for mark in marks for month in (mark.first, mark.last) if month is not None]
    if not months or max(months).year - min(months).year < 2:
        return None
    return Period(Month(min(months).year, 1), Month(max(months).year, 12))


def before_brackets(scene: Scene, quantity: Quantity) -> Period | None:
    """Period of a figure that an amount in brackets is compared with: a year after ("up 30 percent ($1 billion in May 2023)")."""
    _, right = scene.clause(quantity.i)
    words = scene.tokens.words
    for other in scene.quantities_within(quantity.j, right):
        if other.conversion:
            continue
        if other.kind == Kind.MONEY:
            opened = "(" in words[max(quantity.j, other.start - 4) : other.start]
            mark = adjacent_time(scene, other) if opened and ")" not in words[quantity.j : other.start] else None
            own = mark is not None and mark.own and mark.kind == "period" and mark.several < 2
            return shifted(Period(mark.first, mark.last), 12) if own and mark and mark.first and mark.last else None
    return None
