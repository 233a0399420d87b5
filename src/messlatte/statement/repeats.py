"""What is said twice counts once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain
from math import floor, log

from messlatte.core.claims import Status
from messlatte.statement.drafts import Draft
from messlatte.statement.quantities import Kind
from messlatte.statement.scene import Scene
from messlatte.statement.statuses import target_status

__all__ = ["once"]

_SAME = 0.002
_STEP = 4 * _SAME
_DOUBTFUL = 0.1
_VAGUE = 0.1
_HEADLINE = 12
_AHEAD = 5
_A_YEAR = 12


def once(scene: Scene, found: list[Draft]) -> list[Draft]:
    """Drop a figure that repeats an earlier one, and the poorer of the two where one says its time and the other does not.

    A goal that is told as reached has the deadline of a later mention ("passed the goal of 20 billion. It had been set for 2008").
    """
    kept = _Shelf()
    wanted = _Shelf(draft for draft in found if draft.wanted and draft.quantity.kind == Kind.MONEY)
    for draft in found:
        if any(_echoes(draft, other) for _, other in wanted.near(draft)) or _is_vague_again(draft, kept.drafts):
            continue
        told = next((other for _, other in kept.near(draft) if _reached(scene, draft, other)), None)
        if told is not None:
            told.due = draft.due
            continue
        twin = next((k for k, other in kept.near(draft) if _same(draft, other)), None)
        if twin is None:
            kept.add(draft)
        elif _richness(draft) > _richness(kept.drafts[twin]):
            kept.replace(twin, draft)
    return kept.drafts


class _Shelf:
    """Drafts in their order, found by a value that is close; so that a long text costs no more for each of its figures."""

    __slots__ = ("_places", "drafts")

    def __init__(self, drafts: Iterable[Draft] = ()) -> None:
        self.drafts: list[Draft] = []
        self._places: dict[tuple[str, int], list[int]] = {}
        for draft in drafts:
            self.add(draft)

    def add(self, draft: Draft) -> None:
        self._places.setdefault(_rung(draft), []).append(len(self.drafts))
        self.drafts.append(draft)

    def replace(self, place: int, draft: Draft) -> None:
        """Put a draft in the place of one with a close value."""
        self.drafts[place] = draft

    def near(self, draft: Draft) -> Iterator[tuple[int, Draft]]:
        """Places and drafts of the same kind with about the same value, in order."""
        kind, rung = _rung(draft)
        places = (self._places.get((kind, rung + step), ()) for step in (-1, 0, 1))
        yield from ((place, self.drafts[place]) for place in sorted(chain.from_iterable(places)))


def _rung(draft: Draft) -> tuple[str, int]:
    """Kind and size of a figure; sizes that may count as the same differ by one step at most."""
    value = abs(draft.quantity.value)
    return draft.quantity.kind, floor(log(value) / _STEP) if value else 0


def _is_vague_again(draft: Draft, kept: list[Draft]) -> bool:
    vague = draft.quantity.kind == Kind.MULTIPLE and draft.quantity.approx and draft.due is None
    return vague and any(_rounds(draft, other) for other in kept)


def _echoes(draft: Draft, target: Draft) -> bool:
    """Whether a figure repeats a target ("a billion is no high bar"): it says neither its time, or the target's, nor clearly what it is."""
    if draft.wanted or draft.quantity.kind != Kind.MONEY or draft.target < _DOUBTFUL:
        return False
    due = target.due.last if target.due is not None else None
    if draft.period is not None and (due is None or draft.period.last != due or draft.period.months != _A_YEAR):
        return False
    same = draft.quantity.currency == target.quantity.currency and draft.topic.flow == target.topic.flow
    return same and abs(draft.quantity.value - target.quantity.value) <= _SAME * target.quantity.value


def _rounds(draft: Draft, exact: Draft) -> bool:
    """Whether a vague multiple repeats a rate that was stated before ("jumped 90 percent ... the near doubling")."""
    a, b = draft.quantity, exact.quantity
    if a.kind != Kind.MULTIPLE or not a.approx or b.kind != Kind.PERCENT or draft.due is not None or exact.wanted:
        return False
    inside = (
        draft.period is not None
        and exact.period is not None
        and exact.period.first <= draft.period.first
        and draft.period.last <= exact.period.last
    )
    alike = draft.topic.flow == exact.topic.flow and (draft.period is None or inside)
    return alike and abs(a.value - (1 + exact.sign * b.value)) <= _VAGUE * a.value


def _same(a: Draft, b: Draft) -> bool:
    if a.quantity.kind != b.quantity.kind or a.topic.flow != b.topic.flow or a.quantity.currency != b.quantity.currency:
        return False
    if abs(a.quantity.value - b.quantity.value) > _SAME * abs(a.quantity.value) or a.sign != b.sign or a.wanted != b.wanted:
        return False
    if a.codes and b.codes and set(a.codes) != set(b.codes):
        return False
    if a.wanted:
        first, second = a.due.last if a.due else None, b.due.last if b.due else None
        headline = second is None and b.due is None and b.quantity.i < _HEADLINE
        return first == second or (first is None and not _proposes(a)) or headline
    if a.quantity.kind != Kind.MONEY and a.period is None and b.period is not None:
        return a.mark is None
    if a.quantity.kind != Kind.MONEY and (a.period is None) != (b.period is None):
        return False
    if a.period is None or b.period is None:
        now = [draft.mark is not None and draft.mark.kind == "present" for draft in (a, b)]
        return now[0] == now[1] or (b.mark is None and b.quantity.i < _HEADLINE <= a.quantity.i)
    return a.period == b.period


def _reached(scene: Scene, draft: Draft, earlier: Draft) -> bool:
    """Whether an earlier target without a deadline is this one, told as reached."""
    if not (draft.wanted and earlier.wanted) or draft.due is None or earlier.due is not None or draft.quantity.kind != Kind.MONEY:
        return False
    year = scene.reference.year
    over = year is not None and draft.due.last is not None and draft.due.last.year <= year + _AHEAD
    same = over and _same(replace(draft, due=None), earlier)
    return same and target_status(scene, earlier.quantity) == Status.REACHED


def _proposes(draft: Draft) -> bool:
    """Whether a target without a deadline has a deadline in words, and so is one of its own."""
    return draft.due is not None


def _richness(draft: Draft) -> int:
    return (draft.due is not None and draft.due.last is not None) if draft.wanted else draft.period is not None
