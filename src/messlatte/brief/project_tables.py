"""Tables of an appraisal: benefits by party, trade, flows, cash, phases, parameters with their sources."""

from __future__ import annotations

from dataclasses import dataclass

from messlatte.brief.flat_table import csv_text, xlsx_bytes
from messlatte.brief.numbers import integer
from messlatte.brief.project_words import BENEFITS, benefit_name, in_unit, indicator_name, indicator_text, number_text, range_text
from messlatte.core.appraisal import Appraisal, Indicator, Range
from messlatte.core.i18n import translations
from messlatte.core.project import Parameter, Project
from messlatte.projects.document import parameter_rows, table_rows
from messlatte.projects.draws import middle
from messlatte.projects.formula import evaluate

__all__ = [
    "BenefitGroup",
    "BenefitRow",
    "Table",
    "appraisal_csv",
    "appraisal_xlsx",
    "benefit_groups",
    "cash_table",
    "flow_table",
    "parameter_table",
    "phase_table",
    "trade_table",
]

_UNITS = {"USD": "", "1": "", "years": "years", "FTE": "full-time jobs", "person-years": "person-years", "days": "days"}


@dataclass(frozen=True, slots=True)
class Table:
    """A caption, a head and rows of text; the first ``words`` columns are words, the others numbers."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    words: int = 1


@dataclass(frozen=True, slots=True)
class BenefitRow:
    """One indicator: cells of both parties, or one for both together."""

    name: str
    unit: str
    cells: tuple[str, ...]
    assumption: bool


@dataclass(frozen=True, slots=True)
class BenefitGroup:
    """One of the five benefits."""

    title: str
    rows: tuple[BenefitRow, ...]


def benefit_groups(appraisal: Appraisal, scale: float, language: str) -> tuple[BenefitGroup, ...]:
    """The five benefits by both parties; no sum, no score."""
    _ = translations(language).gettext
    groups = []
    for benefit in BENEFITS:
        rows = []
        own = [row for row in appraisal.indicators if row.benefit is benefit]
        for name in dict.fromkeys(row.name for row in own):
            same = [row for row in own if row.name == name]
            cells = _cells(appraisal.project, same, scale, language)
            if cells is not None:
                unit = _(_UNITS[same[0].unit]) if _UNITS.get(same[0].unit) else ""
                rows.append(BenefitRow(indicator_name(name, language), unit, cells, any(row.assumption for row in same)))
        if rows:
            groups.append(BenefitGroup(benefit_name(benefit, language), tuple(rows)))
    return tuple(groups)


def _cells(project: Project, rows: list[Indicator], scale: float, language: str) -> tuple[str, ...] | None:
    by_party = {row.party: row for row in rows}
    if "" in by_party:
        return (indicator_text(by_party[""], scale, language),)
    return tuple(indicator_text(by_party.get(party), scale, language) for party in project.parties)


def _spread(found: Range, scale: float, language: str) -> str:
    low, middle_, high = (in_unit(value, scale, language) for value in (found.p10, found.p50, found.p90))
    return range_text(low, middle_, high, language)


def trade_table(appraisal: Appraisal, scale: float, unit: str, language: str) -> Table:
    """Trade of both directions by year after the start."""
    _ = translations(language).gettext
    head = (
        _("Year"), _("gross"), _("additional"), _("of it goods"), _("of it services"), _("goods at import value"), _("crossed twice"),
    )  # fmt: skip
    rows = tuple(
        (str(y.age + 1), *(_spread(r, scale, language) if r is y.additional else in_unit(r.p50, scale, language)
                           for r in (y.gross, y.additional, y.goods, y.services, y.at_import_value, y.twice)))
        for y in appraisal.trade
    )  # fmt: skip
    caption = _(
        "Trade between both sides by year after the start in {unit}: middle of the draws, for the additional trade with 80 % range."
    )
    return Table(caption.format(unit=unit), head, rows)


def flow_table(appraisal: Appraisal, scale: float, unit: str, language: str) -> Table:
    """Each flow: code, direction, its best year, and its mean over all years."""
    _ = translations(language).gettext
    rows = []
    for flow in appraisal.project.flows:
        years = [row for row in appraisal.flows if row.flow.id == flow.id]
        best = max(years, key=lambda row: abs(row.gross.p50))
        scheme = "EBOPS" if flow.is_service else "HS"
        total = in_unit(sum(row.additional.mean for row in years), scale, language)
        words = (_(flow.title), f"{scheme} {flow.code}", f"{flow.exporter} → {flow.importer}")
        numbers = (str(best.age + 1), in_unit(best.gross.p50, scale, language), _spread(best.additional, scale, language), total)
        rows.append(words + numbers)
    head = (_("Flow"), _("Code"), _("Direction"), _("Best year"), _("gross"), _("additional"), _("additional, all years"))
    return Table(_("Flows that cross the border, in {unit}.").format(unit=unit), head, tuple(rows), words=3)


def cash_table(appraisal: Appraisal, names: tuple[str, str], scale: float, unit: str, language: str) -> Table:
    """Net cash and investment of both parties by year."""
    _ = translations(language).gettext
    first, second = ([row for row in appraisal.cash if row.party == party] for party in appraisal.project.parties)
    rows = tuple(
        (
            str(a.age + 1), _spread(a.net, scale, language), in_unit(a.investment.p50, scale, language), _spread(b.net, scale, language),
            in_unit(b.investment.p50, scale, language),
        )
        for a, b in zip(first, second, strict=True)
    )  # fmt: skip
    head = (_("Year"), names[0], f"{names[0]}: {_('investment')}", names[1], f"{names[1]}: {_('investment')}")
    return Table(_("Net cash by year after the start in {unit}, before credit.").format(unit=unit), head, rows)


def appraisal_csv(appraisal: Appraisal, language: str) -> str:
    """Every number of an appraisal, one with its range a row."""
    return csv_text(table_rows(appraisal, language))


def appraisal_xlsx(appraisal: Appraisal, language: str) -> bytes:
    """The same as a workbook, with the parameters and their sources on a second sheet."""
    return xlsx_bytes({"appraisal": table_rows(appraisal, language), "parameters": parameter_rows(appraisal.project, language)})


def phase_table(project: Project, language: str) -> Table:
    """Phases: begin and length in months, at the middle of the ranges."""
    import numpy as np

    _ = translations(language).gettext
    values = middle(project)

    def months(formula: str) -> str:
        return number_text(float(evaluate(formula, values, np.zeros((1, 1))).reshape(-1)[0]), language, 0)

    rows = tuple((_(phase.label or phase.id), months(phase.begins), months(phase.months)) for phase in project.phases)
    return Table(_("Phases, in months from the start."), (_("Phase"), _("begins"), _("takes")), rows)


def _plain(value: float, language: str) -> str:
    """A parameter's number, neither rounded away nor longer than needed."""
    size = abs(value)
    if size >= 1000 or value == round(value):
        return number_text(value, language, 0) if size < 1e15 else f"{value:g}"
    text = f"{size:.4g}"
    return number_text(value, language, len(text.partition(".")[2])) if "e" not in text else text


def _range(parameter: Parameter, language: str) -> str:
    if parameter.low == parameter.high:
        return _plain(parameter.value, language)
    low, middle_, high = (_plain(value, language) for value in (parameter.low, parameter.value, parameter.high))
    return range_text(low, middle_, high, language)


def parameter_table(project: Project, language: str) -> Table:
    """Every number with unit, year and source; assumptions say so."""
    _ = translations(language).gettext
    rows = []
    for p in project.parameters:
        source = f"{p.source}, {p.page}" if p.page else p.source
        value = _range(p, language) if p.unit == "1" else f"{_range(p, language)} {_(p.unit)}"
        rows.append((_(p.title), value, str(p.year), f"{_('assumption')}: {source}" if p.assumption else source))
    head = (_("Parameter"), _("value (range)"), _("year"), _("source"))
    caption = _("{n} numbers, each with its source.").format(n=integer(len(rows), language))
    return Table(caption, head, tuple(rows), words=4)
