"""Fit of the nowcast to monthly history, and its proof with one year left out at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from messlatte.models.nowcast_design import TIERS, Known, design, known_from_months, scale_design

__all__ = ["LEVELS", "Line", "Panel", "Shape", "fit_month", "regional_width"]

Vector = NDArray[np.float64]

LEVELS = (0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.975, 0.99, 0.995, 0.999)
_MIN_SPREAD = 1e-4


@dataclass(frozen=True, slots=True)
class Panel:
    """Partner-years with their months.

    Parameters
    ----------
    previous, current : array (n, 12)
        Months of the year before and of the year, USD.
    before, after : vector (n,)
        Turnover two years before the year and in the year after it, USD; NaN if unknown.
    year : vector of int (n,)
    partner, origin : vector of str (n,)
        Name of the pair, and of the source the row comes from.
    """

    previous: Vector
    current: Vector
    before: Vector
    after: Vector
    year: NDArray[np.int64]
    partner: NDArray[np.str_]
    origin: NDArray[np.str_]

    def where(self, keep: NDArray[np.bool_]) -> Panel:
        """Rows that are kept."""
        return Panel(*(getattr(self, name)[keep] for name in self.__slots__))

    def usable(self, months: int, least: float) -> NDArray[np.bool_]:
        """Rows whose previous year reached ``least`` USD and whose elapsed months hold trade in both years."""
        large: NDArray[np.bool_] = self.previous.sum(axis=1) >= least
        traded: NDArray[np.bool_] = (self.previous[:, :months].sum(axis=1) > 0) & (self.current[:, :months].sum(axis=1) > 0)
        return large & traded

    def known(self, months: int) -> Known:
        """What was known after so many months."""
        return known_from_months(self.previous, self.current[:, :months], self.before)

    @property
    def growth(self) -> Vector:
        """Log growth of the full year, shape (n,)."""
        return np.asarray(np.log(self.current.sum(axis=1) / self.previous.sum(axis=1)))

    @property
    def next_growth(self) -> Vector:
        """Log growth of the year after; NaN where unknown or nothing was traded."""
        with np.errstate(divide="ignore", invalid="ignore"):
            growth = np.log(self.after / self.current.sum(axis=1))
        return np.where(np.isfinite(growth), growth, np.nan)


@dataclass(frozen=True, slots=True)
class Line:
    """Location, log scale and standardised quantiles (at `LEVELS`) of one growth."""

    location: tuple[float, ...]
    scale: tuple[float, ...]
    quantiles: tuple[float, ...]
    n: int


@dataclass(frozen=True, slots=True)
class Shape:
    """Fit for one month and one tier: the year, and the year after."""

    year: Line
    after: Line


def _least_squares(x: Vector, y: Vector) -> Vector:
    return np.asarray(np.linalg.lstsq(x, y, rcond=None)[0], dtype=np.float64)


def _fit_line(x: Vector, s: Vector, y: Vector) -> Line:
    """Least squares for the location, log-linear scale of the absolute residuals, empirical quantiles of what is left."""
    location = _least_squares(x, y)
    residual = y - x @ location
    scale = _least_squares(s, np.log(np.abs(residual) + _MIN_SPREAD))
    z = residual / np.exp(s @ scale)
    return Line(tuple(location), tuple(scale), tuple(np.quantile(z, LEVELS)), len(y))


def fit_month(panel: Panel, months: int, *, least: float = 1e7) -> Mapping[str, Shape]:
    """Fit every tier for one number of elapsed months.

    Parameters
    ----------
    panel : Panel
        History to learn from.
    months : int
        Elapsed months, 1 to 11.
    least : float
        Turnover of the previous year, USD, from which a partner counts.

    Returns
    -------
    mapping of tier to Shape
    """
    rows = panel.where(panel.usable(months, least) & (panel.current.sum(axis=1) > 0))
    known, growth, after = rows.known(months), rows.growth, rows.next_growth
    shapes = {}
    for tier in TIERS:
        x, s = design(tier, months, known), scale_design(tier, known)
        fit = np.isfinite(known.before) if tier == "history" else np.ones(len(growth), dtype=bool)
        followed = np.isfinite(after) & fit
        shapes[tier] = Shape(_fit_line(x[fit], s[fit], growth[fit]), _fit_line(x[followed], s[followed], after[followed]))
    return shapes


def regional_width(region: Panel, shapes: Mapping[str, Shape], months: int, *, least: float = 1e7) -> Mapping[str, float]:
    """How much wider a region's surprises are than the national spread says, by tier.

    Ratio of the 10-90 % range of the region's standardised residuals to that of the fit; at least 1.
    """
    rows = region.where(region.usable(months, least) & (region.current.sum(axis=1) > 0))
    known, widths = rows.known(months), {}
    for tier in TIERS:
        fit = shapes[tier].year
        centre = design(tier, months, known) @ np.array(fit.location)
        z = (rows.growth - centre) / np.exp(scale_design(tier, known) @ np.array(fit.scale))
        low, high = np.interp((0.1, 0.9), LEVELS, fit.quantiles)
        widths[tier] = max(1.0, float((np.quantile(z, 0.9) - np.quantile(z, 0.1)) / (high - low)))
    return widths
