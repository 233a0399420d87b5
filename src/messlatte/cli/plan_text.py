"""A plan on the terminal: the same sheet that the page lays out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from messlatte.core.i18n import translations

if TYPE_CHECKING:
    from rich.console import Console

    from messlatte.brief.plan import PlanSheet
    from messlatte.brief.plan_parts import PlanTable
    from messlatte.core.plan import Plan

__all__ = ["print_plan"]


def print_plan(plan: Plan, language: str, *, whole: bool = True) -> None:
    """Print a plan; ``whole`` False leaves out the tables around it."""
    from rich.console import Console

    from messlatte.brief.plan import plan_sheet

    sheet = plan_sheet(plan, language)
    _ = translations(language).gettext
    console = Console(highlight=False)
    console.print(sheet.headline, style="bold")
    console.print(" ".join(sheet.lead), soft_wrap=False)
    console.print()
    for fact in sheet.facts:
        console.print(f"{fact.measure}: [bold]{fact.value}[/bold] [dim]({fact.basis})[/dim]", highlight=False)
    _print_projects(console, sheet)
    for table in sheet.tables if whole else ():
        _print_table(console, table)
    if sheet.left_out and whole:
        console.print(f"\n{_('Not in the plan')}", style="bold")
        for title, reason in sheet.left_out:
            console.print(f"- {title}: {reason}", markup=False)
    console.print()
    for note in sheet.notes if whole else sheet.notes[:1]:
        console.print(note, style="dim", markup=False)


def _print_projects(console: Console, sheet: PlanSheet) -> None:
    from rich.table import Table

    if not sheet.projects:
        return
    robust = any(row.core != "–" for row in sheet.projects)
    lines = [(row.title, row.start, row.cost, row.brings, row.later, row.share, row.without, row.core) for row in sheet.projects]
    head, rows = (sheet.head, lines) if robust else (sheet.head[:-1], [cells[:-1] for cells in lines])
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 1, 0, 0))
    table.add_column(head[0], min_width=16, overflow="fold")
    for n, name in enumerate(head[1:], 1):
        table.add_column(name, justify="right", width=max(*(len(word) for word in name.split()), *(len(cells[n]) for cells in rows)))
    for cells in rows:
        table.add_row(*cells)
    console.print()
    console.print(table)


def _print_table(console: Console, part: PlanTable) -> None:
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for n, name in enumerate(part.head):
        table.add_column(name, justify="left" if n in part.words else "right", overflow="fold")
    for row in part.rows:
        table.add_row(*row)
    console.print(f"\n{part.title}", style="bold")
    console.print(part.lead, style="dim")
    console.print(table)
