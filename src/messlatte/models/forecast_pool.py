"""Pooled combination of statistical forecasts, learned across series: weights, drift and conformal intervals for each horizon."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["LEVELS", "Pool", "PoolLine", "apply_pool", "fit_pool"]

Array = NDArray[np.float64]
Members = Callable[[Array, int], Array]

LEVELS = (0.005, 0.01, 0.025, *(round(0.05 * i, 2) for i in range(1, 20)), 0.975, 0.99, 0.995)

_RIDGE = 20.0
_CLIP = 2.0
"""Log change over the horizon beyond which a member's forecast is cut (an extrapolated trend of a short series)."""


@dataclass(frozen=True, slots=True)
class PoolLine:
    """Fit for one horizon.

    Parameters
    ----------
    weights : tuple of float
        Of `_regressors`, constant first.
    scale : tuple of float
        Of `_spread`, constant first; the log of the spread.
    quantiles : tuple of float
        Of the standardised residuals at `LEVELS`.
    n, origins : int
        Series-origins and distinct origins it was learned from.
    """

    weights: tuple[float, ...]
    scale: tuple[float, ...]
    quantiles: tuple[float, ...]
    n: int
    origins: int


@dataclass(frozen=True, slots=True)
class Pool:
    """One line a horizon, 1 to H years."""

    lines: tuple[PoolLine, ...]


def fit_pool(logs: Array, origins: Sequence[int], horizon: int, members: Members, *, fixed: bool = False) -> Pool:
    """Learn to combine members from forecasts made at past origins.

    Parameters
    ----------
    logs : array (n, T)
        Log turnover, NaN where missing or zero. Nothing after the last column is known, so an origin teaches the horizons
        whose target lies in the array.
    origins : sequence of int
        Columns at which to stand; a series counts at an origin if it is without a gap from column 0.
    horizon : int
        H.
    members : callable
        ``members(logs, H)`` gives point forecasts (n, M, H).
    fixed : bool
        The members' plain mean instead of learned weights; only drift and intervals are learned.

    Returns
    -------
    Pool
    """
    past = [_stand(logs, origin, horizon, members) for origin in origins]
    return Pool(tuple(_fit_line([row for row in (each.at(h) for each in past) if row is not None], fixed) for h in range(horizon)))


def apply_pool(pool: Pool, logs: Array, members: Members) -> Array:
    """Quantiles of log turnover.

    Parameters
    ----------
    logs : array (n, T)
        Log turnover up to now, without gaps.

    Returns
    -------
    array (n, H, Q)
        At `LEVELS`, rising along the last axis.
    """
    horizon = len(pool.lines)
    points = members(logs, horizon)
    out = np.empty((len(logs), horizon, len(LEVELS)))
    for h, line in enumerate(pool.lines):
        increments = points[:, :, h] - logs[:, -1:]
        middle = logs[:, -1] + _regressors(logs, increments) @ np.array(line.weights)
        spread = np.exp(_spread(logs, increments) @ np.array(line.scale))
        out[:, h] = middle[:, None] + spread[:, None] * np.array(line.quantiles)
    return out


def _regressors(logs: Array, increments: Array) -> Array:
    """Members' changes, last change (twice, cut), gap to the latest six years' mean, size; constant first, shape (n, p)."""
    last, change = logs[:, -1], logs[:, -1] - logs[:, -2]
    gap = last - logs[:, -6:].mean(axis=1)
    columns = (np.clip(change, -1, 1), np.clip(change, -0.3, 0.3), np.clip(gap, -1.5, 1.5), last - _SIZE)
    return np.column_stack([np.ones(len(last)), np.clip(increments, -_CLIP, _CLIP), *columns])


_SIZE = float(np.log(1e9))
_OTHERS = 4


def _spread(logs: Array, increments: Array) -> Array:
    """Volatility of all and of the last three changes, disagreement of the members, size and its square; constant first, shape (n, q)."""
    changes = np.diff(logs, axis=1)
    recent = np.sqrt((changes[:, -3:] ** 2).mean(axis=1))
    size = logs[:, -1] - _SIZE
    logged = [np.log(changes.std(axis=1) + 0.03), np.log(recent + 0.03), np.log(increments.std(axis=1) + 0.02)]
    return np.column_stack([np.ones(len(size)), *logged, size, size**2 / 10])


@dataclass(frozen=True, slots=True)
class _Row:
    x: Array
    s: Array
    target: Array


@dataclass(frozen=True, slots=True)
class _Standing:
    """What was known and forecast at one origin, and what came (n, H), NaN where it is not known."""

    logs: Array
    points: Array
    came: Array

    def at(self, h: int) -> _Row | None:
        """Regressors and realised change at one horizon; None if nothing came yet."""
        keep = np.isfinite(self.came[:, h])
        if not keep.any():
            return None
        logs = self.logs[keep]
        increments = self.points[keep, :, h] - logs[:, -1:]
        return _Row(_regressors(logs, increments), _spread(logs, increments), self.came[keep, h] - logs[:, -1])


def _stand(logs: Array, origin: int, horizon: int, members: Members) -> _Standing:
    known = logs[:, : origin + 1]
    rows = np.isfinite(known).all(axis=1)
    came = np.full((int(rows.sum()), horizon), np.nan)
    later = logs[rows, origin + 1 : origin + 1 + horizon]
    came[:, : later.shape[1]] = later
    return _Standing(known[rows], members(known[rows], horizon), came)


def _fit_line(rows: Sequence[_Row], fixed: bool) -> PoolLine:
    """Weights by robust ridge regression within origins, so that a tide common to all series teaches the constant only."""
    x, s = np.vstack([row.x for row in rows]), np.vstack([row.s for row in rows])
    target = np.concatenate([row.target for row in rows])
    origin = np.repeat(np.arange(len(rows)), [len(row.target) for row in rows])
    inner = np.vstack([row.x - row.x.mean(axis=0) for row in rows])
    centred = np.concatenate([row.target - np.median(row.target) for row in rows])
    weights = _plain_mean(x.shape[1]) if fixed else _least_absolute(inner, centred, s)
    weights[0] = float(np.mean([np.median((target - x @ weights)[origin == o]) for o in range(len(rows))]))
    residual = target - x @ weights
    scale = _scale(s, residual)
    quantiles = np.quantile(residual / np.exp(s @ scale), LEVELS)
    return PoolLine(tuple(weights), tuple(scale), tuple(quantiles), len(target), len(rows))


def _plain_mean(width: int) -> Array:
    """Weights that give the plain mean of the members and nothing to the other regressors."""
    members = width - 1 - _OTHERS
    return np.array([0.0, *([1 / members] * members), *([0.0] * _OTHERS)])


def _scale(s: Array, residual: Array) -> Array:
    return np.asarray(np.linalg.lstsq(s, np.log(np.abs(residual) + 0.01), rcond=None)[0], dtype=np.float64)


def _least_absolute(x: Array, y: Array, s: Array, steps: int = 12) -> Array:
    """Least absolute deviations in units of the spread, by reweighted ridge regression; the constant stays 0."""
    weight: Array = np.ones(len(y))
    solution: Array = np.zeros(x.shape[1])
    ridge = _RIDGE * np.eye(x.shape[1])
    for _ in range(steps):
        weighted = x * weight[:, None]
        solution = np.asarray(np.linalg.solve(weighted.T @ x + ridge, weighted.T @ y), dtype=np.float64)
        residual = y - x @ solution
        spread = np.exp(s @ _scale(s, residual))
        weight = 1 / (spread * np.maximum(np.abs(residual), 0.2 * spread))
    return solution
