"""Claims before they are written down: for each quantity what it measures, of when, and whether it is measured or wanted."""

from __future__ import annotations

from dataclasses import dataclass

from messlatte.core.quantity import Month, Period
from messlatte.statement.quantities import Kind, Quantity
from messlatte.statement.scene import Scene
from messlatte.statement.stance import target_probability
from messlatte.statement.times import TimeMark
from messlatte.statement.timing import adjacent_time, deadline_of, period_of, shifted
from messlatte.statement.topics import FLOWS, Topic, topic_of
from messlatte.statement.trends import is_index, is_share, sign_of

__all__ = ["Draft", "drafts"]

_TABLE = 24
_SMALLEST = 1000.0
_FROM = frozenset(("from", "с", "со", "от"))
_ARTICLES = frozenset(("the", "a", "an", "dem", "den", "der", "its", "their", "about", "level", "rund", "etwa"))
_MORE = frozenset(("more", "less", "mehr", "weniger", "больше", "меньше"))
_LARGEST_MULTIPLE = 100.0
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
    main = ""
    for quantity in scene.quantities:
        if scene.tokens.sentence[quantity.i] in crowded or quantity.conversion or quantity.kind == Kind.POINTS:
            continue
        if quantity.kind == Kind.PERCENT and is_share(scene, quantity) and not is_index(scene, quantity):
            continue
        topic = topic_of(scene, quantity, previous, memory)
        previous = (quantity, topic)
        if topic is not None and topic.flow in FLOWS:
            memory.setdefault(scene.tokens.sentence[quantity.i], topic)
        if topic is None or topic.flow not in FLOWS or (quantity.kind == Kind.MONEY and quantity.value < _SMALLEST):
            continue
        draft = _draft(scene, quantity, topic, found)
        if draft is None:
            continue
        main = main or draft.topic.flow
        if draft.wanted and topic.carried and main == "turnover" and topic.flow in ("exports", "imports"):
            topic.flow = main
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
    earlier_here = previous is not None and scene.tokens.sentence[previous.quantity.i] == scene.tokens.sentence[quantity.i]
    sign = 0
    if quantity.kind != Kind.MONEY:
        here = scene.tokens.sentence[quantity.i]
        signs = [other.sign for other in earlier[-4:] if scene.tokens.sentence[other.quantity.i] == here and other.sign]
        sign = sign_of(scene, quantity, signs[-1] if signs else 0)
        if sign == 0 or not _is_change(scene, quantity) or _conditional(scene, quantity):
            return None
    draft = Draft(quantity, topic, sign, target_probability(scene, quantity))
    before = scene.tokens.words[quantity.start - 1] if quantity.start else ""
    _temper(scene, draft)
    draft.change = quantity.kind == Kind.MONEY and before in _BY and _moves(scene, quantity)
    draft.due = deadline_of(scene, quantity)
    draft.implied = _is_implied(scene, quantity, previous) or _is_required(scene, draft)
    draft.index = is_index(scene, quantity) or (quantity.kind == Kind.PERCENT and 1.0 <= quantity.value < 2.0 and _is_rate(scene, quantity))
    if quantity.kind != Kind.MONEY and topic.carried and not draft.wanted and not earlier_here and not _refers(scene, quantity):
        return None
    if draft.change and _is_followed(scene, quantity):
        return None
    draft.change |= quantity.kind == Kind.MONEY and _is_difference(scene, quantity)
    if (draft.change and not draft.wanted) or (quantity.kind == Kind.MULTIPLE and quantity.value > _LARGEST_MULTIPLE):
        return None
    if topic.carried and quantity.kind == Kind.MONEY and not draft.wanted and not _anchored(scene, quantity):
        return None
    _settle(scene, draft, [other for other in earlier if not other.aside])
    return draft


def _refers(scene: Scene, quantity: Quantity) -> bool:
    """Whether a clause without a topic refers back ("it grew by 5 percent")."""
    left, _ = scene.clause(quantity.i)
    if quantity.kind != Kind.PERCENT or any(scene.tags.within("we", left, quantity.start)):
        return True
    partner = any(hit.value == "with" for hit in scene.tags.within("prep", left, quantity.start))
    return partner and bool(scene.codes(left, quantity.start))


def _moves(scene: Scene, quantity: Quantity) -> bool:
    """Whether the clause of an amount speaks of a change, so that "by 2 billion" is one."""
    left, right = scene.clause(quantity.i)
    return any(scene.tags.within("trend", left, right))


def _latest(scene: Scene, quantity: Quantity, earlier: list[Draft]) -> Draft | None:
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


