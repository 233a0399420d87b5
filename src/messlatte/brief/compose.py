"""From an answer to its `Sheet`."""

from __future__ import annotations

import math

from messlatte.brief.alt_text import dots_alt
from messlatte.brief.economies import economy_name, pair_name
from messlatte.brief.facts import facts_of
from messlatte.brief.likelihood import capital, expectation, headline, likelihood_sentence
from messlatte.brief.numbers import (
    chance,
    day,
    integer,
    money,
    month,
    multiple,
    of_hundred,
    percent,
    period,
    span,
    unit_of,
    year_count,
)
from messlatte.brief.picture import picture_of
from messlatte.brief.provenance import provenance_of
from messlatte.brief.quotation import excerpt, segments
from messlatte.brief.sheet import AreaRow, Choice, Dots, ExampleRow, HorizonRow, Note, Sheet, TideRow
from messlatte.core.answer import Answer, Probability, Verdict
from messlatte.core.claims import Area
from messlatte.core.errors import NothingMeasurableError, UsageError, unknown_option
from messlatte.core.i18n import finding_message, translations
from messlatte.core.statement import Severity, Statement
from messlatte.statement.areas import sectors
from messlatte.verdict.scale import height_of
from messlatte.verdict.scale import of_hundred as whole_of_hundred
from messlatte.verdict.wording import reading_words, sentence_of

__all__ = ["compose"]

_TIDES = ("low", "middle", "high")
_NO_SERIES = frozenset({"region-without-series", "no-level"})


def compose(answer: Answer, language: str, *, reading: int = 1, tide: str | None = None, permalink: str | None = None) -> Sheet:
    """Write an answer out in a language.

    Parameters
    ----------
    answer : Answer
        What was found.
    language : str
        ``de``, ``en`` or ``ru``.
    reading : int
        Which verdict is shown, counted from 1, the likeliest first.
    tide : str, optional
        ``low``, ``middle`` or ``high``: show the chance under that scenario of world trade.
    permalink : str, optional
        Address of the page, for the provenance and the citation.

    Raises
    ------
    NothingMeasurableError
        If the answer holds no verdict.
    UsageError
        If there is no such reading or tide.
    """
    if not answer.verdicts:
        raise NothingMeasurableError("the statement holds no level and target that could be measured; a page needs at least one verdict")
    if not 1 <= reading <= len(answer.verdicts):
        raise UsageError(f"reading: {reading} is not one of the {len(answer.verdicts)} readings")
    verdict = answer.verdicts[reading - 1]
    if tide is not None and tide not in _TIDES:
        raise unknown_option("tide", tide, _TIDES)
    shown = _shown(verdict, tide)
    names = pair_name(answer.pair, language) if answer.pair else ""
    head = headline(verdict.height if tide is None else height_of(shown), shown, language)
    provenance = provenance_of(answer, verdict, permalink)
    return Sheet(
        language=language,
        id=answer.id,
        title=f"{head}. {names}".rstrip(". "),
        headline=head,
        lead=_lead(verdict, language),
        sentence=sentence_of(answer.verdicts, language),
        together=_together(answer, language),
        said_by=_said_by(answer.statement, language) if answer.statement else None,
        quote=excerpt(answer.statement, _measured(verdict, answer.statement)) if answer.statement else (),
        text=segments(answer.statement) if answer.statement else (),
        text_language=answer.statement.language if answer.statement else language,
        choices=_choices(answer, reading, language),
        picture=picture_of(verdict, names, language),
        dots=_dots(verdict, shown, tide, language),
        facts=facts_of(verdict, language, tide),
        unknown=_unknown(answer, verdict, language),
        tides=_tides(verdict, tide, language),
        tide_words=_tide_words(verdict, tide, language),
        horizons=_horizons(verdict, language),
        reference=verdict.base_rate.description if verdict.base_rate else None,
        examples=_examples(verdict, language),
        areas=_areas(answer.statement, language),
        citation=_citation(head, names, provenance.version, permalink, language),
        provenance=provenance,
        reading=reading,
        tide=tide,
    )


def _shown(verdict: Verdict, tide: str | None) -> float | None:
    """Probability behind dots and words: the verdict's own, or that of the tide asked for."""
    for part in verdict.tide:
        if part.name == tide:
            return part.probability
    return verdict.probability.value if verdict.probability else None


def _measured(verdict: Verdict, statement: Statement) -> tuple[int, ...]:
    return tuple(
        i for i in verdict.claims if i < len(statement.claims) and statement.claims[i].kind in ("level", "growth", "target", "multiple")
    )


def _lead(verdict: Verdict, language: str) -> str:
    _ = translations(language).gettext
    baseline = money(verdict.baseline.amount, language)
    if verdict.baseline.period is not None:
        baseline += f" ({period(verdict.baseline.period, language)})"
    target, growth = money(verdict.target, language), percent(verdict.required_growth, language, signed=True)
    if not math.isfinite(verdict.multiple):
        return _("The level is not known, so the height of the bar at {target} cannot be measured.").format(target=target)
    if verdict.multiple <= 1:
        first = _("The turnover of {baseline} already reaches the target of {target}.").format(baseline=baseline, target=target)
    elif verdict.by is not None:
        by = month(verdict.by, language)
        first = _("From {baseline} to {target} by {by} takes {growth} a year.").format(
            baseline=baseline, target=target, by=by, growth=growth
        )
    else:
        years = year_count(verdict.years, language)
        template = _("No deadline was named. From {baseline} to {target} within {years} takes {growth} a year.")
        first = template.format(baseline=baseline, target=target, years=years, growth=growth)
    if verdict.base_rate is None or not verdict.base_rate.n:
        return first
    return (
        first + " " + _("{rate} comparable trading pairs managed that.").format(rate=capital(of_hundred(verdict.base_rate.value, language)))
    )


