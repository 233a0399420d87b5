"""Opportunities as files: CSV, XLSX, JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from messlatte.areas.document import opportunities_document, table_rows
from messlatte.brief.flat_table import csv_bytes, new_workbook, spreadsheet_safe, workbook_bytes
from messlatte.core.errors import unknown_option
from messlatte.core.files import json_text

if TYPE_CHECKING:
    from messlatte.core.opportunity import Opportunities, Opportunity

__all__ = ["SUFFIXES", "areas_file"]

SUFFIXES = ("json", "csv", "xlsx")


def areas_file(found: Opportunities, rows: Sequence[Opportunity], suffix: str) -> bytes:
    """Rows in a format, with where they come from.

    Raises
    ------
    UsageError
        If the suffix is not one of `SUFFIXES`, or XLSX is asked for without the extra ``[brief]``.
    """
    kind = suffix.lstrip(".").lower()
    if kind == "json":
        return json_text(opportunities_document(found, rows)).encode()
    if kind == "csv":
        flat = table_rows(rows)
        return csv_bytes(list(flat[0]) if flat else ["rank"], (row.values() for row in flat))
    if kind == "xlsx":
        return _xlsx(found, table_rows(rows))
    raise unknown_option("suffix", suffix, SUFFIXES)


def _xlsx(found: Opportunities, flat: Sequence[Mapping[str, object]]) -> bytes:
    """Sheet of rows, sheet of the statement's areas, sheet of where it comes from."""
    book = new_workbook()
    first = book.active
    first.title = "areas"
    first.append(list(flat[0]) if flat else ["rank"])
    first.freeze_panes = "A2"
    for row in flat:
        first.append([spreadsheet_safe(cell) for cell in row.values()])
    named = book.create_sheet("named")
    for check in found.checks:
        named.append([spreadsheet_safe(cell) for cell in (check.label, check.verdict, " ".join(check.products), check.note)])
    about = book.create_sheet("about")
    about.append(["method", found.method])
    about.append(["year", found.year])
    for label, lines in (("note", found.notes), ("source", [f"{s.producer}: {s.title} {s.version}, {s.licence}" for s in found.sources])):
        for line in lines:
            about.append([label, spreadsheet_safe(line)])
    return workbook_bytes(book)
