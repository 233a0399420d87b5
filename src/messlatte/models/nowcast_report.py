"""The nowcast's scores as a table for people."""

from __future__ import annotations

import math
from collections.abc import Sequence

from messlatte.models.nowcast import nowcast
from messlatte.models.nowcast_backtest import NowcastScore

__all__ = ["examples_table", "markdown_table"]


_HEAD = (
    "| data | known | months | n | RMSE | fitted on the year too | straight line | months' own | 50 % | 80 % | 90 % "
    "| smaller half | larger half | next year RMSE | 80 % |"
)


def markdown_table(scores: Sequence[NowcastScore]) -> str:
    """Scores as a Markdown table, one row each; intervals as the share of years inside, in per cent."""
    lines = [_HEAD, "|---|---|" + "--:|" * 13]
    for s in scores:
        errors = " | ".join(f"{x:.4f}" for x in (s.rmse, s.hindsight, s.line, s.own))
        covers = " | ".join(f"{100 * x:.1f}" for x in (s.cover50, s.cover80, s.cover90, s.smaller80, s.larger80))
        head = f"| {s.origin} | {s.tier} | {s.months} | {s.n:,} "
        lines.append(f"{head}| {errors} | {covers} | {s.next_rmse:.3f} | {100 * s.next_cover80:.1f} |")
    return "\n".join(lines)


def examples_table(months: Sequence[int] = (3, 6, 9, 11), rates: Sequence[float] = (-0.2, 0.1, 0.37, 1.0), value: float = 5e8) -> str:
    """Examples for one size as a Markdown table: the full year and the year after, median and the 80 % interval, in per cent."""
    lines = ["| growth so far | months | full year | 80 % interval | year after | 80 % interval |", "|--:|--:|--:|--:|--:|--:|"]
    for rate in rates:
        for elapsed in months:
            found = nowcast(rate, elapsed, value)
            cells = []
            for spread in (found.full_year, found.following):
                low, middle, high = (100 * math.expm1(spread.quantile(level)) for level in (0.1, 0.5, 0.9))
                cells.append(f"{middle:+.0f} % | {low:+.0f} to {high:+.0f} %")
            lines.append(f"| {100 * rate:+.0f} % | {elapsed} | {' | '.join(cells)} |")
    return "\n".join(lines)
