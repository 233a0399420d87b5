"""What a case is measured from: its level, its recent growth and its record."""

from __future__ import annotations

import math
from dataclasses import dataclass

from messlatte.core.answer import Baseline
from messlatte.core.evidence import Source
from messlatte.core.quantity import Amount, Flow, Period
from messlatte.core.statement import Finding, Severity
from messlatte.models.outlook import Situation
from messlatte.verdict.case import Case
from messlatte.verdict.scale import INTERVAL_Z

__all__ = ["Basis", "basis_of"]

_APART = 1.25  # a stated level further from the measured one than this ratio is a finding


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
    series, sources = (case.series, ()) if case.series else _ledger_series(case)
    record = dict(series)
    year = case.year or (
        case.series[-1][0] if case.series else (last_complete_year if case.level is not None else max(record, default=last_complete_year))
    )
    found = _findings(case, record, year)
    history = tuple((y, v) for y, v in series if y <= year)
    if case.level is not None:
        return _stated(case, record, year, history, found, sources)
    if record.get(year, 0) > 0:
        baseline = Baseline(Amount(record[year], "USD"), Period.year(year), "series/1" if case.series else "ledger/1")
        return Basis(year, baseline, Situation(year, record[year], _log_growth(record, year)), history, found, sources)
    if case.growth is not None and record.get(year - 1, 0) > 0:
        return _brought_forward(case, record[year - 1], year, "USD", history, found, sources)
    earlier = [(y, v) for y, v in history if v > 0]
    if earlier:
        last, value = earlier[-1]
        note = Finding(
            "baseline-of-an-earlier-year",
            Severity.NOTE,
            "The latest measured turnover is that of {year}; the bar is measured from there.",
            {"year": last},
        )
        baseline = Baseline(Amount(value, "USD"), Period.year(last), "series/1" if case.series else "ledger/1")
        return Basis(last, baseline, Situation(last, value, _log_growth(record, last)), history, (*found, note), sources)
    return Basis(year, None, None, history, found, sources)


def _stated(
    case: Case,
    record: dict[int, float],
    year: int,
    history: tuple[tuple[int, float], ...],
    found: tuple[Finding, ...],
    sources: tuple[Source, ...],
) -> Basis:
    assert case.level is not None
    if case.growth is not None and (case.growth_year or year) == year + 1:
        return _brought_forward(case, case.level, year + 1, case.level_currency, history, found, sources)
    growth = _log_growth(record, year)
    if case.growth is not None:
        growth = _full_year(case, _in_usd(case.level, case.level_currency, year))[0]
    baseline = Baseline(Amount(case.level, case.level_currency), Period.year(year), case.method)
    return Basis(year, baseline, Situation(year, _in_usd(case.level, case.level_currency, year), growth), history, found, sources)


def _brought_forward(
    case: Case,
    before: float,
    year: int,
    currency: str | None,
    history: tuple[tuple[int, float], ...],
    found: tuple[Finding, ...],
    sources: tuple[Source, ...],
) -> Basis:
    assert case.growth is not None
    growth, spread = _full_year(case, _in_usd(before, currency, year - 1))
    value = before * math.exp(growth)
    baseline = Baseline(Amount(value, currency), Period.year(year), "nowcast/1" if spread else "stated-growth/1")
    return Basis(year, baseline, Situation(year, _in_usd(value, currency, year), growth, spread), history, found, sources)


def _full_year(case: Case, before: float | None) -> tuple[float, float]:
    """Expected log growth of the full year after some months' growth, and its standard error (0 for a whole year's growth)."""
    from messlatte.models.nowcast import nowcast

    assert case.growth is not None
    months = case.through or 12
    if months >= 12:
        return math.log1p(case.growth), 0.0
    region = case.pair is not None and any(economy.is_region for economy in case.pair)
    year = nowcast(case.growth, months, before, region=region).full_year
    return year.quantile(0.5), (year.quantile(0.9) - year.quantile(0.1)) / (2 * INTERVAL_Z)


def _in_usd(value: float, currency: str | None, year: int) -> float | None:
    return value if currency == "USD" else None


def _log_growth(record: dict[int, float], year: int) -> float | None:
    now, before = record.get(year, 0), record.get(year - 1, 0)
    return math.log(now / before) if now > 0 and before > 0 else None


def _ledger_series(case: Case) -> tuple[tuple[tuple[int, float], ...], tuple[Source, ...]]:
    if case.pair is None or any(economy.is_region for economy in case.pair):
        return (), ()
    try:
        from messlatte.ledger.series import yearly_turnover
    except ImportError:
        return (), ()
    first, second = case.direction or (case.pair.a.code, case.pair.b.code)
    found = yearly_turnover(first, second)
    if found is None:
        return (), ()
    one_way = case.flow is not Flow.TURNOVER and case.direction is not None
    values = [value or 0.0 for value in found.a_to_b] if one_way else list(found.total)
    return tuple((y, v) for y, v in zip(found.years, values, strict=True) if v > 0), found.sources


def _findings(case: Case, record: dict[int, float], year: int) -> tuple[Finding, ...]:
    out = []
    if case.pair is not None and any(economy.is_region for economy in case.pair) and not case.series:
        out.append(
            Finding(
                "region-without-series",
                Severity.NOTE,
                "No customs record by year was found for a region: the reference class holds pairs of countries of that size, "
                "and the answer is less certain.",
            )
        )
    if case.level is not None and case.level_currency == "USD" and record.get(year, 0) > 0:
        ratio = case.level / record[year]
        if max(ratio, 1 / ratio) > _APART:
            out.append(
                Finding(
                    "level-differs-from-record",
                    Severity.WARNING,
                    "The stated level is {ratio} times the turnover on record for {year} (goods, both ways).",
                    {"ratio": f"{ratio:.2f}", "year": year},
                )
            )
    if case.level is not None and _in_usd(case.level, case.level_currency, year) is None:
        out.append(
            Finding(
                "currency-not-converted",
                Severity.NOTE,
                "Level and target are compared in {currency}; the reference class is that of pairs of any size, in US dollars.",
                {"currency": case.level_currency or "?"},
            )
        )
    return tuple(out)
