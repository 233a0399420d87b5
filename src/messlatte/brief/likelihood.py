"""Words for a probability and for the height of a bar; they never stand without the number."""

from __future__ import annotations

from messlatte.brief.numbers import of_hundred
from messlatte.core.answer import Height
from messlatte.core.i18n import translations

__all__ = ["chance", "expectation", "filled_dots", "headline", "height_of", "likelihood"]


def filled_dots(probability: float) -> int:
    """How many of a hundred dots are filled; the same rounding as in `of_hundred`."""
    return round(100 * probability)


def chance(probability: float, language: str) -> str:
    """Probability as whole per cent: ``7 %``, ``< 1 %``, ``> 99 %``."""
    unit = "%" if language == "en" else "\u00a0%"
    if probability < 0.005:
        return f"<\u00a01{unit}"
    if probability > 0.995:
        return f">\u00a099{unit}"
    return f"{round(100 * probability)}{unit}"


def likelihood(probability: float, language: str) -> str:
    """Likelihood word in the ranges of the IPCC (AR5 guidance note, table 1), followed by the number."""
    _ = translations(language).gettext
    scale = (
        (0.99, _("Virtually certain")),
        (0.90, _("Very likely")),
        (0.66, _("Likely")),
        (0.33, _("About as likely as not")),
        (0.10, _("Unlikely")),
        (0.01, _("Very unlikely")),
        (-1.0, _("Exceptionally unlikely")),
    )
    shown = round(probability, 2) if 0.005 <= probability <= 0.995 else probability
    word = next(text for least, text in scale if shown >= least)
    return _("{word} ({chance}).").format(word=word, chance=chance(probability, language))


def expectation(probability: float, language: str) -> str:
    """Natural frequency as a sentence."""
    _ = translations(language).gettext
    if probability < 0.005:
        return _("Of 100 such targets we would expect fewer than 1 to be met.")
    if probability > 0.995:
        return _("Of 100 such targets we would expect more than 99 to be met.")
    return _("Of 100 such targets we would expect {n} to be met.").format(n=round(100 * probability))


def height_of(probability: float | None) -> Height:
    """Height of the bar: low from 66 %, middle from 33, high from 10, very high below."""
    if probability is None:
        return Height.NOT_MEASURABLE
    steps = ((0.66, Height.LOW), (0.33, Height.MIDDLE), (0.10, Height.HIGH))
    return next((height for least, height in steps if probability >= least), Height.VERY_HIGH)


def headline(height: Height, probability: float | None, language: str) -> str:
    """Height of the bar with its number."""
    _ = translations(language).gettext
    words = {
        Height.LOW: _("A low bar"),
        Height.MIDDLE: _("A bar of middling height"),
        Height.HIGH: _("A high bar"),
        Height.VERY_HIGH: _("A very high bar"),
    }
    if probability is None or height not in words:
        return _("Not measurable with what was said")
    return f"{words[height]}: {of_hundred(probability, language)}"
