"""The backtest of opportunities as one table."""

from __future__ import annotations

from collections.abc import Iterable

from messlatte.models.opportunity_backtest import Row

__all__ = ["markdown_table"]

_COLUMNS = (
    ("lift10", "lift", 2), ("cap5", "cap5", 3), ("lift10 neutral", "neutral_lift", 2), ("cap5 neutral", "neutral_cap5", 3),
    ("AUC up", "auc_up", 3), ("AUC new", "auc_new", 3), ("hits in first 1 %", "hits", 3), ("Brier skill", "brier_skill", 3),
    ("its bound", "brier_bound", 3), ("worst decile", "worst_decile", 3), ("shifted in hindsight", "shifted_decile", 3),
    ("80 % covers", "coverage", 3), ("ln width", "width", 2), ("dollar skill", "dollar_skill", 2), ("its bound", "dollar_bound", 2),
    ("neutral dollar skill", "neutral_dollar_skill", 2),
)  # fmt: skip


def markdown_table(rows: Iterable[Row]) -> str:
    """Rows of `backtest_opportunities` as a Markdown table, a vintage after the other."""
    lines = [
        "| panel, vintage | score | " + " | ".join(title for title, _, _ in _COLUMNS) + " |",
        "|---|---|" + "---:|" * len(_COLUMNS),
    ]
    for row in rows:
        figures = []
        for _, name, digits in _COLUMNS:
            value = getattr(row, name)
            figures.append("" if value is None else f"{value:.{digits}f}")
        lines.append(f"| {row.panel} {row.year} | {row.score} | " + " | ".join(figures) + " |")
    return "\n".join(lines)
