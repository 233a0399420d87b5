"""Rows as CSV and XLSX: one way to write cells, whatever the table holds."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from messlatte.core.errors import UsageError

if TYPE_CHECKING:
    from openpyxl import Workbook

__all__ = ["csv_bytes", "csv_text", "new_workbook", "spreadsheet_safe", "workbook_bytes", "xlsx_bytes"]

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def spreadsheet_safe(cell: object) -> object:
    """Text that a spreadsheet would take for a formula gets an apostrophe."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def csv_bytes(head: Sequence[str], rows: Iterable[Iterable[object]]) -> bytes:
    """UTF-8 with a byte order mark (spreadsheets need it for Cyrillic), comma, decimal point, full precision."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows(["" if cell is None else spreadsheet_safe(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def csv_text(rows: Sequence[Mapping[str, object]]) -> str:
    """Rows with one head, the keys of the first."""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]) if rows else [], lineterminator="\n")
    writer.writeheader()
    writer.writerows([{key: spreadsheet_safe(value) for key, value in row.items()} for row in rows])
    return out.getvalue()


def new_workbook() -> Workbook:
    """Empty workbook with one sheet.

    Raises
    ------
    UsageError
        If openpyxl is not installed.
    """
    try:
        from openpyxl import Workbook
    except ImportError as error:
        raise UsageError(
            "XLSX needs the extra [brief] (openpyxl is missing): pip install 'messlatte[brief]'; .csv needs nothing"
        ) from error
    return Workbook()


def workbook_bytes(book: Workbook) -> bytes:
    """File of a workbook."""
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def xlsx_bytes(sheets: Mapping[str, Sequence[Mapping[str, object]]]) -> bytes:
    """Workbook, one sheet a table.

    Raises
    ------
    UsageError
        If openpyxl is not installed.
    """
    book = new_workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        sheet.append(list(rows[0]) if rows else [])
        for row in rows:
            sheet.append([spreadsheet_safe(value) for value in row.values()])
    return workbook_bytes(book)
