"""Where a figure stands between wish and fact."""

from __future__ import annotations

from messlatte.core.claims import Status
from messlatte.statement.draft import Draft
from messlatte.statement.function_words import function_words
from messlatte.statement.quantities import Quantity
from messlatte.statement.scene import Scene

__all__ = ["is_conditional", "level_status", "target_status"]

_BEFORE_AGREED = 4


def _cues(scene: Scene, quantity: Quantity) -> set[str]:
    first, last = scene.clause(quantity.i)
    return {hit.value for hit in scene.tags.within("cue", first, last)}


def target_status(scene: Scene, quantity: Quantity) -> Status:
    """Status of a target by the words of its clause: refused, missed, reached, past, agreed, proposed, forecast or potential."""
    cues = _cues(scene, quantity)
    for cue, status in (("refused", Status.REFUSED), ("missed", Status.MISSED), ("reached", Status.REACHED), ("earlier", Status.PAST)):
        if cue in cues:
            return status
    if _is_agreed(scene, quantity):
        return Status.AGREED
    if cues & {"goal", "wish"}:
        return Status.PROPOSED
    if "future" in cues:
        return Status.FORECAST
    if "potential" in cues or "modal" in cues:
        return Status.POTENTIAL
    return Status.PROPOSED


def _is_agreed(scene: Scene, quantity: Quantity) -> bool:
    """Whether the clause says that both sides agreed on it, and does not deny it ("have not yet agreed")."""
    first, last = scene.clause(quantity.i)
    words = scene.tokens.words
    for k in range(first, last):
        if words[k] in function_words("agreeing") and not (words[k] in ("agreement", "vereinbarung") and k > quantity.start):
            return function_words("not_yet").isdisjoint(words[max(first, k - _BEFORE_AGREED) : k]) and not _is_pact(scene, k)
    return False


def _is_pact(scene: Scene, k: int) -> bool:
    """Whether an agreement is a treaty that only helps to reach the target ("the free trade agreement will lift trade to ...")."""
    words = scene.tokens.words
    return words[k] in ("agreement", "vereinbarung") and function_words("to").isdisjoint(words[k + 1 : k + 2])


def is_conditional(scene: Scene, quantity: Quantity) -> bool:
    """Whether a target holds only under a condition that its sentence names ("if the accord is signed", "bei diesem Tempo")."""
    first, last = scene.sentence(quantity.i)
    words = scene.tokens.words[first:last]
    if not function_words("conditions").isdisjoint(words):
        return True
    if any(words[k : k + 2] == ["при", "условии"] for k in range(len(words) - 1)):
        return True
    paces = [k for k, word in enumerate(words) if word in function_words("paces")]
    return any(
        words[max(0, k - 1)] in ("this", "that", "diesem", "этих", "таких", "такими", "этими", "these", "such", "таким") for k in paces
    )


def level_status(scene: Scene, draft: Draft) -> Status:
    """Status of a level or a growth: expected where the words speak of what is still to come."""
    cues = _cues(scene, draft.quantity)
    return Status.EXPECTED if draft.target > 0.25 and cues & {"future", "modal"} else Status.OBSERVED
