"""What a screening finds: flags with their evidence, and what a person decided about them. Nothing here clears anybody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

__all__ = ["LOOK_AT", "STRONG", "Decision", "Feature", "Flag", "ScreenedList", "Screening", "State", "Subject", "SubjectKind"]

LOOK_AT = 0.70
"""Score from which a person has to look."""

STRONG = 0.85
"""Score from which a flag is strong: a plan with an open one cannot be chosen without a decision."""


class SubjectKind(StrEnum):
    """What is compared with a list."""

    PERSON = "person"
    FIRM = "firm"
    VESSEL = "vessel"
    GOOD = "good"
    UNKNOWN = "unknown"


class State(StrEnum):
    """Where a flag stands. Only a person moves it from open."""

    OPEN = "open"
    DISMISSED = "dismissed"
    CONFIRMED = "confirmed"


@dataclass(frozen=True, slots=True)
class Subject:
    """Somebody or something that is compared with the lists.

    Parameters
    ----------
    name : str
        As it was written.
    kind : SubjectKind
    role : str
        Where it comes from: ``speaker``, ``firm``, ``interest``, ``flow``, ... ; an English message id.
    aliases : tuple of str
        Other spellings that the caller knows.
    identifiers : mapping of str to str
        Scheme (``inn``, ``ogrn``, ``unp``, ``lei``, ``imo``, ...) to number, as written.
    country : str
        ISO 3166-1 alpha-3, or empty.
    code : str
        HS code of a good.
    exporter, importer : str
        Codes of the economies between which a good moves.
    """

    name: str
    kind: SubjectKind = SubjectKind.UNKNOWN
    role: str = ""
    aliases: tuple[str, ...] = ()
    identifiers: Mapping[str, str] = field(default_factory=dict, hash=False)
    country: str = ""
    code: str = ""
    exporter: str = ""
    importer: str = ""


@dataclass(frozen=True, slots=True)
class ScreenedList:
    """A list file that was read, pinned by its SHA-256.

    ``date`` is the publisher's own date (ISO), or empty where the file has none; ``entries`` counts what was compared.
    """

    id: str
    title: str
    format: str
    file: str
    sha256: str
    date: str = ""
    entries: int = 0
    licence: str = ""


@dataclass(frozen=True, slots=True)
class Feature:
    """One reason of a score: a word pair, a legal form, an identifier; ``score`` is what it contributed, 0 to 1."""

    kind: str
    said: str
    found: str
    score: float


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided about a flag, on which day and why. Kept for good; a later one stands in front of it."""

    flag: str
    state: State
    person: str
    decided_on: str
    reason: str
    entry_version: str = ""


@dataclass(frozen=True, slots=True)
class Flag:
    """A subject that resembles an entry of a list, with the evidence.

    Parameters
    ----------
    id : str
        The same for the same subject and the same entry, however often they are compared.
    subject : Subject
    source : ScreenedList
    entry : str
        Id of the entry in its list.
    entry_name : str
        Its main name.
    matched_field : str
        ``name``, ``alias``, ``weak alias``, an identifier's scheme, or ``code``.
    said, found : str
        Both spellings that were compared, as written.
    score : float
        0 to 1.
    features : tuple of Feature
    reason : str
        English message id with ``{named}`` fields, filled from ``params``.
    params : mapping
    details : mapping of str to str
        What the list says of the entry: programme, country, date of listing.
    entry_version : str
        Fingerprint of the entry, so that a decision about another version of it does not count silently.
    decision : Decision or None
        The latest; None while nobody has decided.
    """

    id: str
    subject: Subject
    source: ScreenedList
    entry: str
    entry_name: str
    matched_field: str
    said: str
    found: str
    score: float
    features: tuple[Feature, ...] = ()
    reason: str = ""
    params: Mapping[str, str] = field(default_factory=dict, hash=False)
    details: Mapping[str, str] = field(default_factory=dict, hash=False)
    entry_version: str = ""
    decision: Decision | None = None

    @property
    def strong(self) -> bool:
        """Whether the score reaches `STRONG`."""
        return self.score >= STRONG

    @property
    def outdated(self) -> bool:
        """Whether the entry has changed since somebody decided."""
        return self.decision is not None and self.decision.entry_version != self.entry_version

    @property
    def state(self) -> State:
        """Where it stands; open again if the entry has changed since the decision."""
        return State.OPEN if self.decision is None or self.outdated else self.decision.state

    @property
    def blocks(self) -> bool:
        """Whether a plan must not be chosen: strong and not dismissed by a person; arms by code block whatever anybody decides."""
        return self.strong and (self.state is not State.DISMISSED or self.source.id == "arms-codes")


@dataclass(frozen=True, slots=True)
class Screening:
    """All flags of some subjects, those that block first, and the lists that they were compared with."""

    subjects: tuple[Subject, ...]
    lists: tuple[ScreenedList, ...]
    flags: tuple[Flag, ...]
    threshold: float = LOOK_AT
    notes: tuple[str, ...] = ()
