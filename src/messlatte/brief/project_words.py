"""Words and numbers of an appraisal: benefits, indicators, ranges, units."""

from __future__ import annotations

import math

from messlatte.brief.numbers import decimal, integer, percent, unit_of
from messlatte.core.appraisal import Benefit, Indicator, Range
from messlatte.core.i18n import translations

__all__ = ["BENEFITS", "axis_unit", "benefit_name", "in_unit", "indicator_name", "indicator_text", "number_text", "range_text"]

BENEFITS = (Benefit.PROFIT, Benefit.TRANSFER, Benefit.INNOVATION, Benefit.SOVEREIGNTY, Benefit.JOBS)

_BENEFITS = {
    Benefit.PROFIT: "Net profit",
    Benefit.TRANSFER: "Technology transfer",
    Benefit.INNOVATION: "Innovation",
    Benefit.SOVEREIGNTY: "Technological sovereignty",
    Benefit.JOBS: "Jobs",
}
_INDICATORS = {
    "npv": "Net present value",
    "npv_capital": "Net present value after credit",
    "enpv": "Economic net present value",
    "irr": "Internal rate of return",
    "mirr": "Modified rate of return",
    "payback": "Discounted payback",
    "benefit_cost": "Benefits over costs, economic",
    "technology_bought": "Licences and technical services paid, a year",
    "local_content": "Share of the value made here",
    "local_content_both": "Share of the value made by both",
    "upgrade": "Complexity gained over present exports",
    "distance": "Distance from what is exported today",
    "advanced": "Value added in research-intensive industries",
    "research": "Research spending that goes with it, a year",
    "outside_value": "Value from outside the pair, all suppliers",
    "partner_value": "Value from the partner, all suppliers",
    "outside_inputs": "Inputs bought outside, direct",
    "outside_concentration": "Concentration of outside origins (0 to 1)",
    "largest_outside": "Largest single outside origin",
    "stock_days": "Stock of critical inputs",
    "jobs": "Jobs in operation, with suppliers",
    "jobs_direct": "of these in the firms themselves",
    "jobs_upper": "Upper bound, with spending of incomes",
    "jobs_construction": "Work for building and deliveries, once",
}
_RATES = frozenset({"irr", "mirr"})
_NBSP = "\u00a0"
_MINUS = "\u2212"


def benefit_name(benefit: Benefit, language: str) -> str:
    """One of the five benefits, in words."""
    return translations(language).gettext(_BENEFITS[benefit])


def indicator_name(name: str, language: str) -> str:
    """An indicator in words; one without words keeps its key, with spaces."""
    return translations(language).gettext(_INDICATORS.get(name, name.replace("_", " ")))


def axis_unit(largest: float, language: str) -> tuple[float, str]:
    """Scale of amounts in USD and its name: ``(1e6, "million USD")``."""
    scale, word = unit_of(largest, language)
    return scale, f"{word}{_NBSP}USD".strip()


def number_text(value: float, language: str, digits: int) -> str:
    """Number with a true minus sign; a dash if unknown."""
    if not math.isfinite(value):
        return "–"
    text = decimal(abs(value), language, digits) if digits else integer(abs(value), language)
    return f"{_MINUS}{text}" if value < 0 and text.strip("0.,") else text


def in_unit(value: float, scale: float, language: str) -> str:
    """Amount in a table whose unit stands in its caption: two digits below 10, one below 100."""
    size = abs(value / scale)
    return number_text(value / scale, language, 2 if size < 9.995 else 1 if size < 99.95 else 0)


def range_text(low: str, middle: str, high: str, language: str) -> str:
    """``3.6 (2.0 to 5.7)``; the middle alone where all are the same."""
    if low == middle == high:
        return middle
    between = translations(language).pgettext("range", "{low} to {high}").format(low=low, high=high)
    return f"{middle} ({between})"


def _one(value: float, row: Indicator, scale: float, language: str) -> str:
    if row.name in _RATES or row.unit == "%":
        return percent(value, language)
    if row.unit == "USD":
        return in_unit(value, scale, language)
    if row.unit in ("FTE", "person-years", "days"):
        return number_text(value, language, 0 if abs(value) >= 10 else 1)
    return number_text(value, language, 1 if row.unit == "years" else 2)


def indicator_text(row: Indicator | None, scale: float, language: str) -> str:
    """A cell of the table of benefits: middle and range, or why there is none; a dash for nothing."""
    if row is None:
        return "–"
    text = translations(language).gettext
    # A rate that is not unique in the middle case is not one: the range over the few draws in which it is would mislead.
    if row.range is None or (row.name == "irr" and len(row.roots) != 1):
        shown = ", ".join(percent(rate, language) for rate in row.roots)
        return f"{text(row.note)} ({shown})" if shown and row.note else text(row.note) if row.note else "–"
    shown = _spread(row.range, row, scale, language)
    if row.share < 0.995:
        part = percent(row.share, language, digits=0)
        shown += f"; {text('exists in {share} of the draws').format(share=part)}"
    return shown


def _spread(found: Range, row: Indicator, scale: float, language: str) -> str:
    low, middle, high = (_one(value, row, scale, language) for value in (found.p10, found.p50, found.p90))
    return range_text(low, middle, high, language)
