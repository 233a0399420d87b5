"""The statement's own words, with the spans of its claims."""

from __future__ import annotations

import re
from dataclasses import dataclass

from messlatte.core.statement import Statement

__all__ = ["Segment", "excerpt", "segments"]

_MEASURED = ("level", "growth", "target", "multiple")


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of text; ``kind`` is that of the claim it belongs to, or None for plain text, ``…`` marks a cut."""

    text: str
    kind: str | None = None
    claim: int | None = None


def segments(statement: Statement, start: int = 0, end: int | None = None, kinds: tuple[str, ...] | None = None) -> tuple[Segment, ...]:
    """Cut a stretch of the text at the borders of its claims.

    Where claims overlap the first one keeps the words; the text of all segments put together is the stretch itself.
    """
    text, end = statement.text, len(statement.text) if end is None else end
    spans = sorted(
        (claim.quote.start, claim.quote.end, index, claim.kind)
        for index, claim in enumerate(statement.claims)
        if (kinds is None or claim.kind in kinds) and claim.quote.end <= len(text)
    )
    out: list[Segment] = []
    position = start
    for first, last, index, kind in spans:
        first = max(first, position)
        if first >= min(last, end):
            continue
        if first > position:
            out.append(Segment(text[position:first]))
        out.append(Segment(text[first : min(last, end)], kind, index))
        position = min(last, end)
    if position < end:
        out.append(Segment(text[position:end]))
    return tuple(out)


def _sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Span of the sentence that holds a quote, at most 320 characters on either side."""
    before = max((m.end() for m in re.finditer(r"[.!?…»“\"]\s+(?=\S)|\n+", text[:start]) if _ends_sentence(text, m.start())), default=0)
    after = next(
        (m.end() for m in re.finditer(r"[.!?…](?=[»“\"]?\s|[»“\"]?$)|\n", text[end:]) if _ends_sentence(text, end + m.start())), None
    )
    first = max(before, start - 320)
    last = min(end + after if after is not None else len(text), end + 320)
    return first, last


def _ends_sentence(text: str, at: int) -> bool:
    """Whether the mark at a position ends a sentence: not after a number ("5. November") or a short abbreviation."""
    word = re.search(r"(\w+)$", text[:at])
    return text[at] != "." or word is None or not (word[1].isdigit() or len(word[1]) <= 2)


def excerpt(statement: Statement, claims: tuple[int, ...] = ()) -> tuple[Segment, ...]:
    """Sentences that hold the measured claims, cuts marked by an ellipsis.

    Parameters
    ----------
    statement : Statement
        The text and its claims.
    claims : tuple of int
        Claims to show; all measured ones when empty.
    """
    chosen = claims or tuple(i for i, c in enumerate(statement.claims) if c.kind in _MEASURED)
    spans = sorted(
        _sentence_around(statement.text, statement.claims[i].quote.start, statement.claims[i].quote.end)
        for i in chosen
        if i < len(statement.claims)
    )
    merged: list[tuple[int, int]] = []
    for first, last in spans:
        if merged and first <= merged[-1][1] + 2:
            merged[-1] = (merged[-1][0], max(merged[-1][1], last))
        else:
            merged.append((first, last))
    out: list[Segment] = []
    end = 0
    for first, last in merged:
        if first > end:
            out.append(Segment("… " if not out else " … "))
        out += segments(statement, first, last, _MEASURED)
        end = last
    if merged and end < len(statement.text.rstrip()):
        out.append(Segment(" …"))
    return tuple(out)
