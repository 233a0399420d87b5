"""Writing a relation's partitions, the rows of a pair together, and checking what was written.

A batch of files is written once in the order it came. Most producers sort by pair; only a batch that is not in order, or that holds
rows which may not enter, is written anew from what was written.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from messlatte.core.errors import DataError
from messlatte.core.statement import Finding
from messlatte.ledger.checks import (
    SORTED,
    PartitionFacts,
    check_duplicates,
    check_impossible_values,
    check_mixed_levels,
    check_own_partner,
    check_unknown_codes,
    examine,
    sound_sql,
)
from messlatte.ledger.engine import literal, path_list
from messlatte.ledger.housekeeping import partition_of
from messlatte.ledger.levels import product_levels
from messlatte.ledger.progress import Watch
from messlatte.ledger.release import Partition
from messlatte.ledger.shape import Shape, rows_sql, shape_of
from messlatte.ledger.translation import translate, unknown_cells
from messlatte.sources.relation import Csv, Relation, Role

if TYPE_CHECKING:
    import duckdb

__all__ = ["Written", "write_partitions"]

_BATCH_BYTES = 600_000_000
_SORTED_ROWS = 3_000_000
# Row groups small enough that a pair's few thousand rows cost little to find, large enough that products still pack as a dictionary.
_COPY = "(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 61440)"


@dataclass(frozen=True, slots=True)
class Written:
    """Partitions of a relation and what the checks of their rows found."""

    shape: Shape
    partitions: tuple[Partition, ...]
    facts: tuple[PartitionFacts, ...]
    levels: tuple[int, ...]
    findings: tuple[Finding, ...]


def write_partitions(con: duckdb.DuckDBPyConnection, folder: Path, relation: Relation, watch: Watch) -> Written:
    """Write a relation's files as sorted partitions.

    Parameters
    ----------
    con : duckdb.DuckDBPyConnection
        Connection to use.
    folder : Path
        Existing folder for the partitions.
    relation : Relation
        What to read.
    watch : Watch
        Told about every batch.

    Raises
    ------
    DataError
        If a file cannot be read as described, or no row may enter.
    """
    schema = f"load_{secrets.token_hex(8)}"
    con.execute(f"CREATE SCHEMA {schema}")
    try:
        macros = translate(con, schema, relation)
        partitions: list[Partition] = []
        facts: list[PartitionFacts] = []
        for number, files in enumerate(_batches(relation.files)):
            watch.began(sum(path.stat().st_size for path in files))
            written, counted = _write_batch(con, folder, number, relation, files, macros)
            partitions += written
            facts += counted
            watch.finished(sum(part.rows for part in written))
        unknown = unknown_cells(con, relation) if any(fact.unknown for fact in facts) else ()
    finally:
        con.execute(f"DROP SCHEMA {schema} CASCADE")
    if not partitions:
        raise DataError(f"{relation.files[0].name}: holds no row that may enter the ledger; {_reasons(facts, unknown)}")
    levels = product_levels(code for fact in facts for code in fact.products)
    findings = [
        *check_unknown_codes(unknown, sum(fact.unknown for fact in facts)),
        *check_impossible_values(facts),
        *check_own_partner(facts),
        *check_duplicates(facts),
        *check_mixed_levels(levels),
    ]
    return Written(shape_of(relation), tuple(partitions), tuple(facts), levels, tuple(findings))


def _reasons(facts: list[PartitionFacts], unknown: tuple[object, ...]) -> str:
    if sum(fact.rows for fact in facts) == 0:
        return "all rows are empty or set aside"
    found = [*check_unknown_codes(unknown, sum(f.unknown for f in facts)), *check_impossible_values(facts), *check_own_partner(facts)]  # type: ignore[arg-type]
    return "; ".join(finding.message for finding in found)


def _batches(files: tuple[Path, ...]) -> Iterator[tuple[Path, ...]]:
    """Files in their order, together up to a size that sorts well in memory; a larger file stands alone."""
    batch: list[Path] = []
    size = 0
    for path in files:
        bytes_here = path.stat().st_size
        if batch and size + bytes_here > _BATCH_BYTES:
            yield tuple(batch)
            batch, size = [], 0
        batch.append(path)
        size += bytes_here
    yield tuple(batch)


def _write_batch(
    con: duckdb.DuckDBPyConnection, folder: Path, number: int, relation: Relation, files: tuple[Path, ...], macros: Mapping[Role, str]
) -> tuple[list[Partition], list[PartitionFacts]]:
    """Partitions of a batch; the facts are those of the raw rows, with repeats counted where equal keys are neighbours."""
    columns = shape_of(relation).columns
    staged = folder / f"part-{number:04d}.parquet"
    _stage(con, staged, relation, files, macros)
    raw = examine(con, staged, columns)
    refused = raw.unknown or raw.own_partner or raw.broken
    if raw.ordered and not refused and not raw.identical:
        return ([partition_of(staged, raw.rows)] if raw.rows else []), [raw]
    paths = _rearranged(con, folder, staged, columns)
    staged.unlink()
    facts = [examine(con, path, columns) for path in paths]
    repeats = replace(raw, repeated=sum(fact.repeated for fact in facts), identical=sum(fact.identical for fact in facts))
    if repeats.identical:
        for path in paths:
            distinct = path.with_suffix(".distinct")
            _copy(con, distinct, f"SELECT DISTINCT * FROM read_parquet({path_list([path])}) ORDER BY {_order_of(columns)}")
            distinct.replace(path)
        facts = [examine(con, path, columns) for path in paths]
    return [partition_of(path, fact.rows) for path, fact in zip(paths, facts, strict=True)], [repeats]


def _stage(con: duckdb.DuckDBPyConnection, path: Path, relation: Relation, files: tuple[Path, ...], macros: Mapping[Role, str]) -> None:
    import duckdb

    try:
        try:
            _copy(con, path, rows_sql(relation, files, macros, fast=isinstance(relation.layout, Csv)))
        except (duckdb.ConversionException, duckdb.InvalidInputException):
            # A cell that is no number where one must be: read text, and refuse the rows instead of the file.
            _copy(con, path, rows_sql(relation, files, macros, fast=False))
    except duckdb.OutOfMemoryException as error:
        raise DataError(
            f"{path.parent}: no room to sort or write the load; free disk space or set MESSLATTE_DATA: {_first_lines(error)}"
        ) from error
    except duckdb.Error as error:
        names = ", ".join(one.name for one in files[:3])
        raise DataError(f"{names}: cannot be read as described: {_first_lines(error)}") from error


def _rearranged(con: duckdb.DuckDBPyConnection, folder: Path, staged: Path, columns: Sequence[str]) -> list[Path]:
    """Write the rows that may enter in order, in files of neighbouring exporters that sort well in memory."""
    scan, keep = f"read_parquet({path_list([staged])})", sound_sql(columns)
    counts = con.execute(f"SELECT exporter, count(*) FROM {scan} WHERE {keep} GROUP BY 1 ORDER BY 1").fetchall()
    ranges: list[tuple[str, str]] = []
    rows = _SORTED_ROWS
    for code, count in counts:
        if rows + count > _SORTED_ROWS:
            ranges.append((code, code))
            rows = 0
        ranges[-1] = (ranges[-1][0], code)
        rows += count
    paths = []
    for number, (first, last) in enumerate(ranges):
        path = folder / f"{staged.stem}-{number:02d}.parquet"
        between = f"exporter BETWEEN {literal(first)} AND {literal(last)}"
        _copy(con, path, f"SELECT * FROM {scan} WHERE {between} AND {keep} ORDER BY {_order_of(columns)}")
        paths.append(path)
    return paths


def _order_of(columns: Sequence[str]) -> str:
    return ", ".join(name for name in SORTED if name in columns)


def _copy(con: duckdb.DuckDBPyConnection, path: Path, select: str) -> None:
    con.execute(f"COPY ({select}) TO {literal(str(path))} {_COPY}")


def _first_lines(error: Exception) -> str:
    return " ".join(line.strip() for line in str(error).splitlines()[:3])
