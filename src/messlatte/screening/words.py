"""A name taken apart: words with all their spellings, legal forms, numbers, acronyms."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from messlatte.core.screening import SubjectKind
from messlatte.screening.glossary import Concept, concept_at, concept_inside, folded, given_name, legal_form_at
from messlatte.screening.numbers import number_of
from messlatte.screening.sounds import sound
from messlatte.screening.transcription import is_cyrillic, latin_forms

__all__ = ["Name", "Word", "parse"]

_MOST_WORDS = 40
"""Longer names are cut: nobody is called so, and a hostile list must not cost a minute."""

_LISTS = tomllib.loads((files("messlatte.screening") / "data" / "words.toml").read_text(encoding="utf-8"))
_SILENT, _PARTICLES, _TITLES, _SHIPS = (frozenset(_LISTS[name].split()) for name in ("silent", "particles", "titles", "ships"))
_SHORT: dict[str, str] = _LISTS["short"]
_WEIGHTS = {"word": 1.0, "place": 0.7, "noun": 0.55, "number": 0.6, "initial": 0.5, "particle": 0.15, "title": 0.1, "patronymic": 0.6}
_SEMIVOWELS = str.maketrans("", "", "wy")
_LEET = str.maketrans("013459", "oieasg")
_PATRONYMIC = re.compile(
    r"(ovich|evich|ovic|evic|owitsch|ewitsch|ovych|evych|yovych|ovna|evna|owna|ewna|ivna|ovich|ych|ich|ichna|inichna)$"
)


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a name.

    Parameters
    ----------
    text : str
        As it was written.
    forms : tuple of str
        Latin spellings in lower case, the usual one first.
    sounds : frozenset of str
        How they sound.
    kind : str
        ``word``, ``noun``, ``place``, ``number``, ``initial``, ``particle``, ``title`` or ``patronymic``.
    concept : str
        What it means, for nouns and places; the value, for numbers.
    weight : float
        How much it tells one name from another.
    vowels : bool
        False for a script that leaves vowels out or writes them around the consonants.
    """

    text: str
    forms: tuple[str, ...]
    sounds: frozenset[str]
    kind: str
    concept: str
    weight: float
    vowels: bool = True


@dataclass(frozen=True, slots=True)
class Name:
    """A name, its words in order, the classes of its legal forms, its acronyms, and all of it without spaces."""

    text: str
    words: tuple[Word, ...]
    legal: frozenset[str]
    acronyms: frozenset[str]
    joined: frozenset[str]


@lru_cache(maxsize=50_000)
def parse(text: str, kind: SubjectKind) -> Name:
    """Take a name apart.

    Parameters
    ----------
    text : str
        In any script; control characters and marks of direction are dropped.
    kind : SubjectKind
        Persons have titles, particles, initials and patronymics; everybody else has legal forms, company nouns and numbers.
    """
    pieces = [part for piece in _pieces(text) for part in (_syllables(piece) if "·" not in text else [piece])][:_MOST_WORDS]
    if kind is SubjectKind.PERSON:
        words, legal = tuple(_person_words(pieces)), frozenset[str]()
    else:
        words, legal = _firm_words(pieces)
    kept = words or tuple(_word(piece, "word") for piece in pieces)
    joined = frozenset(
        j
        for j in ("".join(word.forms[0] for word in kept if word.forms), "".join(latin_forms(p)[0] for p in pieces if latin_forms(p)))
        if j
    )
    return Name(text, kept, legal, frozenset() if kind is SubjectKind.PERSON else _acronyms(kept), joined)


def _pieces(text: str) -> Iterator[str]:
    """Words as written: initials with dots joined, hyphens and slashes split, apostrophes dropped."""
    clean = "".join(map(_cleaned, unicodedata.normalize("NFC", text[:2000])))
    clean = re.sub(r"\b((?:\w\.\s?){2,})(?=\W|\w?\b|$)", lambda found: found[0].replace(".", "").replace(" ", "") + " ", clean)
    clean = re.sub(r"(?<=\w)['’‘ʼ`´](?=\w)|['’‘ʼ`´]", "", clean)
    for piece in re.split(r"[^\w%№]+", clean.replace("_", " ")):
        if piece:
            yield _SHORT.get(piece.casefold(), piece)


def _cleaned(sign: str) -> str:
    """Sign without danger: controls become spaces; joiners and marks that float on letters go, so that they part no word."""
    category = unicodedata.category(sign)
    return "" if category in {"Mn", "Mc", "Cf"} else " " if category[0] == "C" else sign


