"""Flags of a project in words: what the screening found without any list of the user's, and what was looked in."""

from __future__ import annotations

from messlatte.core.project import Project
from messlatte.screening import check_project
from messlatte.screening.document import flag_document
from messlatte.screening.wording import flag_sentence, summary

__all__ = ["flag_documents", "flags_of"]


def flags_of(project: Project, language: str) -> tuple[str, ...]:
    """One sentence a flag, those that block first; then what was looked in, also where nothing was found."""
    found = check_project(project)
    return (*(flag_sentence(flag, language) for flag in found.flags), summary(found, language))


def flag_documents(project: Project, language: str) -> list[dict[str, object]]:
    """Flags as JSON."""
    return [flag_document(flag, language) for flag in check_project(project).flags]
