"""A plan as one self-contained HTML file."""

from __future__ import annotations

from messlatte import __version__
from messlatte.brief.html import file_html, gettext_of
from messlatte.brief.plan import PlanSheet

__all__ = ["plan_html"]


def plan_html(sheet: PlanSheet) -> str:
    """Lay a plan out as one HTML file that loads nothing."""
    from markupsafe import Markup

    return file_html(
        "plan.html",
        sheet.language,
        f"Messlatte {__version__}",
        sheet=sheet,
        svg={"waterfall": [Markup(part) for part in sheet.waterfall], "frontier": [Markup(part) for part in sheet.frontier]},  # noqa: S704 - drawn by us
        _=gettext_of(sheet.language),
        form=None,
    )
