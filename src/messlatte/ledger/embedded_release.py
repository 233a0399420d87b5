"""Access to the release that ships with Messlatte: its manifest and its small tables."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from messlatte.core.errors import DataError
from messlatte.core.evidence import Source

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.parquet as pq

__all__ = ["EMBEDDED", "embedded_source", "part_rows", "read_part", "release_name", "verify_embedded"]

EMBEDDED = Path(__file__).parent / "embedded"

_REPAIR = "reinstall messlatte"


@lru_cache(maxsize=1)
def _manifest() -> dict[str, Any]:
    try:
        manifest: dict[str, Any] = json.loads((EMBEDDED / "manifest.json").read_bytes())
    except (OSError, ValueError) as error:
        raise DataError(f"the manifest of the embedded release cannot be read: {error}; {_REPAIR}") from error
    return manifest


def _part(name: str) -> dict[str, Any]:
    return next(part for part in _manifest()["parts"] if part["name"] == name)


def release_name() -> str:
    """Name of the embedded release."""
    return str(_manifest()["release"])


def part_rows(name: str) -> int:
    """Number of rows of one part."""
    return int(_part(name)["rows"])


@lru_cache(maxsize=8)
def embedded_source(name: str) -> Source:
    """Source of one part: ``totals``, ``world``, ``covariates`` or ``distances``."""
    part = _part(name)
    return Source(
        producer=part["producer"],
        title=part["title"],
        version=part["version"],
        accessed=dt.date.fromisoformat(part["accessed"]),
        sha256=part["sha256"],
        url=part["url"],
        licence=part["licence"],
    )


@lru_cache(maxsize=4)
def _footer(name: str) -> pq.FileMetaData:
    import pyarrow.parquet as pq

    return pq.read_metadata(EMBEDDED / _part(name)["file"])


def _groups_with(footer: pq.FileMetaData, where: Mapping[str, str]) -> list[int]:
    """Row groups whose statistics do not rule out the equalities."""
    kept: Sequence[int] = range(footer.num_row_groups)
    for column, value in where.items():
        index = footer.schema.names.index(column)
        ranges = ((group, footer.row_group(group).column(index).statistics) for group in kept)
        kept = [group for group, known in ranges if known is None or known.min <= value <= known.max]
    return list(kept)


def read_part(name: str, where: Mapping[str, str] | None = None) -> pa.Table:
    """Read one table of the embedded release, or the rows of it that hold some values.

    Parameters
    ----------
    name : str
        ``totals``, ``world``, ``covariates`` or ``distances``.
    where : mapping of column to text, optional
        Keep the rows in which every named column equals its value.

    Raises
    ------
    DataError
        If the file is missing or damaged.
    """
    import pyarrow as pa
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    path = EMBEDDED / _part(name)["file"]
    try:
        footer = _footer(name)
        texts = [column for i, column in enumerate(footer.schema.names) if footer.schema.column(i).physical_type == "BYTE_ARRAY"]
        with pq.ParquetFile(path, metadata=footer, read_dictionary=texts) as file:
            rows = file.read_row_groups(_groups_with(footer, where or {}))
    except (OSError, pa.ArrowInvalid) as error:
        raise DataError(f"{path.name} of the embedded release cannot be read: {error}; {_REPAIR}") from error
    for column, value in (where or {}).items():
        scalar = _scalar_in(rows[column], value)
        rows = rows.slice(0, 0) if scalar is None else rows.filter(pc.equal(rows[column], scalar))
    return rows


def _scalar_in(column: pa.ChunkedArray, value: str) -> pa.Scalar | None:
    """Entry of a column's dictionaries; any other way from a text to a scalar makes pyarrow import pandas, which costs half a second."""
    for chunk in column.chunks:
        known = chunk.dictionary.to_pylist()
        if value in known:
            return chunk.dictionary[known.index(value)]
    return None


def verify_embedded() -> tuple[str, ...]:
    """Names of the files of the embedded release that are missing or do not have the SHA-256 of the manifest."""
    damaged = []
    for part in _manifest()["parts"]:
        path = EMBEDDED / part["file"]
        if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != part["sha256"]:
            damaged.append(path.name)
    return tuple(damaged)
