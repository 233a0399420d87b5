"""The reference class in words, and its base rate."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from messlatte.core.answer import BaseRate
from messlatte.core.evidence import Source
from messlatte.core.i18n import translations
from messlatte.models.fitted import current
from messlatte.models.outlook import Outlook
from messlatte.models.reference_class import ANY_GROWTH, ANY_SIZE, GROWTH_BOUNDS, SIZE_BOUNDS, ClassCounts
from messlatte.verdict.numbers import money, percent

__all__ = ["base_rate_of", "class_words", "counts_source"]


def base_rate_of(view: Outlook, years: int, multiple: float, language: str) -> BaseRate:
    """Base rate of the class that an outlook used, with its description."""
    counted = current().counts.base_rate(view.size, view.growth, years, multiple)
    return replace(counted, description=class_words(view.size, view.growth, current().counts.last, language))


@lru_cache(maxsize=256)
def class_words(size: int, growth: int, year: int, language: str) -> str:
    """Class in words, sizes at the world trade of a year."""
    gettext = translations(language).gettext
    bounds = [money(bound, "USD", language) for bound in SIZE_BOUNDS]
    if size == ANY_SIZE:
        text = gettext("pairs of any size")
    elif size == 0:
        text = gettext("pairs with a turnover below {high} (at the world trade of {year})").format(high=bounds[0], year=year)
    elif size == len(SIZE_BOUNDS):
        text = gettext("pairs with a turnover of {low} and more (at the world trade of {year})").format(low=bounds[-1], year=year)
    else:
        text = gettext("pairs with a turnover of {low} to {high} (at the world trade of {year})").format(
            low=bounds[size - 1], high=bounds[size], year=year
        )
    if growth == ANY_GROWTH:
        return text
    return text + gettext(", whose growth in the last year, world trade taken out, was {range}").format(
        range=_growth_range(growth, language)
    )


def _growth_range(growth: int, language: str) -> str:
    import math

    gettext = translations(language).gettext
    bounds = [percent(math.expm1(bound), language, 0).replace("-", "\u2212") for bound in GROWTH_BOUNDS]
    if growth == 0:
        return gettext("below {high}").format(high=bounds[0])
    if growth == len(GROWTH_BOUNDS):
        return gettext("{low} and more").format(low=bounds[-1])
    return gettext("{low} to {high}").format(low=bounds[growth - 1], high=bounds[growth])


def counts_source(counts: ClassCounts) -> Source:
    """Source of the counted history."""
    return Source(
        "CEPII",
        f"BACI: goods turnover of pairs, {counts.first}-{counts.last}, counted by Messlatte",
        "totals",
        None,
        None,
        None,
        "Etalab 2.0",
    )
