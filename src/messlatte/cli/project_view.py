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

    from messlatte.brief.project import ProjectSheet, Tornado
    from messlatte.brief.project_tables import Table
    from messlatte.core.appraisal import Appraisal
    from messlatte.projects.compare import Comparison

__all__ = ["print_appraisal", "print_comparison"]

_PIPED_WIDTH = 130
_BAR = 24


def _console() -> Console:
    from rich.console import Console

    return Console(highlight=False, markup=False, width=None if sys.stdout.isatty() else _PIPED_WIDTH)


def print_appraisal(appraisal: Appraisal, language: str, flags: Sequence[str] = ()) -> None:
    """Print flags, the answer, benefits by party, trade and cash by year, what it depends on, and what is assumed."""
    from messlatte.brief.project import project_sheet

    sheet, console, _ = project_sheet(appraisal, language, flags), _console(), translations(language).gettext
    console.print(printable(sheet.title), style="bold")
    console.print(printable(sheet.subtitle), style="dim")
    for flag in sheet.flags:
        console.print(f"! {printable(flag)}", style="bold red")
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


def _grid(*heads: str) -> RichTable:
    from rich.table import Table

    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    for number, head in enumerate(heads):
        table.add_column(head, justify="left" if number == 0 else "right", overflow="fold")
    return table


def _benefits(sheet: ProjectSheet) -> RichTable:
    table = _grid("", *sheet.parties)
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
    grid = _grid(*(table.head[c] for c in columns), *(("",) if bars else ()))
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
    grid = _grid("", "", "", "")
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


def print_comparison(found: Comparison, language: str) -> None:
    """Print projects side by side, and who beats whom."""
    from messlatte.brief.economies import economy_name
    from messlatte.brief.numbers import of_hundred, percent
    from messlatte.brief.project_words import axis_unit, in_unit, indicator_name, indicator_text, range_text
    from messlatte.core.appraisal import Benefit

    _, console = translations(language).gettext, _console()
    parties = [party for _benefit, name, party in found.criteria if name == "enpv"]
    scale, unit = axis_unit(max(abs(row.appraisal.at_peak.additional.p90) for row in found.projects), language)
    console.print(_("Projects side by side"), style="bold")
    console.print(_("Amounts in {unit}: middle of the draws and 80 % range, if it is carried out.").format(unit=unit), style="dim")
    names = (f"{indicator_name('enpv', language)}, {economy_name(party, language)}" for party in parties)
    grid = _grid("", _("carried out"), _("Additional trade of the best year"), *names, _("unbeaten"))
    for row in found.projects:
        best = row.appraisal.at_peak.additional
        low, middle, high = (in_unit(value, scale, language) for value in (best.p10, best.p50, best.p90))
        cells = (indicator_text(row.appraisal.of(Benefit.PROFIT, "enpv", party), scale, language) for party in parties)
        grid.add_row(
            printable(row.appraisal.project.title), of_hundred(row.appraisal.success.mean, language),
            range_text(low, middle, high, language), *cells, _("yes") if row.on_front else _("no"),
        )  # fmt: skip
    console.print(grid)
    console.print(
        _("Unbeaten: no other is at least as good in all of these columns and better in one, at the middle of the draws."), style="dim"
    )
    for row in found.projects:
        for name in row.dominated_often:
            text = _("{name} beats {other} in all of them in {share} of the draws.")
            share = percent(row.dominated[name], language, digits=0)
            console.print(text.format(name=name, other=row.appraisal.project.id, share=share), style="dim")
    console.print(_("The five benefits are not added up: what counts more is for you to say."), style="dim")
