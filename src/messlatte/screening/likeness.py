"""How alike two words are: same spelling in any transcription, same meaning, same sound, a slip of the pen."""

from __future__ import annotations

from functools import lru_cache

from messlatte.screening.sounds import skeleton
from messlatte.screening.words import Word

__all__ = ["MEANING", "NICKNAME", "SOUND", "likeness", "nearness"]

MEANING = 0.97
NICKNAME = 0.92
SOUND = 0.93
_STEP = 1.2
"""Share of a word's length that one wrong letter costs."""

_LEAST = 0.58
_INITIAL = 0.85


def likeness(a: Word, b: Word) -> float:
    """Likeness of two words, 0 to 1, the best over all their spellings; symmetric.

    1 for a common spelling, `MEANING` for the same company noun or place, `SOUND` for the same sound, less for each wrong, missing or
    exchanged letter; an initial is like every word that it begins. Numbers are equal or not.
    """
    if "number" in (a.kind, b.kind):
        return 1.0 if a.kind == b.kind and a.concept == b.concept else 0.0
    if a.concept and a.concept == b.concept:
        return 1.0 if set(a.forms) & set(b.forms) else NICKNAME if a.concept.startswith("given:") else MEANING
    if not a.forms or not b.forms:
        return 0.0
    if set(a.forms) & set(b.forms):
        return 1.0
    if "initial" in (a.kind, b.kind):
        short, long = (a, b) if a.kind == "initial" else (b, a)
        return _INITIAL if any(form.startswith(first) for first in short.forms for form in long.forms) else 0.0
    if "particle" in (a.kind, b.kind) and a.kind != b.kind:
        return 0.0
    if not (a.vowels and b.vowels):
        return _consonants(a, b)
    spelt = max(_spelling(x, y) for x in a.forms for y in b.forms)
    if a.sounds & b.sounds:
        length = min(len(a.forms[0]), len(b.forms[0]))
        return max(spelt, SOUND if length > 3 else SOUND - 0.08)
    return spelt


def _consonants(a: Word, b: Word) -> float:
    """Likeness where one script has no vowels: of the consonants, if there are two at least; both in it: of the letters."""
    if not (a.vowels or b.vowels):
        return max(_spelling(x, y) for x in a.forms for y in b.forms)
    one, other = skeleton(a.forms[0]), skeleton(b.forms[0])
    if one == other and len(one) > 1:
        return SOUND - 0.03 if len(one) > 2 else SOUND - 0.13
    return 0.9 * _spelling(one, other)


def nearness(a: Word, b: Word) -> float:
    """Share of letters in common, 0 to 1, of two words that are not alike enough to be a pair."""
    from rapidfuzz.distance import OSA

    if a.kind == "number" or b.kind == "number" or not a.forms or not b.forms:
        return 0.0
    return max(OSA.normalized_similarity(x, y) for x in a.forms[:2] for y in b.forms[:2])


@lru_cache(maxsize=262_144)
def _spelling(a: str, b: str) -> float:
    from rapidfuzz.distance import OSA

    length = max(len(a), len(b))
    most = 1 if length < 5 else 2 if length < 10 else 3
    distance = OSA.distance(a, b, score_cutoff=most)
    if distance > most or length < 3:
        return 0.0
    found = 1 - _STEP * distance / length
    return found if found >= _LEAST else 0.0
