"""From a statement to targets of the record."""

from __future__ import annotations

from collections.abc import Iterator

from messlatte.core.claims import Level, Multiple, Status, Target
from messlatte.core.quantity import Flow, Month
from messlatte.core.statement import Claim, Reading, Statement
from messlatte.track.target import AnnouncedTarget, Outcome

__all__ = ["targets_of"]

_STATUS = {
    Status.AGREED: "target",
    Status.PROPOSED: "proposed",
    Status.EXPECTED: "forecast",
    Status.FORECAST: "forecast",
    Status.POTENTIAL: "potential",
    Status.IMPLIED: "potential",
    Status.PAST: "earlier",
    Status.REACHED: "earlier",
    Status.MISSED: "earlier",
}

_LEAST_WEIGHT = 0.2


def targets_of(statement: Statement, source: str) -> Iterator[AnnouncedTarget]:
    """Targets that a statement names, by the likeliest reading of each claim that is one; their ids are empty.

    Parameters
    ----------
    statement : Statement
    source : str
        Address or name of the report.

    Yields
    ------
    AnnouncedTarget
        One a claim that names, by some reading of weight 0.2 and more, an amount or a multiple to reach. Refused targets, and claims
        without two parties, give none.
    """
    announced = statement.made_on.isoformat() if statement.made_on else statement.published or ""
    seen: set[tuple[object, ...]] = set()
    for claim in statement.claims:
        reading = next((r for r in claim.readings if isinstance(r.content, Target | Multiple) and r.weight >= _LEAST_WEIGHT), None)
        if reading is None or not isinstance(content := reading.content, Target | Multiple) or content.status not in _STATUS:
            continue
        pair = _pair(statement, content)
        amount = content.amount if isinstance(content, Target) else None
        multiple = content.multiple if isinstance(content, Multiple) else None
        if pair is None or (amount is None and multiple is None) or content.flow not in (Flow.TURNOVER, Flow.EXPORTS, Flow.IMPORTS):
            continue
        level = _level(statement, content)
        target = AnnouncedTarget(
            id="",
            a=pair[0],
            b=pair[1],
            flow=content.flow.value,
            announced=announced,
            announced_basis="source" if announced else "unknown",
            level=_yearly(level) if level else None,
            level_currency=(level.amount.currency or "") if level else "",
            level_period=_year(level) if level else "",
            target=amount.value if amount else None,
            currency=(amount.currency or "") if amount else "",
            multiple=multiple,
            deadline=str(content.by) if content.by else "",
            deadline_basis=_basis(content.by, content.deadline_words),
            status=_STATUS[content.status],
            coverage=(content.coverage or "") if isinstance(content, Target) else "",
            source=source,
            note=_note(claim, reading),
            outcome=_outcome(content.by, statement),
        )
        key = (target.a, target.b, target.flow, target.target, target.multiple, target.deadline)
        if key not in seen:
            seen.add(key)
            yield target


def _pair(statement: Statement, content: Target | Multiple) -> tuple[str, str] | None:
    """Direction, else the pair that the claim names, else the two parties."""
    named = content.direction or content.pair
    if named:
        return named
    codes = [party.economy.code for party in statement.parties]
    return (codes[0], codes[1]) if len(codes) == 2 else None


def _level(statement: Statement, content: Target | Multiple) -> Level | None:
    """The latest yearly level of the same flow."""
    levels = [claim.readings[0].content for claim in statement.claims if claim.kind == "level"]
    fitting = [
        level
        for level in levels
        if isinstance(level, Level) and level.flow == content.flow and (level.pair or content.pair) == content.pair and _yearly(level)
    ]
    return max(fitting, key=lambda level: level.period.last if level.period else Month(1, 1), default=None)


def _yearly(level: Level) -> float | None:
    """Amount a year; None where the period is not whole years."""
    if level.period is None or level.per_year:
        return level.amount.value
    return level.amount.value / (level.period.months / 12) if level.period.months % 12 == 0 else None


def _year(level: Level) -> str:
    """Last year of the level's period; empty where it is not known."""
    return str(level.period.last.year) if level.period and level.period.months % 12 == 0 else ""


def _basis(by: Month | None, words: str | None) -> str:
    if by is None:
        return "vague" if words else "none"
    return "relative" if words else "named"


def _note(claim: Claim, reading: Reading) -> str:
    return f"one of {len(claim.readings)} readings, of weight {reading.weight:.2f}" if len(claim.readings) > 1 else ""


def _outcome(by: Month | None, statement: Statement) -> str:
    """Open until the trade data are looked up."""
    later = by is None or statement.made_on is None or by.year >= statement.made_on.year
    return (Outcome.NOT_YET_DUE if later else Outcome.NOT_MEASURABLE).value
