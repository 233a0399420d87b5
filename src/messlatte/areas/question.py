"""What a statement asks of the areas: its parties, its areas, and every reading of its turnover."""

from __future__ import annotations

from dataclasses import dataclass

from messlatte.core.claims import Area, Level, Status
from messlatte.core.economy import Pair
from messlatte.core.opportunity import StatedTurnover
from messlatte.core.quantity import Flow
from messlatte.core.statement import Statement

__all__ = ["Question", "question_of", "stated_turnovers"]

_MEASURED = frozenset({Status.OBSERVED, Status.EXPECTED, Status.REACHED})


@dataclass(frozen=True, slots=True)
class Question:
    """Parties (None where there are not two), areas, and readings of the turnover, the likeliest first."""

    pair: Pair | None
    areas: tuple[Area, ...]
    turnovers: tuple[StatedTurnover, ...]


def question_of(statement: Statement) -> Question:
    """What a statement asks."""
    parties = [party.economy for party in statement.parties]
    pair = Pair(parties[0], parties[1]) if len(parties) > 1 and parties[0].code != parties[1].code else None
    first = [claim.readings[0].content for claim in statement.claims if claim.readings]
    return Question(pair, tuple(content for content in first if isinstance(content, Area)), stated_turnovers(statement))


def stated_turnovers(statement: Statement) -> tuple[StatedTurnover, ...]:
    """Turnover a year in USD under each reading of the first level that the statement gives for both directions.

    A sum of several years is divided by their number, an amount of a part of a year is raised to the year; other currencies are converted
    at the mean rate of the period's last year. Readings of the same amount are one. Empty where there is no such level or no rate.
    """
    for claim in statement.claims:
        contents = [(reading, reading.content) for reading in claim.readings]
        levels = [(reading, level) for reading, level in contents if isinstance(level, Level)]
        if not levels or levels[0][1].flow is not Flow.TURNOVER or levels[0][1].direction or levels[0][1].status not in _MEASURED:
            continue
        found: dict[float, StatedTurnover] = {}
        for reading, level in levels:
            value = _yearly(level, statement)
            if value is not None and value > 0:
                known = found.get(value)
                found[value] = StatedTurnover(
                    value, reading.weight + (known.weight if known else 0.0), known.note if known else reading.note
                )
        if found:
            return tuple(sorted(found.values(), key=lambda one: -one.weight))
    return ()


def _yearly(level: Level, statement: Statement) -> float | None:
    """Amount a year in USD; None without an exchange rate."""
    from messlatte.sources.rates import usd_per_unit

    value, currency, rate = level.amount.value, level.amount.currency, 1.0
    if not level.per_year and level.period is not None and level.period.months:
        value *= 12 / level.period.months
    if currency != "USD":
        year = level.period.last.year if level.period else statement.made_on.year if statement.made_on else None
        found = usd_per_unit(currency, year) or usd_per_unit(currency, year - 1) if currency and year else None
        if not found:
            return None
        rate = found
    return value * rate
