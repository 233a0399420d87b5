"""Listings of arms and of makers of arms: recognised and never matched."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from messlatte.core.arms import is_arms
from messlatte.core.claims import Area
from messlatte.core.listing import Listing
from messlatte.projects.letters import LetterTable

__all__ = ["arms_evidence"]

_WORD = re.compile(r"[^\W\d_]{3,}")
_COMMON = 3
"""A word in the names of so many makers ("plant") tells none of them."""
_LIKE = 0.4


def arms_evidence(listing: Listing, by_words: str) -> str:
    """Say why a listing is about arms; empty where nothing says so.

    Parameters
    ----------
    listing : Listing
    by_words : str
        The heading that its words point to first, if that is arms; else empty.

    Returns
    -------
    str
        A code that the party gave, the heading of its words, the area that they name, or the maker of arms that is the party or stands
        in the text. A party that gave HS codes of its own, none of them arms, is believed over its words; a maker of arms is not.
    """
    given = [(scheme, code) for scheme in ("hs", "cpc", "isic") for code in getattr(listing, scheme)]
    found = next((f"{scheme.upper()} {code}" for scheme, code in given if is_arms(scheme, code)), "")
    if not found and by_words:
        found = f"HS {by_words}"
    return found or _maker(listing) or ("" if listing.hs else _area(listing))


def _area(listing: Listing) -> str:
    from messlatte.statement.areas import find_areas

    contents = (claim.readings[0].content for claim in find_areas(listing.text, listing.language))
    return next((content.label for content in contents if isinstance(content, Area) and content.arms), "")


def _maker(listing: Listing) -> str:
    """Publicly known maker of arms that is the party, or that the text or the quote names."""
    from messlatte.screening.makers import arms_makers_in, maker_of

    named = arms_makers_in(f"{listing.party}. {listing.text}. {listing.counterpart}. {listing.quote}")
    if named:
        return named[0].maker.names[0]
    if listing.party and _resembles_maker(listing.party):
        hit = maker_of(listing.party)
        return hit[0].names[0] if hit else ""
    return ""


@lru_cache(maxsize=1 << 14)
def _resembles_maker(party: str) -> bool:
    """Whether a word of a name is like a telling word of a maker's name: the full comparison costs a thousand times as much."""
    table = _telling_words()
    return any(table.near(word, _LIKE, 1) for word in _WORD.findall(party.casefold()))


@lru_cache(maxsize=1)
def _telling_words() -> LetterTable:
    from messlatte.screening.makers import makers

    counts = Counter(
        word for maker in makers().values() for word in {word for name in maker.names for word in _WORD.findall(name.casefold())}
    )
    return LetterTable([word for word, count in counts.items() if count < _COMMON])
