"""What was said: a statement, its claims, and the ways in which each claim can be understood."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from messlatte.core.claims import Content
from messlatte.core.economy import Economy
from messlatte.core.evidence import Quote

__all__ = ["Claim", "Finding", "Party", "Reading", "Severity", "Speaker", "Statement"]


class Severity(StrEnum):
    """How much a finding matters; ``--strict`` fails on a contradiction."""

    NOTE = "note"
    WARNING = "warning"
    CONTRADICTION = "contradiction"


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to understand a claim. Weights of one claim sum to 1."""

    content: Content
    weight: float = 1.0
    note: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """A span of the text and every way to understand it, the likeliest first."""

    quote: Quote
    readings: tuple[Reading, ...]
    said_by: str | None = None

    @property
    def kind(self) -> str:
        """Kind of the likeliest reading: level, growth, target, multiple, area or interest."""
        return self.readings[0].content.kind


@dataclass(frozen=True, slots=True)
class Party:
    """An economy that the statement is about, with the span that names it first."""

    economy: Economy
    quote: Quote | None = None


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who says or hears it."""

    name: str
    role: str | None = None
    quote: Quote | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a reader should know about the statement: ambiguous, missing, contradictory.

    ``template`` is an English message id with ``{named}`` fields, filled from ``params``; `core.i18n` translates it.
    ``claims`` are indices into ``Statement.claims``.
    """

    code: str
    severity: Severity
    template: str
    params: Mapping[str, str | int | float] = field(default_factory=dict)
    claims: tuple[int, ...] = ()

    @property
    def message(self) -> str:
        """Message in English."""
        return self.template.format(**self.params)


@dataclass(frozen=True, slots=True)
class Statement:
    """A text and what it claims about the trade of two economies.

    Parameters
    ----------
    text : str
        The text exactly as quotes index it.
    language : str
        ``de``, ``en`` or ``ru``.
    made_on : datetime.date or None
        Day of the statement: given, or settled from the text.
    published : str or None
        Publication date as given: ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``.
    """

    text: str
    language: str
    parties: tuple[Party, ...] = ()
    speaker: Speaker | None = None
    counterpart: Speaker | None = None
    made_on: dt.date | None = None
    published: str | None = None
    venue: str | None = None
    claims: tuple[Claim, ...] = ()
    findings: tuple[Finding, ...] = ()
    id: str | None = None
