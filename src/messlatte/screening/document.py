"""A screening as JSON: everything that a person needs to decide, and to find the entry again."""

from __future__ import annotations

from dataclasses import asdict

from messlatte.core.screening import Flag, Screening
from messlatte.screening.names import METHOD
from messlatte.screening.wording import flag_sentence, note_words, summary

__all__ = ["SCHEMA", "flag_document", "to_document"]

SCHEMA = "messlatte.screening/1"


def to_document(found: Screening, language: str = "en") -> dict[str, object]:
    """Document of a screening, schema `SCHEMA`.

    ``lists`` tell what was looked in, with date and SHA-256; ``flags`` those that block first.
    """
    return {
        "schema": SCHEMA,
        "method": METHOD,
        "threshold": found.threshold,
        "summary": summary(found, language),
        "subjects": [asdict(subject) for subject in found.subjects],
        "lists": [asdict(source) for source in found.lists],
        "flags": [flag_document(flag, language) for flag in found.flags],
        "notes": [note_words(note, language) for note in found.notes],
    }


def flag_document(flag: Flag, language: str = "en") -> dict[str, object]:
    """One flag with its evidence and its decision."""
    return {
        "id": flag.id,
        "subject": asdict(flag.subject),
        "list": {"id": flag.source.id, "title": flag.source.title, "date": flag.source.date, "sha256": flag.source.sha256},
        "entry": flag.entry,
        "entry_name": flag.entry_name,
        "field": flag.matched_field,
        "said": flag.said,
        "found": flag.found,
        "score": flag.score,
        "strong": flag.strong,
        "blocks": flag.blocks,
        "features": [asdict(feature) for feature in flag.features],
        "sentence": flag_sentence(flag, language),
        "details": dict(flag.details),
        "state": flag.state.value,
        "outdated": flag.outdated,
        "decision": None if flag.decision is None else asdict(flag.decision),
    }
