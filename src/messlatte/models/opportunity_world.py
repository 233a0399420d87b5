"""Flows of the whole world at a fine grain, held as rows: what is known of one pair is looked up in milliseconds.

A cube of 230 economies and 5,000 products has 265 million cells a year, of which four in a hundred hold something. Everything that the
model looks at is either a margin or lies in the rows of the pair's two economies.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from messlatte.measures.specialisation import proximity
from messlatte.models.opportunity_columns import NOTHING, Cells, Margins
from messlatte.models.opportunity_features import SWEEPS, TOLERANCE, Candidates, known_distances, large_enough, ranks_among
from messlatte.models.potential import three_way_factors

__all__ = ["World", "YearRows", "world_of"]

Vector = npt.NDArray[np.float64]
_SAMPLE = 400
"""Pairs that the ranks are taken among; all where there are fewer."""
SEED = 20241105


@dataclass(frozen=True, slots=True)
class YearRows:
    """Rows of one year: indices of exporter, importer, product, and million USD; each cell once."""

    i: npt.NDArray[np.int64]
    j: npt.NDArray[np.int64]
    k: npt.NDArray[np.int64]
    musd: Vector


@dataclass(frozen=True)
class World:
    """Flows by row, margins, and what all pairs share.

    Parameters
    ----------
    years : tuple of int
        At most six, ascending; the last three are the present.
    start : int array, shape (N + 1,)
        Rows ``start[i]:start[i + 1]`` are those of exporter i.
    j, k : int16 arrays, shape (C,)
    values : float32 array, shape (C, T)
        Million USD.
    by_importer, importer_start : int arrays, shape (C,) and (N + 1,)
        Rows in the order of importers.
    i : int16 array, shape (C,)
    factors : ndarrays a (N, P), b (N, P), c (N, N)
        Of the three-way fit.
    phi : float32 array, shape (P, P)
        Proximity with 0 on the diagonal.
    ordered : three sorted arrays
        To rank among; of a sample of pairs.
    """

    name: str
    years: tuple[int, ...]
    economies: tuple[str, ...]
    products: tuple[str, ...]
    start: npt.NDArray[np.int64]
    i: npt.NDArray[np.int16]
    j: npt.NDArray[np.int16]
    k: npt.NDArray[np.int16]
    values: npt.NDArray[np.float32]
    by_importer: npt.NDArray[np.int64]
    importer_start: npt.NDArray[np.int64]
    margins: Margins
    factors: tuple[Vector, Vector, Vector]
    phi: npt.NDArray[np.float32]
    ordered: tuple[Vector, Vector, Vector]

    def out_of(self, i: int) -> npt.NDArray[np.float32]:
        """Present exports of i, shape (N, P)."""
        rows = slice(int(self.start[i]), int(self.start[i + 1]))
        return self._dense(self.j[rows], self.k[rows], self.values[rows, -3:].mean(axis=1))

    def into(self, j: int) -> npt.NDArray[np.float32]:
        """Present imports of j, shape (N, P)."""
        rows = np.sort(self.by_importer[self.importer_start[j] : self.importer_start[j + 1]])
        return self._dense(self.i[rows], self.k[rows], self.values[rows, -3:].mean(axis=1))

    def _dense(self, at: npt.NDArray[np.int16], k: npt.NDArray[np.int16], value: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        out = np.zeros((len(self.economies), len(self.products)), np.float32)
        out[at, k] = value
        return out

    def series(self, i: int, j: int) -> Vector:
        """Yearly flows of a pair one way, shape (T, P)."""
        rows = np.arange(self.start[i], self.start[i + 1])[self.j[self.start[i] : self.start[i + 1]] == j]
        out = np.zeros((len(self.years), len(self.products)))
        out[:, self.k[rows]] = self.values[rows].T
        return out

    def candidates(self, a: int, b: int, *, history: bool = True) -> Candidates:
        """Features of every candidate between two economies, both ways."""
        ways = [self._cells(i, j, ranked=True) for i, j in ((a, b), (b, a))]
        cells = Cells(*(np.concatenate([getattr(w, n) for w in ways], axis=-1) for n in Cells.__slots__))
        return Candidates.of(self.margins, cells, history=history)

    def rivals(self, i: int, j: int) -> tuple[npt.NDArray[np.int64], Vector]:
        """Largest other supplier of j by product, and its flow; both of shape (P,)."""
        others = self.into(j)
        others[i] = 0
        first = others.argmax(axis=0)
        return first, others[first, np.arange(len(self.products))].astype(np.float64)

    def _cells(self, i: int, j: int, *, ranked: bool) -> Cells:
        """Every candidate of one direction; ``ranked`` False leaves the ranks 0, for the sample that they are taken among."""
        sells, buys = large_enough(self.margins)
        k = np.flatnonzero(sells[i] & buys[j])
        series = self.series(i, j)[:, k]
        now, out, into = series[-3:].mean(axis=0), self.out_of(i), self.into(j)
        weights = self.margins.neighbours
        near_importer, near_exporter = (weights[j] @ out)[k].astype(np.float64), (weights[i] @ into)[k].astype(np.float64)
        a, b, c = self.factors
        fit = a[i, k] * b[j, k] * c[i, j]
        others = into.copy()
        others[i] = 0
        related = np.log1p(out[j]) @ self.phi
        total = self.phi.sum(axis=0)
        levels = (now, near_importer * near_exporter, fit)
        floor = np.mean([ranks_among(*part) for part in zip(levels, self.ordered, strict=True)], axis=0) if ranked else np.zeros(len(k))
        one = np.ones(len(k))
        return Cells(
            np.full(len(k), i), np.full(len(k), j), k, series, now, fit, self.series(j, i)[-3:, k].mean(axis=0), near_importer,
            near_exporter, np.divide(related, total, out=np.zeros(len(total)), where=total > 0)[k], others.max(axis=0)[k].astype(float),
            (out[:, k] > NOTHING).sum(axis=0), (into[:, k] > NOTHING).sum(axis=0), one * (out[j] > NOTHING).sum(), floor,
        )  # fmt: skip

    def sampled(self, seed: int = SEED) -> tuple[Vector, Vector, Vector]:
        """Flow, product of relatedness and fit of the candidates of some pairs, each sorted."""
        n = len(self.economies)
        rng = np.random.default_rng(seed)
        pairs = np.array([(i, j) for i in range(n) for j in range(n) if i != j])
        chosen = pairs if len(pairs) <= _SAMPLE else pairs[rng.choice(len(pairs), _SAMPLE, replace=False)]
        found = [self._cells(int(i), int(j), ranked=False) for i, j in chosen]
        now, fit = (np.sort(np.concatenate([getattr(cells, name) for cells in found])) for name in ("now", "fit"))
        return now, np.sort(np.concatenate([cells.into * cells.out for cells in found])), fit


def world_of(
    name: str,
    years: Sequence[int],
    economies: Sequence[str],
    products: Sequence[str],
    rows: Iterable[YearRows],
    distance: Vector,
    unit: float,
) -> World:
    """Put the rows of some years together.

    Parameters
    ----------
    rows : iterable of YearRows
        One a year, in the order of ``years``.
    distance : ndarray, shape (N, N)
        In km, NaN where unknown.
    unit : float
        Least size of a new flow, million USD.
    """
    n, p = len(economies), len(products)
    shares = [(((one.i * n + one.j) * p + one.k), one.musd.astype(np.float32)) for one in rows]
    keys = np.unique(np.concatenate([key for key, _ in shares]))
    values = np.zeros((len(keys), len(shares)), np.float32)
    for year, (key, musd) in enumerate(shares):
        values[np.searchsorted(keys, key), year] = musd
    i, j, k = (keys // (n * p)).astype(np.int16), (keys // p % n).astype(np.int16), (keys % p).astype(np.int16)
    margins = _margins(i, j, k, values, n, p, known_distances(distance), unit)
    factors = three_way_factors(*(margins.now(side) for side in ("supply", "demand", "pair")), sweeps=SWEEPS, tolerance=TOLERANCE)
    phi = proximity(margins.advantage[0] >= 1).astype(np.float32)
    np.fill_diagonal(phi, 0.0)
    order = np.argsort(j, kind="stable")
    places = np.arange(n + 1)
    empty = np.zeros(0)
    bare = World(
        name, tuple(years), tuple(economies), tuple(products), np.searchsorted(i, places), i, j, k, values, order,
        np.searchsorted(j[order], places), margins, factors, phi, (empty, empty, empty),
    )  # fmt: skip
    return World(**{**bare.__dict__, "ordered": bare.sampled()})


def _margins(
    i: npt.NDArray[np.int16],
    j: npt.NDArray[np.int16],
    k: npt.NDArray[np.int16],
    values: npt.NDArray[np.float32],
    n: int,
    p: int,
    distance: Vector,
    unit: float,
) -> Margins:
    """Sum the rows of each year."""
    exporter, importer, product = (part.astype(np.int64) for part in (i, j, k))

    def summed(cell: npt.NDArray[np.int64], rows: int, columns: int) -> Vector:
        years = [np.bincount(cell, values[:, t], rows * columns).astype(np.float64) for t in range(values.shape[1])]
        return np.stack(years).reshape(-1, rows, columns)

    supply, demand = summed(exporter * p + product, n, p), summed(importer * p + product, n, p)
    return Margins(supply, demand, summed(exporter * n + importer, n, n), distance, unit)
