"""A rough sound of a Latin word: what the common transliterations of one name share."""

from __future__ import annotations

from functools import lru_cache

__all__ = ["skeleton", "sound"]

# Longest first; single signs stand for families of sounds.
_FAMILIES = (
    ("schtsch", "S"), ("shch", "S"), ("stch", "S"), ("tsch", "C"), ("tch", "C"), ("sch", "S"), ("zh", "S"), ("sh", "S"), ("shh", "S"),
    ("ch", "C"), ("kh", "h"), ("gh", "g"), ("ph", "f"), ("th", "t"), ("dh", "d"), ("ck", "k"), ("qu", "k"), ("ts", "z"), ("tz", "z"),
    ("cz", "z"), ("dj", "j"), ("dzh", "j"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("yo", "o"), ("jo", "o"), ("ye", "e"), ("je", "e"),
    ("ie", "e"), ("ya", "a"), ("ja", "a"), ("ia", "a"), ("yu", "u"), ("ju", "u"), ("iu", "u"),
    ("ai", "e"), ("ay", "e"), ("ei", "e"), ("ey", "e"),
)  # fmt: skip
_BY_START: dict[str, list[tuple[str, str]]] = {}
for _spelling, _sign in sorted(_FAMILIES, key=lambda pair: -len(pair[0])):
    _BY_START.setdefault(_spelling[0], []).append((_spelling, _sign))

_SINGLE = str.maketrans({"w": "v", "q": "k", "c": "k", "y": "i", "j": "i", "o": "u"})
_MERGED = str.maketrans({"p": "b", "z": "s", "S": "s", "C": "s", "d": "t", "g": "k", "q": "k", "h": "k", "f": "b", "v": "b"})


@lru_cache(maxsize=131_072)
def sound(word: str) -> str:
    """Sound of a word in lower-case Latin letters; empty for a single letter.

    Doubled letters count once, v and w, i, y and j, o and u are one family each. Words with the same sound need not be the same name:
    the comparison gives them less than identity.
    """
    if len(word) < 2:
        return ""
    out: list[str] = []
    place = 0
    if word[0] == "x":
        out, place = ["S"], 1  # Pinyin
    while place < len(word):
        sign, step = _at(word, place)
        if not out or out[-1] != sign:
            out.append(sign)
        place += step
    return "".join(out).removesuffix("s") if len(out) > 4 else "".join(out)


def _at(word: str, place: int) -> tuple[str, int]:
    for spelling, sign in _BY_START.get(word[place], ()):
        if word.startswith(spelling, place):
            return sign, len(spelling)
    return ("ks", 1) if word[place] == "x" else (word[place].translate(_SINGLE), 1)


@lru_cache(maxsize=65_536)
def skeleton(word: str) -> str:
    """Consonants of a word, voiced and voiceless ones alike: what a script without vowels keeps."""
    return "".join(sign for sign in sound(word).translate(_MERGED) if sign not in "aeiu'")
