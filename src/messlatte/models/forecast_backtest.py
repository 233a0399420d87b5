"""Proof of the forecast: rolling origins, continuous ranked probability score of log turnover, against every member on its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from messlatte.models.forecast_history import YearlyPanel
from messlatte.models.forecast_members import FULL, LIGHT, full_members, light_members
from messlatte.models.forecast_pool import LEVELS, apply_pool, fit_pool

__all__ = ["ForecastScore", "Forecaster", "crps", "run_panel"]

Array = NDArray[np.float64]
Members = Callable[[Array, int], Array]
Forecaster = Callable[[Array, NDArray[np.bool_], int], Array]

_GRID = tuple(round(0.05 * i, 2) for i in range(1, 20))
_AT = np.array([LEVELS.index(level) for level in _GRID])
_LOW, _HIGH = LEVELS.index(0.1), LEVELS.index(0.9)
_FIRST_ORIGIN = 5
"""Column of the first origin that teaches: six years are known there."""


@dataclass(frozen=True, slots=True)
class ForecastScore:
    """Score of one model at one horizon, pooled over origins.

    ``skill`` is 1 - CRPS / CRPS of AutoETS with its own Gaussian intervals; ``cover80`` the share of outcomes in the 80 % interval.
    """

    model: str
    years: int
    n: int
    crps: float
    skill: float
    cover80: float


def crps(quantiles: Array, outcome: Array) -> Array:
    """Continuous ranked probability score from quantiles at 5, 10, ..., 95 %: twice the mean pinball loss (Gneiting & Raftery 2007).

    Parameters
    ----------
    quantiles : array (n, 19)
    outcome : array (n,)

    Returns
    -------
    array (n,)
        In units of the outcome; lower is better.
    """
    level = np.array(_GRID)
    miss = outcome[:, None] - quantiles
    return np.asarray(2 * np.maximum(level * miss, (level - 1) * miss).mean(axis=1))


def run_panel(
    panel: YearlyPanel, origins: Sequence[int], horizon: int = 5, others: Mapping[str, Forecaster] | None = None
) -> Iterator[ForecastScore]:
    """Stand at each origin year, learn from the years up to it, forecast, and compare with what came.

    Parameters
    ----------
    panel : YearlyPanel
    origins : sequence of int
        Years; a target beyond the panel is not scored.
    horizon : int
        H.
    others : mapping of name to Forecaster, optional
        More models to compare, ``other(values, rows, horizon)``: all pairs' USD up to the origin (n, T), NaN where missing, and which
        rows to forecast; it gives quantiles of log turnover at `LEVELS`, (rows, H, Q). Each is also scored averaged with the ensemble,
        quantile by quantile.

    Yields
    ------
    ForecastScore
        AutoETS with its own intervals; every member alone with conformal intervals learned like the ensemble's; the ensemble of the light
        members (which ships) and of all members; and that ensemble if the common error of all series had been known (a bound, no forecast).
    """
    logs = panel.logs
    found: dict[tuple[str, int], list[Array]] = {}
    for origin in origins:
        column = origin - panel.first_year
        rows: NDArray[np.bool_] = np.asarray(np.isfinite(logs[:, : column + 1]).all(axis=1))
        known = logs[rows, : column + 1]
        given = {name: other(panel.values[:, : column + 1], rows, horizon) for name, other in (others or {}).items()}
        for name, quantiles in _with_others(_models(logs[:, : column + 1], known, column, horizon), given):
            for h in range(min(horizon, logs.shape[1] - 1 - column)):
                came = logs[rows, column + 1 + h]
                keep = np.isfinite(came)
                q, y = quantiles[keep, h], came[keep]
                _record(found, name, h, q, y)
                if name == _SHIPPED:
                    _record(found, _BOUND, h, q + np.median(y - q[:, LEVELS.index(0.5)]), y)
    yield from _scores(found)


def _with_others(models: Iterator[tuple[str, Array]], given: Mapping[str, Array]) -> Iterator[tuple[str, Array]]:
    """Models, and after the shipped ensemble the others: alone, and averaged with it."""
    for name, quantiles in models:
        yield name, quantiles
        if name == _SHIPPED:
            for other, theirs in given.items():
                yield other, theirs
                yield f"{other} and the ensemble", (theirs + quantiles) / 2


_REFERENCE, _SHIPPED, _BOUND = "AutoETS, its own intervals", "ensemble, light members", "ensemble, common error known"


def _record(found: dict[tuple[str, int], list[Array]], name: str, h: int, quantiles: Array, came: Array) -> None:
    inside = (came >= quantiles[:, _LOW]) & (came <= quantiles[:, _HIGH])
    found.setdefault((name, h + 1), []).append(np.column_stack([crps(quantiles[:, _AT], came), inside]))


def _scores(found: dict[tuple[str, int], list[Array]]) -> Iterator[ForecastScore]:
    reference = {h: np.concatenate(rows)[:, 0].mean() for (name, h), rows in found.items() if name == _REFERENCE}
    for (name, h), rows in found.items():
        score, inside = np.concatenate(rows).mean(axis=0)
        yield ForecastScore(name, h, sum(map(len, rows)), float(score), float(1 - score / reference[h]), float(inside))


def _models(past: Array, known: Array, column: int, horizon: int) -> Iterator[tuple[str, Array]]:
    """Every model's name and quantiles (n, H, Q) of the series without gaps; only columns up to the origin are given."""
    origins = range(_FIRST_ORIGIN, column)
    yield _REFERENCE, _own_intervals(known, horizon)
    full = _remembered(_padded_full)
    everything: Members = lambda x, h: np.concatenate([light_members(x, h), full(x, h)], axis=1)  # noqa: E731
    yield _SHIPPED, _pooled(past, known, origins, horizon, light_members)
    yield "ensemble, all members", _pooled(past, known, origins, horizon, everything)
    for source, names in ((light_members, LIGHT), (full, FULL)):
        for index, name in enumerate(names):
            yield name, _alone(past, known, origins, horizon, source, index)


