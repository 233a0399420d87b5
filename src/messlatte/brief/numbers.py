"""Numbers as a reader of each language expects them.

Patterns are explicit where Babel's defaults lose digits (its English percent pattern rounds 19.5 % to 20 %).
A no-break space joins a number to its unit.
"""

from __future__ import annotations

import datetime as dt
import math
from typing import Literal

from babel.dates import format_date, format_skeleton
from babel.numbers import format_compact_decimal, format_decimal, format_percent

from messlatte.core.i18n import translations
from messlatte.core.quantity import Amount, Month, Period

__all__ = [
    "day",
    "integer",
    "money",
    "month",
    "multiple",
    "of_hundred",
    "percent",
    "period",
    "span",
    "unit_of",
    "year_count",
]

_NBSP = "\u00a0"


def integer(value: float, language: str) -> str:
    """Whole number with the language's grouping."""
    return str(format_decimal(round(value), format="#,##0", locale=language))


def percent(fraction: float, language: str, *, signed: bool = False, digits: int = 1) -> str:
    """Fraction as a percentage: ``0.195`` is ``19,5 %`` (de), ``19.5%`` (en), ``19,5 %`` (ru).

    Parameters
    ----------
    fraction : float
        Share or rate, 1 is 100 %.
    signed : bool
        Whether a plus sign stands before a positive value.
    digits : int
        Decimals at most; trailing zeros are dropped.
    """
    unit = "%" if language == "en" else f"{_NBSP}%"
    number = "#,##0" + ("." + "#" * digits if digits else "")
    pattern = f"+{number}{unit};−{number}{unit}" if signed else f"{number}{unit};−{number}{unit}"
    return str(format_percent(fraction, format=pattern, locale=language))


def _decimals(scaled: float) -> int:
    """Decimals that leave three significant digits."""
    return 0 if abs(scaled) >= 100 else 1 if abs(scaled) >= 10 else 2


def _compact(value: float, language: str) -> str:
    """Value with three significant digits and a word for the thousands: ``343 Mio.``, ``1.25 billion``."""
    if value == 0:
        return "0"
    digits = 2 - math.floor(math.log10(abs(value)))
    value = round(value, digits)
    power = min(max(math.floor(math.log10(abs(value))) // 3, 0), 4)
    if power < 2:
        return integer(value, language)
    kind: Literal["long", "short"] = "long" if language == "en" else "short"
    text = str(format_compact_decimal(value, format_type=kind, locale=language, fraction_digits=_decimals(value / 1000**power)))
    return text.replace(" ", _NBSP)


def money(amount: Amount, language: str) -> str:
    """Amount with three significant digits: ``343 Mio. USD`` (de), ``USD 343 million`` (en), ``343 млн USD`` (ru)."""
    text = _compact(amount.value, language)
    if amount.currency is None:
        return text
    return f"{amount.currency}{_NBSP}{text}" if language == "en" else f"{text}{_NBSP}{amount.currency}"


def unit_of(largest: float, language: str) -> tuple[float, str]:
    """Unit of an axis: its size and its name (``(1e6, "Mio.")``), so that the largest value has at most four digits."""
    power = 3 if largest >= 9.9995e9 else 2 if largest >= 9.9995e5 else 0
    if power == 0:
        return 1.0, ""
    word = _compact(2.0 * 1000**power, language).partition(_NBSP)[2]
    return float(1000**power), word


def of_hundred(probability: float, language: str) -> str:
    """Natural frequency: ``7 of 100``; below half a dot and above 99 and a half it says so."""
    _ = translations(language).gettext
    if probability < 0.005:
        return _("fewer than 1 of 100")
    if probability > 0.995:
        return _("more than 99 of 100")
    return _("{n} of 100").format(n=round(100 * probability))


def multiple(value: float, language: str) -> str:
    """Ratio: ``2×``, ``1,85×``."""
    return str(format_decimal(round(value, _decimals(value)), format="#,##0.##", locale=language)) + "×"


def year_count(years: float, language: str) -> str:
    """Duration in years, in the plural form of its number: ``1 year``, ``2,2 Jahre``, ``5 лет``."""
    if years < 10 and round(years, 1) != round(years):
        number = str(format_decimal(round(years, 1), format="0.0", locale=language))
        return translations(language).pgettext("fraction", "{n} years").format(n=number)
    whole = round(years)
    return translations(language).ngettext("{n} year", "{n} years", whole).format(n=whole)


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
