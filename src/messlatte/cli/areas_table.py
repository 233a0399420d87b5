"""Opportunities on the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from messlatte.core.i18n import translations

if TYPE_CHECKING:
    from messlatte.core.opportunity import Opportunities, Opportunity

__all__ = ["print_lists"]


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
