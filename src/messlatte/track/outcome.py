"""What came of a target, by trade data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from messlatte.track.target import AnnouncedTarget, Outcome

__all__ = ["Evidence", "TradeRecord", "judge", "with_evidence"]

_CLOSE, _CLOSE_SCALED = 0.10, 0.03
"""An outcome within this share of the target is left open; less where a level ties the source's measure to the data's."""

_LOOK_BACK = 5
"""Years before its deadline in which an older target counts as reached: when it was set is not known."""


@dataclass(frozen=True, slots=True)
class TradeRecord:
    """Yearly values of a flow in USD, and who says so.

    Parameters
    ----------
    values : mapping of year to USD
    source : str
        Name or address.
    usd_per_unit : mapping of year to rate
        For the target's currency (its level's, if only a multiple was named); empty if it is USD.
    """

    values: Mapping[int, float]
    source: str
    usd_per_unit: Mapping[int, float]

    def in_currency(self, year: int, currency: str) -> float | None:
        """Value of a year in a currency; None if the year or its rate is not known."""
        value = self.values.get(year)
        if value is None or currency in ("", "USD"):
            return value
        rate = self.usd_per_unit.get(year)
        return None if rate is None else value / rate


@dataclass(frozen=True, slots=True)
class Evidence:
    """An outcome and what it rests on."""

    outcome: Outcome
    year: int | None = None
    value: float | None = None
    currency: str = ""
    kind: str = "none"
    source: str = ""
    note: str = ""


def with_evidence(target: AnnouncedTarget, evidence: Evidence) -> AnnouncedTarget:
    """Target with its outcome."""
    return replace(
        target,
        outcome=evidence.outcome.value,
        outcome_year=None if evidence.year is None else float(evidence.year),
        outcome_value=None if evidence.value is None else round(evidence.value, -3),
        outcome_currency=evidence.currency,
        evidence=evidence.kind,
        evidence_source=evidence.source,
        evidence_note=evidence.note,
    )


def judge(target: AnnouncedTarget, record: TradeRecord | None, this_year: int) -> Evidence:
    """Compare a target with what was traded.

    Two measures are used. *As the data have it*: the value of a year against the amount named. *As the source counts*: the value times the
    ratio of the level named to the data's value of that year, so that a figure which counts more or less than the data is compared
    with itself. The event is "in some year from the announcement to the deadline".

    Parameters
    ----------
    target : AnnouncedTarget
    record : TradeRecord or None
        None where no data know the pair.
    this_year : int
        The current year: a deadline in it or later is not yet due.

    Returns
    -------
    Evidence
        ``not measurable`` if the amount, currency, coverage or data are missing, if the data end before the deadline, or if the two
        measures disagree (or, without a level, the value is within 10 % of the target).
    """
    due = target.last_year is None or target.last_year >= this_year
    waiting = Outcome.NOT_YET_DUE if due else Outcome.NOT_MEASURABLE
    why = _obstacle(target, record)
    if record is None or why:
        return Evidence(waiting, note=why)
    first = _first_year(target)
    if first is None:
        return Evidence(waiting, note="the date of the announcement is not known")
    amount = _amount(target, record)
    if amount is None:
        return Evidence(waiting, note="only a multiple was named, and the data do not hold the year of its level")
    last = max(record.values)
    until = last if target.last_year is None else min(last, target.last_year)
    unit = _unit(target)
    seen = {year: value for year in range(min(first, until), until + 1) if (value := record.in_currency(year, unit)) is not None}
    seen = seen if first <= last else {}
    return _compared(target, record, seen, amount, waiting, complete=target.last_year is not None and target.last_year <= last)


def _compared(
    target: AnnouncedTarget, record: TradeRecord, seen: Mapping[int, float], amount: float, waiting: Outcome, *, complete: bool
) -> Evidence:
    if not seen:
        return Evidence(waiting, note="the data end before the announcement")
    scale, unit = _scale(target, record), _unit(target)
    plain, counted = _first(seen, amount), _first(seen, amount / scale) if scale else None
    by_plain, by_counted = plain is not None, counted is not None
    top = max(seen, key=lambda year: seen[year])
    close = abs(seen[top] * (scale or 1) / amount - 1) < (_CLOSE_SCALED if scale else _CLOSE)
    if (scale is not None and by_plain != by_counted) or close:
        found = f"{_bn(seen[top])} {unit} in {top}" + (f", {_bn(seen[top] * scale)} as the source counts" if scale else "")
        return Evidence(waiting, note=f"too close to call: {found}, target {_bn(amount)}")
    if plain is not None:
        year = counted if counted is not None else plain
        return _told(Outcome.REACHED, year, seen, target, record, scale)
    if complete:
        return _told(Outcome.MISSED, max(seen), seen, target, record, scale)
    return Evidence(waiting, note=f"{_bn(seen[max(seen)])} {unit} in {max(seen)}, where the data end")


def _told(
    outcome: Outcome, year: int, seen: Mapping[int, float], target: AnnouncedTarget, record: TradeRecord, scale: float | None
) -> Evidence:
    note = f"the level named is {scale:.2f} times the data's" if scale else "compared as the data have it"
    if year == _THIN:
        note += f"; {_THIN} lacks late reporters"
    return Evidence(outcome, year, seen[year], _unit(target), "trade data", record.source, note)


_THIN = 2020


def _bn(value: float) -> str:
    return f"{value / 1e9:.3g} bn" if value >= 1e8 else f"{value / 1e6:.3g} m"


def _unit(target: AnnouncedTarget) -> str:
    """Currency of the comparison: the target's, else its level's, else USD (for a multiple alone)."""
    return target.currency or target.level_currency or "USD"


def _first_year(target: AnnouncedTarget) -> int | None:
    if target.status == "earlier" and target.last_year is not None:
        return target.last_year - _LOOK_BACK
    return target.announced_year or _level_year(target)


def _obstacle(target: AnnouncedTarget, record: TradeRecord | None) -> str:
    if record is None or not record.values:
        return "no yearly trade data of the two are at hand"
    if target.coverage not in ("", "goods", "total"):
        return f"the figure counts {target.coverage}, the data all goods"
    if not target.currency and target.target:
        return "the source leaves the currency open"
    if _unit(target) != "USD" and not record.usd_per_unit:
        return f"no exchange rates of {_unit(target)} are at hand"
    return ""


def _first(seen: Mapping[int, float], amount: float) -> int | None:
    return min((year for year, value in seen.items() if value >= amount), default=None)


def _level_year(target: AnnouncedTarget) -> int | None:
    """Year of the level; the fiscal year 2011-12 counts as 2011, which holds most of its months."""
    year = target.level_period.removeprefix("FY")[:4]
    return int(year) if len(year) == 4 and year.isdigit() and "/" not in target.level_period else None


def _base_year(target: AnnouncedTarget) -> int | None:
    """Year that the level speaks of: as stated, else the one before the announcement."""
    stated = _level_year(target)
    if stated is not None or target.level_period:
        return stated
    return None if target.announced_year is None else target.announced_year - 1


def _scale(target: AnnouncedTarget, record: TradeRecord) -> float | None:
    """Level named over the data's value of the same year; None without a level or if it is a third or the threefold (another thing)."""
    year = _base_year(target)
    if target.level is None or year is None or target.level_currency != target.currency:
        return None
    value = record.in_currency(year, target.level_currency)
    if not value:
        return None
    scale = target.level / value
    return scale if 1 / 3 < scale < 3 else None


def _amount(target: AnnouncedTarget, record: TradeRecord) -> float | None:
    if target.target is not None:
        return target.target
    year = _base_year(target)
    value = None if year is None else record.in_currency(year, _unit(target))
    return None if value is None or target.multiple is None else value * target.multiple
