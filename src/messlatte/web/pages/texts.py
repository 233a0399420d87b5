"""The first page, methods, sources, interface, health and metrics."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import Annotated

from fastapi import APIRouter, Path, Request, Response
from starlette.exceptions import HTTPException

from messlatte.core.i18n import translations
from messlatte.web import metrics
from messlatte.web.layout import static_files
from messlatte.web.method_texts import METHODS, method_text
from messlatte.web.pages.statements import Lang, Suffix
from messlatte.web.responses import answered, page, preferred_language
from messlatte.web.service import Service
from messlatte.web.source_texts import sources_shown
from messlatte.web.store import Document

__all__ = ["router"]

router = APIRouter()


@lru_cache(maxsize=4)
def example_text(lang: str) -> str:
    """The statement that ships with Messlatte."""
    return (files("messlatte") / "examples" / f"minsk-tula.{lang}.txt").read_text(encoding="utf-8")


@router.get("/", response_class=Response)
def home(request: Request, lang: Lang = None) -> Response:
    """One box, one example, the latest answers."""
    service: Service = request.app.state.service
    shown = preferred_language(request)
    latest = service.store.latest(shown) if service.settings.latest else ()
    return page(request, "home.html", seconds=0, example=example_text(shown), latest=latest, most=service.settings.text_characters)


@router.get("/methods", response_class=Response)
def methods(request: Request, lang: Lang = None) -> Response:
    """All methods."""
    shown = preferred_language(request)
    return page(request, "methods.html", methods=[method_text(name, shown) for name in METHODS])


@router.get("/methods/{name}", response_class=Response, responses={404: {"description": "No such method."}})
def method(request: Request, name: Annotated[str, Path(max_length=60)], lang: Lang = None) -> Response:
    """How a number is made."""
    if name not in METHODS:
        raise HTTPException(404, f"No method has this name; there are {', '.join(METHODS)}.")
    return page(request, "method.html", method=method_text(name, preferred_language(request)))


@router.get("/sources", response_class=Response)
def sources(request: Request, lang: Lang = None) -> Response:
    """What the answers rest on."""
    return page(request, "sources.html", sources=sources_shown())


@router.get("/api", response_class=Response)
def interface(request: Request, lang: Lang = None) -> Response:
    """How to use the pages from a program."""
    _ = translations(preferred_language(request)).gettext
    base = str(request.base_url).rstrip("/")
    return page(request, "api.html", base=base, suffixes=[suffix.value for suffix in Suffix])


@router.get("/static/{name}", response_class=Response, include_in_schema=False)
def static(request: Request, name: str) -> Response:
    """Style sheet and script; their names hold a hash, so they never change."""
    found = static_files().get(name)
    if found is None:
        raise HTTPException(404, "There is no such file.")
    response = answered(request, Document(*found), seconds=31_536_000)
    response.headers["cache-control"] += ", immutable"
    return response


@router.get("/robots.txt", response_class=Response, include_in_schema=False)
def robots() -> Response:
    """What robots may read: everything but the frames and the files."""
    return Response("User-agent: *\nDisallow: /embed/\nDisallow: /metrics\n", media_type="text/plain")


@router.get("/health/live", response_class=Response, include_in_schema=False)
def live() -> Response:
    """The process answers."""
    return Response("alive\n", media_type="text/plain", headers={"cache-control": "no-store"})


@router.get("/health/ready", response_class=Response, include_in_schema=False)
def ready(request: Request) -> Response:
    """Store and calculator answer."""
    service: Service = request.app.state.service
    good = service.ready()
    return Response(
        "ready\n" if good else "not ready\n", 200 if good else 503, media_type="text/plain", headers={"cache-control": "no-store"}
    )


@router.get("/metrics", response_class=Response, include_in_schema=False)
def prometheus() -> Response:
    """Metrics for Prometheus; a proxy keeps them from the public."""
    return Response(metrics.exposition(), media_type=metrics.CONTENT_TYPE)
