"""How high the bar is, for a case or for every combination of readings of a statement."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import replace

from messlatte.core.answer import Answer, Baseline, Forecast, Height, Horizon, Mixture, Probability, TidePart, Verdict, YearsToClear
from messlatte.core.errors import NothingMeasurableError, UsageError
from messlatte.core.quantity import Amount, Month
from messlatte.core.statement import Finding, Statement
from messlatte.models.fitted import current
from messlatte.models.outlook import Outlook
from messlatte.verdict.basis import Basis
from messlatte.verdict.case import Case
from messlatte.verdict.combine import Combination, combinations
from messlatte.verdict.reference import base_rate_of, counts_source
from messlatte.verdict.resolve import DEFAULT_YEARS, Resolved, resolve, whole_years
from messlatte.verdict.scale import height_of
from messlatte.verdict.wording import sentence_of

__all__ = ["DEFAULT_YEARS", "asked_combinations", "assess_case", "assess_statement", "last_year", "told_world", "verdict_of"]

_SHOWN = 10
_BANDS = (0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95)


def assess_case(case: Case, *, language: str = "en", today: dt.date | None = None) -> Answer:
    """Answer one case.

    Parameters
    ----------
    case : Case
        A pair, what is known of it and a target.
    language : str
        Of the sentence.
    today : datetime.date, optional
        Decides which year is the last complete one where no year is given.
    """
    verdict, findings, _ = verdict_of(Combination(case.checked()), language, last_year(today))
    return Answer(
        case.pair, None, language, sentence_of([verdict], language), (verdict,), _mixture((verdict,)), findings, verdict.sources, case.id
    )


def told_world(case: Case, ratio: float | None) -> Case:
    """Same case, told world trade at its deadline over world trade in the base year; without a deadline that of the default horizon."""
    if ratio is None:
        return case
    if not (math.isfinite(ratio) and ratio > 0):
        raise UsageError(f"--world: a ratio above 0 is needed, such as 1.21, found {ratio}")
    base = case.year or last_year(None)
    end = base + DEFAULT_YEARS if case.by is None else base + max(1, whole_years(case.by, base))
    return replace(case, world=((end, ratio),), year=base)


def assess_statement(
    statement: Statement,
    *,
    language: str | None = None,
    by: Month | None = None,
    target: float | None = None,
    world: float | None = None,
    today: dt.date | None = None,
) -> Answer:
    """Answer a statement for every combination of its readings.

    Parameters
    ----------
    statement : Statement
        What was read.
    language : str, optional
        Of the answer; the statement's own by default.
    by, target : Month, float, optional
        A deadline and an amount to ask for instead of those stated.
    world : float, optional
        World trade at the deadline over world trade in the base year, to condition on it.

    Raises
    ------
    NothingMeasurableError
        If it states no target that could be measured.
    UsageError
        If ``by`` lies in the past as seen from the statement's level.
    """
    language = language or statement.language
    found = asked_combinations(statement, by=by, target=target, world=world, today=today)
    answered = [verdict_of(combination, language, last_year(statement.made_on or today), by is not None) for combination in found]
    verdicts = tuple(verdict for verdict, _, _ in answered)
    findings = {finding.code: finding for finding in (*statement.findings, *(f for _, fs, _ in answered for f in fs))}
    sources = tuple(dict.fromkeys(source for verdict in verdicts for source in verdict.sources))
    pair = found[0].case.pair
    return Answer(
        pair,
        statement,
        language,
        sentence_of(verdicts, language),
        verdicts,
        _mixture(verdicts),
        tuple(findings.values()),
        sources,
        statement.id,
    )


def asked_combinations(
    statement: Statement, *, by: Month | None, target: float | None, world: float | None = None, today: dt.date | None = None
) -> list[Combination]:
    """Combinations of readings of a statement, the likeliest first; see `assess_statement` for the parameters.

    Raises
    ------
    NothingMeasurableError
        If there is none.
    """
    found = combinations(statement, by=by, target=target, last_complete_year=last_year(statement.made_on or today))
    if not found:
        raise NothingMeasurableError("the statement names no target for the trade of two economies; `messlatte read` shows what was read")
    return [replace(combination, case=told_world(combination.case, world)) for combination in found]


def last_year(today: dt.date | None) -> int:
    """Last complete calendar year, as seen from a day; from today by default."""
    return (today or dt.date.today()).year - 1


def verdict_of(
    combination: Combination, language: str, last_complete_year: int, asked: bool = True
) -> tuple[Verdict, tuple[Finding, ...], Resolved]:
    """One combination of readings, what a reader should know about it, and what it was measured from."""
    found = resolve(combination.case, last_complete_year, asked=asked)
    if found.view is None:
        return _not_measurable(combination, found.basis, found.years), found.basis.findings, found
    measured = _measured(replace(combination, case=found.case), found.basis, found.years, found.view, language)
    return measured, found.basis.findings, found


def _measured(combination: Combination, basis: Basis, years: int, view: Outlook, language: str) -> Verdict:
    """Every number of a verdict, all from the same paths."""
    case, baseline, situation = combination.case, basis.baseline, basis.situation
    assert baseline is not None
    assert situation is not None
    multiple = case.target / baseline.amount.value
    bar = math.log(multiple)
    by, within = view.in_year(bar), view.by_year(bar)
    horizons = tuple(
        Horizon(
            h,
            Month(basis.year + h, 12),
            multiple ** (1 / h) - 1,
            base_rate_of(view, h, multiple, language),
            within[h - 1],
            by[h - 1],
        )
        for h in range(1, max(_SHOWN, years) + 1)
    )
    chosen = horizons[years - 1]
    low, middle, high = view.mixed.first_passage(bar, (0.1, 0.5, 0.9))
    return Verdict(
        weight=combination.weight,
        notes=combination.notes,
        baseline=baseline,
        target=Amount(case.target, case.currency),
        by=case.by,
        multiple=multiple,
        years=years,
        required_growth=chosen.required_growth,
        base_rate=chosen.base_rate,
        probability=chosen.probability,
        probability_in_year=chosen.probability_in_year,
        years_to_clear=YearsToClear(low, middle, high, 1 - within[-1].value),
        years_at_stated_pace=_at_stated_pace(multiple, case.growth),
        height=height_of(chosen.probability.value),
        tide=tuple(
            TidePart(name, float(growth[years - 1]), float(paths.by_year(bar)[years - 1])) for name, growth, paths in view.scenarios
        ),
        horizons=horizons[:_SHOWN],
        forecast=_forecast(view, baseline, basis.year, max(_SHOWN, years)),
        history=basis.history,
        examples=current().examples.pick(view.size, view.growth, years, multiple, situation.level),
        claims=combination.claims,
        sources=(*basis.sources, counts_source(current().counts)),
    )


def _forecast(view: Outlook, baseline: Baseline, year: int, years: int) -> Forecast:
    import numpy as np

    values = baseline.amount.value * np.exp(view.mixed.quantiles(_BANDS)[:years])
    rows = tuple(tuple(float(value) for value in row) for row in values)
    return Forecast(tuple(range(year + 1, year + 1 + years)), _BANDS, rows, baseline.amount.currency or "", f"bar/3 ({view.tier})")


def _at_stated_pace(multiple: float, growth: float | None) -> float | None:
    if growth is None or growth <= 0 or multiple <= 1:
        return None
    return math.log(multiple) / math.log1p(growth)


def _not_measurable(combination: Combination, basis: Basis, years: int) -> Verdict:
    case = combination.case
    baseline = basis.baseline or Baseline(Amount(float("nan"), case.currency), None, "none")
    multiple = case.target / baseline.amount.value
    required = multiple ** (1 / years) - 1 if years > 0 else float("nan")
    return Verdict(
        weight=combination.weight,
        notes=combination.notes,
        baseline=baseline,
        target=Amount(case.target, case.currency),
        by=case.by,
        multiple=multiple,
        years=years,
        required_growth=required,
        base_rate=None,
        probability=None,
        probability_in_year=None,
        years_to_clear=None,
        years_at_stated_pace=_at_stated_pace(multiple, case.growth),
        height=Height.NOT_MEASURABLE,
        history=basis.history,
        claims=combination.claims,
        sources=basis.sources,
    )


def _mixture(verdicts: Sequence[Verdict]) -> Mixture | None:
    """Verdicts mixed by their weights; those that cannot be measured are left out."""
    known = [
        (v.weight, v.probability, v.probability_in_year)
        for v in verdicts
        if v.probability is not None and v.probability_in_year is not None
    ]
    total = sum(weight for weight, _, _ in known)
    if not known or total <= 0:
        return None

    def mix(chances: Sequence[Probability]) -> Probability:
        weights = [weight / total for weight, _, _ in known]
        parts = [(p.value, p.low, p.high) for p in chances]
        return Probability(*(sum(w * part[k] for w, part in zip(weights, parts, strict=True)) for k in range(3)))

    probability = mix([p for _, p, _ in known])
    return Mixture(probability, mix([q for _, _, q in known]), height_of(probability.value))
