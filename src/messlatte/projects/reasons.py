"""Why a match is one, and what it lacks."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from messlatte.core.listing import Gap, Listing, Match
from messlatte.projects.coded_listing import CodedListing
from messlatte.projects.coding import heading_name, title_index
from messlatte.projects.pair_scores import LEVELS, PairScores, cut_codes
from messlatte.projects.units import measured
from messlatte.projects.words import stem, words

__all__ = ["gap_message", "gap_messages", "match_of"]

_COVERED = 0.995
_MOST_WORDS = 6


def match_of(need: CodedListing, offer: CodedListing, scores: PairScores, row: int, column: int, language: str) -> Match:
    """Build the match of a cell of the scores, with shared code, shared words and gaps."""
    code, words_shared = _shared_code(need, offer), _shared_words(need, offer)
    if names_other(need.listing, offer.listing):
        words_shared = tuple(dict.fromkeys((offer.listing.party, *words_shared)))
    if code:
        led = (*_led(offer, code), *_led(need, code))
        words_shared = words_shared or tuple(dict.fromkeys(led))
    cell = row, column
    return Match(
        offer.listing.id,
        need.listing.id,
        float(scores.score[cell]),
        float(scores.overlap[cell]),
        float(scores.similarity[cell]),
        float(scores.place[cell]),
        float(scores.quantity[cell]),
        float(scores.window[cell]),
        code,
        heading_name(code[:4], language) if len(code) >= 4 else "",
        words_shared,
        _gaps(need, offer, code),
    )


def names_other(need: Listing, offer: Listing) -> bool:
    """Whether one side names the other as whom it looks for."""
    return any(a.counterpart and a.counterpart.casefold() == b.party.casefold() for a, b in ((need, offer), (offer, need)))


def _shared_code(need: CodedListing, offer: CodedListing) -> str:
    """Code that gave the overlap: of the codes shared at each depth the one of most weight, and the depth that counts most."""
    best, found = 0.0, ""
    for digits, factor in LEVELS.items():
        mine, theirs = cut_codes(need, digits), cut_codes(offer, digits)
        for code in sorted(mine.keys() & theirs.keys()):
            if factor * mine[code] * theirs[code] > best:
                best, found = factor * mine[code] * theirs[code], code
    return found


def _shared_words(need: CodedListing, offer: CodedListing) -> tuple[str, ...]:
    """Words of the need whose stems the offer has too, the rarest first; none across languages."""
    if need.listing.language != offer.listing.language:
        return ()
    language = need.listing.language
    return _rarest({word for word in words(need.listing.text, language) if stem(word, language) in offer.words}, language)


def _led(one: CodedListing, code: str) -> tuple[str, ...]:
    """Words of a listing that led to a code."""
    led = {word for heading, found in one.led.items() if heading.startswith(code[:4]) for word in found}
    return _rarest(led, one.listing.language)


def _rarest(found: Iterable[str], language: str) -> tuple[str, ...]:
    index = title_index(language)
    return tuple(sorted(found, key=lambda word: (-index.weight(stem(word, language)), word)))[:_MOST_WORDS]


def _gaps(need: CodedListing, offer: CodedListing, code: str) -> tuple[Gap, ...]:
    mine, theirs = need.listing, offer.listing
    found = []
    if len(code) == 2:
        found.append(Gap("same-chapter", {"code": code}))
    elif not code:
        found.append(Gap("named" if names_other(mine, theirs) else "no-code"))
    unsure = [one.id for one in (theirs, mine) if code and not any(own.startswith(code) for own in one.hs)]
    if unsure:
        found.append(Gap("code-from-text", {"ids": ", ".join(unsure)}))
    for key, missing in (
        ("no-party", [one.id for one in (theirs, mine) if not one.party]),
        ("no-region", [one.id for one in (theirs, mine) if not one.region]),
        ("no-quantity", [one.id for one in (theirs, mine) if one.quantity is None]),
        ("no-window", [one.id for one in (theirs, mine) if one.window is None]),
    ):
        if missing:
            found.append(Gap(key, {"ids": ", ".join(missing)}))
    return (*found, *_misfits(mine, theirs))


def _misfits(need: Listing, offer: Listing) -> list[Gap]:
    found = []
    asked, given = measured(need), measured(offer)
    if need.quantity is not None and offer.quantity is not None:
        if asked.unit != given.unit:
            found.append(Gap("units-differ", {"offer": offer.unit or "-", "need": need.unit or "-"}))
        elif given.amount < _COVERED * asked.amount:
            found.append(Gap("too-little", {"share": round(100 * given.amount / asked.amount)}))
    if need.window and offer.window and (need.window.last < offer.window.first or offer.window.last < need.window.first):
        found.append(Gap("windows-apart", {"offer": str(offer.window), "need": str(need.window)}))
    return found


_MESSAGES = {
    "same-chapter": "only the chapter {code} is shared: the goods are related, not the same",
    "no-code": "no code is shared: only words",
    "named": "one side names the other, but no goods: ask which",
    "code-from-text": "code taken from the words of {ids}: have it confirmed",
    "no-party": "party not named: {ids}",
    "no-region": "region not known: {ids}",
    "no-quantity": "quantity not known: {ids}",
    "no-window": "time not known: {ids}",
    "units-differ": "quantities in different units: {offer} and {need}",
    "too-little": "the offer covers {share} % of the need",
    "windows-apart": "the times do not meet: {offer} and {need}",
}


def gap_messages() -> tuple[str, ...]:
    """English templates of all gaps, for the catalogues."""
    return tuple(_MESSAGES.values())


def gap_message(gap: Gap, text: Callable[[str], str]) -> str:
    """Message of a gap; `text` translates."""
    return text(_MESSAGES[gap.key]).format(**gap.params)
