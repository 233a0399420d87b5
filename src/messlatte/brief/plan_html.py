"""A plan as one self-contained HTML file."""

from __future__ import annotations

from messlatte import __version__
from messlatte.brief.html import file_html, gettext_of, plan_drawings
from messlatte.brief.plan import PlanSheet

__all__ = ["plan_html"]


def plan_html(sheet: PlanSheet) -> str:
    """Lay a plan out as one HTML file that loads nothing."""
    return file_html(
        "plan.html",
        sheet.language,
        f"Messlatte {__version__}",
        sheet=sheet,
        svg=plan_drawings(sheet),
        _=gettext_of(sheet.language),
        form=None,
    )
