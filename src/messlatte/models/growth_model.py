"""Distribution of a pair's own growth given what is known of it: a location, a scale and a shape.

``log growth - common = sqrt(h + 1) * (location(x, h) + scale(x, h) * z)``, ``z`` by class of scale. Location and scale are boosted trees,
each the mean of models that left out a third of the pairs; the shapes come from pairs that their model had not seen, so that the
distribution is as wide as it is on new pairs. Location is learned within origin and horizon: the growth that all pairs of a year have in
common (``common``) cannot be learned from a handful of years, it enters as its recent mean and its spread. See ``docs/methods/bar.md``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from messlatte.models.panel import Floats
from messlatte.models.trees import Trees

__all__ = ["LEARNED", "LEVELS", "GrowthModel"]

LEARNED = (1, 2, 3, 5, 7, 10)
"""Horizons in years that the trees see; those between are interpolated."""

LEVELS: Floats = np.concatenate([[0.0005, 0.002, 0.005], np.arange(0.01, 0.995, 0.01), [0.995, 0.998, 0.9995]])


@dataclass(frozen=True, slots=True)
class GrowthModel:
    """A fitted model of own growth.

    Parameters
    ----------
    features : tuple of str
        Columns of ``x``; the horizon comes before them.
    location, scale : Trees
        Sums over the folds' trees, already divided by their number.
    cuts : Floats, shape (C - 1,)
        Bounds of the classes of scale.
    shapes : Floats, shape (C, Q)
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
    cuts: Floats
    shapes: Floats
    common: float
    shock: float
    longest: int
    step: int

    def parameters(self, x: Floats, horizons: Floats) -> tuple[Floats, Floats, npt.NDArray[np.int64]]:
        """Location and scale in log growth and class of scale; each of shape (P, H).

        Parameters
        ----------
        x : Floats, shape (P, F)
        horizons : Floats, shape (H,)
            In columns of the panel.
        """
        rows = np.concatenate([np.tile(np.minimum(horizons, self.longest), len(x))[:, None], np.repeat(x, len(horizons), axis=0)], axis=1)
        shape = (len(x), len(horizons))
        grown = np.sqrt(horizons + 1.0)
        scale = np.exp(self.scale.predict(rows)).reshape(shape)
        location = self.location.predict(rows).reshape(shape) * grown + self.common * self.step * horizons
        return location, scale * grown, np.searchsorted(self.cuts, scale)

    def quantiles(self, x: Floats, horizons: Floats) -> Floats:
        """Quantiles of own log growth at `LEVELS`, shape (P, H, Q)."""
        location, scale, shape = self.parameters(x, horizons)
        found: Floats = location[..., None] + scale[..., None] * self.shapes[shape]
        return found

    def common_spread(self, horizons: Floats) -> Floats:
        """Standard deviation of the growth that all pairs have in common, by horizon in columns, shape (H,)."""
        spread: Floats = self.shock * np.sqrt(horizons * self.step)
        return spread

    def arrays(self, prefix: str) -> dict[str, npt.NDArray[Any]]:
        """Arrays to store, each name with a prefix."""
        plain = {name: np.asarray(getattr(self, name)) for name in ("features", "cuts", "common", "shock", "longest", "step")}
        out = {f"{prefix}.{name}": value for name, value in plain.items()} | {f"{prefix}.shapes": self.shapes.astype(np.float32)}
        return out | self.location.arrays(f"{prefix}.location") | self.scale.arrays(f"{prefix}.scale")

    @classmethod
    def of_arrays(cls, stored: Mapping[str, npt.NDArray[Any]], prefix: str) -> GrowthModel:
        """Rebuild what `arrays` gave."""
        return cls(
            tuple(str(name) for name in stored[f"{prefix}.features"]),
            Trees.of_arrays(stored, f"{prefix}.location"),
            Trees.of_arrays(stored, f"{prefix}.scale"),
            stored[f"{prefix}.cuts"],
            stored[f"{prefix}.shapes"].astype(float),
            float(stored[f"{prefix}.common"]),
            float(stored[f"{prefix}.shock"]),
            int(stored[f"{prefix}.longest"]),
            int(stored[f"{prefix}.step"]),
        )
