"""A matching on the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from messlatte.core.i18n import translations

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from messlatte.core.listing import Assigned, Listing, Match, Matching

__all__ = ["print_matching"]

_LONGEST = 90


def print_matching(found: Matching, language: str) -> None:
    """Print shortlists with reasons, then assignments, blocking pairs, and what was set aside."""
    from rich.console import Console
    from rich.markup import escape

    text = translations(language).gettext
    console = Console(highlight=False)
    listings = {one.id: one for one in (*found.offers, *found.needs)}
    for need, matches in found.shortlists.items():
        console.print(f"\n[bold]{escape(_named(listings[need]))}[/bold]")
        if not matches:
            console.print(f"  {escape(text('no offer shares a code or a word with it'))}")
        for rank, one in enumerate(matches, 1):
            for line in _lines(one, rank, listings, text):
                console.print(escape(line))
    for title, chosen in (
        (text("Optimal assignment: largest sum of scores"), found.optimal),
        (text("Stable assignment: no pair would rather have each other"), found.stable),
        (text("Pairs that would leave the optimal assignment for each other"), found.blocking or None),
    ):
        if chosen is not None:
            _print_pairs(console.print, title, chosen, listings)
    for aside in found.set_aside:
        console.print(
            escape(
                text("{listing} is about arms ({evidence}) and is never matched").format(
                    listing=_named(listings[aside.listing]), evidence=aside.evidence
                )
            )
        )


def _named(one: Listing) -> str:
    words = one.text if len(one.text) <= _LONGEST else one.text[:_LONGEST].rsplit(" ", 1)[0] + " …"
    place = f" ({one.region})" if one.region else ""
    return f"{one.id} {one.party}{place}: {words}" if one.party else f"{one.id}{place}: {words}"


def _lines(one: Match, rank: int, listings: Mapping[str, Listing], text: Callable[[str], str]) -> list[str]:
    from messlatte.projects.reasons import gap_message

    lines = [f"  {rank}. {one.score:.2f}  {_named(listings[one.offer])}"]
    shared = []
    if one.code:
        name = one.name if len(one.name) <= _LONGEST else one.name[:_LONGEST].rsplit(" ", 1)[0] + " …"
        shared.append(f"{text('code')} {one.code}" + (f" {name}" if name else ""))
    if one.words:
        shared.append(f"{text('words')} {', '.join(one.words)}")
    lines.append(f"     {text('shared')}: {'; '.join(shared)}")
    if one.gaps:
        lines.append(f"     {text('missing')}: {'; '.join(gap_message(gap, text) for gap in one.gaps)}")
    return lines


def _print_pairs(show: Callable[..., None], title: str, chosen: tuple[Assigned, ...], listings: Mapping[str, Listing]) -> None:
    from rich.markup import escape

    show(f"\n[bold]{escape(title)}[/bold] ({len(chosen)})")
    for one in chosen:
        need, offer = listings[one.need], listings[one.offer]
        show(escape(f"  {one.score:.2f}  {offer.id} {offer.party} -> {need.id} {need.party}"))
