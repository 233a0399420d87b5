"""Raw files as they came, named by their SHA-256, and the record of where each came from.

::

    DATA/raw/<sha256><suffix>            a raw file, bytes unchanged
    DATA/raw/<sha256>.snapshot.json      a snapshot: which files under which names, and their source
    DATA/raw/partial/                    downloads that are not finished; `messlatte.sources.http` resumes them
    DATA/unpacked/<sha256>/              what archives hold; may be deleted at any time

A file is complete or absent: it is written beside its place and renamed. Equal bytes are kept once.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from messlatte.core.errors import DataError, InputError, MesslatteError
from messlatte.core.evidence import Source
from messlatte.core.files import whole_file

__all__ = ["RawFile", "Snapshot", "checked", "find", "forget", "keep", "keep_bytes", "snapshots", "verify"]

_CHUNK = 1 << 20
_STALE_SECONDS = 86_400
_RECORD = ".snapshot.json"


@dataclass(frozen=True, slots=True)
class RawFile:
    """One raw file of a snapshot: its name at the producer, and where its bytes are kept."""

    name: str
    sha256: str
    size: int
    path: Path


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What was obtained from a producer at one time. ``source.sha256`` identifies it; ``data`` is the data folder that holds it."""

    source: Source
    files: tuple[RawFile, ...]
    data: Path

    @property
    def sha256(self) -> str:
        """SHA-256 of the only file, or of the list of names and hashes if there are several."""
        return _identity(self.files)


def keep(data: Path, paths: Mapping[str, Path], source: Source) -> Snapshot:
    """Copy files into the data folder and record where they came from.

    Parameters
    ----------
    data : Path
        Data folder.
    paths : mapping of str to Path
        Local file by the name it has at the producer. At least one.
    source : Source
        Producer, title, version, licence, address; ``accessed`` is today if not given, ``sha256`` is filled in.

    Returns
    -------
    Snapshot
        The new one, or the one already kept if the same bytes were kept before: its first date of access stands.

    Raises
    ------
    InputError
        If a file is missing, empty or not readable.
    DataError
        If the same bytes are already kept as another producer's.
    """
    for path in paths.values():
        _check_readable(path)
    return _record(data, tuple(_copied(data, name, path) for name, path in sorted(paths.items())), source)


def keep_bytes(data: Path, contents: Mapping[str, bytes], source: Source) -> Snapshot:
    """Keep answers that are in memory; otherwise as `keep`."""
    files = []
    for name, content in sorted(contents.items()):
        digest = hashlib.sha256(content).hexdigest()
        path = _place(data, digest, name)
        with whole_file(path) as file:
            file.write(content)
        files.append(RawFile(name, digest, len(content), path))
    return _record(data, tuple(files), source)


def checked(snapshot: Snapshot, check: Callable[[Snapshot], object]) -> Snapshot:
    """Return a snapshot if ``check`` can read it; otherwise forget it and raise what ``check`` raised."""
    try:
        check(snapshot)
    except MesslatteError:
        forget(snapshot)
        raise
    return snapshot


def forget(snapshot: Snapshot) -> None:
    """Delete a snapshot's record and those of its files that no other snapshot has, with what was unpacked from them."""
    (snapshot.data / "raw" / f"{snapshot.sha256}{_RECORD}").unlink(missing_ok=True)
    try:
        others = {file.path for other in snapshots(snapshot.data) for file in other.files}
    except DataError:
        return  # a damaged record may name any of the files
    for file in snapshot.files:
        if file.path not in others:
            file.path.unlink(missing_ok=True)
            for folder in (snapshot.data / "unpacked").glob(f"{file.sha256}*"):
                shutil.rmtree(folder, ignore_errors=True)


def snapshots(data: Path) -> tuple[Snapshot, ...]:
    """Every snapshot kept, by producer and version."""
    found = (_load(data, path) for path in (data / "raw").glob(f"*{_RECORD}"))
    return tuple(sorted(found, key=lambda one: (one.source.producer, one.source.title, one.source.version, one.sha256)))


def find(data: Path, sha256: str) -> Snapshot:
    """Snapshot by its SHA-256 or the beginning of it.

    Raises
    ------
    DataError
        If none or several match.
    """
    found = sorted((data / "raw").glob(f"{sha256}*{_RECORD}")) if sha256.isalnum() else []
    if len(found) != 1:
        what = "no snapshot" if not found else f"{len(found)} snapshots"
        raise DataError(f"{what} in {data / 'raw'} begin with {sha256!r}; `messlatte data list` shows them")
    return _load(data, found[0])


