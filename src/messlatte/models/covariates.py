"""What is known of economies and of the distance between them, aligned with a panel."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from messlatte.models.panel import Floats, Panel

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
    ends = [table.column(name).combine_chunks() for name in ("exporter", "importer")]
    names = [np.asarray(end.dictionary.to_pylist()) for end in ends]
    codes = np.unique(np.concatenate(names))
    exporter, importer = (np.searchsorted(codes, name)[end.indices.to_numpy()] for name, end in zip(names, ends, strict=True))
    year = table.column("year").to_numpy().astype(np.int64)
    years = np.arange(year.min(), year.max() + 1)
    flows = np.zeros((len(codes), len(codes), len(years)))
    np.add.at(flows, (exporter, importer, year - years[0]), table.column("value_usd").to_numpy())
    flows[np.arange(len(codes)), np.arange(len(codes))] = 0
    return Panel(tuple(str(code) for code in codes), years, flows)


def ledger_covariates(panel: Panel) -> Covariates:
    """GDP, population and distances of the ledger."""
    from messlatte.ledger.series import covariates, distances

    known = covariates().select(["iso3", "year", "gdp_usd", "population"]).to_pydict()
    apart = distances().select(["a", "b", "distance_km"]).to_pydict()
    return align(panel, zip(*known.values(), strict=True), zip(*apart.values(), strict=True))
