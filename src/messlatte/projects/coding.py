"""From the words of a text to headings of the Harmonized System."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from messlatte.core.arms import is_arms
from messlatte.core.errors import UsageError
from messlatte.projects.title_index import Hit, TitleIndex
from messlatte.projects.titles import Title, shipped_titles
from messlatte.projects.words import checked_language, language_of, stem, stems, words

__all__ = ["Candidate", "code_goods", "code_text", "heading_name", "text_language", "title_index"]

_LONGEST = 2_000
_PHRASE = re.compile(r"[,;/\n()]|\b(?:und|and|и|mit|with|für|for|для|aus)\b")
_MOST_PHRASES = 8


@dataclass(frozen=True, slots=True)
class Candidate:
    """A heading that the words of a text point to.

    Parameters
    ----------
    heading : str
        Four digits.
    code : str
        The same or, where one title below the heading fits best, its first six digits.
    share : float
        Its score over the sum of all candidates' scores; 0..1.
    name : str
        Title of the heading in the text's language.
    shared : tuple of (word of the text, stem of the titles)
        Never empty.
    arms : bool
        Whether the code is arms: recognised and never matched.
    """

    heading: str
    code: str
    share: float
    name: str
    shared: tuple[tuple[str, str], ...]
    arms: bool = False


@lru_cache(maxsize=8)
def title_index(language: str, extra: tuple[Title, ...] = ()) -> TitleIndex:
    """Index of the shipped titles of a language and of a user's own; built once, in about a third of a second."""
    return TitleIndex((*shipped_titles(checked_language(language)), *extra), language)


def text_language(text: str) -> str:
    """Language of a short text; where script and small words do not tell, the one whose titles know more of its words, else English."""
    language = language_of(text[:_LONGEST])
    if language:
        return language

    def known(other: str) -> tuple[int, float]:
        index = title_index(other)
        best = index.search(text[:_LONGEST], 1)
        return sum(token in index.vocabulary for token in stems(text[:_LONGEST], other)), best[0].score if best else 0.0

    return "de" if known("de") > known("en") else "en"


def code_text(text: str, language: str | None = None, *, count: int = 5, extra: tuple[Title, ...] = ()) -> tuple[Candidate, ...]:
    """Find the headings of a text that names one good.

    Parameters
    ----------
    text : str
        A good in the words of a listing: "Mähdrescher, gebraucht". Characters beyond 2,000 are not read.
    language : str or None
        ``de``, ``en`` or ``ru``; None to guess.
    count : int
        How many at most.
    extra : tuple of Title
        Titles of the user's own, in the same language.

    Returns
    -------
    tuple of Candidate
        Best first; empty where no word names a good.

    Raises
    ------
    UsageError
        If the language is not known or `count` is not positive.
    """
    if count < 1:
        raise UsageError(f"--top: a positive number is needed, found {count}")
    language = checked_language(language or text_language(text))
    return _candidates(title_index(language, extra).search(text[:_LONGEST], count), text[:_LONGEST], language)


def code_goods(text: str, language: str, *, count: int = 5, extra: tuple[Title, ...] = ()) -> tuple[Candidate, ...]:
    """Find the headings of a listing that may name several goods: "Kipper, Bagger und Ersatzteile".

    The text as a whole and each of its first eight phrases are coded. A heading counts by its score over the best one of the same phrase,
    and a phrase by the root of its best score over that of the best phrase: three goods of one listing weigh about the same, and words
    such as "delivery within a month" weigh less.
    """
    index = title_index(checked_language(language), extra)
    text = text[:_LONGEST]
    phrases = [phrase.strip() for phrase in _PHRASE.split(text) if phrase.strip()][:_MOST_PHRASES]
    found = [hits for phrase in dict.fromkeys((text, *phrases)) if (hits := index.search(phrase, count))]
    top = max((hits[0].score for hits in found), default=1.0)
    best: dict[str, Hit] = {}
    for hits in found:
        for hit in hits:
            weight = hit.score / hits[0].score * (hits[0].score / top) ** 0.5
            known = best.get(hit.heading)
            if known is None or weight > known.score:
                best[hit.heading] = replace(hit, score=weight)
    return _candidates(tuple(sorted(best.values(), key=lambda hit: (-hit.score, hit.heading))[: 2 * count]), text, language)


def _candidates(hits: tuple[Hit, ...], text: str, language: str) -> tuple[Candidate, ...]:
    total = sum(hit.score for hit in hits)
    spelled = {stem(word, language): word for word in reversed(words(text, language))}
    return tuple(
        Candidate(
            hit.heading,
            hit.title.code[:6] if len(hit.title.code) >= 6 else hit.heading,
            hit.score / total,
            heading_name(hit.heading, language),
            tuple((spelled.get(token, token), title) for token, title in hit.shared),
            is_arms("hs", hit.heading),
        )
        for hit in hits
    )


def heading_name(heading: str, language: str) -> str:
    """Title of a heading in a language; in English where that language's nomenclature lacks it, else the code itself."""
    return _heading_names(language).get(heading) or _heading_names("en").get(heading) or heading


@lru_cache(maxsize=3)
def _heading_names(language: str) -> dict[str, str]:
    names: dict[str, str] = {}
    for title in shipped_titles(language):
        if len(title.code) == 4 and not title.bridge:
            names.setdefault(title.code, title.text.capitalize() if title.text.isupper() else title.text)
    return names
