"""What `areas` expects of the flows that projects would add to: shown beside them, never added to turnover.

The base line holds the growth of all existing flows already; adding an opportunity to it would count the same trade twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from messlatte.areas.industries import industries_of
from messlatte.core.errors import DataError, UsageError
from messlatte.core.opportunity import Opportunities, Opportunity
from messlatte.core.plan import Plan
from messlatte.plan.candidate import Candidate
from messlatte.verdict.base_line import BaseLine

__all__ = ["with_prospects"]


def with_prospects(plan: Plan, candidates: Sequence[Candidate], line: BaseLine, language: str, found: Opportunities | None = None) -> Plan:
    """Plan whose projects carry the industry of their largest flow and its chance of growing beyond the market, where it is ranked.

    Parameters
    ----------
    line : BaseLine
        Its pair and level are those of the opportunities.
    found : Opportunities, optional
        Where they are at hand already.

    Returns
    -------
    Plan
        As it is where the tables do not hold the pair.
    """
    from messlatte.areas.find import find_opportunities

    assert line.pair is not None
    try:
        found = found or find_opportunities(line.pair, language=language, turnover=line.verdict.baseline.amount.value * line.dollars)
    except (DataError, UsageError):
        return plan
    rows = {(row.exporter, row.importer, row.product): row for row in found.rows}
    known = {candidate.id: _row(candidate, rows) for candidate in candidates}
    projects = []
    for project in plan.projects:
        row = known.get(project.id)
        projects.append(project if row is None else replace(project, area=row.name, area_chance=row.probability))
    return replace(plan, projects=tuple(projects), sources=tuple(dict.fromkeys((*plan.sources, *found.sources))))


def _row(candidate: Candidate, rows: dict[tuple[str, str, str], Opportunity]) -> Opportunity | None:
    goods = candidate.scheme == "hs"
    industries = industries_of((candidate.code,) if goods else (), () if goods else (candidate.code,), ())
    found = (rows.get((candidate.exporter, candidate.importer, industry)) for industry in industries)
    return next((row for row in found if row is not None), None)
