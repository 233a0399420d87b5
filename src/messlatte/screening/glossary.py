"""Words that firms share in every language: legal forms, company nouns, places. Each becomes a concept, whatever the language."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files

from messlatte.screening.transcription import is_cyrillic, latin_forms, latinised

__all__ = [
    "Concept",
    "concept_at",
    "concept_inside",
    "folded",
    "given_name",
    "given_name_of",
    "is_legal_form",
    "legal_form_at",
    "starts_phrase",
]

_LONGEST = 6
_ROMANISED = 5
"""Shortest Russian stem whose Latin spelling is looked for too; shorter ones would hit foreign words."""


_SHORT_HEAD = 4
_ENDING = re.compile(
    r"(?:т?ельн|льн|енн|ическ|йск|ск|н|ов|ев|яр|чн)?"
    r"(?:ый|ий|ая|яя|ое|ее|ые|ие|ого|его|ой|ей|ому|ему|ых|их|ым|им|ыми|ими|ую|юю|а|я|о|е|и|ы|у|ю|ь|ам|ям|ами|ями|ах|ях|ом|ем|ов|ев|"
    r"ние|ния|нию|ство|ства|щик|к|ка|ки|ок|ия|ию|ии|ий|ец|цы|й)?"
    r"|(?:s?isch|lich|ung|ungs|enz|erei|ei|chen|n|h|sk|et|el|er)?(?:e|en|er|es|em|s|n|is|iy|yy|aya|oye|oe|y|i|a|o|ov|skoy|iya|ie|nyy|nyi|ny)?"
)
"""What may follow a stem of the glossary: endings of Russian and German. Anything longer is another word: Стройдом is a name."""

_SLIP = 7
"""Shortest word of a legal form in which one wrong letter is overlooked."""


@dataclass(frozen=True, slots=True)
class Concept:
    """What a word or phrase means, ``kind`` is ``noun``, ``place`` or a class of legal forms; ``russian`` its Russian initials."""

    id: str
    kind: str
    russian: str = ""


@dataclass(slots=True)
class _Table:
    """Phrases by their words, and beginnings of single words by their first two letters."""

    phrases: dict[tuple[str, ...], Concept] = field(default_factory=dict)
    stems: dict[str, list[tuple[str, Concept]]] = field(default_factory=dict)
    first: set[str] = field(default_factory=set)

    def add(self, pattern: str, concept: Concept) -> None:
        words = tuple(folded(word) for word in pattern.replace("-", " ").split())
        if len(words) == 1 and pattern.endswith("*"):
            self.stems.setdefault(words[0][:2], []).append((words[0], concept))
        elif words:
            self.phrases.setdefault(words, concept)
            if len(words) > 1:
                self.first.add(words[0])


def folded(word: str) -> str:
    """Word in lower case without dots, apostrophes and accents; Cyrillic letters stay Cyrillic."""
    low = word.casefold().replace("ё", "е")
    if is_cyrillic(low):
        return "".join(sign for sign in low if sign.isalnum())
    return latinised(low)


@lru_cache(maxsize=1)
def _concepts() -> _Table:
    table = _Table()
    for kind in ("places", "nouns"):
        for row in _rows(f"{kind}.csv"):
            russian = [pattern for pattern in row["ru"].split("|") if is_cyrillic(pattern)]
            initials = "".join(latin_forms(word[0])[0] if word[0] != "ж" else "zh" for word in russian[0].split()) if russian else ""
            concept = Concept(row["concept"], kind.removesuffix("s"), initials)
            for pattern in (*row["en"].split("|"), *row["de"].split("|"), *row["ru"].split("|")):
                table.add(pattern, concept)
            for pattern in russian:
                stem = pattern.rstrip("*")
                if len(stem) >= _ROMANISED and " " not in stem:
                    for form in latin_forms(stem):
                        table.add(form + "*" * pattern.endswith("*"), concept)
    for stems in table.stems.values():
        stems.sort(key=lambda pair: -len(pair[0]))
    return table


@lru_cache(maxsize=1)
def _legal_forms() -> _Table:
    table = _Table()
    for row in _rows("legal_forms.csv"):
        for pattern in row["forms"].split("|"):
            table.add(pattern, Concept(row["class"], "form"))
    return table


def _rows(name: str) -> list[dict[str, str]]:
    text = (files("messlatte.screening") / "data" / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@lru_cache(maxsize=1)
def _given_names() -> dict[str, str]:
    return {form: row["name"] for row in _rows("given_names.csv") for form in row["forms"].split("|")}


@lru_cache(maxsize=16_384)
def given_name(word: str) -> str:
    """Given name that a word is a form of, as ``given:alexander``; empty for other words."""
    known = _given_names()
    found = next((known[form] for form in latin_forms(word) if form in known), "")
    return found and f"given:{found}"


def given_name_of(form: str) -> str:
    """The same for one Latin spelling alone."""
    found = _given_names().get(form, "")
    return found and f"given:{found}"


def starts_phrase(word: str) -> bool:
    """Whether a folded word may be the first of a phrase of the glossary."""
    return word in _concepts().first


def concept_at(words: Sequence[str], place: int) -> tuple[Concept, int] | None:
    """Concept that starts at a folded word, and how many words it takes; the longest phrase wins, None for a name."""
    return _longest(_concepts(), words, place) or _by_stem(words[place])


def is_legal_form(word: str) -> bool:
    """Whether a folded word alone is a legal form, letter by letter."""
    return (word,) in _legal_forms().phrases


def legal_form_at(words: Sequence[str], place: int) -> tuple[str, int] | None:
    """Class of the legal form that starts at a folded word, and how many words it takes.

    Forms of one or two letters count at the ends of a name only: "as", "co" and "na" are words elsewhere.
    """
    found = _longest(_legal_forms(), words, place)
    if found is None and len(words[place]) >= _SHORT_HEAD:
        found = _longest(_legal_forms(), [*words[:place], *(_legal_word(word) for word in words[place : place + _LONGEST])], place)
    if found is None:
        return None
    concept, length = found
    inside = place > 0 and place + length < len(words)
    return None if inside and length == 1 and len(words[place]) <= 2 else (concept.id, length)


@lru_cache(maxsize=1)
def _legal_words() -> tuple[str, ...]:
    return tuple(sorted({word for phrase in _legal_forms().phrases for word in phrase if len(word) >= _SLIP}))


@lru_cache(maxsize=16_384)
def _legal_word(word: str) -> str:
    """Word of a legal form that this one is a slip of; the word itself otherwise."""
    from rapidfuzz.distance import OSA

    if len(word) < _SLIP - 1:
        return word
    return next(
        (known for known in _legal_words() if abs(len(known) - len(word)) <= 1 and OSA.distance(word, known, score_cutoff=1) <= 1), word
    )


def _longest(table: _Table, words: Sequence[str], place: int) -> tuple[Concept, int] | None:
    most = _LONGEST if words[place] in table.first else 1
    for length in range(min(most, len(words) - place), 0, -1):
        found = table.phrases.get(tuple(words[place : place + length]))
        if found is not None:
            return found, length
    return None


@lru_cache(maxsize=65_536)
def _stem_of(word: str) -> Concept | None:
    for stem, concept in _concepts().stems.get(word[:2], ()):
        if word.startswith(stem) and _ENDING.fullmatch(word, len(stem)):
            return concept
    return None


def _by_stem(word: str) -> tuple[Concept, int] | None:
    found = _stem_of(word)
    return None if found is None else (found, 1)


@lru_cache(maxsize=16_384)
def concept_inside(word: str) -> tuple[Concept, ...]:
    """Parts of a German compound, such as Traktoren + werk or Bundes + finanz + ministerium; empty for other words."""
    if len(word) < 7 or not word.isascii():
        return ()
    for cut in range(len(word) - 3, 2, -1):
        tail = _part(word[cut:])
        if tail is None or tail.kind != "noun":
            continue
        head = _part(word[:cut], least=0)
        heads = (head,) if head is not None else concept_inside(word[:cut])
        if heads:
            return (*heads, tail)
    return ()


def _part(word: str, least: int = 4) -> Concept | None:
    return _concepts().phrases.get((word,)) or (_stem_of(word) if len(word) >= least else None)
