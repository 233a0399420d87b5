"""Two figures that belong to two measures in turn: "exports and imports rose by 19 and 430 percent respectively"."""

from __future__ import annotations

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
        flows = _flows_before(scene, found[: k - 1], first) if told else []
        if len(flows) == 2:
            a.topic.flow, b.topic.flow = flows
    return found


def _joined(scene: Scene, a: Draft, b: Draft) -> bool:
    words = scene.tokens.words[a.quantity.j : b.quantity.start]
    return a.quantity.kind == b.quantity.kind and len(words) == 1 and words[0] in _AND and a.topic is not b.topic


def _flows_before(scene: Scene, earlier: list[Draft], first: int) -> list[str]:
    """Flows of the last two figures before, if one is of exports and the other of imports."""
    flows = [draft.topic.flow for draft in earlier[-2:]]
    return flows if set(flows) == _BOTH and earlier[-1].quantity.i >= first - 60 else []
