"""The only place that connects to an engine: one in-memory DuckDB a process over immutable Parquet files.

A DuckDB file shared by processes fails on its lock; Parquet files that never change need none. Memory is bounded, larger sorts go to disk.
"""

from __future__ import annotations

import os
import tempfile
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from messlatte.core.errors import UsageError

if TYPE_CHECKING:
    import duckdb
    import ibis

__all__ = ["connection", "ibis_connection", "literal", "path_list"]

_MEMORY = "1400MB"

_lock = threading.Lock()
_shared: list[duckdb.DuckDBPyConnection] = []
_ibis: list[Any] = []


def connection() -> duckdb.DuckDBPyConnection:
    """Cursor on the process's DuckDB; a thread takes its own.

    ``MESSLATTE_MEMORY`` (such as ``4GB``) and ``MESSLATTE_THREADS`` bound what it may use.

    Raises
    ------
    UsageError
        If one of the two is not what DuckDB takes.
    """
    with _lock:
        if not _shared:
            _shared.append(_opened())
        return _shared[0].cursor()


def _opened() -> duckdb.DuckDBPyConnection:
    import duckdb

    spill = Path(tempfile.gettempdir()) / f"messlatte-{os.getpid()}"
    settings: dict[str, Any] = {
        "memory_limit": os.environ.get("MESSLATTE_MEMORY", _MEMORY),
        "temp_directory": str(spill),
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
    }
    if "MESSLATTE_THREADS" in os.environ:
        settings["threads"] = os.environ["MESSLATTE_THREADS"]
    try:
        con = duckdb.connect(config=settings)
        con.execute("SET TimeZone = 'UTC'")
        con.execute("SET parquet_metadata_cache = true")
    except duckdb.Error as error:
        named = ", ".join(f"{name}={os.environ[name]!r}" for name in ("MESSLATTE_MEMORY", "MESSLATTE_THREADS") if name in os.environ)
        raise UsageError(f"DuckDB does not start with {named or settings}: {error}") from error
    return con


def ibis_connection() -> ibis.BaseBackend:
    """Ibis on the process's DuckDB, for lazy tables."""
    import ibis

    con = connection()
    with _lock:
        if not _ibis:
            _ibis.append(ibis.duckdb.from_connection(con))
        return _ibis[0]


def literal(value: object) -> str:
    """Write a value as a SQL literal: text quoted, None as NULL."""
    if value is None:
        return "NULL"
    if isinstance(value, str):
        return "'" + value.replace("'", "''") + "'"
    if isinstance(value, bool | int | float):
        return repr(value).upper() if isinstance(value, bool) else repr(value)
    raise TypeError(f"no SQL literal for {type(value).__name__}")


def path_list(paths: Sequence[Path]) -> str:
    """Write paths as a SQL list, with the characters that a glob would take for its own kept literal."""
    escaped = (str(path).replace("[", "[[]").replace("*", "[*]").replace("?", "[?]") for path in paths)
    return "[" + ", ".join(literal(path) for path in escaped) + "]"
