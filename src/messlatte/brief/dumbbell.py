"""Dumbbells: a flow now and as expected, with its interval; both directions mirrored about the names of the goods. Drawn as SVG."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from messlatte.brief.svg_parts import svg_of, svg_text

__all__ = ["Dumbbell", "DumbbellRow", "draw_dumbbells"]

_ROW, _HEAD, _FOOT, _GAP = 34, 30, 26, 10
_DECADES = 1e3
_EDGE = 16  # an amount this near to an end of its axis is written inwards
_NAMED = 18  # more height for a name above its row, on narrow screens
_LETTER = 7.8  # width of a bold letter in a heading


@dataclass(frozen=True, slots=True)
class Dumbbell:
    """One flow, whole USD a year."""

    now: float
    low: float
    expected: float
    high: float


@dataclass(frozen=True, slots=True)
class DumbbellRow:
    """One product in both directions; None where a direction has no such flow."""

    name: str
    forth: Dumbbell | None
    back: Dumbbell | None


@dataclass(frozen=True, slots=True)
class _Scale:
    """Logarithmic, from ``first`` at distance 0 to ``last`` at distance ``width``."""

    first: float
    last: float
    width: float

    def at(self, value: float) -> float:
        span = math.log10(self.last / self.first)
        return self.width * min(max(math.log10(max(value, self.first) / self.first) / span, 0.0), 1.0)

    def ticks(self, most: int) -> list[float]:
        powers = list(range(math.ceil(math.log10(self.first) - 1e-9), math.floor(math.log10(self.last) + 1e-9) + 1))
        step = max(1, -(-len(powers) // most))
        return [10.0**power for power in powers[::step]]


def _scale(rows: Sequence[DumbbellRow], width: float) -> _Scale:
    """From the least expected flow to the highest end of an interval, at most three powers of ten."""
    flows = [flow for row in rows for flow in (row.forth, row.back) if flow is not None]
    top = max((flow.high for flow in flows), default=1e7)
    low = min((min(flow.now or flow.expected, flow.expected) for flow in flows), default=1e6)
    last = 10 ** (math.ceil(math.log10(max(top, 1e3)) * 2) / 2)
    return _Scale(max(10 ** math.floor(math.log10(max(low, 1.0))), last / _DECADES), last, width)


def draw_dumbbells(
    rows: Sequence[DumbbellRow], labels: tuple[str, str], ticks: Callable[[float], str], title: str, *, width: int = 672, names: int = 176
) -> str:
    """Draw rows of dumbbells.

    Parameters
    ----------
    rows : sequence of DumbbellRow
        In their order.
    labels : (str, str)
        Names of the two directions, left and right.
    ticks : callable
        Writes an amount in USD at an axis.
    title : str
        Alternative text.
    width : int
        In pixels.
    names : int
        Width of the middle column; 0 puts every name above its row.

    Returns
    -------
    str
        SVG whose colours are CSS variables.
    """
    row_height = _ROW if names else _ROW + _NAMED
    height = _HEAD + row_height * len(rows) + _FOOT
    side = (width - (names or _GAP * 2)) / 2
    scale = _scale(rows, side - _GAP - 2)
    left, right = side - _GAP, width - side + _GAP
    parts = [_axis(scale, left, right, height, ticks, few=not names), _heads(labels, left, right)]
    for at, row in enumerate(rows):
        top = _HEAD + at * row_height
        middle = top + row_height / 2 + (0 if names else _NAMED / 2)
        parts.append(_name(row.name, width / 2, middle if names else top + 12, names))
        if at:
            parts.append(f'<path d="M0 {top}H{width}" stroke="var(--grid)"/>')
        parts += [_flow(flow, scale, edge, sign, middle) for flow, edge, sign in ((row.forth, left, -1), (row.back, right, 1)) if flow]
    return svg_of(width, height, title, parts)


def _axis(scale: _Scale, left: float, right: float, height: int, ticks: Callable[[float], str], *, few: bool) -> str:
    """Lines and amounts at the powers of ten, from the middle outwards on both sides."""
    bottom = height - _FOOT
    parts = []
    for value in scale.ticks(2 if few else 4):
        out = scale.at(value)
        for edge, sign in ((left, -1), (right, 1)):
            x = edge + sign * out
            parts.append(f'<path d="M{x:.1f} {_HEAD - 4}V{bottom}" stroke="var(--grid)"/>')
            inner, outer = ("end", "start") if sign < 0 else ("start", "end")
            anchor = inner if out < _EDGE else outer if out > scale.width - _EDGE else "middle"
            parts.append(svg_text(x, bottom + 16, ticks(value), text_anchor=anchor, fill="var(--muted)", font_size="11"))
    return "".join(parts)


def _heads(labels: tuple[str, str], left: float, right: float) -> str:
    """Names of the directions, towards the middle; on two lines where one would run over the margin."""
    parts = []
    for x, label, anchor, colour in ((left, labels[0], "end", "var(--accent)"), (right, labels[1], "start", "var(--bar)")):
        lines = _wrapped(label, int(left / _LETTER))
        last = 23 if len(lines) > 1 else 16
        for n, line in enumerate(lines):
            parts.append(svg_text(x, last - 12 * (len(lines) - 1 - n), line, text_anchor=anchor, font_weight="700", fill=colour))
    return "".join(parts)


def _name(name: str, x: float, y: float, room: int) -> str:
    """Name centred, on two lines where it is long for the column."""
    lines = _wrapped(name, int(room / 6.4) if room else 52)
    start = y + 4 - (len(lines) - 1) * 7
    return "".join(svg_text(x, start + 14 * n, line, text_anchor="middle", fill="var(--ink)") for n, line in enumerate(lines))


def _wrapped(name: str, most: int) -> list[str]:
    """At most two lines; the second ends in an ellipsis where more would follow."""
    import textwrap

    lines = textwrap.wrap(name, most) or [""]
    if len(lines) <= 2:
        return lines
    return [lines[0], textwrap.shorten(" ".join(lines[1:]), most, placeholder="…")]


def _flow(flow: Dumbbell, scale: _Scale, edge: float, sign: int, y: float) -> str:
    """Interval as a pale bar, now as a dot, expected as a ring, and a line from one to the other."""
    colour = "var(--accent)" if sign < 0 else "var(--bar)"
    x = {name: edge + sign * scale.at(getattr(flow, name)) for name in ("now", "low", "expected", "high")}
    start = min(x["low"], x["high"])
    length = abs(x["high"] - x["low"])
    return (
        f'<rect x="{start:.1f}" y="{y - 4:.1f}" width="{length:.1f}" height="8" rx="4" fill="var(--outer)"/>'
        f'<path d="M{x["now"]:.1f} {y:.1f}H{x["expected"]:.1f}" stroke="{colour}" stroke-width="2"/>'
        f'<circle cx="{x["expected"]:.1f}" cy="{y:.1f}" r="5.5" fill="var(--ground)" stroke="{colour}" stroke-width="2"/>'
        f'<circle cx="{x["now"]:.1f}" cy="{y:.1f}" r="3.5" fill="{colour}"/>'
    )
