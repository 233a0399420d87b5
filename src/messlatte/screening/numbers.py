"""Numbers in names: digits, Roman numerals, ordinals, number words."""

from __future__ import annotations

import re

__all__ = ["number_of"]

_UNITS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_ORDINALS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth"]
_WORDS = {
    **{word: n for n, word in enumerate(_UNITS)},
    **{word: 20 + 10 * n for n, word in enumerate(_TENS)},
    **{word: n for n, word in enumerate(_ORDINALS, 1)},
    "fourty": 40,
}
_ROMAN = re.compile(r"(?=[ivx])x{0,3}(ix|iv|v?i{0,3})$")
_VALUES = {"i": 1, "v": 5, "x": 10}


def number_of(word: str) -> int | None:
    """Value of a number as names write it, 0 to 10^9; None for other words.

    Examples
    --------
    >>> [number_of(word) for word in ("44", "1st", "viii", "forty", "mix")]
    [44, 1, 8, 40, None]
    """
    if word.isdecimal() and word.isascii():
        return int(word) if len(word) <= 9 else None
    found = re.fullmatch(r"(\d{1,4})(st|nd|rd|th|й|я|ый|ая)", word)
    if found:
        return int(found[1])
    if word in _WORDS:
        return _WORDS[word]
    if len(word) > 0 and _ROMAN.match(word):
        return _roman(word)
    return None


def _roman(word: str) -> int:
    values = [_VALUES[sign] for sign in word]
    return sum(-value if value < max(values[n + 1 :], default=0) else value for n, value in enumerate(values))
