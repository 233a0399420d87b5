"""Where the trade of a pair may grow: chart, lists, words."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from messlatte.areas.explain import amount, money, number
from messlatte.areas.flags import flag_words
from messlatte.brief.dumbbell import Dumbbell, DumbbellRow, draw_dumbbells
from messlatte.brief.economies import economy_name
from messlatte.brief.numbers import of_hundred
from messlatte.core.errors import DataError, UsageError
from messlatte.core.i18n import translations
from messlatte.core.opportunity import LISTS, Opportunities, Opportunity

if TYPE_CHECKING:
    from messlatte.brief.sheet import Sheet
    from messlatte.core.answer import Answer

__all__ = ["FIRST", "AreaLine", "AreaList", "AreasSheet", "CheckLine", "areas_sheet", "verdict_words", "with_areas"]

FIRST = 10
"""Rows that a page opens with; the others are one click away."""


@dataclass(frozen=True, slots=True)
class AreaLine:
    """One flow as a row of a table."""

    rank: int
    direction: str
    forth: bool
    name: str
    code: str
    now: str
    expected: str
    interval: str
    chance: str
    hits: str
    market: str
    why: str
    flags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AreaList:
    """One of the three lists."""

    key: str
    title: str
    lead: str
    rows: tuple[AreaLine, ...]


@dataclass(frozen=True, slots=True)
class CheckLine:
    """An area that the statement names; ``key`` is ``agreed``, ``doubtful`` or ``not measurable``."""

    label: str
    key: str
    verdict: str
    note: str


@dataclass(frozen=True, slots=True)
class AreasSheet:
    """What the page says; ``wide`` and ``narrow`` are SVG."""

    title: str
    lead: str
    caption: str
    wide: str
    narrow: str
    lists: tuple[AreaList, ...]
    checks: tuple[CheckLine, ...]
    notes: tuple[str, ...]
    sources: tuple[str, ...]
    method: str


def with_areas(sheet: Sheet, answer: Answer) -> Sheet:
    """A sheet with what the data say of the statement's areas and where the trade of its pair may grow.

    The turnover is that of the reading shown. Unchanged where the tables do not hold the pair.
    """
    if answer.pair is None:
        return sheet
    from messlatte.areas.find import find_opportunities
    from messlatte.areas.question import question_of

    level = answer.verdicts[sheet.reading - 1].baseline.amount
    turnover = level.value if level.currency == "USD" and math.isfinite(level.value) and level.value > 0 else None
    named = question_of(answer.statement).areas if answer.statement else ()
    try:
        found = find_opportunities(answer.pair, language=sheet.language, turnover=turnover, areas=named)
    except (DataError, UsageError):
        return sheet
    growth = areas_sheet(found, sheet.language)
    said = {check.label: check for check in growth.checks}
    rows = [replace(row, said=said[row.label].verdict, agreed=said[row.label].key == "agreed") for row in sheet.areas if row.label in said]
    return replace(sheet, areas=(*rows, *(row for row in sheet.areas if row.label not in said)), growth=growth)


def verdict_words(language: str) -> dict[str, str]:
    """What the data say of an area, in words."""
    _ = translations(language).gettext
    return {"agreed": _("the data agree"), "doubtful": _("doubtful by the data"), "not measurable": _("the data cannot tell")}


def areas_sheet(found: Opportunities, language: str) -> AreasSheet:
    """Write the opportunities of a pair out in a language."""
    _ = translations(language).gettext
    a, b = (economy_name(economy, language) for economy in found.pair)
    shown = _chart_rows(found)
    labels = (f"{a} → {b}", f"{b} → {a}")
    caption = _(
        "USD a year, logarithmic. Dot: now; ring: expected in five years, the market held at its size; bar: 80 of 100 outcomes lie within. "
        "Left {forth}, right {back}."
    ).format(forth=labels[0], back=labels[1])
    alt = _("Dumbbell chart of {count} flows between {a} and {b}, now and in five years.").format(count=len(shown), a=a, b=b)

    tick = partial(amount, language=language)
    wide, narrow = (draw_dumbbells(shown, labels, tick, alt, width=w, names=n) if shown else "" for w, n in ((672, 176), (344, 0)))
    words = verdict_words(language)
    return AreasSheet(
        title=_("Where the trade of {a} and {b} may grow").format(a=a, b=b),
        lead=_lead(found, language),
        caption=caption,
        wide=wide,
        narrow=narrow,
        lists=tuple(_list(found, key, language) for key in LISTS),
        checks=tuple(CheckLine(check.label, check.verdict, words[check.verdict], check.note) for check in found.checks),
        notes=found.notes,
        sources=tuple(f"{s.producer}: {s.title} ({s.version}){', ' + s.licence if s.licence else ''}" for s in found.sources),
        method=found.method,
    )


def _lead(found: Opportunities, language: str) -> str:
    _ = translations(language).gettext
    growing = [row for row in found.rows if row.listing == "growth"]
    # What a control list restricts stays visible, but counts for nothing.
    gains = sum(max(row.gain, 0.0) for row in found.rows if "control-list" not in row.flags)
    first = sum(max(row.gain, 0.0) for row in growing[:FIRST] if "control-list" not in row.flags)
    text = _("{count} flows both ways were looked at; {growing} are expected to hold or grow.")
    if gains > 0:
        text += " " + _("The first ten carry {gain} of the {whole} that can be expected to come on top.")
    return text.format(
        count=number(len(found.rows), language),
        growing=number(len(growing), language),
        gain=money(first, language),
        whole=money(gains, language),
    )


def _chart_rows(found: Opportunities) -> list[DumbbellRow]:
    """First products of the growth list, whichever direction brought them there, each with both directions."""
    flows: dict[tuple[str, str], Opportunity] = {(row.exporter, row.product): row for row in found.rows}
    a, b = (economy.code for economy in found.pair)
    products = list(dict.fromkeys(row.product for row in found.rows if row.listing == "growth"))[:FIRST]

    def of(exporter: str, product: str) -> Dumbbell | None:
        row = flows.get((exporter, product))
        return None if row is None or row.listing == "new" else Dumbbell(row.now, row.p10, row.mean, row.p90)

    # Codes of one chapter share its name, so that only the code tells them apart.
    several = len({row.name for row in found.rows}) < len({row.product for row in found.rows})
    names = {row.product: f"{row.name} {row.product}" if several and row.product.isdigit() else row.name for row in found.rows}
    return [DumbbellRow(names[product], of(a, product), of(b, product)) for product in products]


def _list(found: Opportunities, key: str, language: str) -> AreaList:
    _ = translations(language).gettext
    titles = {"growth": _("Flows that will carry the growth"), "new": _("New flows"), "shrinking": _("Flows that shrink")}
    leads = {
        "growth": _("In the order of expected own growth, that is beyond the growth of the market."),
        "new": _("What is not traded now, in the order of the chance that it comes to be within five years."),
        "shrinking": _("Where less is expected than flows now, the largest loss first."),
    }
    chosen = [row for row in found.rows if row.listing == key]
    return AreaList(key, titles[key], leads[key], tuple(_line(n, row, found, language) for n, row in enumerate(chosen, 1)))


def _everywhere(found: Opportunities) -> frozenset[str]:
    """Flags of every row: the notes say them once."""
    return frozenset.intersection(*(frozenset(row.flags) for row in found.rows)) if found.rows else frozenset()


def _unbroken(text: str) -> str:
    """Amount and unit on one line."""
    return text.replace(" ", "\u00a0")


def _line(rank: int, row: Opportunity, found: Opportunities, language: str) -> AreaLine:
    _ = translations(language).gettext
    names = {economy.code: economy_name(economy, language) for economy in found.pair}
    everywhere = _everywhere(found)
    return AreaLine(
        rank=rank,
        direction=f"{names[row.exporter]} → {names[row.importer]}",
        forth=row.exporter == found.pair.a.code,
        name=row.name,
        code=row.product,
        now="–" if row.listing == "new" else _unbroken(money(row.now, language)),
        expected=_unbroken(money(row.mean, language)),
        interval=_("{low} to {high}").format(low=_unbroken(amount(row.p10, language)), high=_unbroken(amount(row.p90, language))),
        chance=of_hundred(row.probability, language),
        hits=of_hundred(row.hit_rate, language),
        market=money(row.demand, language),
        why=row.why,
        flags=flag_words((flag for flag in row.flags if flag not in everywhere), language),
    )
