"""Fit the model of opportunities to vintages that ended before its date; needs LightGBM (extra ``models``), the result does not."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from messlatte.core.errors import DataError
from messlatte.models.opportunity import CLASSES, OpportunityModel, Steps, dollar_base, dollar_columns
from messlatte.models.opportunity_features import NOTHING, Candidates, candidates
from messlatte.models.opportunity_panel import HORIZON, ProductPanel, vintage
from messlatte.models.trees import Trees

__all__ = ["SEED", "Lessons", "fit_opportunities", "isotonic", "lessons", "outcome"]

SEED = 20241105
_VINTAGES = 4
_MOST = 120_000
"""Cells to learn from, drawn at random; more take longer and add little."""
_BINS = 12
_TREES = {"binary": (130, 0.07, 24), "poisson": (110, 0.07, 24), "regression": (40, 0.1, 16)}

Vector = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Lessons:
    """Candidates of one vintage with what came: ``later`` as it was, ``own`` with the market's growth taken out (million USD)."""

    found: Candidates
    later: Vector
    own: Vector
    year: int


def outcome(panel: ProductPanel, year: int, found: Candidates) -> tuple[Vector, Vector]:
    """Flows of t+3 .. t+5 of the candidates: as they came, and times v0_jk / v1_jk."""
    cut = vintage(panel, year, with_outcome=True)
    assert cut.later is not None
    market = cut.later.sum(axis=0, dtype=np.float64)[found.j, found.k]
    later = cut.later[found.cells].astype(np.float64)
    tide = np.divide(found.demand, market, out=np.zeros_like(market), where=market > 0)
    return later, later * tide


def lessons(panel: ProductPanel, until: int, *, history: bool = True) -> tuple[Lessons, ...]:
    """Vintages whose outcome was known at the end of ``until``, latest first.

    Raises
    ------
    DataError
        If there is none.
    """
    years = [year for year in panel.until(until).vintages() if year + HORIZON <= until]
    if not years:
        raise DataError(f"panel {panel.name}: nothing to learn from up to {until}; eight years before the vintage are needed")
    learned = []
    for year in sorted(years, reverse=True)[:_VINTAGES]:
        found = candidates(vintage(panel, year, years_known=6 if history else 1), history=history)
        learned.append(Lessons(found, *outcome(panel, year, found), year))
    return tuple(learned)


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


def _trees(x: npt.NDArray[np.float32], y: Vector, objective: str) -> Trees:
    import lightgbm

    rounds, rate, leaves = _TREES[objective]
    options: dict[str, Any] = {
        "objective": objective, "num_leaves": leaves, "learning_rate": rate, "min_data_in_leaf": 60, "feature_fraction": 0.5,
        "bagging_fraction": 0.7, "bagging_freq": 1, "lambda_l2": 5.0, "verbose": -1, "num_threads": 1, "seed": SEED, "deterministic": True,
    }  # fmt: skip
    return Trees.of_model(lightgbm.train(options, lightgbm.Dataset(x, y), rounds).dump_model())


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


def _by_class(p: Vector, came: Vector) -> tuple[Vector, Vector]:
    cuts = np.quantile(p, np.arange(1, CLASSES) / CLASSES)
    cell = np.searchsorted(cuts, p)
    rate = np.array([came[cell == c].mean() if (cell == c).any() else came.mean() for c in range(CLASSES)])
    return cuts, rate


def fit_opportunities(panel: ProductPanel, until: int, *, history: bool = True, most: int = _MOST) -> OpportunityModel:
    """Fit to every vintage that was complete at the end of ``until``; seeded, the same on every run.

    Trees that calibrate are fitted without the cells they are asked about: pairs are split in two halves, each judged by the other's trees.

    Parameters
    ----------
    panel : ProductPanel
        Nothing after ``until`` is read.
    until : int
    history : bool
        False for tables of a single year.
    """
    learned = lessons(panel.until(until), until, history=history)
    rng = np.random.default_rng(SEED)
    stacked = _stack(learned)
    chosen = np.sort(rng.choice(len(stacked.now), min(most, len(stacked.now)), replace=False))
    data = stacked.take(chosen)
    unit = panel.new_from
    up = (data.own > 1.25 * data.now + unit).astype(np.float64)
    absent = data.now < NOTHING
    new = (data.later >= unit).astype(np.float64)
    half = rng.integers(0, 2, (len(panel.economies), len(panel.economies)))[data.i, data.j].astype(bool)
    raw_up, raw_new = _crossed(data.x, up, half), _crossed(data.x[absent], new[absent], half[absent])
    up_steps, new_steps = isotonic(raw_up, up), isotonic(raw_new, new[absent])
    # The root keeps the largest flows from being all that the trees learn.
    gain = np.sqrt(np.clip((data.own - data.now) / unit, 0.0, 1e5))
    coefficients, centre, scale = _poisson(data.base, data.columns, data.own)
    whole, _, _ = _poisson(data.base, data.columns, data.later)
    z = np.clip((data.columns - centre) / scale, -6, 6)
    mean = data.base * np.exp(np.clip(coefficients[0] + z @ coefficients[1:], -3, 3))
    residual = np.log((data.own + unit) / (mean + unit))
    spread = _trees(data.x, np.minimum(np.abs(residual), 5.0), "regression")
    width = spread.predict(data.x.astype(np.float64))
    edges = np.quantile(width[~absent], np.arange(1, _BINS) / _BINS)
    cell = np.searchsorted(edges, width)
    points = np.stack([np.quantile(residual[(cell == b) & ~absent], (0.1, 0.5, 0.9)) for b in range(_BINS)])
    up_cuts, up_hits = _by_class(up_steps.of(raw_up), up)
    new_cuts, new_hits = _by_class(new_steps.of(raw_new), new[absent])
    return OpportunityModel(
        up=_trees(data.x, up, "binary"),
        new=_trees(data.x[absent], new[absent], "binary"),
        gain=_trees(data.x, gain, "poisson"),
        spread=spread,
        up_steps=up_steps,
        new_steps=new_steps,
        dollars=coefficients,
        whole=whole,
        centre=centre,
        scale=scale,
        residuals=points,
        edges=edges,
        up_cuts=up_cuts,
        up_hits=up_hits,
        new_cuts=new_cuts,
        new_hits=new_hits,
        unit=unit,
    )


def _crossed(x: npt.NDArray[np.float32], y: Vector, half: npt.NDArray[np.bool_]) -> Vector:
    """Score of each cell by trees that have not seen its pair."""
    score = np.empty(len(y))
    for side in (True, False):
        score[half == side] = _trees(x[half != side], y[half != side], "binary").predict(x[half == side].astype(np.float64))
    return score


@dataclass(frozen=True, slots=True)
class _Stacked:
    x: npt.NDArray[np.float32]
    i: npt.NDArray[np.int64]
    j: npt.NDArray[np.int64]
    now: Vector
    later: Vector
    own: Vector
    base: Vector
    columns: Vector

    def take(self, rows: npt.NDArray[np.int64]) -> _Stacked:
        return _Stacked(*(getattr(self, name)[rows] for name in self.__slots__))


def _stack(learned: tuple[Lessons, ...]) -> _Stacked:
    each = [
        (one.found.x, one.found.i, one.found.j, one.found.now, one.later, one.own, dollar_base(one.found), dollar_columns(one.found))
        for one in learned
    ]
    return _Stacked(*(np.concatenate(parts) for parts in zip(*each, strict=True)))
