"""Rows of one pair from a judged panel, in their lists and order."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from messlatte.areas.industries import ICIO_YEAR, industry_panel
from messlatte.core.arms import is_arms
from messlatte.core.opportunity import Opportunity
from messlatte.measures.specialisation import revealed_comparative_advantage
from messlatte.models.opportunity import OpportunityModel, Outlook, shipped_model
from messlatte.models.opportunity_features import NAMES, NOTHING, Candidates, Market, candidates, market_of
from messlatte.models.opportunity_panel import ProductPanel, vintage

__all__ = ["Judged", "in_lists", "judge", "rows_of", "scaled"]

_MILLION = 1e6
_SMALL = 0.02
"""A change of less than this share, down, is not called shrinking."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A pair within its panel, with what the model says of all candidates between the two."""

    panel: ProductPanel
    found: Candidates
    outlook: Outlook
    mean: npt.NDArray[np.float64]
    supply: npt.NDArray[np.float64]
    demand: npt.NDArray[np.float64]
    flows: npt.NDArray[np.float64]


def judge(panel: ProductPanel, a: str, b: str, model: OpportunityModel | None = None) -> Judged:
    """Judge every candidate between two economies in a panel's last year."""
    fitted = model or shipped_model("industry")
    cut = vintage(panel, panel.years[-1])
    whole = _market(panel)
    between = (panel.economies.index(a), panel.economies.index(b))
    found = candidates(cut, history=False, between=between, market=whole)
    supply, demand = whole.flows.sum(axis=1), whole.flows.sum(axis=0)
    return Judged(panel, found, fitted.outlook(found), fitted.expected(found), supply, demand, whole.flows)


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
    place = {code: n for n, code in enumerate(judged.panel.economies)}
    i, j = place[exporter], place[importer]
    chosen = np.flatnonzero((judged.found.i == i) & (judged.found.j == j))
    rca = revealed_comparative_advantage(judged.supply)[i]
    total = judged.flows.sum(axis=(0, 1))
    products = judged.panel.products
    return [_row(judged, int(cell), rca, total, world) for cell in chosen if not is_arms("hs", products[int(judged.found.k[cell])])]


def _row(judged: Judged, cell: int, rca: npt.NDArray[np.float64], total: npt.NDArray[np.float64], world: float) -> Opportunity:
    found, seen = judged.found, judged.outlook
    i, j, k = int(found.i[cell]), int(found.j[cell]), int(found.k[cell])
    now, mean, potential = float(found.now[cell]), float(judged.mean[cell]), float(found.mu3[cell])
    absent = now < NOTHING
    p10, p50, p90 = (float(q[cell]) for q in (seen.p10, seen.p50, seen.p90))
    others = judged.flows[:, j, k].copy()
    others[i] = 0.0
    rival = int(others.argmax())
    market = float(judged.demand[j, k])
    probability = float(seen.new[cell] if absent else seen.up[cell])
    listing = "new" if absent else "shrinking" if mean < (1 - _SMALL) * now else "growth"
    return Opportunity(
        exporter=judged.panel.economies[i], importer=judged.panel.economies[j], product=judged.panel.products[k], name="",
        listing=listing, service=False, now=now * _MILLION,
        p10=min(p10, mean) * world * _MILLION, p50=p50 * world * _MILLION, p90=max(p90, mean) * world * _MILLION,
        mean=mean * world * _MILLION, gain=(mean * world - now) * _MILLION, tide=mean * (world - 1) * _MILLION, own=(mean - now) * _MILLION,
        probability=probability, hit_rate=float(seen.hits[cell]), score=float(seen.score[cell]), potential=potential * _MILLION,
        gap=max(potential - now, 0.0) * _MILLION, realised=now / potential if potential > 0 else 0.0, rca=float(rca[k]),
        supply_share=float(judged.supply[i, k] / total[k]) if total[k] else 0.0, demand=market * _MILLION,
        market_share=now / market if market else 0.0, ease=float(np.exp(found.x[cell, _EASE])),
        rival=judged.panel.economies[rival] if others[rival] > 0 else None,
        rival_share=float(others[rival] / market) if market else 0.0,
    )  # fmt: skip


_EASE = NAMES.index("ease")


def in_lists(rows: list[Opportunity]) -> list[Opportunity]:
    """Order of the rows: growing flows by the order that the backtest scores, new ones by probability, shrinking ones by loss.

    Neither potential nor gap is looked at.
    """

    def key(row: Opportunity) -> tuple[int, float, str]:
        worth = {"growth": row.score, "new": row.probability, "shrinking": -row.own}[row.listing]
        return ("growth", "new", "shrinking").index(row.listing), -worth, row.product

    return sorted(rows, key=key)


def scaled(row: Opportunity, factor: float) -> Opportunity:
    """A row whose dollars of flow are a share of what they were; the market's size stays the nation's."""
    names = ("now", "p10", "p50", "p90", "mean", "gain", "tide", "own", "potential", "gap", "market_share")
    return replace(row, **{name: getattr(row, name) * factor for name in names})
