"""The backtest's figures as Markdown tables and as pictures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from messlatte.models.backtest import MULTIPLES
from messlatte.models.backtest_summary import HorizonSummary, Summary
from messlatte.models.calibration import Bin, Skill

__all__ = ["BEGIN", "END", "SERIES", "markdown", "reliability_svg"]

BEGIN, END = "<!-- generated: messlatte backtest -->", "<!-- end of generated part -->"
SERIES = "<!-- generated: messlatte backtest series -->"
_ENOUGH = 300


def markdown(summary: Summary, pictures: Mapping[str, str]) -> str:
    """Tables of one summary; ``pictures`` maps captions to file names."""
    parts = [
        f"### {summary.name}",
        _skills(summary.horizons),
        _multiples(summary.horizons),
        _origins(summary.horizons),
        _spread(summary.horizons),
    ]
    parts += [_bins("Reliability, told the tide", summary.told), _bins("Reliability, not told the tide", summary.untold)]
    parts.append(
        _bins("A bound, no forecast: reliability, told the tide, had the growth that all pairs share been known", summary.common_known)
    )
    parts.append(_bounds(summary))
    parts += [f"![{caption}]({name})" for caption, name in pictures.items()]
    total = sum(summary.pit)
    shares = " | ".join(f"{100 * n / total:.1f}" for n in summary.pit)
    heads = " | ".join(f"{k / 10:.1f}-{(k + 1) / 10:.1f}" for k in range(len(summary.pit)))
    parts.append(
        "PIT of own growth, % of outcomes in each tenth (10 each if the distributions prove true):"
        f"\n\n| {heads} |\n|{'--:|' * 10}\n| {shares} |"
    )
    parts += [_groups(kind, rows) for kind, rows in summary.groups.items()]
    return "\n\n".join(parts)


def _skill(skill: Skill) -> str:
    return f"{skill.value:+.3f} ({skill.low:+.3f} to {skill.high:+.3f})"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = ["| " + " | ".join(head) + " |", "|---|" + "--:|" * (len(head) - 1)]
    return "\n".join([*lines, *("| " + " | ".join(row) + " |" for row in rows)])


def _skills(rows: Sequence[HorizonSummary]) -> str:
    told, untold = list(rows[0].skills), list(rows[0].untold)
    head = [
        "years",
        "forecasts",
        *(f"told, against {name}" for name in told),
        *(f"not told, against {name}" for name in untold),
        "by the year",
    ]
    body = [
        [
            str(row.horizon),
            f"{row.n:,}",
            *(_skill(row.skills[name]) for name in told),
            *(_skill(row.untold[name]) for name in untold),
            _skill(row.by_year),
        ]
        for row in rows
    ]
    return (
        "Brier skill, mean over the multiples and over origins; in brackets 80 % of bootstrap draws over origins and pairs. "
        "*By the year*: reached in some year up to the horizon, against how often pairs did.\n\n" + _table(head, body)
    )


def _multiples(rows: Sequence[HorizonSummary]) -> str:
    head = ["years", *(f"x {m:g}" for m in MULTIPLES), "mean"]
    body = [
        [str(row.horizon), *(f"{s:+.3f}" for s in row.by_multiple), f"{sum(row.by_multiple) / len(row.by_multiple):+.3f}"] for row in rows
    ]
    return "Skill by multiple, told the tide:\n\n" + _table(head, body)


def _origins(rows: Sequence[HorizonSummary]) -> str:
    origins = sorted({origin for row in rows for origin in row.by_origin})
    head = ["years", *(str(origin) for origin in origins)]
    body = []
    for row in rows:
        for label, found in ((f"{row.horizon}, told", row.by_origin), (f"{row.horizon}, not told", row.untold_by_origin)):
            body.append([label, *(f"{found[origin]:+.3f}" if origin in found else "" for origin in origins)])
    return "Skill by origin:\n\n" + _table(head, body)


def _spread(rows: Sequence[HorizonSummary]) -> str:
    head = ["years", "CRPS", "CRPS of all pairs' own distribution", "50 % holds", "80 % holds", "90 % holds"]
    body = [[str(row.horizon), f"{row.crps:.4f}", f"{row.crps_climatology:.4f}", *(f"{100 * c:.1f}" for c in row.coverage)] for row in rows]
    return "Distribution of log own growth:\n\n" + _table(head, body)


def _bins(title: str, bins: Sequence[Bin]) -> str:
    head = ["forecast", "mean forecast, %", "came true, %", "points off", "80 % of draws over origins", "n"]
    body = [
        [
            f"{b.low:.1f}-{b.high:.1f}",
            f"{100 * b.forecast:.1f}",
            f"{100 * b.came:.1f}",
            f"{100 * (b.came - b.forecast):+.1f}",
            f"{100 * b.off_low:+.1f} to {100 * b.off_high:+.1f}",
            f"{b.n:,}",
        ]
        for b in bins
    ]
    return f"{title}:\n\n" + _table(head, body)


def _bounds(summary: Summary) -> str:
    """Skill as forecast, and with what `messlatte.models.backtest_oracle` knows of the years to come."""
    body = [
        [
            str(row.horizon),
            f"{sum(row.by_multiple) / len(row.by_multiple):+.3f}",
            *(f"{known[row.horizon]:+.3f}" for known in summary.bounds.values()),
        ]
        for row in summary.horizons
    ]
    return "Bounds of the skill, told the tide:\n\n" + _table(["years", "as forecast", *summary.bounds], body)


def _groups(kind: str, rows: Mapping[str, float]) -> str:
    return f"Skill by {kind}, pooled:\n\n" + _table([kind, "skill"], [[name, f"{skill:+.3f}"] for name, skill in rows.items()])


def reliability_svg(bins: Sequence[Bin], title: str) -> str:
    """Picture of reliability: a point on the diagonal proves true; its area grows with the number of forecasts."""
    size, margin = 360, 44
    span = size - 2 * margin
    most = max(b.n for b in bins)

    def x(p: float) -> float:
        return margin + span * p

    def y(p: float) -> float:
        return size - margin - span * p

    points = [b for b in bins if b.n >= _ENOUGH]
    dots = "".join(
        f'<circle cx="{x(b.forecast):.1f}" cy="{y(b.came):.1f}" r="{3 + 9 * (b.n / most) ** 0.5:.1f}" '
        f'fill="#14426b" fill-opacity="0.75"><title>'
        f"{100 * b.forecast:.1f} % said, {100 * b.came:.1f} % came true, n = {b.n:,}</title></circle>"
        for b in points
    )
    ticks = "".join(
        f'<text x="{x(p):.0f}" y="{size - margin + 16}" text-anchor="middle">{round(100 * p)}</text>'
        f'<text x="{margin - 8}" y="{y(p) + 4:.0f}" text-anchor="end">{round(100 * p)}</text>'
        for p in (0, 0.25, 0.5, 0.75, 1)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" width="{size}" height="{size}" role="img" '
        f'font-family="sans-serif" font-size="12" fill="#555"><title>{title}</title>'
        f'<rect x="{margin}" y="{margin}" width="{span}" height="{span}" fill="none" stroke="#bbb"/>'
        f'<line x1="{x(0)}" y1="{y(0)}" x2="{x(1)}" y2="{y(1)}" stroke="#888" stroke-dasharray="4 4"/>{dots}{ticks}'
        f'<text x="{size / 2}" y="{size - 8}" text-anchor="middle">said, %</text>'
        f'<text x="14" y="{size / 2}" text-anchor="middle" transform="rotate(-90 14 {size / 2})">came true, %</text>'
        f'<text x="{size / 2}" y="24" text-anchor="middle" font-weight="bold">{title}</text></svg>\n'
    )
