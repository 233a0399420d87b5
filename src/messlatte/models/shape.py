"""Shape of own growth around its location: quantiles of the standardised surprise, by what the model itself expects.

``z = (growth - location) / scale`` is not the same for all: a pair that is expected to recover mostly does so a little and sometimes much
(its median lies below its mean), one that is expected to fall has the long tail below. So the quantiles of ``z`` depend on the ratio of
location to scale (linear between knots), on the class of scale and on the horizon. They are learned from surprises at earlier origins by
models that knew nothing later: surprises of the same years, pairs left out, are too small, because the other pairs of an economy tell of
its year.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from messlatte.models.panel import Floats, Ints

__all__ = ["LEVELS", "Shapes", "Surprises", "fit_shapes"]

LEVELS: Floats = np.concatenate([[0.0005, 0.002, 0.005], np.arange(0.01, 0.995, 0.01), [0.995, 0.998, 0.9995]])

_KNOTS: Floats = np.array([-1.3, -0.7, -0.35, 0.0, 0.35, 0.7, 1.3])
_CLASSES = 3
_KERNEL = 0.5  # of log (h + 1): surprises at neighbouring horizons count too
_LEAST = 150  # surprises; fewer make no shape of their own


@dataclass(frozen=True, slots=True)
class Surprises:
    """What came less what a model of an earlier origin had expected, in its own scale; every array of shape (M,).

    Parameters
    ----------
    z : Floats
        Surprise over scale.
    ratio : Floats
        Location over scale.
    scale : Floats
        Per root column.
    horizon : Floats
        In columns.
    weight : Floats
        Recent ones weigh more.
    """

    z: Floats
    ratio: Floats
    scale: Floats
    horizon: Floats
    weight: Floats


@dataclass(frozen=True, slots=True)
class Shapes:
    """Quantiles of ``z``.

    Parameters
    ----------
    horizons : Floats, shape (H,)
        In columns, ascending.
    cuts : Floats, shape (H, C - 1)
        Bounds of the classes of scale.
    tables : Floats, shape (H, C, K, Q)
        At the knots of the ratio and at `LEVELS`; rising along the last axis.
    """

    horizons: Floats
    cuts: Floats
    tables: Floats

    def at(self, ratio: Floats, scale: Floats, horizon: float) -> Floats:
        """Quantiles of ``z`` for pairs at one horizon, shape (P, Q); linear between horizons in ``log(h + 1)`` and between knots."""
        place = float(np.interp(np.log(horizon + 1), np.log(self.horizons + 1), np.arange(len(self.horizons))))
        low = min(int(place), len(self.horizons) - 2) if len(self.horizons) > 1 else 0
        part = place - low
        found = self._at(low, ratio, scale)
        if part <= 0:
            return found
        mixed: Floats = found * (1 - part) + part * self._at(low + 1, ratio, scale)
        return mixed

    def _at(self, h: int, ratio: Floats, scale: Floats) -> Floats:
        cell = np.searchsorted(self.cuts[h], scale)
        place = np.interp(ratio, _KNOTS, np.arange(len(_KNOTS)))
        low = np.minimum(place.astype(int), len(_KNOTS) - 2)
        part = (place - low)[:, None]
        found: Floats = self.tables[h, cell, low] * (1 - part) + self.tables[h, cell, low + 1] * part
        return found

    def arrays(self, prefix: str) -> dict[str, npt.NDArray[Any]]:
        """Arrays to store, each name with a prefix."""
        return {f"{prefix}.{name}": np.asarray(getattr(self, name), dtype=np.float32) for name in self.__slots__}

    @classmethod
    def of_arrays(cls, stored: Mapping[str, npt.NDArray[Any]], prefix: str) -> Shapes:
        """Rebuild what `arrays` gave."""
        return cls(*(stored[f"{prefix}.{name}"].astype(float) for name in cls.__slots__))


def fit_shapes(found: Surprises, horizons: Sequence[int]) -> Shapes:
    """Shapes for some horizons from surprises at any; each is half its class of scale, half all classes together."""
    cuts, tables = [], []
    for horizon in horizons:
        near = np.exp(-np.abs(np.log((found.horizon + 1) / (horizon + 1))) / _KERNEL) * found.weight
        kept = near > 0.02 * near.max()
        z, ratio, scale, weight = found.z[kept], found.ratio[kept], found.scale[kept], near[kept]
        bounds = np.quantile(scale, np.arange(1, _CLASSES) / _CLASSES)
        cell = np.searchsorted(bounds, scale)
        everyone = np.stack([_shape_at(k, z, ratio, weight, None) for k in range(len(_KNOTS))])
        classes = [np.stack([_shape_at(k, z, ratio, weight, cell == c) for k in range(len(_KNOTS))]) for c in range(_CLASSES)]
        cuts.append(bounds)
        tables.append(np.stack([(everyone + own) / 2 for own in classes]))
    return Shapes(np.asarray(horizons, dtype=float), np.stack(cuts), np.stack(tables))


def _shape_at(knot: int, z: Floats, ratio: Floats, weight: Floats, chosen: npt.NDArray[np.bool_] | None) -> Floats:
    """Quantiles around one knot, near ratios weighing most; of all ratios where too few are near, of all scales where that is few too."""
    place = np.interp(ratio, _KNOTS, np.arange(len(_KNOTS)))
    close = np.maximum(1 - np.abs(place - knot), 0)
    mine = np.ones(len(z), dtype=bool) if chosen is None else chosen
    for using in (mine & (close > 0), close > 0, mine):
        if using.sum() >= _LEAST:
            near: Floats = close[using] if using is not mine else np.ones(int(using.sum()))
            return weighted_quantiles(z[using], weight[using] * near)
    return weighted_quantiles(z, weight)


def weighted_quantiles(values: Floats, weights: Floats) -> Floats:
    """Quantiles at `LEVELS` of weighted values."""
    order: Ints = np.argsort(values)
    below = np.cumsum(weights[order])
    found: Floats = np.interp(LEVELS, (below - weights[order] / 2) / below[-1], values[order])
    return found
