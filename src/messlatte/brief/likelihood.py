"""Words for a probability and for the height of a bar; they never stand without the number."""

from __future__ import annotations

from messlatte.brief.numbers import chance, of_hundred
from messlatte.core.answer import Height
from messlatte.core.i18n import translations
from messlatte.verdict.scale import likelihood
from messlatte.verdict.scale import of_hundred as whole_of_hundred
from messlatte.verdict.wording import height_words

__all__ = ["capital", "expectation", "headline", "likelihood_sentence"]


def capital(text: str) -> str:
    """Text with a capital first letter."""
    return text[:1].upper() + text[1:]


def likelihood_sentence(probability: float, language: str) -> str:
    """Likelihood word in the ranges of the IPCC with the number, such as ``Very unlikely (7 %).`` in English."""
    return f"{capital(translations(language).gettext(likelihood(probability)))} ({chance(probability, language)})."


def expectation(probability: float, language: str) -> str:
    """Natural frequency as a sentence."""
    _ = translations(language).gettext
    whole = whole_of_hundred(probability)
    if whole < 1:
        return _("Of 100 such targets we would expect fewer than 1 to be met.")
    if whole > 99:
        return _("Of 100 such targets we would expect more than 99 to be met.")
    return _("Of 100 such targets we would expect {n} to be met.").format(n=whole)


def headline(height: Height, probability: float | None, language: str) -> str:
    """Height of the bar with its number."""
    if probability is None or height is Height.NOT_MEASURABLE:
        return translations(language).gettext("Not measurable with what was said")
    return f"{capital(height_words(height, language))}: {of_hundred(probability, language)}"
