"""Opening archives that may be hostile: nothing is written outside the folder, nothing grows beyond the bounds.

``DATA/unpacked/<sha256>/`` is complete or absent and may be deleted at any time; the raw file stays.
"""

from __future__ import annotations

import gzip
import lzma
import os
import shutil
import stat
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, cast

from messlatte.core.errors import InputError, MesslatteError
from messlatte.sources.snapshot import RawFile

__all__ = ["UnpackBounds", "prepared", "unpacked"]

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class UnpackBounds:
    """Limits against archives that unfold without end.

    Parameters
    ----------
    size : int
        Most bytes of all files together.
    ratio : float
        Most times the size of the archive; BACI's and Comext's stay below 15, a bomb begins at 1000.
    floor : int
        Bytes up to which the ratio is not looked at: a small file of zeros is no harm.
    files : int
        Most entries.
    """

    size: int = 64 * 1024**3
    ratio: float = 200.0
    floor: int = 64 * 1024**2
    files: int = 10_000


def unpacked(data: Path, file: RawFile, endings: tuple[str, ...] = (), bounds: UnpackBounds | None = None) -> tuple[Path, ...]:
    """Files inside an archive, or the file itself if it is none.

    Parameters
    ----------
    data : Path
        Data folder.
    file : RawFile
        Zip, 7z, gzip or plain; a workbook (.xlsx) is plain.
    endings : tuple of str
        Only entries whose names end so are written, in lower case (``".csv"``); all of them if none is given.
    bounds : UnpackBounds, optional
        Limits.

    Raises
    ------
    InputError
        If the archive is damaged, encrypted, beyond the bounds, or has an entry that would lie outside.
    """
    kind = _magic(file.path)
    if not kind and file.name.lower().endswith((".zip", ".7z", ".gz")):
        raise InputError(f"{file.name}: is named like an archive and is none; was a web page saved in its place? Download it again")
    if not kind or _is_workbook(file.path):
        return (file.path,)
    limits = bounds or UnpackBounds()
    opener = {"zip": _unzip, "7z": _un7z, "gzip": _gunzip}[kind]

    def wanted(name: str) -> bool:
        return not endings or name.lower().endswith(endings)

    key = "-".join((file.sha256, *(ending.strip(".") for ending in endings)))
    return prepared(data, key, lambda folder: opener(file, folder, wanted, limits))


def prepared(data: Path, key: str, write: Callable[[Path], None]) -> tuple[Path, ...]:
    """Files of ``DATA/unpacked/<key>``, written once by ``write(folder)``; two at once, or a kill, do no harm."""
    target = data / "unpacked" / key
    if not target.is_dir():
        target.parent.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(dir=target.parent, prefix=".unpacking-"))
        try:
            write(folder)
            os.chmod(folder, 0o755)  # noqa: S103 - mkdtemp makes it private; raw data are not secret
            try:
                os.replace(folder, target)
            except OSError:
                if not target.is_dir():
                    raise
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    return tuple(sorted(path for path in target.iterdir() if path.is_file()))


def _magic(path: Path) -> str:
    with path.open("rb") as file:
        start = file.read(6)
    if start.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    if start == b"7z\xbc\xaf\x27\x1c":
        return "7z"
    return "gzip" if start.startswith(b"\x1f\x8b") else ""


def _is_workbook(path: Path) -> bool:
    if _magic(path) != "zip":
        return False
    try:
        with zipfile.ZipFile(path) as archive:
            return "[Content_Types].xml" in archive.namelist()
    except zipfile.BadZipFile:
        return False


def _unzip(file: RawFile, folder: Path, wanted: Callable[[str], bool], bounds: UnpackBounds) -> None:
    with _damage(file), zipfile.ZipFile(file.path) as archive:
        entries = archive.infolist()
        for entry in entries:
            _check_name(file, entry.filename, link=stat.S_ISLNK(entry.external_attr >> 16))
            if entry.flag_bits & 0x1:
                raise InputError(f"{file.name}: {entry.filename} is encrypted; give an archive without a password")
        chosen = [entry for entry in entries if not entry.is_dir() and wanted(PurePosixPath(entry.filename).name)]
        _check_sizes(file, len(entries), sum(entry.file_size for entry in chosen), bounds)
        budget = _Budget(file, bounds)
        for entry in chosen:
            with archive.open(entry) as source:
                _copy(source, _own(file, folder, entry.filename), budget)


