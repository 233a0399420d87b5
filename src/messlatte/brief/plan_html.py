"""A plan as one self-contained HTML file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from messlatte import __version__
from messlatte.brief.html import file_html, gettext_of
from messlatte.brief.plan import PlanSheet

if TYPE_CHECKING:
    from markupsafe import Markup

__all__ = ["plan_drawings", "plan_html"]


def plan_drawings(sheet: PlanSheet) -> dict[str, list[Markup]]:
    """Drawings of a plan for wide and narrow screens, by name, ready for a template."""
    from markupsafe import Markup

    return {name: [Markup(part) for part in parts] for name, parts in sheet.drawings.items()}  # noqa: S704 - drawn by us, labels escaped


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
