"""Between whom the trade is: the parties of a statement, and the pair of each figure."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, replace

from messlatte.core.evidence import Quote
from messlatte.core.statement import Party
from messlatte.statement.gazetteer import country_of, economy
from messlatte.statement.named_regions import regional, seated
from messlatte.statement.party_roles import CONTINENTS, Mention, Role, mentions_of
from messlatte.statement.places import Place

__all__ = ["AnchoredPair", "pairs_of", "parties_of"]

Span = tuple[int, int]

_WEIGHT = {Role.PAIR: 3.0, Role.OWNER: 2.0, Role.PARTNER: 2.0, Role.NEUTRAL: 1.0, Role.TITLE: 0.9, Role.VENUE: 0.4, Role.THIRD: 0.0}
_SEVERAL = {"East German states": ("DE-BB", "DE-MV", "DE-SN", "DE-ST", "DE-TH")}
"""Names for several regions together."""
_NAMES = ("country", "region", "group")
_OWN = {
    "en": re.compile(r"\b(?:our|we)\b", re.IGNORECASE),
    "de": re.compile(r"\b(?:unser\w*|wir|uns)\b", re.IGNORECASE),
    "ru": re.compile(r"\b(?:наш\w{0,3}|мы|нас|нам)\b", re.IGNORECASE),
}
_MOST = 40
_NEAR = 600
"""How many names and characters around a figure count; only texts without full stops have more in a sentence."""
_MEMORY = 3
"""Sentences looked back at for the pair of a first figure."""
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


def parties_of(pairs: Iterable[tuple[str, ...]], places: tuple[Place, ...], language: str) -> tuple[Party, ...]:
    """Parties of some pairs in the order in which the text mentions them.

    Each has the span that names it first, by name rather than by capital, adjective or person.
    """
    first = {place.code: place.start for place in reversed(places)}
    named = (member for pair in pairs for code in pair for member in _SEVERAL.get(code, (code,)))
    codes = sorted(dict.fromkeys(named), key=lambda code: first.get(code, len(first) + 10**9))
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
    """Economies of each figure, in the order of ``anchors``.

    Parameters
    ----------
    text, language : str
        The text and its language (``de``, ``en``, ``ru``).
    places : tuple of Place
        From `find_places`.
    sentences : tuple of (start, end)
        Sentence spans, in order.
    anchors : tuple of (start, end)
        Spans of the trade figures found.
    """
    mentions = _settled(mentions_of(text, language, places, sentences))
    by_sentence: dict[int, list[Mention]] = {}
    for mention in mentions:
        by_sentence.setdefault(mention.sentence, []).append(mention)
    ranked = _ranked(mentions)[:_MOST]
    home = _home(text, language, mentions)
    venues = tuple(dict.fromkeys(m.code for m in mentions if m.role is Role.VENUE and m.place.kind == "region"))
    found: list[AnchoredPair] = []
    last: tuple[str, ...] = ()
    behind = 0
    for anchor in anchors:
        number = _sentence_of(anchor, sentences)
        here = _around(by_sentence.get(number, []), anchor)
        codes = _with_new_owner(_pair_in(here, anchor), here, anchor, behind)
        behind = anchor[1]
        if len(codes) < 2:
            codes = _completed(codes, here, ranked, home, last or _pair_before(by_sentence, number, anchor))
        start, end = sentences[number] if sentences else (0, len(text))
        sentence = text[max(start, anchor[0] - _NEAR) : min(end, anchor[1] + _NEAR)]
        codes = seated(regional(codes, ranked, sentence, language), venues, sentence, language)
        last = codes if len(codes) > 1 else last
        found.append(AnchoredPair(anchor, codes))
    return tuple(found)


def _with_new_owner(codes: tuple[str, ...], here: list[Mention], anchor: Span, behind: int) -> tuple[str, ...]:
    """Pair with the owner that is named between the figure before and this one ("..., while the US bought only $5 billion from Angola")."""
    if not codes or not here or not here[0].place.start < behind <= anchor[0]:
        return codes
    partners = _codes(here, Role.PARTNER)
    new = [m.code for m in here if behind <= m.place.start < anchor[0] and m.role in (Role.NEUTRAL, Role.OWNER) and m.code not in codes]
    return _apart((new[-1], *partners)) if new and partners else codes


def _pair_before(by_sentence: dict[int, list[Mention]], number: int, anchor: Span) -> tuple[str, ...]:
    """Pair of the nearest sentence before that names one."""
    for back in range(1, _MEMORY + 1):
        there = by_sentence.get(number - back, [])[-_MOST:]
        codes = _pair_in(there, anchor)
        if len(codes) > 1 and any(m.role in (Role.PAIR, Role.OWNER) for m in there):
            return codes
    return ()


def _around(mentions: list[Mention], anchor: Span) -> list[Mention]:
    """Mentions of a sentence near a figure: all of them, unless the sentence is without end."""
    if len(mentions) <= _MOST:
        return mentions
    index = bisect_left(mentions, anchor[0], key=lambda mention: mention.place.start)
    return mentions[max(0, index - _MOST) : index + _MOST // 2]


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
        subject = mention.role in (Role.OWNER, Role.NEUTRAL) and mention.place.kind == "group"
        code = wide or ("EU" if mention.code == "Europe" and subject else mention.code)
        neighbours = mentions[max(0, index - 1) : index] + mentions[index + 1 : index + 2]
        near = [n for n in neighbours if n.role is not Role.VENUE and _distance(n.place, mention.place) < 12]
        qualifies = (
            mention.place.kind != "person" and not mention.whole and any(n.code != code and country_of(n.code) == code for n in near)
        )
        bloc = mentions[index + 1 : index + 2]
        if (
            bloc
            and bloc[0].place.kind == "group"
            and mention.code.endswith(CONTINENTS)
            and 0 <= bloc[0].place.start - mention.place.end < 8
        ):
            qualifies = True
        role = Role.THIRD if qualifies else mention.role
        kept.append(replace(mention, code=code, role=role))
    for index in range(1, len(kept)):
        country, region = kept[index - 1], kept[index]
        if country.role is Role.THIRD and region.role is Role.NEUTRAL and country_of(region.code) == country.code != region.code:
            kept[index] = replace(region, role=mentions[index - 1].role)
    return tuple(kept)


def _distance(a: Place, b: Place) -> int:
    return max(b.start - a.end, a.start - b.end)


def _ranked(mentions: Iterable[Mention]) -> tuple[str, ...]:
    """Codes of a text, the weightiest first: by the parts they play, early mentions more."""
    weights: dict[str, float] = {}
    for order, mention in enumerate(mentions):
        if mention.role is Role.VENUE and mention.place.kind == "region":
            continue
        weights[mention.code] = weights.get(mention.code, 0.0) + _WEIGHT[mention.role] * (1.0 + 1.0 / (1 + order))
    return tuple(code for code, weight in sorted(weights.items(), key=lambda item: -item[1]) if weight > 0)


def _home(text: str, language: str, mentions: tuple[Mention, ...]) -> str | None:
    """Country that "our" means."""
    if not _OWN.get(language, _OWN["en"]).search(text):
        return None
    titled = next((m.code for m in mentions if m.role is Role.TITLE), None)
    return titled or _HOME.get(language)


def _pair_in(here: list[Mention], anchor: Span) -> tuple[str, ...]:
    """Economies of the figure named in its own sentence; titles and venues count only beside a partner."""
    pairs = _codes(here, Role.PAIR)
    partners, owners, neutral = _codes(here, Role.PARTNER), _codes(here, Role.OWNER), _codes(here, Role.NEUTRAL)
    if pairs:
        return _apart((*pairs, *(c for c in partners if c not in pairs)))
    named = _narrowed(tuple(dict.fromkeys((*owners, *neutral))), here)
    if partners:
        titles = sorted(_codes(here, Role.TITLE), key=_is_continent)
        owner = [c for c in (*named, *titles) if c not in partners][:1]
        if not owner and len(partners) > 1 and (nearest := _listed_partner(here, anchor)):
            return nearest
        return _apart((*owner, *partners))
    if len(named) > 2:
        return _apart((named[0], _nearest(here, anchor, named)))
    return _apart(named[:2])


def _listed_partner(here: list[Mention], anchor: Span) -> tuple[str, ...]:
    """Partner of a figure in a list of partners with a figure each, whose owner is named elsewhere ("nach Polen 5 Mrd., nach ...")."""
    partners = [m for m in here if m.role is Role.PARTNER]
    order = [m.place.end <= anchor[0] for m in partners]
    if order[:2] == [True, False]:
        return (partners[0].code,)
    return (partners[-1].code,) if order[-2:] == [True, True] and partners[-1].place.start > anchor[0] - 40 and len(order) == 2 else ()


def _nearest(here: list[Mention], anchor: Span, named: tuple[str, ...]) -> str:
    """Partner of a figure in a list ("... South Korea 7.1 billion, Hong Kong 6.4 billion"): the name before it, else the second one."""
    before = [m.code for m in here if m.place.end <= anchor[0] and m.code in named[1:]]
    return before[-1] if before else named[1]


def _narrowed(named: tuple[str, ...], here: list[Mention]) -> tuple[str, ...]:
    """Codes without a country whose region the sentence names before it ("Texas ... first among the US states")."""
    order = [m.code for m in here if m.role is not Role.THIRD]
    regions = {country_of(c): c for c in named if country_of(c) != c}
    return tuple(c for c in named if not (c in regions and order.index(regions[c]) < order.index(c)))


def _is_continent(code: str) -> bool:
    return code.endswith(CONTINENTS)


def _codes(mentions: Iterable[Mention], role: Role) -> tuple[str, ...]:
    return tuple(dict.fromkeys(m.code for m in mentions if m.role is role))


def _apart(codes: tuple[str, ...]) -> tuple[str, ...]:
    """Codes without a country whose region is the only other one."""
    if len(codes) == 2 and country_of(codes[0]) == country_of(codes[1]):
        return tuple(c for c in codes if c != country_of(c))[:1] or codes[:1]
    return codes


def _with_listener(here: list[Mention], last: tuple[str, ...]) -> tuple[str, ...]:
    """Pair before, or its first with the country of somebody new who is told about it ("To Pakistan's envoy he said that trade ...")."""
    countries = {country_of(code) for code in last}
    new = [c for c in _codes([m for m in here if m.place.kind == "country"], Role.TITLE) if country_of(c) not in countries]
    return (last[0], new[0]) if new else last


def _completed(
    codes: tuple[str, ...], here: list[Mention], ranked: tuple[str, ...], home: str | None, last: tuple[str, ...]
) -> tuple[str, ...]:
    """Pair of a figure whose sentence names one economy or none.

    It is the pair before if that fits; otherwise the speaker's title, the text's weightiest names, or "our" fill it.
    """
    if last and (not codes or codes[0] in last):
        return last if codes else _with_listener(here, last)
    if last and len(codes) == 1 and codes == _codes(here, Role.PARTNER) and country_of(codes[0]) not in {country_of(c) for c in last}:
        return (last[0], codes[0])
    order = [c for c in (*_codes(here, Role.TITLE), *ranked) if c not in codes]
    if codes and any(c in last for c in order if not _is_continent(c)):
        order.sort(key=_is_continent)
    filled = codes
    for code in dict.fromkeys(order):
        if len(filled) < 2 and all(country_of(code) != country_of(c) for c in filled):
            filled = (*filled, code)
    if len(filled) < 2 and home and home not in filled:
        filled = (home, *filled)
    return _apart(filled)
