"""How our own probabilities at the date of announcement would have scored."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from messlatte.track.base_rate import Trial
from messlatte.track.target import AnnouncedTarget

__all__ = ["Bin", "Hindcast", "TrackScore", "hindcasts", "score"]

_EDGES = (0.0, 0.1, 1 / 3, 2 / 3, 1.0)
"""Heights of the bar: very high, high, middle, low."""


@dataclass(frozen=True, slots=True)
class Hindcast:
    """Probability that would have been given, what the comparable pairs suggest, and what came."""

    target: AnnouncedTarget
    multiple: float
    years: int
    probability: float
    comparable_rate: float
    reached: bool


@dataclass(frozen=True, slots=True)
class Bin:
    """Hindcasts with a probability from ``low`` to below ``high``."""

    low: float
    high: float
    n: int
    mean_probability: float
    reached: int


@dataclass(frozen=True, slots=True)
class TrackScore:
    """Brier scores: ours, that of the comparable pairs' share, and that of the announced targets' own mean, known only afterwards."""

    n: int
    reached: int
    brier: float
    brier_comparable: float
    brier_mean: float
    bins: tuple[Bin, ...]


def hindcasts(found: Sequence[Trial], probability: Callable[[Trial], float | None]) -> list[Hindcast]:
    """Ask for every trial's probability as of its announcement.

    Parameters
    ----------
    found : sequence of Trial
    probability : callable
        Gives the probability of reaching the target by the deadline from what was known then; None if it cannot.
    """
    out = []
    for trial in found:
        value = probability(trial)
        if value is not None:
            out.append(Hindcast(trial.target, trial.multiple, trial.years, value, trial.comparable_rate, trial.reached))
    return out


def score(found: Sequence[Hindcast]) -> TrackScore | None:
    """Summarise hindcasts; None if there are none."""
    if not found:
        return None
    n, reached = len(found), sum(h.reached for h in found)
    mean = reached / n

    def brier(values: Sequence[float]) -> float:
        return sum((value - h.reached) ** 2 for value, h in zip(values, found, strict=True)) / n

    bins = tuple(b for low, high in itertools.pairwise(_EDGES) if (b := _bin(found, low, high)) is not None)
    return TrackScore(n, reached, brier([h.probability for h in found]), brier([h.comparable_rate for h in found]), brier([mean] * n), bins)


def _bin(found: Sequence[Hindcast], low: float, high: float) -> Bin | None:
    inside = [h for h in found if low <= h.probability < high or (high == 1.0 and h.probability == 1.0)]
    if not inside:
        return None
    return Bin(low, high, len(inside), sum(h.probability for h in inside) / len(inside), sum(h.reached for h in inside))