def _together(answer: Answer, language: str) -> str | None:
    if answer.mixture is None or len(answer.verdicts) < 2:
        return None
    _ = translations(language).gettext
    return _("All readings together: {rate}.").format(rate=of_hundred(answer.mixture.probability.value, language))


def _said_by(statement: Statement, language: str) -> str | None:
    parts = []
    if statement.speaker is not None:
        parts.append(statement.speaker.name)
    if statement.venue:
        parts.append(statement.venue)
    if statement.made_on is not None:
        parts.append(day(statement.made_on, language))
    return ", ".join(parts) or None


def _choices(answer: Answer, reading: int, language: str) -> tuple[Choice, ...]:
    _ = translations(language).gettext
    out = []
    for index, verdict in enumerate(answer.verdicts, 1):
        notes = reading_words(verdict, language)
        known = math.isfinite(verdict.baseline.amount.value)
        start = money(verdict.baseline.amount, language) if known else _("level not known")
        label = start + (f" ({notes})" if notes else "")
        value = verdict.probability.value if verdict.probability else None
        rate = of_hundred(value, language) if value is not None else "–"
        out.append(
            Choice(
                index, label, percent(verdict.weight, language, digits=0), rate, headline(verdict.height, value, language), index == reading
            )
        )
    return tuple(out)


def _dots(verdict: Verdict, shown: float | None, tide: str | None, language: str) -> Dots | None:
    if shown is None:
        return None
    interval = _interval(verdict.probability, language) if tide is None else ""
    return Dots(
        whole_of_hundred(shown), likelihood_sentence(shown, language), expectation(shown, language), interval, dots_alt(shown, language)
    )


def _interval(probability: Probability | None, language: str) -> str:
    if probability is None:
        return ""
    _ = translations(language).gettext
    band = span(chance(probability.low, language), chance(probability.high, language))
    return _("Range of this estimate (80 of 100): {band}.").format(band=band)


def _unknown(answer: Answer, verdict: Verdict, language: str) -> tuple[Note, ...]:
    _ = translations(language).gettext
    notes = [Note(finding_message(finding, language), finding.severity.value) for finding in answer.findings]
    if not verdict.history and not any(finding.code in _NO_SERIES for finding in answer.findings):
        notes.append(Note(_("No customs series of this pair is loaded: the level rests on the statement alone."), Severity.WARNING.value))
    return tuple(notes)


def _tides(verdict: Verdict, tide: str | None, language: str) -> tuple[TideRow, ...]:
    _ = translations(language).gettext
    names = {"low": _("low tide"), "middle": _("middle tide"), "high": _("high tide")}
    return tuple(
        TideRow(
            part.name,
            names.get(part.name, part.name),
            percent(part.world_growth - 1, language, signed=True, digits=0),
            of_hundred(part.probability, language),
            whole_of_hundred(part.probability),
            part.name == tide,
        )
        for part in verdict.tide
    )


def _tide_words(verdict: Verdict, tide: str | None, language: str) -> str | None:
    """Sentence that says under which course of world trade the dots stand."""
    for row in _tides(verdict, tide, language):
        if row.active:
            return translations(language).gettext("World trade: {tide} ({change}).").format(tide=row.label, change=row.world)
    return None


def _horizons(verdict: Verdict, language: str) -> tuple[HorizonRow, ...]:
    return tuple(
        HorizonRow(
            year_count(horizon.years, language),
            str(horizon.by.year),
            percent(horizon.required_growth, language, signed=True),
            of_hundred(horizon.base_rate.value, language),
            of_hundred(horizon.probability.value, language),
            horizon.years == verdict.years,
        )
        for horizon in verdict.horizons
    )


def _examples(verdict: Verdict, language: str) -> tuple[ExampleRow, ...]:
    _ = translations(language).gettext
    out = []
    for example in verdict.examples:
        pair = f"{economy_name(example.exporter, language)} – {economy_name(example.importer, language)}"
        scale, word = unit_of(max(example.first, example.last), language)
        change = f"{integer(example.first / scale, language)} → {integer(example.last / scale, language)} {word} USD".replace("  ", " ")
        reached = _("reached") if example.reached else _("not reached")
        out.append(
            ExampleRow(
                pair, f"{example.start}–{example.end}", change, multiple(example.last / example.first, language), example.reached, reached
            )
        )
    return tuple(out)


def _areas(statement: Statement | None, language: str) -> tuple[AreaRow, ...]:
    _ = translations(language).gettext
    out = {}
    for claim in statement.claims if statement else ():
        content = claim.readings[0].content
        if isinstance(content, Area):
            schemes = (("HS", content.hs), ("EBOPS", content.ebops), ("ISIC", content.isic))
            codes = "; ".join(f"{scheme} {', '.join(values)}" for scheme, values in schemes if values)
            note = _("arms: recognised, kept out of every ranking") if content.arms else ""
            sector = sectors().get(content.key)
            out[content.key] = AreaRow(sector.label.get(language, content.label) if sector else content.label, codes, note)
    return tuple(out.values())


def _citation(head: str, names: str, version: str, permalink: str | None, language: str) -> str:
    _ = translations(language).gettext
    text = _("Messlatte {version}: “{headline}”, {names}.").format(version=version, headline=head, names=names)
    text = text if names else text.removesuffix(", .") + "."
    return f"{text} {permalink}" if permalink else text
