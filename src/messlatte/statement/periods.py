"""Of when a figure is: its own time, or the one it shares with the figures around it."""

from __future__ import annotations

from messlatte.core.quantity import Period
from messlatte.statement.adjacent_times import adjacent_time
from messlatte.statement.draft import Draft
from messlatte.statement.function_words import function_words
from messlatte.statement.governing import governor, is_compared, is_start
from messlatte.statement.quantity import Kind, Quantity
from messlatte.statement.scene import Scene
from messlatte.statement.shared_periods import carries, closing, is_comment, latest, lend_back, met, said_before, since_base, so_far
from messlatte.statement.stretches import after_base, average_over, back_to_start, before_brackets, from_to, years_back
from messlatte.statement.times import TimeMark
from messlatte.statement.timing import period_of, shifted

__all__ = ["settle"]


def settle(scene: Scene, draft: Draft, earlier: list[Draft]) -> None:
    """Settle the period of a draft: its own words, those it shares or carries over, or a year before."""
    quantity = draft.quantity
    previous = latest(scene, quantity, earlier)
    draft.mark = _own_mark(scene, draft)
    if quantity.kind == Kind.MONEY:
        draft.period = _of_amount(scene, draft, previous)
    else:
        draft.period = _of_change(scene, draft, previous)
    if previous is not None and previous.period is not None and is_comment(scene, draft, previous):
        draft.period = previous.period
    if draft.period is None and draft.mark is None:
        draft.period = _by_brackets(scene, draft) or closing(scene, draft)
        draft.period = draft.period or after_base(scene, draft, previous) or _as_before(scene, draft, earlier)
        lend_back(scene, draft, previous)
    a_year = scene.tags.value("rate", quantity.j) == "year"
    if quantity.kind != Kind.MONEY and draft.mark is not None and draft.mark.prior:
        draft.mark = None
    if draft.period is None and draft.mark is None:
        draft.period = met(scene, draft, previous)
    if draft.period is None and draft.mark is None:
        draft.period = said_before(scene, draft, previous)
    if draft.period is None and draft.mark is None and previous is not None and not (a_year or is_start(scene, quantity)):
        draft.period = previous.period if carries(scene, draft, previous) else None
    draft.period = since_base(scene, draft) or draft.period


def _is_followed_by_rate(scene: Scene, quantity: Quantity) -> bool:
    """Whether the next figure says by how much an amount has changed."""
    following = [other for other in scene.quantities_within(quantity.j, scene.clause(quantity.i)[1]) if not other.conversion]
    return bool(following) and following[0].kind == Kind.PERCENT


def _by_brackets(scene: Scene, draft: Draft) -> Period | None:
    """Period that the comparison in brackets implies, where a change is told."""
    compared = draft.quantity.kind == Kind.PERCENT or _is_followed_by_rate(scene, draft.quantity)
    return before_brackets(scene, draft.quantity) if compared and not draft.wanted else None


def _as_before(scene: Scene, draft: Draft, earlier: list[Draft]) -> Period | None:
    """Months of an earlier figure, where "the same period" of the year before is compared with ("64.7 % over the same period in 2023")."""
    left, right = scene.clause(draft.quantity.i)
    bases = [mark for mark in scene.times_within(left, right) if mark.kind == "same" and mark.versus and mark.last is not None]
    if draft.wanted or len(bases) != 1 or bases[0].last is None or is_compared(scene, draft.quantity):
        return None
    year = bases[0].last.year + 1
    known = [other.period for other in reversed(earlier) if other.period is not None and other.period.months < 12]
    return next((period for period in known if period.last.year == year), None)


