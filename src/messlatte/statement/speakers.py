"""Who says it, to whom, in which office, and where they met."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from messlatte.core.evidence import Quote
from messlatte.core.statement import Speaker
from messlatte.statement.gazetteer import gazetteer, key
from messlatte.statement.places import Place
from messlatte.statement.speech_words import SpeechWords, speech_words

__all__ = ["Speakers", "find_speakers"]

_UPPER = "A-ZÄÖÜÀ-ÖØ-ÞŁŠŽČĆŞİА-ЯЁ"
_PART = rf"(?:[{_UPPER}][^\W\d_]*(?:[-'’][^\W\d_]{{2,}})*|[{_UPPER}]\.)"
_NAME = re.compile(rf"{_PART}(?:\s?(?:(?:bin|al|el|de|da|di|du|van|ibn|ben|dos)\s)?{_PART}){{1,4}}|{_PART}")
_WINDOW = 110


@dataclass(frozen=True, slots=True)
class Speakers:
    """The speaker, his counterpart and the place where they met; None where the text does not say.

    ``voices`` are all who say something, once for each time, in order of the text; a surname alone stands for the full name before it.
    """

    speaker: Speaker | None = None
    counterpart: Speaker | None = None
    venue: str | None = None
    voices: tuple[Speaker, ...] = ()


@dataclass(frozen=True, slots=True)
class _Person:
    name: str
    start: int
    end: int
    role: str | None
    speaks: bool
    listens: bool

    def as_speaker(self, role: str | None = None) -> Speaker:
        return Speaker(self.name, self.role or role, Quote(self.start, self.end))


class _Spans:
    """Spans in order and without overlap, found by position."""

    def __init__(self, spans: list[tuple[int, int]]) -> None:
        self.spans = spans
        self.ends = [end for _, end in spans]

    def touching(self, start: int, end: int) -> list[tuple[int, int]]:
        """Spans that share a character with ``[start, end)``."""
        index = bisect_right(self.ends, start)
        found = []
        while index < len(self.spans) and self.spans[index][0] < end:
            found.append(self.spans[index])
            index += 1
        return found


def find_speakers(text: str, language: str, places: tuple[Place, ...]) -> Speakers:
    """Find the speaker, the counterpart and the venue of a statement.

    Parameters
    ----------
    text, language : str
        The text and its language (``de``, ``en``, ``ru``).
    places : tuple of Place
        From `find_places`: names of countries are no persons, known persons need no title.

    Returns
    -------
    Speakers
        Names and roles as in the text; a speaker without a title beside the name gets the office that the text uses for him
        ("der Präsident"), if any.
    """
    words = speech_words(language)
    persons = _persons(text, language, places, words)
    speaker = next((p for p in persons if p.speaks), None) or next((p for p in persons if p.role and not p.listens), None)
    counterpart = next((p for p in persons if p.listens and (speaker is None or p.name != speaker.name)), None)
    office = words.office.search(text) if speaker and speaker.role is None else None
    return Speakers(
        speaker.as_speaker(office.group(1) if office else None) if speaker else None,
        counterpart.as_speaker() if counterpart else None,
        _venue(text, language, places, words),
        _voices(text, persons, words),
    )


def _voices(text: str, persons: list[_Person], words: SpeechWords) -> tuple[Speaker, ...]:
    """All who say something, each time they do."""
    voices = [person.as_speaker() for person in persons if person.speaks]
    surnames = {name.split()[-1]: name for name in (person.name for person in persons) if " " in name}
    taken = {(person.start, person.end) for person in persons}
    ends = {person.end for person in persons}
    for match in _NAME.finditer(text) if surnames else ():
        again = match.span() not in taken and match.end() not in ends
        if again and match[0] in surnames and words.speaks.match(text[match.end() : match.end() + _WINDOW]):
            voices.append(Speaker(surnames[match[0]], None, Quote(*match.span())))
    return tuple(sorted(voices, key=lambda voice: voice.quote.start if voice.quote else 0))


def _persons(text: str, language: str, places: tuple[Place, ...], words: SpeechWords) -> list[_Person]:
    known = _Spans([(p.start, p.end) for p in places if p.kind == "person"])
    others = _Spans([(p.start, p.end) for p in places if p.kind != "person"])
    found: list[_Person] = []
    for first, last in _name_spans(text, language, known):
        span = _trimmed(text, first, last, others, words)
        if span is None:
            continue
        start, end = span
        famous = bool(known.touching(start, end))
        left, right = text[max(0, start - _WINDOW) : start], text[end : end + _WINDOW]
        role = _role_before(left, words) or _role_behind(right, words)
        speaks = bool(words.speaks.match(right) or words.said_by.search(_without_role(left, role)))
        listens = bool(words.listener.search(_without_role(left, role)))
        if (role or famous or (speaks and " " in text[start:end])) and (" " in text[start:end] or role or famous):
            found.append(_Person(re.sub(r"\s+", " ", text[start:end]), start, end, role, speaks and not listens, listens))
    return found


def _name_spans(text: str, language: str, known: _Spans) -> Iterator[tuple[int, int]]:
    """Runs of capital words; one that holds two known persons ("сказал Си Цзиньпин Михаилу Мишустину") is cut between them."""
    for match in _NAME.finditer(text):
        start, end = match.span()
        if language != "en" and (line := text.find("\n", start, end)) > 0:
            end = line
        inside = known.touching(start, end)
        for (_, left), (right, _) in pairwise(inside):
            cut = text.find(" ", left, right)
            if cut > 0:
                yield start, cut
                start = cut + 1
        yield start, end


def _without_role(left: str, role: str | None) -> str:
    """Text before a name without the title that stands directly before it."""
    stripped = left.rstrip(" ,")
    return left[: stripped.rfind(role)] if role and stripped.endswith(role) else left


def _trimmed(text: str, start: int, end: int, others: _Spans, words: SpeechWords) -> tuple[int, int] | None:
    """Span of a name without the titles, nationalities and other capital words at its ends; None if nothing is left."""
    parts = [(start + m.start(), start + m.end()) for m in re.finditer(r"\S+", text[start:end])]

    def foreign(span: tuple[int, int]) -> bool:
        word = text[span[0] : span[1]].strip(".,").lower()
        in_place = bool(others.touching(*span))
        return in_place or word in words.not_names or bool(words.heads.fullmatch(word)) or word in words.modifiers

    while parts and foreign(parts[0]):
        parts.pop(0)
    while parts and foreign(parts[-1]):
        parts.pop()
    if not parts or any(foreign(p) for p in parts):
        return None
    return parts[0][0], parts[-1][1]


def _role_before(left: str, words: SpeechWords) -> str | None:
    """Title that ends directly before a name: its head word, the modifiers before it and the few words behind it."""
    heads = list(words.heads.finditer(left))
    if not heads:
        return None
    head = heads[-1]
    tail = left[head.end() :]
    if len(tail) > 60 or re.search(r"[.;:!?()\"„“«»]|\d", tail) or len(tail.split()) > 7 or words.speaks.search(tail):
        return None
    begin = head.start()
    for word in reversed(list(re.finditer(r"[^\W\d_]+(?:-[^\W\d_]+)*['’]?s?", left[:begin]))):
        plain = word.group().lower()
        if left[word.end() : begin].strip() or (plain not in words.modifiers and not words.heads.fullmatch(plain)):
            break
        begin = word.start()
    return re.sub(r"^(?:of|and|the)\s+", "", re.sub(r"\s+", " ", left[begin:].strip(" ,"))) or None


def _role_behind(right: str, words: SpeechWords) -> str | None:
    """Title in apposition behind a name: ", minister of trade,"."""
    match = re.match(r",\s+([^,.;]{3,90})[,.]", right)
    if match and words.heads.search(match[1]) and not words.speaks.match(" " + match[1]):
        return re.sub(r"^(?:the|an?|d(?:er|ie|as|em|en|es))\s+", "", re.sub(r"\s+", " ", match[1].strip()))
    return None


def _venue(text: str, language: str, places: tuple[Place, ...], words: SpeechWords) -> str | None:
    """First city in which something happens, in the nominative."""
    for place in places:
        before = text[max(0, place.start - 12) : place.start]
        if place.kind in ("capital", "region") and " " not in place.surface and words.venue.search(before):
            return _nominative(place) if language == "ru" else place.surface
    return None


def _nominative(place: Place) -> str:
    """Nominative of a Russian city in the prepositional ("Минске" -> "Минск"); the surface where no such form is known."""
    if place.surface[-1] in "еи":
        for end in ("", "а", "я", "ь", "й"):
            name = place.surface[:-1] + end
            if any(c.code == place.code for c in gazetteer("ru").forms.get(key(name), ())):
                return name
    return place.surface
