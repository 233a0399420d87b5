"""From a case to what its probability is read from: level, horizon, target in the level's currency, paths of turnover."""

from __future__ import annotations

from dataclasses import dataclass, replace

from messlatte.core.errors import UsageError
from messlatte.core.quantity import Month
from messlatte.core.statement import Finding, Severity
from messlatte.models.outlook import HORIZONS, Outlook, outlook
from messlatte.verdict.basis import Basis, basis_of
from messlatte.verdict.case import Case
from messlatte.verdict.record import usd

__all__ = ["DEFAULT_YEARS", "Resolved", "resolve", "whole_years"]

DEFAULT_YEARS = 5  # where no deadline was named


@dataclass(frozen=True, slots=True)
class Resolved:
    """A case ready to be measured.

    Parameters
    ----------
    case : Case
        Its target is in the level's currency where that can be converted.
    basis : Basis
        Level, situation, findings.
    years : int
        Calendar years from the base year to the deadline.
    view : Outlook or None
        Paths of turnover; None where nothing can be measured.
    """

    case: Case
    basis: Basis
    years: int
    view: Outlook | None


def resolve(case: Case, last_complete_year: int, *, asked: bool = True) -> Resolved:
    """Find level, horizon and paths of a case.

    Parameters
    ----------
    case : Case
        A target, and what is known of a pair.
    last_complete_year : int
        Base year where none is given.
    asked : bool
        Whether the deadline was asked for by the user, so that one in the past is an error.

    Raises
    ------
    UsageError
        If a deadline that was asked for lies in the past.
    """
    basis = basis_of(case, last_complete_year)
    years = DEFAULT_YEARS if case.by is None else whole_years(case.by, basis.year)
    if years < 1:
        if asked:
            raise UsageError(f"by: the deadline {case.by} lies in the past as seen from {basis.year}, the year of the level")
        return Resolved(case, basis, years, None)
    goal, converted = _in_level_currency(case, basis)
    if basis.situation is None or goal is None or years > HORIZONS:
        return Resolved(case, replace(basis, findings=(*basis.findings, _why_not(basis, case, years))), years, None)
    world = {year - basis.year: ratio for year, ratio in goal.world if year > basis.year and ratio > 0}
    return Resolved(goal, replace(basis, findings=(*basis.findings, *converted)), years, outlook(basis.situation, world))


def whole_years(by: Month, year: int) -> int:
    """Calendar years from the base year to the deadline; a deadline before July belongs to the year before."""
    return by.year - year - (1 if by.month < 7 and by.year > year + 1 else 0)


def _in_level_currency(case: Case, basis: Basis) -> tuple[Case | None, tuple[Finding, ...]]:
    """Case with its target in the currency of the level, at the mean rates of the base year; None where a rate is missing."""
    unit = None if basis.baseline is None else basis.baseline.amount.currency
    if basis.baseline is None or unit == case.currency:
        return (None if basis.baseline is None else case), ()
    goal, one = usd(case.target, case.currency, basis.year), usd(1.0, unit, basis.year)
    if goal is None or not one:
        return None, ()
    note = Finding(
        "target-converted",
        Severity.NOTE,
        "The target was converted from {target} to {level} at the mean rates of {year} (European Central Bank).",
        {"target": case.currency or "?", "level": unit or "?", "year": basis.year},
    )
    return replace(case, target=goal / one, currency=unit), (note,)


def _why_not(basis: Basis, case: Case, years: int) -> Finding:
    if basis.baseline is None:
        return Finding(
            "no-level", Severity.WARNING, "Neither the statement nor the customs record gives a level to measure the target from."
        )
    if years > HORIZONS:
        return Finding(
            "deadline-too-far",
            Severity.WARNING,
            "The deadline is {years} years away; history is long enough for {most}.",
            {"years": years, "most": HORIZONS},
        )
    return Finding(
        "currencies-differ",
        Severity.WARNING,
        "The level is in {level}, the target in {target}; no rate is at hand to compare them.",
        {"level": basis.baseline.amount.currency or "?", "target": case.currency or "?"},
    )
