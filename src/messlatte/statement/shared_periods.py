"""Periods that a figure shares with the figures or the sentence around it."""

from __future__ import annotations

from messlatte.core.quantity import Month, Period
from messlatte.statement.adjacent_times import adjacent_time
from messlatte.statement.changes import is_average
from messlatte.statement.draft import Draft
from messlatte.statement.function_words import function_words
from messlatte.statement.governing import is_compared, is_start
from messlatte.statement.quantity import Kind, Quantity
from messlatte.statement.scene import Scene
from messlatte.statement.times import TimeMark
from messlatte.statement.trends import is_share

__all__ = ["carries", "closing", "is_comment", "latest", "lend_back", "met", "said_before", "since_base", "so_far"]

_COMMENT = 9  # tokens before a rate in which "that is" may open its sentence
_BASE = 5  # tokens between a growth and the year it is measured against


def met(scene: Scene, draft: Draft, previous: Draft | None) -> Period | None:
    """Year of the deadline that is over, for what came of the target before ("failed to reach 20 billion by 2022: it was 19.2")."""
    year = scene.reference.year
    if previous is None or not previous.wanted or draft.wanted or previous.due is None or previous.due.last is None or year is None:
        return None
    if previous.due.last.year >= year or scene.tokens.sentence[previous.quantity.i] != scene.tokens.sentence[draft.quantity.i]:
        return None
    left, _ = scene.clause(draft.quantity.i)
    return None if any(scene.tags.within("tense", left, draft.quantity.i)) else Period.year(previous.due.last.year)


def said_before(scene: Scene, draft: Draft, previous: Draft | None) -> Period | None:
    """Time of the sentence before that speaks of the same flow without a figure ("trade grew in April. It rose by 66.6 percent")."""
    number = scene.tokens.sentence[draft.quantity.i]
    if not number or draft.wanted or (previous is not None and scene.tokens.sentence[previous.quantity.i] >= number - 1):
        return None
    first, last = scene.tokens.bounds[number - 1]
    taken_up = draft.topic.carried and first <= draft.topic.i < last
    figures = scene.quantities_within(first, last)
    shares = bool(figures) and all(other.kind == Kind.PERCENT and is_share(scene, other) for other in figures)
    if (figures and not shares) or not (taken_up or shares or _of_both(scene, draft, first, last)):
        return None
    marks = [mark for mark in scene.times_within(first, last) if mark.kind == "period" and not (mark.versus or mark.prior)]
    mark = marks[0] if len(marks) == 1 else None
    left, _ = scene.clause(draft.quantity.i)
    if mark is None or mark.first is None or mark.last is None or mark.several or any(scene.tags.within("tense", left, draft.quantity.i)):
        return None
    return so_far(scene, draft, mark)


def _of_both(scene: Scene, draft: Draft, first: int, last: int) -> bool:
    """Whether "trade between the two" takes up the two economies of the sentence before."""
    here = scene.sentence(draft.quantity.i)
    return any(scene.tags.within("bilateral", *here)) and not scene.codes(*here) and len(scene.codes(first, last)) > 1


def lend_back(scene: Scene, draft: Draft, previous: Draft | None) -> None:
    """Give the amount before a growth the growth's year, where only the base is said ("3.4 billion, 16 % more than in 2016")."""
    if draft.period is None or draft.quantity.kind != Kind.PERCENT or previous is None or previous.quantity.kind != Kind.MONEY:
        return
    if previous.wanted or previous.mark is not None or previous.period is not None or previous.topic.i != draft.topic.i:
        return
    if scene.tokens.sentence[previous.quantity.i] == scene.tokens.sentence[draft.quantity.i] and draft.period.months == 12:
        previous.period = draft.period


def closing(scene: Scene, draft: Draft) -> Period | None:
    """Period that closes a sentence and holds for all its figures ("exports were 5 and imports 3 billion in 2019")."""
    quantity = draft.quantity
    first, last = scene.sentence(quantity.i)
    _, right = scene.clause(quantity.i)
    marks = [mark for mark in scene.times_within(first, last) if mark.kind in ("period", "since", "present", "same", "deadline")]
    following = scene.quantities_within(quantity.j, right)
    if len(marks) != 1 or not following or is_start(scene, quantity) or is_compared(scene, quantity):
        return None
    mark = marks[0]
    if mark.kind != "period" or mark.versus or mark.prior or mark.first is None or mark.last is None or mark.several > 1:
        return None
    if any(hit.value in ("modal", "wish", "future") for hit in scene.tags.within("cue", quantity.j, mark.i)):
        return None
    if following[-1].kind == Kind.MONEY and "(" in scene.tokens.words[max(quantity.j, following[-1].start - 4) : following[-1].start]:
        return None
    closes = following[-1].j <= mark.i < right and adjacent_time(scene, following[-1]) is mark
    return (
        Period(mark.first, mark.last)
        if closes and draft.target < 0.5 and not any(is_start(scene, q) or is_compared(scene, q) for q in following)
        else None
    )


def latest(scene: Scene, quantity: Quantity, earlier: list[Draft]) -> Draft | None:
    """Figure whose period the next one may share: the last of the same sentence, or the latest in time of the sentence before."""
    if not earlier:
        return None
    there = scene.tokens.sentence[earlier[-1].quantity.i]
    if there == scene.tokens.sentence[quantity.i]:
        return earlier[-1]
    together = [
        draft for draft in earlier if scene.tokens.sentence[draft.quantity.i] == there and draft.period is not None and not draft.wanted
    ]
    return max(together, key=lambda draft: draft.period.last) if together else earlier[-1]  # type: ignore[union-attr]


