"""Responses with validators, and errors as a page or as JSON, whichever was asked for."""

from __future__ import annotations

from fastapi import Request, Response
from fastapi.responses import JSONResponse

from messlatte.core.errors import InputError, MesslatteError, NothingMeasurableError, UsageError
from messlatte.core.i18n import LANGUAGES, translations
from messlatte.web.calculator import Busy, TooSlow
from messlatte.web.layout import render_page
from messlatte.web.store import Document

__all__ = ["answered", "error_response", "page", "preferred_language", "status_of"]


def preferred_language(request: Request) -> str:
    """Language of ``?lang=``, else the first of the browser's that we have, else English."""
    asked = request.query_params.get("lang", "")
    if asked in LANGUAGES:
        return asked
    for part in request.headers.get("accept-language", "")[:200].split(","):
        code = part.split(";")[0].strip()[:2].lower()
        if code in LANGUAGES:
            return code
    return "en"


def answered(request: Request, document: Document, *, seconds: int = 300, filename: str | None = None) -> Response:
    """Response with an ETag; 304 where the reader already has it."""
    headers = {"etag": document.etag, "cache-control": f"public, max-age={seconds}"}
    given = {tag.strip().removeprefix("W/") for tag in request.headers.get("if-none-match", "").split(",")}
    if document.etag in given:
        return Response(status_code=304, headers=headers)
    if filename:
        headers["content-disposition"] = f'attachment; filename="{filename}"'
    return Response(document.body, media_type=document.media, headers=headers)


def page(request: Request, template: str, *, seconds: int = 60, status: int = 200, **values: object) -> Response:
    """A page in the preferred language."""
    lang = preferred_language(request)
    query = {key: value[:200] for key, value in request.query_params.items() if len(key) < 40}
    body = render_page(template, lang, request.url.path, query, **values)
    response = answered(request, Document("text/html; charset=utf-8", body), seconds=seconds)
    response.headers["vary"] = "accept-language"
    if status != 200:
        response.status_code = status
        response.headers["cache-control"] = "no-store"
        del response.headers["etag"]
    return response


def status_of(error: MesslatteError) -> int:
    """Status code of an error of ours."""
    if isinstance(error, TooSlow):
        return 504
    if isinstance(error, Busy):
        return 503
    if isinstance(error, NothingMeasurableError):
        return 422
    if isinstance(error, UsageError | InputError):
        return 400
    return 500


def error_response(request: Request, status: int, message: str) -> Response:
    """Error as JSON where JSON was asked for, else as a page."""
    wants_json = request.url.path.endswith(".json") or "application/json" in (
        request.headers.get("accept", "") + request.headers.get("content-type", "")
    )
    headers = {"cache-control": "no-store"} | ({"retry-after": "5"} if status in (503, 504) else {})
    if wants_json:
        return JSONResponse({"error": message}, status, headers)
    _ = translations(preferred_language(request)).gettext
    words = {
        400: (_("That cannot be meant"), _("A part of what was sent cannot be meant; the line below says which.")),
        404: (_("There is nothing here"), _("The address may be cut short.")),
        422: (_("Nothing to measure"), _("Messlatte needs two economies, and a target for the trade between them.")),
        503: (_("Busy"), _("Too many answers are being calculated. Try again in a moment.")),
        504: (_("It took too long"), _("The calculation was ended. A shorter text may help.")),
    }
    heading, explanation = words.get(status, (_("Something went wrong"), _("The request could not be answered.")))
    response = page(request, "error.html", status=status, heading=heading, explanation=explanation, message=message, robots="noindex")
    response.headers.update(headers)
    return response