def _temper(scene: Scene, draft: Draft) -> None:
    """Settle what the words around leave no doubt about: a start or a comparison is measured, what lies in the future is not."""
    quantity = draft.quantity
    if quantity.kind == Kind.MONEY and (is_start(scene, quantity) or is_compared(scene, quantity)):
        draft.target *= 0.05
        return
    if quantity.kind == Kind.MULTIPLE and quantity.verb and _is_perfect(scene, quantity):
        draft.target *= 0.1
        return
    near = adjacent_time(scene, quantity)
    year = scene.reference.year
    if near is not None and year is not None and near.kind == "period" and near.first is not None and near.first.year > year:
        draft.target = max(draft.target, 0.9)
    elif (
        near is not None
        and year is not None
        and near.kind == "deadline"
        and not near.plain
        and near.last is not None
        and near.last.year > year
    ):
        draft.target = max(draft.target, 0.85)
    elif quantity.kind == Kind.MONEY and is_goal(scene, quantity):
        draft.target = max(draft.target, 0.9)
    elif quantity.kind == Kind.MONEY and _is_present(scene, quantity):
        draft.target *= 0.1


def _is_perfect(scene: Scene, quantity: Quantity) -> bool:
    """Whether a verb stands in the perfect tense, so that what it says has happened ("has almost tripled", "hat sich verdoppelt")."""
    left, _ = scene.clause(quantity.i)
    cues = {hit.value for hit in scene.tags.within("cue", max(left, quantity.start - 6), quantity.start)}
    return scene.tags.at("perfect", quantity.start - 1) is not None and not cues & {"modal", "wish", "future"}


def _is_present(scene: Scene, quantity: Quantity) -> bool:
    """Whether a figure is said to be that of now ("currently 9 billion")."""
    cue = scene.tags.before("cue", quantity.start)
    return cue is not None and cue.value == "present"


def _is_link(scene: Scene, k: int) -> bool:
    """Whether a token only links a goal with its amount ("is", "of", a colon)."""
    return scene.tokens.words[k] in ",-:" or scene.tags.at("copula", k) is not None


def is_goal(scene: Scene, quantity: Quantity) -> bool:
    """Whether an amount is named as the goal itself ("the target is $1 billion", "$100 million is the goal")."""
    words = scene.tokens.words
    k = quantity.start - 1
    while k >= 0 and quantity.start - k <= 5 and (_is_link(scene, k) or scene.tags.value("cue", k) == "present"):
        k -= 1
    before = scene.tags.before("cue", k + 1)
    if before is not None and before.value == "goal" and words[before.i] != "vision":
        return True
    k = quantity.j
    if k + 1 < len(words) and words[k] in ("is", "are", "werden", "wird") and scene.tags.value("cue", k + 1) == "future":
        return True
    if k < len(words) and words[k] in ("is", "are", "was", "ist", "war", "sind", "als", "as"):
        while k < len(words) and k < quantity.j + 4 and _is_link(scene, k):
            k += 1
        return scene.tags.value("cue", k) == "goal"
    return scene.tags.value("cue", k) == "goal" or words[k : k + 1] in (["ожидается"], ["ожидаются"])


def _is_followed(scene: Scene, quantity: Quantity) -> bool:
    """Whether the amount reached stands right behind the amount of the change ("by $2.4 billion to $11 billion")."""
    following = scene.quantities_within(quantity.j, quantity.j + 3)
    return bool(following) and following[0].kind == Kind.MONEY and scene.tokens.words[quantity.j] in ("to", "auf", "до")


def _is_difference(scene: Scene, quantity: Quantity) -> bool:
    """Whether an amount says by how much something is more or less ("$12.2 billion more than in 2010")."""
    hit = scene.tags.at("trend", quantity.j)
    words = scene.tokens.words[quantity.j : quantity.j + 2]
    if hit is None or len(words) < 2 or (quantity.bound is not None and words[1] not in ("than", "als", "чем")):
        return False
    return words[1] in ("than", "als", "чем") or (words[0] in _MORE and words[1] in ".,;")


def _anchored(scene: Scene, quantity: Quantity) -> bool:
    """Whether a sentence without a topic takes up the one before: by a pronoun, a time, or what it says of the figure."""
    left, right = scene.clause(quantity.i)
    first, _ = scene.sentence(quantity.i)
    if any(scene.tags.within("we", first, quantity.start)) or scene.times_within(first, right):
        return True
    if any(scene.tags.within("topic", left, quantity.start)):
        return True
    return any(hit.value == "with" for hit in scene.tags.within("prep", first, quantity.start)) and bool(scene.codes(first, quantity.start))


