"""Proof of the nowcast: every year predicted by a model that has not seen it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from messlatte.models.nowcast_design import TIERS, Known, design, scale_design
from messlatte.models.nowcast_fit import LEVELS, Line, Panel, Shape, fit_month

__all__ = ["NowcastScore", "backtest_nowcast"]

Vector = NDArray[np.float64]

_INTERVALS = (0.5, 0.8, 0.9)


@dataclass(frozen=True, slots=True)
class NowcastScore:
    """Errors over the years left out, for one origin of data, one tier and one number of months.

    Parameters
    ----------
    origin, tier : str
        Whose trade; what was known (`nowcast_design.TIERS`).
    months, n : int
        Elapsed months; partner-years predicted.
    rmse, hindsight, line, own : float
        Root mean squared error of the log growth of the full year: the nowcast; the nowcast fitted on all years, this one too (a bound, no
        forecast); a straight line through the rate (also fitted without the year); the months' growth taken for the year's.
    cover50, cover80, cover90 : float
        Share of full years inside the central intervals.
    smaller80, larger80 : float
        The same at 80 % for the smaller and the larger half of the flows.
    next_rmse, next_cover80 : float
        The same for the growth of the year after.
    """

    origin: str
    tier: str
    months: int
    n: int
    rmse: float
    hindsight: float
    line: float
    own: float
    cover50: float
    cover80: float
    cover90: float
    smaller80: float
    larger80: float
    next_rmse: float
    next_cover80: float


@dataclass(frozen=True, slots=True)
class _Predicted:
    """Location and interval bounds (n, 3, 2) of one growth, row by row."""

    location: Vector
    bounds: Vector


def backtest_nowcast(panel: Panel, months: Sequence[int] = (3, 6, 9, 11), *, least: float = 1e7) -> Iterator[NowcastScore]:
    """Leave out one year at a time (in every source at once) and predict it.

    Parameters
    ----------
    panel : Panel
        History.
    months : sequence of int
        Elapsed months to score.
    least : float
        Turnover of the previous year, USD, from which a partner counts.

    Yields
    ------
    NowcastScore
        One for each origin, tier and number of months. A tier that needs the growth before falls back to "size" where it is unknown.
    """
    for elapsed in months:
        rows = panel.where(panel.usable(elapsed, least) & (panel.current.sum(axis=1) > 0))
        known = rows.known(elapsed)
        year, after, seen = ({tier: _empty(len(rows.year)) for tier in TIERS} for _ in range(3))
        line = np.empty(len(rows.year))
        for left_out in np.unique(rows.year):
            out = rows.year == left_out
            # The growth of the year after is not in the fit of the year before either: it would tell of the year left out.
            shapes = fit_month(_without(rows, int(left_out)), elapsed, least=least)
            for tier in TIERS:
                _fill(year[tier], after[tier], out, tier, elapsed, known, shapes)
            slope = np.polyfit(known.rate[~out], rows.growth[~out], 1)
            line[out] = np.polyval(slope, known.rate[out])
        everything = fit_month(rows, elapsed, least=least)
        for tier in TIERS:
            _fill(seen[tier], _empty(len(rows.year)), np.ones(len(rows.year), dtype=bool), tier, elapsed, known, everything)
        for origin in np.unique(rows.origin):
            for tier in TIERS:
                yield _score(str(origin), tier, elapsed, rows, known, (year[tier], after[tier], seen[tier]), line)


def _empty(n: int) -> _Predicted:
    return _Predicted(np.empty(n), np.empty((n, 3, 2)))


def _without(rows: Panel, year: int) -> Panel:
    kept = rows.where(rows.year != year)
    after = np.where(kept.year == year - 1, np.nan, kept.after)
    return Panel(kept.previous, kept.current, kept.before, after, kept.year, kept.partner, kept.origin)


def _rows_of(known: Known, keep: NDArray[np.bool_]) -> Known:
    return Known(*(getattr(known, name)[keep] for name in Known.__slots__))


def _fill(
    year: _Predicted, after: _Predicted, out: NDArray[np.bool_], tier: str, months: int, known: Known, shapes: Mapping[str, Shape]
) -> None:
    """Write the predictions of the year left out."""
    unknown = out & ~np.isfinite(known.before) if tier == "history" else np.zeros_like(out)
    for used, rows in ((tier, out & ~unknown), ("size", unknown)):
        if rows.any():
            part = _rows_of(known, rows)
            x, s = design(used, months, part), scale_design(used, part)
            for target, fit in ((year, shapes[used].year), (after, shapes[used].after)):
                target.location[rows] = x @ np.array(fit.location)
                target.bounds[rows] = target.location[rows, None, None] + np.exp(s @ np.array(fit.scale))[:, None, None] * _bounds(fit)


def _bounds(fit: Line) -> Vector:
    """Standardised bounds of the central intervals, shape (3, 2)."""
    return np.array([[np.interp((1 - w) / 2, LEVELS, fit.quantiles), np.interp((1 + w) / 2, LEVELS, fit.quantiles)] for w in _INTERVALS])


def _rms(errors: Vector) -> float:
    return float(np.sqrt(np.mean(errors**2)))


def _score(
    origin: str, tier: str, months: int, rows: Panel, known: Known, found: tuple[_Predicted, _Predicted, _Predicted], line: Vector
) -> NowcastScore:
    year, after, seen_before = found
    mine = rows.origin == origin
    growth, next_growth = rows.growth[mine], rows.next_growth[mine]
    inside = (growth[:, None] >= year.bounds[mine, :, 0]) & (growth[:, None] <= year.bounds[mine, :, 1])
    small = known.size[mine] < np.median(known.size[mine])
    seen = np.isfinite(next_growth)
    next_inside = (next_growth >= after.bounds[mine, 1, 0]) & (next_growth <= after.bounds[mine, 1, 1])
    return NowcastScore(
        origin=origin,
        tier=tier,
        months=months,
        n=int(mine.sum()),
        rmse=_rms(growth - year.location[mine]),
        hindsight=_rms(growth - seen_before.location[mine]),
        line=_rms(growth - line[mine]),
        own=_rms(growth - known.rate[mine]),
        cover50=float(inside[:, 0].mean()),
        cover80=float(inside[:, 1].mean()),
        cover90=float(inside[:, 2].mean()),
        smaller80=float(inside[small, 1].mean()),
        larger80=float(inside[~small, 1].mean()),
        next_rmse=_rms(next_growth[seen] - after.location[mine][seen]),
        next_cover80=float(next_inside[seen].mean()),
    )
