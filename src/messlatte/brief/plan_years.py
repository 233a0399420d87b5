"""Turnover year by year with and without a plan, drawn as a small SVG whose colours are CSS variables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from messlatte.brief.economies import pair_name
from messlatte.brief.numbers import plain
from messlatte.brief.plan_charts import steps_of
from messlatte.brief.plan_words import large_unit
from messlatte.brief.svg_parts import svg_line, svg_of, svg_text
from messlatte.core.i18n import translations
from messlatte.core.plan import Plan
from messlatte.verdict.numbers import money

__all__ = ["YearsChart", "years_chart"]

_HEIGHT = 210
_WIDTHS = (672, 344)


@dataclass(frozen=True, slots=True)
class YearsChart:
    """Drawings for wide and narrow screens, the alternative text, and the words under them; empty drawings for fewer than two years."""

    svg: tuple[str, str]
    alt: str
    caption: str


def years_chart(plan: Plan, language: str) -> YearsChart:
    """Draw the median and the range of 80 of 100 outcomes with a plan, the median without it, and the bar."""
    _ = translations(language).gettext
    unit = large_unit(plan, language)[1]
    names = pair_name(plan.pair, language) if plan.pair else ""
    alt = _("Turnover of {names} by year up to {by}: median and range with the plan, median without it, and the bar.").format(
        names=names, by=plan.by
    )
    caption = _(
        "Turnover in {unit}. Line: median with the plan; band: 80 of 100 outcomes with it; dashed: median without a plan; above: the bar."
    ).format(unit=unit)
    if len(plan.years) < 2:
        return YearsChart(("", ""), alt, caption)
    wide, narrow = (_draw(plan, language, alt, width) for width in _WIDTHS)
    return YearsChart((wide, narrow), alt, caption)


def _draw(plan: Plan, language: str, alt: str, width: int) -> str:
    scale = large_unit(plan, language)[0]
    left, right, top, bottom = 52.0, width - 14.0, 22.0, _HEIGHT - 26.0
    highest = max(plan.target, *(year.turnover.p90 for year in plan.years)) * 1.03
    first, last = plan.years[0].year, plan.years[-1].year

    def at(year: int, value: float) -> tuple[float, float]:
        return left + (right - left) * (year - first) / (last - first), bottom - (bottom - top) * value / highest

    def path(points: Sequence[tuple[float, float]]) -> str:
        return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)

    parts = []
    for tick in steps_of(highest / scale, 4):
        y = at(first, tick * scale)[1]
        parts += [
            svg_line(left, y, right, y, "var(--grid)"),
            svg_text(left - 6, y + 4, plain(tick, language) if tick else "0", text_anchor="end", fill="var(--muted)", font_size="11"),
        ]
    every = -(-len(plan.years) // (8 if width >= 480 else 5))
    for year in plan.years[::-1][::every]:
        anchor = "end" if year.year == last else "start" if year.year == first else "middle"
        parts.append(svg_text(at(year.year, 0)[0], bottom + 17, str(year.year), text_anchor=anchor, fill="var(--muted)", font_size="11"))
    low, high, with_plan, without = (
        [at(y.year, value) for y, value in zip(plan.years, values, strict=True)]
        for values in (
            [y.turnover.p10 for y in plan.years],
            [y.turnover.p90 for y in plan.years],
            [y.turnover.p50 for y in plan.years],
            [y.base.p50 for y in plan.years],
        )
    )
    parts.append(f'<path d="{path([*high, *reversed(low)])}Z" fill="var(--outer)"/>')
    parts.append(f'<path d="{path(without)}" fill="none" stroke="var(--ink)" stroke-width="1.5" stroke-dasharray="5 4"/>')
    parts.append(f'<path d="{path(with_plan)}" fill="none" stroke="var(--accent)" stroke-width="2.5"/>')
    bar = at(first, plan.target)[1]
    label = translations(language).gettext("the bar: {target}").format(target=money(plan.target, plan.currency, language))
    parts.append(svg_line(left, bar, right, bar, "var(--bar)", 2))
    parts.append(svg_text(left + 4, bar - 6, label, fill="var(--bar)", font_weight="700", font_size="13"))
    return svg_of(width, _HEIGHT, alt, parts)
