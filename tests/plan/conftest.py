"""Invented projects above a real base line: small enough to be solved exactly."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import numpy as np
import pytest

from messlatte.core.economy import Economy, Pair
from messlatte.core.quantity import Month
from messlatte.plan.candidate import Candidate, Traces
from messlatte.plan.make import Made, make_plan
from messlatte.plan.sensitivity import Effort
from messlatte.plan.terms import Terms
from messlatte.verdict.base_line import BaseLine, base_line_of_case
from messlatte.verdict.case import Case

QUICK = Effort(search=600, proof=4_000, iterations=60, nodes=300, plans=4, sets=4, draws=512)
PAIR = Pair(Economy("BLR", "Belarus"), Economy("RU-TUL", "Tula Region", "RUS"))


def case(target: float = 8e8, by: int = 2029, level: float = 5e8) -> Case:
    return Case(target=target, pair=PAIR, level=level, year=2024, by=Month(by, 12))


@lru_cache(maxsize=8)
def base_line(target: float = 8e8, by: int = 2029, level: float = 5e8) -> BaseLine:
    line = base_line_of_case(case(target, by, level))
    assert line is not None
    return line


def candidate(
    name: str, full: float, cost: float, success: float, *, services: float = 0.0, sector: str = "28", **more: object
) -> Candidate:
    """A project that reaches ``full`` US dollars a year in its third year, or nothing."""

    def simulate(draws: int, seed: int) -> Traces:
        rng = np.random.default_rng(seed)
        works = (rng.random(draws) < success) * rng.lognormal(-0.02, 0.2, draws)
        ramp = np.array([0, 0.4, 0.8, *[1.0] * 9])[:, None]
        return Traces((full * ramp * works).astype(np.float32), (services * ramp * works).astype(np.float32))

    spent = {"BLR": np.array([0.6, 0.4]) * cost * 0.5, "RU-TUL": np.array([0.6, 0.4]) * cost * 0.5}
    return Candidate(name, name.title(), sector, simulate, spent, **more)  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def candidates() -> tuple[Candidate, ...]:
    return (
        candidate("bus", 120e6, 80e6, 0.8, services=20e6, sector="29", firms=("Firm A",)),
        candidate("barn", 90e6, 50e6, 0.7, services=30e6, sector="41"),
        candidate("truck", 160e6, 120e6, 0.85, sector="29", firms=("Firm A",)),
        candidate("combine", 100e6, 60e6, 0.6, sector="28"),
        candidate("railway", 60e6, 24e6, 0.9, sector="30"),
    )


@pytest.fixture(scope="session")
def make(candidates: tuple[Candidate, ...]) -> Callable[..., Made]:
    def made(terms: Terms | None = None, line: BaseLine | None = None, seed: int = 0, **more: object) -> Made:
        return make_plan((line or base_line(),), candidates, terms or Terms(probability=0.5), effort=QUICK, seed=seed, **more)  # type: ignore[arg-type]

    return made


@pytest.fixture(scope="session")
def made(make: Callable[..., Made]) -> Made:
    return make()
