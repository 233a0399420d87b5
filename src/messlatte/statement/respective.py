"""Two figures that belong to two measures in turn: "exports and imports rose by 19 and 430 percent respectively"."""

from __future__ import annotations

from dataclasses import replace

from messlatte.statement.drafts import Draft
from messlatte.statement.scene import Scene

__all__ = ["dealt_out"]

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
