"""Checks of rows that enter the ledger: small functions that return findings; ``--strict`` makes warnings errors.

Those of a partition look at its rows (`examine` counts, the ``check_*`` functions judge); those of a load look at the yearly or monthly
totals of its pairs, a few thousand rows however large the load is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from messlatte.core.statement import Finding, Severity
from messlatte.ledger.engine import literal, path_list
from messlatte.ledger.schema import fields, violation_sql
from messlatte.ledger.shape import UNKNOWN
from messlatte.ledger.translation import Unknown

if TYPE_CHECKING:
    import duckdb

__all__ = [
    "SORTED",
    "PartitionFacts",
    "check_duplicates",
    "check_impossible_values",
    "check_mixed_levels",
    "check_own_partner",
    "check_unknown_codes",
    "examine",
    "sound_sql",
]

_SHOWN = 5

SORTED = ("exporter", "importer", "product", "period", "reporter", "frequency", "classification", "currency", "unit")


@dataclass(frozen=True, slots=True)
class PartitionFacts:
    """What a partition holds.

    Parameters
    ----------
    rows : int
        All rows.
    first, last : str or None
        First and last period, ISO dates.
    unknown : int
        Rows with a code that no list knows.
    own_partner : int
        Rows whose exporter is the importer.
    broken : mapping of str to int
        Rows that break the rule of a column.
    repeated, identical : int
        Rows whose key is that of the row before, and those that equal it in every column.
    ordered : bool
        Whether the rows of a pair stand together, by product, period and reporter; only then are equal keys neighbours.
    products : frozenset of str
        Product codes that keep their rule.
    """

    rows: int
    first: str | None
    last: str | None
    unknown: int
    own_partner: int
    broken: Mapping[str, int]
    repeated: int
    identical: int
    ordered: bool
    products: frozenset[str]


def examine(con: duckdb.DuckDBPyConnection, path: Path, columns: Sequence[str]) -> PartitionFacts:
    """Count what the checks need, in a few passes over a partition."""
    scan = f"read_parquet({path_list([path])})"
    with ThreadPoolExecutor(1) as beside:
        # Windows over the stored order run on one processor; the other counts meanwhile.
        order = beside.submit(_order, con.cursor(), scan, columns)
        head, broken = _counts(con, scan, columns)
        wrong, products = _products(con, scan)
        repeated, identical, ordered = order.result()
    if wrong:
        broken["product"] = wrong
    rows, first, last, unknown, own_partner = head
    return PartitionFacts(rows, first, last, unknown, own_partner, broken, repeated, identical, ordered, products)


def _counts(con: duckdb.DuckDBPyConnection, scan: str, columns: Sequence[str]) -> tuple[tuple[Any, ...], dict[str, int]]:
    """Rows, first and last period, unknown codes and own partners; and the rows that break each column's rule."""
    rules = {field.name: rule for field in fields() if field.name in columns and field.name != "product" and (rule := violation_sql(field))}
    counted = ", ".join(f"count(*) FILTER ({rule})" for rule in rules.values())
    unknown = " OR ".join(f"{name} = {literal(UNKNOWN)}" for name in ("exporter", "importer"))
    found = con.execute(
        f"SELECT count(*), min(period)::VARCHAR, max(period)::VARCHAR, count(*) FILTER ({unknown}), "
        f"count(*) FILTER (exporter = importer AND exporter <> {literal(UNKNOWN)}), {counted} FROM {scan}"
    ).fetchone()
    assert found is not None
    return found[:5], {name: count for name, count in zip(rules, found[5:], strict=True) if count}


def _order(con: duckdb.DuckDBPyConnection, scan: str, columns: Sequence[str]) -> tuple[int, int, bool]:
    """Rows that repeat the key of the row before, those that repeat it whole, and whether the partition is in order."""
    # A window without an order runs over the rows as they are stored, without sorting.
    before = {name: f"lag({name}) OVER ()" for name in columns}
    same = {name: f"{name} IS NOT DISTINCT FROM {before[name]}" for name in columns}
    pair = f"{same['exporter']} AND {same['importer']}"
    key = " AND ".join(same[name] for name in columns if name in SORTED)
    later = "false"
    for name in reversed([name for name in SORTED if name in columns and name not in ("exporter", "importer")]):
        later = f"{name} > {before[name]} OR ({same[name]} AND ({later}))"
    sound = f"exporter <> {literal(UNKNOWN)} AND importer <> {literal(UNKNOWN)}"
    rows = f"SELECT exporter, importer, coalesce({pair}, false) AS same_pair, {later} AS later, {key} AS same_key FROM {scan}"
    found = con.execute(f"""
        SELECT count(*) FILTER (same_pair AND NOT later AND same_key AND {sound}), count(*) FILTER (NOT same_pair),
               count(*) FILTER (same_pair AND NOT later AND NOT same_key),
               (SELECT count(*) FROM (SELECT 1 FROM {scan} GROUP BY exporter, importer))
        FROM ({rows})""").fetchone()
    assert found is not None
    repeated, runs, backward, pairs = found
    identical = 0
    if repeated:
        whole = " AND ".join(same.values())
        one = con.execute(f"SELECT count(*) FROM (SELECT *, {whole} AS again FROM {scan}) WHERE again AND {sound}").fetchone()
        identical = one[0] if one else 0
    return repeated, identical, runs == pairs and backward == 0


