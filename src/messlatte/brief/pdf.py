"""The brief as a PDF of two pages, and a plan behind them where there is one: Typst, PDF/UA-1."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from messlatte.brief.charts import dots_spec, fan_spec, to_svg
from messlatte.brief.html import gettext_of
from messlatte.brief.plan_pdf import plan_part
from messlatte.brief.sheet import AreaRow, ExampleRow, Picture, Sheet
from messlatte.brief.tokens import load_tokens
from messlatte.brief.typst_file import Setting

__all__ = ["brief_pdf"]

_PAGES = 2
_YEARS = 6


@dataclass(frozen=True, slots=True)
class _Room:
    """How many rows of each list are set."""

    readings: int
    notes: int
    areas: int
    examples: int


_ROOMS = (_Room(7, 6, 14, 5), _Room(6, 5, 8, 3), _Room(5, 3, 4, 2), _Room(3, 1, 0, 0))


def brief_pdf(sheet: Sheet) -> bytes:
    """Set a sheet as PDF/UA-1.

    Parameters
    ----------
    sheet : Sheet
        What the brief says. Long lists are cut to what two pages hold; the HTML brief has all of them.

    Returns
    -------
    bytes
        A tagged PDF whose charts carry their alternative text: two pages, and those of the plan.
    """
    for room in _ROOMS:
        document = _document(sheet, room)
        brief = Setting(("brief.typ",), document)
        if brief.pages() <= _PAGES:
            break
    if sheet.plan is not None:
        brief = Setting(("brief.typ", "plan.typ"), document | {"plan": plan_part(sheet.plan, appended=True)})
    return brief.pdf()


def _document(sheet: Sheet, room: _Room) -> dict[str, Any]:
    """Everything that the Typst template lays out."""
    tokens = load_tokens()
    return {
        "title": sheet.title,
        "version": sheet.provenance.version,
        "language": sheet.language,
        "text_language": sheet.text_language,
        "font": tokens.fonts["print"],
        "colours": tokens.palettes["print"] | {"panel": tokens.palettes["light"]["panel"]},
        "headline": sheet.headline,
        "lead": sheet.lead,
        "said_by": sheet.said_by,
        "quote": [{"text": part.text, "marked": part.kind is not None} for part in sheet.quote],
        "fan": _fan(sheet.picture, sheet.language) if sheet.picture else None,
        "dots": _dots(sheet) if sheet.dots else None,
        "choices": [[c.label, c.weight, c.headline] for c in sheet.choices[: room.readings]],
        "facts": [[f.measure, f.value, f.basis] for f in sheet.facts],
        "unknown": [note.text for note in sheet.unknown[: room.notes]],
        "tides": [[t.label, t.world, t.chance] for t in sheet.tides],
        "horizons": [[f"{h.years} ({h.by})", h.growth, h.chance] for h in sheet.horizons],
        "areas": [_area(row) for row in sheet.areas[: room.areas]],
        "reference": sheet.reference,
        "examples": [[e.pair, e.years, e.change, e.multiple, e.verdict] for e in _balanced(sheet.examples, room.examples)],
        "citation": sheet.citation,
        "provenance": [list(pair) for pair in sheet.provenance.pairs(sheet.language)],
        "foot": sheet.provenance.line(sheet.language),
        "words": _words(sheet.language),
    }


def _area(row: AreaRow) -> str:
    """An area with what the data say of it, or else with its codes."""
    more = row.said or row.codes
    return f"{row.label} ({more})" if more else row.label


def _balanced(examples: tuple[ExampleRow, ...], most: int) -> list[ExampleRow]:
    """Examples to show: as many that reached the multiple as that did not, as far as there are."""
    reached, missed = ([e for e in examples if e.reached is flag] for flag in (True, False))
    half = max(most // 2, most - len(missed))
    chosen = {id(e) for e in (*reached[:half], *missed[: most - len(reached[:half])])}
    return [e for e in examples if id(e) in chosen]


def _fan(picture: Picture, language: str) -> dict[str, Any]:
    """Chart and the table under it: years across, quantiles down, as many years as fit."""
    tokens = load_tokens()
    spec = fan_spec(picture.fan, language, tokens.palettes["print"], (620, 265), tokens.fonts["print"])
    bands = [row for row in picture.rows if row[1]]
    step = -(-len(bands) // _YEARS)
    shown = bands[::-1][::step][::-1]
    rows = [[picture.head[i], *(row[i] for row in shown)] for i in range(len(picture.head) - 1, 0, -1)]
    head = [picture.head[0], *(row[0] for row in shown)]
    return {"svg": to_svg(spec, language), "alt": picture.alt, "caption": picture.caption, "head": head, "rows": rows}


def _dots(sheet: Sheet) -> dict[str, str]:
    dots = sheet.dots
    assert dots is not None
    small = " ".join(part for part in (sheet.tide_words, dots.interval, sheet.together) if part)
    svg = to_svg(dots_spec(dots.filled, load_tokens().palettes["print"]))
    return {"svg": svg, "alt": dots.alt, "likelihood": dots.likelihood, "expectation": dots.expectation, "small": small}


def _words(language: str) -> dict[str, Any]:
    """Headings; the same messages as in ``answer.html``."""
    _ = gettext_of(language)
    return {
        "readings": _("All readings"),
        "choice_head": [_("Reading"), _("Weight"), _("Answer")],
        "know": _("How we know"),
        "fact_head": [_("Measure"), _("Value"), _("Basis")],
        "unknown": _("What is not known"),
        "tide": _("What a rising tide would do"),
        "tide_text": _("World trade lifts or lowers every pair. The chance under three courses of world trade up to the deadline:"),
        "tide_head": [_("World trade"), _("Change"), _("Chance")],
        "areas": _("Areas named"),
        "time": _("With more or less time"),
        "time_head": [_("Within"), _("Growth a year"), _("Chance")],
        "class": _("The reference class"),
        "example_head": [_("Pair"), _("Years"), _("Turnover"), _("Multiple"), _("Result")],
        "data": _("Data and citation"),
    }
