"""What is known of every candidate flow at the end of a year, as columns; nothing later is looked at."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from messlatte.measures.relatedness import exporter_relatedness, importer_relatedness, product_relatedness
from messlatte.measures.specialisation import density, proximity, revealed_comparative_advantage
from messlatte.models.opportunity_panel import Vintage
from messlatte.models.potential import three_way_fit

__all__ = ["NAMES", "NOTHING", "SNAPSHOT", "Candidates", "Market", "candidates", "market_of"]

Vector = npt.NDArray[np.float64]
NOTHING = 1e-3
"""A flow below this, million USD, counts as none."""
_EXPORTS, _IMPORTS = 1.0, 0.1  # million USD that i must sell of k, and j buy of k
_SWEEPS = 40

SNAPSHOT = (
    "now", "supply", "demand", "pair", "world", "supply_share", "demand_share", "rca", "rca_importer", "mu3", "mu3_ratio", "ease",
    "importer_related", "exporter_related", "product_related", "density", "share_of_market", "share_of_exports", "back", "distance",
    "markets", "suppliers", "naive", "biggest_rival", "rank_mean", "pair_products",
)  # fmt: skip
_HISTORY = (
    "last", "slope", "active", "before", "now_growth", "supply_growth", "demand_growth", "pair_growth", "world_growth", "volatility",
    "peak", "supply_last", "demand_last", "share_change",
)  # fmt: skip
NAMES = (*SNAPSHOT, *_HISTORY)


@dataclass(frozen=True, slots=True)
class Candidates:
    """Cells worth looking at, with their features.

    Parameters
    ----------
    i, j, k : int arrays, shape (C,)
        Exporter, importer and product of each.
    x : float32 array, shape (C, F)
        Features in the order of `NAMES`; NaN where the panel is too short.
    now, mu3, potential, floor, demand : float arrays, shape (C,)
        Present flow, three-way fit, indicator without projections, mean of ranks (the transparent floor), and the market's imports.
    """

    i: npt.NDArray[np.int64]
    j: npt.NDArray[np.int64]
    k: npt.NDArray[np.int64]
    x: npt.NDArray[np.float32]
    now: Vector
    mu3: Vector
    potential: Vector
    floor: Vector
    demand: Vector

    @property
    def cells(self) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """Indices into a cube."""
        return self.i, self.j, self.k


@dataclass(frozen=True, slots=True)
class Market:
    """What all pairs of a vintage share: worth keeping when several pairs are asked for.

    Parameters
    ----------
    flows, fit, importer_related, exporter_related : ndarray, shape (N, N, P)
    allowed : bool array, shape (N, N, P)
        Candidates.
    ordered : three sorted arrays
        Flow, product of relatedness, and fit of all candidates, to rank among.
    distance : ndarray, shape (N, N)
        In km, unknown ones at the median.
    """

    flows: Vector
    allowed: npt.NDArray[np.bool_]
    fit: Vector
    importer_related: Vector
    exporter_related: Vector
    ordered: tuple[Vector, Vector, Vector]
    distance: Vector


def market_of(found: Vintage) -> Market:
    """Fit and relatedness of all flows; only ``known`` is read."""
    flows = found.now.astype(np.float64)
    allowed = (flows.sum(axis=1)[:, None, :] >= _EXPORTS) & (flows.sum(axis=0)[None, :, :] >= _IMPORTS)
    allowed[np.arange(len(flows)), np.arange(len(flows))] = False
    km = np.where(np.isfinite(found.panel.distance), found.panel.distance, np.nanmedian(found.panel.distance))
    fit = three_way_fit(flows, sweeps=_SWEEPS, tolerance=1e-4)
    into, out = importer_relatedness(flows, km), exporter_relatedness(flows, km)
    ordered = (np.sort(flows[allowed]), np.sort((into * out)[allowed]), np.sort(fit[allowed]))
    return Market(flows, allowed, fit, into, out, ordered, km)


def _ranks_among(values: Vector, ordered: Vector) -> Vector:
    """Ranks between 0 and 1 among sorted values, ties at their mean."""
    ranked: Vector = (np.searchsorted(ordered, values, "left") + np.searchsorted(ordered, values, "right") + 1) / (2 * len(ordered))
    return ranked


def _over(part: Vector, whole: Vector) -> Vector:
    return np.divide(part, whole, out=np.zeros(np.broadcast(part, whole).shape), where=whole > 0)


def candidates(found: Vintage, *, history: bool = True, between: tuple[int, int] | None = None, market: Market | None = None) -> Candidates:
    """Features of every candidate: i sells at least 1 m$ of k and j buys at least 0.1 m$ of it.

    Parameters
    ----------
    found : Vintage
        Only ``known`` is read.
    history : bool
        False leaves the columns that need several years NaN, as for a table of one year.
    between : tuple of int, optional
        Only the flows between these two economies; ranks are still those among all candidates.
    market : Market, optional
        What `market_of` gave for this vintage.
    """
    whole = market or market_of(found)
    chosen = whole.allowed
    if between is not None:
        a, b = between
        chosen = np.zeros_like(whole.allowed)
        chosen[[a, b], [b, a]] = whole.allowed[[a, b], [b, a]]
    i, j, k = np.nonzero(chosen)
    columns, levels = _snapshot(found, whole, i, j, k)
    columns |= _history(found, i, j, k) if history and len(found.known) >= 3 else {name: np.full(len(i), np.nan) for name in _HISTORY}
    x = np.stack([columns[name].astype(np.float32) for name in NAMES], axis=1)
    demand = whole.flows.sum(axis=0)[j, k]
    return Candidates(i, j, k, x, levels["now"], levels["mu3"], levels["potential"], columns["rank_mean"], demand)


def _snapshot(
    found: Vintage, whole: Market, i: npt.NDArray[np.int64], j: npt.NDArray[np.int64], k: npt.NDArray[np.int64]
) -> tuple[dict[str, Vector], dict[str, Vector]]:
    """Columns from one cross-section, and the levels they rest on."""
    flows, km, n = whole.flows, whole.distance, len(whole.flows)
    supply, demand, pair, world = flows.sum(axis=1), flows.sum(axis=0), flows.sum(axis=2), flows.sum(axis=(0, 1))
    cell = (i, j, k)
    share, need = _over(supply, world), _over(demand, world)
    rca, rca_in = revealed_comparative_advantage(supply), revealed_comparative_advantage(demand)
    presence = rca >= 1
    fit = whole.fit[cell]
    ease = _over(pair, share @ demand.T)
    now = flows[cell]
    into, out = whole.importer_related[cell], whole.exporter_related[cell]
    top = np.partition(flows, n - 2, axis=0)[n - 2 :]
    rival = np.where(flows >= top[1], top[0], top[1])[cell]
    unit = found.panel.new_from
    floor = np.mean([_ranks_among(*part) for part in zip((now, into * out, fit), whole.ordered, strict=True)], axis=0)
    potential = share[i, k] * demand[j, k] * ease[i, j]
    columns = {
        "now": np.log(now / unit + 1e-3), "supply": np.log(supply[i, k]), "demand": np.log(demand[j, k]),
        "pair": np.log(pair[i, j] / unit + 1e-3), "world": np.log(world[k]), "supply_share": np.log(share[i, k]),
        "demand_share": np.log(need[j, k]), "rca": np.log(rca[i, k]), "rca_importer": np.log(rca_in[j, k]),
        "mu3": np.log(fit / unit + 1e-6), "mu3_ratio": np.log((now + 1e-3 * unit) / (fit + 1e-3 * unit)), "ease": np.log(ease[i, j] + 1e-6),
        "importer_related": np.log(into / unit + 1e-6), "exporter_related": np.log(out / unit + 1e-6),
        "product_related": product_relatedness(flows, proximity(presence), i, j, k), "density": density(presence)[i, k],
        "share_of_market": _over(now, demand[j, k]), "share_of_exports": _over(now, supply[i, k]),
        "back": np.log(flows[j, i, k] / unit + 1e-3), "distance": np.log(km[i, j]), "markets": (flows > NOTHING).sum(axis=1)[i, k],
        "suppliers": (flows > NOTHING).sum(axis=0)[j, k], "naive": np.log(pair[i, j] * _over(world, world.sum())[k] / unit + 1e-6),
        "biggest_rival": _over(rival, demand[j, k]), "rank_mean": floor, "pair_products": (flows > NOTHING).sum(axis=2)[i, j],
    }  # fmt: skip
    return columns, {"now": now, "mu3": fit, "potential": potential}


def _growth(late: Vector, early: Vector, unit: float) -> Vector:
    return np.log((late + unit) / (early + unit))


def _history(found: Vintage, i: npt.NDArray[np.int64], j: npt.NDArray[np.int64], k: npt.NDArray[np.int64]) -> dict[str, Vector]:
    """Columns from the years before, each less the growth of all trade, so that a boom does not look like a promise.

    Growth is that of the last three years over the up to three before them.
    """
    unit, known = found.panel.new_from, found.known
    series = known[:, i, j, k].astype(np.float64)
    total = known.sum(axis=(1, 2, 3), dtype=np.float64)
    recent = series[-3:].mean(axis=0)
    logs = np.log(series[-3:] / unit + 1e-3)
    here = np.log(recent / unit + 1e-3)
    columns = {
        "last": logs[-1] - here - np.log(total[-1] / total[-3:].mean()), "slope": logs[-1] - logs[0] - np.log(total[-1] / total[-3]),
        "active": (series > NOTHING).mean(axis=0), "volatility": logs.std(axis=0),
        "peak": np.log((series / total[:, None]).max(axis=0) * total[-3:].mean() / unit + 1e-3) - here,
    }  # fmt: skip
    now = found.now.astype(np.float64)
    for name, axis, at in (("supply", 1, (i, k)), ("demand", 0, (j, k))):
        last = known[-1].sum(axis=axis).astype(np.float64)
        columns[f"{name}_last"] = _growth(last, now.sum(axis=axis), unit)[at] - np.log(total[-1] / total[-3:].mean())
    names = ("before", "now_growth", "supply_growth", "demand_growth", "pair_growth", "world_growth", "share_change")
    columns |= dict.fromkeys(names, np.full(len(i), np.nan))
    if len(known) < 5:
        return columns
    before = known[:-3].mean(axis=0, dtype=np.float64)
    early = before[i, j, k]
    tide = np.log(total[-3:].mean() / total[:-3].mean())
    columns["before"] = np.log(early / unit + 1e-3) - here + tide
    columns["now_growth"] = _growth(recent, early, unit) - tide
    margins: tuple[tuple[str, int | tuple[int, ...], tuple[npt.NDArray[np.int64], ...]], ...] = (
        ("supply", 1, (i, k)), ("demand", 0, (j, k)), ("pair", 2, (i, j)), ("world", (0, 1), (k,)),
    )  # fmt: skip
    for name, margin, cell in margins:
        columns[f"{name}_growth"] = _growth(now.sum(axis=margin), before.sum(axis=margin), unit)[cell] - tide
    columns["share_change"] = columns["now_growth"] - columns["demand_growth"]
    return columns
