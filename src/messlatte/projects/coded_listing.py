"""A listing with its codes, from the party or from its words, and the words that count."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from messlatte.core.arms import is_arms
from messlatte.core.listing import Listing, SetAside
from messlatte.projects.arms_listings import arms_evidence
from messlatte.projects.coding import code_goods, title_index
from messlatte.projects.titles import Title
from messlatte.projects.words import stem, stems, words

__all__ = ["CodedListing", "coded", "set_aside"]

TEXT_WEIGHT = 0.8
"""Weight of a code that the words give, beside 1 for one that the party gave."""
BESIDE_GIVEN = 0.4
"""The same where the party gave a heading of its own: words such as "machine" must not outvote it."""
_LEAST_WEIGHT = 0.2
_HEADING = 4
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class CodedListing:
    """A listing ready to be compared.

    Parameters
    ----------
    listing : Listing
    codes : mapping of HS code to weight
        Given codes at 1, codes of the text at `TEXT_WEIGHT` or `BESIDE_GIVEN` times their score over the best one's.
    headings : mapping of heading to weight
        Of the text alone; length 1 as a vector.
    words : mapping of stem to weight
        Of the text; length 1 as a vector; rare words weigh more.
    led : mapping of heading to words
        Words of the text that led to a heading.
    arms : str
        The code, area or maker that is arms; empty for none.
    """

    listing: Listing
    codes: Mapping[str, float]
    headings: Mapping[str, float]
    words: Mapping[str, float]
    led: Mapping[str, tuple[str, ...]]
    arms: str = ""


def coded(listing: Listing, extra: tuple[Title, ...] = ()) -> CodedListing:
    """Code a listing in its own language and weigh its words."""
    candidates = code_goods(_without_names(listing), listing.language, extra=extra)
    codes = dict.fromkeys(listing.hs, 1.0)
    top = candidates[0].share if candidates else 1.0
    trust = BESIDE_GIVEN if any(len(code) >= _HEADING for code in listing.hs) else TEXT_WEIGHT
    for candidate in candidates:
        weight = trust * candidate.share / top
        if weight >= _LEAST_WEIGHT and not candidate.arms:
            codes.setdefault(candidate.code, weight)
    for code in _of_industries(listing.isic):
        codes.setdefault(code, TEXT_WEIGHT)
    return CodedListing(
        listing,
        codes,
        _unit({candidate.heading: candidate.share for candidate in candidates if not candidate.arms}),
        _unit(_weights(listing)),
        {candidate.heading: tuple(word for word, _ in candidate.shared) for candidate in candidates},
        arms_evidence(listing, candidates[0].heading if candidates and candidates[0].arms else ""),
    )


def set_aside(listings: Iterable[CodedListing]) -> tuple[SetAside, ...]:
    """Listings of arms: recognised and never matched."""
    return tuple(SetAside(each.listing.id, "arms", each.arms) for each in listings if each.arms)


def _without_names(listing: Listing) -> str:
    """Text without the parties' own names, which are no goods; a word that titles of goods hold stays ("Butter GmbH" sells butter)."""
    vocabulary = title_index(listing.language).vocabulary
    names = set(words(f"{listing.party} {listing.counterpart}", listing.language))
    names = {word for word in names if stem(word, listing.language) not in vocabulary}
    return _WORD.sub(lambda found: "" if found[0].casefold() in names else found[0], listing.text) if names else listing.text


@lru_cache(maxsize=512)
def _of_industries(isic: tuple[str, ...]) -> tuple[str, ...]:
    """HS codes of ISIC codes, by the taxonomy of areas: those of the areas with just this code or one below it."""
    from messlatte.statement.areas import sectors

    found = [
        code for sector in sectors().values() for code in sector.hs if any(own.startswith(asked) for own in sector.isic for asked in isic)
    ]
    return tuple(dict.fromkeys(code for code in found if not is_arms("hs", code)))


def _weights(listing: Listing) -> dict[str, float]:
    index = title_index(listing.language)
    return {token: index.weight(token) for token in stems(listing.text, listing.language)}


def _unit(weights: dict[str, float]) -> dict[str, float]:
    length = sum(weight * weight for weight in weights.values()) ** 0.5
    return {key: weight / length for key, weight in weights.items()} if length else {}
