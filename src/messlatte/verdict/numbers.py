"""Numbers as text, in German, English and Russian."""

from __future__ import annotations

from functools import lru_cache

from babel import Locale
from babel.numbers import format_compact_decimal, format_decimal

from messlatte.core.i18n import translations
from messlatte.verdict.scale import of_hundred

__all__ = ["count", "hundred", "money", "number", "percent", "rate", "years_text"]

_NBSP = "\u00a0"


@lru_cache(maxsize=8)
def _locale(language: str) -> Locale:
    return Locale(language)


@lru_cache(maxsize=4096)
def money(value: float, currency: str | None, language: str) -> str:
    """Amount in three significant digits with its currency, such as ``567 million USD``."""
    locale = _locale(language)
    size = float(f"{value:.3g}")
    digits = 0 if size < 1e3 else 2
    text = str(format_compact_decimal(size, format_type="long" if language == "en" else "short", locale=locale, fraction_digits=digits))
    return f"{text} {currency}".replace(" ", _NBSP) if currency else text.replace(" ", _NBSP)


@lru_cache(maxsize=4096)
def number(value: float, language: str, digits: int = 1) -> str:
    """Decimal number with at most so many digits after the point."""
    return str(format_decimal(value, format="#,##0." + "#" * digits if digits else "#,##0", locale=_locale(language)))


def count(value: int, language: str) -> str:
    """Whole number with the language's grouping."""
    return number(value, language, 0)


@lru_cache(maxsize=4096)
def percent(value: float, language: str, digits: int = 1) -> str:
    """Fraction as a percentage; the pattern is explicit because Babel's English default rounds to whole per cent."""
    sign = "%" if language == "en" else f"{_NBSP}%"
    return str(format_decimal(value * 100, format="#,##0." + "0" * digits if digits else "#,##0", locale=_locale(language))) + sign


def rate(value: float, language: str) -> str:
    """Growth a year as a signed percentage with one digit."""
    text = percent(abs(value), language)
    return ("+" if value >= 0 else "\u2212") + text


def hundred(probability: float, language: str) -> str:
    """``7 of 100``; below one and above ninety-nine it says so."""
    gettext = translations(language).gettext
    whole = of_hundred(probability)
    if whole < 1:
        return gettext("fewer than 1 of 100")
    return gettext("more than 99 of 100") if whole > 99 else gettext("{n} of 100").format(n=whole)


def years_text(years: int, language: str) -> str:
    """``1 year``, ``5 years``."""
    return translations(language).ngettext("{n} year", "{n} years", years).format(n=years)
