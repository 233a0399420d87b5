"""Announced targets: what came of them, and our calibration picture."""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from messlatte.brief.charts import to_svg
from messlatte.brief.html import NARROW
from messlatte.brief.record import RecordSheet, calibration_spec, record_sheet
from messlatte.brief.tokens import css_palette
from messlatte.core.errors import DataError, unknown_option
from messlatte.core.i18n import LANGUAGES
from messlatte.track.base_rate import BaseRates, base_rates, trials
from messlatte.track.score import TrackScore, hindcasts, score
from messlatte.web.layout import render_page
from messlatte.web.pages.statements import Lang
from messlatte.web.responses import answered, preferred_language
from messlatte.web.service import Service

__all__ = ["record_page", "router"]

router = APIRouter()


class Wanted(StrEnum):
    """Outcomes to show."""

    REACHED = "reached"
    MISSED = "missed"
    NOT_YET_DUE = "not-yet-due"
    NOT_MEASURABLE = "not-measurable"


@lru_cache(maxsize=4)
def _sheet(lang: str) -> RecordSheet:
    """The record written out; the hindcasts take a few seconds, once a process."""
    from messlatte.track.dataset import shipped_targets

    rates, score = _scores()
    return record_sheet(shipped_targets(), rates, score, lang)


@lru_cache(maxsize=1)
def _scores() -> tuple[BaseRates, TrackScore]:
    from messlatte.track.dataset import shipped_targets
    from messlatte.track.hindcast import shipped_probability

    found = trials(shipped_targets())
    rates, ours = base_rates(found), score(hindcasts(found, shipped_probability))
    if rates is None or ours is None:
        raise DataError("the record of announced targets holds none that fell due")
    return rates, ours


def record_page(lang: str, outcome: str | None) -> bytes:
    """Lay the record out as a page; ``outcome`` shows only the targets of one outcome."""
    from markupsafe import Markup

    sheet = _sheet(lang)
    picture = Markup(to_svg(calibration_spec(sheet, lang, css_palette(), (NARROW[0], 320)), lang, title=sheet.alt))  # noqa: S704 - drawn by us
    query = {"outcome": outcome} if outcome else {}
    rows = [row for row in sheet.rows if outcome in (None, row.outcome)]
    links = {other: f"/track?{f'outcome={outcome}&' if outcome else ''}lang={other}" for other in LANGUAGES}
    return render_page("track.html", lang, "/track", query, language_links=links, sheet=sheet, picture=picture, rows=rows, outcome=outcome)


@router.get("/track", response_class=Response)
def track(
    request: Request, lang: Lang = None, outcome: Annotated[Wanted | None, Query(description="Only targets of this outcome.")] = None
) -> Response:
    """Announced targets, what came of them, and what our own probabilities were worth."""
    service: Service = request.app.state.service
    if lang is not None and lang not in LANGUAGES:
        raise unknown_option("lang", lang, LANGUAGES)
    response = answered(request, service.record(preferred_language(request), outcome.value if outcome else None))
    response.headers["vary"] = "accept-language"
    return response
