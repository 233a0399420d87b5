"""Verbs that German puts at the end, behind the amount they govern: "Waren für 5,4 Milliarden Euro bezogen", "führt ... ein"."""

from __future__ import annotations

from messlatte.statement.function_words import function_words
from messlatte.statement.quantity import Kind, Quantity
from messlatte.statement.scene import Scene

__all__ = ["final_verb", "is_wanted_at_the_end"]

_STOPS = frozenset(',;.!?:()"')
_REACH = 12
_CLOSE = 4
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


def is_wanted_at_the_end(scene: Scene, quantity: Quantity) -> bool:
    """Whether an amount is to be reached by a verb that a modal closes ("auf 60 Milliarden gesteigert werden soll")."""
    words, tags = scene.tokens.words, scene.tags
    if scene.language != "de" or quantity.kind != Kind.MONEY or words[quantity.start - 1 : quantity.start] != ["auf"]:
        return False
    lifts = [hit for hit in tags.within("cue", quantity.j, min(len(words), quantity.j + _CLOSE)) if hit.value in ("lift", "raise")]
    if not lifts or scene.pauses(quantity.j, lifts[-1].j):
        return False
    behind = tags.at("cue", lifts[-1].j) if lifts[-1].j < len(words) else None
    return behind is not None and behind.value in ("modal", "wish") and words[behind.i] not in ("konnte", "konnten", "könnte")