def _products(con: duckdb.DuckDBPyConnection, scan: str) -> tuple[int, frozenset[str]]:
    """Rows whose product breaks its rule, and the codes that keep it."""
    rule = violation_sql(next(field for field in fields() if field.name == "product"))
    groups = f"SELECT product, count(*) AS n FROM {scan} GROUP BY 1"
    codes = con.execute(f"SELECT product, n, coalesce({rule}, true) FROM ({groups})").fetchall()
    return sum(n for _, n, wrong in codes if wrong), frozenset(code for code, _, wrong in codes if not wrong)


def sound_sql(columns: Sequence[str]) -> str:
    """Condition of rows that may enter: known codes, two different economies, every rule of the dictionary kept."""
    rules = [f"NOT coalesce({rule}, false)" for field in fields() if field.name in columns and (rule := violation_sql(field))]
    return " AND ".join([f"exporter <> {literal(UNKNOWN)}", f"importer <> {literal(UNKNOWN)}", "exporter <> importer", *rules])


def check_unknown_codes(unknown: Sequence[Unknown], refused: int) -> list[Finding]:
    """Codes of economies that no list knows; their rows are refused."""
    if not unknown:
        return []
    shown = ", ".join(f"{one.column}={one.cell!r} ({one.rows} rows)" for one in unknown[:_SHOWN])
    template = "{codes} codes of economies are not known, {rows} rows were refused: {examples}"
    return [Finding("unknown-codes", Severity.WARNING, template, {"codes": len(unknown), "rows": refused, "examples": shown})]


def check_impossible_values(facts: Sequence[PartitionFacts]) -> list[Finding]:
    """Negative, missing or infinite values, and whatever else breaks the rule of a column; the rows are refused."""
    broken: dict[str, int] = {}
    for fact in facts:
        for name, count in fact.broken.items():
            broken[name] = broken.get(name, 0) + count
    rules = {field.name: field.check for field in fields()}
    template = "{rows} rows were refused because {column} breaks its rule ({rule})"
    return [
        Finding("impossible-values", Severity.WARNING, template, {"rows": count, "column": name, "rule": rules[name] or "required"})
        for name, count in broken.items()
    ]


def check_own_partner(facts: Sequence[PartitionFacts]) -> list[Finding]:
    """Trade of an economy with itself (returned goods); the rows are refused."""
    rows = sum(fact.own_partner for fact in facts)
    template = "{rows} rows name the reporter as its own partner (returned goods) and were refused"
    return [Finding("own-partner", Severity.NOTE, template, {"rows": rows})] if rows else []


def check_duplicates(facts: Sequence[PartitionFacts]) -> list[Finding]:
    """Rows whose key occurs more than once."""
    identical, repeated = sum(fact.identical for fact in facts), sum(fact.repeated for fact in facts)
    found = []
    if identical:
        template = "{rows} rows repeat another row in every column and were counted once"
        found.append(Finding("identical-rows", Severity.WARNING, template, {"rows": identical}))
    if repeated > identical:
        template = "{rows} rows share exporter, importer, product and period with another row; their values are added"
        found.append(Finding("repeated-keys", Severity.NOTE, template, {"rows": repeated - identical}))
    return found


def check_mixed_levels(levels: Sequence[int]) -> list[Finding]:
    """Products of several levels in one load, so that a sum over all rows would count trade twice."""
    if len([level for level in levels if level]) < 2:
        return []
    lengths = ", ".join(str(level) for level in levels if level)
    template = "products come with codes of {lengths} digits; a query counts one level at a time"
    return [Finding("mixed-levels", Severity.NOTE, template, {"lengths": lengths})]