def _own_mark(scene: Scene, draft: Draft) -> TimeMark | None:
    """Time that belongs to a figure; a start or a comparison takes only one that stands beside it."""
    quantity = draft.quantity
    mark = period_of(scene, quantity)
    if quantity.kind != Kind.MONEY:
        return mark
    if mark is None and not draft.wanted:
        mark = _opening(scene, quantity)
    start, compared = is_start(scene, quantity), is_compared(scene, quantity)
    draft.aside = start or compared or (mark is not None and mark.prior)
    spanning = start and mark is not None and mark.own and mark.several > 1
    if (start or compared) and mark is not adjacent_time(scene, quantity) and not spanning:
        return None
    a_year = scene.tags.value("rate", quantity.j) == "year"
    if mark is not None and a_year and mark.i > quantity.j and mark is not adjacent_time(scene, quantity):
        return None
    if mark is not None and mark.several > 1 and (scene.tags.value("rate", quantity.j) == "year" or _of_growth(scene, mark, quantity)):
        return None
    return mark


def _opening(scene: Scene, quantity: Quantity) -> TimeMark | None:
    """Earlier time that opens the clause of an amount ("A year earlier it had been 9.4 billion")."""
    left, _ = scene.clause(quantity.i)
    for mark in scene.times_within(left, min(left + 5, quantity.start)):
        if mark.prior and not mark.versus and not scene.quantities_within(left, quantity.i):
            return mark
    return None


def _of_growth(scene: Scene, mark: TimeMark, quantity: Quantity) -> bool:
    """Whether a span of years is that of a growth before ("has doubled over the last five years, surpassing $20 billion")."""
    left, _ = scene.clause(quantity.i)
    return mark.relative and mark.j <= quantity.start and any(q.kind != Kind.MONEY for q in scene.quantities_within(left, quantity.i))


def _of_amount(scene: Scene, draft: Draft, previous: Draft | None) -> Period | None:
    quantity, mark = draft.quantity, draft.mark
    shared = _shared(scene, draft, previous)
    if shared is not None:
        return shared
    if (same := _months_last_year(scene, draft, previous)) is not None:
        return same
    if mark is not None and _is_year_before(scene, draft, mark, previous):
        return shifted(previous.period, -12)  # type: ignore[union-attr, arg-type]
    if mark is not None and not mark.prior:
        return _of_mark(scene, draft, mark, previous)
    if mark is None and is_start(scene, quantity) and (before := _year_before(scene, draft, previous)) is not None:
        return before
    compared = is_compared(scene, quantity) and not _of_another(scene, quantity)
    if mark is not None and not compared and previous is not None and previous.period is not None and _is_whole_year(scene, quantity, mark):
        return Period.year(previous.period.last.year - 1)
    if previous is not None and previous.period is not None and not previous.wanted and (compared or mark is not None):
        return shifted(previous.period, -12)
    year = scene.reference.year
    return Period.year(year - 1) if mark is not None and year is not None and not compared else None


def _is_whole_year(scene: Scene, quantity: Quantity, mark: TimeMark) -> bool:
    """Whether "the previous year" opens a sentence, and so is that year and not only the same months of it."""
    words = scene.tokens.words[mark.i : mark.j]
    return words[-1:] == ["year"] and "previous" in words and mark.i <= scene.sentence(quantity.i)[0] + 1


def _is_year_before(scene: Scene, draft: Draft, mark: TimeMark, previous: Draft | None) -> bool:
    """Whether "im Vorjahr" beside a comparison is the year before that of the level before ("gegenüber 17,4 Mrd. im Vorjahr")."""
    if previous is None or previous.period is None or previous.wanted or not is_compared(scene, draft.quantity):
        return False
    same = scene.tokens.sentence[previous.quantity.i] == scene.tokens.sentence[draft.quantity.i]
    return same and not function_words("year_before").isdisjoint(scene.tokens.words[mark.i : mark.j])


def _of_another(scene: Scene, quantity: Quantity) -> bool:
    """Whether what is compared with is the trade with another partner ("it compares with 20 billion in trade with the US")."""
    behind = scene.tags.at("topic", quantity.j + 1)
    k = behind.j if behind is not None else quantity.j
    return not function_words("for_another").isdisjoint(scene.tokens.words[k : k + 1])


