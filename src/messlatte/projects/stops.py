"""Stops of a timetable: where they are, and which of them are one terminal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from messlatte.projects.gtfs import Feed, read_table

__all__ = ["Stops", "Terminal", "great_circle", "grouped", "positions"]

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

_EARTH = 6_371_008.8  # mean radius, m
_TOGETHER = 600.0  # m: stops of one name within this are one terminal


@dataclass(frozen=True, slots=True)
class Terminal:
    """A place where trips begin or end; position of one of its stops."""

    name: str
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Stops:
    """All stops that have a position; arrays are by place."""

    place: dict[str, int]
    names: tuple[str, ...]
    parents: tuple[str, ...]
    latitude: Floats
    longitude: Floats

    def places(self, ids: Sequence[str | None]) -> Ints:
        """Place of each stop, -1 where it is unknown."""
        return np.array([self.place.get(stop, -1) if stop else -1 for stop in ids], dtype=np.int64)


def great_circle(lat1: Floats, lon1: Floats, lat2: Floats, lon2: Floats) -> Floats:
    """Metres between points given in degrees (haversine formula), element by element."""
    p1, p2 = np.radians(lat1), np.radians(lat2)
    half = np.sin((p2 - p1) / 2) ** 2 + np.cos(p1) * np.cos(p2) * np.sin(np.radians(lon2 - lon1) / 2) ** 2
    metres: Floats = 2 * _EARTH * np.arcsin(np.sqrt(np.minimum(half, 1.0)))
    return metres


def positions(feed: Feed) -> Stops:
    """Read ``stops.txt``; a stop without a position of its own has that of its station."""
    columns = ("stop_id", "stop_name", "stop_lat", "stop_lon", "parent_station")
    rows = {row["stop_id"]: row for row in read_table(feed, "stops", columns, columns[:1]).to_pylist() if row["stop_id"]}
    found: list[tuple[str, str, str, float, float]] = []
    for stop, row in rows.items():
        parent = rows.get(row["parent_station"] or "")
        point = _point(row) or (_point(parent) if parent else None)
        if point:
            found.append((stop, row["stop_name"] or (parent or {}).get("stop_name") or stop, row["parent_station"] or "", *point))
    return Stops(
        {stop: n for n, (stop, *_) in enumerate(found)},
        tuple(row[1] for row in found),
        tuple(row[2] for row in found),
        np.array([row[3] for row in found], dtype=np.float64),
        np.array([row[4] for row in found], dtype=np.float64),
    )


def _point(row: dict[str, str | None]) -> tuple[float, float] | None:
    try:
        latitude, longitude = float(row["stop_lat"] or "x"), float(row["stop_lon"] or "x")
    except ValueError:
        return None
    # 0, 0 is how feeds write "unknown"; no bus ends in the Gulf of Guinea.
    return (latitude, longitude) if abs(latitude) <= 90 and abs(longitude) <= 180 and (latitude, longitude) != (0.0, 0.0) else None


def grouped(stops: Stops, used: Ints) -> tuple[tuple[Terminal, ...], dict[int, int]]:
    """Gather platforms into terminals: one station, or one name within 600 m.

    Parameters
    ----------
    stops : Stops
    used : ndarray of int
        Places of stops at which trips begin or end.

    Returns
    -------
    terminals : tuple of Terminal
    group : dict
        Place of a stop -> place in ``terminals``.
    """
    terminals: list[Terminal] = []
    by_key: dict[str, list[int]] = {}
    group: dict[int, int] = {}
    for stop in used.tolist():
        here = Terminal(stops.names[stop], float(stops.latitude[stop]), float(stops.longitude[stop]))
        key = stops.parents[stop] or here.name.casefold()
        near = next((n for n in by_key.get(key, ()) if stops.parents[stop] or _apart(terminals[n], here) <= _TOGETHER), None)
        if near is None:
            near = len(terminals)
            terminals.append(here)
            by_key.setdefault(key, []).append(near)
        group[stop] = near
    return tuple(terminals), group


def _apart(one: Terminal, other: Terminal) -> float:
    a, b, c, d = (np.array(x) for x in (one.latitude, one.longitude, other.latitude, other.longitude))
    return float(great_circle(a, b, c, d))
