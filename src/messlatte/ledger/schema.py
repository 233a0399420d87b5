"""The data dictionary of the ledger: ``schema.csv`` says what each column is, and generates the checks and the documentation."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from messlatte.core.errors import DataError

__all__ = ["Field", "fields", "markdown", "violation_sql"]

_DICTIONARY = Path(__file__).parent / "schema.csv"


@dataclass(frozen=True, slots=True)
class Field:
    """A column of the ledger.

    Parameters
    ----------
    name, type : str
        Name and DuckDB type.
    required : bool
        Whether it must hold a value in every row.
    unit : str
        Unit, or the column that names it; empty if it has none.
    check : str
        Rule of its values: ``at least X``, ``between X and Y``, ``one of A|B``, ``matches REGEX``, ``economy``; empty if there is none.
    description : str
        For people.
    """

    name: str
    type: str
    required: bool
    unit: str
    check: str
    description: str


@lru_cache(maxsize=1)
def fields() -> tuple[Field, ...]:
    """Columns of the ledger, in order."""
    with _DICTIONARY.open(encoding="utf-8", newline="") as file:
        return tuple(
            Field(row["name"], row["type"], row["required"] == "yes", row["unit"], row["check"], row["description"])
            for row in csv.DictReader(file)
        )


def violation_sql(field: Field) -> str | None:
    """SQL condition that is true for a value which breaks the field's rule.

    Returns
    -------
    str or None
        A condition on the field's name; None if every value is allowed, or if code lists check it (``economy``).

    Raises
    ------
    DataError
        If the dictionary holds a rule that is not known.
    """
    column = f'"{field.name}"'
    rule, _, rest = field.check.partition(" ")
    missing = f"{column} IS NULL" if field.required else ""
    broken = ""
    if field.check.startswith("at least "):
        broken = f"NOT ({column} >= {float(field.check.removeprefix('at least '))} AND isfinite({column}))"
    elif rule == "between":
        low, high = rest.split(" and ")
        broken = f"{column} NOT BETWEEN {field.type} '{low}' AND {field.type} '{high}'"
    elif field.check.startswith("one of "):
        values = ", ".join(f"'{value}'" for value in field.check.removeprefix("one of ").split("|"))
        broken = f"{column} NOT IN ({values})"
    elif rule == "matches":
        broken = f"NOT regexp_full_match({column}, '{rest}')"
    elif field.check not in ("", "economy"):
        raise DataError(f"{_DICTIONARY.name}: column {field.name} has the rule {field.check!r}, which nothing knows how to check")
    conditions = [part for part in (missing, broken) if part]
    return " OR ".join(conditions) or None


def markdown() -> str:
    """Table of the columns for the documentation."""
    rows = ["| column | type | unit | rule | what it holds |", "|---|---|---|---|---|"]
    for field in fields():
        check = f"`{field.check}`" if field.check else ""
        rule = ", ".join(part for part in ("required" if field.required else "", check) if part).replace("|", r"\|")
        rows.append(f"| `{field.name}` | {field.type.lower()} | {field.unit} | {rule} | {field.description} |")
    return "\n".join(rows) + "\n"
