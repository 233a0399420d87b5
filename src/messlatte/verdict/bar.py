"""How high the bar is, for a case or for every combination of readings of a statement."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import replace

from messlatte.core.answer import Answer, Baseline, Forecast, Height, Horizon, Mixture, Probability, TidePart, Verdict, YearsToClear
from messlatte.core.errors import NothingMeasurableError, UsageError
from messlatte.core.quantity import Amount, Month
from messlatte.core.statement import Finding, Severity, Statement
from messlatte.models.fitted import current
from messlatte.models.outlook import HORIZONS, Outlook, outlook
from messlatte.verdict.basis import Basis, basis_of
from messlatte.verdict.case import Case
from messlatte.verdict.combine import Combination, combinations
from messlatte.verdict.record import usd
from messlatte.verdict.reference import base_rate_of, counts_source
from messlatte.verdict.scale import height_of
from messlatte.verdict.wording import sentence_of

__all__ = ["DEFAULT_YEARS", "assess_case", "assess_statement", "told_world"]

DEFAULT_YEARS = 5  # where no deadline was named
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
    verdict, findings = _verdict(Combination(case.checked()), language, _last_year(today))
    return Answer(
        case.pair, None, language, sentence_of([verdict], language), (verdict,), _mixture((verdict,)), findings, verdict.sources, case.id
    )


def told_world(case: Case, ratio: float | None) -> Case:
    """Same case, told world trade at its deadline over world trade in the base year; without a deadline that of the default horizon."""
    if ratio is None:
        return case
    if not (math.isfinite(ratio) and ratio > 0):
        raise UsageError(f"--world: a ratio above 0 is needed, such as 1.21, found {ratio}")
    base = case.year or _last_year(None)
    end = base + DEFAULT_YEARS if case.by is None else base + max(1, _whole_years(case.by, base))
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
    found = combinations(statement, by=by, target=target, last_complete_year=_last_year(statement.made_on or today))
    if not found:
        raise NothingMeasurableError("the statement names no target for the trade of two economies; `messlatte read` shows what was read")
    found = [replace(combination, case=told_world(combination.case, world)) for combination in found]
    answered = [_verdict(combination, language, _last_year(statement.made_on or today), by is not None) for combination in found]
    verdicts = tuple(verdict for verdict, _ in answered)
    findings = {finding.code: finding for finding in (*statement.findings, *(f for _, fs in answered for f in fs))}
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


def _last_year(today: dt.date | None) -> int:
    return (today or dt.date.today()).year - 1


def _verdict(combination: Combination, language: str, last_complete_year: int, asked: bool = True) -> tuple[Verdict, tuple[Finding, ...]]:
    """One combination of readings, and what a reader should know about it."""
    case = combination.case
    basis = basis_of(case, last_complete_year)
    years = DEFAULT_YEARS if case.by is None else _whole_years(case.by, basis.year)
    if years < 1:
        if asked:
            raise UsageError(f"by: the deadline {case.by} lies in the past as seen from {basis.year}, the year of the level")
        return _not_measurable(combination, basis, years), basis.findings
    goal, converted = _in_level_currency(case, basis)
    situation = basis.situation
    if situation is None or goal is None or years > HORIZONS:
        return _not_measurable(combination, basis, years), (*basis.findings, _why_not(basis, case, years))
    combination = replace(combination, case=goal)
    basis = replace(basis, findings=(*basis.findings, *converted))
    world = {year - basis.year: ratio for year, ratio in goal.world if year > basis.year and ratio > 0}
    return _measured(combination, basis, years, outlook(situation, world), language), basis.findings


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
    return Forecast(tuple(range(year + 1, year + 1 + years)), _BANDS, rows, baseline.amount.currency or "", f"bar/2 ({view.tier})")


def _whole_years(by: Month, year: int) -> int:
    """Calendar years from the base year to the deadline; a deadline before July belongs to the year before."""
    return by.year - year - (1 if by.month < 7 and by.year > year + 1 else 0)


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
