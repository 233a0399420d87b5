"""Between whom the trade is: the parties of a statement, and the pair of each figure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from messlatte.core.evidence import Quote
from messlatte.core.statement import Party
from messlatte.statement.gazetteer import country_of, economy
from messlatte.statement.party_roles import Mention, Role, mentions_of
from messlatte.statement.places import Place

__all__ = ["AnchoredPair", "choose_parties", "pairs_of", "parties_of"]

Span = tuple[int, int]

_WEIGHT = {Role.PAIR: 3.0, Role.OWNER: 2.0, Role.PARTNER: 2.0, Role.NEUTRAL: 1.0, Role.TITLE: 0.9, Role.VENUE: 0.4, Role.THIRD: 0.0}
_NAMES = ("country", "region", "group")
_OWN = {
    "en": re.compile(r"\b(?:our|we)\b", re.IGNORECASE),
    "de": re.compile(r"\b(?:unser\w*|wir|uns)\b", re.IGNORECASE),
    "ru": re.compile(r"\b(?:наш\w{0,3}|мы|нас|нам)\b", re.IGNORECASE),
}
_HOME = {"de": "DEU", "ru": "RUS"}
"""Whose "our" it is where a text in this language names nobody else: its parliament's or agency's country."""


_SAME = {
    "Europe": ("EU",),
    "Southeast Asia": ("ASEAN",),
    "West Africa": ("ECOWAS",),
    "Latin America": ("Latin America and Caribbean",),
}
"""Names that mean a group where the text names that group as well."""


@dataclass(frozen=True, slots=True)
class AnchoredPair:
    """The economies that a figure at ``anchor`` is about; the owner of the flow first where the words tell."""

    anchor: Span
    codes: tuple[str, ...]


def choose_parties(
    text: str,
    language: str,
    places: tuple[Place, ...],
    sentences: tuple[Span, ...],
    anchors: tuple[Span, ...],
    *,
    published: str | None = None,
) -> tuple[Party, ...]:
    """Choose between whom the trade is.

    Parameters
    ----------
    text, language : str
        The text and its language (``de``, ``en``, ``ru``).
    places : tuple of Place
        From `find_places`.
    sentences : tuple of (start, end)
        Sentence spans, in order.
    anchors : tuple of (start, end)
        Spans of the trade figures found. Without any there are no parties.
    published : str or None
        Publication date; reserved for names that changed hands.

    Returns
    -------
    tuple of Party
        In the order in which the text names them; third countries, venues and speakers' titles are left out.
    """
    pairs = pairs_of(text, language, places, sentences, anchors)
    return parties_of((pair.codes for pair in pairs), places, language)


def parties_of(pairs: Iterable[tuple[str, ...]], places: tuple[Place, ...], language: str) -> tuple[Party, ...]:
    """Parties of some pairs in the order in which the text mentions them.

    Each has the span that names it first, by name rather than by capital, adjective or person.
    """
    first = {place.code: place.start for place in reversed(places)}
    codes = sorted(dict.fromkeys(code for pair in pairs for code in pair), key=lambda code: first.get(code, len(first) + 10**9))
    quotes: dict[str, Place] = {}
    for place in places:
        known = quotes.get(place.code)
        if known is None or (known.kind not in _NAMES and place.kind in _NAMES):
            quotes[place.code] = place
    spans = {code: Quote(place.start, place.end) for code, place in quotes.items()}
    return tuple(Party(economy(code, language), spans.get(code)) for code in codes)


def pairs_of(
    text: str, language: str, places: tuple[Place, ...], sentences: tuple[Span, ...], anchors: tuple[Span, ...]
) -> tuple[AnchoredPair, ...]:
    """Economies of each figure, in the order of ``anchors``; parameters as in `choose_parties`."""
    mentions = _settled(mentions_of(text, language, places, sentences))
    by_sentence: dict[int, list[Mention]] = {}
    for mention in mentions:
        by_sentence.setdefault(mention.sentence, []).append(mention)
    ranked = _ranked(mentions)
    home = _home(text, language, mentions)
    found: list[AnchoredPair] = []
    last: tuple[str, ...] = ()
    for anchor in anchors:
        codes = _pair_in(by_sentence.get(_sentence_of(anchor, sentences), []))
        if len(codes) < 2:
            codes = _completed(codes, ranked, home, last)
        last = codes if len(codes) > 1 else last
        found.append(AnchoredPair(anchor, codes))
    return tuple(found)


def _sentence_of(anchor: Span, sentences: tuple[Span, ...]) -> int:
    low, high = 0, max(0, len(sentences) - 1)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if sentences[middle][0] <= anchor[0] else (low, middle - 1)
    return low


def _settled(mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Mentions with Europe understood as the EU where the text names the EU, and without the country that only qualifies its region."""
    codes = {m.code for m in mentions}
    kept: list[Mention] = []
    for index, mention in enumerate(mentions):
        wide = next((group for group in _SAME.get(mention.code, ()) if group in codes), None)
        code = wide or mention.code
        neighbours = mentions[max(0, index - 1) : index] + mentions[index + 1 : index + 2]
        near = [n for n in neighbours if abs(n.place.start - mention.place.end) < 12 or abs(mention.place.start - n.place.end) < 12]
        role = Role.THIRD if any(n.code != code and country_of(n.code) == code for n in near) else mention.role
        kept.append(Mention(mention.place, code, role, mention.sentence, mention.pair))
    return tuple(kept)


