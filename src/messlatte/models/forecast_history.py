"""Yearly turnover of pairs as matrices, read raw from the files the forecast is learned and proved on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from messlatte.core.errors import DataError

__all__ = ["BACI", "MANUFACTURING", "YearlyPanel", "read_baci", "read_manufacturing"]

BACI = "baci_totals_2000_2020.parquet"
MANUFACTURING = "manufacturing_panel.parquet"


@dataclass(frozen=True, slots=True)
class YearlyPanel:
    """Turnover of pairs by year, both directions.

    Parameters
    ----------
    first_year : int
        Year of column 0.
    pairs : tuple of (code, code)
        One a row, in order of the alphabet.
    values : array (n, T)
        USD; NaN where nothing is recorded.
    """

    first_year: int
    pairs: tuple[tuple[str, str], ...]
    values: NDArray[np.float64]

    @property
    def logs(self) -> NDArray[np.float64]:
        """Log turnover; NaN where nothing is recorded."""
        with np.errstate(invalid="ignore"):
            return np.asarray(np.log(self.values))


def read_baci(path: Path) -> YearlyPanel:
    """Read BACI totals 2000-2019; 2020 is left out, since late reporters are missing."""
    return _panel(_columns(path, "value_usd"), 2000, 2019, 1.0)


def read_manufacturing(path: Path) -> YearlyPanel:
    """Read the manufacturing panel 1986-2006; trade of a country with itself is left out."""
    return _panel(_columns(path, "value_musd"), 1986, 2006, 1e6)


def _columns(path: Path, value: str) -> Iterable[tuple[str, str, int, float]]:
    import pyarrow.parquet as pq

    if not path.is_file():
        raise DataError(f"{path} is missing; the forecast is fitted and proved on it (the shipped table needs no file)")
    table = pq.read_table(path, columns=["exporter", "importer", "year", value]).to_pydict()
    return zip(table["exporter"], table["importer"], table["year"], table[value], strict=True)


def _panel(rows: Iterable[tuple[str, str, int, float]], first: int, last: int, unit: float) -> YearlyPanel:
    sums: dict[tuple[str, str], NDArray[np.float64]] = {}
    for exporter, importer, year, value in rows:
        if exporter != importer and first <= year <= last:
            pair = (exporter, importer) if exporter < importer else (importer, exporter)
            sums.setdefault(pair, np.zeros(last - first + 1))[year - first] += value * unit
    pairs = tuple(sorted(sums))
    values = np.array([sums[pair] for pair in pairs])
    return YearlyPanel(first, pairs, np.where(values > 0, values, np.nan))
