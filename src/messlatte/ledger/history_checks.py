"""Checks of a load's history: the totals of its pairs against their own past, against the printed total, and against an earlier load."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from messlatte.core.statement import Finding, Severity
from messlatte.ledger.engine import path_list
from messlatte.ledger.levels import level_sql

if TYPE_CHECKING:
    import duckdb

__all__ = [
    "HISTORY_CHECKS",
    "check_gaps",
    "check_jumps",
    "check_printed_totals",
    "check_revision",
    "check_unfilled",
    "check_unit_breaks",
    "pair_totals",
]

# A factor that no trade makes and a mistaken unit does: between these, up or down, from one period to the next.
_UNIT_BREAK = (300.0, 3000.0)
_JUMP_FLOOR = 1e7
_JUMP_SPREADS = 8.0
_JUMP_LEAST = 2.0
_REVISED = 0.05
_SHOWN = 3


def pair_totals(con: duckdb.DuckDBPyConnection, table: str, paths: Sequence[Path], levels: Sequence[int], *, declared: bool) -> None:
    """Create a table of totals by ``exporter, importer, declarer, period`` from a load's partitions, at its most aggregate level."""
    where = level_sql(levels, min(levels, default=0))
    declarer = "reporter" if declared else "''"
    con.execute(
        f"CREATE OR REPLACE TABLE {table} AS SELECT exporter, importer, {declarer} AS declarer, period, sum(value) AS value "
        f"FROM read_parquet({path_list(paths)}) WHERE {where} GROUP BY ALL"
    )


# Whose figures these are: the customs that declared them, or the exporter where both declarations are one figure.
_WHO = "CASE WHEN declarer <> '' THEN declarer::VARCHAR ELSE exporter::VARCHAR END"


def check_unit_breaks(con: duckdb.DuckDBPyConnection, table: str, frequency: str) -> list[Finding]:
    """An economy's total that changes by a factor near 1000 from one period to the next: thousands read as units, or the reverse."""
    low, high = _UNIT_BREAK
    rows = con.execute(f"""
        WITH one AS (SELECT {_WHO} AS who, exporter::VARCHAR = declarer::VARCHAR AS out, period, sum(value) AS value
                     FROM {table} GROUP BY ALL HAVING sum(value) > 0)
        SELECT now.who, now.period::VARCHAR, now.value / before.value FROM one AS now
        JOIN one AS before ON before.who = now.who AND before.out = now.out AND {_next(frequency)}
        WHERE greatest(now.value, before.value) > {_JUMP_FLOOR} AND (now.value / before.value BETWEEN {low} AND {high}
              OR before.value / now.value BETWEEN {low} AND {high}) ORDER BY 1, 2""").fetchall()
    template = "the total of {economy} changes by the factor {factor} in {period}; the unit may have changed (in all {count} such breaks)"
    return [
        Finding("unit-break", Severity.WARNING, template, {"economy": who, "factor": f"{by:.3g}", "period": when, "count": len(rows)})
        for who, when, by in rows[:_SHOWN]
    ]


def check_jumps(con: duckdb.DuckDBPyConnection, table: str, frequency: str) -> list[Finding]:
    """Pairs whose change is far beyond everything in their own history (8 times the mean absolute log change of their other periods)."""
    rows = con.execute(f"""
        WITH change AS (
            SELECT now.exporter, now.importer, now.declarer, now.period, now.value, before.value AS earlier,
                   ln(now.value / before.value) AS d
            FROM {table} AS now JOIN {table} AS before ON before.exporter = now.exporter AND before.importer = now.importer
                 AND before.declarer = now.declarer AND {_next(frequency)}
            WHERE now.value > 0 AND before.value > 0),
        judged AS (SELECT *, count(*) OVER pair AS n, (sum(abs(d)) OVER pair - abs(d)) / greatest(count(*) OVER pair - 1, 1) AS usual
                   FROM change WINDOW pair AS (PARTITION BY exporter, importer, declarer))
        SELECT exporter, importer, period::VARCHAR, exp(d) FROM judged
        WHERE n >= 5 AND greatest(value, earlier) > {_JUMP_FLOOR} AND abs(d) > {_JUMP_LEAST} AND abs(d) > {_JUMP_SPREADS} * usual
        ORDER BY abs(d) DESC, exporter, importer, period""").fetchall()
    template = "{exporter} to {importer} changes by the factor {factor} in {period}, far beyond its history (in all {count} such jumps)"
    return [
        Finding("jump", Severity.NOTE, template, {"exporter": a, "importer": b, "period": when, "factor": f"{by:.3g}", "count": len(rows)})
        for a, b, when, by in rows[:_SHOWN]
    ]


