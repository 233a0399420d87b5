"""The plan of a statement: the page, its files, and what is left of it without some of its projects."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path as FilePath
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request, Response
from fastapi.responses import JSONResponse

from messlatte.brief.html import plan_drawings
from messlatte.brief.numbers import percent
from messlatte.brief.plan import plan_sheet
from messlatte.brief.plan_tables import plan_file
from messlatte.brief.plan_words import error_words
from messlatte.core.errors import DataError
from messlatte.core.i18n import LANGUAGES, translations
from messlatte.plan.judge import Judgement
from messlatte.plan.make import DEFAULT_PROBABILITY, Made
from messlatte.verdict.numbers import count, hundred
from messlatte.web.address import Address
from messlatte.web.layout import render_page
from messlatte.web.pages.statements import ERRORS, By, Id, Lang, Reading, Target, known_statement, public_base
from messlatte.web.plan_address import PlanAddress
from messlatte.web.plan_work import judged, plan_of
from messlatte.web.responses import answered, error_response
from messlatte.web.service import Service

__all__ = ["left_of_plan", "plan_document", "plan_page", "router"]

router = APIRouter()

Probability = Annotated[str | None, Query(max_length=12, description="Chance asked for: 0.8 or 80.", examples=["0.8"])]
Budget = Annotated[str | None, Query(max_length=40, description="Present value that the surest plan may cost.", examples=["100e6"])]
Services = Annotated[str | None, Query(max_length=4, description="1: services count as turnover.")]
On = Annotated[list[str] | None, Query(max_length=210, description="Projects that stay in the plan; all by default.")]
_ERRORS = ERRORS | {404: {"description": "No statement has this id, or no project of its pair is known here."}}


class Suffix(StrEnum):
    """Formats of a plan."""

    JSON = "json"
    CSV = "csv"
    XLSX = "xlsx"
    PDF = "pdf"


def left_of_plan(address: PlanAddress, text: str, published: str | None, folder: FilePath | None) -> dict[str, object]:
    """What is left of a plan with only some of its projects: numbers, and the same in words."""
    made = plan_of(address, text, published, folder)
    left = judged(made, address.on)
    return {
        "probability": left.in_year.value,
        "standard_error": left.in_year.standard_error,
        "probability_until": left.until.value,
        "draws": left.in_year.draws,
        "words": "" if _is_whole(made, address) else _left_words(made, address, left),
    }


def _is_whole(made: Made, address: PlanAddress) -> bool:
    return address.on is None or len(address.on) == len(made.plan.projects)


def _left_words(made: Made, address: PlanAddress, left: Judgement) -> str:
    """Sentence about the projects that stay."""
    plan, lang = made.plan, address.answer.lang
    _, ngettext = translations(lang).gettext, translations(lang).ngettext
    out = len(plan.projects) - len(address.on or ())
    return ngettext(
        "Without {n} project: {left} ({percent}) instead of {whole}; without any {empty}.",
        "Without {n} projects: {left} ({percent}) instead of {whole}; without any {empty}.",
        out,
    ).format(
        n=count(out, lang),
        left=hundred(left.in_year.value, lang),
        percent=error_words(left.in_year.value, left.in_year.standard_error, lang),
        whole=percent(plan.probability.value, lang),
        empty=percent(plan.empty, lang),
    )


def plan_page(address: PlanAddress, base: str, text: str, published: str | None, folder: FilePath | None) -> bytes:
    """Lay the plan of a statement out as a page."""
    made = plan_of(address, text, published, folder)
    plan, lang = made.plan, address.answer.lang
    off = frozenset() if address.on is None else frozenset(p.id for p in plan.projects) - set(address.on)
    permalink = base + address.path()
    changed = "" if _is_whole(made, address) else _left_words(made, address, judged(made, address.on))
    sheet = plan_sheet(plan, lang, off=off, changed=changed, permalink=permalink)
    asked = address.probability if address.probability is not None else None if address.budget is not None else DEFAULT_PROBABILITY
    return render_page(
        "plan_page.html",
        lang,
        sheet=sheet,
        svg=plan_drawings(sheet),
        form={"action": address.folder + "#projects", "json": f"{address.folder}/left", "kept": address.kept},
        address=address,
        asked="" if asked is None else f"{100 * asked:g}",
        budget="" if address.budget is None else f"{address.budget:.0f}",
        currency=plan.currency,
        target=f"{plan.target:.0f}",
        by=plan.by,
        readings=_readings(made, address),
        answer_link=address.answer.path(),
        files=[(suffix.value, address.path(suffix.value, on=None)) for suffix in Suffix],
        canonical=permalink,
        language_links={other: address.path(lang=other) for other in LANGUAGES},
        alternates={other: base + address.path(lang=other) for other in LANGUAGES},
    )


def _readings(made: Made, address: PlanAddress) -> list[dict[str, object]]:
    """Readings of the statement as links, in the order of their weights, which is that of the answer."""
    from dataclasses import replace

    _ = translations(address.answer.lang).gettext
    ordered = sorted(made.plan.readings, key=lambda reading: -reading.weight)
    if len(ordered) < 2:
        return []
    return [
        {
            "href": address.path(answer=replace(address.answer, reading=at), on=None),
            "label": ", ".join(_(note) for note in reading.notes if note) or f"{reading.multiple:.3g}×",
            "note": percent(reading.weight, address.answer.lang, digits=0),
            "active": at == address.answer.reading,
        }
        for at, reading in enumerate(ordered, 1)
    ]


def plan_document(address: PlanAddress, base: str, text: str, published: str | None, folder: FilePath | None, suffix: str) -> bytes:
    """The plan as a file, all projects on."""
    made = plan_of(address, text, published, folder)
    return plan_file(made.plan, suffix, address.answer.lang, permalink=base + address.path(on=None))


def _parts(
    reading: Reading = None,
    target: Target = None,
    by: By = None,
    probability: Probability = None,
    budget: Budget = None,
    services: Services = None,
    lang: Lang = None,
) -> dict[str, str | None]:
    return {
        "reading": reading,
        "target": target,
        "by": by,
        "probability": probability,
        "budget": budget,
        "services": services,
        "lang": lang,
    }


Parts = Annotated[dict[str, str | None], Depends(_parts)]


def _address(id: str, language: str, parts: dict[str, str | None], on: list[str] | None) -> PlanAddress:
    answer = Address.of(id, parts["lang"] or language, reading=parts["reading"], target=parts["target"], by=parts["by"], tide=None)
    return PlanAddress.of(answer, probability=parts["probability"], budget=parts["budget"], services=parts["services"], on=on)


def _answer(request: Request, id: str, suffix: str | None, parts: dict[str, str | None], on: list[str] | None) -> Response:
    asked, service = known_statement(request, id), _service(request)
    address = _address(id, asked.language, parts, on)
    try:
        document = service.plan(address, public_base(request), asked, suffix)
    except DataError as error:
        return error_response(request, 404, str(error))
    name = f"messlatte-plan-{id}-{address.answer.lang}.{suffix}" if suffix in ("csv", "xlsx") else None
    return answered(request, document, filename=name)


def _service(request: Request) -> Service:
    service: Service = request.app.state.service
    return service


@router.get("/s/{id}/plan", response_class=Response, responses=_ERRORS)
def plan_of_statement(
    request: Request,
    id: Id,
    parts: Parts,
    on: On = None,
) -> Response:
    """Which projects, started when, carry the trade over the bar; with ``on`` judged without the others."""
    return _answer(request, id, None, parts, on)


@router.get("/s/{id}/plan/left", responses=_ERRORS)
def plan_left(
    request: Request,
    id: Id,
    parts: Parts,
    on: On = None,
) -> Response:
    """Chance of the plan with only some of its projects, as JSON, within milliseconds once the plan is made."""
    asked, service = known_statement(request, id), _service(request)
    try:
        left = service.plan_left(_address(id, asked.language, parts, on), asked)
    except DataError as error:
        return error_response(request, 404, str(error))
    return JSONResponse(left, headers={"cache-control": "public, max-age=300"})


@router.get("/s/{id}/plan.{suffix}", response_class=Response, responses=_ERRORS)
def plan_as_file(
    request: Request,
    id: Id,
    suffix: Annotated[Suffix, Path(description="Format.")],
    parts: Parts,
) -> Response:
    """The plan as a file."""
    return _answer(request, id, suffix.value, parts, None)
