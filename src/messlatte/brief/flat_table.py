"""Flat rows as CSV and XLSX."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence

from messlatte.core.errors import MesslatteError

__all__ = ["csv_text", "xlsx_bytes"]


def csv_text(rows: Sequence[Mapping[str, object]]) -> str:
    """Rows with one head, the keys of the first."""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]) if rows else [], lineterminator="\n")
    writer.writeheader()
    writer.writerows([{key: _cell(value) for key, value in row.items()} for row in rows])
    return out.getvalue()


def xlsx_bytes(sheets: Mapping[str, Sequence[Mapping[str, object]]]) -> bytes:
    """Workbook, one sheet a table.

    Raises
    ------
    MesslatteError
        If openpyxl is not installed.
    """
    try:
        from openpyxl import Workbook
    except ImportError as error:
        raise MesslatteError("XLSX needs the extra `brief`: pip install 'messlatte[brief]'; --output .csv needs nothing") from error
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        sheet.append(list(rows[0]) if rows else [])
        for row in rows:
            sheet.append([_cell(value) for value in row.values()])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _cell(value: object) -> object:
    """A text that a spreadsheet would take for a formula gets an apostrophe in front."""
    return f"'{value}" if isinstance(value, str) and value[:1] in "=+-@\t\r" and value[:1] else value
