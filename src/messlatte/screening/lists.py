"""List files of the user: what each is, told from its content; its date, hash and licence; its entries as a stream."""

from __future__ import annotations

import gzip
import hashlib
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

from messlatte.core.errors import InputError
from messlatte.core.screening import ScreenedList
from messlatte.screening.entry import Entry, iso_date
from messlatte.screening.formats import ofac_csv
from messlatte.screening.formats.registry import FORMATS, Format

__all__ = ["ListFile", "find_lists", "recognise"]

_HEAD = 1 << 16


_BESIDE_OFAC = re.compile(r"\s*\d+,\d+,")


@dataclass(frozen=True, slots=True)
class ListFile:
    """A list file on disk, recognised; `entries` reads it anew at each call."""

    path: Path
    format: Format
    about: ScreenedList

    def entries(self) -> Iterator[Entry]:
        """Entries of the file, one at a time.

        Raises
        ------
        InputError
            If the file is broken or hostile.
        """
        with opened(self.path) as file:
            if self.format.name == "ofac-csv":
                yield from ofac_csv.entries(file, self.path.name, *_beside(self.path))
            else:
                yield from self.format.entries(file, self.path.name)


def find_lists(folder: Path) -> tuple[tuple[ListFile, ...], tuple[str, ...]]:
    """Lists of a folder (or one file), in order of names, and the files that are none.

    Raises
    ------
    InputError
        If there is no such folder, or a file in it cannot be opened.
    """
    if not folder.exists():
        raise InputError(f"{folder}: there is no such folder; put the publishers' list files into one and name it with --lists")
    paths = [folder] if folder.is_file() else sorted(path for path in folder.iterdir() if path.is_file() and not path.name.startswith("."))
    found = [(path, recognise(path)) for path in paths]
    lists = tuple(one for _, one in found if one is not None)
    return lists, tuple(path.name for path, one in found if one is None and not _is_beside(path))


def recognise(path: Path) -> ListFile | None:
    """Tell by its beginning what list a file is; None if it is none that is known.

    Raises
    ------
    InputError
        If it cannot be opened.
    """
    with opened(path) as file:
        head = _text(file.read(_HEAD))
    for one in FORMATS:
        if one.begins(head) and not (one.name == "ofac-csv" and _BESIDE_OFAC.match(head)):
            sha256 = _sha256(path)
            title = one.title or path.stem
            about = ScreenedList(one.list_id or f"table-{path.stem}", title, one.name, path.name, sha256, _date(one, head), 0, one.licence)
            return ListFile(path, one, about)
    return None


def _date(one: Format, head: str) -> str:
    found = one.date_in(head)
    if found.startswith("<Year>"):
        numbers = re.findall(r">(\d+)<", found)
        return iso_date("{:0>4}-{:0>2}-{:0>2}".format(*numbers)) if len(numbers) == 3 else ""
    if one.list_id == "ofac" and (parts := re.match(r"(\d{1,2})/(\d{1,2})/(\d{4})", found)):
        return iso_date(f"{parts[3]}-{parts[1]:0>2}-{parts[2]:0>2}")
    return iso_date(found)


def _text(data: bytes) -> str:
    return data.decode("utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig", errors="replace")


@contextmanager
def opened(path: Path) -> Iterator[IO[bytes]]:
    """File for reading, unpacked where its name ends in .gz.

    Raises
    ------
    InputError
        If it cannot be opened, or is no gzip file.
    """
    try:
        with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as file:
            yield cast("IO[bytes]", file)
    except (gzip.BadGzipFile, EOFError) as error:
        raise InputError(f"{path}: no whole gzip file ({error}); take it from its publisher again") from error
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror or error})") from error


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(1 << 20):
            digest.update(chunk)
    return digest.hexdigest()


def _is_beside(path: Path) -> bool:
    """Whether a file is OFAC's table of other names or addresses, which is read together with the main one."""
    return bool(re.fullmatch(r"(?:sdn_|cons_)?(?:alt|add|comments|sdn_comments|cons_comments)(?:\.csv)?(?:\.gz)?", path.name, re.I))


def _beside(path: Path) -> Sequence[dict[str, list[str]]]:
    """Tables of other names and countries beside OFAC's main table; empty ones where they are missing."""
    stem = "cons_" if path.name.lower().startswith("cons_") else ""
    tables: list[dict[str, list[str]]] = []
    for name, reader in ((f"{stem}alt.csv", ofac_csv.aliases), (f"{stem}add.csv", ofac_csv.countries)):
        other = next((found for found in path.parent.iterdir() if found.name.lower() == name), None)
        if other is None:
            tables.append({})
            continue
        with opened(other) as file:
            tables.append(reader(file, other.name))
    return tables
