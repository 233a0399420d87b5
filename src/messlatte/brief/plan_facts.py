"""The measures of a plan as a whole: chance with its error, cost, bound, what a spreadsheet would have chosen."""

from __future__ import annotations

from dataclasses import dataclass

from messlatte.brief.numbers import percent
from messlatte.brief.plan_words import amount, error_words, party_name, signed_points
from messlatte.core.i18n import translations
from messlatte.core.plan import Plan
from messlatte.verdict.numbers import count, number

__all__ = ["ROBUST", "PlanFact", "plan_facts"]

ROBUST = 0.9
"""Share of the re-solved sets of draws from which a project belongs to the robust core."""


@dataclass(frozen=True, slots=True)
class PlanFact:
    """One measure of the plan, its value and what it rests on."""

    measure: str
    value: str
    basis: str


def plan_facts(plan: Plan, language: str) -> tuple[PlanFact, ...]:
    """What the page says of the plan as a whole."""
    _ = translations(language).gettext
    draws = _("{n} fresh draws, chosen on {m} others").format(n=count(plan.probability.draws, language), m=count(plan.chosen_on, language))
    counted = _("goods and services") if plan.counts_services else _("goods only, as customs count")
    other = _("goods only") if plan.counts_services else _("services counted too")
    rows = [
        PlanFact(
            _("Chance in {by}").format(by=plan.by), error_words(plan.probability.value, plan.probability.standard_error, language), draws
        ),
        PlanFact(_("Chance without a plan"), percent(plan.empty, language), _("the verdict's own paths")),
        PlanFact(
            _("What the plan adds"),
            f"{signed_points(plan.gain.value, language)} ± {number(100 * plan.gain.standard_error, language, 1)}",
            _("points of 100, with standard error"),
        ),
        PlanFact(
            _("In some year up to {by}").format(by=plan.by),
            percent(plan.probability_until.value, language),
            _("{empty} without a plan").format(empty=percent(plan.empty_until, language)),
        ),
        PlanFact(_("Counted"), counted, _("{other}: {chance}").format(other=other, chance=percent(plan.other_counting.value, language))),
        PlanFact(_("Cost"), amount(plan.cost, plan, language), _cost_words(plan, language)),
    ]
    if plan.bound is not None and plan.cost > 0:
        rows.append(PlanFact(_("No plan can cost less than"), amount(plan.bound, plan, language), _bound_words(plan, language)))
    if plan.spreadsheet is not None and plan.spreadsheet.choices:
        rows.append(
            PlanFact(
                _("What a spreadsheet would choose"),
                percent(plan.spreadsheet.probability, language),
                _("{cost}: expected turnover at the bar; a comparison, no advice").format(
                    cost=amount(plan.spreadsheet.cost, plan, language)
                ),
            )
        )
    core = [project.title for project in plan.projects if project.robust is not None and project.robust >= ROBUST]
    if core:
        rows.append(PlanFact(_("Robust core"), count(len(core), language), "; ".join(core)))
    return tuple(rows)


def _cost_words(plan: Plan, language: str) -> str:
    _ = translations(language).gettext
    shares = ", ".join(f"{party_name(c.party, plan, language)} {amount(c.value, plan, language)}" for c in plan.cost_by_party)
    return _("present value of {year}: {shares}").format(year=plan.first_start, shares=shares or "0")


def _bound_words(plan: Plan, language: str) -> str:
    _ = translations(language).gettext
    if plan.proved:
        return _("proved: every cheaper plan was ruled out")
    gap = plan.cost / (plan.bound or plan.cost) - 1
    return _("the plan is {gap} above it").format(gap=percent(gap, language))
