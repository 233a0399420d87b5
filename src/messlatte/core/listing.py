"""Who offers what, who needs what, who looks for a partner."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from messlatte.core.quantity import Period

__all__ = ["Assigned", "Gap", "Kind", "Listing", "Match", "Matching", "SetAside"]


class Kind(StrEnum):
    """What the party behind a listing wants."""

    OFFER = "offer"
    NEED = "need"
    PARTNER = "partner"


@dataclass(frozen=True, slots=True)
class Listing:
    """One offer, one need, or one search for a partner, in its own words.

    Parameters
    ----------
    id : str
        Unique within its file.
    party : str
        Who offers or seeks; may be empty where only the text is known.
    kind : Kind
    text : str
        The words of the party; never empty.
    language : str
        ``de``, ``en`` or ``ru``; of the text.
    region : str
        Code of an economy or region: ``BLR``, ``RU-TUL``; empty for unknown.
    hs, cpc, isic : tuple of str
        Codes that the party gave, digits only, as deep as they came.
    quantity : float or None
        How much, in `unit`; None for unknown.
    unit : str
    window : Period or None
        Months in which the party can deliver or wants delivery.
    capacity : int
        How many counterparts it can serve at once; at least 1.
    counterpart : str
        The party that it names as the one it looks for; empty for none.
    quote : str
        The words of the source, where the listing was read from a statement.
    """

    id: str
    party: str
    kind: Kind
    text: str
    language: str
    region: str = ""
    hs: tuple[str, ...] = ()
    cpc: tuple[str, ...] = ()
    isic: tuple[str, ...] = ()
    quantity: float | None = None
    unit: str = ""
    window: Period | None = None
    capacity: int = 1
    counterpart: str = ""
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Gap:
    """What a match lacks: a key (``same-chapter``, ``no-quantity``, ...) and what its message needs."""

    key: str
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Match:
    """An offer that may serve a need, and why.

    Parameters
    ----------
    offer, need : str
        Ids of the listings.
    score : float
        0..1; product of the next ones, each 0..1.
    overlap : float
        Of the codes: 1 for a shared subheading, 0.7 for a heading, 0.2 for a chapter, times how sure both codings are.
    similarity : float
        Of the texts: by words in one language, by headings across languages.
    place, quantity, window : float
        Fit of the regions, of the quantities and of the months.
    code : str
        Deepest shared code; empty where only words are shared.
    name : str
        Its title, in the language asked.
    words : tuple of str
        Words that both texts hold, or that led both to the code, or the party that one side names; with `code`, never both empty.
    gaps : tuple of Gap
    """

    offer: str
    need: str
    score: float
    overlap: float
    similarity: float
    place: float
    quantity: float
    window: float
    code: str
    name: str
    words: tuple[str, ...]
    gaps: tuple[Gap, ...] = ()


@dataclass(frozen=True, slots=True)
class Assigned:
    """A pair that an assignment chose."""

    offer: str
    need: str
    score: float


@dataclass(frozen=True, slots=True)
class SetAside:
    """A listing that is never matched, with the code or word that says why."""

    listing: str
    reason: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Matching:
    """Who may serve whom.

    Parameters
    ----------
    offers, needs : tuple of Listing
        As given, in their order.
    shortlists : mapping of need id to tuple of Match
        Best first.
    optimal : tuple of Assigned or None
        Largest sum of scores within the capacities; None where it was not computed.
    stable : tuple of Assigned or None
        No need and offer would both rather have each other.
    blocking : tuple of Assigned
        Pairs that would both rather have each other than what `optimal` gives them.
    set_aside : tuple of SetAside
    """

    offers: tuple[Listing, ...]
    needs: tuple[Listing, ...]
    shortlists: Mapping[str, tuple[Match, ...]]
    optimal: tuple[Assigned, ...] | None
    stable: tuple[Assigned, ...] | None
    blocking: tuple[Assigned, ...]
    set_aside: tuple[SetAside, ...]
