"""The plan that clears the bar: which projects, started when, at what cost, how surely, and what stands in the way."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from messlatte.core.economy import Pair
from messlatte.core.evidence import Source

__all__ = [
    "Binding",
    "Chance",
    "Comparison",
    "Constraint",
    "FrontierPlan",
    "LeftOut",
    "Limiting",
    "PartyCost",
    "Plan",
    "PlanYear",
    "PlannedProject",
    "ReadingChance",
    "Shortfall",
    "Spread",
    "TideQuarter",
]


class Limiting(StrEnum):
    """What kind of thing limits a plan."""

    BAR = "bar"
    TOTAL = "total budget"
    BUDGET = "budget"
    CREDIT = "credit"
    CAPACITY = "capacity"
    STARTS = "starts"
    SECTOR = "sector share"
    FIRM = "firm share"
    ONE_START = "one start"
    EXCLUSIVE = "exclusive"
    PREREQUISITE = "prerequisite"
    SCREENING = "screening"


@dataclass(frozen=True, slots=True)
class Constraint:
    """One constraint: what it limits, whom or what it is about, and the year where it has one.

    ``about`` holds a party for budgets and credit, a name for capacity, sector or firm for shares, projects for the others.
    """

    kind: Limiting
    about: tuple[str, ...] = ()
    year: int | None = None

    def __str__(self) -> str:
        parts = [self.kind.value, ", ".join(self.about), "" if self.year is None else str(self.year)]
        return " ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Spread:
    """Quantiles over draws, whole units of the plan's currency."""

    p10: float
    p50: float
    p90: float


@dataclass(frozen=True, slots=True)
class Chance:
    """Share of draws, with its standard error; ``draws`` of them were made afresh, after the plan had been chosen."""

    value: float
    standard_error: float
    draws: int


@dataclass(frozen=True, slots=True)
class PartyCost:
    """What one party spends."""

    party: str
    value: float


@dataclass(frozen=True, slots=True)
class PlannedProject:
    """One project of the plan.

    Parameters
    ----------
    id, title, sector, start
        Which, and the calendar year in which it starts.
    cost : float
        Present value of what all parties spend on it.
    goods, services : float
        Expected addition to turnover in the year of the deadline: what crosses the border as goods, and as services.
    later : float
        Expected counted addition three years after the deadline: what is left where a project was one delivery.
    probability : float
        Its Shapley share of the plan's probability; the shares sum to that of the plan less that of no plan.
    turnover : float
        Its part of the expected counted turnover of the year.
    middle : float
        Its Shapley share of the median turnover of the year; the shares sum to the plan's median less that without it.
    without : float
        Probability that is left when this project alone fails.
    robust : float or None
        Share of the re-solved sets of scenarios whose plan holds it; None where no plan does what was asked.
    area, area_chance
        Industry of its main flow as `areas` ranks it, and the chance of growth there; None where it is not known.
    """

    id: str
    title: str
    sector: str
    start: int
    cost: float
    goods: float
    services: float
    later: float
    probability: float
    turnover: float
    middle: float
    without: float
    robust: float | None
    area: str | None = None
    area_chance: float | None = None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A project that was not chosen.

    ``reason`` is ``not needed``, ``too late``, ``screening``, ``arms``, ``other pair``, ``prerequisite`` or ``asked``.
    """

    id: str
    title: str
    reason: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class PlanYear:
    """One calendar year: turnover without and with the plan, and expected spending by party."""

    year: int
    base: Spread
    turnover: Spread
    cost: tuple[PartyCost, ...]


@dataclass(frozen=True, slots=True)
class Binding:
    """A constraint that binds, and what one more unit of it would save in cost (from the dual of the linear relaxation)."""

    constraint: Constraint
    saving: float


@dataclass(frozen=True, slots=True)
class Shortfall:
    """Why no plan clears the bar: a constraint that would have to give, and by how much in its own unit."""

    constraint: Constraint
    excess: float


@dataclass(frozen=True, slots=True)
class FrontierPlan:
    """One plan of the frontier of cost against probability; ``choices`` are (project, year of start)."""

    cost: float
    promised: float
    probability: float
    choices: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class TideQuarter:
    """The plan in one quarter of the courses of world trade, the lowest first.

    ``world`` is the median of world trade at the deadline over world trade in the base year; ``best`` what the same money could have
    reached had the quarter been known: the difference is the regret.
    """

    world: float
    probability: float
    best: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a spreadsheet gives: the cheapest plan whose expected turnover is the target, and how often it really clears it."""

    cost: float
    probability: float
    choices: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class ReadingChance:
    """The same plan under another reading of the statement."""

    notes: tuple[str, ...]
    weight: float
    multiple: float
    empty: float
    probability: float


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything Messlatte says about one plan; amounts in whole units of ``currency``, present values of ``first_start``.

    Parameters
    ----------
    asked : float or None
        Probability that was asked for; None where a budget was given.
    budget : float or None
        Present value that must not be exceeded.
    reached : bool
        Whether the plan does what was asked; if not it is the most probable one, and ``shortfalls`` says what is missing.
    probability, probability_until : Chance
        Of the turnover of the deadline's year, and of some year up to it.
    empty, empty_until : float
        The same without any plan: the verdict's own two probabilities.
    gain : Chance
        Probability that the plan adds, with the error of that difference.
    promised : float
        Probability over the draws on which the plan was chosen.
    other_counting : Chance
        Probability when services are counted, where the plan counts goods only, or the other way round.
    bound : float or None
        No plan that reaches ``asked`` costs less; None where no bound is known.
    proved : bool
        Whether every cheaper plan was ruled out on the draws themselves.
    """

    pair: Pair | None
    currency: str
    target: float
    by: int
    base_year: int
    first_start: int
    counts_services: bool
    asked: float | None
    budget: float | None
    reached: bool
    projects: tuple[PlannedProject, ...]
    left_out: tuple[LeftOut, ...]
    cost: float
    cost_by_party: tuple[PartyCost, ...]
    probability: Chance
    probability_until: Chance
    empty: float
    empty_until: float
    gain: Chance
    promised: float
    other_counting: Chance
    years: tuple[PlanYear, ...]
    bound: float | None
    proved: bool
    binding: tuple[Binding, ...]
    shortfalls: tuple[Shortfall, ...]
    frontier: tuple[FrontierPlan, ...]
    tides: tuple[TideQuarter, ...]
    spreadsheet: Comparison | None
    readings: tuple[ReadingChance, ...]
    chosen_on: int
    seed: int
    notes: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    method: str = "plan/1"
