"""What a case is measured from: its level, its recent growth and its record."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from messlatte.core.answer import Baseline
from messlatte.core.evidence import Source
from messlatte.core.quantity import Amount, Flow, Period
from messlatte.core.statement import Finding, Severity
from messlatte.models.outlook import INTERVAL_Z, Situation
from messlatte.verdict.case import Case
from messlatte.verdict.record import Record, agrees, findings_of, is_regional, record_of, usd

if TYPE_CHECKING:
    from messlatte.models.nowcast import Nowcast

__all__ = ["Basis", "basis_of"]


@dataclass(frozen=True, slots=True)
class Basis:
    """Resolved start of a case; ``baseline`` is None where nothing can be measured."""

    year: int
    baseline: Baseline | None
    situation: Situation | None
    history: tuple[tuple[int, float], ...] = ()
    findings: tuple[Finding, ...] = ()
    sources: tuple[Source, ...] = ()


def basis_of(case: Case, last_complete_year: int) -> Basis:
    """Resolve the level a target is measured from.

    The stated level comes first; then the year itself in the record; then the record's year before, brought forward by the growth of
    the first months; then the last year on record.
    """
    record = record_of(case)
    year = _base_year(case, record, last_complete_year)
    found = (*findings_of(case, record, year), *_after_such_growth(case))
    method = "series/1" if record.given else "ledger/1"
    unit = case.currency if record.given else "USD"
    if case.level is not None:
        if case.growth is not None and (case.growth_year or year) == year + 1:
            return _brought_forward(case, record, case.level, year + 1, case.level_currency, found)
        return _at(case, record, year, case.level, case.level_currency, case.method, found)
    value, before = record.at(year), record.at(year - 1)
    if value is not None:
        return _at(case, record, year, value, unit, method, found)
    if case.growth is not None and before is not None:
        return _brought_forward(case, record, before, year, unit, found)
    earlier = [(y, v) for y, v in record.until(year) if v > 0]
    if not earlier:
        return Basis(year, None, None, record.until(year), found, record.sources)
    last, value = earlier[-1]
    note = Finding(
        "baseline-of-an-earlier-year",
        Severity.NOTE,
        "The latest measured turnover is that of {year}; the bar is measured from there.",
        {"year": last},
    )
    return _at(case, record, last, value, unit, method, (*found, note))


def _base_year(case: Case, record: Record, last_complete_year: int) -> int:
    if case.year is not None:
        return case.year
    if case.level is not None or not record.series:
        return last_complete_year
    return record.series[-1][0]


def _at(case: Case, record: Record, year: int, value: float, unit: str | None, method: str, found: tuple[Finding, ...]) -> Basis:
    """Basis at a level that was stated or measured."""
    level = usd(value, unit, year)
    growth = record.log_growth(year)
    if case.growth is not None and case.level is not None:
        growth = _full_year(case, level, record.log_growth((case.growth_year or year) - 1))[0]
    situation = _situation(case, record, year, level, growth, 0.0)
    return Basis(year, Baseline(Amount(value, unit), Period.year(year), method), situation, record.until(year), found, record.sources)


def _brought_forward(case: Case, record: Record, before: float, year: int, unit: str | None, found: tuple[Finding, ...]) -> Basis:
    """Basis at the full year that the growth of its first months points to."""
    growth, spread = _full_year(case, usd(before, unit, year - 1), record.log_growth(year - 1))
    value = before * math.exp(growth)
    baseline = Baseline(Amount(value, unit), Period.year(year), "nowcast/1" if spread else "stated-growth/1")
    situation = _situation(case, record, year, usd(value, unit, year), growth, spread)
    return Basis(year, baseline, situation, record.until(year - 1), found, record.sources)


def _situation(case: Case, record: Record, year: int, level: float | None, growth: float | None, spread: float) -> Situation:
    """What the model may know: the ledger's partners and directions only where its turnover is that of the case."""
    whole = case.flow is Flow.TURNOVER and case.pair is not None and case.growth is None
    pair = (case.pair.a.code, case.pair.b.code) if whole and case.pair and agrees(level, record.measured(year)) else None
    in_usd = case.currency == "USD" or not record.given
    past = {y: v for y, v in record.until(year) if v > 0} if in_usd else {}
    if level is not None and past and (year not in past or agrees(level, past.get(year))):
        past[year] = level
    elif not agrees(level, past.get(year)):
        past = {}
    return Situation(year, level, growth, spread, past, pair, _widening(level) if is_regional(case) else 1.0)


def _widening(level: float | None) -> float:
    """How much wider a region's growth is than that of a pair of countries of its size: the ratio that the nowcast learned."""
    from messlatte.models.nowcast import nowcast

    wide, usual = (nowcast(0.0, 6, level, region=region).full_year for region in (True, False))
    return (wide.quantile(0.9) - wide.quantile(0.1)) / (usual.quantile(0.9) - usual.quantile(0.1))


def _full_year(case: Case, before: float | None, previous_growth: float | None) -> tuple[float, float]:
    """Expected log growth of the full year after some months' growth, and its standard error (0 for a whole year's growth)."""
    assert case.growth is not None
    if not _is_part_of_a_year(case):
        return math.log1p(case.growth), 0.0
    year = _nowcast(case, before, previous_growth).full_year
    return year.quantile(0.5), (year.quantile(0.9) - year.quantile(0.1)) / (2 * INTERVAL_Z)


def _nowcast(case: Case, before: float | None, previous_growth: float | None) -> Nowcast:
    from messlatte.models.nowcast import nowcast

    assert case.growth is not None
    previous = None if before is None or previous_growth is None else math.expm1(previous_growth)
    return nowcast(case.growth, case.through or 12, before, previous_growth=previous, region=is_regional(case))


def _is_part_of_a_year(case: Case) -> bool:
    return case.growth is not None and (case.through or 12) < 12


def _after_such_growth(case: Case) -> tuple[Finding, ...]:
    """What years like this one came to, and what came after them."""
    if not _is_part_of_a_year(case):
        return ()
    found = _nowcast(case, case.level if case.level_currency == "USD" else None, None)
    middle, low, high = (round(100 * math.expm1(found.following.quantile(level))) for level in (0.5, 0.1, 0.9))
    return (
        Finding(
            "year-after-such-growth",
            Severity.NOTE,
            "Years that began like this ended with {year} % growth in the median; the year after brought {after} % "
            "({low} to {high} % in four of five cases). Learned from {n} years of pairs of countries.",
            {
                "year": f"{round(100 * math.expm1(found.full_year.quantile(0.5))):+d}",
                "after": f"{middle:+d}",
                "low": f"{low:+d}",
                "high": f"{high:+d}",
                "n": found.n,
            },
        ),
    )
