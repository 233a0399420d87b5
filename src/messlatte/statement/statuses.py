"""Where a figure stands between wish and fact."""

from __future__ import annotations

from messlatte.core.claims import Status
from messlatte.core.quantity import Month
from messlatte.statement.draft import Draft
from messlatte.statement.function_words import function_words
from messlatte.statement.quantities import Quantity
from messlatte.statement.reference import Reference
from messlatte.statement.scene import Scene
from messlatte.statement.words import Hit

__all__ = ["is_conditional", "level_status", "target_status"]

_BEFORE_AGREED = 4


def _cues(scene: Scene, quantity: Quantity) -> list[Hit]:
    first, last = scene.clause(quantity.i)
    return list(scene.tags.within("cue", first, last))


def target_status(scene: Scene, quantity: Quantity, by: Month | None = None) -> Status:
    """Status of a target by the words of its clause: refused, missed, reached, past, agreed, proposed, forecast or potential.

    One whose last month ``by`` lies before the statement is past, whatever was meant at the time.
    """
    hits = _cues(scene, quantity)
    cues = {hit.value for hit in hits}
    told = _outcome(scene, quantity, cues)
    if told is not None:
        return told
    if "earlier" in cues or (by is not None and _is_over(scene.reference, by)):
        return Status.PAST
    if _is_agreed(scene, quantity):
        return Status.AGREED
    modal = [scene.tokens.words[hit.i] for hit in hits if hit.value == "modal"]
    if "goal" in cues or ("wish" in cues and function_words("able").isdisjoint(modal)):
        return Status.PROPOSED
    if "future" in cues:
        return Status.FORECAST
    if "potential" in cues or not function_words("able").isdisjoint(modal):
        return Status.POTENTIAL
    return Status.PROPOSED


def _is_over(reference: Reference, month: Month) -> bool:
    """Whether a month lies before the year of the statement, or before its month where that is known."""
    return reference.year is not None and (month.year, month.month) < (reference.year, reference.month or 1)


def _outcome(scene: Scene, quantity: Quantity, cues: set[str]) -> Status | None:
    """What the clause tells of a target's end: refused, missed or reached; None where it tells of none."""
    for cue, status in (("refused", Status.REFUSED), ("missed", Status.MISSED)):
        if cue in cues:
            return status
    first, last = scene.clause(quantity.i)
    words = set(scene.tokens.words[first:last])
    if "ab" in words and not function_words("turns_down").isdisjoint(words):
        return Status.REFUSED
    if "reached" in cues:
        return Status.REACHED
    aimed = "goal" in cues or not function_words("plans").isdisjoint(words)
    if not aimed or cues & {"future", "modal"} or function_words("met").isdisjoint(words):
        return None
    if not function_words("still_open").isdisjoint(words):
        return None
    if not function_words("not").isdisjoint(words):
        return Status.MISSED
    told = not function_words("met_forms").isdisjoint(words) or _meets(scene, quantity)
    return Status.REACHED if told and function_words("not_yet").isdisjoint(words) else None


def _meets(scene: Scene, quantity: Quantity) -> bool:
    """Whether a verb of reaching has a target as its object ("met their target", "reached the goal")."""
    first, last = scene.clause(quantity.i)
    words = scene.tokens.words
    for hit in scene.tags.within("cue", first, last):
        between = words[max(first, hit.i - 2) : hit.i]
        if hit.value == "goal" and not function_words("met").isdisjoint(between) and function_words("on").isdisjoint(between):
            return True
    return False


def _is_agreed(scene: Scene, quantity: Quantity) -> bool:
    """Whether the clause says that both sides agreed on it, and does not deny it ("have not yet agreed")."""
    first, last = scene.clause(quantity.i)
    words = scene.tokens.words
    for k in range(first, last):
        if words[k] in function_words("agreeing") and not (words[k] in ("agreement", "vereinbarung") and k > quantity.start):
            begin = first if words[k] in ("geeinigt", "verständigt", "vereinbart") else max(first, k - _BEFORE_AGREED)
            return function_words("not_yet").isdisjoint(words[begin:k]) and not _is_pact(scene, k)
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
    cues = {hit.value for hit in _cues(scene, draft.quantity)}
    return Status.EXPECTED if draft.target > 0.25 and cues & {"future", "modal"} else Status.OBSERVED
