"""The trips of one service day: when and where each begins and ends, and how far it goes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from messlatte.core.errors import InputError, UsageError
from messlatte.projects.gtfs import Feed, open_feed, read_table
from messlatte.projects.service_days import busiest_day, mean_day, service_days
from messlatte.projects.stops import Terminal, grouped, positions
from messlatte.projects.trip_length import trip_metres

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["BUS_TYPES", "Timetable", "Trip", "read_timetable"]

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

BUS_TYPES = frozenset({"3", *(str(code) for code in range(700, 800))})
"""Route types of buses: 3 of the specification, 700-799 of its extension. Trolleybuses (11, 800) are electric already."""

_MOST_TRIPS = 300_000
_TIME = r"^(?P<h>\d{1,3}):(?P<m>[0-5]?\d)(?::(?P<s>[0-5]?\d))?$"
_STOP_TIMES = ("trip_id", "arrival_time", "departure_time", "stop_id", "stop_sequence", "shape_dist_traveled")


@dataclass(frozen=True, slots=True)
class Trip:
    """One run of a bus in service.

    Parameters
    ----------
    id, route : str
    start, end : int
        Seconds after the day's midnight; beyond 86,400 for runs after midnight.
    origin, destination : int
        Places in `Timetable.terminals`.
    metres : float
    """

    id: str
    route: str
    start: int
    end: int
    origin: int
    destination: int
    metres: float


@dataclass(frozen=True, slots=True)
class Timetable:
    """A service day.

    Parameters
    ----------
    day : date
    trips : tuple of Trip
        By start, then end.
    terminals : tuple of Terminal
        Where trips begin and end.
    blocks_today : int
        Number of vehicles that the feed itself plans (``block_id``); 0 if it does not say.
    left_out : dict
        Reason -> number of trips that could not be used.
    lengths : str
        Where most lengths come from: ``"shape_dist_traveled"``, ``"shapes"`` or ``"stops"``.
    year_share : float
        Trips of a mean day of the calendar over the trips of this day.
    """

    day: date
    trips: tuple[Trip, ...]
    terminals: tuple[Terminal, ...]
    blocks_today: int
    left_out: dict[str, int]
    lengths: str
    year_share: float = 1.0

    @property
    def km(self) -> float:
        """Kilometres in service on the day."""
        return sum(trip.metres for trip in self.trips) / 1000

    @property
    def speed(self) -> float:
        """Mean speed in service, km/h."""
        hours = sum(trip.end - trip.start for trip in self.trips) / 3600
        return self.km / hours if hours else 0.0


def read_timetable(path: Path, *, day: date | None = None, routes: Collection[str] = (), types: Collection[str] = BUS_TYPES) -> Timetable:
    """Trips of one service day.

    Parameters
    ----------
    path : Path
        GTFS feed, zip file or folder.
    day : date, optional
        The day with most trips if not given.
    routes : collection of str
        Ids or short names of the routes to electrify; all of the types if empty.
    types : collection of str
        ``route_type`` values that count.

    Raises
    ------
    UsageError
        If the feed is missing, a route is unknown or nothing runs on that day.
    InputError
        If the feed cannot be read.
    """
    feed = open_feed(path)
    names = _routes(feed, frozenset(routes), frozenset(types))
    trips = read_table(feed, "trips", ("trip_id", "route_id", "service_id", "shape_id", "block_id"), ("trip_id", "route_id", "service_id"))
    rows = {row["trip_id"]: row for row in trips.to_pylist() if row["route_id"] in names and row["trip_id"]}
    days = service_days(feed)
    trips_of = Counter(row["service_id"] for row in rows.values())
    chosen = day or busiest_day(days, trips_of)
    running = days.on(chosen)
    rows = {trip: row for trip, row in rows.items() if row["service_id"] in running}
    if not rows:
        first, last = days.span()
        raise UsageError(f"{path}: no trip of these routes on {chosen}; the calendar covers {first} to {last}")
    return replace(_timetable(feed, chosen, rows, names), year_share=mean_day(days, trips_of) / len(rows))


def _routes(feed: Feed, wanted: frozenset[str], types: frozenset[str]) -> dict[str, str]:
    """Id -> short name of the routes to use."""
    columns = ("route_id", "route_short_name", "route_type")
    all_rows = [row for row in read_table(feed, "routes", columns, ("route_id", "route_type")).to_pylist() if row["route_type"] in types]
    if not all_rows:
        raise InputError(f"{feed.path}: routes.txt has no route of the types {', '.join(sorted(types, key=int)[:3])}, ... (buses)")
    names = {row["route_id"]: row["route_short_name"] or row["route_id"] for row in all_rows if row["route_id"]}
    unknown = wanted - set(names) - set(names.values())
    if unknown:
        known = ", ".join(sorted(set(names.values()))[:20])
        raise UsageError(f"route {', '.join(sorted(unknown))}: not in {feed.path}; its bus routes are {known}")
    return {route: name for route, name in names.items() if not wanted or route in wanted or name in wanted}


def _seconds(column: pa.ChunkedArray) -> Floats:
    """Times of the specification as seconds; NaN where there is none."""
    import pyarrow.compute as pc

    parts = pc.extract_regex(column.combine_chunks(), pattern=_TIME)
    h, m, s = (_numbers(pc.struct_field(parts, name)) for name in "hms")
    return h * 3600 + m * 60 + np.nan_to_num(s)


def _numbers(column: pa.Array) -> Floats:
    """Text as numbers; NaN where it is none."""
    import pyarrow as pa
    import pyarrow.compute as pc

    plain = pc.if_else(pc.match_substring_regex(column, r"^-?\d+(\.\d+)?$"), column, None)
    values: Floats = pc.cast(plain, pa.float64()).to_numpy(zero_copy_only=False)
    return values.astype(np.float64)


def _timetable(feed: Feed, day: date, rows: dict[str, dict[str, str]], names: dict[str, str]) -> Timetable:
    """Bring times, places and lengths together."""
    calls = read_table(feed, "stop_times", _STOP_TIMES, _STOP_TIMES[:5], ("trip_id", frozenset(rows)))
    ids = list(rows)
    place = {trip: n for n, trip in enumerate(ids)}
    trip = np.array([place[name] for name in calls["trip_id"].to_pylist()], dtype=np.int64)
    order = np.lexsort((_numbers(calls["stop_sequence"].combine_chunks()), trip))
    trip = trip[order]
    arrive, leave = _seconds(calls["arrival_time"])[order], _seconds(calls["departure_time"])[order]
    arrive, leave = np.where(np.isnan(arrive), leave, arrive), np.where(np.isnan(leave), arrive, leave)
    stops = positions(feed)
    stop = stops.places(calls["stop_id"].to_pylist())[order]
    first = np.searchsorted(trip, np.arange(len(ids)))
    last = np.searchsorted(trip, np.arange(len(ids)), side="right") - 1
    bad, reasons = _unusable(first, last, arrive, leave, stop)
    good = np.flatnonzero(~bad)
    if not good.size:
        raise InputError(f"{feed.path}: none of the {len(ids)} trips on {day} can be used ({reasons}); stop_times.txt lacks times or stops")
    travelled = _numbers(calls["shape_dist_traveled"].combine_chunks())[order]
    shapes = [rows[name]["shape_id"] or "" for name in ids]
    metres, origin_of_lengths = trip_metres(feed, first, last, stop, travelled, shapes, stops.latitude, stops.longitude, good)
    terminals, group = grouped(stops, np.unique(stop[np.concatenate([first[good], last[good]])]))
    found = [
        Trip(ids[n], names[rows[ids[n]]["route_id"]], int(leave[first[n]]), int(arrive[last[n]]), a, b, float(metres[n]))
        for n in good
        for a, b in [(group[int(stop[first[n]])], group[int(stop[last[n]])])]
    ]
    blocks = {rows[ids[n]]["block_id"] for n in good}
    planned = 0 if None in blocks else len(blocks)
    trips = sorted(_repeated(feed, found), key=lambda t: (t.start, t.end, t.id))
    return Timetable(day, tuple(trips), terminals, planned, reasons, origin_of_lengths)


def _unusable(first: Ints, last: Ints, arrive: Floats, leave: Floats, stop: Ints) -> tuple[npt.NDArray[np.bool_], dict[str, int]]:
    """Trips that cannot be used, and how many for which reason."""
    short = last - first < 1
    a, b = np.where(short, 0, first), np.where(short, 0, last)
    if not len(leave):
        return np.ones_like(short), {"fewer than two stops": int(short.sum())}
    timeless = ~short & (np.isnan(leave[a]) | np.isnan(arrive[b]))
    backwards = ~short & ~timeless & (arrive[b] <= leave[a])
    nowhere = ~short & ((stop[a] < 0) | (stop[b] < 0))
    reasons = {"fewer than two stops": short, "no time": timeless, "ends before it begins": backwards, "stop without position": nowhere}
    bad = short | timeless | backwards | nowhere
    return bad, {why: int(which.sum()) for why, which in reasons.items() if which.any()}


def _repeated(feed: Feed, trips: list[Trip]) -> list[Trip]:
    """Trips of ``frequencies.txt`` run from ``start_time`` to before ``end_time`` every ``headway_secs``; the others once."""
    columns = ("trip_id", "start_time", "end_time", "headway_secs")
    table = read_table(feed, "frequencies", columns, columns, ("trip_id", frozenset(trip.id for trip in trips)))
    if not table.num_rows:
        return trips
    begin, end, headway = _seconds(table["start_time"]), _seconds(table["end_time"]), _numbers(table["headway_secs"].combine_chunks())
    windows: dict[str, list[tuple[float, float, float]]] = {}
    for name, *window in zip(table["trip_id"].to_pylist(), begin, end, headway, strict=True):
        if np.isfinite(window).all() and window[2] > 0 and window[1] > window[0]:
            windows.setdefault(name, []).append((window[0], window[1], window[2]))
    count = sum(int((b - a) // h) + 1 for spans in windows.values() for a, b, h in spans)
    if count > _MOST_TRIPS:
        raise InputError(f"{feed.path}: frequencies.txt makes {count:,} trips of one day; a headway in it cannot be meant")
    out = [trip for trip in trips if trip.id not in windows]
    for trip in trips:
        for begin_at, end_at, every in windows.get(trip.id, ()):
            for n, start in enumerate(np.arange(begin_at, end_at, every)):
                out.append(replace(trip, id=f"{trip.id}@{n}/{int(begin_at)}", start=int(start), end=int(start) + trip.end - trip.start))
    return out
