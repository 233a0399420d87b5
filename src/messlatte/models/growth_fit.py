"""Fit the distribution of own growth to a panel; needs LightGBM (extra ``models``), the result does not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from messlatte.models.covariates import Covariates
from messlatte.models.features import BARE, DIRECTIONS, HISTORY, direction_features, history_features, log_share
from messlatte.models.growth_model import LEVELS, GrowthModel
from messlatte.models.panel import Floats, Ints, Panel
from messlatte.models.surroundings import SURROUNDINGS, surroundings
from messlatte.models.trees import Trees

__all__ = ["FOLDS", "SEED", "TIERS", "Windows", "base_features", "collect", "fit_growth", "own_growth"]

TIERS = {"full": (*HISTORY, *DIRECTIONS, *SURROUNDINGS), "series": HISTORY, "bare": BARE}
FOLDS = 3
SEED = 20241105
_LEAST = 5e6  # USD; smaller pairs are mostly noise
_MOST = 150_000  # windows, drawn at random; more take longer and add little
_CLIP = 1.0
_CLASSES = 6
_HALF_LIFE = 3.0  # years; upper tails have become thinner since the boom before 2008
_RECENT = 8  # years whose mean common growth is carried on


@dataclass(frozen=True, slots=True)
class Windows:
    """Windows to learn from.

    Parameters
    ----------
    x : Floats, shape (M, 1 + F)
        Horizon in columns, then features.
    growth : Floats, shape (M,)
        Own log growth less the median of its origin and horizon.
    pair : Ints, shape (M,)
        Index of the pair.
    age : Floats, shape (M,)
        Years between the end of the window and the end of the panel.
    medians : mapping of (base column, horizon) to float
        What was subtracted.
    """

    x: Floats
    growth: Floats
    pair: Ints
    age: Floats
    medians: Mapping[tuple[int, int], float]


def own_growth(panel: Panel, base: int, horizon: int) -> Floats:
    """Own log growth of all pairs from a base column over a horizon in columns, world trade taken out; shape (P,)."""
    share = log_share(panel.turnover[:, [base, base + horizon]], panel.world[[base, base + horizon]])
    growth: Floats = share[:, 1] - share[:, 0]
    return growth


def base_features(panel: Panel, known: Covariates, base: int) -> dict[str, Floats]:
    """All features of all pairs at a base column."""
    first, second = panel.pairs.T
    forth, back = panel.flows[first, second], panel.flows[second, first]
    own = history_features(panel.turnover, panel.world, base)
    return own | direction_features(forth, back, panel.world, base) | surroundings(panel, known, base)


def collect(features: Sequence[Floats], panel: Panel, horizons: Sequence[int]) -> Windows:
    """Stack every window of a panel.

    Parameters
    ----------
    features : sequence of Floats, each of shape (P, F)
        For every base column.
    """
    xs, ys, pairs, ages, medians = [], [], [], [], {}
    for horizon in horizons:
        for base in range(1 if panel.step == 1 else 0, len(panel.years) - horizon):
            chosen = np.flatnonzero(panel.turnover[:, base] >= _LEAST)
            if not len(chosen):
                continue
            growth = own_growth(panel, base, horizon)[chosen]
            medians[base, horizon] = float(np.median(growth))
            xs.append(np.column_stack([np.full(len(chosen), horizon), features[base][chosen]]).astype(np.float32))
            ys.append(growth - medians[base, horizon])
            pairs.append(chosen)
            ages.append(np.full(len(chosen), float(panel.years[-1] - panel.years[base + horizon])))
    found = Windows(np.concatenate(xs), np.concatenate(ys), np.concatenate(pairs), np.concatenate(ages), medians)
    if len(found.growth) <= _MOST:
        return found
    kept = np.sort(np.random.default_rng(SEED).choice(len(found.growth), _MOST, replace=False))
    return Windows(found.x[kept], found.growth[kept], found.pair[kept], found.age[kept], medians)


def fit_growth(
    windows: Windows, names: tuple[str, ...], step: int, *, trees: int = 110, scale_trees: int = 60, threads: int = 1
) -> GrowthModel:
    """Fit location, scale and shape by cross-fitting over pairs; seeded, and the same on every run.

    Parameters
    ----------
    windows : Windows
        What `collect` gave.
    names : tuple of str
        Features, without the horizon.
    step : int
        Years between two columns.
    """
    x, grown = windows.x, np.sqrt(windows.x[:, 0] + 1.0)
    scaled = windows.growth / grown
    clipped = np.clip(scaled, -_CLIP, _CLIP)
    fold = np.random.default_rng(SEED).integers(0, FOLDS, int(windows.pair.max()) + 1)[windows.pair]
    location, at = _cross_fit(x, clipped, fold, trees, 31, threads)
    scale, spread = _cross_fit(x, np.log(np.abs(clipped - at) + 0.03), fold, scale_trees, 15, threads)
    width = np.exp(spread)
    z = (scaled - at) / width
    cuts = np.quantile(width, np.arange(1, _CLASSES) / _CLASSES)
    cell = np.searchsorted(cuts, width)
    weight = 0.5 ** (windows.age / _HALF_LIFE)
    shapes = np.stack([_weighted_quantiles(z[cell == c], weight[cell == c]) for c in range(_CLASSES)])
    common, shock = _common(windows.medians, step)
    return GrowthModel(names, location, scale, cuts, shapes, common, shock, int(x[:, 0].max()), step)


def _cross_fit(x: Floats, y: Floats, fold: Ints, trees: int, leaves: int, threads: int) -> tuple[Trees, Floats]:
    """One model for each fold left out, joined to their mean, and the predictions for what each left out."""
    import lightgbm as lgb

    settings: dict[str, Any] = {
        "objective": "regression",
        "learning_rate": 0.07,
        "num_leaves": leaves,
        "min_data_in_leaf": 200,
        "feature_fraction": 0.4,
        "bagging_fraction": 0.5,
        "bagging_freq": 1,
        "lambda_l2": 10,
        "max_bin": 63,
        "num_threads": threads,
        "seed": SEED % 1000,
        "deterministic": True,
        "force_row_wise": True,
        "verbose": -1,
    }
    out, models = np.empty(len(y)), []
    for k in range(FOLDS):
        left_out = fold == k
        model = lgb.train(settings, lgb.Dataset(x[~left_out], y[~left_out]), trees)
        models.append(Trees.of_model(model.dump_model()))
        out[left_out] = model.predict(x[left_out], num_threads=threads)
    return _mean(models), out


def _weighted_quantiles(values: Floats, weights: Floats) -> Floats:
    order = np.argsort(values)
    below = np.cumsum(weights[order])
    found: Floats = np.interp(LEVELS, (below - weights[order] / 2) / below[-1], values[order])
    return found


def _mean(models: Sequence[Trees]) -> Trees:
    """One sum of trees that predicts the mean of several."""
    shift = np.cumsum([0, *(len(model.value) for model in models[:-1])])
    joined: dict[str, Any] = {name: np.concatenate([getattr(m, name) for m in models]) for name in ("feature", "threshold", "missing_left")}
    for name in ("roots", "left", "right"):
        joined[name] = np.concatenate([getattr(m, name) + s for m, s in zip(models, shift, strict=True)]).astype(np.int32)
    joined["value"] = np.concatenate([m.value for m in models]) / np.float32(len(models))
    return Trees(depth=max(m.depth for m in models), **joined)


def _common(medians: Mapping[tuple[int, int], float], step: int) -> tuple[float, float]:
    """Recent mean of the common growth a year, and how far it strayed, per root year."""
    one = [medians[base, horizon] for base, horizon in sorted(medians) if horizon == 1]
    common = float(np.mean(one[-max(1, _RECENT // step) :])) / step if one else 0.0
    astray = [(value - common * step * h) / np.sqrt(step * h) for (_, h), value in medians.items()]
    return common, float(np.sqrt(np.mean(np.square(astray))))
