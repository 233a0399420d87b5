"""Terms of a plan from a TOML file: see docs/guide/plan.md for one with everything in it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from messlatte.core.errors import InputError, UsageError, unknown_option
from messlatte.plan.terms import Allowance, Capacity, Terms, Uncertainty

__all__ = ["read_terms", "terms_of"]

_PLAIN = {
    "probability": float,
    "budget": float,
    "first_start": int,
    "last_start": int,
    "discount": float,
    "services": bool,
    "starts_a_year": int,
    "sector_cap": float,
    "firm_cap": float,
}
_LISTS = ("budgets", "credits", "capacities", "exclusive", "prerequisite", "left_out", "uncertainty")


def read_terms(path: Path) -> Terms:
    """Read terms from a file.

    Raises
    ------
    InputError
        If the file cannot be read or is not TOML.
    UsageError
        If it holds an unknown key, or a value of the wrong kind.
    """
    try:
        with path.open("rb") as file:
            table = tomllib.load(file)
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror})") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: not TOML ({error})") from error
    try:
        return terms_of(table)
    except UsageError as error:
        raise UsageError(f"{path}: {error}") from error


def terms_of(table: Mapping[str, Any]) -> Terms:
    """Terms from a decoded table."""
    for key in table:
        if key not in _PLAIN and key not in _LISTS:
            raise unknown_option("key", key, (*_PLAIN, *_LISTS))
    terms = Terms(
        budgets=tuple(_allowance(row, "budgets") for row in _rows(table, "budgets")),
        credits=tuple(_allowance(row, "credits") for row in _rows(table, "credits")),
        capacities=tuple(_capacity(row) for row in _rows(table, "capacities")),
        exclusive=tuple(_ids(row, "exclusive", 2) for row in _rows(table, "exclusive")),
        prerequisite=tuple((ids[0], ids[1]) for ids in (_ids(row, "prerequisite", 2) for row in _rows(table, "prerequisite"))),
        left_out=_ids(table.get("left_out", []), "left_out", 0),
        uncertainty=_uncertainty(table.get("uncertainty", {})),
    )
    plain = {key: _value(key, table[key]) for key in _PLAIN if key in table}
    return replace(terms, **plain).checked()


def _value(key: str, value: object) -> Any:
    wanted = _PLAIN[key]
    fits = isinstance(value, bool) if wanted is bool else isinstance(value, (int, float)) and not isinstance(value, bool)
    if not fits or (wanted is int and not float(value).is_integer()):  # type: ignore[arg-type]
        raise UsageError(f"{key}: {'true or false' if wanted is bool else 'a number'} is needed, found {value!r}")
    return wanted(value)


def _rows(table: Mapping[str, Any], key: str) -> list[Any]:
    rows = table.get(key, [])
    if not isinstance(rows, list):
        raise UsageError(f"{key}: a list is needed, found {rows!r}")
    return rows


def _allowance(row: object, key: str) -> Allowance:
    fields = _fields(row, key, ("party", "amount"), ("party", "amount", "years"))
    return Allowance(str(fields["party"]), _amount(fields["amount"], key), _years(fields.get("years", []), key))


def _capacity(row: object) -> Capacity:
    fields = _fields(row, "capacities", ("name", "amount", "uses"), ("name", "amount", "uses", "years"))
    uses = fields["uses"]
    if not isinstance(uses, dict):
        raise UsageError(f"capacities: uses is a table of project = number, found {uses!r}")
    taken = tuple((str(project), _amount(use, f"capacities, {project}")) for project, use in uses.items())
    return Capacity(str(fields["name"]), _amount(fields["amount"], "capacities"), taken, _years(fields.get("years", []), "capacities"))


def _fields(row: object, key: str, needed: tuple[str, ...], known: tuple[str, ...]) -> dict[str, Any]:
    if not isinstance(row, dict) or any(name not in row for name in needed):
        raise UsageError(f"{key}: each entry needs {' and '.join(needed)}, found {row!r}")
    for name in row:
        if name not in known:
            raise unknown_option(key, name, known)
    return row


def _amount(value: object, key: str) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not value >= 0:
        raise UsageError(f"{key}: an amount of at least 0 is needed, found {value!r}")
    return float(value)


def _years(value: object, key: str) -> tuple[int, ...]:
    if not isinstance(value, list) or not all(isinstance(year, int) and 1900 < year < 2200 for year in value):
        raise UsageError(f"{key}: years are a list such as [2027, 2028], found {value!r}")
    return tuple(value)


def _ids(value: object, key: str, least: int) -> tuple[str, ...]:
    if not isinstance(value, list) or len(value) < least or not all(isinstance(name, str) for name in value):
        raise UsageError(f'{key}: ids of projects are needed, such as ["bus", "barn"]; found {value!r}')
    return tuple(value)


def _uncertainty(value: object) -> Uncertainty:
    known = ("tide", "sector", "currency", "inflation")
    if not isinstance(value, dict):
        raise UsageError(f"uncertainty: a table is needed, found {value!r}")
    for name in value:
        if name not in known:
            raise unknown_option("uncertainty", name, known)
    return Uncertainty(**{name: _amount(number, f"uncertainty.{name}") for name, number in value.items()})
