"""One entry of a list, whatever its format: names, numbers, what the list says of it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from messlatte.core.screening import SubjectKind

__all__ = ["ALIAS", "NAME", "WEAK", "Entry", "EntryName", "cleaned", "detail_map", "iso_date", "named"]

NAME = "name"
ALIAS = "alias"
WEAK = "weak alias"


@dataclass(frozen=True, slots=True)
class EntryName:
    """A name of an entry; ``field`` is ``name``, ``alias`` or ``weak alias``."""

    text: str
    field: str


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a list.

    ``identifiers`` are pairs of scheme and number as written; the scheme is empty where the list does not say which.
    ``details`` are the list's own words: programme, country, date of listing.
    """

    id: str
    kind: SubjectKind
    names: tuple[EntryName, ...]
    identifiers: tuple[tuple[str, str], ...] = ()
    details: Mapping[str, str] = field(default_factory=dict)

    @property
    def version(self) -> str:
        """Fingerprint of the whole entry: changes when anything in it does."""
        parts = [self.id, self.kind, *(f"{name.field}={name.text}" for name in self.names), *map(str, self.identifiers)]
        parts += [f"{key}={value}" for key, value in sorted(self.details.items())]
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def cleaned(text: str | None) -> str:
    """Text with single spaces and without those at its ends; empty for None and for OFAC's "-0-"."""
    found = " ".join((text or "").split())
    return "" if found == "-0-" else found


def named(names: Iterable[tuple[str | None, str]]) -> tuple[EntryName, ...]:
    """Names that are not empty, each once, in order; the first field under which a spelling stands counts."""
    seen: dict[str, str] = {}
    for text, where in names:
        bare = cleaned(text)
        if bare:
            seen.setdefault(bare, where)
    return tuple(EntryName(text, where) for text, where in seen.items())


def detail_map(**details: str | None) -> dict[str, str]:
    """Details that are not empty."""
    return {key: found for key, value in details.items() if (found := cleaned(value))}


_MONTHS = {name: n for n, name in enumerate(("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1)}


def iso_date(text: str | None) -> str:
    """Date in ISO form from ISO, ``21/11/2024`` (day first), ``11/21/2024`` where only that is possible, ``21-Nov-2024``; else empty.

    Examples
    --------
    >>> iso_date("2024-11-21T10:00:00"), iso_date("21/11/2024"), iso_date("21-Nov-2024"), iso_date("soon")
    ('2024-11-21', '2024-11-21', '2024-11-21', '')
    """
    import datetime as dt
    import re

    found = re.search(r"(\d{4})-(\d{2})-(\d{2})|(\d{1,2})[/.](\d{1,2})[/.](\d{4})|(\d{1,2})[- ]([A-Za-z]{3})[a-z]*[- ](\d{4})", text or "")
    if found is None:
        return ""
    year, month, day, one, two, late, number, name, last = found.groups()
    if year:
        order = (int(year), int(month), int(day))
    elif late:
        order = (int(late), int(two), int(one)) if int(two) <= 12 else (int(late), int(one), int(two))
    else:
        order = (int(last), _MONTHS.get(name.lower(), 0), int(number))
    try:
        return dt.date(*order).isoformat()
    except ValueError:
        return ""
