"""The tide: growth of world goods trade in current USD, known for the past and uncertain for what is to come."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from messlatte.models.panel import Floats, Ints

__all__ = ["SCENARIOS", "Tide", "shipped_tide"]

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


@lru_cache(maxsize=1)
def shipped_tide() -> Tide:
    """Tide that ships with Messlatte."""
    with np.load(Path(__file__).parent / "data" / "world.npz", allow_pickle=False) as stored:
        return Tide(stored["years"], stored["world"], float(stored["drift"]), stored["spread"])
