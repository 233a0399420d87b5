"""A project appraised: its page, its files, and the list of those that are at hand."""

from __future__ import annotations

import logging
from enum import StrEnum
from functools import lru_cache
from typing import Annotated, Any
from zlib import crc32

from fastapi import APIRouter, Path, Query, Request, Response
from starlette.exceptions import HTTPException

from messlatte.core.appraisal import Appraisal
from messlatte.core.errors import InputError, UsageError
from messlatte.core.files import json_text
from messlatte.core.i18n import LANGUAGES
from messlatte.core.project import Project
from messlatte.web.layout import render_page
from messlatte.web.pages.statements import Lang, public_base
from messlatte.web.responses import answered, preferred_language
from messlatte.web.service import Service

__all__ = ["project_document", "project_page", "projects_page", "router"]

router = APIRouter()
_LOG = logging.getLogger("messlatte.web")

Id = Annotated[str, Path(pattern="^[a-z0-9][a-z0-9-]{0,59}$", description="Id of a project.", examples=["electric-buses-tula"])]
Code = Annotated[str | None, Query(max_length=6, description="Only projects of this party.", examples=["RU-TUL"])]
_ERRORS: dict[int | str, dict[str, Any]] = {404: {"description": "There is no such project."}}


class Suffix(StrEnum):
    """Formats of an appraisal."""

    JSON = "json"
    CSV = "csv"
    XLSX = "xlsx"


def at_hand() -> dict[str, Project]:
    """Projects by id: those in the folder ``projects`` of the data folder, and the examples that ship.

    A file there that cannot be read is left out, and the log says why: it must not hide the others.
    """
    from messlatte.ledger.folder import data_folder
    from messlatte.projects import examples, load

    found = {project.id: project for project in examples()}
    for path in sorted((data_folder() / "projects").glob("*.toml"))[:500]:
        try:
            own = load(path)
        except InputError as error:
            _LOG.warning("%s", error)
        else:
            found[own.id] = own
    return found


@lru_cache(maxsize=32)
def _appraised(project: Project, version: str) -> Appraisal:
    from messlatte.projects import appraise

    return appraise(project)


def _found(id: str) -> Appraisal:
    from messlatte.web.version import version

    return _appraised(at_hand()[id], version())


def project_page(id: str, lang: str, base: str) -> bytes:
    """Lay an appraisal out as a page; flags of the screening stand first."""
    from messlatte.brief.project import project_sheet
    from messlatte.brief.project_charts import draw_project
    from messlatte.brief.project_flags import flags_of
    from messlatte.brief.tokens import css_palette

    found = _found(id)
    sheet, path = project_sheet(found, lang, flags_of(found.project, lang)), f"/project/{id}"
    return render_page(
        "project_page.html",
        lang,
        path,
        sheet=sheet,
        drawings=draw_project(sheet, lang, css_palette()),
        permalink=f"{base}{path}?lang={lang}",
        canonical=f"{base}{path}?lang={lang}",
        alternates={other: f"{base}{path}?lang={other}" for other in LANGUAGES},
        files=[(suffix.value, f"{path}.{suffix.value}?lang={lang}") for suffix in Suffix],
        pair_link=f"/pair/{found.project.parties[0]}/{found.project.parties[1]}/areas?lang={lang}",
    )


def project_document(id: str, lang: str, suffix: str) -> bytes:
    """An appraisal as a file."""
    from messlatte.brief.project_flags import flag_documents
    from messlatte.brief.project_tables import appraisal_csv, appraisal_xlsx
    from messlatte.projects.document import appraisal_document

    found = _found(id)
    if suffix == "csv":
        return appraisal_csv(found, lang).encode("utf-8-sig")
    if suffix == "xlsx":
        return appraisal_xlsx(found, lang)
    document = appraisal_document(found, lang) | {"flags": flag_documents(found.project, lang)}
    return json_text(document).encode()


def projects_page(lang: str, party: str | None) -> bytes:
    """List the projects at hand."""
    from messlatte.brief.economies import economy_name
    from messlatte.core.i18n import translations

    text = translations(lang).gettext
    rows = [
        (f"/project/{p.id}?lang={lang}", text(p.title), " – ".join(economy_name(code, lang) for code in p.parties), text(p.status))
        for p in at_hand().values()
        if party is None or party in p.parties
    ]
    return render_page("projects.html", lang, "/projects", {"party": party} if party else {}, rows=rows)


def _stamp(id: str) -> str:
    """Digest of what the file of a project says, so that an edited one is appraised anew."""
    known = at_hand().get(id)
    if known is None:
        raise HTTPException(404, "No project has this id.")
    return f"{crc32(repr(known).encode()):08x}"


def _checked(lang: str | None) -> None:
    if lang is not None and lang not in LANGUAGES:
        raise UsageError(f"lang: allowed are {', '.join(LANGUAGES)}")


@router.get("/projects", response_class=Response)
def list_of_projects(request: Request, party: Code = None, lang: Lang = None) -> Response:
    """Projects at hand: the examples that ship, and those in the data folder."""
    _checked(lang)
    service: Service = request.app.state.service
    response = answered(request, service.projects(preferred_language(request), party.upper() if party else None))
    response.headers["vary"] = "accept-language"
    return response


@router.get("/project/{id}.{suffix}", response_class=Response, responses=_ERRORS)
def project_as_file(request: Request, id: Id, suffix: Suffix, lang: Lang = None) -> Response:
    """Appraisal of a project as JSON (schema ``messlatte.appraisal/1``), CSV or XLSX."""
    return _answer(request, id, lang, suffix.value)


@router.get("/project/{id}", response_class=Response, responses=_ERRORS)
def project_of(request: Request, id: Id, lang: Lang = None) -> Response:
    """A project appraised for both sides."""
    return _answer(request, id, lang, None)


def _answer(request: Request, id: str, lang: str | None, suffix: str | None) -> Response:
    _checked(lang)
    stamp = _stamp(id)
    service: Service = request.app.state.service
    language = preferred_language(request)
    document = service.project(id, language, public_base(request), suffix, stamp)
    name = f"messlatte-project-{id}-{language}.{suffix}" if suffix in ("csv", "xlsx") else None
    response = answered(request, document, filename=name)
    response.headers["vary"] = "accept-language"
    return response