def _ranked(mentions: Iterable[Mention]) -> tuple[str, ...]:
    """Codes of a text, the weightiest first: by the parts they play, early mentions more."""
    weights: dict[str, float] = {}
    for order, mention in enumerate(mentions):
        weights[mention.code] = weights.get(mention.code, 0.0) + _WEIGHT[mention.role] * (1.0 + 1.0 / (1 + order))
    return tuple(code for code, weight in sorted(weights.items(), key=lambda item: -item[1]) if weight > 0)


def _home(text: str, language: str, mentions: tuple[Mention, ...]) -> str | None:
    """Country that "our" means."""
    if not _OWN.get(language, _OWN["en"]).search(text):
        return None
    titled = next((m.code for m in mentions if m.role is Role.TITLE), None)
    return titled or _HOME.get(language)


def _pair_in(here: list[Mention]) -> tuple[str, ...]:
    """Economies of the figure named in its own sentence."""
    pairs = _codes(here, Role.PAIR)
    partners, owners = _codes(here, Role.PARTNER), _codes(here, Role.OWNER)
    if pairs:
        extra = [c for c in (*partners,) if c not in pairs]
        return _apart((*pairs, *extra))
    neutral = _codes(here, Role.NEUTRAL)
    if partners:
        owner = [c for c in (*owners, *neutral, *_codes(here, Role.TITLE)) if c not in partners][:1]
        return _apart((*owner, *partners))
    named = [*owners, *(c for c in neutral if c not in owners)]
    if len(named) > 1:
        return _apart(tuple(named[:2]))
    more = [c for c in (*_codes(here, Role.TITLE), *_codes(here, Role.VENUE)) if c not in named]
    return _apart((*named, *more)[:2])


def _codes(mentions: Iterable[Mention], role: Role) -> tuple[str, ...]:
    return tuple(dict.fromkeys(m.code for m in mentions if m.role is role))


def _apart(codes: tuple[str, ...]) -> tuple[str, ...]:
    """Codes without a country whose region is the only other one."""
    if len(codes) == 2 and country_of(codes[0]) == country_of(codes[1]):
        return tuple(c for c in codes if c != country_of(c))[:1] or codes[:1]
    return codes


def _completed(codes: tuple[str, ...], ranked: tuple[str, ...], home: str | None, last: tuple[str, ...]) -> tuple[str, ...]:
    """Pair of a figure whose sentence names one economy or none: from the pair before, the text's weightiest names, or "our"."""
    if last and (not codes or codes[0] in last):
        return last
    order = (c for c in ranked if c not in codes and (not codes or country_of(c) != country_of(codes[0])))
    filled = (*codes, *islice(order, 2 - len(codes)))
    if len(filled) < 2 and home and home not in filled:
        filled = (home, *filled)
    return _apart(filled)
