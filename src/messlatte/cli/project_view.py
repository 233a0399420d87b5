"""An appraisal and a comparison on the terminal."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from messlatte.cli.statement_view import printable
from messlatte.core.i18n import translations

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table as RichTable

    from messlatte.brief.project import Flagged, ProjectSheet, Tornado
    from messlatte.brief.project_tables import Table
    from messlatte.core.appraisal import Appraisal

__all__ = ["open_console", "print_appraisal", "text_grid"]

_PIPED_WIDTH = 130
_BAR = 24


def open_console() -> Console:
    """Console without markup; lines of fixed width where the output goes into a file."""
    from rich.console import Console

    return Console(highlight=False, markup=False, width=None if sys.stdout.isatty() else _PIPED_WIDTH)


def print_appraisal(appraisal: Appraisal, language: str, flagged: Flagged | None = None) -> None:
    """Print flags, the answer, benefits by party, trade and cash by year, what it depends on, and what is assumed."""
    from messlatte.brief.project import project_sheet

    sheet, console, _ = project_sheet(appraisal, language, flagged), open_console(), translations(language).gettext
    console.print(printable(sheet.title), style="bold")
    console.print(printable(sheet.subtitle), style="dim")
    for flag in sheet.flags:
        console.print(f"! {printable(flag)}", style="bold red")
    if sheet.screened:
        console.print(printable(sheet.screened), style="dim")
    console.print(f"\n{sheet.lead}")
    for note in sheet.notes:
        console.print(f"· {printable(note)}", style="dim")
    console.print(f"\n{_('What it brings to whom')}", style="bold")
    console.print(_("Amounts in {unit}: middle of the draws and 80 % range.").format(unit=sheet.unit), style="dim")
    console.print(_benefits(sheet))
    _print_table(console, sheet.trade, _("Trade by year"), (0, 2, 3, 4, 6), bars=[y.additional.p50 for y in appraisal.trade])
    _print_table(console, sheet.cash, _("Net cash by year"), (0, 1, 3))
    for tornado in sheet.tornados:
        _print_tornado(console, tornado)
    console.print(f"\n{sheet.caveat}", style="yellow")
    console.print(" · ".join(f"{name}: {value}" for name, value in sheet.provenance), style="dim")


def text_grid(*heads: str) -> RichTable:
    """Table without borders; numbers to the right."""
    from rich.table import Table

    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    for number, head in enumerate(heads):
        table.add_column(head, justify="left" if number == 0 else "right", overflow="fold")
    return table


def _benefits(sheet: ProjectSheet) -> RichTable:
    table = text_grid("", *sheet.parties)
    for group in sheet.benefits:
        table.add_row(group.title, style="bold")
        for row in group.rows:
            name = f"  {row.name}{f', {row.unit}' if row.unit else ''}{' *' if row.assumption else ''}"
            table.add_row(name, *(row.cells if len(row.cells) == 2 else (*row.cells, "")))
    return table


def _print_table(console: Console, table: Table, title: str, columns: tuple[int, ...], bars: Sequence[float] | None = None) -> None:
    """Chosen columns of a table, with bars of the amounts if given; years without anything are left out at the end."""
    console.print(f"\n{title}", style="bold")
    console.print(table.caption, style="dim")
    grid = text_grid(*(table.head[c] for c in columns), *(("",) if bars else ()))
    if bars:
        grid.columns[-1].justify = "left"
    top = max((abs(value) for value in bars or ()), default=0.0) or 1.0
    live = [i for i, row in enumerate(table.rows) if any(cell.strip("0.,– ") for cell in row[1:])]
    for index, row in enumerate(table.rows[: (live[-1] + 1 if live else 0)]):
        bar = (("▒" if bars[index] < 0 else "█") * round(_BAR * abs(bars[index]) / top),) if bars else ()
        grid.add_row(*(row[c] for c in columns), *bar)
    console.print(grid)


def _print_tornado(console: Console, tornado: Tornado) -> None:
    console.print(f"\n{tornado.title}", style="bold")
    grid = text_grid("", "", "", "")
    grid.columns[2].justify = "left"
    grid.columns[3].justify = "left"
    ends = [end for swing in tornado.swings for end in (swing.low, swing.high)]
    low, high = min(*ends, tornado.base), max(*ends, tornado.base)
    wide = (high - low) or 1.0
    for swing, (label, first, last) in zip(tornado.swings, tornado.rows, strict=True):
        left, right = sorted((swing.low, swing.high))
        start, stop, base = (round(_BAR * (x - low) / wide) for x in (left, right, tornado.base))
        bar = "".join("┃" if i == base else "█" if start <= i < max(stop, start + 1) else " " for i in range(_BAR + 1))
        grid.add_row(printable(label), first, bar, last)
    console.print(grid)
