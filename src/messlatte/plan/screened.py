"""Screening in front of a plan: a project with an open strong flag is held back until a person has decided."""

from __future__ import annotations

from pathlib import Path

from messlatte.core.project import Project
from messlatte.plan.intake import Blocking

__all__ = ["blocking_by_lists"]


def blocking_by_lists(folder: Path | None, language: str) -> Blocking:
    """Reasons to hold a project back: its flags that block, one sentence each.

    Parameters
    ----------
    folder : Path, optional
        Lists of the user; without it, what ships is checked: arms codes and publicly known arms makers.
    language : str
        Of the sentences.
    """
    from messlatte.screening import Store, blocking_flags, default_path, open_lists

    lists = None if folder is None else open_lists(folder)
    path = default_path()
    decisions = Store(path) if path.exists() else None

    def reasons(project: Project) -> tuple[str, ...]:
        flags = blocking_flags(project, lists, decisions)
        return tuple(f"{flag.said} / {flag.found} ({flag.source.title}, {flag.score:.2f})" for flag in flags)

    return reasons
