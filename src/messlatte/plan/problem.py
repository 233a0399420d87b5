"""The portfolio problem: projects with start years, scenarios of what they bring, limits, and the bar.

A *choice* is one (project, start) pair; choices are numbered ``project * starts + start``. A plan is a set of choices.
Notation: y_it in {0, 1} is choice, V_its the turnover it adds in the target year in scenario s, B_s the turnover without any plan.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from messlatte.core.plan import Constraint, Limiting

__all__ = ["Floats", "Ints", "Limit", "Problem", "Scenarios", "Share", "Violation", "violations"]

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Scenarios = npt.NDArray[np.float32]

_TOLERANCE = 1e-9


@dataclass(frozen=True, slots=True)
class Limit:
    """A linear limit: the ``use`` of all chosen pairs adds up to at most ``bound``.

    Parameters
    ----------
    what : Constraint
        Says whose limit and of what.
    use : ndarray, shape (projects, starts)
        What each choice takes of it; not negative.
    bound : float
        In the unit of ``use``.
    """

    what: Constraint
    use: Floats
    bound: float


@dataclass(frozen=True, slots=True)
class Share:
    """No group of projects brings more than a share of the expected new turnover.

    Parameters
    ----------
    kind : Limiting
        ``SECTOR`` or ``FIRM``.
    names : sequence of str
        One a group.
    group : ndarray of int, shape (projects,)
        Group of each project.
    cap : float
        The share, a fraction.
    """

    kind: Limiting
    names: Sequence[str]
    group: Ints
    cap: float

    def what(self, group: int) -> Constraint:
        """Constraint of one group."""
        return Constraint(self.kind, (self.names[group],))


@dataclass(frozen=True)
class Problem:
    """Everything a plan is chosen from.

    Parameters
    ----------
    names : sequence of str
        One a project.
    cost : ndarray, shape (projects, starts)
        Present value of a choice's cost; positive, infinite for a choice that is not allowed.
    value : ndarray of float32, shape (projects, starts, scenarios)
        Turnover that a choice adds in the target year.
    base : ndarray, shape (scenarios,)
        Turnover without any plan: the verdict's own scenarios.
    target : float
        The bar, in the unit of ``value``.
    weights : ndarray, shape (scenarios,), optional
        Probabilities of the scenarios; equal by default.
    limits : sequence of Limit
        Budgets, credit and capacity.
    exclusive : sequence of tuple of int
        Of each tuple of projects at most one is started.
    prerequisite : sequence of (int, int)
        (a, b): a may start in t only if b started in t or before.
    shares : sequence of Share
        Caps on sectors and firms.
    """

    names: Sequence[str]
    cost: Floats
    value: Scenarios
    base: Floats
    target: float
    weights: Floats | None = None
    limits: Sequence[Limit] = ()
    exclusive: Sequence[tuple[int, ...]] = ()
    prerequisite: Sequence[tuple[int, int]] = ()
    shares: Sequence[Share] = ()

    def __post_init__(self) -> None:
        projects, starts = self.cost.shape
        if self.value.shape != (projects, starts, len(self.base)):
            raise ValueError(f"value has shape {self.value.shape}, expected {(projects, starts, len(self.base))}")
        if (self.cost <= 0).any():
            raise ValueError("the cost of a choice must be positive")

    @property
    def projects(self) -> int:
        """Number of projects."""
        return int(self.cost.shape[0])

    @property
    def starts(self) -> int:
        """Number of start years."""
        return int(self.cost.shape[1])

    @property
    def size(self) -> int:
        """Number of choices."""
        return int(self.cost.size)

    @cached_property
    def probabilities(self) -> Floats:
        """Weights of the scenarios, summing to 1."""
        raw = np.full(len(self.base), 1.0 / len(self.base)) if self.weights is None else np.asarray(self.weights, dtype=np.float64)
        return np.asarray(raw / raw.sum(), dtype=np.float64)

    @cached_property
    def flat_cost(self) -> Floats:
        """Cost by choice, shape (choices,)."""
        return self.cost.ravel()

    @cached_property
    def flat_value(self) -> Scenarios:
        """Turnover by choice and scenario, shape (choices, scenarios)."""
        return np.ascontiguousarray(self.value.reshape(self.size, len(self.base)))

    @cached_property
    def mean_value(self) -> Floats:
        """Expected turnover by choice, shape (choices,)."""
        return np.asarray(self.flat_value @ self.probabilities.astype(np.float32), dtype=np.float64)

    @cached_property
    def use(self) -> Floats:
        """Use of each limit by choice, shape (limits, choices)."""
        return np.array([limit.use.ravel() for limit in self.limits]).reshape(len(self.limits), self.size)

    @cached_property
    def bounds(self) -> Floats:
        """Bound of each limit."""
        return np.array([limit.bound for limit in self.limits], dtype=np.float64)

    @cached_property
    def needs(self) -> tuple[tuple[int, ...], ...]:
        """For each project those that must have started before it."""
        return tuple(tuple(b for a, b in self.prerequisite if a == i) for i in range(self.projects))

    @cached_property
    def rivals(self) -> tuple[Ints, ...]:
        """For each project those that exclude it."""
        return tuple(
            np.array(sorted({k for members in self.exclusive if i in members for k in members} - {i}), dtype=np.int64)
            for i in range(self.projects)
        )

    def total_cost(self, plan: Iterable[int]) -> float:
        """Cost of a plan."""
        return float(sum(self.flat_cost[n] for n in plan))

    def turnover(self, plan: Iterable[int]) -> Floats:
        """Turnover of the target year by scenario, shape (scenarios,)."""
        chosen = list(plan)
        return np.asarray(self.base + self.flat_value[chosen].sum(axis=0, dtype=np.float64), dtype=np.float64)

    def probability(self, plan: Iterable[int]) -> float:
        """Probability that a plan clears the bar, over this problem's scenarios."""
        return float(self.probabilities[self.turnover(plan) >= self.target].sum())