def _pooled(past: Array, known: Array, origins: range, horizon: int, members: Members) -> Array:
    return apply_pool(fit_pool(past, origins, horizon, members), known, members)


def _alone(past: Array, known: Array, origins: range, horizon: int, members: Members, index: int) -> Array:
    """One member as it is, with conformal intervals of the same form: its weight is 1, everything else but the drift 0."""
    only: Members = lambda x, h: members(x, h)[:, index : index + 1]  # noqa: E731
    return apply_pool(fit_pool(past, origins, horizon, only, fixed=True), known, only)


def _padded_full(logs: Array, horizon: int) -> Array:
    """AutoETS refuses fewer than seven years; the last value stands in for all full members there."""
    if logs.shape[1] < 7:
        return np.repeat(np.repeat(logs[:, -1:, None], len(FULL), axis=1), horizon, axis=2)
    return full_members(logs, horizon)


_MEMORY: dict[tuple[bytes, int], Array] = {}


def _remembered(members: Members) -> Members:
    """Members that answer the same question once; the same origins return in every fit."""

    def answer(logs: Array, horizon: int) -> Array:
        key = (logs.tobytes(), horizon)
        if key not in _MEMORY:
            _MEMORY[key] = members(logs, horizon)
        return _MEMORY[key]

    return answer


def _own_intervals(known: Array, horizon: int) -> Array:
    """AutoETS with the Gaussian intervals it gives itself, at `LEVELS`."""
    from statsforecast.models import AutoETS

    model = AutoETS(season_length=1)
    widths = sorted({round(100 * abs(2 * level - 1), 6) for level in LEVELS if level != 0.5})
    out = np.empty((len(known), horizon, len(LEVELS)))
    for i, series in enumerate(known):
        answer = model.forecast(y=series, h=horizon, level=widths)  # type: ignore[arg-type]
        for q, level in enumerate(LEVELS):
            width = round(100 * abs(2 * level - 1), 6)
            key = "mean" if level == 0.5 else f"{'lo' if level < 0.5 else 'hi'}-{width}"
            out[i, :, q] = answer[key]
    return out
