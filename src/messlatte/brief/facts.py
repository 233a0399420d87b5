"""The table "how we know": each number of a verdict with its method and source."""

from __future__ import annotations

import math

from messlatte.brief.numbers import chance, integer, money, multiple, of_hundred, percent, period, span, year_count
from messlatte.brief.sheet import Fact
from messlatte.core.answer import Verdict, YearsToClear
from messlatte.core.i18n import translations

__all__ = ["facts_of", "years_to_clear"]


def years_to_clear(clear: YearsToClear, language: str) -> str:
    """Middle and 80 % range of the first year at the target: ``11 years (4 to more than 15)``."""
    _ = translations(language).gettext
    beyond = _("more than 15 years")
    middle = year_count(clear.p50, language) if clear.p50 is not None else beyond
    if clear.p10 is None:
        return middle
    low = integer(clear.p10, language)
    high = integer(clear.p90, language) if clear.p90 is not None else _("more than 15")
    return _("{middle} ({low} to {high})").format(middle=middle, low=low, high=high)


def _baseline(verdict: Verdict, language: str) -> Fact:
    _ = translations(language).gettext
    when = f" {period(verdict.baseline.period, language)}" if verdict.baseline.period else ""
    method = verdict.baseline.method
    words = {
        "stated": _("as stated"),
        "stated-per-year": _("stated for several years, divided by their number"),
        "stated-growth": _("stated, carried on by the growth stated"),
        "nowcast": _("stated, carried to the full year by the months known"),
        "ledger": _("customs data, both declarations reconciled"),
        "series": _("the series that was given"),
    }
    basis = words.get(method.partition("/")[0], method)
    return Fact("baseline", _("Turnover{when}").format(when=when), money(verdict.baseline.amount, language), basis, "baseline")


def _chances(verdict: Verdict, language: str) -> list[Fact]:
    _ = translations(language).gettext
    facts = []
    by = verdict.by.year if verdict.by else None
    if verdict.base_rate is not None:
        rate = verdict.base_rate
        basis = _("{reached} of {n} pairs, counted").format(reached=integer(rate.reached, language), n=integer(rate.n, language))
        facts.append(Fact("base_rate", _("Comparable pairs that grew so fast"), of_hundred(rate.value, language), basis, "reference-class"))
    model = verdict.forecast.model if verdict.forecast else "reference-class"
    for key, probability, label in (
        ("probability", verdict.probability, _("Chance to reach it by then")),
        (
            "probability_in_year",
            verdict.probability_in_year,
            _("Chance to be there in {year}").format(year=by) if by else _("Chance to be there in that year"),
        ),
    ):
        if probability is not None:
            band = span(chance(probability.low, language), chance(probability.high, language))
            facts.append(
                Fact(
                    key,
                    label,
                    of_hundred(probability.value, language),
                    _("{model}; range {band}").format(model=model, band=band),
                    "probability",
                )
            )
    return facts


def facts_of(verdict: Verdict, language: str, tide: str | None = None) -> tuple[Fact, ...]:
    """Every number of a verdict, as one table.

    Parameters
    ----------
    verdict : Verdict
        The verdict that is shown.
    language : str
        ``de``, ``en`` or ``ru``.
    tide : str, optional
        Course of world trade that is shown; its chance stands first.
    """
    _ = translations(language).gettext
    computed = _("computed")
    under = [
        Fact(
            "probability_under_tide",
            _("Chance under the course of world trade shown"),
            of_hundred(part.probability, language),
            "bar/1",
            "tide",
        )
        for part in verdict.tide
        if part.name == tide
    ]
    facts = [
        *under,
        _baseline(verdict, language),
        Fact("target", _("Target"), money(verdict.target, language), _("the statement")),
        Fact("multiple", _("Target over turnover"), multiple(verdict.multiple, language), computed, "bar"),
        Fact("required_growth", _("Growth needed a year"), percent(verdict.required_growth, language, signed=True), computed, "bar"),
        *_chances(verdict, language),
    ]
    if verdict.years_to_clear is not None:
        never = _("{share} not within 15 years").format(share=of_hundred(verdict.years_to_clear.never, language))
        facts.append(
            Fact("years_to_clear", _("Years until it is reached"), years_to_clear(verdict.years_to_clear, language), never, "probability")
        )
    if verdict.years_at_stated_pace is not None and math.isfinite(verdict.years_at_stated_pace):
        facts.append(Fact("stated_pace", _("At the stated pace"), year_count(verdict.years_at_stated_pace, language), computed, "bar"))
    return tuple(facts)
