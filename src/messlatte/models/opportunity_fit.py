"""Fit the model of opportunities to vintages that ended before its date; needs LightGBM (extra ``models``), the result does not."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from messlatte.models.opportunity import CLASSES, GAIN_POWER, Dollars, OpportunityModel, Steps
from messlatte.models.opportunity_columns import NOTHING
from messlatte.models.opportunity_lessons import Stacked, lessons, stacked
from messlatte.models.opportunity_panel import ProductPanel
from messlatte.models.trees import Trees

__all__ = ["SEED", "fit_opportunities", "hindsight_line", "isotonic"]

SEED = 20241105
_MOST = 150_000
"""Cells to learn from, drawn at random; more take longer and add little."""
_OF_VINTAGE = 50_000
_BINS = 12
_TREES = {
    "binary": (130, 0.07, 24),
    "vintage": (60, 0.1, 24),
    "vintage order": (60, 0.1, 24),
    "order": (110, 0.07, 24),
    "spread": (40, 0.1, 16),
    "dollars": (50, 0.05, 8),
}
"""Rounds, rate and leaves by purpose."""
_OBJECTIVE = {
    "binary": "binary",
    "vintage": "binary",
    "vintage order": "poisson",
    "order": "poisson",
    "spread": "regression",
    "dollars": "poisson",
}

Vector = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Spread:
    """Dollars, how uncertain they are, and the residuals of what was fitted."""

    dollars: Dollars
    trees: Trees

    def residual(self, data: Stacked, unit: float) -> Vector:
        return np.asarray(np.log((data.own + unit) / (self.dollars.mean(data.base, data.columns, data.x) + unit)))


def isotonic(score: Vector, came: Vector) -> Steps:
    """Pool adjacent violators (Ayer and others 1955), thinned to at most 200 steps."""
    order = np.argsort(score, kind="stable")
    edges = np.linspace(0, len(order), min(400, len(order)) + 1).astype(int)
    at = np.array([score[order[a:b]].mean() for a, b in pairwise(edges)])
    blocks: list[list[float]] = []
    for a, b in pairwise(edges):
        blocks.append([float(came[order[a:b]].mean()), float(b - a), 1.0])
        while len(blocks) > 1 and blocks[-2][0] >= blocks[-1][0]:
            value, weight, count = blocks.pop()
            last = blocks[-1]
            last[0] = (last[0] * last[1] + value * weight) / (last[1] + weight)
            last[1] += weight
            last[2] += count
    level = np.repeat([block[0] for block in blocks], [int(block[2]) for block in blocks])
    return Steps(at, level)


def _logistic() -> Steps:
    """Log odds to probability, unchanged."""
    odds = np.linspace(-9.0, 9.0, 181)
    return Steps(odds, 1 / (1 + np.exp(-odds)))


def _trees(x: npt.NDArray[np.float32], y: Vector, purpose: str, weight: Vector | None = None) -> Trees:
    import lightgbm

    rounds, rate, leaves = _TREES[purpose]
    options: dict[str, Any] = {
        "objective": _OBJECTIVE[purpose], "num_leaves": leaves, "learning_rate": rate, "min_data_in_leaf": 60, "feature_fraction": 0.5,
        "bagging_fraction": 0.7, "bagging_freq": 1, "lambda_l2": 5.0, "verbose": -1, "num_threads": 1, "seed": SEED, "deterministic": True,
    }  # fmt: skip
    return Trees.of_model(lightgbm.train(options, lightgbm.Dataset(x, y, weight=weight), rounds).dump_model())


def _poisson(base: Vector, columns: Vector, y: Vector) -> tuple[Vector, Vector, Vector]:
    """Ridge Poisson regression with a known factor, by Newton steps; coefficients, centre and scale of the columns."""
    weight = base / base.sum()
    centre = weight @ columns
    scale = np.sqrt(weight @ (columns - centre) ** 2) + 1e-9
    z = np.column_stack([np.ones(len(y)), np.clip((columns - centre) / scale, -6, 6)])
    beta = np.zeros(z.shape[1])
    beta[0] = np.log(y.sum() / base.sum())
    ridge = np.diag([0.0, *[0.002] * (len(beta) - 1)]) * base.sum()
    for _ in range(25):
        mean = base * np.exp(np.clip(z @ beta, -3, 3))
        step = np.linalg.solve((z * mean[:, None]).T @ z + ridge, z.T @ (y - mean) - ridge @ beta)
        beta += step
        if np.abs(step).max() < 1e-6:
            break
    return beta, centre, scale


def hindsight_line(base: Vector, columns: Vector, x: npt.NDArray[np.float32], came: Vector) -> Vector:
    """What the Poisson regression would say had it been fitted on what came: the most that its form can reach."""
    beta, centre, scale = _poisson(base, columns, came)
    return Dollars(beta, centre, scale, Trees.none()).mean(base, columns, x)


def fit_dollars(data: Stacked, y: Vector) -> Dollars:
    """Poisson regression from the shrunk present, then boosted trees on what it leaves; large flows weigh more, but not in proportion."""
    beta, centre, scale = _poisson(data.base, data.columns, y)
    line = Dollars(beta, centre, scale, Trees.none()).mean(data.base, data.columns, data.x)
    weight = line**0.75
    return Dollars(beta, centre, scale, _trees(data.x, np.minimum(y / line, 20.0), "dollars", weight / weight.mean()))


def _spread(data: Stacked, unit: float) -> _Spread:
    dollars = fit_dollars(data, data.own)
    residual = _Spread(dollars, Trees.none()).residual(data, unit)
    return _Spread(dollars, _trees(data.x, np.minimum(np.abs(residual), 5.0), "spread"))


def _by_class(p: Vector, came: Vector) -> tuple[Vector, Vector]:
    if not len(p):
        return np.array(CLASSES), np.zeros(len(CLASSES) + 1)
    cuts = np.quantile(p, CLASSES)
    cell = np.searchsorted(cuts, p)
    rate = np.array([came[cell == c].mean() if (cell == c).any() else came.mean() for c in range(len(CLASSES) + 1)])
    return cuts, rate


def _averaged(data: Stacked, y: Vector, together: str, apart: str) -> Trees:
    """Trees of all vintages together and trees of each apart, averaged before the link, half and half.

    What differs from vintage to vintage makes the separate trees disagree, so that their mean is less sure than trees that saw them all.
    """
    each = []
    for year in np.unique(data.year):
        rows = np.flatnonzero(data.year == year)[:_OF_VINTAGE]
        each.append(_trees(data.x[rows], y[rows], apart))
    return Trees.weighted([(_trees(data.x, y, together), 0.5), *((trees, 0.5 / len(each)) for trees in each)])


def _up(data: Stacked, unit: float) -> Trees:
    return _averaged(data, _went_up(data, unit), "binary", "vintage")


def _new(data: Stacked, unit: float) -> Trees:
    absent = data.take(data.now < NOTHING)
    if not len(absent.now):
        return Trees.none()
    return _averaged(absent, np.asarray(absent.later >= unit, np.float64), "binary", "vintage")


def _went_up(data: Stacked, unit: float) -> Vector:
    return np.asarray(data.own > 1.25 * data.now + unit, np.float64)


def _folds(data: Stacked, pairs: int, rng: np.random.Generator) -> npt.NDArray[np.int64]:
    """Parts, each to be judged by what the others teach.

    Blocks of vintages, whose outcomes hardly overlap: two where there are four or more, else each vintage; halves of the pairs of one.
    """
    years = np.unique(data.year)
    if len(years) == 1:
        half: npt.NDArray[np.int64] = rng.integers(0, 2, (pairs, pairs))[data.i, data.j]
        return half
    place = np.searchsorted(years, data.year)
    return np.asarray(place * 2 // len(years) if len(years) > 3 else place, np.int64)


def fit_opportunities(panel: ProductPanel, until: int, *, history: bool = True, most: int = _MOST) -> OpportunityModel:
    """Fit to vintages that were complete at the end of ``until``; seeded, the same on every run.

    Hit rates and intervals come from blocks of vintages, each judged by what the others taught.

    Parameters
    ----------
    panel : ProductPanel
        Nothing after ``until`` is read.
    until : int
    history : bool
        False for tables of a single year.
    """
    rng = np.random.default_rng(SEED)
    whole = stacked(lessons(panel.until(until), until, history=history))
    # Rows in random order, so that the first of a vintage are a sample of it.
    data = whole.take(rng.permutation(len(whole.now))[: min(most, len(whole.now))])
    unit, absent = panel.new_from, data.now < NOTHING
    fold = _folds(data, len(panel.economies), rng)
    up, new = _went_up(data, unit), (data.later >= unit).astype(np.float64)
    raw_up, raw_new = np.empty(len(up)), np.empty(int(absent.sum()))
    residual, width = np.empty(len(up)), np.empty(len(up))
    for part in np.unique(fold):
        taught, asked = data.take(fold != part), fold == part
        x = data.x[asked].astype(np.float64)
        raw_up[asked] = _up(taught, unit).predict(x)
        raw_new[asked[absent]] = _new(taught, unit).predict(data.x[absent & asked].astype(np.float64))
        spread = _spread(taught, unit)
        residual[asked], width[asked] = spread.residual(data.take(asked), unit), spread.trees.predict(x)
    edges = np.quantile(width[~absent], np.arange(1, _BINS) / _BINS)
    cell = np.searchsorted(edges, width)
    points = np.stack([np.quantile(residual[(cell == b) & ~absent], (0.1, 0.5, 0.9)) for b in range(_BINS)])
    new_steps = isotonic(raw_new, new[absent]) if absent.any() else _logistic()
    up_cuts, up_hits = _by_class(_logistic().of(raw_up), up)
    new_cuts, new_hits = _by_class(new_steps.of(raw_new), new[absent])
    final = _spread(data, unit)
    gain = np.clip((data.own - data.now) / unit, 0.0, 1e5) ** GAIN_POWER
    return OpportunityModel(
        up=_up(data, unit),
        new=_new(data, unit),
        gain=_averaged(data, gain, "order", "vintage order"),
        spread=final.trees,
        up_steps=_logistic(),
        new_steps=new_steps,
        dollars=final.dollars,
        whole=fit_dollars(data, data.level),
        residuals=points,
        edges=edges,
        up_cuts=up_cuts,
        up_hits=up_hits,
        new_cuts=new_cuts,
        new_hits=new_hits,
        unit=unit,
    )
