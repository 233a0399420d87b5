"""A chosen plan judged on draws it was not chosen on: its probability with its error, its turnover by year, any part of it at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from messlatte.core.plan import Chance, Spread
from messlatte.plan.candidate import Candidate, Draws
from messlatte.plan.portfolio import published_chance
from messlatte.plan.problem import Floats
from messlatte.plan.sample import Sample
from messlatte.verdict.base_line import BaseLine

__all__ = ["Judge", "Judgement", "judge_of"]


@dataclass(frozen=True, slots=True)
class Judgement:
    """Probabilities of one set of projects: in the deadline's year, and in some year up to it."""

    in_year: Chance
    until: Chance


@dataclass(frozen=True)
class Judge:
    """Fresh draws of base line and chosen projects.

    Parameters
    ----------
    base : Floats, shape (years, draws)
    goods, services : sequence of Draws, each of shape (years, draws)
        By position in the plan.
    target : float
    paths : int
        Number of different paths of the base line; the draws go through them round by round.
    """

    base: Floats
    goods: Sequence[Draws]
    services: Sequence[Draws]
    target: float
    paths: int

    def turnover(self, members: Sequence[int], *, services: bool) -> Floats:
        """Turnover with some of the projects, shape (years, draws)."""
        total = self.base.copy()
        for k in members:
            total += self.goods[k]
            if services:
                total += self.services[k]
        return total

    def judge(self, members: Sequence[int], *, services: bool) -> Judgement:
        """Probabilities with some of the projects."""
        cleared = self.turnover(members, services=services) >= self.target
        return Judgement(self._chance(cleared[-1]), self._chance(np.logical_or.reduce(cleared, axis=0)))

    def _chance(self, cleared: npt.NDArray[np.bool_]) -> Chance:
        """Share with its standard error: draws on the same path of the base line are not independent, so paths are what is counted."""
        by_path = cleared.reshape(-1, self.paths).mean(axis=0)
        error = float(by_path.std(ddof=1) / np.sqrt(self.paths))
        return Chance(published_chance(float(by_path.mean()), self.paths), error, cleared.size)

    def gain(self, members: Sequence[int], *, services: bool) -> Chance:
        """What some of the projects add to the probability of the deadline's year, with the error of the difference."""
        cleared = self.turnover(members, services=services)[-1] >= self.target
        more = (cleared.astype(np.float64) - (self.base[-1] >= self.target)).reshape(-1, self.paths).mean(axis=0)
        scale = self.paths / (self.paths + 1)
        return Chance(float(more.mean()) * scale, float(more.std(ddof=1) / np.sqrt(self.paths)), cleared.size)

    def spreads(self, members: Sequence[int], *, services: bool) -> list[Spread]:
        """Quantiles by year."""
        rows = np.quantile(self.turnover(members, services=services), (0.1, 0.5, 0.9), axis=1)
        return [Spread(float(low), float(middle), float(high)) for low, middle, high in rows.T]

    def on(self, line: BaseLine) -> Judge:
        """Same projects above another base line of the same years, such as that of another reading."""
        rounds = self.base.shape[1] // self.paths
        return Judge(np.tile(line.turnover.T, (1, rounds)), self.goods, self.services, line.verdict.target.value, self.paths)


def judge_of(sample: Sample, choices: Sequence[tuple[Candidate, int]]) -> Judge:
    """Judge of chosen projects with their years of start."""
    goods = [sample.brings(candidate, start, services=False) for candidate, start in choices]
    services = [sample.brings(candidate, start, services=True) for candidate, start in choices]
    line = sample.line
    return Judge(sample.base, goods, services, line.verdict.target.value, len(line.turnover))
