"""The section [columns] of a mapping file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from messlatte.sources.problems import Problems
from messlatte.sources.relation import Role

__all__ = ["CODE_LISTS", "VALUE_UNITS", "WEIGHT_UNITS", "MappedColumn", "check_period", "columns"]

PLACES = (
    "ISO2",
    "ISO3",
    "ISO3166-2",
    "M49",
    "COMTRADE",
    "BACI",
    "COMEXT",
    "OKATO",
    "name:de",
    "name:en",
    "name:es",
    "name:fr",
    "name:pt",
    "name:ru",
    "map",
)
PRODUCTS = (
    "HS",
    "HS92",
    "HS96",
    "HS02",
    "HS07",
    "HS12",
    "HS17",
    "HS22",
    "CN8",
    "TNVED10",
    "SITC1",
    "SITC2",
    "SITC3",
    "SITC4",
    "EBOPS",
    "map",
)
CODE_LISTS: Mapping[Role, tuple[str, ...]] = {
    **dict.fromkeys((Role.REPORTER, Role.PARTNER, Role.EXPORTER, Role.IMPORTER, Role.REGION), PLACES),
    Role.PRODUCT: PRODUCTS,
}
VALUE_UNITS: Mapping[str, float] = {"one": 1.0, "thousand": 1e3, "million": 1e6, "billion": 1e9}
WEIGHT_UNITS: Mapping[str, float] = {"g": 1e-3, "kg": 1.0, "t": 1e3, "thousand t": 1e6, "lb": 0.45359237}
_COLUMN = ("name", "codes", "map", "unit", "currency", "format", "before", "width", "export", "import")
_COLUMN_ROLES = tuple(role for role in Role if role not in (Role.CODE, Role.NAME, Role.TARGET, Role.INDICATOR))
_DIRECTIVES = re.compile(r"%(.)")


@dataclass(frozen=True, slots=True)
class MappedColumn:
    """What one column means; ``scale`` as in `relation.Column`."""

    name: str
    codes: str | None = None
    labels: Mapping[str, str] = field(default_factory=dict)
    scale: float = 1.0
    unit: str | None = None
    before: str | None = None
    width: int | None = None
    format: str | None = None
    flows: Mapping[str, str] = field(default_factory=dict)


def columns(found: Mapping[str, Any], problems: Problems) -> dict[Role, MappedColumn]:
    """Columns by role; what is wrong goes to ``problems`` and the column is left out."""
    problems.keys("columns.", found, _COLUMN_ROLES)
    out = {}
    for key, value in found.items():
        if key not in list(_COLUMN_ROLES):
            continue
        entry = {"name": value} if isinstance(value, str) else value
        where = f"columns.{key}"
        if not problems.typed(where, entry, dict, 'the header, or { name = "header", ... }'):
            continue
        problems.keys(f"{where}.", entry, _COLUMN)
        if problems.typed(f"{where}.name", entry.get("name"), str, "the header of the column"):
            out[Role(key)] = _column(Role(key), entry, where, problems)
    return out


def _column(role: Role, entry: Mapping[str, Any], where: str, problems: Problems) -> MappedColumn:
    codes, labels = entry.get("codes"), entry.get("map", {})
    if problems.typed(f"{where}.map", labels, dict, "a table { cell = code }") and labels and codes is None:
        codes = "map"
    if role in CODE_LISTS:
        problems.choice(f"{where}.codes", codes, CODE_LISTS[role])
    if codes == "map" and not labels:
        problems.add(f'{where}.map: is missing; codes = "map" needs a table {{ cell = code }}')
    scale, unit = _unit(role, entry, where, problems)
    flows = {str(cell): way for way in ("export", "import") for cell in _cells(entry.get(way, []))}
    if role is Role.FLOW and not flows:
        problems.add(f'{where}: say which cells mean what: export = ["X"], import = ["M"]')
    if role is Role.PERIOD:
        check_period(f"{where}.format", entry.get("format"), problems)
    return MappedColumn(
        entry["name"], codes, {str(k): str(v) for k, v in dict(labels if isinstance(labels, dict) else {}).items()},
        scale, unit, entry.get("before"), entry.get("width"), entry.get("format"), flows,
    )  # fmt: skip


def _unit(role: Role, entry: Mapping[str, Any], where: str, problems: Problems) -> tuple[float, str | None]:
    """Factor and unit of a column of numbers."""
    unit, currency = entry.get("unit"), entry.get("currency")
    if role is Role.VALUE:
        if currency is not None and not re.fullmatch(r"[A-Z]{3}", str(currency)):
            problems.add(f"{where}.currency: {currency!r} is no ISO 4217 code; write three capitals such as EUR, USD, BYN")
        if isinstance(unit, (int, float)) and not isinstance(unit, bool) and unit > 0:
            return float(unit), currency
        ok = problems.choice(f"{where}.unit", unit, VALUE_UNITS)
        return (VALUE_UNITS[str(unit)] if ok else 1.0), currency
    if role is Role.WEIGHT:
        ok = problems.choice(f"{where}.unit", unit, WEIGHT_UNITS)
        return (WEIGHT_UNITS[str(unit)] if ok else 1.0), "kg"
    return 1.0, str(unit) if unit is not None else None


def check_period(where: str, value: object, problems: Problems) -> None:
    """Check that ``value`` is a strptime form of a year or of a month in a year."""
    directives = set(_DIRECTIVES.findall(value)) if isinstance(value, str) else set()
    if not directives & {"Y", "y"} or directives - set("YymdbB"):
        problems.add(
            f"{where}: {value!r} is no form of a year or month; write %Y for 2024, %Y-%m for 2024-09, %m/%Y for 09/2024, %Y%m for 202409"
        )


def _cells(value: object) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else [str(value)]