def so_far(scene: Scene, draft: Draft, mark: TimeMark) -> Period:
    """Period of a mark; of the running year only what is over, where something observed is said of it."""
    first, last = mark.first, mark.last
    if first is None or last is None:
        raise ValueError("a mark without months has no period")
    reference = scene.reference
    left, right = scene.clause(draft.quantity.i)
    ahead = any(hit.value in ("future", "modal") for hit in scene.tags.within("cue", left, right))
    if mark.running and not ahead and reference.month is not None and 1 < reference.month < 12 and draft.target < 0.4:
        return Period(first, Month(reference.year or first.year, reference.month).plus(-1))
    return Period(first, last)


def since_base(scene: Scene, draft: Draft) -> Period | None:
    """Years from the one that a growth is measured against to that of its level ("592 million in 2006, 2.5 times the level of 2003")."""
    quantity, period = draft.quantity, draft.period
    if quantity.kind != Kind.MULTIPLE or period is None or period.months != 12 or draft.wanted:
        return None
    left, right = scene.clause(quantity.i)
    marks = scene.times_within(quantity.j, min(right, quantity.j + _BASE))
    before = scene.times_within(max(left, quantity.start - 2 * _BASE), quantity.start)
    if before and before[-1].versus and not scene.quantities_within(before[-1].j, quantity.i):
        marks = before[-1:]
    if len(marks) != 1 or not marks[0].versus or not marks[0].own or marks[0].several or marks[0].last is None:
        return None
    return Period(Month(marks[0].last.year, 1), period.last) if marks[0].last.year + 1 < period.last.year else None


def is_comment(scene: Scene, draft: Draft, previous: Draft) -> bool:
    """Whether a sentence says by how much the amount before has changed ("That is an increase of 24.7 %", "Das ist eine Zunahme um")."""
    if draft.quantity.kind == Kind.MONEY or previous.quantity.kind != Kind.MONEY or previous.wanted:
        return False
    first, _ = scene.sentence(draft.quantity.i)
    if scene.tokens.sentence[previous.quantity.i] != scene.tokens.sentence[draft.quantity.i] - 1:
        return False
    words, left = scene.tokens.words, max(first, draft.quantity.start - _COMMENT)
    for k in range(left, draft.quantity.start):
        if words[k] in function_words("is") and words[k + 1] in function_words("comments") and scene.language == "de":
            return k + 1 < draft.quantity.start
        opens = k == first or words[k - 1] == ","
        if opens and words[k] in function_words("comments"):
            verb = k + 1
            while words[verb] in function_words("comment_nouns") and verb < draft.quantity.start:
                verb += 1
            told = words[verb] in function_words("is") | function_words("were") | function_words("has") | function_words("amounts_to")
            return told or scene.tags.at("trend", verb) is not None
    return False


def _is_told(scene: Scene, number: int) -> bool:
    """Whether the sentence before another only says who has told it ("Об этом свидетельствуют данные ведомства.")."""
    first, last = scene.tokens.bounds[number - 1] if number else (0, 0)
    return " ".join(scene.tokens.words[first : first + 2]) in function_words("told") and not any(
        quantity.kind == Kind.MONEY for quantity in scene.quantities_within(first, last)
    )


def _goes_into(scene: Scene, number: int) -> bool:
    """Whether a sentence goes into a figure before, over one without figures ("according to the ministry. Of this ...")."""
    first, _ = scene.tokens.bounds[number]
    between = scene.tokens.bounds[number - 1] if number else (0, 0)
    return scene.tokens.words[first] in function_words("thereof") and not scene.quantities_within(*between)


def _empty_between(scene: Scene, here: int, there: int) -> int:
    """One where a single sentence without a figure, a time or a place stands between two ("That is not much.")."""
    if here - there != 2:
        return 0
    first, last = scene.tokens.bounds[here - 1]
    return int(not (scene.quantities_within(first, last) or scene.times_within(first, last) or scene.codes(first, last)))


def _meanwhile(scene: Scene, number: int) -> bool:
    """Whether a sentence opens with a word that sets it beside the one before ("Gleichzeitig gingen ...", "Im Gegenzug ...")."""
    first, _ = scene.tokens.bounds[number]
    return not function_words("meanwhile").isdisjoint(scene.tokens.words[first : first + 2])


def carries(scene: Scene, draft: Draft, previous: Draft) -> bool:
    """Whether a figure without a time of its own is of the same time as the one before."""
    here, there = scene.tokens.sentence[draft.quantity.i], scene.tokens.sentence[previous.quantity.i]
    stretch = previous.period is not None and previous.period.first.until(previous.period.last) > 12
    over_years = previous.quantity.kind != Kind.MONEY and (stretch or (previous.mark is not None and previous.mark.several > 1))
    if over_years and draft.quantity.kind == Kind.MONEY:
        return False
    if (
        previous.wanted
        or is_average(scene, draft.quantity)
        or here - there > 1 + (_goes_into(scene, here) or _is_told(scene, here) or _empty_between(scene, here, there))
    ):
        return False
    left, _ = scene.clause(draft.quantity.i)
    if is_comment(scene, draft, previous):
        return True
    if here != there or previous.quantity.i < left:
        tense = list(scene.tags.within("tense", left, draft.quantity.i))
        if tense:
            return False
    if here == there or _meanwhile(scene, here):
        return True
    if previous.topic.flow != draft.topic.flow or draft.quantity.kind != previous.quantity.kind:
        return True
    if scene.tokens.words[scene.sentence(draft.quantity.i)[0]] in function_words("demonstratives"):
        return True
    codes, before = scene.codes(*scene.sentence(draft.quantity.i)), scene.codes(*scene.sentence(previous.quantity.i))
    way_back = draft.topic.flow != "turnover" and len(codes) == 2 and codes == before[::-1]
    return bool(codes) and (set(codes) != set(before) or way_back)
