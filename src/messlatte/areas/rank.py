"""Rows of one pair from judged candidates, in their lists and order."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from messlatte.areas.industries import ICIO_YEAR, industry_panel
from messlatte.core.arms import is_arms
from messlatte.core.opportunity import Opportunity
from messlatte.models.opportunity import GAIN_POWER, OpportunityModel, Outlook, shipped_model
from messlatte.models.opportunity_columns import NAMES, NOTHING, Margins
from messlatte.models.opportunity_features import Candidates, Market, candidates, market_of
from messlatte.models.opportunity_panel import ProductPanel, vintage
from messlatte.models.opportunity_world import World

__all__ = ["Judged", "in_lists", "judge", "judge_world", "rows_of", "scaled"]

_MILLION = 1e6
_SMALL = 0.02
"""A change of less than this share, down, is not called shrinking."""
_LONG = 5  # years from which the model that looks at history is asked
_SINGLE = 0.9
"""A flow of which one of three years holds more than this share counts as a single shipment."""
_EASE = NAMES.index("ease")

Rivals = tuple[npt.NDArray[np.int64], npt.NDArray[np.float64]]


@dataclass(frozen=True, slots=True)
class Judged:
    """A pair within its world, with what the model says of all candidates between the two.

    ``rivals`` gives, by direction, the largest other supplier of each product and its flow; ``series`` yearly flows of each candidate.
    """

    economies: tuple[str, ...]
    products: tuple[str, ...]
    found: Candidates
    outlook: Outlook
    mean: npt.NDArray[np.float64]
    margins: Margins
    rivals: Mapping[tuple[int, int], Rivals]
    single: npt.NDArray[np.bool_]
    unit: float


def judge(panel: ProductPanel, a: str, b: str, model: OpportunityModel | None = None) -> Judged:
    """Judge every candidate between two economies in a panel's last year."""
    fitted = model or shipped_model("industry")
    cut = vintage(panel, panel.years[-1])
    whole = _market(panel)
    i, j = panel.economies.index(a), panel.economies.index(b)
    found = candidates(cut, history=False, between=(i, j), market=whole)
    rivals = {way: _rivals(whole, *way) for way in ((i, j), (j, i))}
    single = np.zeros(len(found.i), bool)
    return Judged(
        panel.economies, panel.products, found, fitted.outlook(found), fitted.expected(found), whole.margins, rivals, single, panel.new_from
    )


def judge_world(world: World, a: str, b: str) -> Judged:
    """Judge every candidate between two economies in the latest years of a ledger, by the model that fits their number."""
    history = len(world.years) >= _LONG
    fitted = shipped_model("goods" if history else "goods_single")
    i, j = world.economies.index(a), world.economies.index(b)
    found = world.candidates(i, j, history=history)
    recent = {way: world.series(*way)[-3:] for way in ((i, j), (j, i))}
    if len(world.years) >= 3:
        single = np.array([_is_single(recent[int(x), int(y)][:, k]) for x, y, k in zip(*found.cells, strict=True)], bool)
    else:
        single = np.zeros(len(found.i), bool)
    rivals = {way: world.rivals(*way) for way in recent}
    return Judged(
        world.economies, world.products, found, fitted.outlook(found), fitted.expected(found), world.margins, rivals, single,
        world.margins.unit,
    )  # fmt: skip


def _is_single(years: npt.NDArray[np.float64]) -> bool:
    return bool(years.sum() >= NOTHING and years.max() > _SINGLE * years.sum())


def _rivals(whole: Market, i: int, j: int) -> Rivals:
    others = whole.flows[:, j].copy()
    others[i] = 0.0
    first = others.argmax(axis=0)
    return first, others[first, np.arange(others.shape[1])]


@lru_cache(maxsize=1)
def _market_of_table() -> Market:
    return market_of(vintage(industry_panel(), ICIO_YEAR))


def _market(panel: ProductPanel) -> Market:
    """Kept for the shipped table, which never changes."""
    return _market_of_table() if panel is industry_panel() else market_of(vintage(panel, panel.years[-1]))


def rows_of(judged: Judged, exporter: str, importer: str, *, world: float = 1.0) -> list[Opportunity]:
    """Every candidate of one direction but arms, USD; order and names are given later.

    Parameters
    ----------
    world : float
        Growth of all markets over five years, as a ratio: the tide.
    """
    i, j = judged.economies.index(exporter), judged.economies.index(importer)
    chosen = np.flatnonzero((judged.found.i == i) & (judged.found.j == j))
    return [_row(judged, int(cell), world) for cell in chosen if not is_arms("hs", judged.products[int(judged.found.k[cell])])]


def _row(judged: Judged, cell: int, world: float) -> Opportunity:
    found, seen, margins = judged.found, judged.outlook, judged.margins
    i, j, k = int(found.i[cell]), int(found.j[cell]), int(found.k[cell])
    now, mean, potential = float(found.now[cell]), float(judged.mean[cell]), float(found.mu3[cell])
    absent = now < NOTHING
    p10, p50, p90 = (float(q[cell]) for q in (seen.p10, seen.p50, seen.p90))
    first, flow = judged.rivals[i, j]
    market, total = float(found.demand[cell]), float(margins.world[k])
    probability = float(seen.new[cell] if absent else seen.up[cell])
    listing = "new" if absent else "shrinking" if mean < (1 - _SMALL) * now else "growth"
    return Opportunity(
        exporter=judged.economies[i], importer=judged.economies[j], product=judged.products[k], name="",
        listing=listing, service=False, now=now * _MILLION,
        p10=min(p10, mean) * world * _MILLION, p50=p50 * world * _MILLION, p90=max(p90, mean) * world * _MILLION,
        mean=mean * world * _MILLION, gain=(mean * world - now) * _MILLION, tide=mean * (world - 1) * _MILLION, own=(mean - now) * _MILLION,
        probability=probability, hit_rate=float(seen.hits[cell]), score=float(seen.score[cell]) / GAIN_POWER + math.log(judged.unit),
        potential=potential * _MILLION, gap=max(potential - now, 0.0) * _MILLION, realised=now / potential if potential > 0 else 0.0,
        rca=float(margins.advantage[0][i, k]), supply_share=float(margins.now("supply")[i, k]) / total if total else 0.0,
        demand=market * _MILLION, market_share=now / market if market else 0.0, ease=float(np.exp(found.x[cell, _EASE])),
        rival=judged.economies[int(first[k])] if flow[k] > 0 else None, rival_share=float(flow[k]) / market if market else 0.0,
        flags=("single-shipment",) if judged.single[cell] else (),
    )  # fmt: skip


def in_lists(rows: list[Opportunity]) -> list[Opportunity]:
    """Order of the rows: growing flows by the order that the backtest scores, new ones by probability, shrinking ones by loss.

    Neither potential nor gap is looked at.
    """

    def key(row: Opportunity) -> tuple[int, float, str]:
        worth = {"growth": row.score, "new": row.probability, "shrinking": -row.own}[row.listing]
        return ("growth", "new", "shrinking").index(row.listing), -worth, row.product

    return sorted(rows, key=key)


def scaled(row: Opportunity, factor: float) -> Opportunity:
    """A row whose dollars of flow are a share of what they were; the market and the exporter's share of it stay the nation's."""
    names = ("now", "p10", "p50", "p90", "mean", "gain", "tide", "own", "potential", "gap")
    return replace(row, **{name: getattr(row, name) * factor for name in names})
