"""Projects side by side on the terminal: who is unbeaten, for which share of all weights each comes first, what the user's weights say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from messlatte.cli.project_view import open_console, text_grid
from messlatte.cli.statement_view import printable
from messlatte.core.i18n import translations

if TYPE_CHECKING:
    from rich.console import Console

    from messlatte.projects.compare import Comparison

__all__ = ["print_comparison"]


def print_comparison(found: Comparison, language: str) -> None:
    """Print projects side by side, and who beats whom."""
    from messlatte.brief.economies import economy_name
    from messlatte.brief.numbers import of_hundred, percent
    from messlatte.brief.project_words import axis_unit, in_unit, indicator_name, indicator_text, range_text
    from messlatte.core.appraisal import Benefit

    _, console = translations(language).gettext, open_console()
    parties = [party for _benefit, name, party in found.criteria if name == "enpv"]
    scale, unit = axis_unit(max(abs(row.appraisal.at_peak.additional.p90) for row in found.projects), language)
    console.print(_("Projects side by side"), style="bold")
    console.print(_("Amounts in {unit}: middle of the draws and 80 % range, if it is carried out.").format(unit=unit), style="dim")
    names = (f"{indicator_name('enpv', language)}, {economy_name(party, language)}" for party in parties)
    grid = text_grid("", _("carried out"), _("Additional trade of the best year"), *names, _("unbeaten"), _("first"))
    for row, first in zip(found.projects, found.acceptability.ranks[:, 0], strict=True):
        best = row.appraisal.at_peak.additional
        low, middle, high = (in_unit(value, scale, language) for value in (best.p10, best.p50, best.p90))
        cells = (indicator_text(row.appraisal.of(Benefit.PROFIT, "enpv", party), scale, language) for party in parties)
        grid.add_row(
            printable(row.appraisal.project.title),
            of_hundred(row.appraisal.success.mean, language),
            range_text(low, middle, high, language),
            *cells,
            _("yes") if row.on_front else _("no"),
            percent(float(first), language, digits=0),
        )
    console.print(grid)
    compared = "; ".join(_criterion(criterion, language) for criterion in found.criteria)
    console.print(_("Compared in: {what}.").format(what=compared), style="dim")
    words = _("Unbeaten: no other is at least as good in all of these and better in one, at the middle of the draws.")
    console.print(words, style="dim")
    words = _("First: share of {n} sets of weights, drawn evenly, for which it comes first. No weights are better than others.")
    console.print(words.format(n=f"{found.acceptability.draws:,}".replace(",", "\u202f")), style="dim")
    for row in found.projects:
        for name in row.dominated_often:
            text = _("{name} beats {other} in all of them in {share} of the draws.")
            share = percent(row.dominated[name], language, digits=0)
            console.print(text.format(name=name, other=row.appraisal.project.id, share=share), style="dim")
    _print_order(console, found, language)
    console.print(_("The five benefits are not added up: what counts more is for you to say."), style="dim")


def _criterion(criterion: tuple[str, str, str], language: str) -> str:
    from messlatte.brief.economies import economy_name
    from messlatte.brief.project_words import indicator_name

    _, name, party = criterion
    title = translations(language).gettext("Additional trade of the best year") if name == "additional" else indicator_name(name, language)
    return f"{title}, {economy_name(party, language)}" if party else title


def _print_order(console: Console, found: Comparison, language: str) -> None:
    """The order by the user's weights, and where the first place changes."""
    from messlatte.brief.numbers import percent

    _ = translations(language).gettext
    if found.by_weights is None:
        return
    console.print("\n" + _("By your weights: {order}").format(order=", ".join(found.by_weights.order)), style="bold")
    for criterion, weight, (below, above) in zip(found.criteria, found.by_weights.weights, found.by_weights.flips, strict=True):
        edges = [percent(edge, language, digits=0) for edge in (below, above) if edge is not None]
        words = _("another comes first at {edges}") if edges else _("no weight of it changes the first place")
        line = f"{_criterion(criterion, language)}: {percent(weight, language, digits=0)}; {words.format(edges=', '.join(edges))}"
        console.print("  " + line, style="dim")
