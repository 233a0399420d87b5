"""Plans of stored statements, made once and kept in the calculating process; any part of one is judged at once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from messlatte.core.economy import Pair
from messlatte.core.errors import DataError, NothingMeasurableError, UsageError
from messlatte.core.project import Project
from messlatte.plan.intake import counts_for, read_projects, take_in
from messlatte.plan.judge import Judgement
from messlatte.plan.make import Made, make_plan
from messlatte.plan.prospects import with_prospects
from messlatte.plan.screened import blocking_by_lists
from messlatte.plan.terms import Terms
from messlatte.web.plan_address import PlanAddress

__all__ = ["has_projects", "judged", "plan_of"]


@lru_cache(maxsize=4)
def _projects(folder: Path | None) -> tuple[Project, ...]:
    from messlatte.projects import example_folder

    return read_projects(folder or example_folder())


def has_projects(pair: Pair | None, folder: Path | None) -> bool:
    """Whether the server knows projects of a pair."""
    return pair is not None and any(counts_for(project, pair) for project in _projects(folder))


@lru_cache(maxsize=12)
def _made(address: PlanAddress, text: str, published: str | None, folder: Path | None, version: str) -> Made:
    """Plan of an address, whatever its language; the version of code and data is part of what is remembered."""
    from messlatte.statement.reader import read
    from messlatte.verdict.base_line import base_lines_of_statement

    asked = address.answer
    lines = base_lines_of_statement(read(text, published=published), language=asked.lang, by=asked.by, target=asked.target)
    if not lines:
        raise NothingMeasurableError("the statement gives no level to measure its target from, so nothing can be planned towards it")
    if asked.reading > len(lines):
        raise UsageError(f"reading: {asked.reading} is not one of the {len(lines)} readings")
    first = lines[asked.reading - 1]
    if first.pair is None or not has_projects(first.pair, folder):
        raise DataError("no project of this pair is known here; `messlatte plan statement.txt --projects FOLDER` plans with your own")
    taken = take_in(_projects(folder), first.pair, blocking=blocking_by_lists(None, asked.lang))
    terms = Terms(probability=address.probability, budget=address.budget, services=address.services)
    made = make_plan((first, *(line for line in lines if line is not first)), taken.candidates, terms, left_out=taken.left_out)
    return Made(with_prospects(made.plan, taken.candidates, first, asked.lang), made.judge)


def plan_of(address: PlanAddress, text: str, published: str | None, folder: Path | None) -> Made:
    """Plan of an address, from memory if it was made before."""
    from dataclasses import replace

    from messlatte.web.version import version

    return _made(replace(address, on=None), text, published, folder, version())


def judged(made: Made, on: Sequence[str] | None) -> Judgement:
    """Chance with only some of the plan's projects.

    Raises
    ------
    UsageError
        If one of them is not in the plan.
    """
    ids = [project.id for project in made.plan.projects]
    if on is None:
        members = list(range(len(ids)))
    else:
        for name in on:
            if name not in ids:
                raise UsageError(f"on: {name[:80]!r} is not in the plan; its projects are {', '.join(ids)}")
        members = [ids.index(name) for name in on]
    return made.judge.judge(members, services=made.plan.counts_services)
