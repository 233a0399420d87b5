"""Judge targets anew when more trade is known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from messlatte.track.outcome import TradeRecord, judge, with_evidence
from messlatte.track.target import AnnouncedTarget, Outcome

__all__ = ["judged_anew", "trade_record"]


def judged_anew(targets: Iterable[AnnouncedTarget], this_year: int) -> Iterator[AnnouncedTarget]:
    """Yield the targets whose outcome changes by the trade data at hand.

    A target that was reached or missed keeps its outcome; it is a fact, and its evidence may rest on data that are not at hand here.

    Parameters
    ----------
    targets : iterable of AnnouncedTarget
    this_year : int
        A deadline in it or later is not yet due.
    """
    for target in targets:
        if target.outcome not in (Outcome.REACHED, Outcome.MISSED):
            found = with_evidence(target, judge(target, trade_record(target), this_year))
            if (found.outcome, found.outcome_year, found.outcome_value) != (target.outcome, target.outcome_year, target.outcome_value):
                yield found


def trade_record(target: AnnouncedTarget) -> TradeRecord | None:
    """Yearly flow of a target's pair from the ledger, in USD; None where the ledger does not know the pair (groups, most regions)."""
    from messlatte.ledger.series import yearly_turnover

    series = yearly_turnover(target.a, target.b)
    if series is None:
        return None
    flows = {"exports": series.a_to_b, "imports": series.b_to_a, "turnover": series.total}[target.flow]
    whole = set(series.years) - set(series.one_sided) if target.flow == "turnover" else set(series.years)
    values = {year: value for year, value in zip(series.years, flows, strict=True) if value is not None and year in whole}
    source = series.sources[-1]
    rates = _rates().get(target.currency or target.level_currency, {})
    return TradeRecord(values, f"{source.producer} {source.title}, {source.version}", rates) if values else None


@lru_cache(maxsize=1)
def _rates() -> dict[str, dict[int, float]]:
    """Yearly USD a unit of each currency, from the rates that ship."""
    import csv

    from messlatte.sources.rates import embedded

    out: dict[str, dict[int, float]] = {}
    with embedded().files[0].open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if len(row["period"]) == 4:
                out.setdefault(row["currency"], {})[int(row["period"])] = float(row["usd_per_unit"])
    return out
