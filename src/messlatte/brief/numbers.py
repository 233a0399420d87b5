"""Numbers as a reader of each language expects them: what `messlatte.verdict.numbers` does not have.

A no-break space joins a number to its unit.
"""

from __future__ import annotations

import datetime as dt
import math

from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal

from messlatte.core.i18n import translations
from messlatte.core.quantity import Amount, Month, Period
from messlatte.verdict import numbers as verdict_numbers
from messlatte.verdict.numbers import percent as exact_percent
from messlatte.verdict.scale import of_hundred as whole_of_hundred

__all__ = [
    "chance",
    "day",
    "decimal",
    "exact_percent",
    "integer",
    "money",
    "month",
    "multiple",
    "of_hundred",
    "percent",
    "period",
    "plain",
    "span",
    "unit_of",
    "year_count",
]

_NBSP = "\u00a0"
_UNKNOWN = "–"


def integer(value: float, language: str) -> str:
    """Whole number with the language's grouping."""
    return str(format_decimal(round(value), format="#,##0", locale=language))


def plain(value: float, language: str) -> str:
    """Number for a table: whole from 100 on, else with one digit."""
    return str(format_decimal(value, format="#,##0" if abs(value) >= 100 else "#,##0.0", locale=language))


def money(amount: Amount, language: str) -> str:
    """Amount with three significant digits: ``343 Mio. USD`` (de), ``343 million USD`` (en), ``343 млн USD`` (ru); a dash if unknown."""
    return verdict_numbers.money(amount.value, amount.currency, language) if math.isfinite(amount.value) else _UNKNOWN


def percent(fraction: float, language: str, *, signed: bool = False, digits: int = 1) -> str:
    """Fraction as a percentage: ``0.195`` is ``19,5 %`` (de), ``19.5%`` (en); a dash where it is not known."""
    if not math.isfinite(fraction):
        return _UNKNOWN
    sign = "\u2212" if fraction < 0 else "+" if signed else ""
    return sign + exact_percent(abs(fraction), language, digits)


def of_hundred(probability: float, language: str) -> str:
    """``7 of 100``, on one line; below one and above ninety-nine it says so."""
    return verdict_numbers.hundred(probability, language).replace(" ", _NBSP)


def decimal(value: float, language: str, digits: int) -> str:
    """Decimal number with so many digits after the point."""
    return str(format_decimal(value, format="0." + "0" * digits, locale=language))


def chance(probability: float, language: str) -> str:
    """Probability as whole per cent, rounded as `of_hundred` does: ``7 %``, ``< 1 %``, ``> 99 %``."""
    whole = whole_of_hundred(probability)
    if 1 <= whole <= 99:
        return exact_percent(whole / 100, language, 0)
    return f"<{_NBSP}{exact_percent(0.01, language, 0)}" if whole < 1 else f">{_NBSP}{exact_percent(0.99, language, 0)}"


def unit_of(largest: float, language: str) -> tuple[float, str]:
    """Unit of an axis: its size and its name (``(1e6, "Mio.")``), so that the largest value has at most four digits."""
    power = 3 if largest >= 9.9995e9 else 2 if largest >= 9.9995e5 else 0
    if power == 0:
        return 1.0, ""
    word = verdict_numbers.money(2.0 * 1000**power, None, language).partition(_NBSP)[2]
    return float(1000**power), word


def multiple(value: float, language: str) -> str:
    """Ratio: ``2×``, ``1,85×``."""
    if not math.isfinite(value):
        return _UNKNOWN
    digits = 0 if value >= 100 else 1 if value >= 10 else 2
    return str(format_decimal(round(value, digits), format="#,##0.##", locale=language)) + "×"


def year_count(years: float, language: str) -> str:
    """Duration in years, in the plural form of its number: ``1 year``, ``2,2 Jahre``, ``5 лет``."""
    if years < 10 and round(years, 1) != round(years):
        number = str(format_decimal(round(years, 1), format="0.0", locale=language))
        return translations(language).pgettext("fraction", "{n} years").format(n=number)
    whole = round(years)
    return translations(language).npgettext("duration", "{n} year", "{n} years", whole).format(n=whole)


def span(low: str, high: str) -> str:
    """Closed range of two numbers already written out."""
    return low if low == high else f"{low}\u2013{high}"


def month(value: Month, language: str) -> str:
    """Deadline: the year alone when it ends in December, else month and year."""
    return str(value.year) if value.month == 12 else str(format_skeleton("yMMMM", value.last_day, locale=language))


def period(value: Period, language: str) -> str:
    """Period: ``2024``, ``2023–2024`` or ``Januar 2024 – September 2024``."""
    if value.is_year:
        return str(value.first.year)
    if value.first.month == 1 and value.last.month == 12:
        return f"{value.first.year}\u2013{value.last.year}"
    first, last = (str(format_skeleton("yMMM", m.last_day, locale=language)) for m in (value.first, value.last))
    return f"{first} \u2013 {last}"


def day(value: dt.date, language: str) -> str:
    """Date in words: ``5. November 2024``."""
    return str(format_date(value, format="long", locale=language))
