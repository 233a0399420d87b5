"""Asking, and the answer in every format."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.responses import RedirectResponse
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException

from messlatte.core.errors import UsageError
from messlatte.core.i18n import LANGUAGES
from messlatte.web.address import Address
from messlatte.web.responses import answered
from messlatte.web.service import Service
from messlatte.web.store import Asked

__all__ = ["ERRORS", "By", "Id", "Lang", "Reading", "Target", "known_statement", "public_base", "router"]

router = APIRouter()

Id = Annotated[str, Path(pattern="^[0-9a-f]{16}$", description="Id of a statement, as the redirect of POST /s gives it.")]
Reading = Annotated[str | None, Query(max_length=8, description="Which reading, from 1.", examples=["2"])]
Target = Annotated[
    str | None, Query(max_length=40, description="Target asked for instead of the stated one, whole units.", examples=["1e9"])
]
By = Annotated[str | None, Query(max_length=10, description="Deadline asked for: a year or a month.", examples=["2030"])]
Lang = Annotated[str | None, Query(max_length=8, description="de, en or ru; the statement's own by default.")]
Tide = Annotated[str | None, Query(max_length=8, description="low, middle or high: chance under that course of world trade.")]

_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            kind: {
                "schema": {
                    "type": "object",
                    "required": ["text"],
                    "properties": {
                        "text": {"type": "string", "description": "What was said; plain text."},
                        "published": {"type": ["string", "null"], "description": "2024-11-05, 2024-11 or 2024."},
                        "lang": {"type": ["string", "null"], "enum": [*LANGUAGES, None]},
                    },
                }
            }
            for kind in ("application/json", "application/x-www-form-urlencoded")
        },
    }
}
ERRORS: dict[int | str, dict[str, Any]] = {
    400: {"description": "A part of the request cannot be meant."},
    404: {"description": "No statement has this id."},
    422: {"description": "Nothing can be measured, or a part has the wrong form."},
    503: {"description": "Busy; try again in a moment."},
    504: {"description": "It took too long and was ended."},
}


class Suffix(StrEnum):
    """Formats of an answer."""

    JSON = "json"
    CSV = "csv"
    XLSX = "xlsx"
    PARQUET = "parquet"
    PDF = "pdf"
    SVG = "svg"
    PNG = "png"
    ZIP = "zip"


_ATTACHED = (Suffix.CSV, Suffix.XLSX, Suffix.PARQUET, Suffix.ZIP)


@router.post(
    "/s",
    status_code=303,
    response_class=RedirectResponse,
    openapi_extra=_BODY,
    responses={
        **{code: text for code, text in ERRORS.items() if code != 404},
        303: {"description": "Kept; Location is the address of the answer."},
        408: {"description": "The body did not arrive in time."},
        413: {"description": "The body is too large."},
        415: {"description": "Neither a form nor JSON."},
    },
)
async def ask(request: Request) -> Response:
    """Send a statement in, as a form or as JSON; the answer is the address of its page."""
    service: Service = request.app.state.service
    fields = await _fields(request, service.settings.body_bytes)
    lang = fields.get("lang") or None
    if lang is not None and lang not in LANGUAGES:
        raise UsageError(f"lang: {lang[:40]!r} is not known; allowed are {', '.join(LANGUAGES)}")
    asked = await run_in_threadpool(service.ask, fields.get("text") or "", fields.get("published") or None)
    return RedirectResponse(Address(asked.id, lang or asked.language).path(), 303)


async def _fields(request: Request, most: int) -> dict[str, str]:
    """Text fields of a form or of a JSON object; an uploaded text file counts as ``text``."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "application/json":
        try:
            document = json.loads(await request.body())
        except (ValueError, RecursionError) as error:
            raise UsageError("the body is not JSON") from error
        if not isinstance(document, dict) or not all(isinstance(v, str | None) for v in document.values()):
            raise UsageError('a JSON object of strings is needed: {"text": "...", "published": "2024-11-05"}')
        return {key: value for key, value in document.items() if value is not None}
    if kind not in ("application/x-www-form-urlencoded", "multipart/form-data"):
        raise HTTPException(415, "send a form or JSON with the field text")
    fields: dict[str, str] = {}
    async with request.form(max_files=1, max_fields=8, max_part_size=most) as form:
        for name, value in form.multi_items():
            if isinstance(value, UploadFile):
                data = await value.read()
                if data:
                    fields["text"] = await run_in_threadpool(_decoded, data)
            elif value:
                fields.setdefault(name, value)
    return fields


def _decoded(data: bytes) -> str:
    from messlatte.statement.decode import decode

    return decode(data).text


def known_statement(request: Request, id: str) -> Asked:
    """Stored statement of an id; 404 where there is none."""
    found = request.app.state.service.store.find(id)
    if not isinstance(found, Asked):
        raise HTTPException(404, "No statement has this id.")
    return found


def public_base(request: Request) -> str:
    """Public scheme and host: the setting, else those of the request."""
    service: Service = request.app.state.service
    return service.settings.url or f"{request.url.scheme}://{request.url.netloc}"


def _document(request: Request, kind: str, id: str, address: dict[str, str | None]) -> Response:
    asked = known_statement(request, id)
    lang = address.pop("lang") or asked.language
    where = Address.of(id, lang, **address)
    document = request.app.state.service.document(kind, asked, where, public_base(request))
    filename = f"messlatte-{id}-{lang}.{kind}" if kind in _ATTACHED else None
    return answered(request, document, filename=filename)


@router.get("/s/{id}.{suffix}", response_class=Response, responses=ERRORS)
def answer_file(
    request: Request,
    id: Id,
    suffix: Suffix,
    reading: Reading = None,
    target: Target = None,
    by: By = None,
    lang: Lang = None,
    tide: Tide = None,
) -> Response:
    """The answer as a file."""
    return _document(request, suffix.value, id, {"reading": reading, "target": target, "by": by, "lang": lang, "tide": tide})


@router.get("/s/{id}", response_class=Response, responses=ERRORS)
def answer(
    request: Request, id: Id, reading: Reading = None, target: Target = None, by: By = None, lang: Lang = None, tide: Tide = None
) -> Response:
    """The answer as a page."""
    return _document(request, "page", id, {"reading": reading, "target": target, "by": by, "lang": lang, "tide": tide})


@router.get("/embed/{id}", response_class=Response, responses=ERRORS)
def embedded(
    request: Request, id: Id, reading: Reading = None, target: Target = None, by: By = None, lang: Lang = None, tide: Tide = None
) -> Response:
    """Headline, chart and dots for a frame in somebody else's page."""
    return _document(request, "embed", id, {"reading": reading, "target": target, "by": by, "lang": lang, "tide": tide})