def _is_rate(scene: Scene, quantity: Quantity) -> bool:
    left, _ = scene.clause(quantity.i)
    hits = list(scene.tags.within("index", left, quantity.start))
    return bool(hits) and not scene.quantities_within(hits[-1].j, quantity.start)


def _is_required(scene: Scene, draft: Draft) -> bool:
    """Whether a wanted rate is that of several years together ("increase 66 % in five years"), and so a multiple."""
    if draft.quantity.kind != Kind.PERCENT or not draft.wanted or draft.due is None or draft.quantity.low is not None:
        return False
    return draft.due.several >= 2 and not _is_average(scene, draft.quantity)


def _is_implied(scene: Scene, quantity: Quantity, previous: Draft | None) -> bool:
    """Whether a rate says how far a target lies above a level ("to 100 billion, 50 per cent above last year's total")."""
    if quantity.kind == Kind.MONEY or previous is None or not previous.wanted or previous.quantity.kind != Kind.MONEY:
        return False
    left, _ = scene.clause(quantity.i)
    if previous.quantity.i < left or scene.tokens.sentence[previous.quantity.i] != scene.tokens.sentence[quantity.i]:
        return False
    if quantity.conversion:
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
        return before == "в" or scene.tags.before("trend", quantity.start) is not None
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


def governor(scene: Scene, quantity: Quantity) -> str:
    """Word that governs a quantity: the one before it and before articles and "present"."""
    k = quantity.start - 1
    for _ in range(3):
        if k < 0:
            return ""
        cue = scene.tags.at("cue", k)
        if scene.tokens.words[k] not in _ARTICLES and (cue is None or cue.value not in ("present", "earlier")):
            break
        k -= 1
    return scene.tokens.words[k] if k >= 0 else ""


def is_compared(scene: Scene, quantity: Quantity) -> bool:
    """Whether an amount is only compared with ("compared with 2.7 billion", "after 1.9 billion")."""
    base = scene.tags.before("base", quantity.start)
    return base is not None and base.value in ("vs", "after")


def is_start(scene: Scene, quantity: Quantity) -> bool:
    """Whether an amount is what a change started from ("from 2 to 3 billion", "von 2 auf 3 Milliarden")."""
    before = governor(scene, quantity)
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
    previous = _latest(scene, quantity, earlier)
    mark = period_of(scene, quantity)
    start = quantity.kind == Kind.MONEY and is_start(scene, quantity)
    if start and mark is not None and mark is not adjacent_time(scene, quantity):
        mark = None
    draft.mark = mark
    versus = quantity.kind == Kind.MONEY and is_compared(scene, quantity)
    draft.aside = start or versus or (quantity.kind == Kind.MONEY and mark is not None and mark.prior)
    if versus and mark is not adjacent_time(scene, quantity):
        draft.mark = mark = None
    stretch = _average_over(scene, quantity) if quantity.kind == Kind.PERCENT else None
    if stretch is not None:
        draft.period = stretch
        return
    if mark is None or (mark is not adjacent_time(scene, quantity) and not _between(scene, mark, previous, quantity)):
        shared = _appositive(scene, draft, previous)
        if shared is not None:
            draft.period = shared
            return
    if stretch is None and quantity.kind != Kind.MONEY and (mark is None or mark is not adjacent_time(scene, quantity)):
        stretch = _from_to(scene, quantity)
        if stretch is not None:
            draft.period = stretch
            return
    if mark is not None and mark.kind == "same":
        draft.period = _same_months(scene, mark, previous)
        return
    if quantity.kind != Kind.MONEY:
        back = _years_back(scene, draft, mark)
        if back is not None:
            draft.period = back
            return
    if quantity.kind == Kind.MONEY and mark is not None and mark.several > 1 and scene.tags.value("rate", quantity.j) == "year":
        draft.mark = mark = None
        return
    if mark is not None and mark.first is not None and mark.last is not None and not mark.prior:
        draft.period = _so_far(scene, draft, mark)
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


def _same_months(scene: Scene, mark: TimeMark, previous: Draft | None) -> Period | None:
    """Period of "the same period", or that of another year where one follows ("in the same period in 2003")."""
    if previous is None or previous.period is None:
        return None
    following = [other for other in scene.times_within(mark.j, mark.j + 4) if other.own and other.last is not None]
    if not following or following[0].last is None:
        return previous.period
    return shifted(previous.period, 12 * (following[0].last.year - previous.period.last.year))


