"""United States, OFAC: ``sdn.csv`` or ``cons_prim.csv``, with ``alt.csv`` (other names) beside it where the folder has one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import IO

from messlatte.core.screening import SubjectKind
from messlatte.screening.entry import ALIAS, NAME, WEAK, Entry, cleaned, detail_map, named
from messlatte.screening.formats.lines import rows_of
from messlatte.screening.identifiers import scheme_of

__all__ = ["aliases", "countries", "entries"]

_KINDS = {"individual": SubjectKind.PERSON, "vessel": SubjectKind.VESSEL, "": SubjectKind.FIRM}
_LABELS = (
    "Tax ID No\\.|Registration Number|Registration ID|Legal Entity Number|Vessel Registration Identification|Company Number|"
    "Business Registration Number|Business Number|Identification Number|Government Gazette Number|OGRN|INN"
)
_NUMBER = re.compile(rf"({_LABELS})\s*:?\s*(?:IMO\s*)?([0-9A-Z][0-9A-Z./-]{{3,24}})")
_WEAK = re.compile(r"a\.k\.a\. '([^']+)'")


def aliases(file: IO[bytes], where: str) -> dict[str, list[str]]:
    """Other names of ``alt.csv`` by number of the entry."""
    found: dict[str, list[str]] = {}
    for row in rows_of(file, where):
        if len(row) >= 4 and row[0].strip().isdecimal():
            found.setdefault(row[0].strip(), []).append(cleaned(row[3]))
    return found


def countries(file: IO[bytes], where: str) -> dict[str, list[str]]:
    """Countries of ``add.csv`` by number of the entry."""
    found: dict[str, list[str]] = {}
    for row in rows_of(file, where):
        if len(row) >= 5 and row[0].strip().isdecimal() and cleaned(row[4]):
            found.setdefault(row[0].strip(), []).append(cleaned(row[4]))
    return found


def entries(
    file: IO[bytes], where: str, others: Mapping[str, list[str]] | None = None, places: Mapping[str, list[str]] | None = None
) -> Iterator[Entry]:
    """Entries in order; numbers are taken from the remarks, where this format keeps them."""
    for row in rows_of(file, where):
        if len(row) < 4 or not row[0].strip().isdecimal():
            continue
        number, name, kind, programme = (cleaned(cell) for cell in row[:4])
        remarks = cleaned(row[11]) if len(row) > 11 else ""
        if kind not in _KINDS:
            continue
        names = [
            (name, NAME),
            *((other, ALIAS) for other in (others or {}).get(number, ())),
            *((weak, WEAK) for weak in _WEAK.findall(remarks)),
        ]
        details = detail_map(
            programme=programme,
            country="; ".join(dict.fromkeys((places or {}).get(number, ()))),
            title=row[4] if len(row) > 4 else "",
            remarks=remarks[:300],
        )
        yield Entry(number, _KINDS[kind], named(names), _numbers(remarks), details)


def _numbers(remarks: str) -> tuple[tuple[str, str], ...]:
    found = ((scheme_of(label, number), number) for label, number in _NUMBER.findall(remarks))
    return tuple((scheme, number) for scheme, number in found if scheme is not None)
