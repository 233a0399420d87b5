"""The day of a statement: a date in the text whose year the weekday and the other dates settle."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from messlatte.statement.scene import Scene
from messlatte.statement.times import TimeMark

__all__ = ["Day", "day_of"]

_NEAR_WEEKDAY = 4
_SPREAD = 3
_AFTER = 40


@dataclass(frozen=True, slots=True)
class Day:
    """Day of a statement.

    ``how`` is ``given`` (publication date), ``written`` (the text says the year), ``weekday`` (settled by the weekday), ``nearest`` (the
    year of the other dates) or ``mismatch`` (no year near those of the text has that weekday).
    """

    date: dt.date
    how: str
    weekday: int | None = None
    span: tuple[int, int] | None = None


def day_of(scene: Scene) -> Day | None:
    """Settle the day on which a statement was made.

    Notes
    -----
    A day with a month but no year gets the latest year not after the publication (or, without one, not before the latest year that the
    text names) in which it falls on the weekday that is said; where no such year lies within three years, the nearest is kept and the
    disagreement reported. A date long before the publication is that of something else, and the publication date is taken.
    """
    published = scene.reference.date()
    found = next((day for mark in scene.times if mark.kind == "date" and (day := _settled(scene, mark, published)) is not None), None)
    if published is None:
        return found
    if found is not None and 0 <= (published - found.date).days <= _AFTER:
        return found
    return Day(published, "given")


def _settled(scene: Scene, mark: TimeMark, published: dt.date | None) -> Day | None:
    words = scene.tokens.words[mark.i : mark.j]
    days = [int(word) for word in words if word.isdigit() and len(word) <= 2]
    months = [int(value) for k in range(mark.i, mark.j) if (value := scene.tags.value("month", k)) is not None]
    years = [int(word) for word in words if word.isdigit() and len(word) == 4]
    if not days or not months:
        return None
    weekday = _weekday(scene, mark)
    span = scene.span(mark.i, mark.j)
    if years:
        date = _date(years[0], months[0], days[0])
        if date is None:
            return None
        return Day(date, "written" if weekday in (None, date.weekday()) else "mismatch", weekday, span)
    around = _years(scene, published)
    dates = [date for year in around if (date := _date(year, months[0], days[0])) is not None]
    if published is not None:
        dates = [date for date in dates if date <= published]
    if not dates:
        return None
    if weekday is None:
        return Day(dates[0], "nearest", None, span)
    fitting = [date for date in dates if date.weekday() == weekday]
    return Day(fitting[0], "weekday", weekday, span) if fitting else Day(dates[0], "mismatch", weekday, span)


def _weekday(scene: Scene, mark: TimeMark) -> int | None:
    """Weekday named just before or behind a date."""
    near = [*range(mark.i - 1, max(mark.i - _NEAR_WEEKDAY, 0) - 1, -1), *range(mark.j, min(mark.j + 3, len(scene.tokens)))]
    for k in near:
        value = scene.tags.value("weekday", k)
        if value is not None:
            return int(value)
    return None


def _years(scene: Scene, published: dt.date | None) -> list[int]:
    """Years to try, the likeliest first: around the publication, or from the latest year that the text names."""
    if published is not None:
        return [published.year - back for back in range(_SPREAD)]
    if scene.reference.year is not None:
        return [scene.reference.year, scene.reference.year - 1]
    named = sorted(_named(scene.times))
    if not named:
        return []
    latest = named[-1]
    return [latest, latest + 1, *(latest - back for back in range(1, _SPREAD))]


def _named(marks: Iterable[TimeMark]) -> set[int]:
    """Years that the text names of what was, not of what shall be."""
    return {mark.last.year for mark in marks if mark.own and mark.kind in ("period", "since") and mark.last is not None}


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
