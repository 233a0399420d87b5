"""What a forecast has to beat: climatology, climatology given the tide, a random walk with drift."""

from __future__ import annotations

from functools import lru_cache
from statistics import NormalDist

import numpy as np

from messlatte.models.growth_fit import own_growth
from messlatte.models.panel import Floats, Ints, Panel

__all__ = ["climatology", "climatology_given_tide", "normal_cdf", "normal_quantiles", "random_walk"]

_LEAST = 1e7


def climatology(panel: Panel, horizon: int, bars: Floats) -> Floats:
    """Share of past windows of pairs of at least 10 m USD whose growth, world trade in it, was at least each log multiple; shape (K,)."""
    past = [_past(panel, base, horizon) + _tide(panel, base, horizon) for base in range(len(panel.years) - horizon)]
    return _share(np.concatenate(past), bars)


def climatology_given_tide(panel: Panel, horizon: int, bars: Floats) -> Floats:
    """The same of own growth, for bars from which the tide that was told has been taken; shape (K,)."""
    return _share(np.concatenate([_past(panel, base, horizon) for base in range(len(panel.years) - horizon)]), bars)


def random_walk(panel: Panel, chosen: Ints, horizon: int, bars: Floats) -> Floats:
    """Normal random walk with each pair's own drift and volatility, both of own growth and drawn to the mean of all pairs; shape (P, K)."""
    share = np.log(np.maximum(panel.turnover[chosen], 1e4)) - np.log(panel.world)
    steps = np.diff(share, axis=1)
    n = steps.shape[1]
    drift = steps.mean(axis=1) * n / (n + 5)
    spread = np.sqrt((steps.var(axis=1) * n + 5 * np.median(steps.var(axis=1))) / (n + 5))
    z = (bars[None, :] - drift[:, None] * horizon) / (spread[:, None] * np.sqrt(horizon))
    return 1 - normal_cdf(z)


def normal_cdf(z: Floats) -> Floats:
    """Standard normal distribution function, by interpolation on a fine grid."""
    grid, values = _normal_grid()
    found: Floats = np.interp(z, grid, values)
    return found


def normal_quantiles(levels: Floats) -> Floats:
    """Standard normal quantiles at levels in (0, 1)."""
    return np.array([NormalDist().inv_cdf(float(level)) for level in levels])


@lru_cache(maxsize=1)
def _normal_grid() -> tuple[Floats, Floats]:
    grid = np.linspace(-6, 6, 2401)
    return grid, np.array([NormalDist().cdf(float(x)) for x in grid])


def _past(panel: Panel, base: int, horizon: int) -> Floats:
    chosen = panel.turnover[:, base] >= _LEAST
    growth: Floats = own_growth(panel, base, horizon)[chosen]
    return growth


def _tide(panel: Panel, base: int, horizon: int) -> float:
    return float(np.log(panel.world[base + horizon] / panel.world[base]))


def _share(values: Floats, bars: Floats) -> Floats:
    ranked = np.sort(values)
    found: Floats = 1 - np.searchsorted(ranked, bars, side="left") / len(ranked)
    return found
