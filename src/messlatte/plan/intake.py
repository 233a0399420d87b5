"""From project files to candidates: what may be chosen, what may not and why."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from messlatte.core.arms import is_arms
from messlatte.core.economy import Economy, Pair
from messlatte.core.errors import InputError, UsageError
from messlatte.core.plan import LeftOut
from messlatte.core.project import Project, TradeFlow
from messlatte.plan.candidate import Candidate, Traces
from messlatte.projects import load, simulate
from messlatte.verdict.places import known_economy

__all__ = ["Blocking", "Intake", "counts_for", "read_projects", "take_in"]

_COST_DRAWS = 2_048
_COST_SEED = 0

Blocking = Callable[[Project], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Intake:
    """Candidates, and the projects that cannot be chosen."""

    candidates: tuple[Candidate, ...]
    left_out: tuple[LeftOut, ...]


def read_projects(path: Path) -> tuple[Project, ...]:
    """Projects of a file, or of every ``.toml`` of a folder, by name.

    Raises
    ------
    InputError
        If there is none, or two have the same id.
    """
    files = sorted(path.glob("*.toml")) if path.is_dir() else [path]
    if not files:
        raise InputError(f"{path}: no project file (*.toml) in this folder; `messlatte project new` writes one")
    projects = tuple(load(file) for file in files)
    seen: dict[str, Path] = {}
    for project, file in zip(projects, files, strict=True):
        if project.id in seen:
            raise InputError(f"{file}: the id {project.id!r} is that of {seen[project.id].name} too; ids of projects must differ")
        seen[project.id] = file
    return projects


def take_in(projects: Sequence[Project], pair: Pair, *, asked_out: Sequence[str] = (), blocking: Blocking = lambda _: ()) -> Intake:
    """Candidates of a plan for a pair.

    Parameters
    ----------
    projects : sequence of Project
    pair : Pair
        Whose bar it is; a project of a region counts for its country.
    asked_out : sequence of str
        Ids that the user leaves out.
    blocking : callable
        Reasons why a project is held back by screening; none by default.

    Raises
    ------
    UsageError
        If a project is left out, required or excluded that is not there.
    """
    known = {project.id for project in projects}
    for name in asked_out:
        if name not in known:
            raise UsageError(f"left_out: there is no project {name!r}; known are {', '.join(sorted(known))}")
    candidates, left_out = [], []
    for project in projects:
        reason = _out(project, pair, asked_out, blocking)
        if reason is None:
            candidates.append(_candidate(project, pair))
        else:
            left_out.append(reason)
    kept, lacking = _with_prerequisites(candidates)
    return Intake(tuple(kept), (*left_out, *lacking))


def _out(project: Project, pair: Pair, asked_out: Sequence[str], blocking: Blocking) -> LeftOut | None:
    """Why a project cannot be chosen; None where it can."""
    codes = [(flow.scheme, flow.code) for flow in project.flows] + [("isic", project.sector)]
    arms = [code for scheme, code in codes if is_arms(scheme, code)]
    if arms:
        return LeftOut(project.id, project.title, "arms", ", ".join(arms))
    if not counts_for(project, pair):
        return LeftOut(project.id, project.title, "other pair", " – ".join(project.parties))
    if project.id in asked_out:
        return LeftOut(project.id, project.title, "asked")
    reasons = blocking(project)
    return LeftOut(project.id, project.title, "screening", "; ".join(reasons)) if reasons else None


def _with_prerequisites(candidates: Sequence[Candidate]) -> tuple[list[Candidate], list[LeftOut]]:
    """Candidates whose prerequisites are candidates too, found again until nothing changes."""
    kept = list(candidates)
    lacking: list[LeftOut] = []
    while True:
        ids = {candidate.id for candidate in kept}
        missing = {c.id: [name for name in c.requires if name not in ids] for c in kept}
        gone = [c for c in kept if missing[c.id]]
        if not gone:
            return kept, lacking
        lacking += [LeftOut(c.id, c.title, "prerequisite", ", ".join(missing[c.id])) for c in gone]
        kept = [c for c in kept if not missing[c.id]]


def _belongs(code: str, economy: Economy) -> bool:
    return code == economy.code or known_economy(code, "en").part_of == economy.code


def _counts(flow: TradeFlow, pair: Pair) -> bool:
    """Whether a flow crosses between the two, in either direction."""
    there = _belongs(flow.exporter, pair.a) and _belongs(flow.importer, pair.b)
    return there or (_belongs(flow.exporter, pair.b) and _belongs(flow.importer, pair.a))


def counts_for(project: Project, pair: Pair) -> bool:
    """Whether anything of a project crosses between the two."""
    return any(_counts(flow, pair) for flow in project.flows)


def _candidate(project: Project, pair: Pair) -> Candidate:
    counted = np.array([_counts(flow, pair) for flow in project.flows])
    service = np.array([flow.is_service for flow in project.flows])

    def traces(draws: int, seed: int) -> Traces:
        trade = simulate(project, draws=draws, seed=seed).trade
        goods, services = (trade[counted & part].sum(axis=0).astype(np.float32) for part in (~service, service))
        return Traces(goods, services)

    tried = simulate(project, draws=_COST_DRAWS, seed=_COST_SEED)
    largest = project.flows[int(np.argmax(np.where(counted, np.abs(tried.trade).mean(axis=2).sum(axis=1), -1.0)))]
    return Candidate(
        id=project.id,
        title=project.title,
        sector=project.sector,
        simulate=traces,
        cost={party: spent.mean(axis=1) for party, spent in tried.cost.items()},
        credit={party: drawn.mean(axis=1) for party, drawn in tried.credit.items()},
        firms=project.firms,
        requires=project.requires,
        excludes=project.excludes,
        exporter=largest.exporter,
        importer=largest.importer,
        scheme=largest.scheme,
        code=largest.code,
        industry=largest.industry,
        price_year=project.price_year,
    )
