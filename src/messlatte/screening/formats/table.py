"""A table of one's own: CSV with a column ``name`` and, where known, ``id``, ``kind``, ``aliases``, ``country`` and numbers."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import IO

from messlatte.core.screening import SubjectKind
from messlatte.screening.entry import ALIAS, NAME, Entry, detail_map, named
from messlatte.screening.formats.lines import text_lines
from messlatte.screening.identifiers import SCHEMES

__all__ = ["entries"]


def entries(file: IO[bytes], where: str) -> Iterator[Entry]:
    """One entry a row; commas or semicolons part the columns, aliases are parted by ``;`` or ``|``.

    Raises
    ------
    InputError
        If a line is too long.
    """
    lines = text_lines(file, where)
    header = next(lines, "")
    sign = ";" if header.count(";") > header.count(",") else ","
    names = [name.strip().lower() for name in next(csv.reader([header], delimiter=sign), [])]
    for number, cells in enumerate(csv.reader(lines, delimiter=sign), 2):
        row = dict(zip(names, cells, strict=False))
        if row.get("name", "").strip():
            yield _entry(row, number)


def _entry(row: dict[str, str], number: int) -> Entry:
    kind = row.get("kind", row.get("schema", "")).strip().lower()
    kinds = {"company": SubjectKind.FIRM, "organization": SubjectKind.FIRM, "entity": SubjectKind.FIRM, "individual": SubjectKind.PERSON}
    kinds |= {one.value: one for one in SubjectKind}
    aliases = row.get("aliases", "").replace("|", ";").split(";")
    numbers = tuple((scheme, row[scheme].strip()) for scheme in SCHEMES if row.get(scheme, "").strip())
    details = detail_map(programme=row.get("programme"), country=row.get("country"), listed=row.get("listed"), reason=row.get("reason"))
    entry_id = row.get("id", "").strip() or f"line {number}"
    return Entry(
        entry_id, kinds.get(kind, SubjectKind.UNKNOWN), named([(row["name"], NAME), *((a, ALIAS) for a in aliases)]), numbers, details
    )