def _months_last_year(scene: Scene, draft: Draft, previous: Draft | None) -> Period | None:
    """Months of "last year" that an amount of some months is compared with ("1.7 billion in July, compared to 1.5 billion last year")."""
    mark = draft.mark
    if mark is None or not mark.relative or mark.several or mark.prior or mark.first is None or mark.last is None or previous is None:
        return None
    compared = is_compared(scene, draft.quantity) or is_start(scene, draft.quantity)
    if not compared or previous.period is None or previous.wanted or (mark.first.month, mark.last.month) != (1, 12):
        return None
    before = shifted(previous.period, -12)
    within = before.last.year == mark.last.year == mark.first.year and before.first.until(before.last) < 11
    return before if within and mark is adjacent_time(scene, draft.quantity) else None


def _year_before(scene: Scene, draft: Draft, previous: Draft | None) -> Period | None:
    """Period of a start without a time: a year before the level or rate it belongs to ("to 26 billion in 2017 from 27")."""
    quantity = draft.quantity
    left, right = scene.clause(quantity.i)
    if previous is not None and previous.quantity.i >= left and previous.period is not None and not previous.wanted:
        reached = previous.quantity.kind == Kind.MONEY and (
            governor(scene, previous.quantity) in function_words("to") or scene.tags.before("trend", quantity.start - 1) is not None
        )
        short = previous.period.first.until(previous.period.last) < 12
        if short and previous.topic.flow == draft.topic.flow and (reached or previous.quantity.kind == Kind.PERCENT):
            return shifted(previous.period, -12)
    mark = period_of(scene, quantity)
    if mark is not None and mark.fiscal and mark.j <= quantity.start and mark.first is not None and mark.last is not None:
        return shifted(Period(mark.first, mark.last), -12)
    rates = [q for q in scene.quantities_within(quantity.j, right) if q.kind == Kind.PERCENT]
    if mark is None or mark.kind != "period" or mark.several > 1 or mark.first is None or mark.last is None or len(rates) != 1:
        return None
    return shifted(Period(mark.first, mark.last), -12) if mark.j <= quantity.start else None


def _of_change(scene: Scene, draft: Draft, previous: Draft | None) -> Period | None:
    quantity, mark = draft.quantity, draft.mark
    stretch = average_over(scene, quantity) if quantity.kind == Kind.PERCENT else None
    stretch = stretch or back_to_start(scene, quantity, previous) or _shared(scene, draft, previous)
    if stretch is None and (mark is None or mark is not adjacent_time(scene, quantity)):
        stretch = from_to(scene, quantity)
    if stretch is None and (mark is None or mark.kind != "same"):
        stretch = years_back(scene, draft, mark)
    if stretch is not None or mark is None or mark.prior:
        return stretch
    if (since := _since_then(scene, mark, previous)) is not None:
        return since
    return _of_mark(scene, draft, mark, previous)


def _since_then(scene: Scene, mark: TimeMark, previous: Draft | None) -> Period | None:
    """Years from a base that is counted back from the level before ("60 million in 2018, rising 2.5-fold from five years earlier")."""
    if not mark.relative or mark.first is None or mark.kind != "period" or previous is None or previous.period is None or previous.wanted:
        return None
    if function_words("before_then").isdisjoint(scene.tokens.words[mark.j - 1 : mark.j]) or previous.period.months != 12:
        return None
    near = scene.tokens.words[max(0, mark.i - 2) : mark.i]
    counted = not function_words("from").isdisjoint(near) or not function_words("than").isdisjoint(near)
    return Period(mark.first, previous.period.last) if counted and mark.first < previous.period.first else None


def _shared(scene: Scene, draft: Draft, previous: Draft | None) -> Period | None:
    """Period of the figure before, unless a time of its own stands beside this one or between them."""
    mark = draft.mark
    behind = mark is not None and mark.i >= draft.quantity.j and not scene.quantities_within(draft.quantity.j, mark.i)
    if mark is not None and (mark.own or behind) and mark.several > 1 and draft.quantity.kind != Kind.MONEY:
        return None
    if mark is not None and _bracketed(scene, mark, draft.quantity):
        return None
    if mark is not None and (mark is adjacent_time(scene, draft.quantity) or _between(scene, mark, previous, draft.quantity)):
        return None
    return _appositive(scene, draft, previous)


