"""Flows of many economies by product and year in one cube, and the vintages that a backtest needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from messlatte.core.errors import DataError

__all__ = ["RAW", "WIOD", "ProductPanel", "Vintage", "cube_of_rows", "distances_between", "read_raw_materials", "read_wiod", "vintage"]

Cube = npt.NDArray[np.float32]
Matrix = npt.NDArray[np.float64]

RAW = "baci_hs92_rawmaterials_1995_2024.parquet"
WIOD = "wiod_bilateral_1995_2011.parquet"

HORIZON = 5
"""Years from now to the middle of what is foretold (t+3 .. t+5 against t-2 .. t ends five years later)."""
_OLD_CODES = {"ROM": "ROU", "ZAR": "COD", "TMP": "TLS"}


@dataclass(frozen=True, slots=True)
class ProductPanel:
    """Yearly flows, million USD.

    Parameters
    ----------
    years : tuple of int
        Ascending, without gaps.
    economies, products : tuple of str
    values : ndarray, shape (T, N, N, P)
        Exporter, importer, product; the diagonal is zero.
    distance : ndarray, shape (N, N)
        In km; NaN where unknown.
    new_from : float
        A flow below ``NOTHING`` counts as new once it reaches this, million USD.
    """

    name: str
    years: tuple[int, ...]
    economies: tuple[str, ...]
    products: tuple[str, ...]
    values: Cube
    distance: Matrix
    new_from: float

    def subset(self, economies: Sequence[str]) -> ProductPanel:
        """Only some economies, as if the others did not exist."""
        at = [self.economies.index(code) for code in economies]
        kept = np.ascontiguousarray(self.values[:, at][:, :, at])
        return ProductPanel(self.name, self.years, tuple(economies), self.products, kept, self.distance[np.ix_(at, at)], self.new_from)

    def until(self, year: int) -> ProductPanel:
        """The panel as it was known at the end of a year."""
        n = self.years.index(year) + 1
        return ProductPanel(self.name, self.years[:n], self.economies, self.products, self.values[:n], self.distance, self.new_from)

    def vintages(self) -> tuple[int, ...]:
        """Years t with three years behind and five ahead inside the panel."""
        return tuple(year for year in self.years if year - 2 >= self.years[0] and year + HORIZON <= self.years[-1])


@dataclass(frozen=True, slots=True)
class Vintage:
    """What was known at the end of a year, and, for learning and scoring only, what came.

    Parameters
    ----------
    known : ndarray, shape (K, N, N, P)
        The last K years up to and including ``year``, at most six.
    later : ndarray, shape (N, N, P), or None
        Mean of the years t+3 .. t+5.
    """

    panel: ProductPanel
    year: int
    known: Cube
    later: Cube | None

    @property
    def now(self) -> Cube:
        """Mean of the last three known years (fewer where the panel has fewer)."""
        mean: Cube = self.known[-3:].mean(axis=0)
        return mean


def vintage(panel: ProductPanel, year: int, *, with_outcome: bool = False, years_known: int = 6) -> Vintage:
    """Cut a vintage; without ``with_outcome`` nothing after ``year`` is touched.

    Raises
    ------
    DataError
        If the panel does not reach far enough.
    """
    if year not in panel.years:
        raise DataError(f"panel {panel.name} holds {panel.years[0]}-{panel.years[-1]}; there is no year {year}")
    at = panel.years.index(year)
    later = None
    if with_outcome:
        if at + HORIZON >= len(panel.years):
            raise DataError(f"panel {panel.name} ends in {panel.years[-1]}; what came after {year} is not known to its fifth year")
        later = panel.values[at + 3 : at + HORIZON + 1].mean(axis=0)
    return Vintage(panel, year, panel.values[max(0, at + 1 - years_known) : at + 1], later)


def distances_between(economies: Sequence[str]) -> Matrix:
    """Distances in km, NaN where unknown; shape (N, N)."""
    from messlatte.ledger.series import distances

    place = {code: i for i, code in enumerate(economies)}
    km = np.full((len(place), len(place)), np.nan)
    table = distances()
    for a, b, long in zip(table["a"].to_pylist(), table["b"].to_pylist(), table["distance_km"].to_pylist(), strict=True):
        if a in place and b in place and long:
            km[place[a], place[b]] = km[place[b], place[a]] = long
    return km


def cube_of_rows(
    name: str,
    years: npt.NDArray[np.int64],
    exporter: Sequence[str],
    importer: Sequence[str],
    product: Sequence[str],
    musd: npt.NDArray[np.float64],
    new_from: float,
    economies: Sequence[str] | None = None,
) -> ProductPanel:
    """Build the cube from rows; economies whose distances are unknown are left out unless named.

    Parameters
    ----------
    years : int array, shape (R,)
    exporter, importer, product : sequence of str, length R
    musd : float array, shape (R,)
    """
    out, into, goods = np.asarray(exporter, object), np.asarray(importer, object), np.asarray(product, object)
    if economies is None:
        found = sorted(set(out.tolist()) & set(into.tolist()))
        km = distances_between(found)
        economies = [code for code, row in zip(found, km, strict=True) if np.isfinite(row).sum() > len(found) / 2]
    place = {code: i for i, code in enumerate(economies)}
    codes = sorted(set(goods.tolist()))
    column = {code: k for k, code in enumerate(codes)}
    first, last = int(years.min()), int(years.max())
    i = np.array([place.get(code, -1) for code in out])
    j = np.array([place.get(code, -1) for code in into])
    k = np.array([column[code] for code in goods])
    kept = (i >= 0) & (j >= 0) & (i != j)
    values = np.zeros((last - first + 1, len(place), len(place), len(codes)), np.float32)
    np.add.at(values, (years[kept] - first, i[kept], j[kept], k[kept]), musd[kept].astype(np.float32))
    return ProductPanel(name, tuple(range(first, last + 1)), tuple(economies), tuple(codes), values, distances_between(economies), new_from)


def _columns(path: Path) -> dict[str, npt.NDArray[np.generic]]:
    import pyarrow.parquet as pq

    if not path.is_file():
        raise DataError(f"{path} is missing; `messlatte backtest areas --data FOLDER` names the folder that holds it")
    table = pq.read_table(path)
    return {name: table[name].to_numpy() for name in table.column_names}


def read_raw_materials(folder: Path) -> ProductPanel:
    """Panel R: 74 raw materials at HS6, 1995-2024 (BACI; file `RAW`)."""
    rows = _columns(folder / RAW)
    out = [_OLD_CODES.get(str(code), str(code)) for code in rows["exporter"]]
    into = [_OLD_CODES.get(str(code), str(code)) for code in rows["importer"]]
    musd = np.nan_to_num(rows["value_kusd"].astype(np.float64)) / 1e3
    return cube_of_rows("R", rows["year"].astype(np.int64), out, into, [str(k) for k in rows["hs6"]], musd, 0.1)


def read_wiod(folder: Path) -> ProductPanel:
    """Panel W: 40 economies, 35 industries of which 19 services, 1995-2011 (WIOD 2013; file `WIOD`); the rest of the world left out."""
    rows = _columns(folder / WIOD)
    out = [_OLD_CODES.get(str(code), str(code)) for code in rows["exporter"]]
    into = [_OLD_CODES.get(str(code), str(code)) for code in rows["importer"]]
    musd = rows["inter_musd"].astype(np.float64) + rows["final_musd"].astype(np.float64)
    inside = sorted({code for code in out if code.upper() not in {"ROW", "RWD", "WLD"}})
    industry = [f"{int(k):02d}" for k in rows["industry"]]
    return cube_of_rows("W", rows["year"].astype(np.int64), out, into, industry, np.nan_to_num(musd), 1.0, inside)
