"""A statement on the terminal: its text with the claims marked, every reading, areas, interests, findings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from messlatte.cli.claim_words import content_words, gettext_of, share_words
from messlatte.core.claims import Area, Interest, Level
from messlatte.core.economy import Economy
from messlatte.core.i18n import finding_message
from messlatte.core.statement import Claim, Reading, Severity, Statement

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

__all__ = ["print_statement", "printable"]

_STYLES = {"target": "bold magenta", "multiple": "bold magenta", "level": "bold cyan", "growth": "bold green"}
_SEVERITIES = {Severity.CONTRADICTION: ("✗", "bold red"), Severity.WARNING: ("!", "yellow"), Severity.NOTE: ("·", "dim")}
_WHOLE_TEXT = 1500
_A_YEAR = 12
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200e\u200f]")


def printable(text: str) -> str:
    """Text without control characters and overrides of direction, which could forge what a terminal shows; lengths are kept."""
    return _UNPRINTABLE.sub(" ", text)


def print_statement(statement: Statement, language: str, console: Console) -> None:
    """Print what was read.

    Parameters
    ----------
    statement : Statement
        What was read.
    language : str
        Language of the labels; the quoted words stay as they are.
    console : rich.console.Console
        Where to.
    """
    gettext = gettext_of(language)
    console.print(_heading(statement, language))
    measured = [(number, claim) for number, claim in enumerate(statement.claims, 1) if claim.kind in _STYLES]
    console.print()
    console.print(_marked(statement.text.rstrip(), measured))
    if measured:
        _print_claims(measured, statement, language, console)
    else:
        console.print(gettext("No figure about the trade of two economies was found."), style="yellow")
    _print_areas(statement, language, console)
    _print_interests(statement, language, console)
    _print_makers(statement, language, console)
    if statement.findings:
        console.print(f"\n{gettext('Findings')}", style="bold")
    for finding in sorted(statement.findings, key=lambda found: list(_SEVERITIES).index(found.severity)):
        sign, style = _SEVERITIES[finding.severity]
        which = "".join(f" [{claim + 1}]" for claim in finding.claims)
        _print_item(f"{printable(finding_message(finding, language))}{which}", console, sign=sign, style=style)


def _name(known: Economy, language: str) -> str:
    """Name in the language of the view; one that no list holds stays as it was read."""
    from messlatte.statement.gazetteer import economy, is_economy

    return printable((economy(known.code, language) if is_economy(known.code) else known).name)


def _label(area: Area, language: str) -> str:
    from messlatte.statement.areas import sectors

    known = sectors().get(area.key)
    return printable(known.label.get(language, area.label) if known else area.label)


def _heading(statement: Statement, language: str) -> Text:
    from rich.text import Text

    gettext = gettext_of(language)
    names = " – ".join(_name(party.economy, language) for party in statement.parties)
    text = Text(names or gettext("no parties named"), style="bold")
    said = [
        f"{printable(person.name)} ({printable(person.role)})" if person.role else printable(person.name)
        for person in (statement.speaker, statement.counterpart)
        if person is not None
    ]
    about = [
        statement.made_on.isoformat() if statement.made_on else statement.published,
        statement.venue and printable(statement.venue),
        " → ".join(said),
    ]
    line = " · ".join(part for part in about if part)
    return text.append(f"\n{line}", style="not bold dim") if line else text


def _marked(text: str, claims: Sequence[tuple[int, Claim]]) -> Text:
    """Text with its claims underlined and numbered; of a long text, the lines around them."""
    from rich.text import Text

    shown = Text()
    place = 0
    for number, claim in sorted(claims, key=lambda pair: (pair[1].quote.start, pair[1].quote.end)):
        start, end = max(claim.quote.start, place), claim.quote.end
        if end <= place:
            continue
        shown.append(_between(text, place, start, whole=len(text) <= _WHOLE_TEXT))
        shown.append(printable(text[start:end]), style=f"underline {_STYLES[claim.kind]}")
        shown.append(f"[{number}]", style="dim")
        place = end
    return shown.append(_between(text, place, len(text), whole=len(text) <= _WHOLE_TEXT))


def _between(text: str, start: int, end: int, *, whole: bool, around: int = 160) -> str:
    """Words between two claims; a long stretch keeps its two ends."""
    piece = printable(text[start:end])
    if whole or len(piece) <= 2 * around:
        return piece
    head = "" if start == 0 else piece[:around].rpartition(" ")[0]
    tail = "" if end == len(text) else piece[-around:].partition(" ")[2]
    return f"{head} … {tail}"


def _print_claims(claims: Sequence[tuple[int, Claim]], statement: Statement, language: str, console: Console) -> None:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    gettext = gettext_of(language)
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="dim")
    for heading, justify in (("", "right"), (gettext("claim"), "left"), (gettext("reading"), "left"), (gettext("weight"), "right")):
        table.add_column(heading, justify="right" if justify == "right" else "left")
    for number, claim in claims:
        for place, reading in enumerate(claim.readings):
            kind = reading.content.kind
            first = (str(number), Text(gettext(claim.kind), style=_STYLES[claim.kind])) if place == 0 else ("", Text())
            words = Text(printable(content_words(reading.content, language)))
            if kind != claim.kind:
                words = Text(f"{gettext(kind)}: ").append_text(words)
            if reading.note and not _is_said(reading) and (note := printable(gettext(reading.note))) not in words.plain:
                words.append(f" ({note})", style="dim")
            if place == 0 and claim.said_by and len({other.said_by for other in statement.claims}) > 1:
                words.append(f" – {printable(claim.said_by)}", style="dim")
            table.add_row(*first, words, share_words(reading.weight, language) if len(claim.readings) > 1 else "")
    console.print(table)


def _is_said(reading: Reading) -> bool:
    """Whether the words of a reading already say what its note does: wanted or measured, a year each or in all."""
    content = reading.content
    over_years = isinstance(content, Level) and content.period is not None and content.period.months > _A_YEAR
    return over_years or reading.note in ("a target", "measured")


def _print_item(line: str | Text, console: Console, *, sign: str = "·", style: str = "") -> None:
    """Print a line of a list; what does not fit hangs under its words."""
    from rich.table import Table
    from rich.text import Text

    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_row(Text(sign, style=style), line if isinstance(line, Text) else Text(line, style=style))
    console.print(grid)


def _contents(statement: Statement, kind: str) -> Iterator[Area | Interest]:
    for claim in statement.claims:
        content = claim.readings[0].content
        if claim.kind == kind and isinstance(content, (Area, Interest)):
            yield content


def _print_areas(statement: Statement, language: str, console: Console) -> None:
    from rich.text import Text

    gettext = gettext_of(language)
    areas = {content.key: content for content in _contents(statement, "area") if isinstance(content, Area)}
    if areas:
        console.print(f"\n{gettext('Areas named')}", style="bold")
    for area in areas.values():
        codes = [f"{name} {' '.join(found)}" for name, found in (("HS", area.hs), ("EBOPS", area.ebops), ("ISIC", area.isic)) if found]
        line = Text(_label(area, language))
        if area.arms:
            line.append(f"  {gettext('arms: recognised, kept out of every ranking')}")
        _print_item(line.append(f"  {' · '.join(codes)}" if codes else "", style="dim"), console)


def _print_interests(statement: Statement, language: str, console: Console) -> None:
    gettext = gettext_of(language)
    interests = [content for content in _contents(statement, "interest") if isinstance(content, Interest)]
    if interests:
        console.print(f"\n{gettext('Interests')}", style="bold")
    for interest in interests:
        _print_item(printable(content_words(interest, language)), console)


def _print_makers(statement: Statement, language: str, console: Console) -> None:
    """Name the publicly known makers of arms that the text names."""
    from messlatte.screening.makers import REASON, arms_makers_in

    gettext = gettext_of(language)
    for mention in arms_makers_in(statement.text):
        said, words = printable(mention.quote.of(statement.text)), gettext(REASON).format(isic=mention.maker.isic)
        console.print()
        _print_item(f"{said}: {words}  {mention.maker.source}", console, sign="■", style="bold yellow")