def check_gaps(con: duckdb.DuckDBPyConnection, table: str, frequency: str) -> list[Finding]:
    """Periods in which an economy reports nothing although it does before and after."""
    step = "year" if frequency == "A" else "month"
    rows = con.execute(f"""
        WITH seen AS (SELECT DISTINCT {_WHO} AS who, period FROM {table}),
        gap AS (SELECT who, period, date_diff('{step}', lag(period) OVER economy, period) - 1 AS missing
                FROM seen WINDOW economy AS (PARTITION BY who ORDER BY period))
        SELECT who, sum(missing)::BIGINT, min(period)::VARCHAR FROM gap WHERE missing > 0 GROUP BY 1 ORDER BY 2 DESC, 1""").fetchall()
    if not rows:
        return []
    shown = ", ".join(f"{who} ({count} before {when})" for who, count, when in rows[:_SHOWN])
    template = "{count} economies have periods without any flow between others: {examples}"
    return [Finding("gaps", Severity.NOTE, template, {"count": len(rows), "examples": shown})]


def check_unfilled(con: duckdb.DuckDBPyConnection, table: str, frequency: str) -> list[Finding]:
    """Last periods in which every value is zero: a table that is not filled yet, not trade that has stopped."""
    rows = con.execute(f"""
        WITH one AS (SELECT period, max(value) AS largest FROM {table} GROUP BY 1)
        SELECT period::VARCHAR FROM one WHERE period > coalesce((SELECT max(period) FROM one WHERE largest > 0), DATE '1900-01-01')
        ORDER BY 1""").fetchall()
    template = "every value of {periods} is zero: not filled yet, and not to be read as trade that stopped"
    return [Finding("unfilled", Severity.WARNING, template, {"periods": ", ".join(when[:7] for (when,) in rows)})] if rows else []


HISTORY_CHECKS: tuple[Callable[[duckdb.DuckDBPyConnection, str, str], list[Finding]], ...] = (
    check_unit_breaks,
    check_jumps,
    check_gaps,
    check_unfilled,
)


def check_revision(con: duckdb.DuckDBPyConnection, table: str, earlier: str, label: str) -> list[Finding]:
    """Totals of pairs that differ from an earlier load of the same data set by more than 5 %."""
    rows = con.execute(f"""
        SELECT now.exporter, now.importer, now.period::VARCHAR, now.value / old.value - 1 FROM {table} AS now
        JOIN {earlier} AS old ON old.exporter::VARCHAR = now.exporter::VARCHAR AND old.importer::VARCHAR = now.importer::VARCHAR
             AND old.declarer::VARCHAR = now.declarer::VARCHAR AND old.period = now.period
        WHERE old.value > {_JUMP_FLOOR} AND abs(now.value / old.value - 1) > {_REVISED}
        ORDER BY abs(now.value - old.value) DESC, 1, 2, 3""").fetchall()
    if not rows:
        return []
    who, whom, when, by = rows[0]
    params = {"count": len(rows), "label": label, "exporter": who, "importer": whom, "period": when, "change": f"{by:+.0%}"}
    template = (
        "{count} totals were revised by more than 5 % against {label}; the largest is {exporter} to {importer} in {period} ({change})"
    )
    return [Finding("late-revision", Severity.NOTE, template, params)]


def _next(frequency: str) -> str:
    step = "1 YEAR" if frequency == "A" else "1 MONTH"
    return f"now.period = before.period + INTERVAL {step}"


def check_printed_totals(totals: Sequence[tuple[str, float, float]], tolerance: float) -> list[Finding]:
    """Totals that the producer printed against the sums of their parts: ``(place, printed, added)``, the largest difference first."""
    wrong = [one for one in totals if abs(one[1] - one[2]) > tolerance * max(abs(one[1]), abs(one[2]))]
    wrong.sort(key=lambda one: -abs(one[1] - one[2]))
    template = "{where}: the printed total is {printed}, the parts add up to {added} (in all {count} such totals)"
    return [
        Finding(
            "total-is-not-the-sum",
            Severity.WARNING,
            template,
            {"where": where, "printed": f"{printed:,.0f}", "added": f"{added:,.0f}", "count": len(wrong)},
        )
        for where, printed, added in wrong[:_SHOWN]
    ]
