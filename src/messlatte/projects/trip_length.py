"""How long a trip is: as the timetable says, along its drawn line, or from stop to stop."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from messlatte.projects.gtfs import Feed, read_table
from messlatte.projects.stops import great_circle

__all__ = ["DETOUR", "trip_metres"]

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

DETOUR = 1.3
"""Road over straight line between stops: an assumption, used only where the feed has neither distances nor shapes."""

_UNITS = (1.0, 1000.0, 1609.344, 0.3048)  # m, km, miles, feet
_LEAST, _MOST = 0.95, 3.0  # a length that can be right, in units of the straight lines between stops


def trip_metres(
    feed: Feed,
    first: Ints,
    last: Ints,
    stop: Ints,
    travelled: Floats,
    shapes: Sequence[str],
    latitude: Floats,
    longitude: Floats,
    good: Ints,
) -> tuple[Floats, str]:
    """Length of every trip.

    Parameters
    ----------
    feed : Feed
    first, last : ndarray of int, shape (trips,)
        First and last call of a trip.
    stop, travelled : ndarray, shape (calls,)
        Place of the stop (-1 if unknown) and ``shape_dist_traveled`` in the feed's unknown unit (NaN if not given).
    shapes : sequence of str, length trips
    latitude, longitude : ndarray, shape (stops,)
    good : ndarray of int
        Trips that are used.

    Returns
    -------
    metres : ndarray, shape (trips,)
        The first of these that lies between 0.95 and 3 times the straight lines between the stops: what the feed says (its unit is the
        one of metre, kilometre, mile and foot that fits most trips best); the trip's shape; straight lines times `DETOUR`.
    source : str
        Where most of them come from: ``"shape_dist_traveled"``, ``"shapes"`` or ``"stops"``.
    """
    straight = _straight(first, last, stop, latitude, longitude)
    metres = straight * DETOUR
    source = np.full(len(first), 2)
    used = np.zeros(len(first), dtype=bool)
    used[good] = True
    said = np.full(len(first), np.nan)
    said[good] = travelled[last[good]] - travelled[first[good]]
    said *= _unit(said[used], straight[used])
    told = used & _credible(said, straight)
    metres[told], source[told] = said[told], 0
    rest: Ints = np.flatnonzero(used & ~told).astype(np.int64)
    lines = [shapes[n] for n in rest.tolist()]
    drawn_by_shape = _shape_metres(feed, frozenset(lines) - {""}) if lines else {}
    drawn = np.array([drawn_by_shape.get(line, np.nan) for line in lines])
    fits = _credible(drawn, straight[rest])
    metres[rest[fits]], source[rest[fits]] = drawn[fits], 1
    return metres, ("shape_dist_traveled", "shapes", "stops")[int(np.bincount(source[used], minlength=3).argmax())]


def _credible(length: Floats, straight: Floats) -> npt.NDArray[np.bool_]:
    with np.errstate(invalid="ignore"):
        inside: npt.NDArray[np.bool_] = (length > 0) & (length >= _LEAST * straight) & (length <= _MOST * np.maximum(straight, 100.0))
    return inside


def _straight(first: Ints, last: Ints, stop: Ints, latitude: Floats, longitude: Floats) -> Floats:
    """Sum of the straight lines between the stops of each trip; unknown stops are passed over."""
    trip = np.repeat(np.arange(len(first)), np.maximum(last - first + 1, 0))
    known = stop >= 0
    trip, place = trip[known], stop[known]
    if place.size < 2:
        return np.zeros(len(first))
    a, b = place[:-1], place[1:]
    legs = np.where(trip[:-1] == trip[1:], great_circle(latitude[a], longitude[a], latitude[b], longitude[b]), 0.0)
    total: Floats = np.bincount(trip[:-1], weights=legs, minlength=len(first)).astype(np.float64)
    return total


def _unit(said: Floats, straight: Floats) -> float:
    """Metres in the unit of ``shape_dist_traveled``."""
    with np.errstate(divide="ignore", invalid="ignore"):
        ratios = straight / said
    ratios = ratios[np.isfinite(ratios) & (ratios > 0)]
    if not ratios.size:
        return 1.0
    # Roads are longer than straight lines, so the middle ratio lies somewhat below the unit.
    middle = float(np.median(ratios)) * 1.2
    return min(_UNITS, key=lambda unit: abs(np.log(middle / unit)))


def _shape_metres(feed: Feed, shapes: frozenset[str]) -> dict[str, float]:
    """Length of the drawn line of each shape."""
    import pyarrow as pa
    import pyarrow.compute as pc

    columns = ("shape_id", "shape_pt_lat", "shape_pt_lon", "shape_pt_sequence")
    if not shapes or not feed.has("shapes"):
        return {}
    table = read_table(feed, "shapes", columns, columns, ("shape_id", shapes))
    numeric = [pc.if_else(pc.match_substring_regex(table[name], r"^-?\d+(\.\d+)?$"), table[name], None) for name in columns[1:]]
    lat, lon, sequence = (pc.cast(column, pa.float64()).to_numpy().astype(np.float64) for column in numeric)
    coded = table["shape_id"].combine_chunks().dictionary_encode()
    shape = coded.indices.to_numpy(zero_copy_only=False).astype(np.int64)
    order = np.lexsort((sequence, shape))
    order = order[np.isfinite(lat[order]) & np.isfinite(lon[order])]
    shape, lat, lon = shape[order], lat[order], lon[order]
    if shape.size < 2:
        return {}
    legs = np.where(shape[:-1] == shape[1:], great_circle(lat[:-1], lon[:-1], lat[1:], lon[1:]), 0.0)
    metres = np.bincount(shape[:-1], weights=legs, minlength=len(coded.dictionary))
    return dict(zip(coded.dictionary.to_pylist(), metres.tolist(), strict=True))
