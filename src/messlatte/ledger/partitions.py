"""Writing a relation's partitions: sorted for pair queries, checked after they are written, written anew only where rows are refused."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from messlatte.core.errors import DataError
from messlatte.core.statement import Finding
from messlatte.ledger.checks import (
    PartitionFacts,
    check_duplicates,
    check_impossible_values,
    check_mixed_levels,
    check_own_partner,
    check_unknown_codes,
    examine,
    sound_sql,
)
from messlatte.ledger.engine import literal
from messlatte.ledger.housekeeping import partition_of
from messlatte.ledger.progress import Watch
from messlatte.ledger.release import Partition
from messlatte.ledger.shape import Shape, partition_sql, shape_of
from messlatte.ledger.translation import translate, unknown_cells
from messlatte.sources.relation import Csv, Relation, Role

if TYPE_CHECKING:
    import duckdb

__all__ = ["Written", "write_partitions"]

_BATCH_BYTES = 600_000_000
# Small row groups: a pair is a few thousand rows, and only the groups that hold it are read.
_COPY = "(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 20480)"


@dataclass(frozen=True, slots=True)
class Written:
    """Partitions of a relation and what the checks of their rows found."""

    shape: Shape
    partitions: tuple[Partition, ...]
    facts: tuple[PartitionFacts, ...]
    levels: Mapping[int, int]
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
        tables = translate(con, schema, relation)
        partitions, facts = [], []
        for number, files in enumerate(_batches(relation.files)):
            watch.began(sum(path.stat().st_size for path in files))
            written, fact = _write_batch(con, folder / f"part-{number:04d}.parquet", relation, files, tables)
            partitions += [written] if written.rows else []
            facts.append(fact)
            watch.finished(written.rows)
        unknown = unknown_cells(con, relation) if any(fact.unknown for fact in facts) else ()
    finally:
        con.execute(f"DROP SCHEMA {schema} CASCADE")
    if not partitions:
        raise DataError(f"{relation.files[0].name}: holds no row that may enter the ledger; {_reasons(facts, unknown)}")
    levels: dict[int, int] = {}
    for fact in facts:
        for length, count in fact.levels.items():
            levels[length] = levels.get(length, 0) + count
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
    con: duckdb.DuckDBPyConnection, path: Path, relation: Relation, files: tuple[Path, ...], tables: Mapping[Role, str]
) -> tuple[Partition, PartitionFacts]:
    import duckdb

    columns = shape_of(relation).columns
    fast = isinstance(relation.layout, Csv)
    try:
        try:
            _copy(con, path, partition_sql(relation, files, tables, fast=fast))
        except (duckdb.ConversionException, duckdb.InvalidInputException):
            # A cell that is no number where one must be: read text, and refuse the rows instead of the file.
            fast = False
            _copy(con, path, partition_sql(relation, files, tables, fast=fast))
        fact = examine(con, path, columns)
        if fact.unknown or fact.own_partner or fact.broken or fact.identical:
            keep = sound_sql(columns)
            _copy(con, path, partition_sql(relation, files, tables, fast=fast, keep=keep, distinct=bool(fact.identical)))
    except duckdb.Error as error:
        raise DataError(f"{', '.join(one.name for one in files[:3])}: cannot be read as described: {_first_lines(error)}") from error
    counted = con.execute(f"SELECT count(*) FROM read_parquet({literal(str(path))})").fetchone()
    assert counted is not None
    return partition_of(path, counted[0]), fact


def _copy(con: duckdb.DuckDBPyConnection, path: Path, select: str) -> None:
    con.execute(f"COPY ({select}) TO {literal(str(path))} {_COPY}")


def _first_lines(error: Exception) -> str:
    return " ".join(line.strip() for line in str(error).splitlines()[:3])
