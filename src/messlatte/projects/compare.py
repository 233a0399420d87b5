"""Projects side by side: which of them none of the others beats in every respect. No sum, no score, no default weights."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from messlatte.core.appraisal import Appraisal, Benefit
from messlatte.core.errors import UsageError
from messlatte.core.project import Project
from messlatte.projects.acceptability import Acceptability, dominated_share, dominates, flips, pareto_front, rank_acceptability, scaled
from messlatte.projects.annuity import Floats
from messlatte.projects.appraisal import METHOD, appraise, carried_out
from messlatte.projects.benefits import benefit_draws
from messlatte.projects.document import indicator_document
from messlatte.projects.profit import profit_draws

__all__ = ["SCHEMA", "ByWeights", "Compared", "Comparison", "compare_projects", "comparison_document"]

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


Criterion = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Projects of one pair.

    Parameters
    ----------
    criteria : tuple of (benefit or ``trade``, indicator, party)
        Those that every project has; more is better in all of them.
    projects : tuple of Compared
    acceptability : Acceptability
        Ranks under all weights, on the middle values.
    by_weights : ByWeights or None
        What the user's weights say, if any were given.
    """

    criteria: tuple[Criterion, ...]
    projects: tuple[Compared, ...]
    acceptability: Acceptability
    by_weights: ByWeights | None = None


@dataclass(frozen=True, slots=True)
class ByWeights:
    """An order by the user's own weights, and how fragile it is; the weighted sums are not kept, since they mean nothing by themselves.

    Parameters
    ----------
    weights : tuple of float
        Of each criterion; they add up to 1.
    order : tuple of str
        Ids of projects, first to last.
    flips : tuple of (float or None, float or None)
        For each criterion the nearest weight below and above its own at which another project comes first.
    """

    weights: tuple[float, ...]
    order: tuple[str, ...]
    flips: tuple[tuple[float | None, float | None], ...]


def compare_projects(
    projects: Sequence[Project], *, draws: int = 10_000, seed: int = 0, weights: Mapping[str, float] | None = None
) -> Comparison:
    """Compare projects of one pair.

    Parameters
    ----------
    projects : sequence of Project
        Two or more, with different ids and the same two parties, in whichever role.
    draws, seed
        As in `appraise`.
    weights : mapping of benefit (or ``trade``) to weight, optional
        What counts how much to the user, in any unit; a benefit's weight is shared out evenly over its indicators. There is no default.

    Raises
    ------
    UsageError
        If ids repeat, the parties differ or a weight names nothing that is compared.
    """
    ids = [p.id for p in projects]
    if len(set(ids)) < len(ids):
        raise UsageError(f"every project needs an id of its own, found {', '.join(ids)}")
    pairs = {tuple(sorted(p.parties)) for p in projects}
    if len(pairs) > 1:
        raise UsageError(f"projects of one pair are compared, found {', '.join(' and '.join(pair) for pair in sorted(pairs))}")
    parties = sorted(pairs.pop())
    found = [_values(p, parties, draws, seed) for p in projects]
    criteria = tuple(key for key in found[0] if all(key in values and np.isfinite(values[key]).all() for values in found))
    values = [np.stack([each[key] for key in criteria]) for each in found]
    appraisals = [appraise(p, draws=draws, seed=seed) for p in projects]
    table = np.stack([np.percentile(v, 50, axis=1) for v in values])
    front, shares = pareto_front(table), dominated_share(np.stack(values).transpose(2, 0, 1))
    rows = []
    for i, appraisal in enumerate(appraisals):
        others = [j for j in range(len(projects)) if j != i]
        better = tuple(ids[j] for j in others if bool(dominates(table[j], table[i])))
        rows.append(Compared(appraisal, bool(front[i]), better, {ids[j]: float(shares[j, i]) for j in others if shares[j, i] > 0}))
    ordered = _by_weights(table, ids, criteria, weights) if weights else None
    return Comparison(criteria, tuple(rows), rank_acceptability(table, seed=seed), ordered)


def _values(project: Project, parties: Sequence[str], draws: int, seed: int) -> dict[Criterion, Floats]:
    """What projects are compared in, shape (draws,) each: economic net present value by party, trade of the best year, other benefits."""
    simulation = carried_out(project, draws, seed)
    values: dict[Criterion, Floats] = {(Benefit.PROFIT.value, "enpv", party): profit_draws(simulation, party) for party in parties}
    values["trade", "additional", ""] = simulation.trade.sum(axis=0).max(axis=0)
    others = benefit_draws(project, simulation)
    return values | {(benefit.value, name, party): others[benefit, name, party] for benefit, name, party in sorted(others)}


def _by_weights(values: Floats, ids: Sequence[str], criteria: Sequence[Criterion], weights: Mapping[str, float]) -> ByWeights:
    known = sorted({criterion[0] for criterion in criteria})
    wrong = sorted(set(weights) - set(known))
    if wrong:
        raise UsageError(f"weight of {', '.join(wrong)}: not among what these projects are compared in ({', '.join(known)})")
    if min(weights.values()) < 0 or not 0 < sum(weights.values()) < float("inf"):
        raise UsageError("weights: numbers from 0 are needed, at least one of them above 0")
    share = np.array([weights.get(c[0], 0.0) / sum(d[0] == c[0] for d in criteria) for c in criteria])
    share = share / share.sum()
    order = np.argsort(-(scaled(values) @ share), kind="stable")
    crossings = [tuple(None if np.isnan(edge) else float(edge) for edge in row) for row in flips(values, share)]
    return ByWeights(tuple(share.tolist()), tuple(ids[n] for n in order), tuple((low, high) for low, high in crossings))


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
        "acceptability": {
            "weight_vectors": found.acceptability.draws,
            "ranks": found.acceptability.ranks.tolist(),
            "central_weights": [
                None if np.isnan(row).any() else dict(zip(_names(found.criteria), row.tolist(), strict=True))
                for row in found.acceptability.central
            ],
        },
        "by_weights": None if found.by_weights is None else dataclasses.asdict(found.by_weights),
        "method": METHOD,
        "draws": found.projects[0].appraisal.draws,
        "seed": found.projects[0].appraisal.seed,
    }  # fmt: skip


def _names(criteria: Sequence[Criterion]) -> list[str]:
    return [":".join(part for part in criterion if part) for criterion in criteria]
