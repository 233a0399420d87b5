"""Charts as Vega-Lite templates, drawn offline to SVG or PNG by vl-convert.

A template is JSON in ``templates/*.vl.json`` whose strings ``"@name"`` are filled from colours, sizes and data.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import re
from collections.abc import Mapping
from functools import lru_cache
from math import floor, log10
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

from messlatte.brief.fan import Fan
from messlatte.brief.numbers import unit_of
from messlatte.brief.pair import PairSheet
from messlatte.brief.tokens import load_tokens

__all__ = ["Size", "dots_spec", "draw_dots", "draw_fan", "fan_spec", "filled_template", "pair_spec", "to_png", "to_svg"]

_TEMPLATES = Path(__file__).parent / "templates"
_LOCALES: dict[str, Any] = {"de": "de-DE", "en": "en-US", "ru": "ru-RU"}
Size = tuple[int, int]


@lru_cache(maxsize=16)
def _template(name: str) -> str:
    return (_TEMPLATES / f"{name}.vl.json").read_text(encoding="utf-8")


def _filled(node: Any, values: Mapping[str, Any]) -> Any:
    """Template with every ``"@name"`` replaced; an unknown name is a KeyError."""
    if isinstance(node, dict):
        return {key: _filled(value, values) for key, value in node.items()}
    if isinstance(node, list):
        return [_filled(value, values) for value in node]
    if isinstance(node, str) and node.startswith("@"):
        return values[node[1:]]
    return node


def filled_template(name: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """Vega-Lite specification from a template and its values."""
    spec: dict[str, Any] = _filled(json.loads(_template(name)), values)
    return spec


def _ticks(first: int, last: int, most: int) -> list[int]:
    """Years for the axis, counted back from the last one, at most ``most`` of them."""
    step = next(s for s in (1, 2, 3, 5, 10, 20, 50, 100, 1000) if (last - first) / s < most)
    return sorted(range(last, first - 1, -step))


def _steps(top: float) -> list[float]:
    """Round values from 0 to ``top``, four to seven of them."""
    raw = top / 5
    power = 10.0 ** floor(log10(raw))
    step = min((m * power for m in (1, 2, 5, 10)), key=lambda s: abs(s - raw))
    return [round(i * step, 6) for i in range(int(top / step) + 1)]


def fan_spec(fan: Fan, language: str, palette: Mapping[str, str], size: Size = (672, 290), font: str | None = None) -> dict[str, Any]:
    """Vega-Lite specification of history, bar and bands.

    Parameters
    ----------
    fan : Fan
        What to draw, in whole units of its currency.
    language : str
        Language of the label at the bar.
    palette : mapping
        Colours by token name.
    size : (int, int)
        Width and height in pixels.
    font : str, optional
        Font stack; that of the tokens by default.
    """
    scale, _ = unit_of(fan.top, language)
    top = fan.top / scale
    small = size[0] < 480
    bands = [
        {
            "year": band.year,
            "outer_low": band.outer_low / scale,
            "inner_low": band.inner_low / scale,
            "middle": band.middle / scale,
            "inner_high": band.inner_high / scale,
            "outer_high": band.outer_high / scale,
        }
        for band in fan.bands
    ]
    steps = _steps(top)
    values: dict[str, Any] = {
        **palette,
        "width": size[0],
        "height": size[1],
        "font": font or load_tokens().fonts["chart"],
        "label_size": 11 if small else 12,
        "text_size": 12 if small else 13,
        "x_domain": [fan.first, fan.last],
        "x_values": _ticks(fan.first, fan.last, 5 if small else 8),
        "y_domain": [0, top],
        "y_values": steps,
        "y_format": ",~f",
        "bands": bands,
        "history": [{"year": year, "value": value / scale} for year, value in fan.history],
        "bridge": [{"year": year, "value": value / scale} for year, value in fan.bridge],
        "anchor": [{"year": fan.anchor[0], "value": fan.anchor[1] / scale}] if fan.anchor else [],
        "bar_line": [{"x": fan.first, "value": fan.bar / scale, "label": fan.bar_label}],
    }
    return filled_template("fan", values)


def pair_spec(sheet: PairSheet, language: str, palette: Mapping[str, str], size: Size = (672, 290)) -> dict[str, Any]:
    """Vega-Lite specification of a pair's turnover and its two directions."""
    small = size[0] < 480
    scale, _ = unit_of(max(value for _, value in sheet.total), language)
    top = 1.12 * max(value for _, value in sheet.total) / scale
    years = [year for year, _ in sheet.total]
    lines = {name: [{"year": year, "value": value / scale} for year, value in getattr(sheet, name)] for name in ("total", "forth", "back")}
    labels = [
        {**lines[name][-1], "label": label, "colour": palette[colour]}
        for name, label, colour in zip(("total", "forth", "back"), sheet.labels, ("ink", "accent", "bar"), strict=True)
        if lines[name]
    ]
    _apart(labels, 17 / size[1] * top)
    end = max(years[-1], years[0] + 1)
    values: dict[str, Any] = {
        **palette,
        **lines,
        "width": size[0],
        "height": size[1],
        "font": load_tokens().fonts["chart"],
        "label_size": 11 if small else 12,
        "text_size": 11 if small else 13,
        "x_domain": [years[0], end + (end - years[0]) * (0.44 if small else 0.24)],
        "x_values": _ticks(years[0], end, 5 if small else 8),
        "y_domain": [0, top],
        "y_values": _steps(top),
        "labels": labels,
    }
    return filled_template("pair", values)


