"""Which services of a timetable run on which day: weekly pattern, and the dates added to it or taken from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from messlatte.core.errors import InputError
from messlatte.projects.gtfs import Feed, read_table

__all__ = ["ServiceDays", "busiest_day", "mean_day", "service_days"]

_WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SPAN = 800  # days of a calendar that are looked at


@dataclass(frozen=True, slots=True)
class ServiceDays:
    """Calendar of a feed.

    Parameters
    ----------
    weekly : dict
        Service -> (first day, last day, seven booleans from Monday on).
    added, removed : dict
        Day -> services that run although, or do not run because, it says so.
    """

    weekly: Mapping[str, tuple[date, date, tuple[bool, ...]]]
    added: Mapping[date, frozenset[str]]
    removed: Mapping[date, frozenset[str]]

    def on(self, day: date) -> frozenset[str]:
        """Services that run on a day."""
        regular = {service for service, (first, last, week) in self.weekly.items() if first <= day <= last and week[day.weekday()]}
        return frozenset((regular | self.added.get(day, frozenset())) - self.removed.get(day, frozenset()))

    def span(self) -> tuple[date, date]:
        """First and last day that anything is said of."""
        days = [day for first, last, _ in self.weekly.values() for day in (first, last)] + list(self.added)
        return min(days), max(days)


def _day(text: str | None) -> date | None:
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:8])) if text and len(text) == 8 else None
    except ValueError:
        return None


def service_days(feed: Feed) -> ServiceDays:
    """Read ``calendar.txt`` and ``calendar_dates.txt``; either may be missing.

    Raises
    ------
    InputError
        If neither names a day.
    """
    weekly: dict[str, tuple[date, date, tuple[bool, ...]]] = {}
    for row in read_table(feed, "calendar", ("service_id", "start_date", "end_date", *_WEEK), ("service_id", *_WEEK)).to_pylist():
        first, last = _day(row["start_date"]), _day(row["end_date"])
        if row["service_id"] and first and last:
            weekly[row["service_id"]] = (first, last, tuple(row[name] == "1" for name in _WEEK))
    exceptions: dict[str, dict[date, set[str]]] = {"1": {}, "2": {}}
    columns = ("service_id", "date", "exception_type")
    for row in read_table(feed, "calendar_dates", columns, columns).to_pylist():
        day = _day(row["date"])
        if day and row["service_id"] and row["exception_type"] in exceptions:
            exceptions[row["exception_type"]].setdefault(day, set()).add(row["service_id"])
    added, removed = ({day: frozenset(services) for day, services in exceptions[kind].items()} for kind in ("1", "2"))
    if not weekly and not added:
        raise InputError(f"{feed.path}: neither calendar.txt nor calendar_dates.txt names a day on which anything runs")
    return ServiceDays(weekly, added, removed)


def busiest_day(days: ServiceDays, trips: Mapping[str, int]) -> date:
    """Day with most trips; of equal ones the first.

    Parameters
    ----------
    days : ServiceDays
    trips : dict
        Service -> number of its trips.

    Notes
    -----
    The fleet has to serve the busiest day, so it is the honest default; at most 800 days of a calendar are looked at.
    """
    count = _by_day(days, trips)
    return max(sorted(count), key=lambda day: count[day])


def mean_day(days: ServiceDays, trips: Mapping[str, int]) -> float:
    """Trips of a mean day, over the days of the calendar on which anything runs (at most 800)."""
    count = [trips_of_day for trips_of_day in _by_day(days, trips).values() if trips_of_day]
    return sum(count) / len(count) if count else 0.0


def _by_day(days: ServiceDays, trips: Mapping[str, int]) -> dict[date, int]:
    first, last = days.span()
    calendar = [first + timedelta(days=offset) for offset in range(min((last - first).days, _SPAN) + 1)]
    return {day: sum(trips.get(service, 0) for service in days.on(day)) for day in calendar}
