"""A timetable feed in the General Transit Feed Specification: a zip file or a folder of CSV files, read column by column.

Feeds come from anywhere: files are read as a stream of text columns, rows that are not wanted are dropped batch by batch, and what a
compressed file may unpack to is bounded.
"""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import RawIOBase
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING

from messlatte.core.errors import InputError, UsageError

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["Feed", "open_feed", "read_table"]

_GIB = 1 << 30
_HEADER = 1 << 16


@dataclass(frozen=True, slots=True)
class Feed:
    """Where the tables of a feed are.

    Parameters
    ----------
    path : Path
        Zip file or folder.
    members : dict
        Name of a table (``"trips"``) -> name of its file within ``path``.
    limit : int
        Bytes that one table may have after unpacking.
    """

    path: Path
    members: dict[str, str]
    limit: int = 8 * _GIB

    def has(self, table: str) -> bool:
        """Whether the feed has this table."""
        return table in self.members


def open_feed(path: Path, *, limit: int = 8 * _GIB) -> Feed:
    """Look into a feed.

    Parameters
    ----------
    path : Path
        Zip file, or folder that holds ``stop_times.txt``; within a zip the files may stand in a folder.
    limit : int
        As in `Feed`.

    Raises
    ------
    UsageError
        If there is nothing at the path.
    InputError
        If it is no feed.
    """
    if not path.exists():
        raise UsageError(f"{path}: there is no such file or folder; a GTFS feed is a zip file or a folder with stop_times.txt")
    try:
        names = sorted(_names(path), key=len)
    except (zipfile.BadZipFile, OSError) as error:
        raise InputError(f"{path}: cannot be opened as a GTFS feed ({error}); a zip file or a folder is needed") from error
    home = next((str(PurePosixPath(name).parent) for name in names if PurePosixPath(name).name == "stop_times.txt"), None)
    if home is None:
        raise InputError(f"{path}: no stop_times.txt in it, so it is no GTFS feed; found {', '.join(names[:5]) or 'nothing'}")
    inside = {PurePosixPath(name).stem: name for name in names if str(PurePosixPath(name).parent) == home and name.endswith(".txt")}
    return Feed(path, inside, limit)


def _names(path: Path) -> list[str]:
    if path.is_dir():
        return [entry.name for entry in path.iterdir() if entry.is_file()]
    with zipfile.ZipFile(path) as archive:
        return archive.namelist()


class _Bounded(RawIOBase):
    """A binary stream that refuses to give more than it may."""

    def __init__(self, stream: IO[bytes], limit: int, name: str) -> None:
        self._stream, self._left, self._name = stream, limit, name

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        self._left -= len(data)
        if self._left < 0:
            raise InputError(f"{self._name}: more data than a timetable holds; the file is damaged or made to fill the memory")
        return data


@contextmanager
def _stream(feed: Feed, table: str) -> Iterator[_Bounded]:
    name = feed.members[table]
    where = f"{feed.path}: {name}"
    try:
        if feed.path.is_dir():
            with (feed.path / name).open("rb") as file:
                yield _Bounded(file, feed.limit, where)
        else:
            with zipfile.ZipFile(feed.path) as archive, archive.open(name) as file:
                yield _Bounded(file, feed.limit, where)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise InputError(f"{where}: cannot be unpacked ({error}); download the feed again") from error


def _header(feed: Feed, table: str) -> list[str]:
    """Names of the columns, without byte-order mark, quotes and blanks."""
    with _stream(feed, table) as stream:
        line = stream.read(_HEADER).split(b"\n", 1)[0].decode("utf-8-sig", errors="replace")
    return [name.strip().lower() for name in next(csv.reader([line.strip("\r")]), [])]


def read_table(
    feed: Feed, table: str, columns: tuple[str, ...], required: tuple[str, ...], keep: tuple[str, frozenset[str]] | None = None
) -> pa.Table:
    """Columns of a table as text.

    Parameters
    ----------
    feed : Feed
    table : str
        Name without ``.txt``; a feed without this table gives no rows.
    columns : tuple of str
        Columns wanted; those that the file lacks are null.
    required : tuple of str
        Of these, the columns without which the table says nothing.
    keep : (column, set of str), optional
        Only rows whose column has one of these values.

    Returns
    -------
    pyarrow.Table
        Strings without blanks around them, empty cells as null. Rows with too few or too many cells are left out.

    Raises
    ------
    InputError
        If a required column is missing, or the file cannot be read.
    """
    import pyarrow as pa
    import pyarrow.compute as pc
    from pyarrow import csv as arrow_csv

    schema = pa.schema([(name, pa.string()) for name in columns])
    if not feed.has(table):
        return schema.empty_table()
    found = _header(feed, table)
    missing = [name for name in required if name not in found]
    if missing:
        raise InputError(f"{feed.path}: {table}.txt has no column {', '.join(missing)}; found {', '.join(found[:12]) or 'nothing'}")
    there = [name for name in columns if name in found]
    names = [name if found.index(name) == place else f"{name}#{place}" for place, name in enumerate(found)]
    options = {
        "read_options": arrow_csv.ReadOptions(column_names=names, skip_rows=1, block_size=1 << 23),
        "parse_options": arrow_csv.ParseOptions(newlines_in_values=False, invalid_row_handler=lambda _: "skip"),
        "convert_options": arrow_csv.ConvertOptions(
            include_columns=there, column_types=dict.fromkeys(there, pa.string()), strings_can_be_null=True, null_values=[""]
        ),
    }
    batches = []
    values = None if keep is None else pa.array(sorted(keep[1]), pa.string())
    try:
        with _stream(feed, table) as stream, arrow_csv.open_csv(stream, **options) as reader:
            for batch in reader:
                rows = pa.table({name: pc.utf8_trim_whitespace(batch.column(name)) for name in there})
                batches.append(rows if keep is None else rows.filter(pc.is_in(rows[keep[0]], value_set=values)))
    except pa.ArrowInvalid as error:
        if "Empty CSV" in str(error):
            return schema.empty_table()
        raise InputError(f"{feed.path}: {table}.txt cannot be read as CSV in UTF-8 ({str(error)[:200]})") from error
    whole = pa.concat_tables(batches) if batches else schema.empty_table()
    for name in columns:
        if name not in whole.column_names:
            whole = whole.append_column(name, pa.nulls(whole.num_rows, pa.string()))
    return whole.select(list(columns))
