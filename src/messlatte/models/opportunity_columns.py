"""Columns that the model of opportunities looks at: one set of formulas, whether the flows lie in a cube or in rows of a ledger."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from messlatte.measures.relatedness import near_weights
from messlatte.measures.specialisation import density, revealed_comparative_advantage

__all__ = ["HISTORY", "NAMES", "NOTHING", "SNAPSHOT", "Cells", "Margins", "columns_of", "over"]

Vector = npt.NDArray[np.float64]
Index = npt.NDArray[np.int64]
NOTHING = 1e-3
"""A flow below this, million USD, counts as none."""

SNAPSHOT = (
    "now", "supply", "demand", "pair", "world", "supply_share", "demand_share", "rca", "rca_importer", "mu3", "mu3_ratio", "ease",
    "importer_related", "exporter_related", "product_related", "density", "share_of_market", "share_of_exports", "back", "distance",
    "markets", "suppliers", "naive", "biggest_rival", "rank_mean", "pair_products",
)  # fmt: skip
HISTORY = (
    "last", "slope", "active", "before", "now_growth", "supply_growth", "demand_growth", "pair_growth", "world_growth", "volatility",
    "peak", "supply_last", "demand_last", "share_change",
)  # fmt: skip
NAMES = (*SNAPSHOT, *HISTORY)


def over(part: Vector, whole: Vector) -> Vector:
    """Ratio, 0 where the whole is 0."""
    return np.divide(part, whole, out=np.zeros(np.broadcast(part, whole).shape), where=whole > 0)


@dataclass(frozen=True)
class Margins:
    """Yearly totals, million USD; the last three years are the present.

    Parameters
    ----------
    supply, demand : ndarray, shape (T, N, P)
        Exports of each economy, and its imports, by product.
    pair : ndarray, shape (T, N, N)
    distance : ndarray, shape (N, N)
        In km, none missing.
    unit : float
        Least size of a new flow.
    """

    supply: Vector
    demand: Vector
    pair: Vector
    distance: Vector
    unit: float

    @cached_property
    def _present(self) -> dict[str, Vector]:
        return {name: getattr(self, name)[-3:].mean(axis=0) for name in ("supply", "demand", "pair")}

    def now(self, name: str) -> Vector:
        """Mean of ``supply``, ``demand`` or ``pair`` over the present."""
        return self._present[name]

    @cached_property
    def world(self) -> Vector:
        """Present trade by product, shape (P,)."""
        total: Vector = self.now("supply").sum(axis=0)
        return total

    @cached_property
    def total(self) -> Vector:
        """All trade by year, shape (T,)."""
        total: Vector = self.supply.sum(axis=(1, 2))
        return total

    @cached_property
    def advantage(self) -> tuple[Vector, Vector, Vector]:
        """Comparative advantage of exporters and of importers, and density, each of shape (N, P)."""
        rca = revealed_comparative_advantage(self.now("supply"))
        return rca, revealed_comparative_advantage(self.now("demand")), density(rca >= 1)

    @cached_property
    def neighbours(self) -> Vector:
        """Weights of neighbours by distance, shape (N, N)."""
        return near_weights(self.distance)

    @cached_property
    def ease(self) -> Vector:
        """Actual over hypothetical trade of every pair, shape (N, N)."""
        return over(self.now("pair"), over(self.now("supply"), self.world) @ self.now("demand").T)


@dataclass(frozen=True, slots=True)
class Cells:
    """What is known of some flows, each array of shape (C,) but ``series``; million USD.

    Parameters
    ----------
    i, j, k : int arrays
        Exporter, importer, product.
    series : ndarray, shape (T, C)
        Yearly flows.
    now, fit, back : ndarray
        Present flow, its three-way fit, and the present flow the other way.
    into, out, related : ndarray
        Relatedness of importer, exporter and product.
    rival : ndarray
        Largest other supplier's flow.
    markets, suppliers, pair_products : ndarray
        How many markets i sells k in, suppliers j buys k from, products i sells to j.
    floor : ndarray
        Mean of three ranks among all candidates.
    """

    i: Index
    j: Index
    k: Index
    series: Vector
    now: Vector
    fit: Vector
    back: Vector
    into: Vector
    out: Vector
    related: Vector
    rival: Vector
    markets: Vector
    suppliers: Vector
    pair_products: Vector
    floor: Vector


def columns_of(margins: Margins, cells: Cells, *, history: bool = True) -> npt.NDArray[np.float32]:
    """Columns in the order of `NAMES`, shape (C, F); those of history NaN where there are less than three years or none is asked for."""
    columns = _snapshot(margins, cells)
    if history and len(margins.supply) >= 3:
        columns |= _history(margins, cells)
    else:
        columns |= {name: np.full(len(cells.i), np.nan) for name in HISTORY}
    return np.stack([columns[name].astype(np.float32) for name in NAMES], axis=1)


def _snapshot(margins: Margins, cells: Cells) -> dict[str, Vector]:
    """Columns from the present."""
    i, j, k, now, fit, unit = cells.i, cells.j, cells.k, cells.now, cells.fit, margins.unit
    supply, demand, pair, world = margins.now("supply"), margins.now("demand"), margins.now("pair"), margins.world
    rca, rca_in, near = margins.advantage
    return {
        "now": np.log(now / unit + 1e-3), "supply": np.log(supply[i, k]), "demand": np.log(demand[j, k]),
        "pair": np.log(pair[i, j] / unit + 1e-3), "world": np.log(world[k]), "supply_share": np.log(supply[i, k] / world[k]),
        "demand_share": np.log(demand[j, k] / world[k]), "rca": np.log(rca[i, k]), "rca_importer": np.log(rca_in[j, k]),
        "mu3": np.log(fit / unit + 1e-6), "mu3_ratio": np.log((now + 1e-3 * unit) / (fit + 1e-3 * unit)),
        "ease": np.log(margins.ease[i, j] + 1e-6), "importer_related": np.log(cells.into / unit + 1e-6),
        "exporter_related": np.log(cells.out / unit + 1e-6), "product_related": cells.related, "density": near[i, k],
        "share_of_market": over(now, demand[j, k]), "share_of_exports": over(now, supply[i, k]), "back": np.log(cells.back / unit + 1e-3),
        "distance": np.log(margins.distance[i, j]), "markets": cells.markets, "suppliers": cells.suppliers,
        "naive": np.log(pair[i, j] * over(world, world.sum())[k] / unit + 1e-6), "biggest_rival": over(cells.rival, demand[j, k]),
        "rank_mean": cells.floor, "pair_products": cells.pair_products,
    }  # fmt: skip


def _growth(late: Vector, early: Vector, unit: float) -> Vector:
    return np.log((late + unit) / (early + unit))


def _history(margins: Margins, cells: Cells) -> dict[str, Vector]:
    """Columns from the years before, each less the growth of all trade, so that a boom does not look like a promise.

    Growth is that of the last three years over the up to three before them.
    """
    i, j, k, unit, series, total = cells.i, cells.j, cells.k, margins.unit, cells.series, margins.total
    recent = series[-3:].mean(axis=0)
    logs = np.log(series[-3:] / unit + 1e-3)
    here = np.log(recent / unit + 1e-3)
    columns = {
        "last": logs[-1] - here - np.log(total[-1] / total[-3:].mean()), "slope": logs[-1] - logs[0] - np.log(total[-1] / total[-3]),
        "active": (series > NOTHING).mean(axis=0), "volatility": logs.std(axis=0),
        "peak": np.log((series / total[:, None]).max(axis=0) * total[-3:].mean() / unit + 1e-3) - here,
    }  # fmt: skip
    for name, at in (("supply", (i, k)), ("demand", (j, k))):
        last = getattr(margins, name)[-1]
        columns[f"{name}_last"] = _growth(last, margins.now(name), unit)[at] - np.log(total[-1] / total[-3:].mean())
    names = ("before", "now_growth", "supply_growth", "demand_growth", "pair_growth", "world_growth", "share_change")
    columns |= dict.fromkeys(names, np.full(len(i), np.nan))
    if len(total) < 5:
        return columns
    early = series[:-3].mean(axis=0)
    tide = np.log(total[-3:].mean() / total[:-3].mean())
    columns["before"] = np.log(early / unit + 1e-3) - here + tide
    columns["now_growth"] = _growth(recent, early, unit) - tide
    for name, cell in (("supply", (i, k)), ("demand", (j, k)), ("pair", (i, j))):
        earlier = getattr(margins, name)[:-3].mean(axis=0)
        columns[f"{name}_growth"] = _growth(margins.now(name), earlier, unit)[cell] - tide
    columns["world_growth"] = _growth(margins.world, margins.supply[:-3].mean(axis=0).sum(axis=0), unit)[k] - tide
    columns["share_change"] = columns["now_growth"] - columns["demand_growth"]
    return columns
