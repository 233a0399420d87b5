"""Opportunities on the terminal, as CSV and as XLSX."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

from messlatte.core.errors import MesslatteError
from messlatte.core.i18n import translations

if TYPE_CHECKING:
    from messlatte.core.opportunity import Opportunities, Opportunity

__all__ = ["print_lists", "to_csv", "to_xlsx"]


def print_lists(found: Opportunities, rows: Sequence[Opportunity], language: str, top: int) -> None:
    """Print the lists, best first, then what the data say of the statement's areas, then notes and sources."""
    from rich.console import Console

    from messlatte.core.opportunity import LISTS

    text = translations(language).gettext
    titles = {"growth": text("Flows that will carry the growth"), "new": text("New flows"), "shrinking": text("Flows that shrink")}
    verdicts = {
        "agreed": text("the data agree"),
        "doubtful": text("doubtful by the data"),
        "not measurable": text("the data cannot tell"),
    }
    console = Console(highlight=False)
    for listing in LISTS:
        chosen = [row for row in rows if row.listing == listing]
        if not chosen:
            continue
        console.print(f"\n{titles[listing]} ({len(chosen)})", style="bold")
        for row in chosen[:top]:
            console.print(f"- {row.why}")
    if found.checks:
        console.print(f"\n{text('Areas that the statement names')}", style="bold")
    for check in found.checks:
        console.print(f"- {check.label}: {verdicts[check.verdict]}. {check.note}")
    console.print()
    for note in found.notes:
        console.print(note, style="dim")
    for source in found.sources:
        console.print(f"{text('Source')}: {source.producer}, {source.title} ({source.version}), {source.licence}", style="dim")


def _flat(rows: Sequence[Opportunity]) -> list[dict[str, object]]:
    from messlatte.areas.document import table_rows

    return [dict(row) for row in table_rows(rows)]


def to_csv(rows: Sequence[Opportunity]) -> str:
    """All rows, one a line."""
    flat = _flat(rows)
    out = io.StringIO()
    writer = csv.DictWriter(out, list(flat[0]) if flat else ["rank"], lineterminator="\n")
    writer.writeheader()
    writer.writerows(flat)
    return out.getvalue()


def to_xlsx(rows: Sequence[Opportunity]) -> bytes:
    """All rows on one sheet.

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
    sheet = book.active
    assert sheet is not None
    flat = _flat(rows)
    sheet.append(list(flat[0]) if flat else ["rank"])
    for row in flat:
        sheet.append(list(row.values()))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
