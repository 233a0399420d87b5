"""From candidates, a base line and terms to the problem that the solver knows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from messlatte.core.errors import UsageError
from messlatte.core.plan import Constraint, Limiting
from messlatte.plan.candidate import Candidate, at_start
from messlatte.plan.problem import Floats, Limit, Problem, Share
from messlatte.plan.sample import Sample
from messlatte.plan.terms import Allowance, Terms

__all__ = ["UNIT", "Portfolio", "build_portfolio", "needed_share", "published_chance"]

UNIT = 1e6  # amounts inside the solver are millions
_LEAST_COST = 1e-6


@dataclass(frozen=True)
class Portfolio:
    """A problem with the names that its choices have outside.

    Parameters
    ----------
    problem : Problem
        In millions of the bar's currency.
    candidates : tuple of Candidate
        By project number.
    starts : tuple of int
        Calendar years by start number.
    years : tuple of int
        Calendar years of the base line.
    cost : Floats, shape (projects, starts)
        Present value in whole units.
    spending : mapping of party to Floats, shape (projects, starts, years)
        Expected own money by calendar year, whole units; years after the deadline are not in it.
    """

    problem: Problem
    candidates: tuple[Candidate, ...]
    starts: tuple[int, ...]
    years: tuple[int, ...]
    cost: Floats
    spending: dict[str, Floats]

    def choices(self, plan: Iterable[int]) -> list[tuple[Candidate, int]]:
        """Candidate and calendar year of each choice of a plan."""
        return [(self.candidates[n // len(self.starts)], self.starts[n % len(self.starts)]) for n in plan]

    def numbers(self, choices: Iterable[tuple[str, int]]) -> tuple[int, ...]:
        """Choice numbers of (project, calendar year)."""
        where = {candidate.id: i for i, candidate in enumerate(self.candidates)}
        return tuple(sorted(where[name] * len(self.starts) + self.starts.index(year) for name, year in choices))


def needed_share(probability: float, paths: int) -> float:
    """Share of draws that a published probability corresponds to; see `published_chance`."""
    return (probability * (paths + 1) - 0.5) / paths


def published_chance(share: float, paths: int) -> float:
    """Probability as a verdict publishes it: half a path is added on either side, since what was not drawn is not impossible."""
    return (share * paths + 0.5) / (paths + 1)


def build_portfolio(sample: Sample, candidates: Sequence[Candidate], terms: Terms) -> Portfolio:
    """Values, costs and limits of every start of every candidate.

    Raises
    ------
    UsageError
        If no start year lies between the base year and the deadline, or terms name a project that is not there.
    """
    years = sample.line.years
    starts = _starts(years, terms)
    cost, spending = _money(candidates, starts, years, terms, sample.line.dollars)
    value = np.empty((len(candidates), len(starts), sample.draws), dtype=np.float32)
    for i, candidate in enumerate(candidates):
        for t, start in enumerate(starts):
            value[i, t] = _counted(sample, candidate, start, terms)[-1] / UNIT
    ids = [candidate.id for candidate in candidates]
    priced = np.maximum(cost / UNIT, _LEAST_COST)
    useful = value.mean(axis=2) > 0
    needed = {b for a, b in _prerequisites(candidates, terms)}
    for i, name in enumerate(ids):
        if name not in needed:
            priced[i, ~useful[i]] = np.inf
    problem = Problem(
        names=ids,
        cost=priced,
        value=value,
        base=sample.base[-1] / UNIT,
        target=sample.line.verdict.target.value / UNIT,
        limits=_limits(candidates, starts, years, spending, terms, priced, sample.line.dollars),
        exclusive=[tuple(ids.index(name) for name in names) for names in _exclusive(candidates, terms)],
        prerequisite=[(ids.index(a), ids.index(b)) for a, b in _prerequisites(candidates, terms)],
        shares=_shares(candidates, terms),
    )
    return Portfolio(problem, tuple(candidates), starts, years, cost, spending)


def _starts(years: tuple[int, ...], terms: Terms) -> tuple[int, ...]:
    first, last = terms.first_start or years[0], terms.last_start or years[-1]
    starts = tuple(year for year in years if first <= year <= last)
    if not starts:
        raise UsageError(f"no year of start lies between {first} and {last}; the base line goes from {years[0]} to {years[-1]}")
    return starts


def _counted(sample: Sample, candidate: Candidate, start: int, terms: Terms) -> Floats:
    brought = sample.brings(candidate, start, services=False)
    return np.asarray(brought + sample.brings(candidate, start, services=True) if terms.services else brought, dtype=np.float64)


def _money(
    candidates: Sequence[Candidate], starts: tuple[int, ...], years: tuple[int, ...], terms: Terms, dollars: float
) -> tuple[Floats, dict[str, Floats]]:
    """Present value by choice, and own money by party, choice and calendar year."""
    parties = sorted({party for c in candidates for party in _expected(c)})
    cost = np.zeros((len(candidates), len(starts)))
    spending = {party: np.zeros((len(candidates), len(starts), len(years))) for party in parties}
    for i, candidate in enumerate(candidates):
        for party, by_age in _expected(candidate).items():
            for t, start in enumerate(starts):
                ages = np.arange(len(by_age)) + start - starts[0]
                cost[i, t] += float((by_age / (1 + terms.discount) ** ages).sum()) / dollars
                spending[party][i, t] = at_start(by_age, start - years[0], len(years)) / dollars
    return cost, spending


def _expected(candidate: Candidate) -> dict[str, Floats]:
    return {party: np.asarray(by_age, dtype=np.float64) for party, by_age in candidate.cost.items()}


def _limits(
    candidates: Sequence[Candidate],
    starts: tuple[int, ...],
    years: tuple[int, ...],
    spending: dict[str, Floats],
    terms: Terms,
    priced: Floats,
    dollars: float,
) -> list[Limit]:
    found = []
    for allowance in terms.budgets:
        _known(allowance, spending)
        for year in allowance.years or years:
            if year in years:
                use = spending[allowance.party][:, :, years.index(year)] / UNIT
                found.append(Limit(Constraint(Limiting.BUDGET, (allowance.party,), year), use, allowance.amount / UNIT))
    for allowance in terms.credits:
        for year in allowance.years or years:
            use = _credit(candidates, starts, year, allowance.party) / dollars / UNIT
            found.append(Limit(Constraint(Limiting.CREDIT, (allowance.party,), year), use, allowance.amount / UNIT))
    for t, year in enumerate(starts):
        if terms.starts_a_year is not None:
            found.append(Limit(Constraint(Limiting.STARTS, (), year), _in_year(np.ones(len(candidates)), t, starts), terms.starts_a_year))
        for capacity in terms.capacities:
            uses = dict(capacity.uses)
            taken = np.array([uses.get(candidate.id, 0.0) for candidate in candidates])
            if not capacity.years or year in capacity.years:
                what = Constraint(Limiting.CAPACITY, (capacity.name,), year)
                found.append(Limit(what, _in_year(taken, t, starts), capacity.amount))
    if terms.budget is not None:
        found.append(Limit(Constraint(Limiting.TOTAL), np.where(np.isfinite(priced), priced, 0.0), terms.budget / UNIT))
    return [limit for limit in found if limit.use.any()]


def _known(allowance: Allowance, spending: dict[str, Floats]) -> None:
    if allowance.party not in spending:
        raise UsageError(f"budgets: no project spends money of {allowance.party!r}; the parties are {', '.join(sorted(spending))}")


def _credit(candidates: Sequence[Candidate], starts: tuple[int, ...], year: int, party: str) -> Floats:
    drawn = np.zeros((len(candidates), len(starts)))
    for i, candidate in enumerate(candidates):
        by_age = candidate.credit.get(party)
        for t, start in enumerate(starts):
            if by_age is not None and 0 <= year - start < len(by_age):
                drawn[i, t] = by_age[year - start]
    return drawn


def _in_year(uses: Floats, t: int, starts: tuple[int, ...]) -> Floats:
    out = np.zeros((len(uses), len(starts)))
    out[:, t] = uses
    return out


def _exclusive(candidates: Sequence[Candidate], terms: Terms) -> list[tuple[str, ...]]:
    known = {candidate.id for candidate in candidates}
    own = {tuple(sorted((c.id, other))) for c in candidates for other in c.excludes if other in known and other != c.id}
    groups = [tuple(name for name in group if name in known) for group in terms.exclusive]
    return [*sorted(own), *(group for group in groups if len(group) > 1)]


def _prerequisites(candidates: Sequence[Candidate], terms: Terms) -> list[tuple[str, str]]:
    known = {candidate.id for candidate in candidates}
    own = [(c.id, other) for c in candidates for other in c.requires]
    return [(a, b) for a, b in (*own, *terms.prerequisite) if a in known and b in known]


def _shares(candidates: Sequence[Candidate], terms: Terms) -> list[Share]:
    shares = []
    groups = (
        (Limiting.SECTOR, terms.sector_cap, [c.sector for c in candidates]),
        (Limiting.FIRM, terms.firm_cap, [_lead(c) for c in candidates]),
    )
    for kind, cap, labels in groups:
        if cap is not None:
            names = sorted(set(labels))
            shares.append(Share(kind, names, np.array([names.index(label) for label in labels]), cap))
    return shares


def _lead(candidate: Candidate) -> str:
    """Firm that a project counts for: the first named; a project without one stands for itself."""
    return candidate.firms[0] if candidate.firms else candidate.id
