"""Reference classes: how often comparable pairs multiplied their trade, counted in real history.

A window is one pair in one base year. Its class is the size of the turnover (scaled to the world trade of the last year, so that a class
means the same share of world trade in every year) and last year's growth relative to world trade. Two things are counted at each horizon
``h``: whether the turnover of *some* year up to ``h`` was at least the multiple (in current USD, as a target is stated), and whether the
pair's *own* growth at ``h``, world trade taken out, was at least the multiple. See ``docs/methods/bar.md``.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from messlatte.core.answer import BaseRate
from messlatte.models.panel import Floats, Ints, Panel

__all__ = [
    "ANY_GROWTH",
    "ANY_SIZE",
    "GROWTH_BOUNDS",
    "NOT_TODAY",
    "SIZE_BOUNDS",
    "ClassCounts",
    "count_classes",
    "growth_class",
    "size_class",
    "window_cells",
]

SIZE_BOUNDS = (1e6, 1e7, 1e8, 1e9, 1e10)
GROWTH_BOUNDS = (-0.25, -0.05, 0.08, 0.30)
ANY_GROWTH = len(GROWTH_BOUNDS) + 1
ANY_SIZE = len(SIZE_BOUNDS) + 1

NOT_TODAY = frozenset(
    code
    for line in (
        "ANT ATA ATF BAT BLX BUN BVT CSK DDR FRE HMD IOT KN1 MNT NZE OAS PCE PCZ ROM",
        "RYU SCG SGS SIK SPE SVR SVU TAN TMP UMI UNS USP VDR YDR YUG ZAR ZPM ZW1",
    )
    for code in line.split()
)
"""Groups, leftovers, territories without own trade and former states in the codes of old files."""

_NICE = (0.5, 0.8, 0.9, 1.0, 1.1, 1.2, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0, 4.0, 5.0, 7.5, 10.0, 20.0)
EDGES: Floats = np.unique(np.round(np.concatenate([np.arange(-3.0, 4.01, 0.1), np.log(_NICE)]), 12))


def size_class(size: float | Floats) -> Ints:
    """Index of the size class, 0 for the smallest, of a turnover scaled to the world trade of the last year counted."""
    return np.searchsorted(SIZE_BOUNDS, size, side="right").astype(np.int64)


def growth_class(growth: float | Floats) -> Ints:
    """Index of the class of last year's log growth relative to world trade; `ANY_GROWTH` where it is not known (NaN)."""
    found = np.searchsorted(GROWTH_BOUNDS, growth, side="right")
    return np.where(np.isnan(growth), ANY_GROWTH, found).astype(np.int64)


@dataclass(frozen=True, slots=True)
class ClassCounts:
    """Counts by size class s, growth class g (the last index of both: any), horizon h and log multiple k.

    Parameters
    ----------
    horizons : Ints, shape (H,)
        Years ahead.
    edges : Floats, shape (K,)
        Log multiples, ascending.
    windows, pairs : Ints, shape (S, G, H)
        Windows that could be followed to the horizon, and distinct pairs among them.
    within : Ints, shape (S, G, H, K)
        Windows in which some year up to the horizon reached the multiple, in current USD.
    own : Ints, shape (S, G, H, K)
        Windows whose own growth at the horizon, world trade taken out, reached it.
    first, last : int
        First and last year of the data.
    source : str
        Where the data come from.
    """

    horizons: Ints
    edges: Floats
    windows: Ints
    pairs: Ints
    within: Ints
    own: Ints
    first: int
    last: int
    world_first: float
    world_last: float
    source: str

    def base_rate(self, size: int, growth: int, horizon: int, multiple: float) -> BaseRate:
        """Count how many windows of a class reached a multiple within a horizon.

        Between two counted multiples the count is interpolated in the logarithm and rounded; at them it is exact.

        Raises
        ------
        KeyError
            If the horizon was not counted.
        """
        h = int(np.flatnonzero(self.horizons == horizon)[0]) if horizon in self.horizons else -1
        if h < 0:
            raise KeyError(f"no counts for {horizon} years; there are {list(map(int, self.horizons))}")
        n = int(self.windows[size, growth, h])
        reached = round(float(np.interp(np.log(multiple), self.edges, self.within[size, growth, h])))
        return BaseRate(value=reached / n if n else float("nan"), n=n, reached=reached)

    def widest_with(self, size: int, growth: int, least: int) -> int:
        """Growth class to use: the narrow one, or any growth if the narrow one has fewer windows than ``least`` at some horizon."""
        return growth if int(self.windows[size, growth].min()) >= least else ANY_GROWTH

    def save(self, path: Path) -> None:
        """Write to a compressed npz."""
        arrays: dict[str, Any] = {name: np.asarray(getattr(self, name)) for name in self.__slots__}
        np.savez_compressed(path, **arrays)

    @classmethod
    def load(cls, path: Path) -> ClassCounts:
        """Read what `save` wrote."""
        scalars = {"first": int, "last": int, "world_first": float, "world_last": float, "source": str}
        with np.load(path, allow_pickle=False) as stored:
            found = {name: scalars[name](stored[name]) if name in scalars else stored[name] for name in cls.__slots__}
        return cls(**found)


