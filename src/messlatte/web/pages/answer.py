"""The answer page, and the small one for frames."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from messlatte.brief.areas import with_areas
from messlatte.brief.compose import compose
from messlatte.brief.html import draw, severities
from messlatte.core.answer import Answer
from messlatte.core.i18n import LANGUAGES
from messlatte.web.address import TIDES, Address
from messlatte.web.area_address import AreaAddress
from messlatte.web.claim_review import claim_review
from messlatte.web.layout import render_page
from messlatte.web.plan_address import PlanAddress
from messlatte.web.plan_work import has_projects

__all__ = ["SUFFIXES", "answer_page", "embed_page"]

SUFFIXES = ("json", "csv", "xlsx", "parquet", "pdf", "svg", "png", "zip")


def _linker(address: Address) -> Callable[..., str]:
    def link(suffix: str | None = None, **changes: Any) -> str:
        return address.path(suffix, **changes)

    return link


def _pair_link(answer: Answer, address: Address, known: bool) -> str | None:
    """Page of the pair, where its turnover is on record."""
    if answer.pair is None or not known:
        return None
    return f"/pair/{answer.pair.a.code}/{answer.pair.b.code}?lang={address.lang}"


def _areas_link(answer: Answer, address: Address) -> str | None:
    """Page of where the pair's trade may grow, with the statement's areas and the turnover of the reading shown."""
    if answer.pair is None:
        return None
    level = answer.verdicts[address.reading - 1].baseline.amount
    known = level.value if level.currency == "USD" and math.isfinite(level.value) else None
    return AreaAddress(answer.pair.a.code, answer.pair.b.code, address.lang, turnover=known, statement=address.id).path()


def _plan_link(answer: Answer, address: Address, projects: Path | None) -> str | None:
    """Page of the plan, where the server knows projects of the pair and the reading can be measured."""
    if answer.verdicts[address.reading - 1].probability is None or not has_projects(answer.pair, projects):
        return None
    return PlanAddress(replace(address, tide=None)).path()


def answer_page(answer: Answer, address: Address, base: str, note: str | None = None, projects: Path | None = None) -> bytes:
    """Lay an answer out as a page.

    Parameters
    ----------
    answer : Answer
        What was found.
    address : Address
        Which view of it.
    base : str
        Scheme and host of permalinks.
    note : str, optional
        Version that the address was made with, if it is another one.
    projects : Path, optional
        Folder of the projects that plans choose from.
    """
    permalink = base + address.path()
    sheet = with_areas(compose(answer, address.lang, reading=address.reading, tide=address.tide, permalink=permalink), answer)
    verdict = answer.verdicts[address.reading - 1]
    return render_page(
        "answer_page.html",
        address.lang,
        sheet=sheet,
        svg=draw(sheet),
        provenance=sheet.provenance.pairs(address.lang),
        severity=severities(address.lang),
        link=_linker(address),
        method=lambda name: f"/methods/{name}?lang={address.lang}",
        suffixes=[suffix for suffix in SUFFIXES if sheet.picture or suffix not in ("svg", "png")],
        address=address,
        pair_link=_pair_link(answer, address, bool(verdict.history)),
        areas_link=_areas_link(answer, address),
        plan_link=_plan_link(answer, address, projects),
        tides=TIDES if sheet.tides else (),
        target=f"{verdict.target.value:.0f}",
        currency=verdict.target.currency or "",
        by=address.by or verdict.by,
        language_links={lang: address.path(lang=lang) for lang in LANGUAGES},
        alternates={lang: base + address.path(lang=lang) for lang in LANGUAGES},
        canonical=permalink,
        embed=f'<iframe src="{base}{address.path(folder="embed")}" width="720" height="640" title="{sheet.headline}"></iframe>',
        json_ld=claim_review(answer, sheet, permalink),
        note=note,
    )


def embed_page(answer: Answer, address: Address, base: str) -> bytes:
    """Lay headline, chart and dots out for a frame in somebody else's page."""
    permalink = base + address.path()
    sheet = compose(answer, address.lang, reading=address.reading, tide=address.tide, permalink=permalink)
    return render_page(
        "embed.html",
        address.lang,
        sheet=sheet,
        svg=draw(sheet),
        permalink=permalink,
        foot=sheet.provenance.line(address.lang),
        robots="noindex",
    )
