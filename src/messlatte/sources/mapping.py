"""The mapping file: what the columns of somebody's table mean, in TOML, so that any table loads without code.

See ``docs/guide/sources.md`` for every key. All mistakes of a file are reported at once, each with what is allowed there.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from messlatte.core.errors import UsageError
from messlatte.core.evidence import Source
from messlatte.sources.mapping_columns import CODE_LISTS, MappedColumn, check_period, columns
from messlatte.sources.problems import Problems
from messlatte.sources.relation import Role

__all__ = ["CODE_LISTS", "MappedColumn", "TableFile", "TableMapping", "Wide", "parse"]

FORMATS = ("csv", "parquet", "xlsx")

_TOP = ("source", "file", "columns", "constants", "wide", "total", "set_aside")
_SOURCE = ("producer", "title", "version", "licence", "url")
_FILE = ("format", "delimiter", "quote", "encoding", "decimal", "thousands", "skip", "header_rows", "footer", "sheet", "nulls")
_WIDE = ("pattern", "format")
_TOTAL = ("column", "cell", "tolerance", "within")
_ASIDE = ("column", "cells", "pattern", "why", "keep")
_CONSTANT_ROLES = (
    Role.REPORTER,
    Role.PARTNER,
    Role.EXPORTER,
    Role.IMPORTER,
    Role.REGION,
    Role.FLOW,
    Role.PRODUCT,
    Role.PERIOD,
    Role.FREQUENCY,
    Role.CLASSIFICATION,
)


@dataclass(frozen=True, slots=True)
class TableFile:
    """How the table is written; None where it is found out."""

    format: str | None = None
    delimiter: str | None = None
    quote: str = '"'
    encoding: str = "utf-8"
    decimal: str = "."
    thousands: str | None = None
    skip: int = 0
    header_rows: int = 1
    footer: int = 0
    sheet: str | None = None
    nulls: tuple[str, ...] = ("",)


@dataclass(frozen=True, slots=True)
class Wide:
    """One column for each period: headers that match ``pattern`` hold values, its first group is the period in ``format``."""

    pattern: str
    format: str


@dataclass(frozen=True, slots=True)
class TableMapping:
    """A whole mapping file."""

    source: Source
    file: TableFile
    columns: Mapping[Role, MappedColumn]
    constants: Mapping[Role, str]
    wide: Wide | None
    total: Mapping[str, Any] | None
    set_aside: tuple[Mapping[str, Any], ...]


def parse(text: str, name: str = "mapping") -> TableMapping:
    """Read and check a mapping file.

    Parameters
    ----------
    text : str
        TOML.
    name : str
        Its name, for messages.

    Raises
    ------
    UsageError
        With every mistake, one a line.
    """
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{name}: is not TOML ({error})") from error
    problems = Problems()
    problems.keys("", document, _TOP)
    for section in ("source", "file", "columns", "constants", "wide", "total"):
        if section in document and not isinstance(document[section], dict):
            problems.add(f"{section}: must be a section, [{section}]")
            document[section] = {}
    mapping = TableMapping(
        _source(document.get("source", {}), problems),
        _file(document.get("file", {}), problems),
        columns(document.get("columns", {}), problems),
        _constants(document.get("constants", {}), problems),
        _wide(document.get("wide"), problems),
        problems.section("total", document.get("total"), _TOTAL, ("column", "cell")),
        _rules(document.get("set_aside", []), problems),
    )
    _whole(mapping, problems)
    problems.report(name)
    return mapping


def _source(found: Mapping[str, Any], problems: Problems) -> Source:
    problems.keys("source.", found, _SOURCE)
    for key in ("producer", "title"):
        if not found.get(key):
            problems.add(f"source.{key}: is missing; say who made the table and what it is, it stands under every number")
    texts = {key: str(found[key]) for key in _SOURCE if key in found}
    return Source(
        texts.get("producer", "?"),
        texts.get("title", "?"),
        texts.get("version", "not stated"),
        url=texts.get("url"),
        licence=texts.get("licence"),
    )


def _file(found: Mapping[str, Any], problems: Problems) -> TableFile:
    problems.keys("file.", found, _FILE)
    good: dict[str, Any] = {}
    for key, value in found.items():
        where = f"file.{key}"
        if key == "format":
            ok = problems.choice(where, value, FORMATS)
        elif key in ("skip", "header_rows", "footer"):
            ok = problems.typed(where, value, int, "a whole number") and problems.holds(
                value >= (key == "header_rows"), f"{where}: {value} is too small"
            )
        elif key == "nulls":
            ok = problems.typed(where, value, list, 'a list of cells, ["", "-"]')
            value = ("", *map(str, value)) if ok else ()
        elif key in ("delimiter", "quote", "decimal", "thousands"):
            ok = problems.typed(where, value, str, "one character") and problems.holds(
                len(value) == 1, f"{where}: must be one character, found {value!r}"
            )
        else:
            ok = problems.typed(where, value, str, "text")
        if ok and key in _FILE:
            good[key] = value
    file = TableFile(**good)
    if file.decimal == file.thousands:
        problems.add(f"file.thousands: is the same mark as file.decimal ({file.decimal!r})")
    return file


def _constants(found: Mapping[str, Any], problems: Problems) -> dict[Role, str]:
    problems.keys("constants.", found, _CONSTANT_ROLES)
    if "flow" in found:
        problems.choice("constants.flow", found["flow"], ("export", "import"))
    if "frequency" in found:
        problems.choice("constants.frequency", found["frequency"], ("A", "M"))
    for key in ("reporter", "partner", "exporter", "importer", "region"):
        if key in found and not re.fullmatch(r"[A-Z]{3}|[A-Z]{2}-[A-Z0-9]{1,3}", str(found[key])):
            problems.add(
                f"constants.{key}: {found[key]!r} is no code; write ISO 3166-1 alpha-3 (BLR) or, for a region, ISO 3166-2 (RU-TUL)"
            )
    return {Role(key): str(value) for key, value in found.items() if key in list(_CONSTANT_ROLES)}


def _wide(found: Mapping[str, Any] | None, problems: Problems) -> Wide | None:
    checked = problems.section("wide", found, _WIDE, _WIDE)
    if checked is None:
        return None
    check_period("wide.format", checked.get("format"), problems)
    try:
        groups = re.compile(str(checked.get("pattern"))).groups
    except re.error as error:
        groups = 1
        problems.add(f"wide.pattern: is no regular expression ({error})")
    if groups != 1:
        problems.add('wide.pattern: needs one group around the period, as in "^(20[0-9]{2})$"')
    return Wide(str(checked.get("pattern")), str(checked.get("format")))


def _rules(found: object, problems: Problems) -> tuple[Mapping[str, Any], ...]:
    if not problems.typed("set_aside", found, list, "[[set_aside]] sections"):
        return ()
    assert isinstance(found, list)
    rules = [problems.section(f"set_aside[{at}]", one, _ASIDE, ("column",)) for at, one in enumerate(found)]
    for at, rule in enumerate(rules):
        if rule and not (rule.get("cells") or rule.get("pattern")):
            problems.add(f'set_aside[{at}]: say which rows, by cells = [...] or pattern = "..."')
    return tuple(rule for rule in rules if rule)


def _whole(mapping: TableMapping, problems: Problems) -> None:
    """What only all sections together show."""
    known = {*mapping.columns, *mapping.constants}
    if mapping.wide:
        known.add(Role.PERIOD)
        if Role.VALUE not in mapping.columns:
            problems.add(
                'columns.value: is missing; with [wide] give only its unit: value = { name = "value", unit = "million", currency = "USD" }'
            )
    elif Role.VALUE not in known:
        problems.add("columns.value: is missing; which column holds the value?")
    if not ({Role.PERIOD} & known or Role.YEAR in known):
        problems.add("columns.period: is missing; give period, or year and month, or [wide]")
    ends = {Role.EXPORTER, Role.IMPORTER} <= known
    if not ends and not ({Role.REPORTER, Role.REGION} & known and {Role.PARTNER, Role.FLOW} <= known):
        problems.add(
            "columns: give exporter and importer, or reporter (or region), partner and flow; "
            "what is the same in every row goes to [constants]"
        )
    value = mapping.columns.get(Role.VALUE)
    if value is not None and value.unit is None and Role.CURRENCY not in known:
        problems.add("columns.value.currency: is missing; write the ISO 4217 code, or give columns.currency")
