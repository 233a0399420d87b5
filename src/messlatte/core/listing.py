"""Who offers what, who needs what, who looks for a partner."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from messlatte.core.quantity import Period

__all__ = ["Kind", "Listing"]


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
    quote: str = ""
