"""Rows of the record as CSV and JSON, both ways."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict

from messlatte.core.errors import InputError
from messlatte.track.target import AnnouncedTarget, columns, from_row, to_row

__all__ = ["SCHEMA", "csv_text", "json_document", "parse_csv", "parse_json"]

SCHEMA = "messlatte.track/1"


def csv_text(targets: Iterable[AnnouncedTarget]) -> str:
    """CSV (RFC 4180, line feeds) with the columns of the data dictionary in order."""
    out = io.StringIO()
    writer = csv.DictWriter(out, [column.name for column in columns()], lineterminator="\n")
    writer.writeheader()
    writer.writerows(to_row(target) for target in targets)
    return out.getvalue()


def parse_csv(text: str, name: str) -> list[AnnouncedTarget]:
    """Read CSV with a header; columns may come in any order, optional ones may be missing.

    Raises
    ------
    InputError, UsageError
        Names the file, the line and the column.
    """
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    out = []
    try:
        if not reader.fieldnames:
            raise InputError(f"{name} is empty; a header with the columns of the data dictionary is needed")
        for row in reader:
            where = f"{name}, line {reader.line_num}"
            if None in row:
                raise InputError(f"{where}: more fields than the header has")
            out.append(from_row({key: value or "" for key, value in row.items()}, where))
    except csv.Error as error:
        raise InputError(f"{name}, line {reader.line_num}: this is not CSV ({error})") from error
    return _distinct(out, name)


def json_document(targets: Iterable[AnnouncedTarget]) -> dict[str, object]:
    """Document of schema `SCHEMA`; unknown values are null."""
    return {"schema": SCHEMA, "targets": [{key: None if value == "" else value for key, value in asdict(t).items()} for t in targets]}


def parse_json(text: str, name: str) -> list[AnnouncedTarget]:
    """Read what `json_document` writes.

    Raises
    ------
    InputError, UsageError
        If it is not such a document.
    """
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{name} is not JSON: {error}") from error
    if not isinstance(document, Mapping) or document.get("schema") != SCHEMA or not isinstance(document.get("targets"), list):
        raise InputError(f'{name} is not a record of targets; "schema": "{SCHEMA}" and a list "targets" are needed')
    return _distinct([_entry(entry, f"{name}, target {number}") for number, entry in enumerate(document["targets"], 1)], name)


def _entry(entry: object, where: str) -> AnnouncedTarget:
    if not isinstance(entry, Mapping):
        raise InputError(f"{where}: an object is needed, found {type(entry).__name__}")
    for key, value in entry.items():
        if isinstance(value, bool) or not isinstance(value, str | int | float | None):
            raise InputError(f"{where}: {key} is a {type(value).__name__}; text or a number is needed")
    return from_row({str(key): _text(value) for key, value in entry.items()}, where)


def _text(value: object) -> str:
    return "" if value is None else repr(value) if isinstance(value, float) else str(value)


def _distinct(targets: list[AnnouncedTarget], name: str) -> list[AnnouncedTarget]:
    seen: set[str] = set()
    for target in targets:
        if target.id in seen:
            raise InputError(f"{name}: the id {target.id} occurs twice")
        seen.add(target.id)
    return targets
