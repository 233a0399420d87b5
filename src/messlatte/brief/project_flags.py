"""Flags of a project in words: what the screening found without any list of the user's, and what was looked in."""

from __future__ import annotations

from dataclasses import replace

from messlatte.brief.project import Flagged
from messlatte.core.i18n import translations
from messlatte.core.project import Project
from messlatte.screening import check_project
from messlatte.screening.document import flag_document
from messlatte.screening.wording import flag_sentence, summary

__all__ = ["flag_documents", "flags_of"]


def flags_of(project: Project, language: str) -> Flagged:
    """One sentence a flag, those that block first; and what was looked in, also where nothing was found."""
    text = translations(language).gettext
    # A good is named as the reader sees it in the tables.
    named = replace(project, flows=tuple(replace(flow, label=text(flow.title)) for flow in project.flows))
    found = check_project(named)
    return Flagged(tuple(flag_sentence(flag, language) for flag in found.flags), summary(found, language))


def flag_documents(project: Project, language: str) -> list[dict[str, object]]:
    """Flags as JSON."""
    return [flag_document(flag, language) for flag in check_project(project).flags]
