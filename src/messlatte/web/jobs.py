"""What the calculating process does: read, assess, and lay out one answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from messlatte.brief.compose import compose
from messlatte.brief.render import View, render
from messlatte.core.answer import Answer
from messlatte.core.errors import NothingMeasurableError
from messlatte.core.i18n import LANGUAGES
from messlatte.core.quantity import Month
from messlatte.core.statement import Statement
from messlatte.web.address import Address
from messlatte.web.area_address import AreaAddress
from messlatte.web.plan_address import PlanAddress
from messlatte.web.version import version

__all__ = ["JOBS", "Read", "warm_up"]

Read = tuple[str, dict[str, str]]


@lru_cache(maxsize=64)
def _statement(text: str, published: str | None) -> Statement:
    from messlatte.statement.reader import read

    return read(text, published=published)


@lru_cache(maxsize=64)
def _assessed(text: str, published: str | None, lang: str, target: float | None, by: Month | None, id: str, version: str) -> Answer:
    from messlatte.verdict.bar import assess_statement

    answer = assess_statement(_statement(text, published), language=lang, by=by, target=target)
    if not answer.verdicts:
        raise NothingMeasurableError("the statement names no target for the trade of two economies")
    return replace(answer, id=id)


def _answer(text: str, published: str | None, lang: str, target: float | None, by: Month | None, id: str) -> Answer:
    """Answer by the code and data of now; the version is part of what is remembered."""
    return _assessed(text, published, lang, target, by, id, version())


def read(text: str, published: str | None, id: str) -> Read:
    """Language of a statement, and the title of its answer in every language.

    Raises
    ------
    NothingMeasurableError
        If there is nothing to measure in it.
    """
    titles = {lang: compose(_answer(text, published, lang, None, None, id), lang).title for lang in LANGUAGES}
    return _statement(text, published).language, titles


def page(text: str, published: str | None, address: Address, base: str, note: str | None = None, projects: Path | None = None) -> bytes:
    """The answer page."""
    from messlatte.web.pages.answer import answer_page

    answer = _answer(text, published, address.lang, address.target, address.by, address.id)
    return answer_page(answer, address, base, note, projects)


def embed(text: str, published: str | None, address: Address, base: str) -> bytes:
    """The small page for frames."""
    from messlatte.web.pages.answer import embed_page

    return embed_page(_answer(text, published, address.lang, address.target, address.by, address.id), address, base)


def file(text: str, published: str | None, address: Address, base: str, suffix: str) -> bytes:
    """The answer in another format."""
    answer = _answer(text, published, address.lang, address.target, address.by, address.id)
    view = View(address.reading, address.tide, base + address.path())
    return render(answer, suffix, address.lang, view)


def pair(a: str, b: str, lang: str) -> bytes:
    """The page of a pair."""
    from messlatte.web.pages.pair import pair_page

    return pair_page(a, b, lang)


def areas(address: AreaAddress, base: str, text: str | None, published: str | None, suffix: str | None) -> bytes:
    """The page of where a pair's trade may grow, or its file."""
    from messlatte.web.pages.areas import areas_document, areas_page

    return areas_document(address, text, published, suffix) if suffix else areas_page(address, base, text, published)


def plan(address: PlanAddress, base: str, text: str, published: str | None, folder: Path | None, suffix: str | None) -> bytes:
    """The page of a statement's plan, or its file."""
    from messlatte.web.pages.plan import plan_document, plan_page

    if suffix is None:
        return plan_page(address, base, text, published, folder)
    return plan_document(address, base, text, published, folder, suffix)


def plan_left(address: PlanAddress, text: str, published: str | None, folder: Path | None) -> dict[str, object]:
    """What is left of a plan with only some of its projects."""
    from messlatte.web.pages.plan import left_of_plan

    return left_of_plan(address, text, published, folder)


def project(id: str, lang: str, base: str, suffix: str | None) -> bytes:
    """The page of a project, or its file."""
    from messlatte.web.pages.project import project_document, project_page

    return project_document(id, lang, suffix) if suffix else project_page(id, lang, base)


def projects(lang: str, party: str | None) -> bytes:
    """The list of projects at hand."""
    from messlatte.web.pages.project import projects_page

    return projects_page(lang, party)


def record(lang: str, outcome: str | None) -> bytes:
    """The page of announced targets."""
    from messlatte.web.pages.record import record_page

    return record_page(lang, outcome)


def ping() -> str:
    """Sign of life."""
    return "pong"


JOBS: dict[str, Callable[..., Any]] = {
    "read": read,
    "page": page,
    "embed": embed,
    "file": file,
    "pair": pair,
    "areas": areas,
    "plan": plan,
    "plan_left": plan_left,
    "project": project,
    "projects": projects,
    "record": record,
    "ping": ping,
}


def warm_up() -> None:
    """Load what the first answer needs: the chart renderer, the templates, the shipped counts."""
    from messlatte.brief.charts import dots_spec, to_svg
    from messlatte.brief.tokens import css_palette
    from messlatte.core.economy import Economy, Pair
    from messlatte.verdict.bar import assess_case
    from messlatte.verdict.case import Case

    to_svg(dots_spec(1, css_palette()))
    case = Case(target=2e9, pair=Pair(Economy("DEU", "Germany"), Economy("POL", "Poland")), level=1e9, year=2024, by=Month(2030, 12))
    answer = assess_case(case)
    for lang in LANGUAGES:
        render(answer, "html", lang)
