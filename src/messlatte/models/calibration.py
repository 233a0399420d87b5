"""Scores of probabilities and distributions, and whether they prove true."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from messlatte.models.panel import Floats

__all__ = ["Bin", "Skill", "bootstrap_skill", "brier", "coverage", "crps", "pit_counts", "reliability"]


@dataclass(frozen=True, slots=True)
class Bin:
    """Forecasts between two bounds: mean probability, share that came true, and how many.

    ``off_low`` and ``off_high`` hold 80 % of the differences between the two in draws over origins, NaN where origins were not given:
    pairs of one year share their fate, so ten origins are few however many forecasts there are.
    """

    low: float
    high: float
    forecast: float
    came: float
    n: int
    off_low: float = float("nan")
    off_high: float = float("nan")


@dataclass(frozen=True, slots=True)
class Skill:
    """Skill score ``1 - score / reference`` with its bootstrap interval (80 %)."""

    value: float
    low: float
    high: float


def brier(probability: Floats, came: Floats) -> float:
    """Brier score: mean square of probability less outcome."""
    return float(np.mean((probability - came) ** 2))


def crps(quantiles: Floats, levels: Floats, came: Floats) -> Floats:
    """Continuous ranked probability score of each forecast, from quantiles.

    Twice the integral of the pinball loss over the levels (Gneiting and Ranjan 2011, eq. 9 and 10), by the trapezoid rule, the ends held.

    Parameters
    ----------
    quantiles : Floats, shape (P, Q)
    levels : Floats, shape (Q,)
    came : Floats, shape (P,)
    """
    error = came[:, None] - quantiles
    loss = np.maximum(levels * error, (levels - 1) * error)
    width = np.diff(np.concatenate([[0.0], (levels[1:] + levels[:-1]) / 2, [1.0]]))
    score: Floats = 2 * loss @ width
    return score


def reliability(probability: Floats, came: Floats, bins: int = 10, origin: npt.NDArray[np.int64] | None = None) -> tuple[Bin, ...]:
    """Forecasts in bins of equal width, empty ones left out.

    Parameters
    ----------
    probability, came : Floats, shape (M,)
    bins : int
    origin : int array, shape (M,), optional
        Origin of every forecast, for the bounds of the difference.
    """
    where = np.minimum((probability * bins).astype(int), bins - 1)
    found = []
    for k in range(bins):
        chosen = where == k
        if not chosen.any():
            continue
        said, true = probability[chosen], came[chosen]
        bounds = (float("nan"), float("nan")) if origin is None else _off_by_origin(true - said, origin[chosen], np.unique(origin))
        found.append(Bin(k / bins, (k + 1) / bins, float(said.mean()), float(true.mean()), int(chosen.sum()), *bounds))
    return tuple(found)


def _off_by_origin(off: Floats, origin: npt.NDArray[np.int64], origins: npt.NDArray[np.int64], draws: int = 400) -> tuple[float, float]:
    """Bounds that hold 80 % of the mean differences when origins are drawn again."""
    at = np.searchsorted(origins, origin)
    total, count = np.bincount(at, off, len(origins)), np.bincount(at, minlength=len(origins))
    times = np.random.default_rng(20241105).multinomial(len(origins), np.full(len(origins), 1 / len(origins)), draws)
    n = times @ count
    low, high = np.quantile((times @ total)[n > 0] / n[n > 0], [0.1, 0.9])
    return float(low), float(high)


def coverage(quantiles: Floats, levels: Floats, came: Floats, share: float) -> float:
    """Share of outcomes inside the central interval that should hold ``share`` of them."""
    low, high = (np.array([np.interp(p, levels, row) for row in quantiles]) for p in ((1 - share) / 2, (1 + share) / 2))
    return float(np.mean((came >= low) & (came <= high)))


def pit_counts(pit: Floats, bins: int = 10) -> npt.NDArray[np.int64]:
    """Histogram of probability integral transforms; flat if the distributions prove true."""
    return np.histogram(pit, bins=bins, range=(0, 1))[0].astype(np.int64)


def bootstrap_skill(loss: Floats, reference: Floats, *, draws: int = 200, seed: int = 20241105) -> Skill:
    """Skill with an interval that resamples origins and pairs at once, since pairs of one year share the tide.

    Parameters
    ----------
    loss, reference : Floats, shape (O, P)
        Loss by origin and pair; NaN where a pair was not forecast.
    """
    rng = np.random.default_rng(seed)
    known = np.isfinite(loss) & np.isfinite(reference)
    ours, theirs = np.where(known, loss, 0.0), np.where(known, reference, 0.0)
    origins, pairs = loss.shape
    drawn = []
    for _ in range(draws):
        by_origin = np.bincount(rng.integers(0, origins, origins), minlength=origins)
        by_pair = np.bincount(rng.integers(0, pairs, pairs), minlength=pairs)
        below = by_origin @ theirs @ by_pair
        if below > 0:
            drawn.append(1 - (by_origin @ ours @ by_pair) / below)
    low, high = np.quantile(drawn, [0.1, 0.9]) if drawn else (np.nan, np.nan)
    return Skill(float(1 - ours.sum() / theirs.sum()), float(low), float(high))
