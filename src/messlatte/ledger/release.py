"""Releases of the ledger: which loads count, in manifests that never change.

::

    DATA/ledger/releases/00000012.json    what release 12 consists of; the highest number is the current one
    DATA/ledger/loads/<id>/               Parquet partitions of one load, and ``.writing`` while its process lives

A release is published by giving a finished file its name with a hard link, which fails if the number is taken. So two loads at once
cannot lose one: the later takes the next number, starting from what the earlier published. Killed before that moment, nothing happened.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import os
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from messlatte.core.errors import DataError
from messlatte.core.evidence import Source

__all__ = ["Load", "Partition", "Release", "current", "fsync_folder", "ledger_folder", "load_folder", "publish", "read_release", "releases"]

_SCHEMA = "messlatte.release/1"
_ATTEMPTS = 1000


@dataclass(frozen=True, slots=True)
class Partition:
    """One immutable Parquet file: its name in the load's folder, SHA-256, size in bytes and rows."""

    name: str
    sha256: str
    size: int
    rows: int


@dataclass(frozen=True, slots=True)
class Load:
    """One set of rows that entered the ledger together.

    Parameters
    ----------
    id : str
        Name of its folder.
    source : Source
        Producer, title, version, licence; ``sha256`` is that of the raw snapshot.
    relation : str
        Which of the snapshot's tables.
    kind : str
        ``flows`` or ``rates``.
    columns : tuple of str
        Columns that the partitions hold; what is the same in every row stands in ``constants`` instead.
    constants : mapping
        Value by column: frequency, classification, currency, ...
    valuation : mapping
        ``fob`` or ``cif`` by ``export`` or ``import``; key ``""`` where both declarations are one figure.
    levels : tuple of int
        Levels of products, see `messlatte.ledger.levels`; 0 is ``TOTAL``.
    partitions : tuple of Partition
        Files, in order.
    first, last : str
        First and last period, ISO dates.
    loaded_at : str
        ISO time, UTC.
    notes : tuple of str
        What a reader should know.
    """

    id: str
    source: Source
    relation: str
    kind: str
    columns: tuple[str, ...]
    constants: Mapping[str, str]
    valuation: Mapping[str, str]
    levels: tuple[int, ...]
    partitions: tuple[Partition, ...]
    first: str
    last: str
    loaded_at: str
    notes: tuple[str, ...] = ()

    @property
    def rows(self) -> int:
        """Rows in all partitions."""
        return sum(part.rows for part in self.partitions)

    @property
    def label(self) -> str:
        """Producer, title and version, as the ledger's ``source`` column holds it."""
        return f"{self.source.producer} {self.source.title} {self.source.version}".strip()


@dataclass(frozen=True, slots=True)
class Release:
    """What the ledger consists of at one moment; number 0 has no loads. The last load stands above the others."""

    number: int = 0
    loads: tuple[Load, ...] = ()
    data: Path = field(default=Path(), compare=False)

    def paths(self, load: Load) -> tuple[Path, ...]:
        """Files of a load."""
        return tuple(load_folder(self.data, load.id) / part.name for part in load.partitions)


def ledger_folder(data: Path) -> Path:
    """Folder of the ledger in the data folder."""
    return data / "ledger"


def load_folder(data: Path, load_id: str) -> Path:
    """Folder of one load."""
    return ledger_folder(data) / "loads" / load_id


def releases(data: Path) -> tuple[int, ...]:
    """Numbers of the published releases, ascending."""
    return tuple(sorted(int(path.stem) for path in (ledger_folder(data) / "releases").glob("*.json") if path.stem.isdigit()))


def current(data: Path) -> Release:
    """Release that answers now; an empty one if nothing was loaded.

    Raises
    ------
    DataError
        If its manifest cannot be read.
    """
    published = releases(data)
    return read_release(data, published[-1]) if published else Release(data=data)


def publish(data: Path, change: Callable[[tuple[Load, ...]], tuple[Load, ...]]) -> Release:
    """Publish the next release.

    Parameters
    ----------
    data : Path
        Data folder.
    change : callable
        From the loads of the current release to those of the next; called again if another process was faster.

    Raises
    ------
    DataError
        If other processes were faster for very long.
    """
    folder = ledger_folder(data) / "releases"
    folder.mkdir(parents=True, exist_ok=True)
    for _ in range(_ATTEMPTS):
        before = current(data)
        after = Release(before.number + 1, change(before.loads), data)
        if _taken(folder, after):
            continue
        fsync_folder(folder)
        return after
    raise DataError(f"{folder}: {_ATTEMPTS} other loads were faster; try again when they are done")


def fsync_folder(folder: Path) -> None:
    """Make names in a folder durable; does nothing where folders cannot be synced."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _taken(folder: Path, release: Release) -> bool:
    handle, temporary = tempfile.mkstemp(dir=folder, prefix=".next-")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(_document(release), file, ensure_ascii=False, indent=1)
            file.flush()
            os.fsync(file.fileno())
        os.link(temporary, folder / f"{release.number:08d}.json")
    except FileExistsError:
        return True
    finally:
        Path(temporary).unlink(missing_ok=True)
    return False


def _document(release: Release) -> dict[str, Any]:
    loads = [dataclasses.asdict(load) for load in release.loads]
    for load in loads:
        accessed = load["source"]["accessed"]
        load["source"]["accessed"] = accessed.isoformat() if accessed else None
    return {"schema": _SCHEMA, "number": release.number, "loads": loads}


def read_release(data: Path, number: int) -> Release:
    """Read one release.

    Raises
    ------
    DataError
        If its manifest is missing or is not one.
    """
    path = ledger_folder(data) / "releases" / f"{number:08d}.json"
    try:
        document = json.loads(path.read_bytes())
        if document["schema"] != _SCHEMA:
            raise ValueError(f"schema {document['schema']!r}")
        return Release(number, tuple(_load(one) for one in document["loads"]), data)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DataError(
            f"{path}: is not a release's manifest ({error}); delete it to return to the release before, then load again"
        ) from error


def _load(document: dict[str, Any]) -> Load:
    source = dict(document["source"])
    accessed = source["accessed"]
    source["accessed"] = dt.date.fromisoformat(accessed) if accessed else None
    return Load(
        **{
            **document,
            "source": Source(**source),
            "columns": tuple(document["columns"]),
            "levels": tuple(document["levels"]),
            "notes": tuple(document["notes"]),
            "partitions": tuple(Partition(**part) for part in document["partitions"]),
        }
    )