def count_classes(panel: Panel, horizons: tuple[int, ...], source: str) -> ClassCounts:
    """Count all windows of a panel.

    Parameters
    ----------
    panel : Panel
        Yearly, or every n-th year (then last year's growth is not known and all fall into the class of any growth).
    horizons : tuple of int
        Years ahead, multiples of the panel's step.
    source : str
        Named in the answer.
    """
    shape = (ANY_SIZE + 1, ANY_GROWTH + 1, len(horizons))
    windows, pairs = np.zeros(shape, np.int64), np.zeros(shape, np.int64)
    within, own = np.zeros((*shape, len(EDGES)), np.int64), np.zeros((*shape, len(EDGES)), np.int64)
    cells = window_cells(panel)
    with np.errstate(divide="ignore"):
        logs, world = np.log(panel.turnover), np.log(panel.world)
    for h, horizon in enumerate(horizons):
        ahead = horizon // panel.step
        origins = logs.shape[1] - ahead
        if origins < 1:
            continue
        start = np.where(np.isfinite(logs[:, :origins]), logs[:, :origins], 0.0)
        best = np.stack([np.max(logs[:, t + 1 : t + 1 + ahead], axis=1) for t in range(origins)], axis=1) - start
        mine = logs[:, ahead:] - start - (world[ahead:] - world[:origins])
        cell = cells[:, :origins]
        for s, g in np.ndindex(*shape[:2]):
            chosen = ((cell // shape[1] == s) | (s == ANY_SIZE)) & ((cell % shape[1] == g) | (g == ANY_GROWTH)) & (cell >= 0)
            windows[s, g, h], pairs[s, g, h] = chosen.sum(), chosen.any(axis=1).sum()
            within[s, g, h] = _at_least(best[chosen])
            own[s, g, h] = _at_least(mine[chosen])
    ends = (int(panel.years[0]), int(panel.years[-1]), float(panel.world[0]), float(panel.world[-1]))
    return ClassCounts(np.asarray(horizons), EDGES, windows, pairs, within, own, *ends, source)


def window_cells(panel: Panel) -> Ints:
    """Class of every window as ``size * G + growth``, -1 where there was no trade; shape (P, T)."""
    turnover, world = panel.turnover, panel.world
    size = size_class(turnover * (world[-1] / world))
    growth = np.full(turnover.shape, np.nan)
    if panel.step == 1:
        with np.errstate(divide="ignore", invalid="ignore"):
            growth[:, 1:] = np.diff(np.log(turnover), axis=1) - np.diff(np.log(world))
    cell = size * (ANY_GROWTH + 1) + growth_class(growth)
    return np.where(turnover > 0, cell, -1)


def _at_least(values: Floats) -> Ints:
    """How many values are at least each edge; a hair's breadth of rounding counts as reached."""
    ranked = np.sort(values)
    return (len(ranked) - np.searchsorted(ranked, EDGES - 1e-12, side="left")).astype(np.int64)
