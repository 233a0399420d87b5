"""A plan as one self-contained HTML file."""

from __future__ import annotations

from messlatte import __version__
from messlatte.brief.html import environment, gettext_of
from messlatte.brief.plan import PlanSheet
from messlatte.brief.style import style_sheet

__all__ = ["plan_html"]


def plan_html(sheet: PlanSheet) -> str:
    """Lay a plan out as one HTML file that loads nothing."""
    from markupsafe import Markup

    return (
        environment()
        .get_template("plan_file.html")
        .render(
            sheet=sheet,
            css=Markup(style_sheet()),  # noqa: S704 - our own file
            svg={"waterfall": [Markup(part) for part in sheet.waterfall], "frontier": [Markup(part) for part in sheet.frontier]},  # noqa: S704 - drawn by us
            version=__version__,
            _=gettext_of(sheet.language),
            form=None,
        )
    )
