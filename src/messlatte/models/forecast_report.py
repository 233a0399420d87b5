"""The forecast's scores as a table for people."""

from __future__ import annotations

from collections.abc import Sequence

from messlatte.models.forecast_backtest import ForecastScore

__all__ = ["markdown_table"]


def markdown_table(scores: Sequence[ForecastScore]) -> str:
    """CRPS by horizon, mean skill against AutoETS with its own intervals in per cent, mean coverage of the 80 % interval; best first."""
    models: dict[str, list[ForecastScore]] = {}
    for score in scores:
        models.setdefault(score.model, []).append(score)
    years = [score.years for score in next(iter(models.values()))]
    lines = ["| model | " + " | ".join(f"{y} y" for y in years) + " | better by, % | 80 % holds |", "|---|" + "--:|" * (len(years) + 2)]

    def skill(rows: Sequence[ForecastScore]) -> float:
        return round(sum(row.skill for row in rows) / len(rows), 6) + 0.0

    for name, rows in sorted(models.items(), key=lambda item: -skill(item[1])):
        numbers = " | ".join(f"{row.crps:.4f}" for row in rows)
        cover = sum(row.cover80 for row in rows) / len(rows)
        lines.append(f"| {name} | {numbers} | {100 * skill(rows):.1f} | {100 * cover:.1f} |")
    return "\n".join(lines)
