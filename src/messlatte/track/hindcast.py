"""Our probability of a target as of its announcement."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path

from messlatte.core.economy import Economy, Pair
from messlatte.core.errors import MesslatteError
from messlatte.core.quantity import Flow, Month
from messlatte.track.base_rate import Trial
from messlatte.track.target import AnnouncedTarget
from messlatte.track.update import trade_record

__all__ = ["newest_before", "probability_of", "shipped_probability", "told_probability"]


def probability_of(target: AnnouncedTarget, today: dt.date) -> float | None:
    """Probability of a row of the record as of today, from its own level and deadline and the ledger; None where it is not measurable."""
    from messlatte.verdict.bar import assess_case
    from messlatte.verdict.case import Case

    amount = target.target or (target.level * target.multiple if target.level and target.multiple else None)
    if amount is None or target.coverage:
        return None
    case = Case(
        target=amount,
        pair=Pair(Economy(target.a, target.a), Economy(target.b, target.b)),
        level=target.level,
        year=int(target.level_period) if target.level and target.level_period.isdigit() else None,
        by=Month.parse(target.deadline) if target.deadline else None,
        currency=target.currency or target.level_currency or None,
        level_currency=target.level_currency or None,
        flow=Flow(target.flow),
        direction=(target.a, target.b) if target.flow == Flow.EXPORTS else None,
    )
    try:
        verdict = assess_case(case, today=today).verdicts[0]
    except MesslatteError:
        return None
    return verdict.probability.value if verdict.probability else None


def shipped_probability(trial: Trial) -> float | None:
    """Probability that the shipped model gives, told the pair's trade up to the base year and nothing after it.

    The pair's series is cut at the year before the announcement. The shipped model's tables, however, were learned
    from all years of the release, the years after the announcement among them: this is the score of the method, not of a model
    that could have existed then.
    """
    return _probability(trial, ())


def told_probability(trial: Trial) -> float | None:
    """The same, told what world trade did from the base year to the deadline: comparable with the share of pairs of the same years."""
    from messlatte.ledger.series import world_totals

    table = world_totals()
    world = dict(zip(table["year"].to_pylist(), table["value_usd"].to_pylist(), strict=True))
    last = trial.base_year + trial.years
    return _probability(trial, ((last, world[last] / world[trial.base_year]),)) if last in world else None


def newest_before(folders: Sequence[Path], give: Callable[[Trial], float | None]) -> Callable[[Trial], float | None]:
    """Give the same by models that could have existed: for each target the newest that had seen no year after its base year.

    Parameters
    ----------
    folders : sequence of Path
        Models that ``messlatte fit --until YEAR`` wrote.
    give : callable
        `shipped_probability` or `told_probability`.

    Returns
    -------
    callable
        None where no model is old enough. The shipped model is in use again after each call.
    """
    from messlatte.models.fitted import SHIPPED, Fitted, use_model

    known = sorted((Fitted.load(folder).until, folder) for folder in folders)

    def ask(trial: Trial) -> float | None:
        old = [folder for until, folder in known if until <= trial.base_year]
        if not old:
            return None
        use_model(old[-1])
        try:
            return give(trial)
        finally:
            use_model(SHIPPED)

    return ask


def _probability(trial: Trial, world: tuple[tuple[int, float], ...]) -> float | None:
    from messlatte.verdict.bar import assess_case
    from messlatte.verdict.case import Case

    target = trial.target
    record = trade_record(target)
    values = record.values if record else {}
    case = Case(
        target=trial.multiple * trial.base_value,
        pair=Pair(Economy(target.a, target.a), Economy(target.b, target.b)),
        level=trial.base_value,
        year=trial.base_year,
        by=Month(trial.base_year + trial.years, 12),
        series=tuple((year, value) for year, value in sorted(values.items()) if year <= trial.base_year),
        world=world,
    )
    try:
        verdict = assess_case(case).verdicts[0]
    except MesslatteError:
        return None
    return verdict.probability.value if verdict.probability else None
