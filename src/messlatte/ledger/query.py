"""What the ledger knows of one pair: by year or month, as a total, by chapter or by product, from the best source of each period."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from messlatte.core.errors import DataError
from messlatte.ledger.engine import connection, literal
from messlatte.ledger.flows import EMBEDDED_LABEL, embedded_sql, load_sql
from messlatte.ledger.levels import level_sql
from messlatte.ledger.release import Load, Release, current

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["By", "pair_flows"]


class By(StrEnum):
    """How products are grouped."""

    TOTAL = "total"
    CHAPTER = "chapter"
    PRODUCT = "product"


def pair_flows(data: Path, a: str, b: str, *, freq: str = "A", by: By = By.TOTAL, all_sources: bool = False) -> pa.Table:
    """Flows between two economies.

    Parameters
    ----------
    data : Path
        Data folder.
    a, b : str
        Codes.
    freq : str
        ``A`` for years, ``M`` for months. Years are added up from months only where all twelve are there.
    by : By
        Grouping of products.
    all_sources : bool
        Every source and either declaration side by side, instead of the best for each period and direction: the load that came last, in it
        the exporter's declaration, and the embedded release below all.

    Returns
    -------
    pyarrow.Table
        ``period`` ("2019" or "2019-03"), ``exporter``, ``importer``, ``product``, ``value_usd`` (null without an exchange rate), ``value``,
        ``currency``, ``valuation``, ``reporter``, ``source``; sorted by these. Empty if nothing is known: no data, never zero.

    Raises
    ------
    DataError
        If a file of the release is missing or damaged.
    """
    import duckdb

    release = current(data)
    parts = [_load_part(release, load, rank, a, b, freq, by) for rank, load in enumerate(reversed(release.loads)) if load.kind == "flows"]
    if freq == "A" and by is By.TOTAL:
        shipped = " UNION ALL ".join(map(embedded_sql, _directions(a, b)))
        parts.append(_part(shipped, len(release.loads), "'TOTAL'", "A", "A", EMBEDDED_LABEL))
    sql = _chosen(" UNION ALL ".join(part for part in parts if part) or _nothing(), all_sources=all_sources)
    try:
        return connection().sql(sql).to_arrow_table()
    except duckdb.IOException as error:
        raise DataError(f"a file of the release cannot be read: {error}; `messlatte data verify` names what is damaged") from error
    except duckdb.Error as error:
        if "parquet" not in str(error).lower():
            raise
        raise DataError(f"a file of the release is damaged: {error}; `messlatte data verify` names it") from error


def _directions(a: str, b: str) -> tuple[str, str]:
    """Conditions of either direction; as two equalities each lets the engine skip row groups, as one condition it would read them all."""
    return (
        f"exporter = {literal(a)} AND importer = {literal(b)}",
        f"exporter = {literal(b)} AND importer = {literal(a)}",
    )


def _load_part(release: Release, load: Load, rank: int, a: str, b: str, freq: str, by: By) -> str:
    chosen = _level(load.levels, by)
    held = load.constants.get("frequency", "")
    if chosen is None or (freq == "M" and held == "A"):
        return ""
    level, product = chosen
    of_level = level_sql(load.levels, level)
    rows = " UNION ALL ".join(load_sql(release, load, f"{direction} AND {of_level}") for direction in _directions(a, b))
    return _part(rows, rank, product, freq, held, load.label)


def _level(levels: tuple[int, ...], by: By) -> tuple[int, str] | None:
    """Level of the product codes to use, and the product of a row; None if the load does not tell products apart."""
    coded = [level for level in levels if level]
    if by is By.TOTAL:
        return (0 if 0 in levels else min(coded, default=0)), "'TOTAL'"
    if not coded:
        return None
    if by is By.PRODUCT:
        return max(coded), "product"
    return (2 if 2 in coded else min(coded)), "left(product, 2)"


def _part(rows: str, rank: int, product: str, freq: str, held: str, label: str) -> str:
    """Rows of one source, summed to the wanted period and product; ``standing`` orders the sources, 0 first."""
    months = freq == "A" and held != "A"
    stamp = "'%Y'" if freq == "A" else "'%Y-%m'"
    wanted = "frequency = 'M'" if freq == "M" or months else "true"
    complete = "HAVING count(DISTINCT period) = 12" if months else ""
    if held == "":
        complete, wanted = "", f"frequency = {literal(freq)}"
    group = f"strftime(period, {stamp}), exporter, importer, reporter, {product}, currency, valuation"
    totals = (
        f"SELECT strftime(period, {stamp}) AS period, exporter, importer, reporter, {product} AS product, currency, valuation, "
        f"sum(value) AS value, CASE WHEN count(value_usd) = count(*) THEN sum(value_usd) END AS value_usd FROM ({rows}) "
        f"WHERE {wanted} GROUP BY {group}"
    )
    if complete:
        # All twelve months of the pair must be there; a product may be missing in some.
        full = f"SELECT strftime(period, '%Y') AS period, exporter, importer, reporter FROM ({rows}) GROUP BY ALL {complete}"
        totals = f"SELECT t.* FROM ({totals}) AS t SEMI JOIN ({full}) AS w ON t.period = w.period AND t.exporter = w.exporter "
        totals += "AND t.importer = w.importer AND t.reporter IS NOT DISTINCT FROM w.reporter"
    return f"SELECT {2 * rank} + CASE WHEN reporter = importer THEN 1 ELSE 0 END AS standing, {literal(label)} AS source, * FROM ({totals})"


def _chosen(rows: str, *, all_sources: bool) -> str:
    best = "" if all_sources else "QUALIFY standing = min(standing) OVER (PARTITION BY period, exporter, importer)"
    return (
        f"SELECT period, exporter, importer, product, value_usd, value, currency, valuation, reporter, source FROM ({rows}) {best} "
        "ORDER BY period, exporter, importer, product, standing, reporter"
    )


def _nothing() -> str:
    columns = {
        "standing": "INTEGER",
        "source": "VARCHAR",
        "period": "VARCHAR",
        "exporter": "VARCHAR",
        "importer": "VARCHAR",
        "reporter": "VARCHAR",
        "product": "VARCHAR",
        "currency": "VARCHAR",
        "valuation": "VARCHAR",
        "value": "DOUBLE",
        "value_usd": "DOUBLE",
    }
    return "SELECT " + ", ".join(f"CAST(NULL AS {kind}) AS {name}" for name, kind in columns.items()) + " WHERE false"
