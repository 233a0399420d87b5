"""Claims before they are written down: for each quantity what it measures, of when, and whether it is measured or wanted."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from messlatte.core.quantity import Month, Period
from messlatte.statement.quantities import Kind, Quantity
from messlatte.statement.scene import Scene
from messlatte.statement.stance import target_probability
from messlatte.statement.times import TimeMark
from messlatte.statement.timing import adjacent_time, deadline_of, period_of, shifted
from messlatte.statement.topics import FLOWS, Topic, topic_of
from messlatte.statement.trends import sign_of

__all__ = ["Draft", "drafts"]

_TABLE = 24
_SMALLEST = 1000.0
_FROM = frozenset(("from", "с", "со", "от"))
_BY = frozenset(("by", "um", "на"))


@dataclass(slots=True)
class Draft:
    """One figure that is about trade.

    ``sign`` is that of a growth; ``target`` the probability that it is wanted rather than measured; ``period`` what was settled as its
    time, ``mark`` the words that say so, ``due`` those of a deadline; ``aside`` marks a figure that is only compared with or started
    from; ``change`` an amount by which something changed; ``index`` a rate that may be an index (127 % for 27 %); ``implied`` a
    multiple that follows from a rate above a known level.
    """

    quantity: Quantity
    topic: Topic
    sign: int = 0
    target: float = 0.0
    period: Period | None = None
    mark: TimeMark | None = None
    due: TimeMark | None = None
    codes: tuple[str, ...] = ()
    aside: bool = False
    change: bool = False
    index: bool = False
    implied: bool = False

    @property
    def wanted(self) -> bool:
        """Whether it is likelier a target."""
        return self.target >= 0.5


def drafts(scene: Scene) -> list[Draft]:
    """Every figure about trade, in order of the text."""
    found: list[Draft] = []
    crowded = _tables(scene)
    previous: tuple[Quantity, Topic | None] | None = None
    memory: dict[int, Topic] = {}
    for quantity in scene.quantities:
        if scene.tokens.sentence[quantity.i] in crowded or quantity.conversion or quantity.kind == Kind.POINTS:
            continue
        topic = topic_of(scene, quantity, previous, memory)
        previous = (quantity, topic)
        if topic is not None and topic.flow in FLOWS:
            memory.setdefault(scene.tokens.sentence[quantity.i], topic)
        if topic is None or topic.flow not in FLOWS or (quantity.kind == Kind.MONEY and quantity.value < _SMALLEST):
            continue
        draft = _draft(scene, quantity, topic, found)
        if draft is not None:
            found.append(draft)
    _share_deadlines(scene, found)
    return found


def _tables(scene: Scene) -> set[int]:
    """Sentences with so many figures that they are tables or lists of prices."""
    counts: dict[int, int] = {}
    for quantity in scene.quantities:
        number = scene.tokens.sentence[quantity.i]
        counts[number] = counts.get(number, 0) + 1
    return {number for number, count in counts.items() if count > _TABLE}


def _draft(scene: Scene, quantity: Quantity, topic: Topic, earlier: list[Draft]) -> Draft | None:
    previous = earlier[-1] if earlier else None
    sign = 0
    if quantity.kind != Kind.MONEY:
        same = previous is not None and scene.tokens.sentence[previous.quantity.i] == scene.tokens.sentence[quantity.i]
        sign = sign_of(scene, quantity, previous.sign if same and previous is not None else 0)
        if sign == 0 or not _is_change(scene, quantity) or _conditional(scene, quantity):
            return None
        if topic.carried and not same and not _refers(scene, quantity):
            return None
    draft = Draft(quantity, topic, sign, target_probability(scene, quantity))
    before = scene.tokens.words[quantity.start - 1] if quantity.start else ""
    if quantity.kind == Kind.MONEY and is_start(scene, quantity):
        draft.target *= 0.05
    draft.change = quantity.kind == Kind.MONEY and before in _BY and _moves(scene, quantity)
    draft.due = deadline_of(scene, quantity)
    draft.implied = _is_implied(scene, quantity, previous)
    draft.index = quantity.kind == Kind.PERCENT and 1.0 <= quantity.value < 2.0 and _is_index(scene, quantity)
    if draft.change and not draft.wanted:
        return None
    _settle(scene, draft, [other for other in earlier if not other.aside])
    return draft


def _refers(scene: Scene, quantity: Quantity) -> bool:
    """Whether a clause without a topic refers back ("it grew by 5 percent")."""
    left, _ = scene.clause(quantity.i)
    return any(hit.i < quantity.start for hit in scene.tags.within("we", left, quantity.start)) or quantity.kind != Kind.PERCENT


def _moves(scene: Scene, quantity: Quantity) -> bool:
    """Whether the clause of an amount speaks of a change, so that "by 2 billion" is one."""
    left, right = scene.clause(quantity.i)
    return any(scene.tags.within("trend", left, right))


def _is_index(scene: Scene, quantity: Quantity) -> bool:
    return any(scene.tags.within("index", max(0, quantity.start - 5), quantity.start))


def _is_implied(scene: Scene, quantity: Quantity, previous: Draft | None) -> bool:
    """Whether a rate says how far a target lies above a level ("to 100 billion, 50 per cent above last year's total")."""
    if quantity.kind == Kind.MONEY or previous is None or not previous.wanted or previous.quantity.kind != Kind.MONEY:
        return False
    left, _ = scene.clause(quantity.i)
    if previous.quantity.i < left or scene.tokens.sentence[previous.quantity.i] != scene.tokens.sentence[quantity.i]:
        return False
    due, year = previous.due, scene.reference.year
    if due is None or due.last is None or (year is not None and due.last.year <= year):
        return False
    words = scene.tokens.words[quantity.j : quantity.j + 3]
    return any(
        word in ("above", "more", "higher", "increase", "mehr", "über", "höher", "steigerung", "больше", "выше", "увеличение")
        for word in words
    )


def _conditional(scene: Scene, quantity: Quantity) -> bool:
    """Whether a rate is only assumed ("if it keeps growing at 15 percent")."""
    left, _ = scene.clause(quantity.i)
    return any(not scene.pauses(hit.j, quantity.start) for hit in scene.tags.within("if", left, quantity.start))


def _is_change(scene: Scene, quantity: Quantity) -> bool:
    """Whether a fraction or a multiple is said of a change ("by a third", "grew fivefold")."""
    if quantity.kind == Kind.PERCENT:
        return True
    if quantity.verb:
        return not _compares(scene, quantity)
    before = scene.tokens.words[quantity.start - 1] if quantity.start else ""
    if quantity.kind == Kind.FRACTION:
        return before in _BY
    word = scene.tokens.words[quantity.j - 1]
    if word in ("раз", "раза"):
        return before == "в"
    if word in ("times", "mal"):
        return scene.tags.before("trend", quantity.start) is not None or before in ("by", "um")
    return True


def _compares(scene: Scene, quantity: Quantity) -> bool:
    """Whether a multiple only compares two levels ("twice last year's level", "double that of 2000")."""
    tags, words = scene.tags, scene.tokens.words
    if words[quantity.i] not in ("twice", "double", "triple", "doppelt", "dreifach", "thrice"):
        return False
    following = words[quantity.j] if quantity.j < len(words) else ""
    return following in ("that", "the", "as", "what", "so", "its") or tags.any(("relword", "rel"), quantity.j)


def is_start(scene: Scene, quantity: Quantity) -> bool:
    """Whether an amount is what a change started from ("from 2 to 3 billion", "von 2 auf 3 Milliarden")."""
    before = scene.tokens.words[quantity.start - 1] if quantity.start else ""
    if before in _FROM:
        return True
    if before != "von":
        return False
    _, last = scene.sentence(quantity.i)
    following = scene.quantities_within(quantity.j, last)
    return bool(following) and following[0].start > 0 and scene.tokens.words[following[0].start - 1] == "auf"


def _settle(scene: Scene, draft: Draft, earlier: list[Draft]) -> None:
    """Settle the period of a draft: its own words, those it carries over, or a year before."""
    quantity = draft.quantity
    previous = earlier[-1] if earlier else None
    mark = period_of(scene, quantity)
    start = quantity.kind == Kind.MONEY and is_start(scene, quantity)
    if start and mark is not None and mark is not adjacent_time(scene, quantity):
        mark = None
    draft.mark = mark
    base = scene.tags.before("base", quantity.start)
    versus = quantity.kind == Kind.MONEY and base is not None and base.value in ("vs", "after")
    draft.aside = start or versus or (quantity.kind == Kind.MONEY and mark is not None and mark.prior)
    if versus and mark is not adjacent_time(scene, quantity):
        draft.mark = mark = None
    stretch = _average_over(scene, quantity) if quantity.kind == Kind.PERCENT else None
    if stretch is not None:
        draft.period = stretch
        return
    if mark is not None and mark.first is not None and mark.last is not None and not mark.prior:
        draft.period = Period(mark.first, mark.last)
        return
    if versus and mark is None and scene.tokens.words[quantity.j : quantity.j + 1] in (["for"], ["with"], ["für"], ["mit"], ["для"], ["с"]):
        versus = False
    if (
        quantity.kind == Kind.MONEY
        and previous is not None
        and previous.period is not None
        and (versus or (mark is not None and mark.prior))
    ):
        draft.period = shifted(previous.period, -12)
        return
    if mark is None and not start and previous is not None and _carries(scene, draft, previous):
        draft.period = previous.period


def _average_over(scene: Scene, quantity: Quantity) -> Period | None:
    """Stretch of years that a yearly average is about: from the first to the last year that its sentence names."""
    first, last = scene.sentence(quantity.i)
    near = range(max(first, quantity.start - 4), min(last, quantity.j + 5))
    if not any(scene.tags.at("avg", k) is not None or scene.tags.value("rate", k) == "year" for k in near):
        return None
    left, right = scene.clause(quantity.i)
    marks = [mark for mark in scene.times_within(left, right) if mark.own and mark.last is not None and not mark.fiscal]
    months = [month for mark in marks for month in (mark.first, mark.last) if month is not None]
    if not months or max(months).year - min(months).year < 2:
        return None
    return Period(Month(min(months).year, 1), Month(max(months).year, 12))


def _carries(scene: Scene, draft: Draft, previous: Draft) -> bool:
    """Whether a figure without a time of its own is of the same time as the one before."""
    here, there = scene.tokens.sentence[draft.quantity.i], scene.tokens.sentence[previous.quantity.i]
    if previous.wanted or here - there > 1:
        return False
    left, _ = scene.clause(draft.quantity.i)
    if here != there or previous.quantity.i < left:
        tense = list(scene.tags.within("tense", left, draft.quantity.i))
        if tense:
            return False
    if here == there:
        return True
    if previous.topic.flow != draft.topic.flow or draft.quantity.kind != previous.quantity.kind:
        return True
    codes = scene.codes(*scene.sentence(draft.quantity.i))
    return bool(codes) and set(codes) != set(scene.codes(*scene.sentence(previous.quantity.i)))


def _share_deadlines(scene: Scene, found: list[Draft]) -> None:
    """Give a wanted multiple the deadline of the amount that stands beside it ("double it: from 100 to 200 billion by 2024")."""
    for draft, following in pairwise(found):
        same = scene.tokens.sentence[draft.quantity.i] == scene.tokens.sentence[following.quantity.i]
        if same and draft.quantity.kind == Kind.MULTIPLE and draft.wanted and draft.due is None:
            wanted = [
                other
                for other in found
                if other.wanted and scene.tokens.sentence[other.quantity.i] == scene.tokens.sentence[draft.quantity.i]
            ]
            draft.due = next((other.due for other in wanted if other.due is not None), None)
