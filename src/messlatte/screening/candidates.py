"""Which subjects a name of a list may be: an index of the subjects by word, sound, meaning and acronym, asked for each name of the stream.

The subjects are few and the lists are long, so the index holds the subjects and the list runs past it: memory does not grow with the list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from messlatte.core.screening import SubjectKind
from messlatte.screening.glossary import concept_at, concept_inside, folded, given_name_of, is_legal_form, starts_phrase
from messlatte.screening.keys import LOOSE, firm_keys, near_keys, noun_key, person_keys
from messlatte.screening.sounds import skeleton
from messlatte.screening.transcription import usual_form
from messlatte.screening.words import Name, Word, parse

__all__ = ["Index"]

_WHOLE = 10.0
_ENOUGH = 1.0
_SHARE = 0.6
_THEIR_SHARE = 0.75
_REMEMBERED = 200_000
_PIECES = re.compile(r"[^\W_]+")
_JOIN = re.compile(r"['’‘ʼ`´]")
_DOTS = re.compile(r"\b(?:\w\.){2,}")


class Index:
    """Subjects by the keys of their names.

    Parameters
    ----------
    names : sequence of (subject, text, kind)
        Every name of every subject, with the subject's number; unknown subjects are indexed as persons and as firms.
    """

    def __init__(self, names: Sequence[tuple[int, str, SubjectKind]]) -> None:
        self._by_group: dict[tuple[str, ...], tuple[tuple[tuple[int, float], ...], float]] = {}
        self._by_key: dict[str, list[tuple[int, float]]] = {}
        self._needed: list[float] = []
        self._subject: list[int] = []
        self._kinds: list[SubjectKind] = []
        self._acronyms: dict[str, list[int]] = {}
        self._wanted_acronyms: dict[str, list[int]] = {}
        for subject, text, kind in names:
            for one in (SubjectKind.PERSON, SubjectKind.FIRM) if kind is SubjectKind.UNKNOWN else (kind,):
                self._add(subject, parse(text, one), one)
        self._may_stand_for = re.compile("|".join(".*".join(map(re.escape, acronym)) for acronym in self._wanted_acronyms)).search
        samples = {kind: row for row, kind in enumerate(self._kinds)}.values()
        self._meets = {kind: any(self._same_kind(row, kind) for row in samples) for kind in SubjectKind}

    def _add(self, subject: int, name: Name, kind: SubjectKind) -> None:
        row = len(self._needed)
        keys: dict[str, float] = {}
        total = 0.0
        for word in name.words:
            weight = _weight(word.kind)
            total += weight
            for key in _word_keys(word, person=kind is SubjectKind.PERSON):
                keys[key] = max(keys.get(key, 0.0), weight * LOOSE if key[0] in "^$" else weight)
        for bones in {"".join(skeleton(word.forms[0]) for word in name.words if word.forms), *map(skeleton, name.joined)}:
            for key in near_keys(bones) if len(bones) > 2 else ():
                keys["=" + key] = _WHOLE
        for key, weight in keys.items():
            self._by_key.setdefault(key, []).append((row, weight))
        telling = sum(_weight(word.kind) >= 1 for word in name.words)
        least = 2.0 if telling >= 2 else _ENOUGH
        share = _THEIR_SHARE if kind is SubjectKind.PERSON else _SHARE
        self._needed.append(min(least, max(share * total, 0.3)))
        self._subject.append(subject)
        self._kinds.append(kind)
        for acronym in name.acronyms:
            self._acronyms.setdefault(acronym, []).append(row)
        if kind is not SubjectKind.PERSON and len(name.words) <= 2:
            for word in name.words:
                if word.kind == "word":
                    for form in word.forms:
                        if 3 <= len(form) <= 6:
                            self._wanted_acronyms.setdefault(form, []).append(row)

    def subjects_like(self, text: str, kind: SubjectKind) -> set[int]:
        """Numbers of the subjects that share enough with a name of a list to be worth a comparison."""
        if not self._meets[kind]:
            return set()
        keys = list(_text_keys(text, kind))
        rows = self._rows(keys, kind)
        if kind is not SubjectKind.PERSON and (self._wanted_acronyms or self._acronyms):
            rows |= self._by_acronym(text)
        return {self._subject[row] for row in rows}

    def _rows(self, keys: Sequence[tuple[str, ...]], kind: SubjectKind) -> set[int]:
        shared: dict[int, float] = {}
        total = 0.0
        for group in keys:
            hits, weight = self._by_group.get(group) or self._hits(group)
            total += weight
            for row, counts in hits:
                shared[row] = shared.get(row, 0.0) + counts
        if not shared:
            return set()
        theirs = _THEIR_SHARE * total
        return {row for row, weight in shared.items() if weight >= min(self._needed[row], theirs) and self._same_kind(row, kind)}

    def _hits(self, group: tuple[str, ...]) -> tuple[tuple[tuple[int, float], ...], float]:
        """Rows that share a key with a word, each with the most that one of the keys counts, and what the word could add at most.

        Kept for the words that come again.
        """
        best: dict[int, float] = {}
        for key in group:
            for row, weight in self._by_key.get(key, ()):
                if weight > best.get(row, 0.0):
                    best[row] = weight
        hits = tuple(best.items()), _group_weight(group)
        if len(group) > 1 and len(self._by_group) < _REMEMBERED:
            self._by_group[group] = hits
        return hits

    def _same_kind(self, row: int, kind: SubjectKind) -> bool:
        mine = self._kinds[row]
        return SubjectKind.UNKNOWN in (kind, mine) or (kind is SubjectKind.PERSON) == (mine is SubjectKind.PERSON)

    def _by_acronym(self, text: str) -> set[int]:
        words = _PIECES.findall(text)
        short = words if len(words) <= 3 else ()
        rows = {row for word in short for row in self._acronyms.get(usual_form(word), ())}
        # Cheaper than to take every name apart: its words must begin with the letters of an acronym, in their order.
        if self._wanted_acronyms and 2 <= len(words) <= 12 and self._may_stand_for("".join(_keys_of(word, False)[3] for word in words)):
            for acronym in parse(text, SubjectKind.FIRM).acronyms:
                rows.update(self._wanted_acronyms.get(acronym, ()))
        return rows


def _group_weight(keys: tuple[str, ...]) -> float:
    """What a word of a list could add at most; the name without spaces repeats the others and adds nothing."""
    first = keys[0][0]
    return 0.0 if first == "=" else 0.35 if first == "#" and not keys[0].startswith("#given") else 1.0


def _weight(kind: str) -> float:
    return {"word": 1.0, "patronymic": 0.3, "place": 0.45, "noun": 0.35, "number": 0.2}.get(kind, 0.05)


def _word_keys(word: Word, *, person: bool) -> Iterator[str]:
    if word.kind in {"noun", "place"}:
        yield f"#{word.concept}"
        return
    if word.concept.startswith("given:"):
        yield f"#{word.concept}"
    for form in (*word.forms, *(form.replace("ch", "sh") for form in word.forms[:1] if "ch" in form)):
        yield from person_keys(form) if person else (noun_key(form), *firm_keys(form))


def _text_keys(text: str, kind: SubjectKind) -> Iterator[tuple[str, ...]]:
    """Keys of a list's name, word by word, and of all of it without spaces; legal forms that stand as one word left out."""
    plain = text[:400] if text.isalnum() else _JOIN.sub("", text[:400])
    if "." in plain:
        plain = _DOTS.sub(lambda found: found[0].replace(".", ""), plain)
    words = _PIECES.findall(plain)[:24]
    person = kind is SubjectKind.PERSON
    joined = []
    skip = 0
    for place, word in enumerate(words):
        keys, bone, phrase, _initials = _keys_of(word, person)
        joined.append(bone)
        if place < skip:
            continue
        found = concept_at([folded(other) for other in words[place : place + 6]], 0) if phrase and not person else None
        if found is not None and found[1] > 1:
            skip = place + found[1]
            yield (f"#{found[0].id}",)
        elif keys and keys[0][0] == "#" and not person:
            parts = [key for key in keys if key[0] == "#"]
            yield (parts[0], *(key for key in keys if key[0] != "#"))
            yield from ((part,) for part in parts[1:])
        elif keys:
            yield keys
    bones = "".join(joined)
    if 2 < len(bones) < 40:
        yield ("=" + bones,)


@lru_cache(maxsize=262_144)
def _keys_of(word: str, person: bool) -> tuple[tuple[str, ...], str, bool, str]:
    """Keys of one word of a list, its skeleton (empty for legal forms), whether it may start a phrase, and its first letters."""
    low = folded(word)
    form = usual_form(word)
    phrase = not person and starts_phrase(low)
    if not form or (not person and is_legal_form(low)):
        return (), "", phrase, ""
    found = None if person else concept_at([low], 0)
    concept = found[0].id if found else ""
    initials = form[0] + (found[0].russian[:1] if found else "")
    halves = [] if person or found or len(low) < 9 else [f"#{half.id}" for half in concept_inside(low)]
    bones = skeleton(form)
    if concept or halves:
        keys = dict.fromkeys([f"#{concept}"] if concept else halves) | {noun_key(form): None}
    else:
        meaning = given_name_of(form) if person else ""
        keys = dict.fromkeys([*([f"#{meaning}"] if meaning else []), *(person_keys(form) if person else firm_keys(form))])
    return tuple(keys), bones, phrase, initials
