"""Yearly flows of all economies by product of the Harmonized System, from the best source of each year and direction."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from messlatte.core.arms import ARMS
from messlatte.core.errors import DataError
from messlatte.core.evidence import Source
from messlatte.ledger.engine import connection, literal
from messlatte.ledger.flows import load_sql
from messlatte.ledger.levels import level_sql
from messlatte.ledger.release import Load, Release, current

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = [
    "ProductFlows",
    "answered",
    "best_rows",
    "both_declarations",
    "loads_source",
    "product_flows",
    "product_loads",
    "product_years",
]

_ARMS = f"^({'|'.join(ARMS['hs'])})"


@dataclass(frozen=True, slots=True)
class ProductFlows:
    """Flows of one year.

    Parameters
    ----------
    year : int
    table : pyarrow.Table
        ``exporter``, ``importer``, ``product`` (dictionary-encoded), ``value_usd``.
    """

    year: int
    table: pa.Table


def product_loads(data: Path, digits: int) -> tuple[Load, ...]:
    """Loads of the current release that tell products of the Harmonized System apart to so many digits, of one edition.

    Editions do not mix: a code that was split between two of them would look like a flow that ended and one that began. The edition that
    the most rows are in counts; chapters (two digits) are the same in all.
    """
    fitting = [
        load
        for load in current(data).loads
        if load.kind == "flows" and _edition(load).startswith("HS") and any(level >= digits for level in load.levels)
    ]
    if digits == 2 or not fitting:
        return tuple(fitting)
    rows: dict[str, int] = {}
    for load in fitting:
        rows[_edition(load)] = rows.get(_edition(load), 0) + load.rows
    chosen = max(rows, key=lambda edition: rows[edition])
    return tuple(load for load in fitting if _edition(load) == chosen)


def product_years(data: Path, digits: int) -> tuple[int, ...]:
    """Years from the first to the last of these loads; empty where there is none."""
    loads = product_loads(data, digits)
    if not loads:
        return ()
    return tuple(range(min(int(load.first[:4]) for load in loads), max(int(load.last[:4]) for load in loads) + 1))


def product_flows(data: Path, year: int, digits: int) -> ProductFlows:
    """Flows of one year between all economies; sums over products of a longer code.

    Of several loads the last counts for each exporter and importer, in it the exporter's declaration. Arms are left out before anything is
    summed, so that chapter 87 holds no tanks.

    Raises
    ------
    DataError
        If a file of the release cannot be read.
    """
    kinds = ", ".join(f"{name}::VARCHAR AS {name}" for name in ("exporter", "importer", "product"))
    return ProductFlows(year, answered(f"SELECT {kinds}, value_usd FROM ({best_rows(data, year, digits)}) WHERE value_usd > 0"))


def best_rows(data: Path, year: int, digits: int, *, summed: bool = True) -> str:
    """SELECT behind `product_flows`: ``exporter, importer, product, value_usd``, for queries that need sums only.

    Parameters
    ----------
    data, year, digits
        As in `product_flows`.
    summed : bool
        Whether each exporter, importer and product stands in one row; a query that sums anyway saves a pass without it.

    Raises
    ------
    DataError
        If no load tells products apart to so many digits.
    """
    release, loads = current(data), product_loads(data, digits)
    if not loads:
        raise DataError(f"no flows by {digits}-digit products are loaded in {data}; `messlatte data add baci FILE.zip` adds them")
    parts = [_part(release, load, rank, year, digits, summed) for rank, load in enumerate(reversed(loads))]
    plain = len(loads) == 1 and "reporter" not in loads[0].columns
    best = "" if plain else "QUALIFY standing = min(standing) OVER (PARTITION BY exporter, importer)"
    return f"SELECT exporter, importer, product, value_usd, standing FROM ({' UNION ALL '.join(parts)}) {best}"


def both_declarations(data: Path, a: str, b: str, digits: int) -> pa.Table:
    """Both sides' declarations of a pair by product and year.

    Columns ``year``, ``exporter``, ``importer``, ``product``, ``declared_out`` and ``declared_in`` (USD); rows that both declare only.
    """
    release = current(data)
    loads = [load for load in product_loads(data, digits) if "reporter" in load.columns]
    either = f"exporter IN ({literal(a)}, {literal(b)}) AND importer IN ({literal(a)}, {literal(b)})"
    parts = [
        f"SELECT year(period) AS year, exporter, importer, left(product, {digits}) AS product, reporter, value_usd "
        f"FROM ({load_sql(release, load, f'{either} AND {_finest(load)}')}) WHERE NOT regexp_matches(product, {literal(_ARMS)})"
        for load in loads
    ] or ["SELECT 0 AS year, '' AS exporter, '' AS importer, '' AS product, '' AS reporter, 0.0 AS value_usd WHERE false"]
    return answered(
        "SELECT year, exporter, importer, product, sum(value_usd) FILTER (WHERE reporter = exporter) AS declared_out, "
        f"sum(value_usd) FILTER (WHERE reporter = importer) AS declared_in FROM ({' UNION ALL '.join(parts)}) GROUP BY ALL "
        "HAVING declared_out > 0 AND declared_in > 0 ORDER BY ALL"
    )


def _edition(load: Load) -> str:
    return load.constants.get("classification", "")


def _finest(load: Load) -> str:
    """Condition of the finest products, where arms stand apart."""
    return level_sql(load.levels, max(load.levels))


def _part(release: Release, load: Load, rank: int, year: int, digits: int, summed: bool) -> str:
    where = f"year(period) = {year} AND {_finest(load)}"
    rows = load_sql(release, load, where, catalogue=False)
    standing = f"{2 * rank} + CASE WHEN reporter = importer THEN 1 ELSE 0 END"
    value, group = ("sum(value_usd)", "GROUP BY ALL") if summed else ("value_usd", "")
    return (
        f"SELECT exporter, importer, left(product, {digits}) AS product, {standing} AS standing, {value} AS value_usd FROM ({rows}) "
        f"WHERE regexp_full_match(product, '[0-9]{{{digits},}}') AND NOT regexp_matches(product, {literal(_ARMS)}) {group}"
    )


def answered(sql: str) -> pa.Table:
    """Rows of a query on the release."""
    import duckdb

    try:
        return connection().sql(sql).to_arrow_table()
    except duckdb.IOException as error:
        raise DataError(f"a file of the release cannot be read: {error}; `messlatte data verify` names what is damaged") from error


def loads_source(loads: tuple[Load, ...]) -> tuple[Source, ...]:
    """Sources of some loads, each once."""
    return tuple(dict.fromkeys(load.source for load in loads))
