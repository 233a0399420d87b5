"""The tables of a plan, written out: by year, frontier, tide, what binds, readings."""

from __future__ import annotations

from dataclasses import dataclass

from messlatte.brief.numbers import percent
from messlatte.brief.plan_words import amount, constraint_words, in_unit, large_unit, party_name, shortfall_words, small_unit
from messlatte.core.i18n import translations
from messlatte.core.plan import Limiting, Plan, Spread
from messlatte.verdict.numbers import count, number

__all__ = ["PlanTable", "plan_parts"]

_DUALS = 8
_MONEY = frozenset({Limiting.TOTAL, Limiting.BUDGET, Limiting.CREDIT, Limiting.SECTOR, Limiting.FIRM})


@dataclass(frozen=True, slots=True)
class PlanTable:
    """One table; ``words`` are the columns that hold words, all others are numbers."""

    key: str
    title: str
    lead: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    words: tuple[int, ...] = (0,)


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
    (scale, unit), (money_scale, money_unit) = large_unit(plan, language), small_unit(plan, language)
    parties = [cost.party for cost in plan.years[-1].cost] if plan.years else []
    rows = []
    for year in plan.years:
        spans = [span for spread in (year.base, year.turnover) for span in _spread(spread, scale, language)]
        spent = {cost.party: cost.value for cost in year.cost}
        rows.append((str(year.year), *spans, *(in_unit(spent[party], money_scale, language) for party in parties)))
    costs = tuple(_("{party} spends").format(party=party_name(party, plan, language)) for party in parties)
    lead = _("Turnover in {unit}: median, and the range of 80 of 100 outcomes. Spending in {money}: expected, not discounted.")
    head = (_("Year"), _("Without a plan"), _("Range"), _("With the plan"), _("Range"), *costs)
    return PlanTable("years", _("Year by year"), lead.format(unit=unit, money=money_unit), head, tuple(rows))


def _spread(spread: Spread, scale: float, language: str) -> tuple[str, str]:
    low, high = in_unit(spread.p10, scale, language), in_unit(spread.p90, scale, language)
    return in_unit(spread.p50, scale, language), f"{low}\u2013{high}"


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
    scale, unit = small_unit(plan, language)
    rows = tuple(
        (
            in_unit(point.cost, scale, language),
            percent(point.probability, language),
            count(len(point.choices), language),
            ", ".join(f"{name} {start}" for name, start in point.choices),
        )
        for point in plan.frontier
    )
    head = (_("Cost, {unit}").format(unit=unit), _("Chance"), _("Projects"), _("Which, with start"))
    lead = _("Plans that no other beats in both cost and chance.")
    return PlanTable("frontier", _("More money, more chance"), lead, head, rows, (3,))


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
