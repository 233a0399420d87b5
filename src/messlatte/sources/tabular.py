"""Tables in the containers that offices use, turned into delimited UTF-8 text with the cells unchanged."""

from __future__ import annotations

import csv
import datetime as dt
import struct
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from messlatte.core.errors import InputError
from messlatte.sources.snapshot import RawFile
from messlatte.sources.unpack import prepared

__all__ = ["Header", "as_csv", "header", "is_dbase", "is_workbook", "recoded"]

_DELIMITERS = ("\t", ";", ",", "|")
_MAX_WORKBOOK = 2 * 1024**3


class Header(tuple[str, ...]):
    """Names of the columns, and the delimiter between them."""

    __slots__ = ()


def header(path: Path, delimiter: str | None = None, *, encoding: str = "utf-8-sig", skip: int = 0) -> tuple[Header, str]:
    """Column names of a delimited text and its delimiter, found among tab, semicolon, comma and bar if not given.

    Raises
    ------
    InputError
        If the file is no text in that encoding or has no header.
    """
    try:
        with path.open(encoding=encoding, newline="") as file:
            for _ in range(skip):
                file.readline(1 << 20)
            line = file.readline(1 << 20)
    except (UnicodeDecodeError, LookupError) as error:
        raise InputError(f"{path.name}: is not text in {encoding} ({error}); name its encoding") from error
    if not line.strip() or "\0" in line:
        raise InputError(f"{path.name}: line {skip + 1} is no header; say how many lines stand before it")
    found = delimiter or max(_DELIMITERS, key=line.count)
    cells = next(csv.reader([line.rstrip("\r\n")], delimiter=found))
    return Header(cell.strip() for cell in cells), found


def is_workbook(path: Path) -> bool:
    """Whether a file is an Excel workbook (.xlsx, .xlsm)."""
    try:
        with zipfile.ZipFile(path) as archive:
            return "xl/workbook.xml" in archive.namelist()
    except (zipfile.BadZipFile, OSError):
        return False


def is_dbase(path: Path) -> bool:
    """Whether a file is a dBase table (.dbf) by its header."""
    with path.open("rb") as file:
        start = file.read(32)
    if len(start) < 32 or start[0] not in (0x03, 0x30, 0x83, 0x8B):
        return False
    length, record = struct.unpack_from("<HH", start, 8)
    return length >= 65 and (length - 33) % 32 in (0, 263 % 32) and record > 1


def as_csv(data: Path, file: RawFile, path: Path, *, sheet: str | None = None, decimal: str = ".", encoding: str = "cp866") -> Path:
    """Write a workbook's sheet or a dBase table as comma-delimited text; other files are returned as they are.

    Parameters
    ----------
    data : Path
        Data folder.
    file : RawFile
        Raw file that holds the table, for the name of the copy.
    path : Path
        The table itself: the raw file, or what was unpacked from it.
    sheet : str, optional
        Name of the sheet; the first by default.
    decimal : str
        Mark with which a workbook's numbers are written out, so that they agree with those it holds as text.
    encoding : str
        Encoding of a dBase table's text.
    """
    if is_workbook(path):
        key = f"{file.sha256}-sheet-{_slug((sheet or '') + decimal)}-{_slug(path.name)}"
        return prepared(data, key, lambda folder: _write(folder / "sheet.csv", _sheet_rows(path, sheet, decimal)))[0]
    if is_dbase(path):
        key = f"{file.sha256}-dbase-{encoding}-{_slug(path.name)}"
        return prepared(data, key, lambda folder: _write(folder / f"{path.stem}.csv", _dbase_rows(path, encoding)))[0]
    return path


def recoded(data: Path, file: RawFile, path: Path, encoding: str) -> Path:
    """UTF-8 copy of a text in another encoding; the file itself if it is UTF-8 already.

    Raises
    ------
    InputError
        If the text is not in that encoding.
    """
    if encoding.lower().replace("_", "-") in ("utf-8", "utf8", "ascii"):
        return path

    def write(folder: Path) -> None:
        try:
            with path.open(encoding=encoding, newline="") as source, (folder / path.name).open("w", encoding="utf-8", newline="") as target:
                while chunk := source.read(1 << 20):
                    target.write(chunk)
        except (UnicodeError, LookupError) as error:
            raise InputError(f"{path.name}: is not text in {encoding} ({error}); name its encoding") from error

    return prepared(data, f"{file.sha256}-utf8-from-{_slug(encoding)}-{_slug(path.name)}", write)[0]


def _workbook(path: Path):  # type: ignore[no-untyped-def]
    try:
        import openpyxl
    except ImportError as error:
        raise InputError(f"{path.name}: a workbook needs one more package: pip install 'messlatte[tables]'; or save it as CSV") from error
    with zipfile.ZipFile(path) as archive:
        size = sum(entry.file_size for entry in archive.infolist())
    if size > _MAX_WORKBOOK or size > 1_000 * path.stat().st_size:
        raise InputError(f"{path.name}: unfolds to {size:,} bytes; refused, save the sheet as CSV")
    try:
        return openpyxl.load_workbook(path, read_only=True, data_only=True)
    except Exception as error:  # openpyxl lets errors of zipfile, XML and its own through, of no common type
        raise InputError(f"{path.name}: cannot be read as a workbook ({error}); save it again as .xlsx or as CSV") from error


def _sheet_rows(path: Path, sheet: str | None, decimal: str) -> Iterator[list[str]]:
    book = _workbook(path)
    try:
        if sheet is not None and sheet not in book.sheetnames:
            raise InputError(f"{path.name}: has no sheet {sheet!r}; it has {', '.join(map(repr, book.sheetnames))}")
        for row in book[sheet or book.sheetnames[0]].iter_rows(values_only=True):
            yield [_cell(value, decimal) for value in row]
    finally:
        book.close()


def _cell(value: object, decimal: str) -> str:
    """Text of a cell: whole numbers without a point, dates as ISO."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value).replace(".", decimal)
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(sep=" ")
    return str(value)


def _dbase_rows(path: Path, encoding: str) -> Iterator[Sequence[str]]:
    """Rows of a dBase III table, the names first (dBase file format, level 5: header of 32 bytes, 32 a field, records of fixed width)."""
    with path.open("rb") as file:
        start = file.read(32)
        count, length, width = struct.unpack_from("<IHH", start, 4)
        fields = []
        while (field := file.read(32)) and field[0] != 0x0D and len(field) == 32:
            fields.append((field[:11].split(b"\0")[0].decode("ascii", "replace"), field[16]))
        if not fields or 1 + sum(size for _, size in fields) > width:
            raise InputError(f"{path.name}: is not a readable dBase table; save it as CSV")
        yield [name for name, _ in fields]
        file.seek(length)
        for number in range(count):
            record = file.read(width)
            if len(record) < width:
                raise InputError(f"{path.name}: ends after {number:,} of {count:,} records; it is cut off, download it again")
            if record[:1] == b"*":
                continue
            cells, at = [], 1
            for _, size in fields:
                cells.append(record[at : at + size].decode(encoding, "replace").strip())
                at += size
            yield cells


def _write(path: Path, rows: Iterable[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def _slug(name: str) -> str:
    import hashlib

    return hashlib.sha256(name.encode()).hexdigest()[:12]
