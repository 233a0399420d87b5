"""Simple statistical forecasts of many yearly series at once.

The light members need numpy only and run over whole matrices; the full ones come from statsforecast (extra ``[models]``), one series
at a time.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import numpy as np
from numpy.typing import NDArray

from messlatte.core.errors import DataError

__all__ = ["FULL", "LIGHT", "full_members", "light_members"]

Array = NDArray[np.float64]

LIGHT = ("naive", "drift", "mean", "mean5", "ses", "theta", "holt", "trend")
FULL = ("AutoETS", "AutoTheta", "DynamicOptimizedTheta", "RandomWalkWithDrift", "HistoricAverage")

_ALPHAS = np.linspace(0.1, 1.0, 10)
_HOLT = np.array(list(product((0.3, 0.5, 0.7, 0.9), (0.05, 0.15, 0.3), (0.8, 0.9, 1.0)))).T


def light_members(logs: Array, horizon: int) -> Array:
    """Point forecasts of the `LIGHT` members.

    Parameters
    ----------
    logs : array (n, T)
        Log turnover, one series a row, T >= 5 years without gaps.
    horizon : int
        Years ahead, H.

    Returns
    -------
    array (n, 8, H)
        naive: last year. drift: mean yearly change. mean, mean5: of all, of the last five years. ses: simple exponential smoothing.
        theta: that plus half the least-squares slope a year (Hyndman & Billah 2003, the standard theta method as SES with drift).
        holt: damped trend. trend: the least-squares line. Smoothing parameters minimise the squared one-step errors over a fixed grid.
    """
    length = logs.shape[1]
    ahead = np.arange(1, horizon + 1)
    last, time = logs[:, -1:], np.arange(length) - (length - 1) / 2
    slope = (logs @ time / (time @ time))[:, None]
    smooth = _smoothed(logs)
    ones = np.ones(horizon)
    parts = (
        last * ones,
        last + (logs[:, -1:] - logs[:, :1]) / (length - 1) * ahead,
        logs.mean(axis=1, keepdims=True) * ones,
        logs[:, -5:].mean(axis=1, keepdims=True) * ones,
        smooth * ones,
        smooth + slope / 2 * ahead,
        _damped(logs, horizon),
        logs.mean(axis=1, keepdims=True) + slope * (time[-1] + ahead),
    )
    return np.stack(parts, axis=1)


def _smoothed(logs: Array) -> Array:
    """Last level of simple exponential smoothing, the best alpha of the grid for each series, shape (n, 1)."""
    level = np.repeat(logs[:, :1], len(_ALPHAS), axis=1)
    errors = np.zeros_like(level)
    for t in range(1, logs.shape[1]):
        surprise = logs[:, t : t + 1] - level
        errors += surprise**2
        level = level + _ALPHAS * surprise
    return np.take_along_axis(level, errors.argmin(axis=1)[:, None], axis=1)


def _damped(logs: Array, horizon: int) -> Array:
    """Holt's method with a damped trend, the best parameters of the grid for each series, shape (n, H)."""
    alpha, beta, phi = _HOLT
    level = np.repeat(logs[:, :1], len(alpha), axis=1)
    trend = np.repeat(np.diff(logs[:, :4], axis=1).mean(axis=1, keepdims=True), len(alpha), axis=1)
    errors = np.zeros_like(level)
    for t in range(1, logs.shape[1]):
        expected = level + phi * trend
        surprise = logs[:, t : t + 1] - expected
        errors += surprise**2
        level, trend = expected + alpha * surprise, phi * trend + alpha * beta * surprise
    best = errors.argmin(axis=1)[:, None]
    level, trend, damping = (np.take_along_axis(x, best, axis=1) for x in (level, trend, np.broadcast_to(phi, errors.shape)))
    return np.asarray(level + trend * np.cumsum(damping ** np.arange(1, horizon + 1), axis=1))


def full_members(logs: Array, horizon: int) -> Array:
    """Point forecasts of the `FULL` members, by statsforecast.

    Parameters
    ----------
    logs : array (n, T)
        Log turnover; T >= 7, else AutoETS has too few years.
    horizon : int
        Years ahead, H.

    Returns
    -------
    array (n, 5, H)
        A member that fails on a series (constant values) takes the last year there.

    Raises
    ------
    DataError
        If statsforecast is not installed.
    """
    models = list(_statsforecast_models())
    out = np.repeat(np.repeat(logs[:, -1:, None], len(FULL), axis=1), horizon, axis=2)
    for i, series in enumerate(logs):
        for j, model in enumerate(models):
            try:
                path = np.asarray(model.forecast(y=series, h=horizon)["mean"])  # type: ignore[attr-defined]
            except (ValueError, ZeroDivisionError, NotImplementedError, ArithmeticError):
                continue
            if np.isfinite(path).all():
                out[i, j] = path
    return out


def _statsforecast_models() -> Iterator[object]:
    try:
        from statsforecast import models
    except ImportError as error:
        raise DataError("statsforecast is not installed: pip install 'messlatte[models]', or use the light members") from error
    for name in FULL:
        seasonal = name.startswith(("Auto", "Dynamic"))
        yield getattr(models, name)(**({"season_length": 1} if seasonal else {}))