def verify(snapshot: Snapshot) -> tuple[str, ...]:
    """Compare the kept bytes with their names; one sentence for each file that is missing or changed."""
    problems = []
    for file in snapshot.files:
        if not file.path.is_file():
            problems.append(f"{file.name}: {file.path} is missing; add the file again")
        elif _digest(file.path) != file.sha256:
            problems.append(f"{file.name}: {file.path} no longer has the SHA-256 in its name; delete it and add the file again")
    return tuple(problems)


def _identity(files: Iterable[RawFile]) -> str:
    files = tuple(files)
    if len(files) == 1:
        return files[0].sha256
    return hashlib.sha256("".join(f"{file.sha256}  {file.name}\n" for file in files).encode()).hexdigest()


def _suffix(name: str) -> str:
    """Last suffixes of a name that say how to read it, such as ``.csv.gz``, never a path."""
    kept = [suffix for suffix in Path(name).suffixes[-2:] if suffix[1:].isalnum() and len(suffix) <= 8]
    return "".join(kept[-2:] if kept and kept[-1] == ".gz" else kept[-1:]).lower()


def _place(data: Path, digest: str, name: str) -> Path:
    return data / "raw" / f"{digest}{_suffix(name)}"


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _check_readable(path: Path) -> None:
    try:
        size = path.stat().st_size if path.is_file() else -1
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}); give a readable file") from error
    if size <= 0:
        raise InputError(f"{path}: {'is empty' if size == 0 else 'is not a file'}; give the file as the producer publishes it")


def _copied(data: Path, name: str, path: Path) -> RawFile:
    digest, copied = hashlib.sha256(), 0
    pending = data / "raw" / "partial"
    pending.mkdir(parents=True, exist_ok=True)
    _sweep(pending)
    handle, temporary = tempfile.mkstemp(dir=pending, prefix=".copying-")
    try:
        with path.open("rb") as source, os.fdopen(handle, "wb") as target:
            while chunk := source.read(_CHUNK):
                digest.update(chunk)
                target.write(chunk)
                copied += len(chunk)
            target.flush()
            os.fsync(target.fileno())
        place = _place(data, digest.hexdigest(), name)
        os.chmod(temporary, 0o644)
        os.replace(temporary, place)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return RawFile(name, digest.hexdigest(), copied, place)


def _sweep(pending: Path) -> None:
    """Remove copies that a killed process left a day ago or earlier."""
    for path in pending.glob(".copying-*"):
        with suppress(OSError):
            if time.time() - path.stat().st_mtime > _STALE_SECONDS:
                path.unlink()


def _record(data: Path, files: tuple[RawFile, ...], source: Source) -> Snapshot:
    if not files:
        raise InputError("nothing to keep: no file was given")
    identity = _identity(files)
    record = data / "raw" / f"{identity}{_RECORD}"
    if record.exists():
        kept = _load(data, record)
        if kept.source.producer != source.producer:
            raise DataError(
                f"{files[0].name}: the same bytes are already kept as {kept.source.producer}, not {source.producer}; "
                f"delete {record} to change it"
            )
        return kept
    source = replace(source, sha256=identity, accessed=source.accessed or dt.date.today())
    document = {
        "schema": "messlatte.snapshot/1",
        "source": {
            "producer": source.producer,
            "title": source.title,
            "version": source.version,
            "accessed": source.accessed.isoformat() if source.accessed else None,
            "sha256": identity,
            "url": source.url,
            "licence": source.licence,
        },
        "files": [{"name": file.name, "sha256": file.sha256, "size": file.size, "kept_as": file.path.name} for file in files],
    }
    with whole_file(record) as file:
        file.write(json.dumps(document, ensure_ascii=False, indent=1).encode())
    return Snapshot(source, files, data)


def _load(data: Path, record: Path) -> Snapshot:
    try:
        document = json.loads(record.read_bytes())
        origin = dict(document["source"])
        accessed = origin.pop("accessed")
        source = Source(**origin, accessed=dt.date.fromisoformat(accessed) if accessed else None)
        files = tuple(
            RawFile(one["name"], one["sha256"], one["size"], data / "raw" / Path(one["kept_as"]).name) for one in document["files"]
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DataError(f"{record}: is not a snapshot's record ({error}); delete it and add the file again") from error
    return Snapshot(source, files, data)
