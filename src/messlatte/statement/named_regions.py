"""A region that only a common noun names ("the state's exports", "die Provinz") in place of its country."""

from __future__ import annotations

import re

from messlatte.statement.gazetteer import country_of

__all__ = ["regional", "seated"]

_REGION_WORDS = {
    "en": re.compile(r"\b(?:the|this)\s+(?:state|province|region|oblast)(?:['’]s)?\b", re.IGNORECASE),
    "de": re.compile(
        r"\b(?:der|die|dieser?|des|dem|das)\s+(?:Region|Provinz|Bundesland(?:es)?|Gebiets?|Oblast|Freistaats?)\b(?!\s+[A-ZÄÖÜ])"
    ),
    "ru": re.compile(r"\b(?:область|области|регион|региона|регионом|провинции|провинция|край|края|республика|республики)\b(?!\s+[А-ЯЁ])"),
}
"""Words that mean a region named before."""


def regional(codes: tuple[str, ...], ranked: tuple[str, ...], sentence: str, language: str) -> tuple[str, ...]:
    """Codes with the region that "the state's" or "the province" means in place of its country."""
    words = _REGION_WORDS.get(language)
    if len(codes) < 2 or words is None or not words.search(sentence):
        return codes
    regions = {country_of(code): code for code in reversed(ranked) if country_of(code) != code}
    if any(code in regions.values() for code in codes):
        return codes
    return tuple(regions.get(code, code) for code in codes)


def seated(codes: tuple[str, ...], venues: tuple[str, ...], sentence: str, language: str) -> tuple[str, ...]:
    """Pair of one economy and the region whose seat is named as a venue ("В Смоленске подсчитали: торговля области с Сербией")."""
    words = _REGION_WORDS.get(language)
    if len(codes) != 1 or len(venues) != 1 or words is None or not words.search(sentence):
        return codes
    return codes if country_of(venues[0]) == country_of(codes[0]) else (venues[0], codes[0])
