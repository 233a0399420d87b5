"""A rough sound of a Latin word: what the common transliterations of one name share."""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = ["skeleton", "sound"]

# Single signs stand for families of sounds; longer spellings come before what they contain.
_FAMILIES = (
    ("schtsch", "S"), ("shch", "S"), ("stch", "S"), ("tsch", "C"), ("tch", "C"), ("sch", "S"), ("zh", "S"), ("sh", "S"), ("shh", "S"),
    ("ch", "C"), ("kh", "h"), ("gh", "g"), ("ph", "f"), ("th", "t"), ("dh", "d"), ("ck", "k"), ("qu", "k"), ("ts", "z"), ("tz", "z"),
    ("cz", "z"), ("dj", "j"), ("dzh", "j"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("yo", "o"), ("jo", "o"), ("ye", "e"), ("je", "e"),
    ("ie", "e"), ("ya", "a"), ("ja", "a"), ("ia", "a"), ("yu", "u"), ("ju", "u"), ("iu", "u"),
    ("ai", "e"), ("ay", "e"), ("ei", "e"), ("ey", "e"),
)  # fmt: skip
_SINGLE = str.maketrans({"w": "v", "q": "k", "c": "k", "y": "i", "j": "i", "o": "u"})
_MERGED: dict[int, str | None] = str.maketrans(
    {"p": "b", "f": "b", "v": "b", "z": "s", "S": "s", "C": "k", "d": "t", "g": "k", "q": "k", "h": "k", **dict.fromkeys("aeiu'")}
)
_MUTE_H = re.compile(r"([aeiou])h(?=[^aeiouy]|$)")
_DOUBLED = re.compile(r"(.)\1+")


@lru_cache(maxsize=131_072)
def sound(word: str) -> str:
    """Sound of a word in lower-case Latin letters; empty for a single letter.

    Doubled letters count once, v and w, i, y and j, o and u are one family each. Words with the same sound need not be the same name:
    the comparison gives them less than identity.
    """
    if len(word) < 2:
        return ""
    found = "S" + word[1:] if word[0] == "x" else word  # Pinyin
    for spelling, sign in _FAMILIES:
        if spelling in found:
            found = found.replace(spelling, sign)
    found = _MUTE_H.sub(r"\1", found)
    found = _DOUBLED.sub(r"\1", found.translate(_SINGLE).replace("x", "ks"))
    return found.removesuffix("s") if len(found) > 4 else found


@lru_cache(maxsize=65_536)
def skeleton(word: str) -> str:
    """Consonants of a word, voiced and voiceless ones alike: what a script without vowels keeps."""
    return sound(word).translate(_MERGED)
