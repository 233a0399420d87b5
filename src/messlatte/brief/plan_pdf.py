"""A plan as a PDF of its own, and as pages behind those of the brief."""

from __future__ import annotations

from typing import Any

from messlatte import __version__
from messlatte.brief.html import gettext_of
from messlatte.brief.plan import PlanSheet
from messlatte.brief.plan_parts import PlanTable
from messlatte.brief.tokens import load_tokens
from messlatte.brief.typst_file import Setting, printed

__all__ = ["plan_part", "plan_pdf"]

_ROWS = 12
_PROJECTS = 40


def plan_pdf(sheet: PlanSheet) -> bytes:
    """Set a plan as PDF/UA-1; a list of more than forty projects is cut, the other files have all of them."""
    tokens = load_tokens()
    document = {
        "title": sheet.title,
        "version": __version__,
        "language": sheet.language,
        "lead": " ".join(sheet.lead),
        "font": tokens.fonts["print"],
        "colours": tokens.palettes["print"] | {"panel": tokens.palettes["light"]["panel"]},
        "foot": sheet.title,
        "plan": plan_part(sheet, appended=False),
    }
    return Setting(("plan.typ",), document).pdf()


def plan_part(sheet: PlanSheet, *, appended: bool) -> dict[str, Any]:
    """Everything of a plan that its template lays out; behind a brief it has a smaller heading and no provenance of its own."""
    _ = gettext_of(sheet.language)
    rows = [[p.title, p.start, p.cost, p.brings, p.later, p.share, p.without, p.core] for p in sheet.projects[:_PROJECTS]]
    return {
        "appended": appended,
        "title": sheet.title,
        "headline": sheet.headline,
        "lead": " ".join(sheet.lead),
        "waterfall": {"svg": printed(sheet.waterfall[0]), "alt": sheet.waterfall_alt, "caption": sheet.waterfall_caption},
        "head": list(sheet.head),
        "projects": rows,
        "shares": sheet.shares,
        "facts": [[fact.measure, fact.value, fact.basis] for fact in sheet.facts],
        "tables": [_table(part, sheet) for part in sheet.tables],
        "left_out": [f"{title}: {reason}" for title, reason in sheet.left_out[:_ROWS]],
        "notes": list(sheet.notes),
        "provenance": [list(pair) for pair in sheet.provenance],
        "words": {
            "sure": _("How sure, at what cost"),
            "fact_head": [_("Measure"), _("Value"), _("Basis")],
            "left_out": _("Not in the plan"),
            "notes": _("What to know of it"),
            "data": _("Data and citation"),
        },
    }


def _table(part: PlanTable, sheet: PlanSheet) -> dict[str, Any]:
    """A table; that of the frontier has its picture above it and leaves out which projects each point holds."""
    frontier, years = part.key == "frontier", part.key == "years"
    svg, alt = (sheet.frontier[0], sheet.frontier_alt) if frontier else (sheet.years.svg[0], sheet.years.alt) if years else ("", "")
    kept = [n for n in range(len(part.head)) if not (frontier and n in part.words)]
    return {
        "title": part.title,
        "lead": part.lead,
        "svg": printed(svg),
        "alt": alt,
        "caption": sheet.years.caption if years else "",
        "beside": frontier and bool(svg),
        "head": [part.head[n] for n in kept],
        "rows": [[row[n] for n in kept] for row in part.rows[:_ROWS]],
        "columns": [n in part.words for n in kept],
    }
