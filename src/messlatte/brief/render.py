"""An answer in every format, by suffix."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, replace

from messlatte.brief.compose import compose
from messlatte.brief.sheet import Sheet
from messlatte.core.answer import Answer
from messlatte.core.errors import NothingMeasurableError, UsageError, unknown_option
from messlatte.core.files import json_text
from messlatte.core.plan import Plan

__all__ = ["SUFFIXES", "View", "render"]

_WITH_AREAS = ("html", "pdf", "zip")
_EPOCH = (2020, 1, 1, 0, 0, 0)  # a ZIP of the same answer is the same bytes


@dataclass(frozen=True, slots=True)
class View:
    """What is shown of an answer: the reading (from 1), the tide, the address under which it can be found again, and a plan with it."""

    reading: int = 1
    tide: str | None = None
    permalink: str | None = None
    plan: Plan | None = None


def render(answer: Answer, suffix: str, language: str, view: View | None = None) -> bytes:
    """Write an answer out in a format.

    Parameters
    ----------
    answer : Answer
        What was found.
    suffix : str
        One of `SUFFIXES`, with or without its dot.
    language : str
        ``de``, ``en`` or ``ru``.
    view : View, optional
        Reading, tide and permalink; the likeliest reading by default.

    Returns
    -------
    bytes
        Content of the file.

    Raises
    ------
    UsageError
        If the suffix, language, reading or tide is not known, or the extra ``[brief]`` is not installed.
    NothingMeasurableError
        If the answer holds no verdict.
    """
    kind = suffix.lstrip(".").lower()
    if kind not in _RENDERERS:
        raise unknown_option("suffix", suffix, SUFFIXES)
    view = view or View()
    sheet = compose(answer, language, reading=view.reading, tide=view.tide, permalink=view.permalink)
    if kind in _WITH_AREAS:
        from messlatte.brief.areas import with_areas

        sheet = with_areas(sheet, answer)
        if view.plan is not None:
            from messlatte.brief.plan import plan_sheet

            sheet = replace(sheet, plan=plan_sheet(view.plan, language))
    try:
        return _RENDERERS[kind](answer, sheet)
    except ModuleNotFoundError as error:
        raise UsageError(f".{kind} needs the extra [brief] ({error.name} is missing): pip install 'messlatte[brief]'") from error


def _html(answer: Answer, sheet: Sheet) -> bytes:
    from messlatte.brief.html import brief_html

    return brief_html(sheet).encode()


def _pdf(answer: Answer, sheet: Sheet) -> bytes:
    from messlatte.brief.pdf import brief_pdf

    return brief_pdf(sheet)


def _json(answer: Answer, sheet: Sheet) -> bytes:
    from messlatte.statement.document import to_document
    from messlatte.verdict.document import answer_document

    statement = to_document(answer.statement, answer.language) if answer.statement else None
    document = answer_document(answer, statement) | {
        "provenance": [list(pair) for pair in sheet.provenance.pairs("en")],
        "reading": sheet.reading,
    }
    return json_text(document).encode()


def _csv(answer: Answer, sheet: Sheet) -> bytes:
    from messlatte.brief.tables import rows_of, to_csv

    return to_csv(rows_of(answer, sheet.provenance))


def _xlsx(answer: Answer, sheet: Sheet) -> bytes:
    from messlatte.brief.tables import rows_of, to_xlsx

    return to_xlsx(rows_of(answer, sheet.provenance), sheet)


def _parquet(answer: Answer, sheet: Sheet) -> bytes:
    from messlatte.brief.tables import rows_of, to_parquet

    return to_parquet(rows_of(answer, sheet.provenance), sheet.provenance)


def _svg(answer: Answer, sheet: Sheet) -> bytes:
    from messlatte.brief.poster import poster_svg

    return poster_svg(_with_picture(sheet)).encode()


def _png(answer: Answer, sheet: Sheet) -> bytes:
    from messlatte.brief.poster import poster_png

    return poster_png(_with_picture(sheet))


def _with_picture(sheet: Sheet) -> Sheet:
    if sheet.picture is None:
        raise NothingMeasurableError("this reading has no forecast, so there is no chart to draw; ask for .json or .html")
    return sheet


def _zip(answer: Answer, sheet: Sheet) -> bytes:
    """Archive of the brief and every table and chart of it."""
    name = f"messlatte-{sheet.id or 'answer'}"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for kind, renderer in _RENDERERS.items():
            if kind == "zip" or (kind in ("svg", "png") and sheet.picture is None):
                continue
            archive.writestr(zipfile.ZipInfo(f"{name}.{kind}", _EPOCH), renderer(answer, sheet), zipfile.ZIP_DEFLATED)
    return out.getvalue()


_RENDERERS: dict[str, Callable[[Answer, Sheet], bytes]] = {
    "html": _html,
    "pdf": _pdf,
    "json": _json,
    "csv": _csv,
    "xlsx": _xlsx,
    "parquet": _parquet,
    "svg": _svg,
    "png": _png,
    "zip": _zip,
}

SUFFIXES = tuple(_RENDERERS)
