"""The turnover of two economies, year by year."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Request, Response

from messlatte.brief.charts import pair_spec, to_svg
from messlatte.brief.html import NARROW, WIDE
from messlatte.brief.pair import pair_sheet
from messlatte.brief.tokens import css_palette
from messlatte.core.errors import DataError, UsageError
from messlatte.core.i18n import LANGUAGES
from messlatte.ledger.turnover import Turnover
from messlatte.web.layout import render_page
from messlatte.web.pages.statements import Lang
from messlatte.web.responses import answered, error_response, preferred_language
from messlatte.web.service import Service

__all__ = ["pair_page", "router"]

router = APIRouter()

Code = Annotated[
    str, Path(pattern="^[A-Z]{3}$|^[A-Z]{2}-[A-Z0-9]{1,3}$", description="ISO 3166-1 alpha-3 or ISO 3166-2.", examples=["BLR", "RU-TUL"])
]


def pair_page(a: str, b: str, lang: str) -> bytes:
    """Lay the turnover of a pair out as a page.

    Raises
    ------
    DataError
        If the ledger does not know the pair.
    """
    from markupsafe import Markup

    from messlatte.ledger.series import yearly_turnover

    series = yearly_turnover(a, b)
    if series is None:
        raise DataError(f"{a}-{b}: no yearly trade of this pair is on record; `messlatte data add` loads a customs file")
    sheet, palette = pair_sheet(series, lang, _both(a, b)), css_palette()
    wide, narrow = (Markup(to_svg(pair_spec(sheet, lang, palette, size), lang, title=sheet.alt)) for size in (WIDE, NARROW))  # noqa: S704 - ours
    path = f"/pair/{a}/{b}"
    links = {other: f"{path}?lang={other}" for other in LANGUAGES}
    shown: dict[str, Any] = {"sheet": sheet, "wide": wide, "narrow": narrow, "sources": series.sources, "method": series.method}
    shown["areas_link"] = f"{path}/areas?lang={lang}"
    return render_page("pair.html", lang, path, language_links=links, **shown)


def _both(a: str, b: str) -> Turnover | None:
    """Either side's declarations, where the user added data; what ships is one reconciled figure."""
    from messlatte.ledger.folder import data_folder
    from messlatte.ledger.release import current
    from messlatte.ledger.turnover import turnover

    return turnover(a, b) if current(data_folder()).loads else None


@router.get("/pair/{a}/{b}", response_class=Response, responses={404: {"description": "The pair is not on record."}})
def pair_of(request: Request, a: Code, b: Code, lang: Lang = None) -> Response:
    """Turnover of a pair by year, both directions side by side."""
    service: Service = request.app.state.service
    if a == b:
        raise UsageError("a pair needs two different economies")
    if lang is not None and lang not in LANGUAGES:
        raise UsageError(f"lang: allowed are {', '.join(LANGUAGES)}")
    try:
        document = service.pair(a, b, preferred_language(request))
    except DataError as error:
        return error_response(request, 404, str(error))
    response = answered(request, document)
    response.headers["vary"] = "accept-language"
    return response
