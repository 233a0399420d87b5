"""Amounts of money and periods of whole months."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

__all__ = ["Amount", "Flow", "Month", "Period"]


class Flow(StrEnum):
    """What is counted between two economies.

    ``SURPLUS`` and ``DEFICIT`` are net flows; they are read and shown, never measured against a turnover.
    """

    TURNOVER = "turnover"
    EXPORTS = "exports"
    IMPORTS = "imports"
    SURPLUS = "surplus"
    DEFICIT = "deficit"


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A calendar month, ordered in time; prints as ``2024-09``."""

    year: int
    month: int

    def __post_init__(self) -> None:
        if not 1 <= self.month <= 12:
            raise ValueError(f"month {self.month} is not between 1 and 12")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``YYYY-MM``; ``YYYY`` alone means December of that year."""
        year, _, month = text.strip().partition("-")
        return cls(int(year), int(month[:2]) if month else 12)

    @classmethod
    def of(cls, day: dt.date) -> Self:
        """Month that contains a date."""
        return cls(day.year, day.month)

    def plus(self, months: int) -> Month:
        """Month that lies so many months later (earlier if negative)."""
        index = self.year * 12 + self.month - 1 + months
        return Month(index // 12, index % 12 + 1)

    def until(self, later: Month) -> int:
        """Whole months from this one to a later one; negative if it is earlier."""
        return (later.year - self.year) * 12 + later.month - self.month

    @property
    def last_day(self) -> dt.date:
        """Last calendar day of the month."""
        return dt.date(self.year, self.month, calendar.monthrange(self.year, self.month)[1])

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A span of whole months, both ends included."""

    first: Month
    last: Month

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"period ends ({self.last}) before it begins ({self.first})")

    @classmethod
    def year(cls, year: int) -> Self:
        """Build a whole calendar year."""
        return cls(Month(year, 1), Month(year, 12))

    @classmethod
    def years(cls, first: int, last: int) -> Self:
        """Build several whole calendar years."""
        return cls(Month(first, 1), Month(last, 12))

    @classmethod
    def months_of(cls, year: int, *, through: int) -> Self:
        """January to month ``through`` of a year."""
        return cls(Month(year, 1), Month(year, through))

    @property
    def months(self) -> int:
        """Number of months."""
        return self.first.until(self.last) + 1

    @property
    def is_year(self) -> bool:
        """Whether it is exactly one calendar year."""
        return self.first.month == 1 and self.months == 12

    def shifted(self, years: int) -> Period:
        """Move it by so many years, earlier if negative."""
        return Period(self.first.plus(12 * years), self.last.plus(12 * years))

    def __str__(self) -> str:
        return str(self.first.year) if self.is_year else f"{self.first}/{self.last}"


@dataclass(frozen=True, slots=True)
class Amount:
    """Money in whole units of a currency, never in thousands or millions.

    Parameters
    ----------
    value : float
        Whole units.
    currency : str or None
        ISO 4217 code; None where the text leaves it open (a bare "$" outside the USA, no currency at all).
    prices : str
        ``"current"`` or the base year of constant prices, such as ``"2015"``.
    """

    value: float
    currency: str | None = "USD"
    prices: str = "current"
