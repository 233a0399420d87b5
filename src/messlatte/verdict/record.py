"""The record of a case: what was given, or what the ledger holds."""

from __future__ import annotations

import math
from dataclasses import dataclass

from messlatte.core.evidence import Source
from messlatte.core.quantity import Flow
from messlatte.core.statement import Finding, Severity
from messlatte.verdict.case import Case

__all__ = ["Record", "agrees", "findings_of", "is_regional", "record_of", "usd"]

_APART = 1.25  # a stated level further from the measured one than this ratio is a finding


@dataclass(frozen=True, slots=True)
class Record:
    """Turnover by year in the unit of the case, ascending; ``ledger`` holds the ledger's own in USD, where it knows the pair."""

    series: tuple[tuple[int, float], ...]
    ledger: tuple[tuple[int, float], ...]
    given: bool
    sources: tuple[Source, ...] = ()

    def at(self, year: int) -> float | None:
        """Positive turnover of a year, or None."""
        return next((value for y, value in self.series if y == year and value > 0), None)

    def measured(self, year: int) -> float | None:
        """Positive turnover of a year in the ledger, or None."""
        return next((value for y, value in self.ledger if y == year and value > 0), None)

    def until(self, year: int) -> tuple[tuple[int, float], ...]:
        """Years up to one."""
        return tuple((y, value) for y, value in self.series if y <= year)

    def log_growth(self, year: int) -> float | None:
        """Log growth of a year over the year before."""
        now, before = self.at(year), self.at(year - 1)
        return math.log(now / before) if now and before else None


def record_of(case: Case) -> Record:
    """Record of a case: its own series first, then the ledger's."""
    ledger, sources = _ledger(case)
    if case.series:
        return Record(case.series, ledger, True)
    return Record(ledger, ledger, False, sources)


def is_regional(case: Case) -> bool:
    """Whether one of the pair is a region of a country."""
    return case.pair is not None and any(economy.is_region for economy in case.pair)


def usd(value: float, currency: str | None, year: int) -> float | None:
    """Amount in US dollars at the mean rate of a year, or of the year before where that is not known yet; None without a rate."""
    if currency == "USD":
        return value
    if currency is None:
        return None
    from messlatte.sources.rates import usd_per_unit

    rate = usd_per_unit(currency, year) or usd_per_unit(currency, year - 1)
    return None if rate is None else value * rate


def _ledger(case: Case) -> tuple[tuple[tuple[int, float], ...], tuple[Source, ...]]:
    if case.pair is None or is_regional(case):
        return (), ()
    if case.flow is Flow.TURNOVER and (case.series or _all_at_hand()):
        from messlatte.ledger.embedded_release import embedded_source
        from messlatte.models.ledger_features import ledger_turnover

        known = ledger_turnover(case.pair.a.code, case.pair.b.code)
        return known, (embedded_source("totals"),) if known and not case.series else ()
    from messlatte.ledger.series import yearly_turnover

    first, second = case.direction or (case.pair.a.code, case.pair.b.code)
    found = yearly_turnover(first, second)
    if found is None:
        return (), ()
    one_way = case.flow is not Flow.TURNOVER and case.direction is not None
    values = [value or 0.0 for value in found.a_to_b] if one_way else list(found.total)
    return tuple((y, v) for y, v in zip(found.years, values, strict=True) if v > 0), found.sources


def _all_at_hand() -> bool:
    """Whether the release that ships is all there is, and its panel was read already: many cases are then answered from memory."""
    from messlatte.ledger.folder import data_folder
    from messlatte.ledger.release import current
    from messlatte.models.ledger_features import is_loaded

    return is_loaded() and not current(data_folder()).loads


def findings_of(case: Case, record: Record, year: int) -> tuple[Finding, ...]:
    """What a reader should know about the level and the record."""
    out = []
    if is_regional(case) and not case.series:
        out.append(
            Finding(
                "region-without-series",
                Severity.NOTE,
                "No customs record by year was found for a region: the reference class holds pairs of countries of that size, "
                "and the answer is less certain.",
            )
        )
    if case.level is None:
        return tuple(out)
    level, measured = usd(case.level, case.level_currency, year), record.measured(year)
    if level is None:
        out.append(
            Finding(
                "currency-not-converted",
                Severity.NOTE,
                "Level and target are compared in {currency}; the reference class is that of pairs of any size, in US dollars.",
                {"currency": case.level_currency or "?"},
            )
        )
    elif measured and max(level / measured, measured / level) > _APART:
        out.append(
            Finding(
                "level-differs-from-record",
                Severity.WARNING,
                "The stated level is {ratio} times the turnover on record for {year} (goods, both ways).",
                {"ratio": f"{level / measured:.2f}", "year": year},
            )
        )
    return tuple(out)


def agrees(level: float | None, measured: float | None) -> bool:
    """Whether the ledger's turnover is that of the case, near enough for its partners and directions to be looked at."""
    return bool(level and measured and max(level / measured, measured / level) <= _APART)