def _word(text: str, kind: str, concept: str = "") -> Word:
    forms = latin_forms(text)
    abjad = _is_abjad(text)
    if abjad:
        forms = tuple(found for form in forms[:1] if (found := form[:1] + form[1:].translate(_SEMIVOWELS)))
    return Word(text, forms, frozenset(s for s in map(sound, forms) if s), kind, concept, _WEIGHTS[kind], not abjad)


def _is_abjad(word: str) -> bool:
    """Whether the script leaves vowels out or writes them around consonants: Hebrew, Arabic, the scripts of India and South East Asia."""
    return any("\u0590" <= sign <= "\u08ff" or "\u0900" <= sign <= "\u109f" or "\u1780" <= sign <= "\u17ff" for sign in word)


def _syllables(piece: str) -> list[str]:
    """Signs of a name in Chinese or Korean one by one; other words as they are."""
    syllabic = all("\u3400" <= sign <= "\u9fff" or "\uac00" <= sign <= "\ud7a3" for sign in piece)
    return list(piece) if syllabic and len(piece) <= 4 else [piece]


def _person_words(pieces: Sequence[str]) -> Iterator[Word]:
    for place, piece in enumerate(pieces):
        low = folded(piece)
        if any(sign.isdigit() for sign in low) and any(sign.isalpha() for sign in low):
            piece, low = piece.translate(_LEET), low.translate(_LEET)
        if not low:
            continue
        if low in _TITLES or (place == len(pieces) - 1 and place > 1 and legal_form_at([low], 0)):
            yield _word(piece, "title")
        elif low in _PARTICLES:
            yield _word(piece, "particle")
        elif len(low) == 1:
            yield _word(piece, "initial")
        elif place > 0 and _PATRONYMIC.search(latin_forms(piece)[0] if latin_forms(piece) else ""):
            yield _word(piece, "patronymic")
        else:
            yield _word(piece, "word", given_name(low))


def _firm_words(pieces: Sequence[str]) -> tuple[tuple[Word, ...], frozenset[str]]:
    """Words without legal forms, and the classes of these."""
    low = [folded(piece) for piece in pieces]
    words: list[Word] = []
    legal: set[str] = set()
    place = 0
    while place < len(pieces):
        form = legal_form_at(low, place)
        if form is not None and form[1] < len(pieces):
            legal.add(form[0])
            place += form[1]
            continue
        found, step = _firm_word(pieces, low, place)
        words.extend(found)
        place += step
    return _with_numbers(words), frozenset(legal)


def _firm_word(pieces: Sequence[str], low: Sequence[str], place: int) -> tuple[list[Word], int]:
    text, bare = pieces[place], low[place]
    if not bare or bare in _SILENT or bare in _SHIPS:
        return [], 1
    if bare in {"al", "el"}:
        return [_word(text, "particle")], 1
    number = number_of(bare)
    if number is not None:
        return [_word(text, "number", str(number))], 1
    found = concept_at(low, place)
    if found is not None:
        concept, length = found
        return [_of_concept(" ".join(pieces[place : place + length]), concept)], length
    halves = concept_inside(bare)
    if halves:
        return [_of_concept(text, half) for half in halves], 1
    return [_word(text, "word")], 1


def _of_concept(text: str, concept: Concept) -> Word:
    return _word(text, concept.kind, concept.id)


def _with_numbers(words: Iterable[Word]) -> tuple[Word, ...]:
    """Put a number that was written as two words together: forty four."""
    out: list[Word] = []
    for word in words:
        if word.kind == out[-1].kind == "number" if out else False:
            tens, ones = int(out[-1].concept), int(word.concept)
            if 20 <= tens < 100 and tens % 10 == 0 and 0 < ones < 10:
                out[-1] = _word(f"{out[-1].text} {word.text}", "number", str(tens + ones))
                continue
        out.append(word)
    return tuple(out)


def _acronyms(words: Sequence[Word]) -> frozenset[str]:
    """Initials of a name of three words or more, as written and as Russian would have them."""
    telling = [word for word in words if word.kind in {"word", "noun", "place"} and word.forms]
    own = "".join(word.forms[0][0] for word in telling)
    russian = "".join(_russian_initial(word) for word in telling)
    return frozenset(found for found in (own, russian) if len(found) >= 3 and len(telling) >= 2)


def _russian_initial(word: Word) -> str:
    if is_cyrillic(word.text) or not word.concept:
        return latin_forms(word.text[0].casefold())[0] if latin_forms(word.text[0]) else ""
    from messlatte.screening.glossary import concept_at as at

    found = at(folded(word.text).split() or [""], 0)
    return found[0].russian if found else word.forms[0][0]
