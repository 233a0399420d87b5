"""Which part of trade a figure covers: goods, services, both, trade without oil, or one product."""

from __future__ import annotations

from messlatte.core.claims import Area
from messlatte.statement.areas import find_areas
from messlatte.statement.draft import Draft
from messlatte.statement.scene import Scene

__all__ = ["coverage_of"]

_BEFORE, _BEHIND = 3, 6
_ONE_WAY = frozenset(("exports", "imports"))


def coverage_of(scene: Scene, draft: Draft) -> str | None:
    """Part of trade that the words beside a figure or beside its flow limit it to.

    Returns
    -------
    str or None
        ``goods``, ``services``, ``goods and services``, ``non-oil``, ``non-energy``, the label of a sector ("coal exports"), or None where
        nothing is said. "Goods worth 5 billion" says nothing; "trade in goods" does.
    """
    quantity, topic = draft.quantity, draft.topic
    first, last = scene.sentence(topic.i)
    own_first, own_last = scene.sentence(quantity.i)
    spans = (
        (max(first, topic.i - _BEFORE), min(last, topic.i + _BEHIND)),
        (max(own_first, quantity.start - 1), min(own_last, quantity.j + 4)),
    )
    for i, j in spans:
        for hit in scene.tags.within("coverage", i, j):
            between = scene.quantities_within(min(hit.i, topic.i), max(hit.i, topic.i))
            if not any(other is not quantity for other in between):
                return hit.value
    return _product(scene, draft) if topic.flow in _ONE_WAY else None


def _product(scene: Scene, draft: Draft) -> str | None:
    """Sector that the word right before the flow, or the one it is of, names ("coal exports", "exports of coal", "экспорт зерна")."""
    i = draft.topic.i
    first, last = scene.sentence(i)
    links = ("of", "von", "an")
    behind = i + 1 + (scene.tokens.words[i + 1 : i + 2] in [[link] for link in links])
    windows = [(max(first, i - 1), i)]
    if behind > i + 1 or scene.language == "ru":
        windows.append((behind, min(behind + 2, last)))
    for a, b in windows:
        if b <= a or scene.pauses(a, b) or scene.quantities_within(a, b):
            continue
        start, end = scene.span(a, b)
        found = find_areas(scene.text[start:end], scene.language)
        content = found[0].readings[0].content if found else None
        if isinstance(content, Area):
            return content.label
    return None
