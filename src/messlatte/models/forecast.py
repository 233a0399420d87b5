"""Forecast of a pair's turnover from its own yearly series: an ensemble with conformal intervals (docs/methods/forecast.md)."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from messlatte.core.answer import Forecast
from messlatte.core.errors import UsageError
from messlatte.core.evidence import Source
from messlatte.models.forecast_members import light_members
from messlatte.models.forecast_pool import LEVELS, Pool, PoolLine, apply_pool

__all__ = ["LEVELS", "LONGEST", "METHOD", "SHORTEST", "SeriesForecast", "forecast_many", "forecast_series"]

METHOD = "series-ensemble/1"
SHORTEST, LONGEST, HORIZON = 8, 20, 10
"""Years without a gap that a series must have, that are used, and that can be looked ahead."""

_TABLE = Path(__file__).parent / "data" / "forecast.json"

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class SeriesForecast:
    """Quantiles of log turnover relative to the last year of the series.

    Parameters
    ----------
    last_year : int
        Last year of the series.
    last_value : float
        Its turnover.
    levels : tuple of float (Q,)
        Levels of the quantiles.
    growth : tuple of tuples (H, Q)
        Log growth since the last year, one to H years ahead.
    """

    last_year: int
    last_value: float
    levels: tuple[float, ...]
    growth: tuple[tuple[float, ...], ...]
    model: str
    sources: tuple[Source, ...]

    def quantile(self, years: int, level: float) -> float:
        """Log growth ``years`` ahead at one level."""
        return float(np.interp(level, self.levels, self.growth[years - 1]))

    def exceeds(self, years: int, log_multiple: float) -> float:
        """Probability that turnover ``years`` ahead is at least exp(``log_multiple``) times the last; within [0.005, 0.995]."""
        return 1.0 - float(np.interp(log_multiple, self.growth[years - 1], self.levels))

    def in_money(self, currency: str) -> Forecast:
        """Quantiles in money, as `core.answer.Forecast`."""
        years = tuple(self.last_year + h for h in range(1, len(self.growth) + 1))
        values = tuple(tuple(self.last_value * math.exp(g) for g in row) for row in self.growth)
        return Forecast(years, self.levels, values, currency, self.model)


@dataclass(frozen=True, slots=True)
class _Table:
    pool: Pool
    sources: tuple[Source, ...]


@lru_cache(maxsize=1)
def _table() -> _Table:
    raw = json.loads(_TABLE.read_text(encoding="utf-8"))
    lines = (PoolLine(tuple(c["weights"]), tuple(c["scale"]), tuple(c["quantiles"]), c["n"], c["origins"]) for c in raw["lines"])
    return _Table(Pool(tuple(lines)), tuple(Source(**source) for source in raw["sources"]))


def forecast_series(series: Mapping[int, float], horizon: int = 5, pool: Pool | None = None) -> SeriesForecast | None:
    """Forecast one pair from its yearly turnover.

    Parameters
    ----------
    series : mapping of year to turnover
        USD. The latest run of positive years without a gap is used, up to `LONGEST` years.
    horizon : int
        Years ahead, 1 to 10.
    pool : Pool, optional
        Combination learned elsewhere (a backtest's, until some year); the shipped one by default.

    Returns
    -------
    SeriesForecast or None
        None if the run has fewer than `SHORTEST` years: there is nothing to learn from then, and the reference class has to answer.

    Raises
    ------
    UsageError
        If the horizon is not 1 to 10 years.
    """
    run = _latest_run(series)
    if len(run) < SHORTEST:
        _check(horizon, pool)
        return None
    values = [series[year] for year in run]
    growth = forecast_many(np.log([values]), horizon, pool)[0] - math.log(values[-1])
    rows = tuple(tuple(float(g) for g in row) for row in growth)
    return SeriesForecast(run[-1], values[-1], LEVELS, rows, METHOD, () if pool else _table().sources)


def forecast_many(logs: Array, horizon: int = 5, pool: Pool | None = None) -> Array:
    """Forecast many series of one length.

    Parameters
    ----------
    logs : array (n, T)
        Log turnover in USD, T at least `SHORTEST`, no gaps; the latest `LONGEST` years are used.
    horizon : int
        Years ahead, H, 1 to 10.
    pool : Pool, optional
        As in `forecast_series`.

    Returns
    -------
    array (n, H, Q)
        Quantiles of log turnover at `LEVELS`.

    Raises
    ------
    UsageError
        If the series are too short, hold gaps, or the horizon is too long.
    """
    _check(horizon, pool)
    if logs.shape[1] < SHORTEST or not np.isfinite(logs).all():
        raise UsageError(f"a forecast needs at least {SHORTEST} positive years without a gap, found {logs.shape[1]} columns")
    used = pool or _table().pool
    return apply_pool(Pool(used.lines[:horizon]), np.asarray(logs[:, -LONGEST:], dtype=np.float64), light_members)


def _check(horizon: int, pool: Pool | None) -> None:
    longest = len(pool.lines) if pool else HORIZON
    if not 1 <= horizon <= longest:
        raise UsageError(f"a series is forecast 1 to {longest} years ahead, found {horizon}")


def _latest_run(series: Mapping[int, float]) -> list[int]:
    """Latest consecutive years with a positive, finite turnover, in order."""
    years: list[int] = []
    for year in sorted((y for y, v in series.items() if v is not None and math.isfinite(v) and v > 0), reverse=True):
        if years and year != years[-1] - 1:
            break
        years.append(year)
    return years[:LONGEST][::-1]
