"""An invented town with a bus timetable, as a GTFS feed: for trying out, for tests and for benchmarks."""

from __future__ import annotations

import csv
import io
import zipfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np

__all__ = ["Town", "write_example_feed"]

_CENTRE = (54.19, 37.62)
_KM_PER_DEGREE = 111.32
_HEADWAYS = ((5, 6, 2.0), (6, 9, 1.0), (9, 15, 1.5), (15, 19, 1.0), (19, 22, 2.0), (22, 25, 3.0))  # from hour, to hour, factor


@dataclass(frozen=True, slots=True)
class Town:
    """What the invented timetable looks like.

    Parameters
    ----------
    routes : int
    minutes : float
        Between two buses of a route in the peaks; longer at other times.
    terminals : int
        Places where routes end.
    radius : float
        Of the town, km.
    speed : float
        In service, km/h.
    seed : int
    """

    routes: int = 12
    minutes: float = 12.0
    terminals: int = 8
    radius: float = 7.0
    speed: float = 18.0
    seed: int = 0


def write_example_feed(path: Path, town: Town | None = None) -> int:
    """Write a feed with trips until after midnight, and return how many trips a weekday has.

    Parameters
    ----------
    path : Path
        Zip file to write.
    town : Town, optional
    """
    town = town or Town()
    rng = np.random.default_rng(town.seed)
    angle, far = rng.uniform(0, 2 * np.pi, town.terminals), town.radius * np.sqrt(rng.uniform(0.2, 1.0, town.terminals))
    places = np.column_stack([far * np.cos(angle), far * np.sin(angle)])
    tables: dict[str, list[list[object]]] = {
        "agency": [
            ["agency_id", "agency_name", "agency_url", "agency_timezone"],
            ["1", "Invented town", "https://example.org", "Europe/Minsk"],
        ],
        "calendar": [
            ["service_id", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "start_date", "end_date"],
            ["weekday", 1, 1, 1, 1, 1, 0, 0, "20260101", "20261231"],
            ["weekend", 0, 0, 0, 0, 0, 1, 1, "20260101", "20261231"],
        ],
        "calendar_dates": [["service_id", "date", "exception_type"], ["weekday", "20260508", 2], ["weekend", "20260508", 1]],
        "stops": [["stop_id", "stop_name", "stop_lat", "stop_lon"], *_stops(places)],
        "routes": [["route_id", "agency_id", "route_short_name", "route_type"]],
        "trips": [["route_id", "service_id", "trip_id", "direction_id"]],
        "stop_times": [["trip_id", "arrival_time", "departure_time", "stop_id", "stop_sequence", "shape_dist_traveled"]],
    }
    count = sum(_route(tables, n, town, places, rng) for n in range(town.routes))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, rows in tables.items():
            text = io.StringIO()
            csv.writer(text).writerows(rows)
            archive.writestr(f"{name}.txt", text.getvalue())
    return count


def _stops(places: np.ndarray) -> list[list[object]]:
    shrink = np.cos(np.radians(_CENTRE[0]))
    return [
        [f"t{n}", f"Terminal {n + 1}", f"{_CENTRE[0] + y / _KM_PER_DEGREE:.6f}", f"{_CENTRE[1] + x / _KM_PER_DEGREE / shrink:.6f}"]
        for n, (x, y) in enumerate(places)
    ]


def _route(tables: dict[str, list[list[object]]], n: int, town: Town, places: np.ndarray, rng: np.random.Generator) -> int:
    """Add a route with both directions; returns its trips on a weekday."""
    a, b = rng.choice(town.terminals, 2, replace=False)
    km = max(3.0, float(np.hypot(*(places[a] - places[b]))) * 1.25)
    tables["routes"].append([f"r{n}", "1", str(n + 1), 3])
    count = 0
    for service, factor in (("weekday", 1.0), ("weekend", 1.8)):
        for direction, (origin, end) in enumerate(((a, b), (b, a))):
            start = 5 * 3600 + int(rng.integers(0, int(town.minutes * 60)))
            k = 0
            while start < 25 * 3600:
                slow, every = next((f for low, high, f in _HEADWAYS if low * 3600 <= start < high * 3600), 2.0), town.minutes * 60 * factor
                seconds = round(km / town.speed * 3600 * rng.uniform(0.95, 1.1))
                trip = f"r{n}-{service}-{direction}-{k}"
                tables["trips"].append([f"r{n}", service, trip, direction])
                tables["stop_times"].append([trip, _clock(start), _clock(start), f"t{origin}", 1, 0])
                tables["stop_times"].append([trip, _clock(start + seconds), _clock(start + seconds), f"t{end}", 2, f"{km:.3f}"])
                start, k, count = start + round(every * slow), k + 1, count + (service == "weekday")
    return count


def _clock(seconds: int) -> str:
    return f"{seconds // 3600:02d}:{seconds % 3600 // 60:02d}:{seconds % 60:02d}"
