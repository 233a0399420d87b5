"""The numbers of an answer as one tidy table: CSV, XLSX, Parquet."""

from __future__ import annotations

import io
import math
from collections.abc import Iterator
from dataclasses import dataclass

from messlatte.brief.flat_table import csv_bytes, spreadsheet_safe, workbook_bytes
from messlatte.brief.provenance import Provenance
from messlatte.brief.sheet import Sheet
from messlatte.core.answer import Answer, Probability, Verdict

__all__ = ["COLUMNS", "Row", "rows_of", "to_csv", "to_parquet", "to_xlsx"]

COLUMNS = ("part", "reading", "key", "year", "value", "low", "high", "unit", "note")


@dataclass(frozen=True, slots=True)
class Row:
    """One number: ``part`` of the answer, ``reading`` counted from 1 (None for the whole), ``value`` in ``unit``."""

    part: str
    reading: int | None
    key: str
    year: int | None = None
    value: float | None = None
    low: float | None = None
    high: float | None = None
    unit: str = ""
    note: str = ""

    def cells(self) -> tuple[object, ...]:
        return tuple(getattr(self, name) for name in COLUMNS)


def _chance(part: str, reading: int | None, key: str, chance: Probability | None, year: int | None = None) -> Iterator[Row]:
    if chance is not None:
        yield Row(part, reading, key, year, chance.value, chance.low, chance.high, "probability")


def _finite(value: float | None) -> float | None:
    return None if value is None or not math.isfinite(value) else value


def _verdict_rows(verdict: Verdict, n: int) -> Iterator[Row]:
    currency = verdict.target.currency or ""
    start = verdict.baseline.period.last.year if verdict.baseline.period else None
    by = verdict.by.year if verdict.by else None
    yield Row("verdict", n, "weight", None, verdict.weight, unit="share", note="; ".join(verdict.notes))
    yield Row(
        "verdict",
        n,
        "baseline",
        start,
        _finite(verdict.baseline.amount.value),
        unit=verdict.baseline.amount.currency or "",
        note=verdict.baseline.method,
    )
    yield Row("verdict", n, "target", by, verdict.target.value, unit=currency)
    yield Row("verdict", n, "multiple", by, _finite(verdict.multiple), unit="ratio")
    yield Row("verdict", n, "required_growth", by, _finite(verdict.required_growth), unit="share a year")
    if verdict.base_rate is not None:
        note = f"{verdict.base_rate.reached} of {verdict.base_rate.n}: {verdict.base_rate.description}"
        yield Row("verdict", n, "base_rate", by, verdict.base_rate.value, unit="probability", note=note)
    yield from _chance("verdict", n, "probability", verdict.probability, by)
    yield from _chance("verdict", n, "probability_in_year", verdict.probability_in_year, by)
    yield Row("verdict", n, "height", note=verdict.height.value)
    if verdict.years_to_clear is not None:
        clear = verdict.years_to_clear
        yield Row("verdict", n, "years_to_clear", None, clear.p50, clear.p10, clear.p90, "years")
        yield Row("verdict", n, "never_within_15_years", None, clear.never, unit="probability")
    if _finite(verdict.years_at_stated_pace) is not None:
        yield Row("verdict", n, "years_at_stated_pace", None, verdict.years_at_stated_pace, unit="years")


def _series_rows(verdict: Verdict, n: int) -> Iterator[Row]:
    for part in verdict.tide:
        yield Row("tide", n, part.name, None, part.probability, unit="probability", note=f"world trade x {part.world_growth:.4g}")
    for horizon in verdict.horizons:
        yield Row("horizon", n, "required_growth", horizon.by.year, horizon.required_growth, unit="share a year")
        yield Row("horizon", n, "base_rate", horizon.by.year, horizon.base_rate.value, unit="probability")
        yield from _chance("horizon", n, "probability", horizon.probability, horizon.by.year)
        yield from _chance("horizon", n, "probability_in_year", horizon.probability_in_year, horizon.by.year)
    for year, value in verdict.history:
        yield Row("history", n, "turnover", year, value, unit="USD")
    if verdict.forecast is not None:
        for year, quantiles in zip(verdict.forecast.years, verdict.forecast.values, strict=True):
            for level, value in zip(verdict.forecast.levels, quantiles, strict=True):
                yield Row("forecast", n, f"p{100 * level:g}", year, value, unit=verdict.forecast.currency)
    for example in verdict.examples:
        outcome = "reached" if example.reached else "not reached"
        note = f"{example.exporter}-{example.importer}, from {example.first:.0f} in {example.start}, {outcome}"
        yield Row("example", n, "turnover", example.end, example.last, unit="USD", note=note)


def rows_of(answer: Answer, provenance: Provenance) -> tuple[Row, ...]:
    """Every number of an answer, all readings, after the provenance.

    Parameters
    ----------
    answer : Answer
        What was found.
    provenance : Provenance
        Written into the first rows.
    """
    rows = [Row("provenance", None, name, note=value) for name, value in provenance.pairs("en")]
    if answer.mixture is not None:
        rows += _chance("mixture", None, "probability", answer.mixture.probability)
        rows += _chance("mixture", None, "probability_in_year", answer.mixture.probability_in_year)
    for n, verdict in enumerate(answer.verdicts, 1):
        rows += _verdict_rows(verdict, n)
        rows += _series_rows(verdict, n)
    return tuple(rows)


def to_csv(rows: tuple[Row, ...]) -> bytes:
    """Rows as CSV."""
    return csv_bytes(COLUMNS, (row.cells() for row in rows))


def to_xlsx(rows: tuple[Row, ...], sheet: Sheet) -> bytes:
    """Workbook: the facts as the page shows them, then every number, then the provenance."""
    from openpyxl import Workbook
    from openpyxl.styles import Font

    book = Workbook()
    first = book.active
    first.title = "Messlatte"
    lines: list[tuple[object, ...]] = [(sheet.headline,), (sheet.lead,), ()]
    lines += [(fact.measure, fact.value, fact.basis) for fact in sheet.facts]
    lines += [(), *sheet.provenance.pairs(sheet.language)]
    for line in lines:
        first.append([spreadsheet_safe(cell) for cell in line])
    first["A1"].font = Font(bold=True, size=14)
    for column, width in zip("ABC", (44, 32, 60), strict=True):
        first.column_dimensions[column].width = width
    numbers = book.create_sheet("numbers")
    numbers.append(COLUMNS)
    numbers.freeze_panes = "A2"
    for row in rows:
        numbers.append([spreadsheet_safe(cell) for cell in row.cells()])
    return workbook_bytes(book)


def to_parquet(rows: tuple[Row, ...], provenance: Provenance) -> bytes:
    """Same columns, typed; the provenance is also in the file's metadata."""
    import pyarrow as pa
    from pyarrow import parquet

    kinds = {"reading": pa.int32(), "year": pa.int32(), "value": pa.float64(), "low": pa.float64(), "high": pa.float64()}
    columns = {name: pa.array([getattr(row, name) for row in rows], kinds.get(name, pa.string())) for name in COLUMNS}
    table = pa.table(columns).replace_schema_metadata({f"messlatte.{k}": v for k, v in provenance.pairs("en")})
    out = io.BytesIO()
    parquet.write_table(table, out)
    return out.getvalue()
