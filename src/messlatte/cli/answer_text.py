"""An answer on the terminal: the sentence first, then the numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from messlatte.core.i18n import finding_message, translations

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from messlatte.core.answer import Answer, Example, Probability, Verdict

__all__ = ["print_answer"]


def print_answer(answer: Answer) -> None:
    """Print an answer to standard output, findings and sources included."""
    from rich.console import Console

    console = Console(soft_wrap=False, highlight=False)
    console.print(answer.sentence, style="bold")
    for verdict in sorted(answer.verdicts, key=lambda v: -v.weight):
        console.print()
        _print_verdict(console, verdict, answer.language)
    gettext = translations(answer.language).gettext
    if answer.mixture is not None and len(answer.verdicts) > 1:
        console.print()
        console.print(f"{gettext('All readings, mixed by weight')}: {_chance(answer.mixture.probability, answer.language)}")
    if answer.findings:
        console.print()
    for finding in answer.findings:
        console.print(f"{gettext(finding.severity.value)}: {finding_message(finding, answer.language)}")
    for source in answer.sources:
        console.print(f"{gettext('Source')}: {source.producer}, {source.title} ({source.version})", style="dim")


def _print_verdict(console: Console, verdict: Verdict, language: str) -> None:
    from rich.table import Table

    from messlatte.verdict.numbers import money, number, percent
    from messlatte.verdict.wording import reading_words

    gettext = translations(language).gettext
    base = verdict.baseline
    head = reading_words(verdict, language) or gettext("Reading")
    console.print(f"[bold]{head}[/bold] ({gettext('weight')} {percent(verdict.weight, language, 0)})")
    facts = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    if base.period is not None:
        facts.add_row(gettext("Level"), f"{money(base.amount.value, base.amount.currency, language)} ({base.period}, {base.method})")
    facts.add_row(
        gettext("Target"), money(verdict.target.value, verdict.target.currency, language) + (f", {verdict.by}" if verdict.by else "")
    )
    if base.period is not None:
        facts.add_row(gettext("Multiple"), number(verdict.multiple, language, 2))
    if verdict.probability is not None:
        _add_measured(facts, verdict, language)
    console.print(facts)
    if verdict.horizons:
        console.print(_by_horizon(verdict, language))
    for reached, title in ((True, gettext("Made it")), (False, gettext("Did not"))):
        shown = [_example(example, language) for example in verdict.examples if example.reached is reached]
        if shown:
            console.print(f"{title}: {'; '.join(shown)}", style="dim")


def _add_measured(facts: Table, verdict: Verdict, language: str) -> None:
    from messlatte.verdict.numbers import number, percent
    from messlatte.verdict.wording import height_words, likelihood_words

    gettext = translations(language).gettext
    if verdict.probability is None or verdict.probability_in_year is None:
        return
    chance = verdict.probability
    facts.add_row(gettext("Reached by then"), f"{_chance(chance, language)}, {likelihood_words(chance.value, language)}")
    facts.add_row(gettext("In that year itself"), _chance(verdict.probability_in_year, language))
    facts.add_row(gettext("Height"), height_words(verdict.height, language))
    passage = verdict.years_to_clear
    if passage is not None:
        quantiles = " / ".join(gettext("over 15") if q is None else number(q, language, 1) for q in (passage.p10, passage.p50, passage.p90))
        facts.add_row(
            gettext("Years to clear (10/50/90 %)"), f"{quantiles}; {gettext('not within 15 years')}: {percent(passage.never, language, 0)}"
        )
    if verdict.years_at_stated_pace is not None:
        facts.add_row(gettext("Years at the stated pace"), number(verdict.years_at_stated_pace, language, 1))
    for part in verdict.tide:
        facts.add_row(
            f"{gettext('World trade')} {gettext(part.name)}",
            f"x {number(part.world_growth, language, 2)}: {percent(part.probability, language, 0)}",
        )


def _by_horizon(verdict: Verdict, language: str) -> Table:
    from rich.table import Table

    from messlatte.verdict.numbers import count, percent, rate

    gettext = translations(language).gettext
    table = Table(box=None, header_style="dim", padding=(0, 2, 0, 0))
    for title in (gettext("By"), gettext("Growth a year"), gettext("Comparable pairs"), gettext("Probability"), gettext("80 % interval")):
        table.add_column(title, justify="right")
    for h in verdict.horizons:
        counted = f"{percent(h.base_rate.value, language, 0)} ({count(h.base_rate.reached, language)}/{count(h.base_rate.n, language)})"
        span = f"{percent(h.probability.low, language, 0)} - {percent(h.probability.high, language, 0)}"
        style = "bold" if h.years == verdict.years else None
        table.add_row(
            str(h.by.year), rate(h.required_growth, language), counted, percent(h.probability.value, language, 0), span, style=style
        )
    return table


def _chance(probability: Probability, language: str) -> str:
    from messlatte.verdict.numbers import hundred, percent

    return f"{hundred(probability.value, language)} ({percent(probability.low, language, 0)} - {percent(probability.high, language, 0)})"


def _example(example: Example, language: str) -> str:
    from messlatte.verdict.numbers import money

    return (
        f"{example.exporter}-{example.importer} {example.start}-{example.end}: "
        f"{money(example.first, 'USD', language)} -> {money(example.last, 'USD', language)}"
    )
