"""Real pairs of a reference class: some that reached a multiple and some that did not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from messlatte.core.answer import Example
from messlatte.models.panel import Floats, Ints, Panel
from messlatte.models.reference_class import ANY_GROWTH, ANY_SIZE, SIZE_BOUNDS, window_cells

__all__ = ["Examples", "sample_examples"]

_EACH = 420
_AHEAD = 15


@dataclass(frozen=True, slots=True)
class Examples:
    """A sample of windows: half of each size class at random, half from those that grew most, so that rare multiples have some.

    Parameters
    ----------
    codes : str array, shape (M, 2)
    base : Ints, shape (M,)
        Base year.
    cell : Ints, shape (M,)
        Size class times the number of growth classes plus growth class.
    values : float array, shape (M, 16)
        Turnover in the base year and the 15 years after it; NaN after the data end.
    """

    codes: npt.NDArray[np.str_]
    base: Ints
    cell: Ints
    values: npt.NDArray[np.float32]

    def pick(self, size: int, growth: int, horizon: int, multiple: float, level: float | None, each: int = 5) -> tuple[Example, ...]:
        """Examples of a class, nearest in size first: ``each`` that reached the multiple up to the horizon, ``each`` that did not."""
        ahead = self.values[:, 1 : horizon + 1]
        known = np.isfinite(ahead[:, -1]) if horizon <= _AHEAD else np.zeros(len(self.base), bool)
        fits = known & ((self.cell // (ANY_GROWTH + 1) == size) | (size == ANY_SIZE))
        fits &= (self.cell % (ANY_GROWTH + 1) == growth) | (growth == ANY_GROWTH)
        apart = np.abs(np.log(np.maximum(self.values[:, 0], 1) / level)) if level else np.arange(len(self.base), dtype=float)
        reached = np.nanmax(np.where(np.isfinite(ahead), ahead, 0), axis=1, initial=0) >= multiple * self.values[:, 0]
        found: list[Example] = []
        for side in (True, False):
            seen: set[tuple[str, str]] = set()
            for row in np.flatnonzero(fits & (reached == side))[np.argsort(apart[fits & (reached == side)], kind="stable")]:
                pair = (str(self.codes[row, 0]), str(self.codes[row, 1]))
                if pair in seen or len(seen) == each:
                    continue
                seen.add(pair)
                found.append(self._example(int(row), horizon, multiple, side))
        return tuple(found)

    def _example(self, row: int, horizon: int, multiple: float, reached: bool) -> Example:
        path = self.values[row, : horizon + 1]
        end = int(np.flatnonzero(path[1:] >= multiple * path[0])[0]) + 1 if reached else horizon
        base = int(self.base[row])
        return Example(str(self.codes[row, 0]), str(self.codes[row, 1]), base, base + end, float(path[0]), float(path[end]), reached)

    def arrays(self) -> dict[str, npt.NDArray[Any]]:
        """Arrays to store."""
        return {f"examples.{name}": getattr(self, name) for name in self.__slots__}

    @classmethod
    def of_arrays(cls, stored: Mapping[str, npt.NDArray[Any]]) -> Examples:
        """Rebuild what `arrays` gave."""
        return cls(*(stored[f"examples.{name}"] for name in cls.__slots__))


def sample_examples(panel: Panel, seed: int) -> Examples:
    """Draw the sample from a yearly panel; seeded."""
    rng = np.random.default_rng(seed)
    cells, turnover = window_cells(panel), panel.turnover
    rows, bases = [], []
    for size in range(len(SIZE_BOUNDS) + 1):
        pair, base = np.nonzero((cells // (ANY_GROWTH + 1) == size) & (np.arange(cells.shape[1]) < cells.shape[1] - 1))
        later = np.minimum(base + 5, cells.shape[1] - 1)
        grown = turnover[pair, later] / turnover[pair, base]
        top = np.argsort(-grown, kind="stable")[: max(_EACH, len(pair) // 5)]
        chosen = np.concatenate([rng.permutation(len(pair))[: _EACH // 2], rng.permutation(top)[: _EACH // 2]])
        rows.append(pair[chosen])
        bases.append(base[chosen])
    row, base = np.concatenate(rows), np.concatenate(bases)
    values: Floats = np.full((len(row), _AHEAD + 1), np.nan)
    for k in range(_AHEAD + 1):
        inside = base + k < cells.shape[1]
        values[inside, k] = turnover[row[inside], base[inside] + k]
    codes = np.asarray(panel.codes)[panel.pairs[row]]
    return Examples(codes, panel.years[base].astype(np.int64), cells[row, base], values.astype(np.float32))
