"""One announced target, what came of it, and the columns of the data set."""

from __future__ import annotations

import csv
from dataclasses import dataclass, fields
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from messlatte.core.errors import InputError, unknown_option
from messlatte.core.quantity import Month

__all__ = ["AnnouncedTarget", "Column", "Outcome", "columns", "from_row", "to_row"]

_DICTIONARY = Path(__file__).parent / "data" / "announced_targets.dictionary.csv"


class Outcome(StrEnum):
    """What came of a target."""

    REACHED = "reached"
    MISSED = "missed"
    NOT_YET_DUE = "not yet due"
    NOT_MEASURABLE = "not measurable"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the data set, as its dictionary describes it."""

    name: str
    kind: str
    required: bool
    allowed: tuple[str, ...]
    description: str


@lru_cache(maxsize=1)
def columns() -> tuple[Column, ...]:
    """All columns, in order, from the data dictionary."""
    with _DICTIONARY.open(encoding="utf-8", newline="") as file:
        return tuple(
            Column(row["column"], row["kind"], row["required"] == "yes", tuple(filter(None, row["allowed"].split("|"))), row["description"])
            for row in csv.DictReader(file)
        )


@dataclass(frozen=True, slots=True)
class AnnouncedTarget:
    """A row of the record; the data dictionary describes the fields. Empty text or None: not known."""

    id: str
    a: str
    b: str
    flow: str = "turnover"
    announced: str = ""
    announced_basis: str = "unknown"
    level: float | None = None
    level_currency: str = ""
    level_period: str = ""
    target: float | None = None
    currency: str = ""
    multiple: float | None = None
    deadline: str = ""
    deadline_basis: str = "none"
    status: str = "target"
    coverage: str = ""
    repeats: str = ""
    source: str = ""
    note: str = ""
    outcome: str = Outcome.NOT_MEASURABLE.value
    outcome_year: float | None = None
    outcome_value: float | None = None
    outcome_currency: str = ""
    evidence: str = "none"
    evidence_source: str = ""
    evidence_note: str = ""

    @property
    def announced_year(self) -> int | None:
        """Year of the announcement; None where it is not known."""
        return int(self.announced[:4]) if self.announced else None

    @property
    def last_year(self) -> int | None:
        """Last whole calendar year that ends by the deadline; None without one."""
        if not self.deadline:
            return None
        month = Month.parse(self.deadline)
        return month.year if month.month == 12 else month.year - 1

    @property
    def is_region(self) -> bool:
        """Whether one side is a region, for which yearly trade with a foreign country is not published as a rule."""
        return "-" in self.a or "-" in self.b

    @property
    def stated_multiple(self) -> float | None:
        """Multiple as stated, or target over level where both are in one currency."""
        if self.target and self.level and self.currency == self.level_currency:
            return self.target / self.level
        return self.multiple


def from_row(row: dict[str, str], where: str) -> AnnouncedTarget:
    """Read a row of text by the data dictionary.

    Parameters
    ----------
    row : dict
        Column name to text; unknown columns are refused, missing optional ones are empty.
    where : str
        Place named in an error, such as ``targets.csv, line 7``.

    Raises
    ------
    InputError, UsageError
        If a column is unknown, required and empty, of a wrong kind, or holds a value that is not allowed.
    """
    known = {column.name: column for column in columns()}
    for name in row:
        if name not in known:
            raise InputError(f"{where}: column {name!r} is not in the data dictionary; it has {', '.join(known)}")
    values: dict[str, str | float | None] = {}
    for name, column in known.items():
        text = (row.get(name) or "").strip()
        if column.required and not text:
            raise InputError(f"{where}: {name} is empty, and it is required ({column.description})")
        if text and column.allowed and text not in column.allowed:
            raise unknown_option(f"{where}: {name}", text, column.allowed)
        values[name] = _value(text, column, where)
    return AnnouncedTarget(**values)  # type: ignore[arg-type]


def _value(text: str, column: Column, where: str) -> str | float | None:
    if column.kind == "number":
        return _number(text, column.name, where) if text else None
    if text and column.kind in ("month", "date"):
        _check_date(text, column, where)
    return text


def _number(text: str, name: str, where: str) -> float:
    try:
        number = float(text)
    except ValueError:
        raise InputError(f"{where}: {name} is {text!r}; a number in whole units is needed, such as 1000000000 or 1e9") from None
    if not 0 <= number < 1e18:
        raise InputError(f"{where}: {name} is {text}; an amount between 0 and 1e18 is needed")
    return number


def _check_date(text: str, column: Column, where: str) -> None:
    parts = text.split("-")
    lengths = ([4, 2],) if column.kind == "month" else ([4], [4, 2], [4, 2, 2])
    try:
        fits = [len(part) for part in parts] in lengths and all(part.isdigit() for part in parts) and bool(Month.parse(text[:7]))
    except ValueError:
        fits = False
    if not fits:
        shape = "YYYY-MM" if column.kind == "month" else "YYYY, YYYY-MM or YYYY-MM-DD"
        raise InputError(f"{where}: {column.name} is {text!r}; {shape} is needed")


def to_row(target: AnnouncedTarget) -> dict[str, str]:
    """Row of text, numbers without an exponent where they are whole."""
    return {field.name: _text(getattr(target, field.name)) for field in fields(target)}


def _text(value: str | float | None) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    return str(int(value)) if float(value).is_integer() else repr(float(value))
