"""The date against which relative words of time are resolved."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from messlatte.core.quantity import Month

__all__ = ["Reference"]

_PUBLISHED = re.compile(r"\s*(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")


@dataclass(frozen=True, slots=True)
class Reference:
    """Year, month and day of publication, as far as known."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    @classmethod
    def parse(cls, published: str | None) -> Reference:
        """Read ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``; anything else is no date."""
        match = _PUBLISHED.match(published or "")
        if match is None:
            return cls()
        year, month, day = (int(part) if part else None for part in match.groups())
        if year is None or not 1800 <= year <= 2200:
            return cls()
        if month is None or not 1 <= month <= 12:
            return cls(year)
        return cls(year, month, day if day is not None and 1 <= day <= 31 else None)

    @classmethod
    def of(cls, day: dt.date) -> Reference:
        """Reference of a known day."""
        return cls(day.year, day.month, day.day)

    def date(self) -> dt.date | None:
        """Day of publication, if it is known to the day."""
        if self.year is None or self.month is None or self.day is None:
            return None
        try:
            return dt.date(self.year, self.month, self.day)
        except ValueError:
            return None

    def month_before(self) -> Month | None:
        """Last whole month before the publication."""
        if self.year is None or self.month is None:
            return None
        return Month(self.year, self.month).plus(-1)
