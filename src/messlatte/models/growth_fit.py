"""Fit the distribution of own growth to a panel; needs LightGBM (extra ``models``), the result does not."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from messlatte.models.common import Common
from messlatte.models.covariates import Covariates
from messlatte.models.features import BARE, DIRECTIONS, HISTORY, direction_features, history_features, log_share
from messlatte.models.growth_model import GrowthModel
from messlatte.models.panel import Floats, Ints, Panel
from messlatte.models.shape import Shapes
from messlatte.models.surroundings import SURROUNDINGS, surroundings
from messlatte.models.trees import Trees

__all__ = [
    "FOLDS",
    "LEAST",
    "SEED",
    "TIERS",
    "Stage",
    "Windows",
    "base_features",
    "collect",
    "fit_growth",
    "fit_stage",
    "fold_of_pairs",
    "own_growth",
]

Rows = npt.NDArray[np.float32]
TIERS = {"full": (*HISTORY, *DIRECTIONS, *SURROUNDINGS), "series": HISTORY, "bare": BARE}
FOLDS = 3
SEED = 20241105
LEAST = 5e6  # USD; smaller pairs are mostly noise
_MOST = 300_000  # windows
_CLIP = 1.0
_SETTINGS: dict[str, Any] = {
    "objective": "regression",
    "learning_rate": 0.07,
    "num_leaves": 31,
    "min_data_in_leaf": 200,
    "feature_fraction": 0.4,
    "bagging_fraction": 0.5,
    "bagging_freq": 1,
    "lambda_l2": 10,
    "max_bin": 63,
    "seed": SEED % 1000,
    "deterministic": True,
    "force_row_wise": True,
    "verbose": -1,
}


@dataclass(frozen=True, slots=True)
class Windows:
    """Windows to learn from.

    Parameters
    ----------
    x : Rows, shape (M, 1 + F)
        Horizon in columns, then features.
    growth : Floats, shape (M,)
        Own log growth less the median of its origin and horizon.
    pair : Ints, shape (M,)
        Index of the pair.
    pairs : int
        Pairs of the panel.
    medians : mapping of (base column, horizon) to float
        What was subtracted.
    """

    x: Rows
    growth: Floats
    pair: Ints
    pairs: int
    medians: Mapping[tuple[int, int], float]

    def digest(self) -> bytes:
        """Fingerprint of all that is learned from."""
        found = hashlib.blake2b(str(self.pairs).encode(), digest_size=16)
        for values in (self.x, self.growth, self.pair):
            found.update(np.ascontiguousarray(values).data)
        return found.digest()


@dataclass(frozen=True, slots=True)
class Stage:
    """Location and scale as LightGBM models, one for each fold of pairs left out; a prediction is their mean."""

    location: tuple[Any, ...]
    scale: tuple[Any, ...]
    longest: int
    threads: int

    def expected(self, x: Rows) -> tuple[Floats, Floats]:
        """Location and scale of windows, per root column; ``x`` of shape (M, 1 + F), horizon first."""
        location, scale = (
            np.mean([model.predict(x, num_threads=self.threads) for model in models], axis=0) for models in (self.location, self.scale)
        )
        return location, np.exp(scale)

    def only(self, fold: int) -> Stage:
        """The models that left out one fold."""
        return Stage(self.location[fold : fold + 1], self.scale[fold : fold + 1], self.longest, self.threads)


def own_growth(panel: Panel, base: int, horizon: int) -> Floats:
    """Own log growth of all pairs from a base column over a horizon in columns, world trade taken out; shape (P,)."""
    share = log_share(panel.turnover[:, [base, base + horizon]], panel.world[[base, base + horizon]])
    growth: Floats = share[:, 1] - share[:, 0]
    return growth


def base_features(panel: Panel, known: Covariates, base: int) -> dict[str, Floats]:
    """All features of all pairs at a base column."""
    return own_features(panel, base, np.arange(len(panel.pairs))) | surroundings(panel, known, base)


def own_features(panel: Panel, base: int, rows: Ints) -> dict[str, Floats]:
    """What the own past of some pairs says at a base column."""
    first, second = panel.pairs[rows].T
    forth, back = panel.flows[first, second], panel.flows[second, first]
    return history_features(forth + back, panel.world, base) | direction_features(forth, back, panel.world, base)


def collect(features: Sequence[Floats], panel: Panel, horizons: Sequence[int], last: int | None = None, most: int = _MOST) -> Windows:
    """Stack every window of a panel.

    Parameters
    ----------
    features : sequence of Floats, each of shape (P, F)
        For every base column.
    horizons : sequence of int
        In columns.
    last : int, optional
        Column in which windows end at the latest; the panel's last by default.
    most : int
        Windows kept, drawn at random; more take longer and add little.
    """
    end = len(panel.years) - 1 if last is None else last
    xs, ys, pairs, medians = [], [], [], {}
    for horizon in horizons:
        for base in range(1 if panel.step == 1 else 0, end + 1 - horizon):
            chosen = np.flatnonzero(panel.turnover[:, base] >= LEAST)
            if not len(chosen):
                continue
            growth = own_growth(panel, base, horizon)[chosen]
            medians[base, horizon] = float(np.median(growth))
            xs.append(np.column_stack([np.full(len(chosen), horizon), features[base][chosen]]).astype(np.float32))
            ys.append(growth - medians[base, horizon])
            pairs.append(chosen)
    x, y, pair = np.concatenate(xs), np.concatenate(ys), np.concatenate(pairs)
    if len(y) > most:
        kept = np.sort(np.random.default_rng(SEED).choice(len(y), most, replace=False))
        x, y, pair = x[kept], y[kept], pair[kept]
    return Windows(x, y, pair, len(panel.pairs), medians)


def fit_growth(stage: Stage, shapes: Shapes, common: Common, names: tuple[str, ...], step: int) -> GrowthModel:
    """Join what was fitted to a model that needs no LightGBM.

    Parameters
    ----------
    stage : Stage
        Location and scale fitted on all windows.
    shapes : Shapes
        Of the surprises at earlier origins.
    common : Common
        What all pairs share.
    names : tuple of str
        Features, without the horizon.
    step : int
        Years between two columns.
    """
    location, scale = (_mean([Trees.of_model(model.dump_model()) for model in models]) for models in (stage.location, stage.scale))
    return GrowthModel(names, location, scale, shapes, common.growth, common.shock, stage.longest, step)


def fit_stage(windows: Windows, *, trees: int = 110, scale_trees: int = 60, threads: int = 1) -> Stage:
    """Fit location and scale by cross-fitting over pairs; seeded, and the same on every run."""
    import lightgbm as lgb

    x, grown = windows.x, np.sqrt(windows.x[:, 0] + 1.0)
    clipped = np.clip(windows.growth / grown, -_CLIP, _CLIP)
    fold = fold_of_pairs(windows.pairs)[windows.pair]
    settings = _SETTINGS | {"num_threads": threads}
    data = lgb.Dataset(x, clipped, params=settings, free_raw_data=False).construct()
    location, at = _cross_fit(data, x, fold, settings, trees)
    data.set_label(np.log(np.abs(clipped - at) + 0.03))
    scale, _ = _cross_fit(data, x, fold, settings | {"num_leaves": 15}, scale_trees)
    return Stage(location, scale, int(x[:, 0].max()), threads)


def fold_of_pairs(pairs: int) -> Ints:
    """Fold of every pair, the same whatever is fitted; shape (P,)."""
    return np.random.default_rng(SEED).integers(0, FOLDS, pairs)


def _cross_fit(data: Any, x: Rows, fold: Ints, settings: dict[str, Any], trees: int) -> tuple[tuple[Any, ...], Floats]:
    """One model for each fold left out, and the predictions for what each left out."""
    import lightgbm as lgb

    out, models = np.empty(len(x)), []
    for k in range(FOLDS):
        left_out = fold == k
        model = lgb.train(settings, data.subset(np.flatnonzero(~left_out)), trees)
        models.append(model)
        out[left_out] = model.predict(x[left_out], num_threads=settings["num_threads"])
    return tuple(models), out


def _mean(models: Sequence[Trees]) -> Trees:
    """One sum of trees that predicts the mean of several."""
    shift = np.cumsum([0, *(len(model.value) for model in models[:-1])])
    joined: dict[str, Any] = {name: np.concatenate([getattr(m, name) for m in models]) for name in ("feature", "threshold", "missing_left")}
    for name in ("roots", "left", "right"):
        joined[name] = np.concatenate([getattr(m, name) + s for m, s in zip(models, shift, strict=True)]).astype(np.int32)
    joined["value"] = np.concatenate([m.value for m in models]) / np.float32(len(models))
    return Trees(depth=max(m.depth for m in models), **joined)
