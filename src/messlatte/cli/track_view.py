"""The record of announced targets on the terminal."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from messlatte.core.i18n import translations

if TYPE_CHECKING:
    from rich.console import Console

    from messlatte.track.base_rate import BaseRates, Cell
    from messlatte.track.score import TrackScore
    from messlatte.track.target import AnnouncedTarget

__all__ = ["print_scores", "print_targets"]

_PIPED_WIDTH = 160


def _console() -> Console:
    from rich.console import Console

    return Console(highlight=False, width=None if sys.stdout.isatty() else _PIPED_WIDTH)


def print_targets(targets: Sequence[AnnouncedTarget], language: str, chances: Sequence[float | None] | None = None) -> None:
    """Print targets as a table: parties, announced, level, target, deadline, outcome; our probability where it is given."""
    from rich.table import Table

    from messlatte.brief.economies import economy_name
    from messlatte.verdict.numbers import hundred

    gettext = translations(language).gettext
    heads = ("Parties", "Announced", "Level then", "Target", "Due", "Outcome", *(("Our probability",) if chances else ()))
    table = Table(*(gettext(head) for head in heads), box=None, padding=(0, 2, 0, 0), header_style="bold")
    for index, target in enumerate(targets):
        parties = " \u2192 " if target.flow == "exports" else " \u2013 "
        cells = [
            parties.join((economy_name(target.a, language), economy_name(target.b, language))),
            target.announced or gettext("unknown"),
            _amount(target.level, target.level_currency, language),
            _goal(target, language),
            target.deadline or gettext("no date"),
            _outcome(target, language),
        ]
        if chances:
            chance = chances[index]
            cells.append(gettext("not measurable") if chance is None else hundred(chance, language))
        table.add_row(*cells)
    console = _console()
    console.print(table)
    ngettext = translations(language).ngettext
    console.print(ngettext("{n} target", "{n} targets", len(targets)).format(n=len(targets)), style="dim")


def _amount(value: float | None, currency: str, language: str) -> str:
    from messlatte.verdict.numbers import money

    return "" if value is None else money(value, currency or None, language)


def _goal(target: AnnouncedTarget, language: str) -> str:
    from messlatte.verdict.numbers import number

    if target.target is None:
        return f"\u00d7 {number(target.multiple or 0, language, 2)}"
    return _amount(target.target, target.currency, language)


def _outcome(target: AnnouncedTarget, language: str) -> str:
    words = translations(language).gettext(target.outcome)
    if target.outcome_year is None:
        return words
    return f"{words} ({int(target.outcome_year)}: {_amount(target.outcome_value, target.outcome_currency, language)})"


def print_scores(
    targets: Sequence[AnnouncedTarget],
    rates: BaseRates | None,
    ours: TrackScore | None,
    told: TrackScore | None,
    language: str,
    *,
    honest: bool = False,
) -> None:
    """Print outcomes, the two base rates by band, and how our probabilities would have scored."""
    from messlatte.track.target import Outcome

    console, gettext = _console(), translations(language).gettext
    distinct = [target for target in targets if not target.repeats]
    counts = ", ".join(f"{gettext(o.value)} {sum(t.outcome == o for t in distinct)}" for o in Outcome)
    console.print(gettext("{n} distinct targets: {counts}").format(n=len(distinct), counts=counts))
    if rates is None:
        console.print(gettext("No target with a deadline has fallen due within the trade data."))
        return
    _print_rates(console, rates, language)
    if ours is not None:
        _print_ours(console, ours, told, language, honest=honest)


def _print_rates(console: Console, rates: BaseRates, language: str) -> None:
    from rich.table import Table

    from messlatte.verdict.numbers import percent

    gettext = translations(language).gettext
    console.print()
    console.print(
        gettext("Announced targets that fell due, beside pairs of like size in the same years that had the same multiple"), style="bold"
    )
    heads = ("Multiple", "Years", "Targets", "Reached", "Share", "Comparable pairs")
    table = Table(*(gettext(head) for head in heads), box=None, padding=(0, 2, 0, 0), header_style="bold")
    for cell in rates.cells:
        shares = (percent(cell.reached / cell.n, language, 0), percent(cell.comparable_rate, language, 0))
        table.add_row(_multiple(cell), f"{cell.years[0]}\u2013{cell.years[1]}", str(cell.n), str(cell.reached), *shares)
    for kind in rates.kinds:
        shares = (percent(kind.reached / kind.n, language, 0), percent(kind.comparable_rate, language, 0))
        table.add_row(gettext("goals" if kind.name == "goal" else "expectations"), "", str(kind.n), str(kind.reached), *shares)
    everything = (percent(rates.reached / rates.n, language, 0), percent(rates.comparable_rate, language, 0))
    table.add_row(gettext("all"), "", str(rates.n), str(rates.reached), *everything, style="bold")
    console.print(table)
    low, high = (percent(abs(x), language, 0) for x in (rates.difference_low, rates.difference_high))
    signs = ["\u2212" if x < 0 else "+" for x in (rates.difference_low, rates.difference_high)]
    template = gettext("Difference, 80 % interval over pairs: {low} to {high} points")
    console.print(template.format(low=signs[0] + low.strip("%\u00a0"), high=signs[1] + high.strip("%\u00a0")))


def _multiple(cell: Cell) -> str:
    low, high = cell.multiple
    return f"> {low:g}" if high == float("inf") else f"{low:g}\u2013{high:g}"


def _print_ours(console: Console, ours: TrackScore, told: TrackScore | None, language: str, *, honest: bool) -> None:
    from rich.table import Table

    from messlatte.verdict.numbers import number, percent

    gettext = translations(language).gettext
    console.print()
    console.print(gettext("Our probabilities as of the announcements"), style="bold")
    table = Table(*(gettext(h) for h in ("Said", "Targets", "Mean", "Came true")), box=None, padding=(0, 2, 0, 0), header_style="bold")
    for b in ours.bins:
        span = f"{percent(b.low, language, 0)} \u2013 {percent(b.high, language, 0)}"
        table.add_row(span, str(b.n), percent(b.mean_probability, language, 0), percent(b.reached / b.n, language, 0))
    console.print(table)
    lines = [("ours", ours.brier), *([("ours, told the tide", told.brier)] if told else [])]
    lines += [("share of comparable pairs", ours.brier_comparable), ("mean of the announced, known only now", ours.brier_mean)]
    console.print(f"{gettext('Brier score')}: " + "; ".join(f"{gettext(name)} {number(value, language, 3)}" for name, value in lines))
    seen = "The model has learned from years after these announcements; the pair's own series was cut before them."
    blind = "Every announcement is scored by a model that had seen no year after it."
    console.print(gettext(blind if honest else seen), style="dim")