@dataclass(frozen=True, slots=True)
class Violation:
    """A constraint that a plan breaks, and by how much (in the constraint's own unit)."""

    constraint: Constraint
    excess: float


def violations(problem: Problem, plan: Iterable[int]) -> tuple[Violation, ...]:
    """Every constraint that a plan breaks; empty for a feasible plan.

    The bar is not a constraint here: see `Problem.probability`.
    """
    chosen = list(plan)
    start = {n // problem.starts: n % problem.starts for n in chosen}
    found = [_broken(Limiting.ONE_START, 1.0, problem, [i]) for i in start if sum(n // problem.starts == i for n in chosen) > 1]
    for members in problem.exclusive:
        started = [i for i in members if i in start]
        if len(started) > 1:
            found.append(_broken(Limiting.EXCLUSIVE, len(started) - 1.0, problem, started))
    for a, b in problem.prerequisite:
        if a in start and start.get(b, problem.starts) > start[a]:
            found.append(_broken(Limiting.PREREQUISITE, 1.0, problem, [a, b]))
    use = problem.use[:, chosen].sum(axis=1)
    found.extend(
        Violation(limit.what, float(used - limit.bound))
        for limit, used in zip(problem.limits, use, strict=True)
        if used > limit.bound + _TOLERANCE * max(1.0, abs(limit.bound))
    )
    for share in problem.shares if chosen else ():
        brought = np.bincount(share.group[np.array(chosen) // problem.starts], problem.mean_value[chosen])
        allowed = share.cap * brought.sum()
        found.extend(
            Violation(share.what(int(k)), float(brought[k] - allowed)) for k in np.flatnonzero(brought > allowed * (1 + _TOLERANCE))
        )
    return tuple(found)


def _broken(kind: Limiting, excess: float, problem: Problem, projects: Iterable[int]) -> Violation:
    return Violation(Constraint(kind, tuple(problem.names[i] for i in projects)), excess)
