"""What is said of an appraised project, in the reader's language: one sheet behind terminal, page and brief."""

from __future__ import annotations

from dataclasses import dataclass

from messlatte.brief.economies import economy_name
from messlatte.brief.numbers import of_hundred
from messlatte.brief.project_tables import (
    BenefitGroup,
    Table,
    benefit_groups,
    cash_table,
    flow_table,
    parameter_table,
    phase_table,
    trade_table,
)
from messlatte.brief.project_words import axis_unit, in_unit, indicator_name, range_text
from messlatte.core.appraisal import Appraisal, Swing
from messlatte.core.i18n import translations

__all__ = ["Flagged", "ProjectSheet", "Tornado", "project_sheet"]

_BARS = 10
"""Bars of a tornado that are shown; the rest are in the JSON."""


@dataclass(frozen=True, slots=True)
class Flagged:
    """What a screening found, one sentence a flag, and what was looked in."""

    flags: tuple[str, ...]
    screened: str


@dataclass(frozen=True, slots=True)
class Tornado:
    """Bars of one outcome, widest first, with their words: parameter, value at its low end, value at its high end."""

    title: str
    alt: str
    swings: tuple[Swing, ...]
    labels: tuple[str, ...]
    base: float
    rows: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class ProjectSheet:
    """Everything the layouts show; money in ``scale`` USD, named ``unit``."""

    id: str
    title: str
    subtitle: str
    lead: str
    caveat: str
    flags: tuple[str, ...]
    screened: str
    notes: tuple[str, ...]
    parties: tuple[str, str]
    scale: float
    unit: str
    benefits: tuple[BenefitGroup, ...]
    trade: Table
    trade_alt: str
    flows: Table
    cash: Table
    cash_alt: str
    tornados: tuple[Tornado, ...]
    phases: Table
    parameters: Table
    source: str
    provenance: tuple[tuple[str, str], ...]
    appraisal: Appraisal


def project_sheet(appraisal: Appraisal, language: str, flagged: Flagged | None = None) -> ProjectSheet:
    """Write an appraisal out.

    Parameters
    ----------
    appraisal : Appraisal
    language : str
        ``de``, ``en`` or ``ru``.
    flagged : Flagged, optional
        Flags of the screening in words; they stand first.
    """
    project, _ = appraisal.project, translations(language).gettext
    names = (economy_name(project.parties[0], language), economy_name(project.parties[1], language))
    ranges = [year.gross for year in appraisal.trade] + [row.net for row in appraisal.cash]
    scale, unit = axis_unit(max(abs(value) for found in ranges for value in (found.p10, found.p90)), language)
    return ProjectSheet(
        id=project.id,
        title=_(project.title),
        subtitle=" · ".join(f"{name}: {_(role)}" for name, role in zip(names, project.roles, strict=True)),
        lead=_lead(appraisal, names, scale, unit, language),
        caveat=_caveat(appraisal, language),
        flags=flagged.flags if flagged else (),
        screened=flagged.screened if flagged else "",
        notes=tuple(_(note) for note in appraisal.notes),
        parties=names,
        scale=scale,
        unit=unit,
        benefits=benefit_groups(appraisal, scale, language),
        trade=trade_table(appraisal, scale, unit, language),
        trade_alt=_trade_alt(appraisal, scale, unit, language),
        flows=flow_table(appraisal, scale, unit, language),
        cash=cash_table(appraisal, names, scale, unit, language),
        cash_alt=_cash_alt(appraisal, names, scale, unit, language),
        tornados=_tornados(appraisal, names, scale, unit, language),
        phases=phase_table(project, language),
        parameters=parameter_table(project, language),
        source=project.source,
        provenance=_provenance(appraisal, language),
        appraisal=appraisal,
    )


