"""Figures that belong to measures or times in turn: "exports and imports rose by 19 and 430 percent respectively"."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from messlatte.core.quantity import Period
from messlatte.statement.drafts import Draft
from messlatte.statement.scene import Scene
from messlatte.statement.times import TimeMark

__all__ = ["dated_in_turn", "dealt_out"]

_BOTH = frozenset(("exports", "imports"))
_AND = frozenset(("and", "und", "и"))


def dealt_out(scene: Scene, found: list[Draft]) -> list[Draft]:
    """Deal the flows of two earlier figures or words out to two figures that are joined by "and" after them.

    Done where the sentence says "respectively", and for the pair behind "compared with".
    """
    for k in range(1, len(found)):
        a, b = found[k - 1], found[k]
        if not _joined(scene, a, b) or a.topic.flow != b.topic.flow or a.topic.flow not in _BOTH:
            continue
        first, last = scene.sentence(b.quantity.i)
        told = any(scene.tags.within("respective", first, last)) or a.aside
        flows = (_flows_before(scene, found[: k - 1], first) or _flows_named(scene, first, a.quantity.i)) if told else []
        if len(flows) == 2:
            a.topic, b.topic = (replace(draft.topic, flow=flow, i=i) for draft, (flow, i) in zip((a, b), flows, strict=True))
    return found


def dated_in_turn(scene: Scene, found: list[Draft]) -> None:
    """Give figures in a row the times in a row behind them ("fell to 1.96 and 1.11 billion in 2013 and 2014, respectively")."""
    for number in {scene.tokens.sentence[hit.i] for hit in scene.tags.within("respective", 0, len(scene.tokens))}:
        first, last = scene.tokens.bounds[number]
        said = next(scene.tags.within("respective", first, last))
        marks = [mark for mark in scene.times_within(first, said.i) if mark.kind == "period" and not (mark.versus or mark.prior)]
        row = _row(scene, [mark for mark in marks if mark.last is not None])
        figures = [draft for draft in found if first <= draft.quantity.i < said.i and not draft.wanted][-len(row) :] if row else []
        if len(row) < 2 or len(figures) < len(row) or figures[-1].quantity.j > row[0].i or _apart(scene, figures):
            continue
        for draft, mark in zip(figures, row, strict=True):
            if mark.first is not None and mark.last is not None:
                draft.mark, draft.period = mark, Period(mark.first, mark.last)


def _parted(scene: Scene, mark: TimeMark) -> list[TimeMark]:
    """Two months joined by "and" as the two times that they are, any other time as it is."""
    if mark.first is None or mark.last is None or mark.first.until(mark.last) != 1 or _AND.isdisjoint(scene.tokens.words[mark.i : mark.j]):
        return [mark]
    return [replace(mark, last=mark.first), replace(mark, first=mark.last)]


def _row(scene: Scene, marks: list[TimeMark]) -> list[TimeMark]:
    """Last times that follow one another, with no more than "and" or a comma between them."""
    marks = [part for mark in marks for part in _parted(scene, mark)]
    row = marks[-1:]
    for mark in reversed(marks[:-1]):
        if row[0].i - mark.j > 2:
            break
        row.insert(0, mark)
    return row


def _apart(scene: Scene, figures: list[Draft]) -> bool:
    """Whether words stand between figures that are to be a row of one kind."""
    kinds = {draft.quantity.kind for draft in figures}
    return len(kinds) > 1 or any(b.quantity.start - a.quantity.j > 2 for a, b in pairwise(figures))


def _joined(scene: Scene, a: Draft, b: Draft) -> bool:
    words = scene.tokens.words[a.quantity.j : b.quantity.start]
    return a.quantity.kind == b.quantity.kind and len(words) == 1 and words[0] in _AND and a.topic is not b.topic


def _flows_named(scene: Scene, i: int, j: int) -> list[tuple[str, int]]:
    """Flows of the last two words on trade between two tokens ("exports to and imports from Bangladesh were")."""
    flows = [(hit.value, hit.i) for hit in scene.tags.within("topic", i, j) if hit.value != "none"][-2:]
    return flows if {flow for flow, _ in flows} == _BOTH else []


def _flows_before(scene: Scene, earlier: list[Draft], first: int) -> list[tuple[str, int]]:
    """Flows of the last two figures before, if one is of exports and the other of imports."""
    flows = [(draft.topic.flow, draft.topic.i) for draft in earlier[-2:]]
    return flows if {flow for flow, _ in flows} == _BOTH and earlier[-1].quantity.i >= first - 60 else []
