"""Charts of an appraisal: trade by year, net cash of both sides, tornado."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil, floor, log10
from typing import Any

from messlatte.brief.charts import Size, filled_template, to_svg
from messlatte.brief.project import ProjectSheet, Tornado
from messlatte.brief.tokens import load_tokens

__all__ = ["Drawing", "ProjectDrawings", "cash_spec", "draw_project", "tornado_spec", "trade_spec"]

WIDE: Size = (672, 290)
NARROW: Size = (344, 250)
_ROW = 38


@dataclass(frozen=True, slots=True)
class Drawing:
    """One chart as SVG, for wide and for narrow screens."""

    wide: str
    narrow: str


@dataclass(frozen=True, slots=True)
class ProjectDrawings:
    """All charts of a sheet; tornados in its order."""

    trade: Drawing
    cash: Drawing
    tornados: tuple[Drawing, ...]


def _axis(low: float, high: float) -> tuple[list[float], list[float]]:
    """Domain and round ticks that hold both ends and zero."""
    low, high = min(low, 0.0), max(high, 0.0)
    if low == high:
        high = 1.0
    raw = (high - low) / 5
    power = 10.0 ** floor(log10(raw))
    step = min((m * power for m in (1, 2, 5, 10)), key=lambda s: abs(s - raw))
    ticks = [round(i * step, 9) for i in range(floor(low / step + 1e-9), ceil(high / step - 1e-9) + 1)]
    return [ticks[0], ticks[-1]], ticks


def _look(palette: Mapping[str, str], size: Size) -> dict[str, Any]:
    small = size[0] < 480
    return {
        **palette, "width": size[0], "height": size[1], "font": load_tokens().fonts["chart"], "label_size": 11 if small else 12,
        "text_size": 11 if small else 13,
    }  # fmt: skip


def _years(last: int, small: bool) -> list[int]:
    step = 1 if last <= (8 if small else 16) else 2 if last <= 24 else 5
    return [year for year in range(1, last + 1) if (year - 1) % step == 0]


def _last(sheet: ProjectSheet) -> int:
    """Last year in which anything happens, from 1."""
    found = sheet.appraisal
    smallest = 0.005 * sheet.scale
    live = [y.age + 1 for y in found.trade if max(abs(y.gross.p10), abs(y.gross.p90)) > smallest]
    live += [c.age + 1 for c in found.cash if max(abs(c.net.p10), abs(c.net.p90)) > smallest]
    return max(live, default=1)


def trade_spec(sheet: ProjectSheet, palette: Mapping[str, str], size: Size = WIDE) -> dict[str, Any]:
    """Vega-Lite specification: bars of additional trade with their 80 % range, rings of gross trade."""
    last, scale = _last(sheet), sheet.scale
    rows = [
        {
            "year": y.age + 1, "low": y.additional.p10 / scale, "middle": y.additional.p50 / scale, "high": y.additional.p90 / scale,
            "gross": y.gross.p50 / scale,
        }
        for y in sheet.appraisal.trade[:last]
    ]  # fmt: skip
    ends = [value for row in rows for key, value in row.items() if key != "year"]
    domain, ticks = _axis(min(ends), max(ends))
    values = {
        **_look(palette, size), "years": rows, "x_domain": [0.4, last + 0.6], "x_values": _years(last, size[0] < 480),
        "bar_width": max(4, round((size[0] - 60) / (last + 1) * 0.6)), "y_domain": domain, "y_values": ticks,
    }  # fmt: skip
    return filled_template("trade", values)


def cash_spec(sheet: ProjectSheet, palette: Mapping[str, str], size: Size = WIDE) -> dict[str, Any]:
    """Vega-Lite specification: net cash of both sides with their 80 % ranges."""
    last, scale, found = _last(sheet), sheet.scale, sheet.appraisal
    lines = [
        [
            {"year": c.age + 1, "low": c.net.p10 / scale, "middle": c.net.p50 / scale, "high": c.net.p90 / scale}
            for c in found.cash[: len(found.cash)]
            if c.party == party and c.age < last
        ]
        for party in found.project.parties
    ]
    ends = [value for line in lines for row in line for key, value in row.items() if key != "year"]
    domain, ticks = _axis(min(ends), max(ends))
    values = {
        **_look(palette, size), "first": lines[0], "second": lines[1], "zero": [{"value": 0}], "x_domain": [0.8, max(last, 2) + 0.2],
        "x_values": _years(last, size[0] < 480), "y_domain": domain, "y_values": ticks,
    }  # fmt: skip
    return filled_template("cash", values)


def tornado_spec(tornado: Tornado, scale: float, palette: Mapping[str, str], size: Size = WIDE) -> dict[str, Any]:
    """Vega-Lite specification: one bar a parameter, its label above it; the light part is the parameter's low end."""
    rows = [
        {"place": number, "label": label, "low": swing.low / scale, "base": swing.base / scale, "high": swing.high / scale}
        for number, (swing, label) in enumerate(zip(tornado.swings, tornado.labels, strict=True), 1)
    ]
    ends = [float(row[key]) for row in rows for key in ("low", "base", "high")]  # type: ignore[arg-type]
    low, high = min(ends), max(ends)
    room = 0.04 * (high - low or 1.0)
    values = {
        **_look(palette, (size[0], _ROW * len(rows) + 40)), "swings": rows, "base": [{"value": tornado.base / scale}],
        "x_domain": [low - room, high + room], "y_domain": [0.3, len(rows) + 0.4], "ticks": 4 if size[0] < 480 else 6, "edge": low - room,
    }  # fmt: skip
    return filled_template("tornado", values)


def draw_project(sheet: ProjectSheet, language: str, palette: Mapping[str, str]) -> ProjectDrawings:
    """Draw all charts of a sheet, wide and narrow."""

    def both(make: Any, title: str) -> Drawing:
        return Drawing(*(to_svg(make(size), language, title=title) for size in (WIDE, NARROW)))

    return ProjectDrawings(
        both(lambda size: trade_spec(sheet, palette, size), sheet.trade_alt),
        both(lambda size: cash_spec(sheet, palette, size), sheet.cash_alt),
        tuple(both(lambda size, t=tornado: tornado_spec(t, sheet.scale, palette, size), tornado.alt) for tornado in sheet.tornados),
    )
