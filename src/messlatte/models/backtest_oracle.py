"""Bounds: what the backtest would show to a forecaster who knew something of the years to come.

No forecast, but a measure of what is left to gain. *Common growth known*: every pair's distribution is moved by the one number by which the
typical pair of its origin and horizon went astray. *Years known*: the trees have seen all years, those after the origin too, and only the
pair itself is left out; so they know from other pairs how each economy's trade moved in the years they are asked about.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from messlatte.models.backtest import MULTIPLES, Block, exceedance
from messlatte.models.covariates import Covariates
from messlatte.models.fit import stack_features
from messlatte.models.growth_fit import FOLDS, Stage, base_features, collect, fit_stage, fold_of_pairs
from messlatte.models.growth_model import LEARNED
from messlatte.models.panel import Floats, Ints, Panel
from messlatte.models.shape import LEVELS, Shapes, Surprises, fit_shapes

__all__ = ["common_known", "years_known"]


def common_known(block: Block) -> Block:
    """Block whose forecasts, told the tide, were moved to where the typical pair came out."""
    middle = block.quantiles[:, len(LEVELS) // 2]
    moved = block.quantiles + float(np.median(block.came - middle))
    told = dict(block.told) | {"model": exceedance(moved, np.log(MULTIPLES) - block.tide)}
    return replace(block, told=told, quantiles=moved)


def years_known(panel: Panel, known: Covariates, blocks: Sequence[Block], *, threads: int = 1) -> list[Block]:
    """Blocks forecast by trees that have seen the years to come, though not the pair, and by the shape of the surprises left."""
    features = [base_features(panel, known, base) for base in range(len(panel.years))]
    stacked = stack_features(features, "full")
    horizons = [h for h in (LEARNED if panel.step == 1 else (1, 2, 3)) if h < len(panel.years) - 1]
    windows = collect(stacked, panel, horizons)
    stage = fit_stage(windows, threads=threads)
    fold = fold_of_pairs(windows.pairs)
    expected = [_unseen(stage, fold, stacked, panel, block) for block in blocks]
    surprises = []
    for block, (location, scale) in zip(blocks, expected, strict=True):
        grown, ones = np.sqrt(block.horizon / panel.step + 1), np.ones(len(location))
        z = ((block.came - float(np.median(block.came))) / grown - location) / scale
        surprises.append(Surprises(z, location / scale, scale, block.horizon / panel.step * ones, ones))
    pooled = Surprises(*(np.concatenate([getattr(s, name) for s in surprises]) for name in Surprises.__slots__))
    shapes = fit_shapes(pooled, horizons)
    return [common_known(_again(block, *found, shapes, panel.step)) for block, found in zip(blocks, expected, strict=True)]


def _unseen(stage: Stage, fold: Ints, stacked: Sequence[Floats], panel: Panel, block: Block) -> tuple[Floats, Floats]:
    """Location and scale of a block's windows, each by the model that had left out its pair; shape (P,) each."""
    x = np.column_stack([np.full(len(block.pairs), block.horizon / panel.step), stacked[panel.column(block.origin)][block.pairs]])
    location, scale = np.empty(len(x)), np.empty(len(x))
    for k in range(FOLDS):
        mine = fold[block.pairs] == k
        location[mine], scale[mine] = stage.only(k).expected(x[mine].astype(np.float32))
    return location, scale


def _again(block: Block, location: Floats, scale: Floats, shapes: Shapes, step: int) -> Block:
    horizon = block.horizon / step
    grown = np.sqrt(horizon + 1)
    return replace(block, quantiles=grown * (location[:, None] + scale[:, None] * shapes.at(location / scale, scale, horizon)))
