"""The yearly series of a pair, fast: from what the user added, else from the release that ships with Messlatte.

Nothing here imports a query engine before it is needed, so one pair is answered within milliseconds.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from messlatte.core.evidence import Source
from messlatte.ledger.embedded_release import embedded_source, read_part
from messlatte.ledger.folder import data_folder
from messlatte.ledger.release import Release, current

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["TurnoverSeries", "all_totals", "covariates", "distances", "world_totals", "yearly_turnover"]


@dataclass(frozen=True, slots=True)
class TurnoverSeries:
    """Yearly goods trade of two economies, both ways.

    Parameters
    ----------
    a, b : str
        Codes, in the order that was asked for.
    years : tuple of int
        Years in which at least one direction is recorded, ascending; a missing year is missing, not zero.
    a_to_b, b_to_a : tuple of (float or None)
        Exports in whole units of ``currency``, one for each year; None where that direction is not recorded.
    valuation : str
        ``"fob"``, ``"cif"`` or ``"mixed"``.
    source_of_year : tuple of int
        For each year the index into ``sources``.
    sources : tuple of Source
        Where the values come from.
    method : str
        Name and version of the definition, as in ``docs/methods/ledger.md``.
    """

    a: str
    b: str
    years: tuple[int, ...]
    a_to_b: tuple[float | None, ...]
    b_to_a: tuple[float | None, ...]
    valuation: str
    source_of_year: tuple[int, ...]
    sources: tuple[Source, ...]
    currency: str = "USD"
    method: str = "turnover/1"

    @property
    def total(self) -> tuple[float, ...]:
        """Turnover of each year: the sum of the directions that are recorded."""
        return tuple((x or 0.0) + (y or 0.0) for x, y in zip(self.a_to_b, self.b_to_a, strict=True))

    @property
    def latest_year(self) -> int:
        """Last year with a value."""
        return self.years[-1]

    @property
    def one_sided(self) -> tuple[int, ...]:
        """Years in which only one direction is recorded, so that the total is a lower bound."""
        return tuple(year for year, x, y in zip(self.years, self.a_to_b, self.b_to_a, strict=True) if x is None or y is None)


def yearly_turnover(a: str, b: str) -> TurnoverSeries | None:
    """Yearly turnover of two economies.

    Parameters
    ----------
    a, b : str
        Codes such as ``"DEU"``; the order only decides which direction is called ``a_to_b``.

    Returns
    -------
    TurnoverSeries or None
        None when the data do not know the pair (Taiwan, a region without a customs file, an unknown code): no data, never zero.
    """
    release = current(data_folder())
    return _from_ledger(release, a, b) if release.loads else _from_embedded(a, b)


def _from_embedded(a: str, b: str) -> TurnoverSeries | None:
    flows: dict[int, list[float | None]] = {}
    for position, (exporter, importer) in enumerate(((a, b), (b, a))):
        rows = read_part("totals", {"exporter": exporter, "importer": importer})
        for year, value in zip(rows["year"].to_pylist(), rows["value_usd"].to_pylist(), strict=True):
            flows.setdefault(year, [None, None])[position] = float(value)
    years = tuple(sorted(flows))
    sources = (embedded_source("totals"),)
    return _series(a, b, flows, {"fob"}, dict.fromkeys(years, 0), sources) if flows else None


def _from_ledger(release: Release, a: str, b: str) -> TurnoverSeries | None:
    """Series from the best source of each year and direction, the embedded release below all loads.

    Where that source is a declaration, the value reconciled from both sides stands for it.
    """
    from messlatte.ledger.flows import EMBEDDED_LABEL
    from messlatte.ledger.query import pair_flows
    from messlatte.ledger.turnover import turnover

    rows = pair_flows(release.data, a, b).to_pylist()
    both = turnover(a, b, data=release.data) if any(row["reporter"] is not None for row in rows) else None
    reconciled = {(f.period, f.exporter): f.value for f in both.flows} if both else {}
    known = {load.label: load.source for load in release.loads} | {EMBEDDED_LABEL: embedded_source("totals")}
    flows: dict[int, list[float | None]] = {}
    source_of: dict[int, int] = {}
    used: list[str] = []
    valuations: set[str] = set()
    for row in rows:
        if row["value_usd"] is None:
            continue
        year = int(row["period"])
        value = row["value_usd"] if row["reporter"] is None else reconciled[row["period"], row["exporter"]]
        flows.setdefault(year, [None, None])[0 if row["exporter"] == a else 1] = value
        if row["source"] not in used:
            used.append(row["source"])
        source_of.setdefault(year, used.index(row["source"]))
        valuations.add((row["valuation"] or "not stated") if row["reporter"] is None else "fob")
    return _series(a, b, flows, valuations, source_of, tuple(known[label] for label in used)) if flows else None


def _series(
    a: str, b: str, flows: dict[int, list[float | None]], valuations: set[str], source_of: dict[int, int], sources: tuple[Source, ...]
) -> TurnoverSeries:
    years = tuple(sorted(flows))
    return TurnoverSeries(
        a=a,
        b=b,
        years=years,
        a_to_b=tuple(flows[year][0] for year in years),
        b_to_a=tuple(flows[year][1] for year in years),
        valuation=valuations.pop() if len(valuations) == 1 else "mixed",
        source_of_year=tuple(source_of[year] for year in years),
        sources=sources,
    )


@lru_cache(maxsize=1)
def all_totals() -> pa.Table:
    """Yearly goods exports of every pair in the release.

    Returns
    -------
    pyarrow.Table
        ``exporter`` and ``importer`` (dictionary of text), ``year`` (int16), ``value_usd`` (int64, current USD, fob), sorted by these; only
        recorded flows, all positive. About 580,000 rows.
    """
    return read_part("totals")


@lru_cache(maxsize=1)
def covariates() -> pa.Table:
    """GDP and population of countries.

    Returns
    -------
    pyarrow.Table
        ``iso3``, ``year``, ``gdp_usd`` (current USD, null where unknown), ``population``; sorted by ``iso3``, ``year``.
    """
    return read_part("covariates")


@lru_cache(maxsize=1)
def distances() -> pa.Table:
    """Distances and ties of countries.

    Returns
    -------
    pyarrow.Table
        Each pair once, ``a`` before ``b`` in the alphabet: ``distance_km`` (largest cities), ``capital_km``, ``weighted_km`` (by
        population, null where unknown) and the flags ``contiguous``, ``common_language``, ``spoken_language``, ``colony``,
        ``common_coloniser``.
    """
    return read_part("distances")


@lru_cache(maxsize=1)
def world_totals() -> pa.Table:
    """World goods trade by year: the sum over all recorded pairs.

    Returns
    -------
    pyarrow.Table
        ``year``, ``value_usd``, ascending.
    """
    return read_part("world")
