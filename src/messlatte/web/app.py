"""The application: routes, and what surrounds them."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from threading import Thread

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware

from messlatte import __version__
from messlatte.core.errors import MesslatteError
from messlatte.web.pages import areas, pair, plan, project, record, statements, texts
from messlatte.web.responses import error_response, status_of
from messlatte.web.security import Borders
from messlatte.web.service import Service
from messlatte.web.settings import Settings

__all__ = ["create"]

_LOG = logging.getLogger("messlatte.web")


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    service: Service = app.state.service
    await run_in_threadpool(service.calculator.start)
    if service.settings.prepare:
        Thread(target=service.prepare, daemon=True, name="prepare").start()
    yield
    service.calculator.stop()


def create(settings: Settings | None = None) -> FastAPI:
    """Build the application; uvicorn calls this as a factory.

    Parameters
    ----------
    settings : Settings, optional
        From the environment by default.
    """
    settings = settings or Settings.from_environment()
    _log_to_stderr()
    app = FastAPI(
        title="Messlatte",
        version=__version__,
        summary="How high is that trade target?",
        docs_url=None,
        redoc_url=None,
        openapi_url="/openapi.json",
        lifespan=_lifespan,
    )
    app.state.service = Service(settings)
    app.include_router(statements.router)
    app.include_router(areas.router)
    app.include_router(plan.router)
    app.include_router(pair.router)
    app.include_router(project.router)
    app.include_router(record.router)
    app.include_router(texts.router)
    app.add_middleware(GZipMiddleware, minimum_size=1000, compresslevel=5)
    app.add_middleware(Borders, body_bytes=settings.body_bytes, seconds=settings.upload_seconds)
    app.add_exception_handler(MesslatteError, _refused)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _invalid)
    return app


def _log_to_stderr() -> None:
    """Give our log a place of its own where the host application gave it none."""
    if not logging.getLogger().handlers and not _LOG.handlers:
        handler = logging.StreamHandler()
        handler.setFormatter(logging.Formatter("%(levelname)s:     %(name)s: %(message)s"))
        _LOG.addHandler(handler)
        _LOG.setLevel(logging.INFO)


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, MesslatteError)
    status = status_of(error)
    if status >= 500:
        _LOG.error("%s %s: %s", request.method, request.url.path, error)
    return error_response(request, status, str(error) if status != 500 else "The answer could not be calculated.")


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    response = error_response(request, error.status_code, str(error.detail))
    response.headers.update(error.headers or {})
    return response


def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    parts = [f"{'.'.join(str(p) for p in part['loc'][1:])}: {part['msg']}" for part in error.errors()]
    return error_response(request, 422, "; ".join(parts))