def _lead(appraisal: Appraisal, names: tuple[str, str], scale: float, unit: str, language: str) -> str:
    """The answer in one sentence: what trade it adds in its best year, and how sure that is."""
    _ = translations(language).gettext
    best = appraisal.at_peak.additional
    low, middle, high = (in_unit(value, scale, language) for value in (best.p10, best.p50, best.p90))
    template = _(
        "If it is carried out, it adds {amount} {unit} of trade between {a} and {b} in its best year, year {n} after the start. "
        "That it is carried out is taken to be {chance}."
    )
    return template.format(
        amount=range_text(low, middle, high, language), unit=unit, a=names[0], b=names[1], n=appraisal.peak + 1,
        chance=of_hundred(appraisal.success.mean, language),
    )  # fmt: skip


def _caveat(appraisal: Appraisal, language: str) -> str:
    parameters = appraisal.project.parameters
    assumed = sum(p.assumption for p in parameters)
    template = translations(language).ngettext(
        "{n} of {all} numbers is an assumption, marked so below; replace it by what you know.",
        "{n} of {all} numbers are assumptions, marked so below; replace them by what you know.",
        assumed,
    )
    return template.format(n=assumed, all=len(parameters))


def _trade_alt(appraisal: Appraisal, scale: float, unit: str, language: str) -> str:
    _ = translations(language).gettext
    best = appraisal.at_peak
    return _("Bar chart: additional trade by year after the start, goods and services; greatest in year {n} with {amount} {unit}.").format(
        n=appraisal.peak + 1, amount=in_unit(best.additional.p50, scale, language), unit=unit
    )


def _cash_alt(appraisal: Appraisal, names: tuple[str, str], scale: float, unit: str, language: str) -> str:
    _ = translations(language).gettext
    parts = []
    for party, name in zip(appraisal.project.parties, names, strict=True):
        years = [row.net.p50 for row in appraisal.cash if row.party == party]
        parts.append(
            _("{name} from {low} to {high}").format(
                name=name, low=in_unit(min(years), scale, language), high=in_unit(max(years), scale, language)
            )
        )
    return _("Chart: net cash of both sides by year after the start, middle and 80 % range; {parts} {unit} a year.").format(
        parts="; ".join(parts), unit=unit
    )


def _tornados(appraisal: Appraisal, names: tuple[str, str], scale: float, unit: str, language: str) -> tuple[Tornado, ...]:
    _ = translations(language).gettext
    by_code = dict(zip(appraisal.project.parties, names, strict=True))
    titles = {("trade", ""): _("Additional trade of the best year")}
    titles |= {("npv", code): f"{indicator_name('npv', language)}, {name}" for code, name in by_code.items()}
    labels = {p.name: _(p.title) for p in appraisal.project.parameters}
    found = []
    for key, title in titles.items():
        bars = tuple(s for s in appraisal.swings if (s.indicator, s.party) == key)[:_BARS]
        if not bars:
            continue
        alt = _("Tornado: {title} in {unit}; most depends on {first}.").format(title=title, unit=unit, first=labels[bars[0].parameter])
        rows = tuple((labels[s.parameter], in_unit(s.low, scale, language), in_unit(s.high, scale, language)) for s in bars)
        found.append(Tornado(title, alt, bars, tuple(labels[s.parameter] for s in bars), bars[0].base, rows))
    return tuple(found)


def _provenance(appraisal: Appraisal, language: str) -> tuple[tuple[str, str], ...]:
    from messlatte import __version__

    _ = translations(language).gettext
    project = appraisal.project
    sources = dict.fromkeys(part for row in appraisal.indicators for part in row.source.split("; ") if part)
    return (
        *((_("Figures of the benefits"), source) for source in ["; ".join(sources)] if source),
        (_("Method"), appraisal.method),
        (_("Draws"), f"{appraisal.draws:,}".replace(",", "\u00a0")),
        (_("Seed"), str(appraisal.seed)),
        (_("Prices"), _("dollars of {year}").format(year=project.price_year)),
        (_("Version"), __version__),
    )
