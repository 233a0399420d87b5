"""Whose goods go where."""

from __future__ import annotations

from messlatte.statement.drafts import Draft
from messlatte.statement.scene import Scene

__all__ = ["direction_of"]


def direction_of(scene: Scene, draft: Draft) -> tuple[str, str] | None:
    """Exporter and importer of a flow; None for both ways."""
    flow = draft.topic.flow
    if flow == "turnover" or len(draft.codes) < 2:
        return None
    owner, partner = draft.codes[0], draft.codes[1]
    return (owner, partner) if flow in ("exports", "surplus") else (partner, owner)
