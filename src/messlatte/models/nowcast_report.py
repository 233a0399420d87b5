"""The nowcast's scores as a table for people."""

from __future__ import annotations

from collections.abc import Sequence

from messlatte.models.nowcast_backtest import NowcastScore

__all__ = ["markdown_table", "with_generated"]

_BEGIN, _END = "<!-- generated: begin -->", "<!-- generated: end -->"

_HEAD = (
    "| data | known | months | n | RMSE | straight line | months' own | 50 % | 80 % | 90 % | smaller half | larger half "
    "| next year RMSE | 80 % |"
)


def markdown_table(scores: Sequence[NowcastScore]) -> str:
    """Scores as a Markdown table, one row each; intervals as the share of years inside, in per cent."""
    lines = [_HEAD, "|---|---|" + "--:|" * 12]
    for s in scores:
        errors = " | ".join(f"{x:.4f}" for x in (s.rmse, s.line, s.own))
        covers = " | ".join(f"{100 * x:.1f}" for x in (s.cover50, s.cover80, s.cover90, s.smaller80, s.larger80))
        head = f"| {s.origin} | {s.tier} | {s.months} | {s.n:,} "
        lines.append(f"{head}| {errors} | {covers} | {s.next_rmse:.3f} | {100 * s.next_cover80:.1f} |")
    return "\n".join(lines)


def with_generated(page: str, body: str) -> str:
    """Page with the part between the markers replaced.

    Raises
    ------
    ValueError
        If the page has no markers.
    """
    head, begin, rest = page.partition(_BEGIN)
    _, end, tail = rest.partition(_END)
    if not (begin and end):
        raise ValueError(f"the page holds no {_BEGIN} ... {_END}")
    return f"{head}{begin}\n\n{body}\n\n{end}{tail}"