def _years_back(scene: Scene, draft: Draft, mark: TimeMark | None) -> Period | None:
    """Stretch of a growth counted back from the reference ("in the last five years", "in five years" of what has happened)."""
    year = scene.reference.year
    if draft.wanted or year is None:
        return None
    if mark is None or not (mark.relative and mark.several >= 2):
        left, right = scene.clause(draft.quantity.i)
        plain = [other for other in scene.times_within(left, right) if other.plain and other.several >= 2]
        mark = plain[0] if len(plain) == 1 else None
    if mark is None or mark.kind not in ("period", "deadline") or (mark.kind == "deadline" and not mark.plain):
        return None
    return Period(Month(year - mark.several, 1), Month(year, 12))


def _so_far(scene: Scene, draft: Draft, mark: TimeMark) -> Period:
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


def _between(scene: Scene, mark: TimeMark, previous: Draft | None, quantity: Quantity) -> bool:
    """Whether a time stands between a figure and the one before."""
    return previous is not None and previous.quantity.j <= mark.i < quantity.start


def _appositive(scene: Scene, draft: Draft, previous: Draft | None) -> Period | None:
    """Period of the figure before, where this one only says more about it ("was 14.2 billion in 2002, 51 % more than in 2001")."""
    if (
        previous is None
        or previous.aside
        or (previous.mark is not None and previous.mark.several > 1)
        or draft.quantity.kind == previous.quantity.kind
    ):
        return None
    period = previous.period
    if previous.wanted:
        due = previous.due
        period = Period(due.first, due.last) if due is not None and due.running and due.first and due.last else None
    if period is None or scene.tokens.words[draft.quantity.j : draft.quantity.j + 1] in (["to"], ["auf"], ["до"]):
        return None
    same = scene.tokens.sentence[previous.quantity.i] == scene.tokens.sentence[draft.quantity.i]
    if not same or previous.topic.i != draft.topic.i or any(scene.splits(k) for k in range(previous.quantity.j, draft.quantity.start)):
        return None
    return period


def _from_to(scene: Scene, quantity: Quantity) -> Period | None:
    """Stretch between the years of the two levels that a change is stated with ("from 76 million in 2017 to 250 in 2022")."""
    left, right = scene.clause(quantity.i)
    money = [other for other in scene.quantities_within(left, right) if other.kind == Kind.MONEY and not other.conversion]
    starts = [other for other in money if is_start(scene, other)]
    if len(starts) != 1 or (quantity.kind == Kind.PERCENT and quantity.i > starts[0].i):
        return None
    begin = adjacent_time(scene, starts[0])
    ends = [mark for other in money if other.i > starts[0].i and (mark := adjacent_time(scene, other)) is not None]
    if begin is None or begin.first is None or not ends or ends[0].last is None or not (begin.own and ends[0].own):
        return None
    if ends[0].last.year - begin.first.year < 2:
        return Period(ends[0].first, ends[0].last) if ends[0].first is not None and ends[0].last > begin.first else None
    return Period(begin.first, ends[0].last)


def _is_average(scene: Scene, quantity: Quantity) -> bool:
    """Whether a rate is a yearly average."""
    if quantity.kind != Kind.PERCENT:
        return False
    first, last = scene.sentence(quantity.i)
    near = range(max(first, quantity.start - 4), min(last, quantity.j + 5))
    found = [k for k in near if scene.tags.at("avg", k) is not None or scene.tags.value("rate", k) == "year"]
    return any(not scene.pauses(min(k, quantity.j), max(k, quantity.start)) for k in found)


def _average_over(scene: Scene, quantity: Quantity) -> Period | None:
    """Stretch of years that a yearly average is about: from the first to the last year that its sentence names."""
    if not _is_average(scene, quantity):
        return None
    left, right = scene.clause(quantity.i)
    before = [mark for mark in scene.times_within(left, quantity.start) if mark.own and mark.last is not None]
    right = quantity.start if len(before) > 1 else right
    marks = [mark for mark in scene.times_within(left, right) if mark.own and mark.last is not None and not mark.fiscal]
    months = [month for mark in marks for month in (mark.first, mark.last) if month is not None]
    if not months or max(months).year - min(months).year < 2:
        return None
    return Period(Month(min(months).year, 1), Month(max(months).year, 12))


def _carries(scene: Scene, draft: Draft, previous: Draft) -> bool:
    """Whether a figure without a time of its own is of the same time as the one before."""
    here, there = scene.tokens.sentence[draft.quantity.i], scene.tokens.sentence[previous.quantity.i]
    if previous.wanted or here - there > 1 or _is_average(scene, draft.quantity):
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
    for k, draft in enumerate(found):
        if draft.quantity.kind != Kind.MULTIPLE or not draft.wanted or draft.due is not None:
            continue
        _, right = scene.clause(draft.quantity.i)
        beside = [other for other in found[k + 1 : k + 4] if other.wanted and other.quantity.i < right]
        draft.due = beside[0].due if beside else None
