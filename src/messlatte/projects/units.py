"""Units of quantities in three languages, so that "5 шт." and "5 Stück" are compared."""

from __future__ import annotations

import math
from dataclasses import dataclass

from messlatte.core.listing import Listing

__all__ = ["Measured", "measured"]

_UNITS: dict[tuple[str, float], str] = {
    ("pieces", 1.0): "stück stk st stueck pcs pc piece pieces unit units item items шт штук штука штуки единиц ед",
    ("pieces", 1000.0): "tsd.stück тыс.шт",
    ("kg", 1.0): "kg kilogramm kilogram kilograms кг килограмм",
    ("kg", 1000.0): "t to tonne tonnen ton tons tonnes mt т тонн тонна тонны",
    ("l", 1.0): "l liter litre litres liters л литр литров",
    ("l", 1000.0): "m3 m³ cbm кубометр куб.м м3 м³",
    ("m", 1.0): "m meter metre metres meters м метр метров",
    ("m", 1000.0): "km км",
    ("m2", 1.0): "m2 m² qm sqm м2 м² кв.м",
}
_KNOWN = {name: unit for unit, names in _UNITS.items() for name in names.split()}


@dataclass(frozen=True, slots=True)
class Measured:
    """Quantity in a unit all spellings share; NaN for unknown."""

    amount: float
    unit: str


def measured(listing: Listing) -> Measured:
    """Quantity of a listing in its base unit; a unit that is not known stays as it is."""
    spelled = listing.unit.casefold().replace(" ", "").rstrip(".")
    unit, factor = _KNOWN.get(spelled, (spelled, 1.0))
    return Measured(math.nan if listing.quantity is None else listing.quantity * factor, unit)
