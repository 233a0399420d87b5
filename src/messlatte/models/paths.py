"""One coherent distribution of a pair's future turnover: everything that is said of a case is read from the same paths."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from statistics import NormalDist

import numpy as np
import numpy.typing as npt

from messlatte.models.panel import Floats

__all__ = ["PATHS", "SEED", "Paths", "baseline_scores", "draw_paths", "normal_scores", "tide_scores"]

PATHS = 1024
SEED = 20241105


@dataclass(frozen=True, slots=True)
class Paths:
    """Equally likely paths of log turnover relative to the base year.

    Parameters
    ----------
    logs : Floats, shape (N, H)
        Log of turnover after 1 to H years over turnover in the base year.
    """

    logs: Floats

    def in_year(self, bar: float | Floats) -> Floats:
        """Probability of being at or above a log multiple in each year, shape (H,)."""
        return _share(self.logs >= bar)

    def by_year(self, bar: float | Floats) -> Floats:
        """Probability of having been at or above it in some year up to each, shape (H,); never falls."""
        return _share(np.maximum.accumulate(self.logs >= bar, axis=1))

    def first_passage(self, bar: float, levels: tuple[float, ...]) -> tuple[float | None, ...]:
        """Quantiles of the years until a log multiple is first reached, interpolated within the year; None beyond the last year."""
        cleared = np.concatenate([[0.0], np.maximum.accumulate(self.logs >= bar, axis=1).mean(axis=0)])
        years = np.arange(len(cleared), dtype=float)
        rising = np.concatenate([[True], np.diff(cleared) > 0])
        return tuple(None if level > cleared[-1] else float(np.interp(level, cleared[rising], years[rising])) for level in levels)

    def quantiles(self, levels: tuple[float, ...]) -> Floats:
        """Quantiles of log turnover relative to the base year, shape (H, Q)."""
        at = np.multiply(levels, len(self.logs) - 1)
        low = np.floor(at).astype(int)
        ranked = np.sort(self.logs, axis=0)
        part = (at - low)[:, None]
        return np.asarray((ranked[low] * (1 - part) + ranked[np.minimum(low + 1, len(ranked) - 1)] * part).T)


def draw_paths(own: Floats, levels: Floats, correlation: Floats, tide: Floats) -> Paths:
    """Join quantiles by horizon to paths.

    The normal scores of a path across horizons are correlated as those of real pairs are; each horizon keeps its own distribution.

    Parameters
    ----------
    own : Floats, shape (H, Q)
        Quantiles of own log growth.
    levels : Floats, shape (Q,)
        Their levels.
    correlation : Floats, shape (H, H)
        Of normal scores across horizons.
    tide : Floats, shape (H,) or (N, H)
        Log growth of world trade, one path or one for each.
    """
    at, part = _between(correlation.tobytes(), len(correlation), levels.tobytes())
    columns = np.arange(own.shape[0])
    low, high = own[columns, at], own[columns, at + 1]
    return Paths(low + part * (high - low) + tide)


@lru_cache(maxsize=4)
def _between(correlation: bytes, horizons: int, levels: bytes) -> tuple[npt.NDArray[np.int64], Floats]:
    """For every path and horizon the level below its rank, and how far its rank lies towards the next."""
    shares, known = normal_scores(correlation, horizons), np.frombuffer(levels)
    at = np.clip(np.searchsorted(known, shares, side="right") - 1, 0, len(known) - 2)
    return at, np.clip((shares - known[at]) / (known[at + 1] - known[at]), 0, 1)


def _share(reached: npt.NDArray[np.bool_]) -> Floats:
    """Share of true rows, half a path added on either side: what was not drawn is not impossible."""
    return np.asarray((reached.sum(axis=0) + 0.5) / (len(reached) + 1))


@lru_cache(maxsize=4)
def normal_scores(correlation: bytes, horizons: int) -> Floats:
    """Correlated ranks in (0, 1), shape (N, H): stratified, so that each column is an exact uniform grid. Fixed seed."""
    matrix = np.frombuffer(correlation).reshape(horizons, horizons)
    values, vectors = np.linalg.eigh(matrix)
    root = vectors * np.sqrt(np.clip(values, 0, None))
    scores = np.random.default_rng(SEED).standard_normal((PATHS, horizons)) @ root.T
    ranks = scores.argsort(axis=0).argsort(axis=0)
    shares: Floats = (ranks + 0.5) / PATHS
    return shares


@lru_cache(maxsize=1)
def tide_scores() -> Floats:
    """Standard normal scores of the tide, shape (N,): an exact grid in an order of its own, independent of the pairs' paths."""
    return _permuted_normals(SEED + 1)


@lru_cache(maxsize=1)
def baseline_scores() -> Floats:
    """Standard normal scores of a base year's own level, shape (N,), independent of the others."""
    return _permuted_normals(SEED + 2)


def _permuted_normals(seed: int) -> Floats:
    grid = np.array([NormalDist().inv_cdf((i + 0.5) / PATHS) for i in range(PATHS)])
    return np.random.default_rng(seed).permutation(grid)
