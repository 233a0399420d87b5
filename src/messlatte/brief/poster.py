"""The fan chart as a picture of its own: headline above, provenance below."""

from __future__ import annotations

import textwrap
from typing import Any

from messlatte.brief.charts import fan_spec, to_png, to_svg
from messlatte.brief.sheet import Picture, Sheet
from messlatte.brief.tokens import load_tokens

__all__ = ["poster_png", "poster_svg"]

_WIDTH = 720


def _spec(sheet: Sheet, picture: Picture) -> dict[str, Any]:
    """Chart with headline, caption and provenance, on the ground of the light scheme."""
    colours, fonts = load_tokens().palettes["light"], load_tokens().fonts
    spec = fan_spec(picture.fan, sheet.language, colours, (_WIDTH, 400))
    foot = [picture.caption, *_wrapped(sheet.provenance.line(sheet.language))]
    spec["background"] = colours["ground"]
    spec["padding"] = 20
    spec["title"] = {
        "text": sheet.headline,
        "subtitle": _wrapped(sheet.lead, 92),
        "anchor": "start",
        "frame": "bounds",
        "offset": 16,
        "font": fonts["serif"],
        "fontSize": 22,
        "color": colours["ink"],
        "subtitleFont": fonts["chart"],
        "subtitleFontSize": 14,
        "subtitleColor": colours["ink"],
        "subtitlePadding": 8,
    }
    note = {
        "text": foot,
        "anchor": "start",
        "frame": "bounds",
        "orient": "bottom",
        "offset": 14,
        "fontWeight": "normal",
        "font": fonts["chart"],
        "fontSize": 10,
    }
    inner = {key: spec.pop(key) for key in ("encoding", "layer", "width", "height", "title")}
    return {
        **spec,
        "vconcat": [{**inner, "view": {"stroke": None}}],
        "title": {**note, "color": colours["muted"]},
        "autosize": {"type": "pad"},
    }


def _wrapped(text: str, width: int = 118) -> list[str]:
    """Lines of a text; a no-break space does not break."""
    return [line.replace("\u2060", "\u00a0") for line in textwrap.wrap(text.replace("\u00a0", "\u2060"), width)]


def poster_svg(sheet: Sheet) -> str:
    """Draw the poster as a stand-alone SVG with its alternative text."""
    assert sheet.picture is not None
    return to_svg(_spec(sheet, sheet.picture), sheet.language, title=sheet.picture.alt)


def poster_png(sheet: Sheet) -> bytes:
    """Draw the poster as a bitmap at twice its size."""
    assert sheet.picture is not None
    return to_png(_spec(sheet, sheet.picture), sheet.language)
