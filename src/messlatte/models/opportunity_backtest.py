"""Do the opportunities come true? Every score on vintages the model has not seen, beside the floor and the naive ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from messlatte.models.opportunity_features import NOTHING, Candidates, candidates
from messlatte.models.opportunity_panel import ProductPanel, vintage

if TYPE_CHECKING:
    from messlatte.models.opportunity import OpportunityModel

__all__ = ["Row", "auc", "backtest_opportunities", "caught_by_first_five", "lift_of_first_tenth"]

Vector = npt.NDArray[np.float64]
Truth = npt.NDArray[np.bool_]
_DOLLARS = ("Messlatte", "mu3", "EPI")
_ENOUGH = 10
"""Pairs with fewer candidates are left out of "first five": five of six say nothing."""


@dataclass(frozen=True, slots=True)
class Row:
    """One score on one vintage; None where a figure has no meaning for it.

    Parameters
    ----------
    lift, neutral_lift : float
        Share of all positive growth in the first tenth, over 0.1; as it came, and with the market's growth taken out.
    cap5, neutral_cap5 : float
        Growth caught by the first five products of a directed pair over the best possible five, mean over pairs.
    auc_up, auc_new : float
        Order of "grew 25 % beyond its market" and of "came to be".
    hits : float
        Of "up" in the first hundredth.
    brier_skill : float
        Over the base rate of that vintage, which is known only afterwards.
    worst_decile : float
        Largest distance of a tenth's mean probability from its rate.
    shifted_decile : float
        The same after one shift of all log odds that makes the mean right, known only afterwards: what is left when the tide is taken out.
    coverage, width : float
        Of the 80 % interval on active flows, and the median of ln(p90 / p10) there.
    dollar_skill : float
        One less the ratio of Poisson deviances, forecast over present flow, both scaled to the known total.
    neutral_dollar_skill : float
        The same with the market's growth taken out: what remains where every market's growth were known.
    brier_bound : float
        Brier skill after the best rising recalibration, fitted on what came: no calibration of this order reaches more.
    dollar_bound : float
        Dollar skill of the Poisson regression fitted on what came.
    """

    panel: str
    year: int
    score: str
    cells: int
    base_up: float
    base_new: float
    lift: float
    cap5: float
    neutral_lift: float
    neutral_cap5: float
    auc_up: float
    auc_new: float
    hits: float
    brier_skill: float | None = None
    worst_decile: float | None = None
    shifted_decile: float | None = None
    coverage: float | None = None
    width: float | None = None
    dollar_skill: float | None = None
    neutral_dollar_skill: float | None = None
    brier_bound: float | None = None
    dollar_bound: float | None = None


def auc(score: Vector, came: Truth) -> float:
    """Chance that one that came true is ranked before one that did not; ties count half."""
    _, inverse, count = np.unique(score, return_inverse=True, return_counts=True)
    rank = (np.cumsum(count) - (count - 1) / 2)[inverse]
    n = int(came.sum())
    return float((rank[came].sum() - n * (n + 1) / 2) / (n * (len(came) - n))) if 0 < n < len(came) else float("nan")


def lift_of_first_tenth(score: Vector, growth: Vector) -> float:
    """Share of all positive growth in the first tenth of a ranking, over its random share."""
    gains = np.maximum(growth, 0.0)
    n = max(1, len(score) // 10)
    return float(gains[np.argsort(-score, kind="stable")[:n]].sum() / gains.sum() * len(score) / n)


def caught_by_first_five(score: Vector, growth: Vector, found: Candidates) -> float:
    """Mean over directed pairs with enough candidates of the growth in the first five over that of the best five."""
    gains = np.maximum(growth, 0.0)
    pair = found.i * (int(found.j.max()) + 1) + found.j

    def first_five(order_by: Vector) -> tuple[Vector, npt.NDArray[np.int64]]:
        order = np.lexsort((-order_by, pair))
        starts = np.flatnonzero(np.r_[True, np.diff(pair[order]) != 0])
        sizes = np.diff(np.r_[starts, len(order)])
        place = np.arange(len(order)) - np.repeat(starts, sizes)
        return np.add.reduceat(np.where(place < 5, gains[order], 0.0), starts), sizes

    ours, sizes = first_five(score)
    best, _ = first_five(gains)
    kept = (best > 0) & (sizes >= _ENOUGH)
    return float((ours[kept] / best[kept]).mean())


def deviance(came: Vector, mean: Vector) -> float:
    """Poisson deviance, forecasts scaled to the known total; a forecast of nothing counts as `NOTHING`."""
    raised = np.maximum(mean, NOTHING)
    raised = raised * came.sum() / raised.sum()
    terms = np.where(came > 0, came * np.log(np.maximum(came, 1e-12) / raised), 0.0) - (came - raised)
    return float(2 * terms.sum())


def _dollars(
    model: OpportunityModel | None, name: str, found: Candidates, score: Vector | None, later: Vector, own: Vector
) -> dict[str, float | None]:
    if name not in _DOLLARS:
        return {}
    return {
        "dollar_skill": _skill(later, model.expected(found, whole=True) if model else score, found.now),
        "neutral_dollar_skill": _skill(own, model.expected(found) if model else score, found.now),
    }


def _skill(came: Vector, mean: Vector | None, now: Vector) -> float:
    assert mean is not None
    return 1 - deviance(came, mean) / deviance(came, now)


def backtest_opportunities(panel: ProductPanel, years: Sequence[int], *, most: int = 150_000) -> Iterator[Row]:
    """Fit on what was known at each year and score what came.

    Parameters
    ----------
    years : sequence of int
        Vintages t; each needs t+5 in the panel for scoring and one complete earlier vintage for learning.
    most : int
        Cells to learn from, drawn at random.
    """
    from messlatte.models.opportunity_fit import fit_opportunities
    from messlatte.models.opportunity_lessons import outcome

    for year in years:
        model = fit_opportunities(panel, year, most=most)
        found = candidates(vintage(panel, year))
        later, own = outcome(panel, year, found)
        yield from score_vintage(panel, year, found, model, later, own)


def score_vintage(panel: ProductPanel, year: int, found: Candidates, model: OpportunityModel, later: Vector, own: Vector) -> Iterator[Row]:
    """Ours first, then the floor and the naive scores."""
    from messlatte.models.opportunity import dollar_base, dollar_columns
    from messlatte.models.opportunity_fit import hindsight_line

    seen = model.outlook(found)
    up, new = own > 1.25 * found.now + panel.new_from, later >= panel.new_from
    absent = found.now < NOTHING
    ours = {"up": seen.up, "new": np.where(absent, np.nan_to_num(seen.new), 0.0), "order": seen.score}
    gap = np.maximum(found.potential - found.now, 0.0)
    naive = {
        "rank mean (floor)": found.floor, "mu3": found.mu3, "present flow": found.now, "EPI": found.potential, "EPI unrealised": gap,
        "mu3 unrealised": np.maximum(found.mu3 - found.now, 0.0),
    }  # fmt: skip
    for name, score in [("Messlatte", None), *naive.items()]:
        by_up, by_new, order = (ours["up"], ours["new"], ours["order"]) if score is None else (score, score, score)
        top = np.argsort(-by_up, kind="stable")[: max(1, len(by_up) // 100)]
        plain = Row(
            panel.name, year, name, len(up), float(up.mean()), float(new[absent].mean()) if absent.any() else float("nan"),
            lift_of_first_tenth(order, later - found.now), caught_by_first_five(order, later - found.now, found),
            lift_of_first_tenth(order, own - found.now), caught_by_first_five(order, own - found.now, found),
            auc(by_up, up), auc(by_new[absent], new[absent]), float(up[top].mean()),
            **_dollars(model if score is None else None, name, found, score, later, own),
        )  # fmt: skip
        if score is not None:
            yield plain
            continue
        bound = _skill(later, hindsight_line(dollar_base(found), dollar_columns(found), found.x, later), found.now)
        ours_row = _with_probabilities(plain, seen.up, up, (seen.p10, seen.p90), own, ~absent, panel.new_from)
        yield replace(ours_row, dollar_bound=bound)


def _recentred(p: Vector, base: float) -> Vector:
    """Probabilities with one shift of the log odds so that their mean is ``base``, by bisection."""
    odds = np.log(np.clip(p, 1e-6, 1 - 1e-6) / (1 - np.clip(p, 1e-6, 1 - 1e-6)))
    low, high = -10.0, 10.0
    for _ in range(50):
        shift = (low + high) / 2
        low, high = (shift, high) if (1 / (1 + np.exp(-odds - shift))).mean() < base else (low, shift)
    moved: Vector = 1 / (1 + np.exp(-odds - shift))
    return moved


def _with_probabilities(row: Row, p: Vector, came: Truth, interval: tuple[Vector, Vector], own: Vector, active: Truth, unit: float) -> Row:
    from messlatte.models.opportunity_fit import isotonic

    base = came.mean()
    best = isotonic(p, came.astype(np.float64)).of(p)
    tenths = np.array_split(np.argsort(p, kind="stable"), 10)
    level = _recentred(p, float(base))
    worst, shifted = (max(abs(float(q[part].mean() - came[part].mean())) for part in tenths) for q in (p, level))
    low, high = interval
    inside = (own >= low) & (own <= high)
    return replace(
        row,
        brier_skill=float(1 - np.mean((p - came) ** 2) / (base * (1 - base))),
        brier_bound=float(1 - np.mean((best - came) ** 2) / (base * (1 - base))),
        worst_decile=worst,
        shifted_decile=shifted,
        coverage=float(inside[active].mean()),
        width=float(np.median(np.log((high[active] + unit) / (low[active] + unit)))),
    )
