"""Verbs that German puts at the end, behind the amount they govern: "Waren für 5,4 Milliarden Euro bezogen", "führt ... ein"."""

from __future__ import annotations

from messlatte.statement.function_words import function_words
from messlatte.statement.quantity import Kind, Quantity
from messlatte.statement.scene import Scene

__all__ = ["final_verb"]

_STOPS = frozenset(",;.!?:()")
_REACH = 12
_PARTICLES = {"ein": "imports", "aus": "exports"}


def final_verb(scene: Scene, quantity: Quantity) -> tuple[str, int] | None:
    """Find the flow, and its token, of a verb that closes the part of the sentence an amount stands in; None without one."""
    if scene.language != "de" or quantity.kind != Kind.MONEY:
        return None
    words = scene.tokens.words
    left, right = scene.clause(quantity.i)
    end = quantity.j
    while end < min(right, quantity.j + _REACH) and words[end] not in _STOPS and words[end] not in function_words("clause_and"):
        end += 1
    k = end - 1
    if k < quantity.j or any(not other.conversion for other in scene.quantities_within(quantity.j, end)):
        return None
    if words[k] in _PARTICLES and any(word in function_words("leads") for word in words[left : quantity.start]):
        return _PARTICLES[words[k]], k
    taken = any(word in function_words("takes") for word in words[left : quantity.start])
    if words[k] == "ab" and taken and words[quantity.start - 1] in ("von", "für"):
        return "imports", k
    hit = scene.tags.at("topic", k)
    return (hit.value, k) if hit is not None and words[k] in function_words("final_verbs") else None
