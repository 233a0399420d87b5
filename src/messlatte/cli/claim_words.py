"""One reading of a claim in words, in German, English or Russian."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from messlatte.core.claims import Area, Bound, Content, Growth, Interest, Level, Multiple, Status, Target
from messlatte.core.i18n import translations
from messlatte.core.quantity import Amount, Month, Period

__all__ = ["amount_words", "content_words", "gettext_of", "month_words", "period_words", "share_words"]


def gettext_of(language: str) -> Callable[[str], str]:
    """Translate into a language; the empty text stays empty."""
    translate = translations(language).gettext
    return lambda message: translate(message) if message else ""


@lru_cache(maxsize=4096)
def amount_words(value: float, currency: str | None, language: str) -> str:
    """Amount as precise as it was said (six digits): ``146.1 billion USD``."""
    from babel.numbers import format_compact_decimal

    size = float(f"{value:.6g}")
    digits = 0 if abs(size) < 1000 else 3
    words = str(format_compact_decimal(size, format_type="long" if language == "en" else "short", locale=language, fraction_digits=digits))
    return f"{words} {currency}" if currency else words


@lru_cache(maxsize=4096)
def percent_words(rate: float, language: str) -> str:
    """Signed percentage with at most two digits."""
    from babel.numbers import format_decimal

    sign = "+" if rate >= 0 else "−"
    number = format_decimal(abs(rate) * 100, format="#,##0.##", locale=language)
    return f"{sign}{number}%" if language == "en" else f"{sign}{number} %"


def share_words(share: float, language: str) -> str:
    """Whole percentage without a sign."""
    return f"{share * 100:.0f}%" if language == "en" else f"{share * 100:.0f} %"


def month_words(month: Month, language: str) -> str:
    """``Sep 2024``."""
    from babel.dates import format_date

    return str(format_date(month.last_day, "LLL yyyy", locale=language))


def period_words(period: Period | None, language: str) -> str:
    """``2024``, ``2020–2024``, ``Jan–Sep 2024``; of none, that it was not said."""
    from babel.dates import format_date

    if period is None:
        return gettext_of(language)("period not said")
    first, last = period.first, period.last
    if (first.month, last.month) == (1, 12):
        return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
    if first == last:
        return month_words(first, language)
    if first.year == last.year:
        return f"{format_date(first.last_day, 'LLL', locale=language)}–{month_words(last, language)}"
    return f"{month_words(first, language)} – {month_words(last, language)}"


def _by(by: Month | None, words: str | None, language: str) -> str:
    gettext = gettext_of(language)
    if by is None:
        return words or gettext("no deadline named")
    when = str(by.year) if by.month == 12 else month_words(by, language)
    return gettext("by {when}").format(when=when)


def _bounded(words: str, bound: Bound | None, approx: bool, language: str) -> str:
    gettext = gettext_of(language)
    if bound is not None:
        return f"{gettext(bound.value)} {words}"
    return f"{gettext('about')} {words}" if approx else words


def _money(amount: Amount, low: float | None, high: float | None, language: str) -> str:
    if low is not None and high is not None and low != high:
        return f"{amount_words(low, None, language)} – {amount_words(high, amount.currency, language)}"
    return amount_words(amount.value, amount.currency, language)


def _joined(
    parts: list[str], language: str, *, status: Status, usual: Status, coverage: str | None, direction: tuple[str, str] | None
) -> str:
    gettext = gettext_of(language)
    more = [
        " → ".join(direction) if direction else "",
        gettext("only {what}").format(what=coverage) if coverage else "",
        "" if status is usual else gettext(status.value),
    ]
    return " · ".join(part for part in (*parts, *more) if part)


def _level(level: Level, language: str) -> str:
    gettext = gettext_of(language)
    size = _bounded(_money(level.amount, level.low, level.high, language), level.bound, level.approx, language)
    long = level.period is not None and level.period.months > 12
    each = "" if not long else gettext("a year") if level.per_year else gettext("in all")
    parts = [size, gettext(level.flow.value), period_words(level.period, language), each]
    return _joined(parts, language, status=level.status, usual=Status.OBSERVED, coverage=level.coverage, direction=level.direction)


def _growth(growth: Growth, language: str) -> str:
    gettext = gettext_of(language)
    size = _bounded(percent_words(growth.rate, language), None, growth.approx, language)
    base = gettext("on {base}").format(base=period_words(growth.base, language)) if growth.base else ""
    derived = gettext("derived") if growth.derived else ""
    parts = [size, gettext(growth.flow.value), period_words(growth.period, language), base, derived]
    return _joined(parts, language, status=growth.status, usual=Status.OBSERVED, coverage=growth.coverage, direction=growth.direction)


def _target(target: Target, language: str) -> str:
    gettext = gettext_of(language)
    size = ""
    if target.amount is not None:
        size = _bounded(_money(target.amount, target.low, target.high, language), target.bound, target.approx, language)
    elif target.increase_by is not None:
        size = gettext("{amount} more").format(amount=amount_words(target.increase_by.value, target.increase_by.currency, language))
    elif target.growth_low is not None or target.growth_high is not None:
        ends = [percent_words(end, language) for end in (target.growth_low, target.growth_high) if end is not None]
        size = " … ".join(dict.fromkeys(ends))
    elif target.rank is not None:
        size = gettext("rank {n}").format(n=target.rank)
    conditional = gettext("conditional") if target.conditional else ""
    parts = [size, gettext(target.flow.value), _by(target.by, target.deadline_words, language), conditional]
    return _joined(parts, language, status=target.status, usual=Status.PROPOSED, coverage=target.coverage, direction=target.direction)


def _multiple(multiple: Multiple, language: str) -> str:
    from babel.numbers import format_decimal

    gettext = gettext_of(language)
    size = gettext("{n} times").format(n=format_decimal(multiple.multiple, format="#,##0.##", locale=language))
    when = period_words(multiple.period, language) if multiple.period else _by(multiple.by, multiple.deadline_words, language)
    parts = [_bounded(size, None, multiple.approx, language), gettext(multiple.flow.value), when]
    return _joined(parts, language, status=multiple.status, usual=Status.PROPOSED, coverage=None, direction=multiple.direction)


def _interest(interest: Interest, language: str) -> str:
    gettext = gettext_of(language)
    wants = {
        "partner": gettext("partner sought"),
        "product": gettext("product sought"),
        "offer": gettext("offer"),
        "joint production": gettext("joint production already"),
    }
    words = f"{interest.who}: {wants.get(interest.wants, interest.wants)}"
    return " · ".join(part for part in (words, interest.subject, interest.source) if part)


def content_words(content: Content, language: str) -> str:
    """Say one reading in words.

    Parameters
    ----------
    content : Content
        What the reading holds.
    language : str
        ``de``, ``en`` or ``ru``.
    """
    if isinstance(content, Level):
        return _level(content, language)
    if isinstance(content, Growth):
        return _growth(content, language)
    if isinstance(content, Target):
        return _target(content, language)
    if isinstance(content, Multiple):
        return _multiple(content, language)
    return _interest(content, language) if isinstance(content, Interest) else content.label if isinstance(content, Area) else ""
