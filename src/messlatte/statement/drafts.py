"""Claims before they are written down: for each quantity what it measures, of when, and whether it is measured or wanted."""

from __future__ import annotations

from dataclasses import dataclass, field

from messlatte.core.quantity import Period
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
_FROM = frozenset(("from", "von", "с", "со", "от"))


@dataclass(slots=True)
class Draft:
    """One figure that is about trade.

    ``sign`` is that of a growth; ``target`` the probability that it is wanted rather than measured; ``period`` what was settled as its
    time, ``mark`` the words that say so, ``due`` those of a deadline.
    """

    quantity: Quantity
    topic: Topic
    sign: int = 0
    target: float = 0.0
    period: Period | None = None
    mark: TimeMark | None = None
    due: TimeMark | None = None
    codes: tuple[str, ...] = ()
    notes: list[str] = field(default_factory=list)

    @property
    def wanted(self) -> bool:
        """Whether it is likelier a target."""
        return self.target >= 0.5


def drafts(scene: Scene) -> list[Draft]:
    """Every figure about trade, in order of the text."""
    found: list[Draft] = []
    crowded = _tables(scene)
    for quantity in scene.quantities:
        if scene.tokens.sentence[quantity.i] in crowded or quantity.conversion or quantity.kind == Kind.POINTS:
            continue
        draft = _draft(scene, quantity, found)
        if draft is not None:
            found.append(draft)
    return found


def _tables(scene: Scene) -> set[int]:
    """Sentences with so many figures that they are tables or lists of prices."""
    counts: dict[int, int] = {}
    for quantity in scene.quantities:
        number = scene.tokens.sentence[quantity.i]
        counts[number] = counts.get(number, 0) + 1
    return {number for number, count in counts.items() if count > _TABLE}


def _draft(scene: Scene, quantity: Quantity, earlier: list[Draft]) -> Draft | None:
    if quantity.kind == Kind.MONEY and quantity.value < _SMALLEST:
        return None
    topic = topic_of(scene, quantity)
    if topic is None or topic.flow not in FLOWS:
        return None
    previous = earlier[-1] if earlier else None
    sign = 0
    if quantity.kind != Kind.MONEY:
        same = previous is not None and scene.tokens.sentence[previous.quantity.i] == scene.tokens.sentence[quantity.i]
        sign = sign_of(scene, quantity, previous.sign if same and previous is not None else 0)
        if sign == 0 or not _is_change(scene, quantity):
            return None
    draft = Draft(quantity, topic, sign, target_probability(scene, quantity))
    draft.due = deadline_of(scene, quantity)
    _settle(scene, draft, previous)
    return draft


def _is_change(scene: Scene, quantity: Quantity) -> bool:
    """Whether a fraction or a multiple is said of a change ("by a third", "grew fivefold")."""
    if quantity.kind == Kind.PERCENT or quantity.verb:
        return True
    before = scene.tokens.words[quantity.start - 1] if quantity.start else ""
    if quantity.kind == Kind.FRACTION:
        return before in ("by", "um", "на")
    word = scene.tokens.words[quantity.j - 1]
    if word in ("раз", "раза"):
        return before == "в"
    if word in ("times", "mal"):
        return scene.tags.before("trend", quantity.start) is not None or before in ("by", "um")
    return True


def _settle(scene: Scene, draft: Draft, previous: Draft | None) -> None:
    """Settle the period of a draft: its own words, those it carries over, or a year before."""
    quantity = draft.quantity
    mark = period_of(scene, quantity)
    before = scene.tokens.words[quantity.start - 1] if quantity.start else ""
    if before in _FROM and mark is not None and mark is not adjacent_time(scene, quantity):
        mark = None
    draft.mark = mark
    if mark is not None and mark.first is not None and mark.last is not None and not mark.prior:
        draft.period = Period(mark.first, mark.last)
        return
    base = scene.tags.before("base", quantity.start)
    versus = base is not None and base.value in ("vs", "after")
    if (
        quantity.kind == Kind.MONEY
        and previous is not None
        and previous.period is not None
        and ((mark is not None and mark.prior) or (versus and mark is None))
    ):
        draft.period = shifted(previous.period, -12)
        return
    if mark is None and before not in _FROM and previous is not None and _carries(scene, draft, previous):
        draft.period = previous.period


def _carries(scene: Scene, draft: Draft, previous: Draft) -> bool:
    """Whether a figure without a time of its own is of the same time as the one before."""
    if previous.wanted:
        return False
    here, there = scene.tokens.sentence[draft.quantity.i], scene.tokens.sentence[previous.quantity.i]
    if here - there > 1:
        return False
    if here == there:
        return True
    return previous.topic.flow != draft.topic.flow or draft.quantity.kind != previous.quantity.kind