def _un7z(file: RawFile, folder: Path, wanted: Callable[[str], bool], bounds: UnpackBounds) -> None:
    try:
        import py7zr
    except ImportError as error:
        raise InputError(
            f"{file.name}: a 7z archive needs one more package: pip install 'messlatte[tables]'; or unpack it yourself"
        ) from error
    kinds = (py7zr.Bad7zFile, py7zr.DecompressionError, py7zr.UnsupportedCompressionMethodError, py7zr.PasswordRequired, lzma.LZMAError)
    with _damage(file, *kinds), py7zr.SevenZipFile(file.path, max_extract_size=bounds.size) as archive:
        entries = archive.list()
        for entry in entries:
            _check_name(file, entry.filename, link=bool(getattr(entry, "is_symlink", False)))
        if archive.needs_password():
            raise InputError(f"{file.name}: is encrypted; give an archive without a password")
        chosen = [entry for entry in entries if not entry.is_directory and wanted(PurePosixPath(entry.filename).name)]
        _check_sizes(file, len(entries), sum(int(entry.uncompressed) for entry in chosen), bounds)
        archive.extract(folder, targets=[entry.filename for entry in chosen])
    for entry in chosen:
        place = folder / entry.filename
        if place.parent != folder:
            os.replace(place, _own(file, folder, entry.filename))


def _gunzip(file: RawFile, folder: Path, wanted: Callable[[str], bool], bounds: UnpackBounds) -> None:
    name = Path(file.name).name.removesuffix(".gz") or "file"
    with _damage(file), gzip.open(file.path) as source:
        _copy(cast("IO[bytes]", source), _own(file, folder, name), _Budget(file, bounds))


class _Budget:
    """Bytes that may still be written from an archive."""

    def __init__(self, file: RawFile, bounds: UnpackBounds) -> None:
        self._file, self._bounds, self._written = file, bounds, 0

    def spend(self, count: int) -> None:
        self._written += count
        _check_sizes(self._file, 0, self._written, self._bounds)


def _copy(source: IO[bytes], place: Path, budget: _Budget) -> None:
    with place.open("xb") as target:
        while chunk := source.read(_CHUNK):
            budget.spend(len(chunk))
            target.write(chunk)


def _check_sizes(file: RawFile, files: int, size: int, bounds: UnpackBounds) -> None:
    if files > bounds.files:
        raise InputError(f"{file.name}: holds {files:,} entries, more than {bounds.files:,}; unpack it yourself and give the folder")
    if size > bounds.size or (size > bounds.floor and size > bounds.ratio * file.size):
        raise InputError(f"{file.name}: unfolds to {size:,} bytes or more from {file.size:,}; refused as an archive made to fill the disk")


def _check_name(file: RawFile, name: str, *, link: bool) -> None:
    path = PurePosixPath(name.replace("\\", "/"))
    if link or path.is_absolute() or ".." in path.parts or (path.parts and ":" in path.parts[0]) or "\0" in name:
        raise InputError(f"{file.name}: the entry {name!r} would lie outside the archive's folder; the archive is refused")


def _own(file: RawFile, folder: Path, name: str) -> Path:
    place = folder / PurePosixPath(name.replace("\\", "/")).name
    if place.exists():
        raise InputError(f"{file.name}: holds {place.name} twice; unpack it yourself and give the right one")
    return place


@contextmanager
def _damage(file: RawFile, *kinds: type[Exception]) -> Iterator[None]:
    try:
        yield
    except MesslatteError:
        raise
    except OSError as error:
        if not isinstance(error, gzip.BadGzipFile):
            raise
        raise InputError(f"{file.name}: is damaged or cut off ({error}); download it again") from error
    except Exception as error:
        if not isinstance(error, (zipfile.BadZipFile, EOFError, zlib.error, NotImplementedError, RuntimeError, *kinds)):
            raise
        raise InputError(f"{file.name}: is damaged, cut off or of an unknown kind ({error}); download it again") from error
