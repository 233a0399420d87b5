"""Places named in a text: countries, regions, groups, capitals, adjectives and persons that stand for them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from messlatte.statement.gazetteer import DIRECT, TOKEN, Candidate, Gazetteer, country_of, gazetteer
from messlatte.statement.place_guards import (
    CURRENCIES,
    GENERICS,
    HOMONYMS,
    MUNICIPAL,
    Generic,
    homonyms_in,
    is_common,
    is_lower_text,
    is_title,
    is_vague,
    vetoed,
)
from messlatte.statement.place_slots import in_slots

__all__ = ["Place", "find_places"]

_GLUE = frozenset(" \n\r\t\u00a0\u202f\u2009-/\u2010\u2011\u2012\u2013\u2014.'\u2018\u2019&\u00ab\u00bb\u201e\u201c\u201d\"").union(
    map(chr, range(0x0300, 0x0370))
)
_MARKS = "\u02bb\u02bc\u02be\u02bf\u01c0"
_DASHES = frozenset("-\u2010\u2011\u2012\u2013\u2014")
_KINDS = {"c": "country", "k": "capital", "a": "adjective", "g": "group", "r": "region", "p": "person"}
_RANK = {"c": 0, "k": 1, "g": 2, "a": 3, "p": 4, "r": 5}
_COMPOUND = re.compile(
    r"(.{4,}?)s?(?:handels?|geschäfte?s?|exporte?n?s?|importe?n?s?|ausfuhr(?:en)?|einfuhr(?:en)?|reise|umsatz|umsätze)\Z"
)


@dataclass(frozen=True, slots=True)
class Place:
    """A span of the text that names an economy.

    Parameters
    ----------
    code : str
        ISO alpha-3, ISO 3166-2, or the name of a group.
    start, end : int
        Code points of the text as given; ``text[start:end] == surface``.
    kind : str
        ``country``, ``region``, ``group``, ``capital``, ``adjective`` or ``person``.
    """

    code: str
    start: int
    end: int
    kind: str
    surface: str


class _Token(NamedTuple):
    word: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Match:
    """Tokens ``first`` to ``last`` (included) and what they may mean."""

    first: int
    last: int
    candidates: tuple[Candidate, ...]


def _tokens(text: str) -> list[_Token]:
    if text.isascii():
        return [_Token(m.group().lower(), m.start(), m.end()) for m in TOKEN.finditer(text)]
    return [_Token(m.group().lower().translate(DIRECT), m.start(), m.end()) for m in TOKEN.finditer(text)]


def _adjacent(text: str, left: _Token, right: _Token) -> bool:
    """Whether two tokens may belong to one name: little more than a blank, a hyphen or an abbreviation's full stop between them."""
    gap = text[left.end : right.start]
    if gap == " ":
        return True
    if len(gap) > 4 or not _GLUE.issuperset(gap) or gap.count("\n") > 1:
        return False
    return "." not in gap or len(left.word) <= 2


def _forms_at(text: str, tokens: list[_Token], index: int, table: Gazetteer) -> _Match | None:
    """Longest form that begins at a token."""
    word = tokens[index].word
    longest = table.longest.get(word, 1)
    if longest > 1:
        last = index
        names = [word]
        while last + 1 < len(tokens) and len(names) < longest and _adjacent(text, tokens[last], tokens[last + 1]):
            last += 1
            names.append(tokens[last].word)
        for size in range(len(names), 1, -1):
            if found := table.forms.get(" ".join(names[:size])):
                return _Match(index, index + size - 1, found)
    found = table.forms.get(word)
    return _Match(index, index, found) if found else None


def _compound(word: str, table: Gazetteer) -> tuple[Candidate, ...]:
    """Country in front of a German compound such as ``Chinahandel``."""
    match = _COMPOUND.match(word)
    found = table.forms.get(match[1], ()) if match else ()
    return tuple(c for c in found if c.kind in "cg" and "C" not in c.flags)


def _written(text: str, tokens: list[_Token], match: _Match, lower: bool) -> tuple[Candidate, ...]:
    """Candidates whose way of writing fits: capital letters of names and acronyms, the hyphen behind a first part."""
    first, last = tokens[match.first], tokens[match.last]
    surface = text[first.start : last.end]
    capital = next(filter(str.isalpha, surface.lstrip(_MARKS)), "").isupper() or any(
        text[t.start].isupper() for t in tokens[match.first + 1 : match.last + 1]
    )
    kept = []
    for candidate in match.candidates:
        flags = candidate.flags
        if "p" in flags and text[last.end : last.end + 1] not in _DASHES:
            continue
        if "C" in flags and not surface.isupper() and not (lower and _lower_acronym(tokens, match.first)):
            continue
        if not (capital or (lower and "w" not in flags) or "a" in flags):
            continue
        kept.append(candidate)
    return tuple(kept)


def _lower_acronym(tokens: list[_Token], index: int) -> bool:
    """Whether a lower-cased acronym is meant as one: ``us`` only behind "the" or beside a word of trade."""
    word = tokens[index].word
    if word == "us":
        return (
            index > 0
            and tokens[index - 1].word in {"the", "with", "to", "from"}
            and tokens[max(0, index - 2)].word not in {"give", "bring", "lead"}
        )
    return word not in {"ec", "eg", "rf", "eac", "gus", "au"}


def _generic(tokens: list[_Token], text: str, match: _Match, words: Generic) -> tuple[int, int]:
    """Token span widened by words such as "province of" or "oblast"; unchanged where there are none."""
    first, last = match.first, match.last
    if last + 1 < len(tokens) and tokens[last + 1].word in words.after and _adjacent(text, tokens[last], tokens[last + 1]):
        last += 1
    if first > 0 and _adjacent(text, tokens[first - 1], tokens[first]):
        if tokens[first - 1].word in words.before:
            first -= 1
        elif first > 1 and tokens[first - 1].word in words.links and tokens[first - 2].word in words.before:
            first -= 2
    return first, last


