"""How high the bar is: forecasts, probabilities and verdicts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from messlatte.core.economy import Pair
from messlatte.core.evidence import Source
from messlatte.core.quantity import Amount, Month, Period
from messlatte.core.statement import Finding, Statement

__all__ = [
    "Answer",
    "BaseRate",
    "Baseline",
    "Example",
    "Forecast",
    "Height",
    "Horizon",
    "Mixture",
    "Probability",
    "TidePart",
    "Verdict",
    "YearsToClear",
]


class Height(StrEnum):
    """Height of the bar: low at 66 % and more, middle from 33, high from 10, very high below 10 %."""

    LOW = "low"
    MIDDLE = "middle"
    HIGH = "high"
    VERY_HIGH = "very high"
    NOT_MEASURABLE = "not measurable"


@dataclass(frozen=True, slots=True)
class Probability:
    """A probability with the interval of its own uncertainty (80 %)."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class BaseRate:
    """How many comparable pairs reached the multiple within the horizon, counted in real history."""

    value: float
    n: int
    reached: int
    description: str = ""


@dataclass(frozen=True, slots=True)
class Example:
    """A real pair of the reference class: from ``first`` in ``start`` to ``last`` in ``end``."""

    exporter: str
    importer: str
    start: int
    end: int
    first: float
    last: float
    reached: bool


@dataclass(frozen=True, slots=True)
class YearsToClear:
    """Distribution of the first year in which turnover is at least the target.

    A quantile is None where it lies beyond the 15 years looked at; ``never`` is the share of paths that do not clear it in them.
    """

    p10: float | None
    p50: float | None
    p90: float | None
    never: float


@dataclass(frozen=True, slots=True)
class TidePart:
    """One scenario of world trade and the probability of reaching the target under it.

    ``world_growth`` is world trade at the horizon over world trade now, as a ratio.
    """

    name: str
    world_growth: float
    probability: float


@dataclass(frozen=True, slots=True)
class Baseline:
    """The level the target is measured from; ``method`` says how it was obtained (stated, nowcast, ledger, ...)."""

    amount: Amount
    period: Period | None
    method: str


@dataclass(frozen=True, slots=True)
class Forecast:
    """Quantiles of turnover by year.

    ``values[i][j]`` is the quantile ``levels[j]`` in year ``years[i]``, in whole units of ``currency``.
    """

    years: tuple[int, ...]
    levels: tuple[float, ...]
    values: tuple[tuple[float, ...], ...]
    currency: str
    model: str


@dataclass(frozen=True, slots=True)
class Horizon:
    """What a deadline so many years away would mean."""

    years: int
    by: Month
    required_growth: float
    base_rate: BaseRate
    probability: Probability
    probability_in_year: Probability


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer for one combination of readings.

    ``probability`` is of the event that the turnover of some year up to and including the deadline is at least the target,
    ``probability_in_year`` of that in the deadline's year itself. Where no deadline was named both are None at this level
    only if nothing is measurable; otherwise they are those of ``years`` = the default horizon, and ``horizons`` holds 1 to 10 years.
    """

    weight: float
    notes: tuple[str, ...]
    baseline: Baseline
    target: Amount
    by: Month | None
    multiple: float
    years: int
    required_growth: float
    base_rate: BaseRate | None
    probability: Probability | None
    probability_in_year: Probability | None
    years_to_clear: YearsToClear | None
    years_at_stated_pace: float | None
    height: Height
    tide: tuple[TidePart, ...] = ()
    horizons: tuple[Horizon, ...] = ()
    forecast: Forecast | None = None
    history: tuple[tuple[int, float], ...] = ()
    examples: tuple[Example, ...] = ()
    claims: tuple[int, ...] = ()
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Mixture:
    """All verdicts mixed by their weights."""

    probability: Probability
    probability_in_year: Probability
    height: Height


@dataclass(frozen=True, slots=True)
class Answer:
    """Everything Messlatte says about one statement or one case."""

    pair: Pair | None
    statement: Statement | None
    language: str
    sentence: str
    verdicts: tuple[Verdict, ...]
    mixture: Mixture | None
    findings: tuple[Finding, ...] = ()
    sources: tuple[Source, ...] = ()
    id: str | None = None
