"""A screening on the terminal: flags first, each with its evidence, then what was looked in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from messlatte.cli.statement_view import printable
from messlatte.core.i18n import translations
from messlatte.core.screening import Decision, Flag, Screening, State
from messlatte.screening.wording import decision_words, feature_words, flag_reason, list_words, note_words, score_words, summary

if TYPE_CHECKING:
    from rich.console import Console

    from messlatte.screening.decisions import SeenFlag

__all__ = ["print_decisions", "print_screening"]

_SHOWN = 200


def print_screening(found: Screening, language: str, console: Console) -> None:
    """Print flags, those that block first; then the summary, the lists and the notes."""
    gettext = translations(language).gettext
    for flag in found.flags[:_SHOWN]:
        _print_flag(flag, language, console)
    if len(found.flags) > _SHOWN:
        more = gettext("{count} more; --json gives all of them").format(count=len(found.flags) - _SHOWN)
        console.print(more, style="yellow")
    console.print(printable(summary(found, language)), style="bold", markup=False)
    console.print()
    for source in found.lists:
        details = [gettext("{count} entries").format(count=f"{source.entries:,}".replace(",", " ")), printable(source.file)]
        details += [f"sha256 {source.sha256[:12]}"] if source.sha256 else []
        details += [gettext(source.licence)] if source.licence else []
        console.print(f"· {printable(list_words(source, language))}: {' · '.join(details)}", style="dim", markup=False)
    for note in found.notes:
        console.print(printable(note_words(note, language)), style="dim", markup=False)


def _print_flag(flag: Flag, language: str, console: Console) -> None:
    from rich.text import Text

    gettext = translations(language).gettext
    style = "bold red" if flag.blocks else "bold yellow" if flag.state is State.OPEN else "dim"
    strength = gettext("strong flag") if flag.strong else gettext("worth a look")
    head = Text("■ " if flag.strong else "□ ", style=style).append(printable(flag.subject.name), style="bold")
    head.append(f"  {strength} {score_words(flag.score, language)}", style=style)
    head.append(f"  {list_words(flag.source, language)}")
    console.print(head)
    field = gettext(flag.matched_field)
    entry = gettext("entry {entry}").format(entry=printable(flag.entry))
    console.print(f"  {entry}: {printable(flag.entry_name)}", markup=False)
    if flag.subject.code:
        _print_dim(console, gettext("from {exporter} to {importer}").format(exporter=flag.subject.exporter, importer=flag.subject.importer))
    console.print(f"  {printable(flag.said)}  ~  {printable(flag.found)}  ({field})", markup=False)
    console.print(f"  {printable(flag_reason(flag, language))}", markup=False)
    if flag.features:
        _print_dim(console, printable(feature_words(flag.features, language)))
    if flag.details:
        _print_dim(console, " · ".join(f"{gettext(key)}: {printable(value)}" for key, value in flag.details.items()))
    _print_dim(console, f"{flag.id}  {printable(decision_words(flag, language))}")
    console.print()


def _print_dim(console: Console, text: str) -> None:
    console.print(f"  {text}", style="dim", markup=False)


def print_decisions(taken: Sequence[Decision], seen: Mapping[str, SeenFlag], console: Console) -> None:
    """Print decisions in the order in which they were taken."""
    if not taken:
        console.print("No decision yet.", style="dim")
    for one in taken:
        flag = seen.get(one.flag)
        about = f"{flag.subject} ~ {flag.found} ({flag.list_title}, {flag.list_date or 'undated'})" if flag else "?"
        console.print(f"{one.decided_on}  {one.flag}  {one.state:<9}  {printable(one.person)}: {printable(one.reason)}", markup=False)
        console.print(f"  {printable(about)}", style="dim", markup=False)
