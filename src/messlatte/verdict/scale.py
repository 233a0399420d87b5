"""Probabilities in words: numbers first, words second."""

from __future__ import annotations

import math

from messlatte.core.answer import Height

__all__ = ["height_of", "likelihood", "of_hundred"]

# IPCC AR5 guidance note (Mastrandrea et al. 2010): lower bound of each range, the likeliest first.
_LIKELIHOOD = (
    (0.99, "virtually certain"),
    (0.95, "extremely likely"),
    (0.90, "very likely"),
    (0.66, "likely"),
    (0.33, "about as likely as not"),
    (0.10, "unlikely"),
    (0.05, "very unlikely"),
    (0.01, "extremely unlikely"),
    (0.0, "exceptionally unlikely"),
)


def height_of(probability: float | None) -> Height:
    """Height of a bar: low from 66 %, middle from 33, high from 10, very high below; not measurable for None."""
    if probability is None or math.isnan(probability):
        return Height.NOT_MEASURABLE
    for bound, height in ((0.66, Height.LOW), (0.33, Height.MIDDLE), (0.10, Height.HIGH)):
        if probability >= bound:
            return height
    return Height.VERY_HIGH


def likelihood(probability: float) -> str:
    """Likelihood word (an English message id) by the IPCC's ranges; never shown without the number."""
    return next(word for bound, word in _LIKELIHOOD if probability >= bound)


def of_hundred(probability: float) -> int:
    """Whole number out of 100, halves upwards; 0 and 100 stand for "fewer than 1" and "more than 99"."""
    return min(100, math.floor(probability * 100 + 0.5 + 1e-9))
