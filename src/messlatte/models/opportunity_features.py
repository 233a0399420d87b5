"""What is known of every candidate flow of a cube at the end of a year, as columns; nothing later is looked at."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from messlatte.measures.relatedness import exporter_relatedness, importer_relatedness, product_relatedness
from messlatte.measures.specialisation import proximity
from messlatte.models.opportunity_columns import NAMES, NOTHING, SNAPSHOT, Cells, Margins, columns_of
from messlatte.models.opportunity_panel import Vintage
from messlatte.models.potential import three_way_factors

__all__ = [
    "NAMES",
    "NOTHING",
    "SNAPSHOT",
    "SWEEPS",
    "Candidates",
    "Market",
    "candidates",
    "known_distances",
    "large_enough",
    "market_of",
    "ranks_among",
]

Vector = npt.NDArray[np.float64]
_EXPORTS, _IMPORTS = 1.0, 0.1  # million USD that i must sell of k, and j buy of k
SWEEPS, TOLERANCE = 40, 1e-4


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

    @classmethod
    def of(cls, margins: Margins, cells: Cells, *, history: bool = True) -> Candidates:
        """Candidates with the columns of these cells."""
        i, j, k = cells.i, cells.j, cells.k
        demand = margins.now("demand")[j, k]
        potential = margins.now("supply")[i, k] / margins.world[k] * demand * margins.ease[i, j]
        return cls(i, j, k, columns_of(margins, cells, history=history), cells.now, cells.fit, potential, cells.floor, demand)


@dataclass(frozen=True, slots=True)
class Market:
    """What all pairs of a vintage share: worth keeping when several pairs are asked for.

    Parameters
    ----------
    flows, importer_related, exporter_related : ndarray, shape (N, N, P)
    allowed : bool array, shape (N, N, P)
        Candidates.
    margins : Margins
    factors : ndarrays a (N, P), b (N, P), c (N, N)
        Of the three-way fit.
    ordered : three sorted arrays
        Flow, product of relatedness, and fit of all candidates, to rank among.
    """

    flows: Vector
    allowed: npt.NDArray[np.bool_]
    margins: Margins
    factors: tuple[Vector, Vector, Vector]
    importer_related: Vector
    exporter_related: Vector
    ordered: tuple[Vector, Vector, Vector]


def known_distances(distance: Vector) -> Vector:
    """Distances with the unknown ones at the median."""
    return np.where(np.isfinite(distance), distance, np.nanmedian(distance))


def large_enough(margins: Margins) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """Whether each economy sells enough of a product to be a candidate, and whether each buys enough; both of shape (N, P)."""
    return margins.now("supply") >= _EXPORTS, margins.now("demand") >= _IMPORTS


def market_of(found: Vintage) -> Market:
    """Fit and relatedness of all flows; only ``known`` is read."""
    known = found.known.astype(np.float64)
    km = known_distances(found.panel.distance)
    margins = Margins(known.sum(axis=2), known.sum(axis=1), known.sum(axis=3), km, found.panel.new_from)
    flows = known[-3:].mean(axis=0)
    sells, buys = large_enough(margins)
    allowed = sells[:, None, :] & buys[None, :, :]
    allowed[np.arange(len(flows)), np.arange(len(flows))] = False
    factors = three_way_factors(*(margins.now(name) for name in ("supply", "demand", "pair")), sweeps=SWEEPS, tolerance=TOLERANCE)
    into, out = importer_relatedness(flows, km), exporter_relatedness(flows, km)
    i, j, k = np.nonzero(allowed)
    fit = factors[0][i, k] * factors[1][j, k] * factors[2][i, j]
    ordered = (np.sort(flows[i, j, k]), np.sort((into * out)[i, j, k]), np.sort(fit))
    return Market(flows, allowed, margins, factors, into, out, ordered)


def ranks_among(values: Vector, ordered: Vector) -> Vector:
    """Ranks between 0 and 1 among sorted values, ties at their mean."""
    ranked: Vector = (np.searchsorted(ordered, values, "left") + np.searchsorted(ordered, values, "right") + 1) / (2 * len(ordered))
    return ranked


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
    return Candidates.of(whole.margins, _cells(found, whole, *np.nonzero(chosen)), history=history)


def _cells(found: Vintage, whole: Market, i: npt.NDArray[np.int64], j: npt.NDArray[np.int64], k: npt.NDArray[np.int64]) -> Cells:
    """Look the cells up in the cube."""
    flows, n = whole.flows, len(whole.flows)
    a, b, c = whole.factors
    now, fit = flows[i, j, k], a[i, k] * b[j, k] * c[i, j]
    into, out = whole.importer_related[i, j, k], whole.exporter_related[i, j, k]
    top = np.partition(flows, n - 2, axis=0)[n - 2 :]
    presence = whole.margins.advantage[0] >= 1
    exists = flows > NOTHING
    return Cells(
        i, j, k, found.known[:, i, j, k].astype(np.float64), now, fit, flows[j, i, k], into, out,
        product_relatedness(flows, proximity(presence), i, j, k),
        np.where(now >= top[1][j, k], top[0][j, k], top[1][j, k]),
        exists.sum(axis=1)[i, k], exists.sum(axis=0)[j, k], exists.sum(axis=2)[i, j],
        np.mean([ranks_among(*part) for part in zip((now, into * out, fit), whole.ordered, strict=True)], axis=0),
    )  # fmt: skip
