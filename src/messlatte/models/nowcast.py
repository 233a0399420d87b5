"""Nowcast: growth of some months of a year -> distribution of the full year and of the year after.

The model is learned from national monthly trade (docs/methods/nowcast.md); `scripts/fit_nowcast.py` makes its table.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from messlatte.core.errors import UsageError
from messlatte.core.evidence import Source
from messlatte.models.nowcast_design import Known, design, known_from_months, known_from_rate, scale_design
from messlatte.models.nowcast_fit import LEVELS, Line, Shape

__all__ = ["METHOD", "Nowcast", "Spread", "nowcast", "nowcast_from_months"]

METHOD = "nowcast/1"
_TABLE = Path(__file__).parent / "data" / "nowcast.json"
_SMALLEST, _LARGEST = 1e7, 2e12
"""Turnovers that the history holds, USD; sizes beyond are taken as these."""

Vector = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Spread:
    """Distribution of a log growth: ``values`` are its quantiles at ``levels``, linear in between, flat beyond the outermost."""

    levels: tuple[float, ...]
    values: tuple[float, ...]
    mean: float

    def quantile(self, level: float) -> float:
        """Log growth that is exceeded with probability 1 - ``level``; level in [0, 1]."""
        if not 0 <= level <= 1:
            raise UsageError(f"a quantile's level lies between 0 and 1, found {level}")
        return float(np.interp(level, self.levels, self.values))

    def quantiles(self, levels: Vector) -> Vector:
        """Quantiles at many levels."""
        return np.interp(levels, self.levels, self.values)

    def cdf(self, growth: float) -> float:
        """Probability that the log growth is at most ``growth``."""
        if growth < self.values[0]:
            return 0.0
        if growth >= self.values[-1]:
            return 1.0
        return float(np.interp(growth, self.values, self.levels))


@dataclass(frozen=True, slots=True)
class Nowcast:
    """What some months' growth says about the year and the year after.

    Parameters
    ----------
    months : int
        Elapsed months, 1 to 11, counted from January.
    rate : float
        Growth of these months over the same months a year earlier, as a fraction.
    tier : str
        What else was known: rate, size, history or series.
    full_year, following : Spread
        Log growth of the full year over the previous year, and of the next year over this one. `following` holds the growth of
        trade in general in its time (1985-2020).
    n : int
        Partner-years it was learned from.
    model, scope : str
        Method with version; whose trade it was learned from (always nations': no region is in it).
    """

    months: int
    rate: float
    tier: str
    full_year: Spread
    following: Spread
    n: int
    model: str
    scope: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class _Table:
    shapes: Mapping[tuple[str, int], Shape]
    regional_width: Mapping[str, float]
    sources: tuple[Source, ...]


def _line(raw: Mapping[str, list[float]], n: int) -> Line:
    return Line(tuple(raw["location"]), tuple(raw["scale"]), tuple(raw["quantiles"]), n)


@lru_cache(maxsize=1)
def _table() -> _Table:
    raw = json.loads(_TABLE.read_text(encoding="utf-8"))
    shapes = {
        (tier, int(months)): Shape(_line(cell["year"], cell["n"]), _line(cell["after"], cell["n"]))
        for tier, by_month in raw["shapes"].items()
        for months, cell in by_month.items()
    }
    return _Table(shapes, raw["regional_width"], tuple(Source(**source) for source in raw["sources"]))


def _spread(line: Line, x: Vector, s: Vector, width: float) -> Spread:
    location, scale = float(x @ np.array(line.location)), width * float(np.exp(s @ np.array(line.scale)))
    return Spread(LEVELS, tuple(location + scale * z for z in line.quantiles), location)


def _answer(tier: str, months: int, known: Known, region: bool) -> Nowcast:
    table = _table()
    width = table.regional_width[tier] if region else 1.0
    shape = table.shapes[tier, months]
    x, s = design(tier, months, known)[0], scale_design(tier, known)[0]
    return Nowcast(
        months=months,
        rate=float(np.expm1(known.rate[0])),
        tier=tier,
        full_year=_spread(shape.year, x, s, width),
        following=_spread(shape.after, x, s, width),
        n=shape.year.n,
        model=METHOD,
        scope=f"national, widened {width:g} times for a region" if region else "national",
        sources=table.sources,
    )


def _check_months(months: int) -> None:
    if not 1 <= months <= 11:
        raise UsageError(f"a nowcast needs 1 to 11 elapsed months, found {months}; a whole year's growth needs none")


def nowcast(rate: float, months: int, value: float | None = None, *, previous_growth: float | None = None, region: bool = False) -> Nowcast:
    """Say what the growth of the first months of a year means for the year and the next.

    Parameters
    ----------
    rate : float
        Growth of January to month ``months`` over the same months a year earlier, as a fraction (0.37 for 37 %); more than -1.
    months : int
        Elapsed months, 1 to 11, from January; another window of months is a different thing and not learned here.
    value : float, optional
        Turnover of the previous year, USD; its order of magnitude is what matters. Small flows are less certain.
    previous_growth : float, optional
        Growth of the previous year over the one before, as a fraction; used only together with ``value``.
    region : bool
        One of the two is a region: the class stays national, its spread is widened by what the one region at hand asks for.

    Returns
    -------
    Nowcast

    Raises
    ------
    UsageError
        If the months are not 1 to 11, the rate is not above -1, or the value is not positive.
    """
    _check_months(months)
    if not (math.isfinite(rate) and rate > -1):
        raise UsageError(f"a growth rate is a fraction above -1 (0.37 for 37 %), found {rate}")
    if value is not None and not (math.isfinite(value) and value > 0):
        raise UsageError(f"the size of a flow is a positive amount in USD, found {value}")
    if previous_growth is not None and not (math.isfinite(previous_growth) and previous_growth > -1):
        raise UsageError(f"the previous year's growth is a fraction above -1, found {previous_growth}")
    size = None if value is None else min(max(value, _SMALLEST), _LARGEST)
    tier = "rate" if size is None else "size" if previous_growth is None else "history"
    return _answer(tier, months, known_from_rate(rate, size, previous_growth), region)


def nowcast_from_months(
    previous: Sequence[float], current: Sequence[float], before: float | None = None, *, region: bool = False
) -> Nowcast:
    """Nowcast from both years' months, which tell the season and the latest pace as well.

    Parameters
    ----------
    previous : sequence of 12 floats
        Turnover of each month of the previous year, USD.
    current : sequence of 1 to 11 floats
        Turnover of the elapsed months, January first, USD.
    before : float, optional
        Turnover of the year before the previous one, USD.
    region : bool
        One of the two is a region; see `nowcast`.

    Raises
    ------
    UsageError
        If the months do not fit, or the elapsed months hold no trade in one of the two years (a growth rate does not exist then).
    """
    _check_months(len(current))
    if len(previous) != 12:
        raise UsageError(f"the previous year has 12 months, found {len(previous)}")
    past, now = np.array([previous], dtype=float), np.array([current], dtype=float)
    if not (np.isfinite(past).all() and np.isfinite(now).all() and (past >= 0).all() and (now >= 0).all()):
        raise UsageError("months are amounts of zero or more; a missing month cannot be nowcast over: state the rate instead")
    if past[:, : len(current)].sum() <= 0 or now.sum() <= 0:
        raise UsageError("nothing was traded in the elapsed months of one of the two years, so they have no growth rate")
    known = known_from_months(past, now, np.array([np.nan if before is None else before], dtype=float))
    return _answer("series", len(current), known, region)
