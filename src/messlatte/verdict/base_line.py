"""The base line of a plan: the very paths that a verdict is read from, one turnover a year on each."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np

from messlatte.core.answer import Verdict
from messlatte.core.economy import Pair
from messlatte.core.quantity import Month
from messlatte.core.statement import Statement
from messlatte.models.panel import Floats
from messlatte.verdict.bar import asked_combinations, last_year, verdict_of
from messlatte.verdict.case import Case
from messlatte.verdict.combine import Combination

__all__ = ["BaseLine", "base_line_of_case", "base_lines_of_statement"]


@dataclass(frozen=True, slots=True)
class BaseLine:
    """Turnover without any plan, on the equally likely paths of one verdict.

    Parameters
    ----------
    verdict : Verdict
        The verdict that is read from the same paths; measurable.
    pair : Pair or None
        Whose trade it is.
    year : int
        Base year.
    turnover : Floats, shape (N, H)
        In whole units of the verdict's currency, in the years after the base year up to the deadline.
    tide : Floats, shape (N, H)
        Log of world trade over what it is on the median path.
    dollars : float
        US dollars for one unit of the currency, at the mean rate of the base year.
    """

    verdict: Verdict
    pair: Pair | None
    year: int
    turnover: Floats
    tide: Floats
    dollars: float

    @property
    def years(self) -> tuple[int, ...]:
        """Calendar years of the columns."""
        return tuple(range(self.year + 1, self.year + 1 + self.turnover.shape[1]))


def base_line_of_case(case: Case, *, language: str = "en", today: dt.date | None = None) -> BaseLine | None:
    """Base line of one case; None where nothing can be measured."""
    return _base_line(Combination(case.checked()), language, last_year(today), asked=True)


def base_lines_of_statement(
    statement: Statement,
    *,
    language: str | None = None,
    by: Month | None = None,
    target: float | None = None,
    today: dt.date | None = None,
) -> tuple[BaseLine, ...]:
    """Base lines of every combination of readings that can be measured, the likeliest first.

    Raises
    ------
    NothingMeasurableError
        If the statement names no target for the trade of two economies.
    """
    last = last_year(statement.made_on or today)
    found = asked_combinations(statement, by=by, target=target, today=today)
    lines = (_base_line(combination, language or statement.language, last, asked=by is not None) for combination in found)
    return tuple(line for line in lines if line is not None)


def _base_line(combination: Combination, language: str, last_complete_year: int, *, asked: bool) -> BaseLine | None:
    from messlatte.verdict.record import usd

    verdict, _, found = verdict_of(combination, language, last_complete_year, asked)
    if found.view is None:
        return None
    years = slice(0, found.years)
    tide = found.view.tide - np.median(found.view.tide, axis=0)
    turnover = verdict.baseline.amount.value * np.exp(found.view.mixed.logs[:, years])
    dollars = usd(1.0, verdict.target.currency, found.basis.year) or float("nan")
    return BaseLine(verdict, combination.case.pair, found.basis.year, turnover, tide[:, years], dollars)
