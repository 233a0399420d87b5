"""The tide: growth of world goods trade in current USD, known for the past and uncertain for what is to come."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from messlatte.models.panel import Floats, Ints

__all__ = ["SCENARIOS", "Tide", "fit_tide"]

SCENARIOS = {"low": -1.2815515655446004, "middle": 0.0, "high": 1.2815515655446004}


@dataclass(frozen=True, slots=True)
class Tide:
    """World trade so far and the distribution of its log growth.

    Parameters
    ----------
    years, world : arrays, shape (T,)
        World trade in USD by year.
    drift : float
        Expected log growth a year.
    spread : Floats, shape (H,)
        Standard deviation of log growth over 1 to H years.
    """

    years: Ints
    world: Floats
    drift: float
    spread: Floats

    def at(self, year: int) -> float:
        """World trade of a year; carried on by the drift outside the years known."""
        inside = int(np.clip(year, self.years[0], self.years[-1]))
        return float(np.interp(inside, self.years, self.world) * np.exp(self.drift * (year - inside)))

    def path(self, z: float | Floats) -> Floats:
        """Log growth over 1 to H years on the path that lies ``z`` standard deviations from the expected one; shape (..., H)."""
        ahead = np.arange(1, len(self.spread) + 1)
        path: Floats = self.drift * ahead + np.multiply.outer(np.asarray(z, dtype=float), self.spread)
        return path

    def told(self, growth: Mapping[int, float]) -> Floats:
        """Log growth over 1 to H years where some of it was told.

        Parameters
        ----------
        growth : mapping of int to float
            Years ahead -> world trade then over world trade now. In between it is interpolated in the logarithm, beyond the
            last the drift goes on.
        """
        known = [0, *sorted(growth)]
        logs = [0.0, *(float(np.log(growth[h])) for h in sorted(growth))]
        ahead = np.arange(1, len(self.spread) + 1)
        path: Floats = np.interp(ahead, known, logs) + self.drift * np.maximum(ahead - known[-1], 0)
        return path


def fit_tide(years: Ints, world: Floats, horizons: int) -> Tide:
    """Learn the tide from world trade so far and from what past outlooks expected, nothing later than the last year.

    The spread over ``h`` years is ``s * sqrt(h)``, ``s`` the root mean square of what world trade did less what the outlooks of the IMF
    had expected of world output, over ``sqrt(h)``; before five such errors are known, the standard deviation of yearly growth. The drift
    is the mean of what the latest five outlooks expected; before the first, that of past growth.
    """
    steps = np.diff(np.log(world)) / np.diff(years)
    errors, expected = _outlooks(years, world)
    yearly = float(np.sqrt(np.mean(np.square(errors)))) if len(errors) >= 5 else float(steps.std(ddof=1) * np.sqrt(years[1] - years[0]))
    latest = sorted(expected)[-5:]
    drift = float(np.mean([expected[vintage] for vintage in latest])) if latest else float(steps.mean())
    return Tide(years, world, drift, yearly * np.sqrt(np.arange(1, horizons + 1)))


def _outlooks(years: Ints, world: Floats) -> tuple[list[float], dict[int, float]]:
    """Errors over ``sqrt(h)`` that were known by the last year, and expected growth a year by vintage."""
    logs = dict(zip(years.tolist(), np.log(world).tolist(), strict=True))
    errors, expected = [], {}
    with (Path(__file__).parent / "data" / "outlooks.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            vintage, horizon, growth = int(row["vintage"]), int(row["horizon"]), float(row["expected_log_growth"])
            if vintage > years[-1]:
                continue
            if horizon == 5:
                expected[vintage] = growth / horizon
            if vintage - 1 in logs and vintage - 1 + horizon in logs:
                errors.append((logs[vintage - 1 + horizon] - logs[vintage - 1] - growth) / np.sqrt(horizon))
    return errors, expected