def _bracketed(scene: Scene, mark: TimeMark, quantity: Quantity) -> bool:
    """Whether an amount in brackets stands right behind its time ("compared with 2020 (11.8 billion)")."""
    return quantity.kind == Kind.MONEY and mark.j == quantity.start - 1 and scene.tokens.words[mark.j] == "("


def _of_mark(scene: Scene, draft: Draft, mark: TimeMark, previous: Draft | None) -> Period | None:
    if mark.kind == "same":
        return _same_months(scene, mark, previous)
    if mark.first is None or mark.last is None:
        return None
    if mark.own and mark.several > 1 and mark.kind == "period":
        end = _end_of_span(scene, draft, mark.first.year, mark.last.year)
        if end is not None:
            return end
    return so_far(scene, draft, mark)


def _end_of_span(scene: Scene, draft: Draft, first: int, last: int) -> Period | None:
    """Year of a level that a span of years begins or ends with ("from 2010 to 2014 ... to 17 billion"), or of a growth over one year."""
    if draft.quantity.kind != Kind.MONEY:
        return Period.year(last) if last == first + 1 else None
    if is_start(scene, draft.quantity):
        return Period.year(first)
    left, _ = scene.clause(draft.quantity.i)
    start = draft.quantity.start
    summed = scene.tokens.words[start - 3 : start] == ["a", "total", "of"]
    reached = summed or any(scene.tags.within("peak", max(left, draft.quantity.start - 4), draft.quantity.i))
    return Period.year(last) if reached or governor(scene, draft.quantity) in function_words("to") else None


def _same_months(scene: Scene, mark: TimeMark, previous: Draft | None) -> Period | None:
    """Period of "the same period", or that of another year where one follows ("in the same period in 2003")."""
    if previous is None:
        named = [other for other in scene.times_within(0, mark.i) if other.kind == "period" and (other.own or mark.last is not None)]
        base = Period(named[-1].first, named[-1].last) if named and named[-1].first and named[-1].last else None
    else:
        base = previous.period
    if base is None or (previous is None and mark.last is None):
        return base
    if mark.last is not None:
        return shifted(base, 12 * (mark.last.year - base.last.year))
    following = [other for other in scene.times_within(mark.j, mark.j + 4) if other.own and other.last is not None]
    following += [other for other in scene.times_within(scene.clause(mark.i)[0], mark.i)[-1:] if _is_a_year(other)]
    if not following or following[0].last is None:
        return base
    return shifted(base, 12 * (following[0].last.year - base.last.year))


def _is_a_year(mark: TimeMark) -> bool:
    """Whether a time is one whole year ("в прошлом году за тот же период")."""
    return (
        mark.kind == "period" and not mark.versus and mark.first is not None and mark.last is not None and mark.first.until(mark.last) == 11
    )


def _between(scene: Scene, mark: TimeMark, previous: Draft | None, quantity: Quantity) -> bool:
    """Whether a time stands between a figure and the one before."""
    return previous is not None and previous.quantity.j <= mark.i < quantity.start


def _appositive(scene: Scene, draft: Draft, previous: Draft | None) -> Period | None:
    """Period of the figure before, where this one only says more about it ("was 14.2 billion in 2002, 51 % more than in 2001")."""
    if (
        previous is None
        or previous.aside
        or (previous.period is not None and previous.period.first.until(previous.period.last) > 12)
        or draft.quantity.kind == previous.quantity.kind
    ):
        return None
    period = previous.period
    if previous.wanted:
        due = previous.due
        period = Period(due.first, due.last) if due is not None and due.running and due.first and due.last else None
    if period is None or not function_words("to").isdisjoint(scene.tokens.words[draft.quantity.j : draft.quantity.j + 1]):
        return None
    same = scene.tokens.sentence[previous.quantity.i] == scene.tokens.sentence[draft.quantity.i]
    if not same or previous.topic.i != draft.topic.i or any(scene.splits(k) for k in range(previous.quantity.j, draft.quantity.start)):
        return None
    return period
