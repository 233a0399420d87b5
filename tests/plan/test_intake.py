"""Project files become candidates; what may not be chosen is left out with its reason."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from messlatte.core.errors import InputError, UsageError
from messlatte.core.project import Project
from messlatte.plan.intake import read_projects, take_in
from messlatte.plan.screened import blocking_by_lists
from messlatte.projects import example_folder, simulate
from messlatte.verdict.places import known_pair

PAIR = known_pair("BLR", "RU-TUL", "en")


@pytest.fixture(scope="module")
def projects() -> tuple[Project, ...]:
    return read_projects(example_folder())


def test_every_example_is_a_candidate_whose_trade_is_the_simulation_s(projects: tuple[Project, ...]) -> None:
    taken = take_in(projects, PAIR)
    assert [c.id for c in taken.candidates] == [p.id for p in projects]
    for candidate, project in list(zip(taken.candidates, projects, strict=True))[:3]:
        traces, trade = candidate.simulate(500, 3), simulate(project, draws=500, seed=3).trade.sum(axis=0)
        np.testing.assert_allclose(traces.goods + traces.services, trade, rtol=1e-4, atol=1.0)
        assert sum(spent.sum() for spent in candidate.cost.values()) > 0


def test_a_region_s_project_counts_for_its_country(projects: tuple[Project, ...]) -> None:
    assert len(take_in(projects, known_pair("BLR", "RUS", "en")).candidates) == len(projects)
    others = take_in(projects, known_pair("DEU", "POL", "en"))
    assert not others.candidates
    assert {out.reason for out in others.left_out} == {"other pair"}


def test_arms_and_those_who_make_them_are_left_out(projects: tuple[Project, ...]) -> None:
    arms = replace(projects[1], flows=(replace(projects[1].flows[1], code="9306"), *projects[1].flows[2:]))
    maker = replace(projects[2], firms=("NPO Splav",))
    taken = take_in((projects[0], arms, maker), PAIR, blocking=blocking_by_lists(None, "en"))
    assert {out.id: out.reason for out in taken.left_out} == {arms.id: "arms", maker.id: "screening"}


def test_who_needs_a_project_that_is_out_is_out_too(projects: tuple[Project, ...]) -> None:
    first, second, third = projects[:3]
    chain = (first, replace(second, requires=(first.id,)), replace(third, requires=(second.id,)))
    taken = take_in(chain, PAIR, asked_out=(first.id,))
    assert not taken.candidates
    assert {out.id: out.reason for out in taken.left_out} == {first.id: "asked", second.id: "prerequisite", third.id: "prerequisite"}


def test_what_is_not_there_is_refused(projects: tuple[Project, ...], tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no project 'moon'"):
        take_in(projects, PAIR, asked_out=("moon",))
    text = (example_folder() / "food-and-grain.toml").read_text(encoding="utf-8")
    for name in ("a", "b"):
        (tmp_path / f"{name}.toml").write_text('id = "same"\n' + text, encoding="utf-8")
    with pytest.raises(InputError, match="ids of projects must differ"):
        read_projects(tmp_path)
