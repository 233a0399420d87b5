"""A text made uniform for reading, with the way back to the original code points.

No-break and thin spaces become blanks, typographic dashes and minus signs become ``-``, quotation marks become ``"``, full-width
letters and digits their plain forms; soft hyphens, zero-width characters and loose stress marks disappear. Whatever the reader finds,
it finds here, and reports with spans of the text as it was given.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

__all__ = ["Folded", "fold", "without_marks"]

_BLANKS = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\u000b\u000c"
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
_DOUBLE_QUOTES = "\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033"
_SINGLE_QUOTES = "\u2018\u2019\u201a\u201b\u2032\u02bc\u0060\u00b4"
_GONE = "\u00ad\u200b\u200c\u200d\u2060\ufeff\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e"

_TABLE: dict[int, str] = {
    **dict.fromkeys(map(ord, _BLANKS), " "),
    **dict.fromkeys(map(ord, _DASHES), "-"),
    **dict.fromkeys(map(ord, _DOUBLE_QUOTES), '"'),
    **dict.fromkeys(map(ord, _SINGLE_QUOTES), "'"),
    **{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if code != 0xFF0D},
    ord("\r"): "\n",
    ord("\u2028"): "\n",
    ord("\u2029"): "\n",
    ord("\u0451"): "\u0435",  # the Russian letter io is written ie in most news text
    ord("\u0401"): "\u0415",
}
_SPECIAL = re.compile(f"[{_GONE}\u0300-\u036f]")


@dataclass(frozen=True, slots=True)
class Folded:
    """Uniform text; ``lower`` is its lower case, of the same length; ``origin`` maps its indices to the original (None: identical)."""

    cased: str
    lower: str
    origin: tuple[int, ...] | None

    def start(self, index: int) -> int:
        """Original code point at which the uniform character ``index`` begins."""
        return index if self.origin is None else self.origin[index]

    def end(self, index: int) -> int:
        """Original code point behind the uniform character before ``index``; marks that belong to it are kept inside."""
        if self.origin is None or index == 0:
            return index
        return (
            self.origin[index]
            if index < len(self.origin) and self.origin[index] == self.origin[index - 1] + 1
            else self.origin[index - 1] + 1
        )


def _lowered(text: str) -> str:
    """Lower case of the same length: a letter whose lower case is longer keeps only its first character."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(character.lower()[:1] or character for character in text)


def fold(text: str) -> Folded:
    """Make a text uniform.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    Folded
        ``cased`` and ``lower`` have equal length, not more than that of ``text``. Takes linear time.
    """
    if text.isascii():
        cased = text.translate({9: " ", 11: " ", 12: " ", 13: "\n"})
        return Folded(cased, cased.lower(), None)
    if not _SPECIAL.search(text):
        cased = text.translate(_TABLE)
        return Folded(cased, _lowered(cased), None)
    characters, origin = _visible(text)
    cased = characters.translate(_TABLE)
    return Folded(cased, _lowered(cased), tuple(origin))


def without_marks(text: str) -> Folded | None:
    """Text without invisible characters and loose marks, its letters composed; None for a text that has none of them."""
    if text.isascii() or not _SPECIAL.search(text):
        return None
    characters, origin = _visible(text)
    return Folded(characters, _lowered(characters), tuple(origin))


def _visible(text: str) -> tuple[str, list[int]]:
    """Visible characters, and where each stands in the text."""
    characters: list[str] = []
    origin: list[int] = []
    for index, character in enumerate(text):
        if "\u0300" <= character <= "\u036f":
            if characters:
                composed = unicodedata.normalize("NFC", characters[-1] + character)
                if len(composed) == 1:
                    characters[-1] = composed
        elif character not in _GONE:
            characters.append(character)
            origin.append(index)
    origin.append(len(text))
    return "".join(characters), origin