def _choose(
    candidates: tuple[Candidate, ...], widened: bool, municipal: bool, vague: bool, context: frozenset[str], mistaken: frozenset[str]
) -> Candidate | None:
    """Choose the likeliest meaning; a region only where it is marked as one, is unmistakable, or its country is named."""
    regions = [c for c in candidates if c.kind == "r" and ("m" in c.flags) <= municipal]
    near = [c for c in regions if country_of(c.code) in context or (mistaken and c.code in HOMONYMS.values())]
    if vague and not widened:
        near = [c for c in near if "w" not in c.flags]
    if widened and regions:
        return (near or regions)[0]
    others = [c for c in candidates if c.kind != "r" and c.code not in mistaken and not (c.flags == "w" and c.code not in context)]
    others.sort(key=lambda c: _RANK[c.kind])
    if others:
        return others[0]
    strong = [c for c in regions if "w" not in c.flags]
    return next(iter([c for c in near if "w" not in c.flags] or near or strong), None)


def _only_region(candidates: tuple[Candidate, ...]) -> Candidate | None:
    """Region of a name that regions of one country only bear."""
    regions = [c for c in candidates if c.kind == "r" and "m" not in c.flags and "a" not in c.flags]
    return regions[0] if regions and len({country_of(c.code) for c in regions}) == 1 else None


def find_places(text: str, language: str, table: Gazetteer | None = None) -> tuple[Place, ...]:
    """Find every economy that a text names.

    Parameters
    ----------
    text : str
        Any text; runs in linear time.
    language : str
        ``de``, ``en`` or ``ru``.
    table : Gazetteer or None
        Names to look for; None: those shipped.

    Returns
    -------
    tuple of Place
        In order of the text, without overlaps. Currencies ("US dollars") and names that only contain a place ("Indian Ocean") are left out.
    """
    table = table or gazetteer(language)
    tokens = _tokens(text)
    lower = is_lower_text(text)
    matches: list[tuple[_Match, tuple[int, int]]] = []
    index = 0
    while index < len(tokens):
        match = _forms_at(text, tokens, index, table)
        if match is None and language == "de" and len(tokens[index].word) > 9 and (found := _compound(tokens[index].word, table)):
            match = _Match(index, index, found)
        if match is None:
            index += 1
            continue
        kept = _written(text, tokens, match, lower)
        if (
            kept
            and kept[0].kind != "n"
            and not _is_money(text, tokens, match)
            and not _is_vetoed(tokens, match)
            and not is_title(text, tokens[match.first].start, tokens[match.last].end)
        ):
            found_match = _Match(match.first, match.last, kept)
            matches.append((found_match, _generic(tokens, text, found_match, GENERICS.get(language, GENERICS["en"]))))
        index = match.last + 1 if kept else index + 1
    context = frozenset(
        c.code
        for m, _ in matches
        for c in m.candidates
        if c.kind in "ca" or (c.kind == "g" and c.flags != "w") or (c.kind == "k" and len(m.candidates) == 1)
    )
    mistaken = homonyms_in(text, {c.code for m, _ in matches for c in m.candidates})
    slots = in_slots([t.word for t in tokens], [text[t.start].isupper() for t in tokens], [wide for _, wide in matches], language)
    chosen = (_place(text, tokens, m, wide, context, mistaken, slot) for (m, wide), slot in zip(matches, slots, strict=True))
    return tuple(place for place in chosen if place)


def _place(
    text: str, tokens: list[_Token], match: _Match, wide: tuple[int, int], context: frozenset[str], mistaken: frozenset[str], slot: bool
) -> Place | None:
    widened = wide != (match.first, match.last)
    municipal = widened and not MUNICIPAL.isdisjoint((tokens[wide[0]].word, tokens[wide[1]].word))
    vague = match.first == match.last and is_vague(tokens[match.first].word)
    chosen = _choose(match.candidates, widened, municipal, vague, context, mistaken)
    if chosen is None and slot and not (match.first == match.last and is_common(tokens[match.first].word)):
        chosen = _only_region(match.candidates)
    if chosen is None:
        return None
    first, last = wide if chosen.kind == "r" else (match.first, match.last)
    start, end = tokens[first].start, tokens[last].end
    kind = "adjective" if chosen.kind in "rg" and "a" in chosen.flags and not widened else _KINDS[chosen.kind]
    return Place(chosen.code, start, end, kind, text[start:end])


def _is_vetoed(tokens: list[_Token], match: _Match) -> bool:
    before = tokens[match.first - 1].word if match.first else ""
    behind = tokens[match.last + 1].word if match.last + 1 < len(tokens) else ""
    return match.first == match.last and vetoed(before, tokens[match.first].word, behind)


def _is_money(text: str, tokens: list[_Token], match: _Match) -> bool:
    """Whether the name belongs to a currency: ``US$``, ``Indian rupees``, ``долларов США``."""
    last = tokens[match.last]
    behind = text[last.end : last.end + 2]
    if behind[:1] in {"$", "€", "£", "¥"} or behind == "-$" or (behind == " $" and last.word in {"us", "u.s."}):
        return True
    if (
        match.last + 1 < len(tokens)
        and tokens[match.last + 1].word.startswith(CURRENCIES)
        and _adjacent(text, last, tokens[match.last + 1])
    ):
        return True
    if tokens[match.first].word in {"сша", "us", "usa", "u.s."} and match.first:
        return tokens[match.first - 1].word.startswith(("долл", "цент", "usd", "dollars"))
    return False
