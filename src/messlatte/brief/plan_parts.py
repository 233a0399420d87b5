"""The tables of a plan, written out: by year, frontier, tide, what binds, readings."""

from __future__ import annotations

from dataclasses import dataclass

from messlatte.brief.numbers import percent
from messlatte.brief.plan_words import amount, constraint_words, party_name, shortfall_words
from messlatte.core.i18n import translations
from messlatte.core.plan import Limiting, Plan
from messlatte.verdict.numbers import number

__all__ = ["PlanTable", "plan_parts"]

_DUALS = 8
_MONEY = frozenset({Limiting.TOTAL, Limiting.BUDGET, Limiting.CREDIT, Limiting.SECTOR, Limiting.FIRM})


@dataclass(frozen=True, slots=True)
class PlanTable:
    """One table; the first column holds words."""

    key: str
    title: str
    lead: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def plan_parts(plan: Plan, language: str) -> tuple[PlanTable, ...]:
    """All tables that have rows."""
    tables = (
        _years(plan, language),
        _missing(plan, language),
        _binding(plan, language),
        _frontier(plan, language),
        _tides(plan, language),
        _readings(plan, language),
    )
    return tuple(table for table in tables if table.rows)


def _years(plan: Plan, language: str) -> PlanTable:
    _ = translations(language).gettext
    parties = [cost.party for cost in plan.years[-1].cost] if plan.years else []
    rows = []
    for year in plan.years:
        spans = [
            f"{amount(spread.p50, plan, language)} ({amount(spread.p10, plan, language)} – {amount(spread.p90, plan, language)})"
            for spread in (year.base, year.turnover)
        ]
        spent = {cost.party: cost.value for cost in year.cost}
        rows.append((str(year.year), *spans, *(amount(spent[party], plan, language) for party in parties)))
    costs = tuple(_("{party} spends").format(party=party_name(party, plan, language)) for party in parties)
    lead = _("Turnover: median, in brackets 80 of 100 outcomes. Spending: expected, not discounted.")
    return PlanTable("years", _("Year by year"), lead, (_("Year"), _("Without a plan"), _("With the plan"), *costs), tuple(rows))


def _missing(plan: Plan, language: str) -> PlanTable:
    _ = translations(language).gettext
    rows = tuple(tuple(shortfall_words(s, plan, language).rsplit(": ", 1)) for s in plan.shortfalls)
    return PlanTable(
        "missing", _("What is missing"), _("Constraints that would have to give, and by how much."), (_("Constraint"), _("Missing")), rows
    )


def _binding(plan: Plan, language: str) -> PlanTable:
    _ = translations(language).gettext
    ranked = sorted(plan.binding, key=lambda binding: -binding.saving)[:_DUALS]
    rows = []
    for binding in ranked:
        kind = binding.constraint.kind
        if kind in _MONEY:
            saved = _("{n} for each 1 more").format(n=number(binding.saving, language, 2))
        else:
            saved = _("{value} for one more").format(value=amount(binding.saving * 1e6, plan, language))
        rows.append((constraint_words(binding.constraint, plan, language), saved))
    lead = _("What one more unit of it would save in cost, by the duals of the linear relaxation.")
    return PlanTable("binding", _("What binds"), lead, (_("Constraint"), _("Saves")), tuple(rows))


def _frontier(plan: Plan, language: str) -> PlanTable:
    _ = translations(language).gettext
    titles = {project.id: project.title for project in plan.projects} | {out.id: out.title for out in plan.left_out}
    rows = tuple(
        (
            amount(point.cost, plan, language),
            percent(point.probability, language),
            "; ".join(f"{titles.get(name, name)} ({start})" for name, start in point.choices),
        )
        for point in plan.frontier
    )
    head = (_("Cost"), _("Chance"), _("Projects (start)"))
    return PlanTable("frontier", _("More money, more chance"), _("Plans that no other beats in both cost and chance."), head, rows)


def _tides(plan: Plan, language: str) -> PlanTable:
    _ = translations(language).gettext
    names = (_("lowest quarter"), _("second quarter"), _("third quarter"), _("highest quarter"))
    rows = tuple(
        (
            name,
            percent(tide.world - 1, language, signed=True, digits=0),
            percent(tide.probability, language),
            percent(tide.best, language),
            number(100 * (tide.best - tide.probability), language, 1),
        )
        for name, tide in zip(names, plan.tides, strict=False)
    )
    lead = _(
        "The plan under each quarter of the courses of world trade, and the best that the same money could have done had it been known."
    )
    head = (_("World trade"), _("Change"), _("Chance"), _("Best for the money"), _("Regret, points"))
    return PlanTable("tides", _("If the tide is low or high"), lead, head, rows)


def _readings(plan: Plan, language: str) -> PlanTable:
    _ = translations(language).gettext
    rows = tuple(
        (
            ", ".join(_(note) for note in reading.notes if note) or _("the only reading"),
            percent(reading.weight, language, digits=0),
            f"{number(reading.multiple, language, 2)}×",
            percent(reading.empty, language),
            percent(reading.probability, language),
        )
        for reading in plan.readings
    )
    head = (_("Reading"), _("Weight"), _("Multiple"), _("Without a plan"), _("With the plan"))
    lead = _("The same projects, if the statement is read another way.")
    return PlanTable("readings", _("Other readings of the statement"), lead, head, rows if len(rows) > 1 else ())
