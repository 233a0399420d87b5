"""What is known of economies and of the distance between them, aligned with a panel."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from messlatte.models.panel import Floats, Ints, Panel

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["Covariates", "align", "ledger_covariates", "ledger_panel"]


@dataclass(frozen=True, slots=True)
class Covariates:
    """Arrays in the order of a panel's economies and years; NaN where nothing is known.

    Parameters
    ----------
    gdp : Floats, shape (N, T)
        In current USD.
    population : Floats, shape (N, T)
    distance : Floats, shape (N, N)
        In km.
    """

    gdp: Floats
    population: Floats
    distance: Floats

    def until(self, columns: int) -> Covariates:
        """Only the first columns."""
        return Covariates(self.gdp[:, :columns], self.population[:, :columns], self.distance)


def align(
    panel: Panel,
    economies: Iterable[tuple[str, int, float | None, float | None]],
    distances: Iterable[tuple[str, str, float | None]],
) -> Covariates:
    """Put rows of (code, year, GDP, population) and of (a, b, km) into a panel's order; what the panel lacks is left out."""
    place = {code: i for i, code in enumerate(panel.codes)}
    column = {int(year): t for t, year in enumerate(panel.years)}
    gdp = np.full((len(place), len(column)), np.nan)
    people, km = gdp.copy(), np.full((len(place), len(place)), np.nan)
    for code, year, product, inhabitants in economies:
        if code in place and year in column:
            gdp[place[code], column[year]] = product or np.nan
            people[place[code], column[year]] = inhabitants or np.nan
    for a, b, length in distances:
        if a in place and b in place and length:
            km[place[a], place[b]] = km[place[b], place[a]] = length
    return Covariates(gdp, people, km)


def ledger_panel() -> Panel:
    """All yearly totals of the ledger."""
    from messlatte.ledger.series import all_totals

    table = all_totals().unify_dictionaries()
    ends = [_coded(table, name) for name in ("exporter", "importer")]
    codes = np.unique(np.concatenate([names for names, _ in ends]))
    exporter, importer = (np.searchsorted(codes, names)[at] for names, at in ends)
    year = _numbers(table, "year").astype(np.int64)
    years = np.arange(year.min(), year.max() + 1)
    flows = np.zeros((len(codes), len(codes), len(years)))
    flows[exporter, importer, year - years[0]] = _numbers(table, "value_usd")  # each flow of a year is one row
    flows[np.arange(len(codes)), np.arange(len(codes))] = 0
    return Panel(tuple(str(code) for code in codes), years, flows)


def ledger_covariates(panel: Panel) -> Covariates:
    """GDP, population and distances of the ledger."""
    from messlatte.ledger.series import covariates, distances

    known, apart = covariates().unify_dictionaries(), distances().unify_dictionaries()
    row, column = _places(panel, known, "iso3"), _numbers(known, "year") - panel.years[0]
    inside = (row >= 0) & (column >= 0) & (column < len(panel.years))
    gdp, people = np.full((2, len(panel.codes), len(panel.years)), np.nan)
    for target, name in ((gdp, "gdp_usd"), (people, "population")):
        values = _numbers(known, name)
        target[row[inside], column[inside].astype(int)] = np.where(values > 0, values, np.nan)[inside]
    a, b, length = _places(panel, apart, "a"), _places(panel, apart, "b"), _numbers(apart, "distance_km")
    both = (a >= 0) & (b >= 0) & (length > 0)
    km = np.full((len(panel.codes), len(panel.codes)), np.nan)
    km[a[both], b[both]] = km[b[both], a[both]] = length[both]
    return Covariates(gdp, people, km)


def _coded(table: pa.Table, name: str) -> tuple[npt.NDArray[np.str_], Ints]:
    """Dictionary of a text column and the entry of every row; Arrow's own ``to_numpy`` imports pandas, which costs a second."""
    column = table.column(name).combine_chunks()
    return np.asarray(column.dictionary.to_pylist()), _plain(column.indices).astype(np.int64)


def _places(panel: Panel, table: pa.Table, name: str) -> Ints:
    """Index of the economy of every row, -1 for one that the panel lacks."""
    names, at = _coded(table, name)
    place = {code: i for i, code in enumerate(panel.codes)}
    found: Ints = np.array([place.get(str(code), -1) for code in names], dtype=np.int64)[at]
    return found


def _numbers(table: pa.Table, name: str) -> Floats:
    """Column of numbers, NaN where null."""
    column = table.column(name).combine_chunks()
    found = _plain(column).astype(np.float64)
    if column.null_count:
        bits = np.unpackbits(np.frombuffer(column.buffers()[0], dtype=np.uint8), bitorder="little")
        found[bits[column.offset : column.offset + len(column)] == 0] = np.nan
    return found


def _plain(column: pa.Array) -> npt.NDArray[Any]:
    """Values of a primitive column as they lie in memory, whatever is null."""
    kind = np.dtype({"halffloat": "float16", "float": "float32", "double": "float64"}.get(str(column.type), str(column.type)))
    return np.frombuffer(column.buffers()[1], dtype=kind)[column.offset : column.offset + len(column)]
