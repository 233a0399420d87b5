"""Downloading a large file so that a cut, a kill or a second start loses nothing that has already come."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2

from messlatte.core.errors import DataError, NetworkError
from messlatte.core.evidence import Source
from messlatte.core.files import whole_file
from messlatte.sources.http import Bounds, Request, RetryableError, body, opened, retried
from messlatte.sources.relation import Relation
from messlatte.sources.snapshot import Snapshot, checked, keep

__all__ = ["Progress", "download", "download_kept"]

Progress = Callable[[int, int | None], None]

_SPARE_BYTES = 256 * 1024**2


def download(data: Path, request: Request, bounds: Bounds | None = None, progress: Progress | None = None) -> Path:
    """Download to ``DATA/raw/partial`` and return the finished file; the caller keeps it with `snapshot.keep` and deletes it.

    A partial file is continued by a range request if the server named its version (a strong ETag or Last-Modified) and still has the
    same one; otherwise it starts again.

    Parameters
    ----------
    data : Path
        Data folder.
    request : Request
        What to get.
    bounds : Bounds, optional
        By default at most 16 GiB in six hours.
    progress : callable, optional
        Called with the bytes that have come and those expected, None if not known.

    Raises
    ------
    NetworkError
        As for `http.get`.
    DataError
        If another process downloads the same file now, or the disk is full.
    """
    limits = bounds or Bounds(size=16 * 1024**3, total=6 * 3600.0)
    folder = data / "raw" / "partial"
    folder.mkdir(parents=True, exist_ok=True)
    part = folder / f"{hashlib.sha256(str(request.address).encode()).hexdigest()[:32]}.part"
    with _alone(part.with_suffix(".lock"), request):
        retried(lambda deadline: _continued(part, request, limits, deadline, progress), limits, request.url)
        done = part.with_suffix(".done")
        os.replace(part, done)
        part.with_suffix(".json").unlink(missing_ok=True)
    return done


def download_kept(
    data: Path,
    request: Request,
    name: str,
    source: Source,
    relations: Callable[[Snapshot], tuple[Relation, ...]],
    progress: Progress | None = None,
) -> Snapshot:
    """Download a file, check that it can be read, and keep it.

    Parameters
    ----------
    name : str
        The file's name at the producer.
    relations : callable
        Reads what the snapshot holds; raises where it is not what the source gives out.

    Raises
    ------
    NetworkError, DataError
        As for `download`.
    InputError
        What ``relations`` raises.
    """
    path = download(data, request, progress=progress)
    try:
        return checked(keep(data, {name: path}, source), relations)
    finally:
        path.unlink(missing_ok=True)


def _continued(part: Path, request: Request, bounds: Bounds, deadline: float, progress: Progress | None) -> None:
    """One try: the rest of the file, or all of it."""
    validator = _validator_kept(part)
    have = part.stat().st_size if part.exists() and validator else 0
    headers = {"Range": f"bytes={have}-", "If-Range": validator} if have and validator else {}
    with opened(request, bounds, deadline, headers) as response:
        start, total = _range(response, have)
        if total is not None and total > bounds.size:
            raise NetworkError(f"{request.url}: the file has {total:,} bytes, more than the {bounds.size:,} allowed")
        if total is not None and shutil.disk_usage(part.parent).free < total - start + _SPARE_BYTES:
            raise DataError(f"{part.parent}: not enough room on the disk for {total - start:,} bytes; free some or set MESSLATTE_DATA")
        _refuse_page(request, response)
        with part.open("r+b" if start else "wb") as file:
            file.truncate(start)
            file.seek(start)
            # Only now: a kill before it must not pair the old bytes with the new version.
            _note_validator(part, response)
            for chunk in body(response, deadline):
                file.write(chunk)
                start += len(chunk)
                if start > bounds.size:
                    raise NetworkError(f"{request.url}: more than the {bounds.size:,} bytes allowed came")
                if progress is not None:
                    progress(start, total)
            file.flush()
            os.fsync(file.fileno())
    if total is not None and start != total:
        raise RetryableError(f"{request.url}: the file has {total:,} bytes, {start:,} came")
    if start == 0:
        raise NetworkError(f"{request.url}: answered an empty file")


def _range(response: httpx2.Response, have: int) -> tuple[int, int | None]:
    """First byte that this answer brings, and the size of the whole file if known."""
    if response.status_code == 206:
        unit, _, rest = response.headers.get("content-range", "").partition(" ")
        span, _, size = rest.partition("/")
        first = span.partition("-")[0]
        if unit != "bytes" or not first.isdigit() or int(first) != have:
            raise NetworkError(f"{response.url.host}: answered another part of the file than asked for; try again")
        return have, int(size) if size.isdigit() else None
    length = response.headers.get("content-length", "")
    return 0, int(length) if length.isdigit() and not response.headers.get("content-encoding") else None


def _refuse_page(request: Request, response: httpx2.Response) -> None:
    if "html" in str(response.headers.get("content-type", "")).lower():
        raise NetworkError(f"{request.url}: answered a web page (HTML) instead of a file; it moved, or is behind a sign-in page")


def _validator_kept(part: Path) -> str | None:
    try:
        kept = json.loads(part.with_suffix(".json").read_bytes())
    except (OSError, ValueError):
        return None
    return kept if isinstance(kept, str) else None


def _note_validator(part: Path, response: httpx2.Response) -> None:
    """Remember the version of the file, if the server names one that a range request may rely on."""
    tag = response.headers.get("etag", "")
    validator = tag if tag.startswith('"') else response.headers.get("last-modified")
    with whole_file(part.with_suffix(".json")) as file:
        file.write(json.dumps(validator).encode())


@contextmanager
def _alone(lock: Path, request: Request) -> Iterator[None]:
    """Hold a lock that the system releases when the process dies; where the system has none (Windows), go on without."""
    with lock.open("ab") as file:
        try:
            import fcntl
        except ImportError:
            yield
            return
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise DataError(f"{request.url}: another process is downloading it now; wait for it") from error
        yield
