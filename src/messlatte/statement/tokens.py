"""Words, numbers and marks of a text, and where its sentences end.

A hyphen between two letters or digits joins them without being a token of its own (``US-Dollar`` is two glued words); between two
numbers it stays, because it may mean a range. Abbreviations with inner dots (``U.S.``) are one word without the dots.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from messlatte.statement.folding import Folded

__all__ = ["SentenceWords", "Tokens", "tokenise"]

_TOKEN = re.compile(
    r"(?P<n>\d+(?:[.,]\d+|'\d{3}(?!\d))*)"
    r"|(?P<a>[^\W\d_]\.(?:[^\W\d_]\.)+(?:[^\W\d_](?![^\W\d_]))?)"
    r"|(?P<w>[^\W\d_]+)"
    r"|(?P<b>\n+(?:[ ]*\n)*)"
    r"|(?P<p>[^\w\s]|_)"
)
_GLUE = "-'"
_WORD = re.compile(r"[^\W\d_]+")
_ENDS = frozenset(".!?\u2026")
_CLOSERS = frozenset("\"')]}")
_LONGEST = 400


@dataclass(slots=True)
class Tokens:
    """Parallel lists, one entry a token.

    ``words``: lower-case text; ``kinds``: ``n`` number, ``w`` word, ``p`` mark; ``starts``, ``ends``: span in the folded text;
    ``glued``: no blank before it; ``sentence``: number of its sentence; ``bounds``: token spans of the sentences.
    """

    folded: Folded
    words: list[str] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    glued: list[bool] = field(default_factory=list)
    sentence: list[int] = field(default_factory=list)
    bounds: list[tuple[int, int]] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.words)

    def capital(self, index: int) -> bool:
        """Whether the token is written with a capital letter."""
        return self.folded.cased[self.starts[index]].isupper()

    def add(self, word: str, kind: str, start: int, end: int) -> None:
        """Append one token."""
        glued = bool(self.ends) and (start == self.ends[-1] or (start == self.ends[-1] + 1 and self.folded.lower[start - 1] in _GLUE))
        self.words.append(word)
        self.kinds.append(kind)
        self.starts.append(start)
        self.ends.append(end)
        self.glued.append(glued)


@dataclass(frozen=True, slots=True)
class SentenceWords:
    """What a language knows about full stops: abbreviations, what may follow an ordinal such as "5.", how sentences like to begin.

    ``units`` are abbreviations behind which every capitalised word begins a sentence.
    """

    abbreviations: frozenset[str] = frozenset()
    after_ordinals: tuple[str, ...] = ()
    starters: frozenset[str] = frozenset()
    units: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Layout:
    """How the lines of a text are meant: hard-wrapped paragraphs, or one sentence or headline a line; and whether it has capitals."""

    wrapped: bool
    lower_only: bool


def _layout(text: str) -> _Layout:
    lines = text.split("\n")
    longest = max(map(len, lines))
    filled = sum(len(line) > 45 for line in lines)
    running = sum(_runs_on(a, b) for a, b in pairwise(lines))
    wrapped = longest <= 100 and ((len(lines) > 3 and filled * 2 >= len(lines)) or (running > 0 and running * 4 >= len(lines) - 1))
    return _Layout(wrapped, text == text.lower())


def _runs_on(line: str, following: str) -> bool:
    """Whether a sentence runs on over a line break."""
    line, following = line.rstrip(), following.lstrip()
    return bool(line) and bool(following) and line[-1] not in ".!?:;" and (following[0].islower() or following[0].isdigit())


def _joins(text: str, start: int, end: int) -> bool:
    """Whether a hyphen or apostrophe only joins two parts of a word or stands loose before one."""
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    if before.isdigit() and after.isdigit():
        return False
    return (before.isalnum() and after.isalnum()) or (text[start] == "-" and after.isalpha()) or (before.isalpha() and after in "-, $€£")


def tokenise(folded: Folded, words: SentenceWords) -> Tokens:
    """Cut a folded text into tokens and sentences.

    Parameters
    ----------
    folded : Folded
        The text.
    words : SentenceWords
        What the language knows about full stops.
    """
    tokens = Tokens(folded)
    text, lower = folded.cased, folded.lower
    layout = _layout(text)
    first = 0
    for match in _TOKEN.finditer(lower):
        kind = match.lastgroup or "p"
        start, end = match.span()
        if kind == "b":
            if first < len(tokens) and _line_ends(tokens, text, start, end, layout, first):
                first = _close(tokens, first)
            continue
        if kind == "a":
            tokens.add(match.group().replace(".", ""), "w", start, end)
            continue
        word = match.group()
        if kind == "p" and word in _GLUE and _joins(lower, start, end):
            continue
        if kind == "p" and word in _CLOSERS and first == len(tokens) and tokens.bounds and tokens.ends[-1] == start:
            first, _ = tokens.bounds.pop()
            tokens.add(word, kind, start, end)
            first = _close(tokens, first)
            continue
        if word == "." and _abbreviates(tokens, start, end, words, layout, first):
            continue
        tokens.add(word, kind, start, end)
        if len(tokens) - first >= _LONGEST or (word in _ENDS and _stops(tokens, end, words, layout, first)):
            first = _close(tokens, first)
    if first < len(tokens):
        _close(tokens, first)
    tokens.sentence = [number for number, (begin, end) in enumerate(tokens.bounds) for _ in range(end - begin)]
    return tokens


def _abbreviates(tokens: Tokens, start: int, end: int, words: SentenceWords, layout: _Layout, first: int) -> bool:
    """Whether a full stop only marks an abbreviation; it is then no token."""
    if first == len(tokens) or tokens.ends[-1] != start or tokens.words[-1] not in words.abbreviations:
        return False
    rest = tokens.folded.cased[end : end + 24].lstrip()
    if not rest or (layout.lower_only and not rest[0].isalnum()):
        return False
    return not _starts(rest, words, tokens.words[-1])


def _starts(rest: str, words: SentenceWords, abbreviation: str) -> bool:
    """Whether what follows a full stop looks like the beginning of a sentence even after an abbreviation."""
    if abbreviation in words.units and rest[0].isupper() and rest[1:2].islower():
        return True
    return rest[0].isupper() and _WORD.match(rest)[0].lower() in words.starters  # type: ignore[index]


def _close(tokens: Tokens, first: int) -> int:
    tokens.bounds.append((first, len(tokens)))
    return len(tokens)


def _line_ends(tokens: Tokens, text: str, start: int, end: int, layout: _Layout, first: int) -> bool:
    """Whether a line break ends a sentence."""
    if text.count("\n", start, end) > 1 or not layout.wrapped:
        return True
    line = text[max(tokens.starts[first], text.rfind("\n", 0, start) + 1) : start]
    following = text[end : end + 40].partition("\n")[0]
    return line.isupper() and not following.isupper()


def _stops(tokens: Tokens, end: int, words: SentenceWords, layout: _Layout, first: int) -> bool:
    """Whether the full stop just read ends a sentence."""
    if tokens.words[-1] != ".":
        return True
    tail = tokens.folded.cased[end : end + 24]
    rest = tail.lstrip(" \"')\n")
    if not rest:
        return True
    if len(rest) == len(tail):
        return False
    previous = len(tokens) - 2
    if previous >= first and tokens.ends[previous] == tokens.starts[-1]:
        word, kind = tokens.words[previous], tokens.kinds[previous]
        if rest[0] in "-–—" and kind == "w" and len(word) == 1:
            return False
        after_number = previous > first and tokens.kinds[previous - 1] == "n"
        if (word in words.abbreviations and not _starts(rest, words, word)) or (
            kind == "w" and len(word) == 1 and not layout.lower_only and not after_number
        ):
            return False
        if kind == "n" and len(word) <= 2:
            return not (rest[0].isdigit() or rest[0].islower() or rest.lower().startswith(words.after_ordinals))
    return layout.lower_only or not rest[0].islower()
