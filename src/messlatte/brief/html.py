"""The brief as one self-contained HTML file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from messlatte.brief.charts import draw_dots, draw_fan
from messlatte.brief.sheet import Sheet
from messlatte.brief.style import style_sheet
from messlatte.brief.tokens import css_palette
from messlatte.core.i18n import translations

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

    from messlatte.brief.plan import PlanSheet

__all__ = ["Drawings", "brief_html", "draw", "environment", "file_html", "plan_drawings", "severities", "template_folder"]

WIDE, NARROW = (672, 290), (344, 250)


@dataclass(frozen=True, slots=True)
class Drawings:
    """SVG of the fan chart for wide and narrow screens, the hundred dots, the flows, and a plan; empty where there is nothing to draw."""

    wide: str
    narrow: str
    dots: str
    growth: str = ""
    growth_narrow: str = ""
    plan: Mapping[str, Sequence[str]] = field(default_factory=dict)


def template_folder() -> Path:
    """Folder of the templates that pages share with the brief."""
    return Path(__file__).parent / "templates"


@lru_cache(maxsize=1)
def environment() -> Environment:
    """Jinja environment of the brief; everything is escaped, an undefined name is an error."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(loader=FileSystemLoader(template_folder()), autoescape=True, undefined=StrictUndefined, trim_blocks=True)


def draw(sheet: Sheet) -> Drawings:
    """Draw the charts of a sheet with CSS variables for colours."""
    from markupsafe import Markup

    palette = css_palette()
    wide = narrow = dots = ""
    if sheet.picture is not None:
        wide = draw_fan(sheet.picture.fan, sheet.language, palette, WIDE, title=sheet.picture.alt)
        narrow = draw_fan(sheet.picture.fan, sheet.language, palette, NARROW, title=sheet.picture.alt)
    if sheet.dots is not None:
        dots = draw_dots(sheet.dots.filled, palette, title=sheet.dots.alt)
    growth, growth_narrow = (sheet.growth.wide, sheet.growth.narrow) if sheet.growth else ("", "")
    wide, narrow, dots, growth, growth_narrow = map(Markup, (wide, narrow, dots, growth, growth_narrow))
    return Drawings(wide, narrow, dots, growth, growth_narrow, plan_drawings(sheet.plan) if sheet.plan else {})


def plan_drawings(sheet: PlanSheet) -> dict[str, list[Markup]]:
    """Drawings of a plan for wide and narrow screens, by name, ready for a template."""
    from markupsafe import Markup

    return {name: [Markup(part) for part in parts] for name, parts in sheet.drawings.items()}  # noqa: S704 - drawn by us, labels escaped


def severities(language: str) -> dict[str, str]:
    """Words for the severity of a finding."""
    _ = translations(language).gettext
    return {"note": _("Note"), "warning": _("Warning"), "contradiction": _("Contradiction")}


def gettext_of(language: str) -> Callable[[str], str]:
    """Translation function for a template."""
    return translations(language).gettext


def brief_html(sheet: Sheet) -> str:
    """Lay a sheet out as one HTML file that loads nothing.

    Parameters
    ----------
    sheet : Sheet
        What the page says.

    Returns
    -------
    str
        HTML, under 200 kB.
    """
    return file_html(
        "answer.html",
        sheet.language,
        f"Messlatte {sheet.provenance.version}",
        sheet=sheet,
        svg=draw(sheet),
        provenance=sheet.provenance.pairs(sheet.language),
        severity=severities(sheet.language),
        _=gettext_of(sheet.language),
        link=None,
        pair_link=None,
        areas_link=None,
        plan_link=None,
        method=None,
        suffixes=(),
        refine="",
    )


def file_html(body: str, language: str, generator: str, **parts: object) -> str:
    """Lay a template out as one HTML file that loads nothing.

    Parameters
    ----------
    body : str
        Template of what the page says.
    language, generator : str
        As the head of the file names them.
    parts
        What the template shows; its ``sheet`` has the title.
    """
    from markupsafe import Markup

    css = Markup(style_sheet())  # noqa: S704 - our own file
    return environment().get_template("file.html").render(body=body, language=language, generator=generator, css=css, **parts)
