"""Monthly trade of nations as partner-years, read raw from the two files the nowcast is learned from."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from messlatte.core.errors import DataError
from messlatte.models.nowcast_fit import Panel

__all__ = ["CENSUS", "DOTS", "PARANA", "read_history", "read_region"]

CENSUS = "us_census_monthly_1985_2016.parquet"
DOTS = "imf_dots_monthly_15c_2011_2020.parquet"
PARANA = "brazil_parana_agri_monthly_2020_2025.parquet"

_UNRECORDED = {("5081", 1989)}
"""Israel, first half of 1989: the Census lists a thousandth of the usual trade, a change of partner codes."""

Vector = NDArray[np.float64]


def read_history(folder: Path) -> Panel:
    """Read both files: every partner-year whose previous year is recorded as well.

    Parameters
    ----------
    folder : Path
        Folder that holds `CENSUS` and `DOTS`.

    Raises
    ------
    DataError
        If a file is missing.
    """
    for name in (CENSUS, DOTS):
        if not (folder / name).is_file():
            raise DataError(f"{folder / name} is missing; the nowcast's table is fitted from it (the shipped table needs no file)")
    return _joined(_panel(_census_years(folder / CENSUS), "census"), _panel(_dots_years(folder / DOTS), "dots"))


def read_region(folder: Path) -> Panel:
    """Read the only region at hand: farm goods of the Brazilian state of Parana by partner; for the check, never for the fit."""
    import pyarrow.parquet as pq

    table = pq.read_table(folder / PARANA, columns=["partner_name_pt", "year", "month", "value_usd"]).to_pydict()
    years: dict[tuple[str, int], Vector] = {}
    for partner, year, month, value in zip(*table.values(), strict=True):
        years.setdefault((partner, year), np.zeros(12))[month - 1] += value or 0
    return _panel(years, "parana")


def _census_years(path: Path) -> dict[tuple[str, int], Vector]:
    """Both directions summed, USD; groups of countries and the unfinished year 2016 left out."""
    import pyarrow.parquet as pq

    table = pq.read_table(path, columns=["year", "month", "cty_code", "is_aggregate", "value_musd"]).to_pydict()
    years: dict[tuple[str, int], Vector] = {}
    rows = zip(table["cty_code"], table["year"], table["month"], table["is_aggregate"], table["value_musd"], strict=True)
    for code, year, month, group, value in rows:
        if not group and year < 2016 and (code, year) not in _UNRECORDED:
            years.setdefault((code, year), np.zeros(12))[month - 1] += (value or 0.0) * 1e6
    return years


def _dots_years(path: Path) -> dict[tuple[str, int], Vector]:
    """Both directions as one side declares them, USD; a year with a zero month is missing (the file's zeros are gaps)."""
    import pyarrow.parquet as pq

    table = pq.read_table(path).to_pydict()
    flows: dict[tuple[str, int], Vector] = {}
    gaps = set()
    rows = zip(table["reporter"], table["partner"], table["year"], table["month"], table["value_usd"], strict=True)
    for reporter, partner, year, month, value in rows:
        key = (f"{reporter}-{partner}", year)
        flows.setdefault(key, np.zeros(12))[month - 1] += value
        if not value:
            gaps.add(key)
    return {key: months for key, months in flows.items() if key not in gaps}


def _panel(years: dict[tuple[str, int], Vector], origin: str) -> Panel:
    keys = sorted(key for key in years if (key[0], key[1] - 1) in years)
    nothing = np.full(12, np.nan)

    def total(code: str, year: int) -> float:
        return float(years.get((code, year), nothing).sum())

    return Panel(
        previous=np.array([years[code, year - 1] for code, year in keys]),
        current=np.array([years[key] for key in keys]),
        before=np.array([total(code, year - 2) for code, year in keys]),
        after=np.array([total(code, year + 1) for code, year in keys]),
        year=np.array([year for _, year in keys]),
        partner=np.array([code for code, _ in keys]),
        origin=np.array([origin] * len(keys)),
    )


def _joined(a: Panel, b: Panel) -> Panel:
    return Panel(*(np.concatenate([getattr(a, name), getattr(b, name)]) for name in Panel.__slots__))
