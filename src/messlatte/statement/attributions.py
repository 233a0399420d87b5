"""Who says which figure: the voice of its sentence, or of the quotation that it stands in."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from messlatte.core.statement import Claim, Speaker

__all__ = ["attributed", "quotations"]

_CLOSING = {"«": "»", "»": "«", "„": '“”"', "“": "”", '"': '"'}
_BLANK_LINE = re.compile(r"\n\s*\n")
_MEASURED = frozenset({"level", "growth", "target", "multiple"})


def quotations(text: str) -> list[tuple[int, int]]:
    """Spans between quotation marks, without the marks; a blank line ends a quotation that was not closed, which is then none."""
    breaks = [0, *(match.end() for match in _BLANK_LINE.finditer(text)), len(text)]
    found: list[tuple[int, int]] = []
    for first, last in pairwise(breaks):
        begin, closing = -1, ""
        for match in re.finditer('[«»„“”"]', text[first:last]):
            at, mark = first + match.start(), match[0]
            if begin >= 0 and mark in closing:
                found.append((begin, at))
                begin = -1
            elif begin < 0 and mark in _CLOSING:
                begin, closing = at + 1, _CLOSING[mark]
    return found


def attributed(text: str, sentences: Sequence[tuple[int, int]], voices: Sequence[Speaker], claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """Claims with the name of whoever says them, where the text names somebody.

    Parameters
    ----------
    text : str
        The text.
    sentences : sequence of (start, end)
        Its sentences, in order.
    voices : sequence of Speaker
        Those who say something, each time they do, in order; with their quotes.
    claims : sequence of Claim
        What was read; a figure outside every quotation whose sentence names nobody stays without a name.
    """
    starts = [start for start, _ in sentences]
    spoken: dict[int, list[tuple[int, str]]] = {}
    for voice in voices:
        if voice.quote is not None:
            number = max(0, bisect_right(starts, voice.quote.start) - 1)
            spoken.setdefault(number, []).append((voice.quote.start, voice.name))
    if not spoken:
        return tuple(claims)
    spans = quotations(text)
    begins = [start for start, _ in spans]
    said = sorted(spoken)

    def voice_of(claim: Claim) -> str | None:
        at = claim.quote.start
        here = max(0, bisect_right(starts, at) - 1)
        if here in spoken:
            return _nearest(spoken[here], at)
        k = bisect_right(begins, at) - 1
        if k < 0 or spans[k][1] <= at:
            return None
        opened, closed = (max(0, bisect_right(starts, end) - 1) for end in spans[k])
        for number in (opened, closed, closed + 1):
            if number in spoken:
                return _nearest(spoken[number], at)
        before = bisect_right(said, here) - 1
        return spoken[said[before]][-1][1] if before >= 0 else None

    return tuple(replace(claim, said_by=voice_of(claim)) if claim.kind in _MEASURED else claim for claim in claims)


def _nearest(names: Sequence[tuple[int, str]], at: int) -> str:
    return min(names, key=lambda found: abs(found[0] - at))[1]
