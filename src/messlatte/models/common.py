"""Growth that all pairs of a year have in common, beyond world trade: that of the typical pair."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from messlatte.models.panel import Ints

__all__ = ["Common", "fit_common"]

_HALF_LIFE = 8.0  # years
_LONG_RUN = Path(__file__).parent / "data" / "common_growth.csv"


@dataclass(frozen=True, slots=True)
class Common:
    """What is expected of it, and how far it strays.

    Parameters
    ----------
    growth : float
        Log growth a year.
    shock : float
        Standard deviation over ``h`` years is ``shock * sqrt(h)``.
    """

    growth: float
    shock: float


def fit_common(medians: Mapping[tuple[int, int], float], years: Ints) -> Common:
    """Learn it from the median pair's own growth, of recent years first.

    The eight years before an origin are few, and what all pairs share comes in regimes: so older years count too, with half the weight
    every eight years; before the panel begins, those of every fourth year since 1964 that ended by then (``data/common_growth.csv``).

    Parameters
    ----------
    medians : mapping of (base column, horizon in columns) to float
        Median of own log growth.
    years : Ints, shape (T,)
        Of the columns.
    """
    step = int(years[1] - years[0])
    rows = [(float(years[base + 1]), medians[base, horizon] / step, step) for base, horizon in sorted(medians) if horizon == 1]
    rows += [row for row in _long_run() if row[0] <= years[0]]
    ages = np.array([years[-1] - end + np.arange(span).mean() for end, _, span in rows])
    weights = np.array([span for *_, span in rows]) * 0.5 ** (ages / _HALF_LIFE)
    growth = float(np.average([value for _, value, _ in rows], weights=weights)) if rows else 0.0
    astray = [(value - growth * step * h) / np.sqrt(step * h) for (_, h), value in medians.items()]
    return Common(growth, float(np.sqrt(np.mean(np.square(astray)))))


def _long_run() -> list[tuple[float, float, int]]:
    """Last year, log growth a year, and number of years."""
    with _LONG_RUN.open(encoding="utf-8", newline="") as file:
        rows = [(int(row["base"]), int(row["years"]), float(row["median_log_growth"])) for row in csv.DictReader(file)]
    return [(float(base + span), growth / span, span) for base, span, growth in rows]
