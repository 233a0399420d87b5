"""What `areas` expects of the flows that projects would add to: shown beside them, never added to turnover.

The base line holds the growth of all existing flows already; adding an opportunity to it would count the same trade twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from messlatte.areas.industries import industries_of
from messlatte.core.opportunity import Opportunities, Opportunity
from messlatte.core.plan import Plan
from messlatte.plan.candidate import Candidate

__all__ = ["with_prospects"]


def with_prospects(plan: Plan, candidates: Sequence[Candidate], found: Opportunities) -> Plan:
    """Plan whose projects carry the industry of their largest flow and its chance of growing beyond the market, where it is ranked."""
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
