"""Rolling origins: what the model would have said, and what came.

The forecaster is handed a panel whose future is hidden, and is asked twice for the first origin, with two different futures hidden in it:
if anything it says depends on what came after the origin, the backtest stops.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from typing import Protocol

import numpy as np

from messlatte.core.errors import DataError
from messlatte.models.covariates import Covariates
from messlatte.models.fit import fit_tier, horizon_correlation
from messlatte.models.growth_fit import Stage, base_features, own_growth
from messlatte.models.growth_model import LEVELS
from messlatte.models.panel import Floats, Ints, Panel
from messlatte.models.paths import normal_scores
from messlatte.models.references import climatology, climatology_given_tide, random_walk
from messlatte.models.tide import fit_tide

__all__ = [
    "LEAST",
    "MULTIPLES",
    "Block",
    "Forecaster",
    "LeakError",
    "exceedance",
    "hidden",
    "hidden_covariates",
    "pooled_trees",
    "run_backtest",
]

MULTIPLES = (1.25, 1.5, 2.0, 3.0)
LEAST = 1e7
_TIDES = 9
_PATHS = 200
_STAGES: dict[bytes, Stage] = {}


class LeakError(DataError):
    """A forecast depends on what came after its origin."""


class Forecaster(Protocol):
    """Fits on a panel up to an origin and forecasts own growth from there."""

    def __call__(self, panel: Panel, known: Covariates, origin: int, chosen: Ints, horizons: Sequence[int]) -> Floats:
        """Quantiles of own log growth at `LEVELS` for the chosen pairs, shape (P, H, Q); horizons in columns."""


@dataclass(frozen=True, slots=True)
class Block:
    """Forecasts from one origin over one horizon, and what came.

    Parameters
    ----------
    origin, horizon : int
        Year and years ahead.
    pairs : Ints, shape (P,)
        Rows of the panel.
    size : Floats, shape (P,)
        Turnover in the origin year, USD.
    tide : float
        Log growth of world trade that came.
    came : Floats, shape (P,)
        Own log growth that came.
    best : Floats, shape (P,)
        Log of the largest turnover up to the horizon over that of the origin.
    told, untold : mapping of str to Floats, shape (P, K)
        Probability of each multiple in the year of the horizon, by model, with the tide told and not.
    by_year : Floats, shape (P, K)
        The model's probability that some year up to the horizon reaches the multiple, tide told.
    quantiles : Floats, shape (P, Q)
        Of own log growth, at `LEVELS`.
    """

    origin: int
    horizon: int
    pairs: Ints
    size: Floats
    tide: float
    came: Floats
    best: Floats
    told: Mapping[str, Floats]
    untold: Mapping[str, Floats]
    by_year: Floats
    by_climatology: Floats
    quantiles: Floats


def pooled_trees(panel: Panel, known: Covariates, origin: int, chosen: Ints, horizons: Sequence[int], *, tier: str = "full") -> Floats:
    """Forecaster of this project, fitted up to the origin: by default the tier that knows the partners."""
    past = panel.until(origin)
    past.__dict__["pairs"] = panel.pairs  # the same rows at every origin, so that a stage fitted once serves the later ones
    seen = known.until(len(past.years))
    features = [base_features(past, seen, base) for base in range(len(past.years))]
    learned = (1, 2, 3, 5, 7, 10) if panel.step == 1 else (1, 2, 3)
    model = fit_tier(past, features[:-1], tier, horizons=learned, stages=_STAGES)
    x = np.stack([features[-1][name][chosen] for name in model.features], axis=1)
    return model.quantiles(x, np.asarray(horizons, dtype=float))


def _keys(panel: Panel) -> Ints:
    return panel.pairs[:, 0] * len(panel.codes) + panel.pairs[:, 1]


def run_backtest(
    panel: Panel,
    known: Covariates,
    origins: Sequence[int],
    horizons: Sequence[int],
    forecaster: Forecaster = pooled_trees,
    *,
    audit: bool = True,
    workers: int = 1,
) -> Iterator[Block]:
    """Forecast from every origin.

    Parameters
    ----------
    panel, known : Panel, Covariates
        All that is known today.
    origins, horizons : sequence of int
        Years, and years ahead (multiples of the panel's step).
    audit : bool
        Ask the forecaster twice at the first origin.
    workers : int
        Processes to share the origins; the result is the same.

    Raises
    ------
    LeakError
        If a forecast depends on what came after its origin.
    """
    task = partial(_from_origin, panel, known, tuple(horizons), forecaster, origins[0] if audit else None)
    if workers <= 1:
        for origin in origins:
            yield from task(origin)
        return
    with ProcessPoolExecutor(workers) as pool:
        for blocks in pool.map(task, origins, chunksize=-(-len(origins) // workers)):  # neighbours need the same stages
            yield from blocks


def _from_origin(
    panel: Panel, known: Covariates, horizons: Sequence[int], forecaster: Forecaster, audited: int | None, origin: int
) -> list[Block]:
    ahead = [h for h in horizons if origin + h <= panel.years[-1]]
    base = panel.column(origin)
    chosen = np.flatnonzero(panel.turnover[:, base] >= LEAST)
    steps = list(range(1, max(ahead) // panel.step + 1))
    found = forecaster(hidden(panel, base, np.nan), hidden_covariates(known, base), origin, chosen, steps)
    if not np.isfinite(found).all():
        raise LeakError(f"origin {origin}: the forecast is not finite once the future is hidden, so it looked there")
    if origin == audited:
        again = forecaster(hidden(panel, base, 1e9), hidden_covariates(known, base), origin, chosen, steps)
        if not np.allclose(found, again, atol=1e-9):
            raise LeakError(f"origin {origin}: the forecast changes with what came after the origin")
    return list(_blocks(panel, base, chosen, found, ahead))


def hidden(panel: Panel, base: int, fill: float) -> Panel:
    """Panel whose flows after a base column are replaced by a number."""
    flows = panel.flows.copy()
    flows[:, :, base + 1 :] = fill
    hidden = Panel(panel.codes, panel.years, flows)
    hidden.__dict__["pairs"] = panel.pairs  # which pairs ever traded is asked for, not forecast
    return hidden


def hidden_covariates(known: Covariates, base: int) -> Covariates:
    """Covariates of which nothing after a base column is known."""
    gdp, people = known.gdp.copy(), known.population.copy()
    gdp[:, base + 1 :] = people[:, base + 1 :] = np.nan
    return replace(known, gdp=gdp, population=people)


def _blocks(panel: Panel, base: int, chosen: Ints, found: Floats, ahead: Sequence[int]) -> Iterator[Block]:
    past = panel.until(int(panel.years[base]))
    tide = fit_tide(past.years, past.world, max(ahead))
    came_tide = np.log(panel.world[base + 1 :] / panel.world[base])
    logs = np.log(np.maximum(panel.turnover[chosen], 1.0))
    bars = np.log(MULTIPLES)
    reached = _reached_by(found, came_tide, past, bars)
    for horizon in ahead:
        step = horizon // panel.step
        quantiles, flood = found[:, step - 1], float(came_tide[step - 1])
        spread = float(tide.spread[horizon - 1])
        nodes = tide.drift * horizon + spread * np.array([-1.9, -1.1, -0.68, -0.33, 0.0, 0.33, 0.68, 1.1, 1.9])
        told = {
            "model": exceedance(quantiles, bars - flood),
            "climatology given the tide": np.tile(climatology_given_tide(past, step, bars - flood), (len(chosen), 1)),
            "climatology": np.tile(climatology(past, step, bars), (len(chosen), 1)),
            "random walk": random_walk(past, _rows_in(past, panel, chosen), step, bars - flood),
        }
        untold = {
            "model": np.mean([exceedance(quantiles, bars - node) for node in nodes], axis=0),
            "climatology": np.tile(climatology(past, step, bars), (len(chosen), 1)),
            "random walk": np.mean([random_walk(past, _rows_in(past, panel, chosen), step, bars - node) for node in nodes], axis=0),
        }
        yield Block(
            origin=int(panel.years[base]),
            horizon=horizon,
            pairs=chosen,
            size=panel.turnover[chosen, base],
            tide=flood,
            came=own_growth(panel, base, step)[chosen],
            best=logs[:, base + 1 : base + 1 + step].max(axis=1) - logs[:, base],
            told=told,
            untold=untold,
            by_year=reached[:, :, step - 1],
            by_climatology=np.tile(_ever(past, step, bars), (len(chosen), 1)),
            quantiles=quantiles,
        )


def _rows_in(past: Panel, panel: Panel, chosen: Ints) -> Ints:
    rows: Ints = np.searchsorted(_keys(past), _keys(panel)[chosen])
    return rows


def exceedance(quantiles: Floats, bars: Floats, levels: Floats = LEVELS) -> Floats:
    """Probability of being at or above each bar, shape (P, K), from quantiles of shape (P, Q), linear in between."""
    out = np.empty((len(quantiles), len(bars)))
    rows = np.arange(len(quantiles))
    for k, bar in enumerate(bars):
        above = np.clip((quantiles < bar).sum(axis=1), 1, len(levels) - 1)
        low, high = quantiles[rows, above - 1], quantiles[rows, above]
        part = np.clip((bar - low) / np.maximum(high - low, 1e-12), 0, 1)
        out[:, k] = 1 - (levels[above - 1] + part * (levels[above] - levels[above - 1]))
    return out


def _reached_by(found: Floats, tide: Floats, past: Panel, bars: Floats) -> Floats:
    """Probability that some column up to each reaches each bar, shape (P, K, H), by paths with the correlation of the past."""
    steps = found.shape[1]
    correlation = np.ascontiguousarray(horizon_correlation(past, steps))
    shares = normal_scores(correlation.tobytes(), steps)[:_PATHS]
    at = np.clip(np.searchsorted(LEVELS, shares), 0, len(LEVELS) - 1)
    best = np.full((len(found), _PATHS), -np.inf)
    out = np.empty((len(found), len(bars), steps))
    for h in range(steps):
        best = np.maximum(best, found[:, h, at[:, h]] + tide[h])
        for k, bar in enumerate(bars):
            out[:, k, h] = (best >= bar).mean(axis=1)
    return out


def _ever(past: Panel, steps: int, bars: Floats) -> Floats:
    """Climatology of reaching a bar in some column up to the horizon."""
    logs = np.log(np.maximum(past.turnover, 1.0))
    found = []
    for base in range(len(past.years) - steps):
        chosen = past.turnover[:, base] >= LEAST
        found.append(logs[chosen, base + 1 : base + 1 + steps].max(axis=1) - logs[chosen, base])
    ranked = np.sort(np.concatenate(found))
    share: Floats = 1 - np.searchsorted(ranked, bars, side="left") / len(ranked)
    return share
