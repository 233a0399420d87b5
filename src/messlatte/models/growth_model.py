"""Distribution of a pair's own growth given what is known of it: a location, a scale and a shape.

``log growth - common = sqrt(h + 1) * (location(x, h) + scale(x, h) * z)``, ``z`` as `shape.Shapes` has it. Location and scale are boosted
trees, each the mean of models that left out a third of the pairs. Location is learned within origin and horizon: the growth that all pairs
of a year have in common (``common``) cannot be learned from a handful of years, it enters as `common.Common` has it, and its spread widens
the distribution. See ``docs/methods/bar.md``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from messlatte.models.panel import Floats
from messlatte.models.shape import LEVELS, Shapes
from messlatte.models.trees import Trees

__all__ = ["LEARNED", "LEVELS", "GrowthModel"]

LEARNED = (1, 2, 3, 5, 7, 10)
"""Horizons in years that the trees see; those between are interpolated."""

_UNIT = 1.3  # scale of ``z`` in standard deviations, in the middle of its distribution


@dataclass(frozen=True, slots=True)
class GrowthModel:
    """A fitted model of own growth.

    Parameters
    ----------
    features : tuple of str
        Columns of ``x``; the horizon comes before them.
    location, scale : Trees
        Sums over the folds' trees, already divided by their number.
    shapes : Shapes
        Quantiles of ``z`` at `LEVELS`.
    common : float
        Growth a year that all pairs have in common, beyond world trade.
    shock : float
        Standard deviation of the common growth over ``h`` years is ``shock * sqrt(h)``.
    longest : int
        Longest horizon that was learned; beyond it location and scale are carried on.
    step : int
        Years between two columns of the panel.
    """

    features: tuple[str, ...]
    location: Trees
    scale: Trees
    shapes: Shapes
    common: float
    shock: float
    longest: int
    step: int

    def quantiles(self, x: Floats, horizons: Floats) -> Floats:
        """Quantiles of own log growth at `LEVELS`, shape (P, H, Q).

        Parameters
        ----------
        x : Floats, shape (P, F)
        horizons : Floats, shape (H,)
            In columns of the panel.
        """
        rows = np.concatenate([np.tile(np.minimum(horizons, self.longest), len(x))[:, None], np.repeat(x, len(horizons), axis=0)], axis=1)
        shape = (len(x), len(horizons))
        scale, location = np.exp(self.scale.predict(rows)).reshape(shape), self.location.predict(rows).reshape(shape)
        out = np.empty((*shape, len(LEVELS)))
        for k, horizon in enumerate(horizons):
            mine, expected = scale[:, k], location[:, k]
            z = self.shapes.at(expected / mine, mine, float(horizon))
            grown = np.sqrt(horizon + 1.0)
            width = np.hypot(mine * grown, self.common_spread(horizon) / _UNIT)
            out[:, k] = (expected * grown + self.common * self.step * horizon)[:, None] + width[:, None] * z
        return out

    def common_spread(self, horizons: Floats | float) -> Floats:
        """Standard deviation of the growth that all pairs have in common, by horizon in columns, shape (H,)."""
        spread: Floats = self.shock * np.sqrt(np.asarray(horizons) * self.step)
        return spread

    def arrays(self, prefix: str) -> dict[str, npt.NDArray[Any]]:
        """Arrays to store, each name with a prefix."""
        plain = {name: np.asarray(getattr(self, name)) for name in ("features", "common", "shock", "longest", "step")}
        out = {f"{prefix}.{name}": value for name, value in plain.items()} | self.shapes.arrays(f"{prefix}.shapes")
        return out | self.location.arrays(f"{prefix}.location") | self.scale.arrays(f"{prefix}.scale")

    @classmethod
    def of_arrays(cls, stored: Mapping[str, npt.NDArray[Any]], prefix: str) -> GrowthModel:
        """Rebuild what `arrays` gave."""
        return cls(
            tuple(str(name) for name in stored[f"{prefix}.features"]),
            Trees.of_arrays(stored, f"{prefix}.location"),
            Trees.of_arrays(stored, f"{prefix}.scale"),
            Shapes.of_arrays(stored, f"{prefix}.shapes"),
            float(stored[f"{prefix}.common"]),
            float(stored[f"{prefix}.shock"]),
            int(stored[f"{prefix}.longest"]),
            int(stored[f"{prefix}.step"]),
        )
