"""An amount of money, a percentage or a multiple as it stands in the text."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Kind", "Quantity"]


class Kind:
    """Kinds of quantity."""

    MONEY = "money"
    PERCENT = "percent"
    POINTS = "points"
    MULTIPLE = "multiple"
    FRACTION = "fraction"
    BARE = "bare"
    COUNT = "count"
    RANK = "rank"


@dataclass(slots=True)
class Quantity:
    """A number with its unit; ``value`` in whole units (money), as a fraction (percent) or as a factor (multiple).

    ``i``, ``j`` are its tokens; ``head`` is the first token of the words that qualify it ("more than").
    """

    kind: str
    i: int
    j: int
    value: float
    currency: str | None = None
    magnitude: float | None = None
    head: int = -1
    approx: bool = False
    bound: str | None = None
    low: float | None = None
    high: float | None = None
    conversion: bool = False
    borrowed: bool = False
    verb: bool = False

    @property
    def start(self) -> int:
        """First token including qualifying words."""
        return self.i if self.head < 0 else self.head