def _apart(labels: list[dict[str, Any]], gap: float) -> None:
    """Move labels that stand too close, from the lowest up."""
    labels.sort(key=lambda label: float(label["value"]))
    for below, above in itertools.pairwise(labels):
        above["value"] = max(above["value"], below["value"] + gap)


def dots_spec(filled: int, palette: Mapping[str, str], size: Size = (252, 64)) -> dict[str, Any]:
    """Vega-Lite specification of 100 dots, the first ``filled`` of them in the colour of the bar."""
    values: dict[str, Any] = {
        **palette,
        "width": size[0],
        "height": size[1],
        "size": (size[0] / 20 * 0.76) ** 2 * 0.7854,
        "dots": [{"i": i, "filled": i < filled} for i in range(100)],
    }
    return filled_template("dots", values)


def to_svg(spec: Mapping[str, Any], language: str = "en", *, title: str | None = None) -> str:
    """Draw a specification.

    Parameters
    ----------
    spec : mapping
        Vega-Lite.
    language : str
        Number format of the axes.
    title : str, optional
        Alternative text; the drawing gets ``role="img"`` with it, and none of its parts is announced.
    """
    import vl_convert

    svg: str = vl_convert.vegalite_to_svg(dict(spec), format_locale=_LOCALES[language])
    return _slim(svg, title)


def to_png(spec: Mapping[str, Any], language: str = "en", *, scale: float = 2.0) -> bytes:
    """Draw a specification as a bitmap with ``scale`` pixels for each of its own."""
    import vl_convert

    png: bytes = vl_convert.vegalite_to_png(dict(spec), scale=scale, format_locale=_LOCALES[language])
    return png


def draw_fan(fan: Fan, language: str, palette: Mapping[str, str], size: Size = (672, 290), *, title: str | None = None) -> str:
    """Fan chart as SVG."""
    return to_svg(fan_spec(fan, language, palette, size), language, title=title)


def draw_dots(filled: int, palette: Mapping[str, str], *, title: str | None = None) -> str:
    """Hundred dots as SVG."""
    return to_svg(dots_spec(filled, palette), title=title)


def _slim(svg: str, title: str | None) -> str:
    """Drawing without what a browser does not need: announced parts, classes, empty groups, repeated fonts, long fractions.

    Identifiers get a prefix of their own, since a page may hold several drawings.
    """
    svg = re.sub(r' (?:class|aria-[a-z]+|role|version|xmlns:xlink|pointer-events|stroke-miterlimit|opacity)="(?!0)[^"]*"', "", svg)
    svg = re.sub(r' fill="transparent"| stroke="transparent"', ' fill="none"', svg)
    svg = re.sub(r"<[^>]+>", lambda tag: re.sub(r"(\d+\.\d\d)\d+", r"\1", tag[0]), svg)
    svg = svg.replace('<path d="" display="none"/>', "")
    for _ in range(4):
        svg = re.sub(r"<g[^>]*></g>|<path d=\"M0,0h0v0h0Z\"/>", "", svg)
    prefix = "c" + hashlib.sha256(svg.encode()).hexdigest()[:6]
    svg = re.sub(r'(id="|url\(#)(clip|gradient)', rf"\1{prefix}\2", svg)
    fonts = re.findall(r' font-family="([^"]*)"', svg)
    svg = re.sub(r' font-family="[^"]*"', "", svg)
    role = f' role="img" aria-label={quoteattr(title)}' if title else ' aria-hidden="true"'
    font = f' font-family="{fonts[0]}"' if fonts else ""
    return svg.replace("<svg", f"<svg{role}{font}", 1)
