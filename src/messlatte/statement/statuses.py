"""Where a figure stands between wish and fact."""

from __future__ import annotations

from messlatte.core.claims import Status
from messlatte.statement.drafts import Draft
from messlatte.statement.quantities import Quantity
from messlatte.statement.scene import Scene

__all__ = ["level_status", "target_status"]


def _cues(scene: Scene, quantity: Quantity) -> set[str]:
    first, last = scene.clause(quantity.i)
    return {hit.value for hit in scene.tags.within("cue", first, last)}


def target_status(scene: Scene, quantity: Quantity) -> Status:
    """Status of a target by the words of its clause."""
    cues = _cues(scene, quantity)
    for cue, status in (("refused", Status.REFUSED), ("missed", Status.MISSED), ("reached", Status.REACHED), ("earlier", Status.PAST)):
        if cue in cues:
            return status
    if cues & {"goal", "wish"}:
        return Status.PROPOSED
    if "future" in cues:
        return Status.FORECAST
    if "potential" in cues or "modal" in cues:
        return Status.POTENTIAL
    return Status.PROPOSED


def level_status(scene: Scene, draft: Draft) -> Status:
    """Status of a level or a growth: expected where the words speak of what is still to come."""
    cues = _cues(scene, draft.quantity)
    return Status.EXPECTED if draft.target > 0.25 and cues & {"future", "modal"} else Status.OBSERVED
