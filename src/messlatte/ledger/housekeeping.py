"""Folders of loads: held while a process writes them, removed when it died, verified file by file."""

from __future__ import annotations

import hashlib
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from messlatte.ledger.release import Load, Partition, Release, ledger_folder, load_folder, read_release, releases

__all__ = ["Damage", "held", "partition_of", "sweep", "verify"]

_MARK = ".writing"
_KEPT_RELEASES = 2
_GRACE_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Damage:
    """A file of the release that is not what the manifest says: ``missing`` or ``changed``."""

    load: Load
    path: Path
    what: str


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Create a folder and hold it for this process; the operating system lets go if the process is killed."""
    folder.mkdir(parents=True)
    with (folder / _MARK).open("w") as mark:
        _lock(mark, wait=True)
        try:
            yield
        finally:
            (folder / _MARK).unlink(missing_ok=True)


def sweep(data: Path) -> tuple[str, ...]:
    """Remove loads that no recent release names and no living process holds: what a killed load left behind.

    Returns
    -------
    tuple of str
        Names of the folders removed.
    """
    folder = ledger_folder(data) / "loads"
    removed = []
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.name not in _named(data) and _abandoned(path, data):
            shutil.rmtree(path, ignore_errors=True)
            removed.append(path.name)
    for path in (ledger_folder(data) / "releases").glob(".next-*"):
        if time.time() - path.stat().st_mtime > _GRACE_SECONDS:
            path.unlink(missing_ok=True)
    return tuple(removed)


def _named(data: Path) -> set[str]:
    return {load.id for number in releases(data)[-_KEPT_RELEASES:] for load in read_release(data, number).loads}


def _abandoned(folder: Path, data: Path) -> bool:
    mark = folder / _MARK
    if not mark.exists():
        # Either just created, or published and since replaced.
        return time.time() - folder.stat().st_mtime > _GRACE_SECONDS and folder.name not in _named(data)
    try:
        with mark.open("r+") as file:
            # Between our look at the releases and this lock the load may have been published: look again.
            return _lock(file, wait=False) and folder.name not in _named(data)
    except OSError:
        return False


def _lock(file: IO[str], *, wait: bool) -> bool:
    if os.name == "nt":
        import msvcrt

        mode = msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK  # type: ignore[attr-defined,unused-ignore]
        try:
            msvcrt.locking(file.fileno(), mode, 1)  # type: ignore[attr-defined,unused-ignore]
        except OSError:
            return False
        return True
    import fcntl

    try:
        fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except BlockingIOError:
        return False
    return True


def partition_of(path: Path, rows: int) -> Partition:
    """Make a written file durable and describe it."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())
    return Partition(path.name, _digest(path), path.stat().st_size, rows)


def verify(release: Release) -> tuple[Damage, ...]:
    """Compare every file of a release with its manifest."""
    found = []
    for load in release.loads:
        for part in load.partitions:
            path = load_folder(release.data, load.id) / part.name
            if not path.is_file():
                found.append(Damage(load, path, "missing"))
            elif path.stat().st_size != part.size or _digest(path) != part.sha256:
                found.append(Damage(load, path, "changed"))
    return tuple(found)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
