"""Waterfall and frontier of a plan, drawn as SVG whose colours are CSS variables."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from messlatte.brief.numbers import plain
from messlatte.brief.svg_parts import svg_line, svg_of, svg_text

__all__ = ["FrontierDrawing", "Step", "draw_frontier", "draw_waterfall", "steps_of"]

_ROW, _HEAD, _FOOT = 30, 26, 26
_COLOURS = {"base": "var(--inner)", "more": "var(--accent)", "less": "var(--muted)", "sum": "var(--ink)"}


@dataclass(frozen=True, slots=True)
class Step:
    """One bar of the waterfall, in whole units; ``kind`` is ``base``, ``more``, ``less`` or ``sum``."""

    label: str
    start: float
    end: float
    kind: str


@dataclass(frozen=True, slots=True)
class FrontierDrawing:
    """Points of cost (in the axis' unit) and probability, rising; what to point out among them."""

    points: Sequence[tuple[float, float]]
    empty: float
    chosen: tuple[float, float] | None
    asked: float | None
    x_title: str
    alt: str


def steps_of(top: float, most: int) -> list[float]:
    """Round values from 0 to ``top``, about ``most`` of them."""
    raw = top / most
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(m * power for m in (1, 2, 5, 10) if m * power >= raw - 1e-12)
    return [k * step for k in range(int(top / step + 1e-9) + 1)]


def draw_waterfall(steps: Sequence[Step], bar: float, bar_label: str, alt: str, scale: float, language: str, *, width: int = 672) -> str:
    """Draw what carries turnover towards the bar, one row a step.

    Parameters
    ----------
    steps : sequence of Step
        In their order.
    bar : float
        The target, in the unit of the steps.
    bar_label, alt : str
        Words at the bar; alternative text.
    scale : float
        Divides amounts for the axis.
    language : str
        Of the numbers.
    width : int
        In pixels; names stand above their rows on narrow drawings.
    """
    wide = width >= 480
    left, right = (228 if wide else 8), width - 58
    row = _ROW if wide else _ROW + 14
    low = min(0.0, *(min(s.start, s.end) for s in steps))
    top = max(bar, *(max(s.start, s.end) for s in steps)) * 1.02
    height = _HEAD + row * len(steps) + _FOOT

    def at(value: float) -> float:
        return left + (right - left) * (value - low) / (top - low)

    parts = []
    for tick in steps_of(top / scale, 5 if wide else 3):
        x = at(tick * scale)
        parts += [
            svg_line(x, _HEAD, x, height - _FOOT, "var(--grid)"),
            svg_text(x, height - 9, plain(tick, language) if tick else "0", text_anchor="middle", fill="var(--muted)", font_size="11"),
        ]
    for n, step in enumerate(steps):
        y = _HEAD + n * row + (row - 16) / 2 + (0 if wide else 7)
        x1, x2 = sorted((at(step.start), at(step.end)))
        name = _short(step.label, 29 if wide else 44)
        weight = "700" if step.kind in ("base", "sum") else "400"
        parts.append(
            svg_text(
                left - 8 if wide else left,
                y + 12 if wide else y - 4,
                name,
                text_anchor="end" if wide else "start",
                fill="var(--ink)",
                font_weight=weight,
            )
        )
        parts.append(f'<rect x="{x1:.1f}" y="{y:.1f}" width="{max(x2 - x1, 1.5):.1f}" height="16" fill="{_COLOURS[step.kind]}"/>')
        value = step.end - step.start
        words = (
            plain(value / scale, language)
            if step.kind in ("base", "sum")
            else f"{'+' if value >= 0 else chr(0x2212)}{plain(abs(value) / scale, language)}"
        )
        parts.append(svg_text(x2 + 5, y + 12, words, fill="var(--ink)"))
    x = at(bar)
    parts.append(svg_line(x, _HEAD - 6, x, height - _FOOT, "var(--bar)", 2))
    parts.append(
        svg_text(
            x + 4 if x < width * 0.7 else x + 2,
            14,
            bar_label,
            text_anchor="start" if x < width * 0.5 else "end",
            fill="var(--bar)",
            font_weight="700",
            font_size="13",
        )
    )
    return svg_of(width, height, alt, parts)


def _short(words: str, most: int) -> str:
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"


def draw_frontier(drawing: FrontierDrawing, amounts: Callable[[float], str], chances: Callable[[float], str], *, width: int = 672) -> str:
    """Draw plans as points of cost against chance.

    Parameters
    ----------
    drawing : FrontierDrawing
    amounts, chances : callable
        Write a value at the two axes.
    width : int
        In pixels.
    """
    height = 270 if width >= 480 else 230
    left, right, top, bottom = 46.0, width - 16.0, 14.0, height - 40.0
    most = max(cost for cost, _ in drawing.points) * 1.06
    highest = max([chance for _, chance in drawing.points] + ([drawing.asked] if drawing.asked and _near(drawing) else []))
    ceiling = min(1.0, max(highest * 1.12, 0.02))

    def at(cost: float, chance: float) -> tuple[float, float]:
        return left + (right - left) * cost / most, bottom - (bottom - top) * chance / ceiling

    parts = []
    for tick in steps_of(ceiling, 4):
        y = at(0, tick)[1]
        parts += [
            svg_line(left, y, right, y, "var(--grid)"),
            svg_text(left - 6, y + 4, chances(tick), text_anchor="end", fill="var(--muted)", font_size="11"),
        ]
    for tick in steps_of(most, 5 if width >= 480 else 3):
        x = at(tick, 0)[0]
        parts.append(svg_text(x, bottom + 17, amounts(tick) if tick else "0", text_anchor="middle", fill="var(--muted)", font_size="11"))
    parts.append(svg_text(right, bottom + 33, drawing.x_title, text_anchor="end", fill="var(--muted)", font_size="11"))
    if drawing.asked and _near(drawing):
        y = at(0, drawing.asked)[1]
        parts.append(svg_line(left, y, right, y, "var(--bar)", 1.5, "5 4"))
    path = [at(0.0, drawing.empty), *(at(*point) for point in drawing.points)]
    parts.append(f'<path d="M{"L".join(f"{x:.1f} {y:.1f}" for x, y in path)}" fill="none" stroke="var(--accent)" stroke-width="2"/>')
    parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="var(--accent)"/>' for x, y in path]
    if drawing.chosen is not None:
        x, y = at(*drawing.chosen)
        parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="7" fill="var(--ground)" stroke="var(--bar)" stroke-width="3"/>')
    return svg_of(width, height, drawing.alt, parts)


def _near(drawing: FrontierDrawing) -> bool:
    """Whether the asked probability is near enough to be on the same axis."""
    return drawing.asked is not None and drawing.asked <= 2 * max(chance for _, chance in drawing.points)
