"""Where the trade of a pair may grow: the page and its files."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from functools import lru_cache
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query, Request, Response

from messlatte.areas.explain import money
from messlatte.brief.area_tables import areas_file
from messlatte.brief.areas import FIRST, areas_sheet
from messlatte.brief.goods_names import goods_names
from messlatte.core.errors import DataError, UsageError
from messlatte.core.i18n import LANGUAGES, translations
from messlatte.core.opportunity import Opportunities
from messlatte.web.area_address import GRAINS, AreaAddress
from messlatte.web.layout import render_page
from messlatte.web.pages.pair import Code
from messlatte.web.pages.statements import Lang, known_statement, public_base
from messlatte.web.responses import answered, error_response, preferred_language
from messlatte.web.service import Service

__all__ = ["areas_document", "areas_page", "router"]

router = APIRouter()

Turnover = Annotated[str | None, Query(max_length=40, description="Known turnover, USD a year.", examples=["5e8"])]
Grain = Annotated[str | None, Query(max_length=8, description="industry, or hs2, hs4, hs6 where products are loaded.")]
Listing = Annotated[str | None, Query(alias="list", max_length=10, description="growth, new or shrinking.")]
Statement = Annotated[str | None, Query(max_length=16, description="Id of a statement whose areas and turnover are taken.")]
Reading = Annotated[str | None, Query(max_length=8, description="Reading of the statement's turnover, from 1.")]
_ERRORS: dict[int | str, dict[str, Any]] = {
    400: {"description": "A part of the request cannot be meant."},
    404: {"description": "The data hold no such pair or grain, or there is no such statement."},
}


class Suffix(StrEnum):
    """Formats of the list."""

    JSON = "json"
    CSV = "csv"
    XLSX = "xlsx"
    SVG = "svg"


@lru_cache(maxsize=16)
def _found(address: AreaAddress, text: str | None, published: str | None, version: str) -> Opportunities:
    """Opportunities of an address; the version of code and data is part of what is remembered."""
    from messlatte.areas.find import find_opportunities
    from messlatte.areas.question import question_of
    from messlatte.statement.reader import read
    from messlatte.verdict.places import known_pair

    asked = question_of(read(text, published=published)) if text else None
    stated = asked.turnovers if asked else ()
    if address.reading > max(len(stated), 1):
        raise UsageError(f"reading: {address.reading} is not one of the {len(stated)} readings of the turnover")
    told = address.turnover if address.turnover is not None or not stated else stated[address.reading - 1].value
    return find_opportunities(
        known_pair(address.a, address.b, address.lang),
        language=address.lang,
        grain=address.grain,
        turnover=told,
        readings=stated,
        areas=asked.areas if asked else (),
        names=goods_names(address.lang) if address.grain in ("hs4", "hs6") else None,
    )


def _of(address: AreaAddress, text: str | None, published: str | None) -> Opportunities:
    from messlatte.web.version import version

    return _found(replace(address, list="growth"), text, published, version())


def areas_page(address: AreaAddress, base: str, text: str | None, published: str | None) -> bytes:
    """Lay the opportunities of a pair out as a page; ``text`` is the statement that it belongs to, if there is one."""
    from markupsafe import Markup

    found = _of(address, text, published)
    sheet = areas_sheet(found, address.lang)
    shown = next(one for one in sheet.lists if one.key == address.list)
    tabs = [
        {"href": address.path(list=one.key) + "#list", "label": one.title, "note": len(one.rows), "active": one.key == address.list}
        for one in sheet.lists
    ]
    return render_page(
        "areas.html",
        address.lang,
        sheet=sheet,
        wide=Markup(sheet.wide),  # noqa: S704 - drawn by us, labels escaped
        narrow=Markup(sheet.narrow),  # noqa: S704 - drawn by us, labels escaped
        list=shown,
        first=FIRST,
        tabs=tabs,
        choices=_choices(found, address),
        kept=[(name, value) for name, value in (("statement", address.statement), ("lang", address.lang)) if value],
        turnover="" if found.turnover is None else f"{found.turnover.value:.0f}",
        grain=address.grain,
        grains=_grains(address.lang),
        folder=address.folder,
        files=[(suffix.value, address.path(suffix.value)) for suffix in Suffix],
        permalink=base + address.path(),
        canonical=base + address.path(),
        language_links={lang: address.path(lang=lang) for lang in LANGUAGES},
        alternates={lang: base + address.path(lang=lang) for lang in LANGUAGES},
    )


def _choices(found: Opportunities, address: AreaAddress) -> list[dict[str, object]]:
    """Readings of the statement's turnover as links."""
    _ = translations(address.lang).gettext
    chosen = found.turnover.value if found.turnover else None
    return [
        {
            "href": address.path(reading=at, turnover=None),
            "label": money(one.value, address.lang),
            "note": _(one.note) if one.note else "",
            "active": one.value == chosen,
        }
        for at, one in enumerate(found.readings, 1)
    ]


def _grains(lang: str) -> list[tuple[str, str]]:
    _ = translations(lang).gettext
    words = (_("industries"), _("HS chapters"), _("HS headings (4 digits)"), _("HS subheadings (6 digits)"))
    return list(zip(GRAINS, words, strict=True))


def areas_document(address: AreaAddress, text: str | None, published: str | None, suffix: str) -> bytes:
    """The opportunities of a pair as a file, all lists; SVG is the chart, in the colours of the light scheme."""
    from messlatte.brief.tokens import load_tokens

    found = _of(address, text, published)
    if suffix != "svg":
        return areas_file(found, found.rows, suffix)
    drawing = areas_sheet(found, address.lang).wide
    if not drawing:
        raise DataError("no flow of this pair is expected to grow, so there is no chart; ask for .csv or .json")
    for name, colour in load_tokens().palettes["light"].items():
        drawing = drawing.replace(f"var(--{name.replace('_', '-')})", colour)
    return drawing.encode()


def _answer(request: Request, a: str, b: str, parts: dict[str, str | None], suffix: str | None) -> Response:
    service: Service = request.app.state.service
    address = AreaAddress.of(a, b, parts.pop("lang") or preferred_language(request), **parts)
    asked = known_statement(request, address.statement) if address.statement else None
    try:
        document = service.areas(address, public_base(request), asked, suffix)
    except DataError as error:
        return error_response(request, 404, str(error))
    name = f"messlatte-areas-{address.a}-{address.b}-{address.lang}.{suffix}" if suffix in ("csv", "xlsx") else None
    response = answered(request, document, filename=name)
    response.headers["vary"] = "accept-language"
    return response


def _parts(
    turnover: Turnover = None,
    grain: Grain = None,
    listing: Listing = None,
    statement: Statement = None,
    reading: Reading = None,
    lang: Lang = None,
) -> dict[str, str | None]:
    return {"turnover": turnover, "grain": grain, "list": listing, "statement": statement, "reading": reading, "lang": lang}


Parts = Annotated[dict[str, str | None], Depends(_parts)]


@router.get("/pair/{a}/{b}/areas.{suffix}", response_class=Response, responses=_ERRORS)
def areas_as_file(request: Request, a: Code, b: Code, suffix: Annotated[Suffix, Path(description="Format.")], parts: Parts) -> Response:
    """Every flow of the pair as a file."""
    return _answer(request, a, b, parts, suffix.value)


@router.get("/pair/{a}/{b}/areas", response_class=Response, responses=_ERRORS)
def areas_of_pair(request: Request, a: Code, b: Code, parts: Parts) -> Response:
    """Where the trade of a pair may grow, both directions, ten rows first."""
    return _answer(request, a, b, parts, None)
