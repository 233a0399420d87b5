"""Projects side by side: which of them none of the others beats in every respect. No sum, no score, no default weights."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from messlatte.core.appraisal import Appraisal, Benefit
from messlatte.core.errors import UsageError
from messlatte.core.project import Project
from messlatte.projects.annuity import Floats
from messlatte.projects.appraisal import METHOD, appraise, carried_out
from messlatte.projects.document import indicator_document
from messlatte.projects.profit import profit_draws

__all__ = ["SCHEMA", "Compared", "Comparison", "compare_projects", "comparison_document", "dominates"]

SCHEMA = "messlatte.comparison/1"
OFTEN = 0.9
"""Share of draws from which a project counts as dominated."""


@dataclass(frozen=True, slots=True)
class Compared:
    """One project: its appraisal, whether it is on the front of the middle values, and who dominates it in which share of the draws."""

    appraisal: Appraisal
    on_front: bool
    dominated_by: tuple[str, ...]
    dominated: Mapping[str, float]

    @property
    def dominated_often(self) -> tuple[str, ...]:
        """Projects that dominate it in at least 90 % of the draws."""
        return tuple(name for name, share in self.dominated.items() if share >= OFTEN)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Projects of one pair. ``criteria`` are (benefit or ``trade``, indicator, party); more is better in all of them."""

    criteria: tuple[tuple[str, str, str], ...]
    projects: tuple[Compared, ...]


def dominates(a: Floats, b: Floats) -> Floats:
    """Whether `a` is at least as good as `b` in every criterion and better in one.

    Parameters
    ----------
    a, b : ndarray, shape (criteria,) or (criteria, draws)
        More is better.

    Returns
    -------
    ndarray of bool
        Shape () or (draws,).
    """
    return np.asarray((a >= b).all(axis=0) & (a > b).any(axis=0))


def compare_projects(projects: Sequence[Project], *, draws: int = 10_000, seed: int = 0) -> Comparison:
    """Compare projects of one pair.

    Parameters
    ----------
    projects : sequence of Project
        Two or more, with different ids and the same two parties, in whichever role.
    draws, seed
        As in `appraise`.

    Raises
    ------
    UsageError
        If ids repeat or the parties differ.
    """
    ids = [p.id for p in projects]
    if len(set(ids)) < len(ids):
        raise UsageError(f"every project needs an id of its own, found {', '.join(ids)}")
    pairs = {tuple(sorted(p.parties)) for p in projects}
    if len(pairs) > 1:
        raise UsageError(f"projects of one pair are compared, found {', '.join(' and '.join(pair) for pair in sorted(pairs))}")
    parties = sorted(pairs.pop())
    criteria = (*((Benefit.PROFIT.value, "enpv", party) for party in parties), ("trade", "additional", ""))
    values = [_criteria(p, parties, draws, seed) for p in projects]
    appraisals = [appraise(p, draws=draws, seed=seed) for p in projects]
    middles = [np.percentile(v, 50, axis=1) for v in values]
    rows = []
    for i, appraisal in enumerate(appraisals):
        others = [j for j in range(len(projects)) if j != i]
        better = tuple(ids[j] for j in others if bool(dominates(middles[j], middles[i])))
        shares = {ids[j]: float(dominates(values[j], values[i]).mean()) for j in others}
        rows.append(Compared(appraisal, not better, better, {name: share for name, share in shares.items() if share > 0}))
    return Comparison(criteria, tuple(rows))


def _criteria(project: Project, parties: Sequence[str], draws: int, seed: int) -> Floats:
    """Economic net present value of each party and the greatest yearly additional trade, shape (criteria, draws)."""
    simulation = carried_out(project, draws, seed)
    trade = simulation.trade.sum(axis=0).max(axis=0)
    return np.stack([*(profit_draws(simulation, party) for party in parties), trade])


def comparison_document(found: Comparison, language: str = "en") -> dict[str, object]:
    """Encode a comparison, schema ``messlatte.comparison/1``."""
    return {
        "schema": SCHEMA,
        "criteria": [{"benefit": benefit, "name": name, "party": party or None} for benefit, name, party in found.criteria],
        "projects": [
            {
                "id": row.appraisal.project.id, "title": row.appraisal.project.title, "on_front": row.on_front,
                "dominated_by": list(row.dominated_by), "dominated_share": dict(row.dominated),
                "success": row.appraisal.success.mean,
                "trade_at_peak": dataclasses.asdict(row.appraisal.at_peak.additional),
                "indicators": [indicator_document(cell, language) for cell in row.appraisal.indicators],
            }
            for row in found.projects
        ],
        "method": METHOD,
        "draws": found.projects[0].appraisal.draws,
        "seed": found.projects[0].appraisal.seed,
    }  # fmt: skip
