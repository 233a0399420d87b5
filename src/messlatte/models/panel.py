"""The yearly trade of all pairs as one dense array."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

__all__ = ["Floats", "Ints", "Panel"]

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Panel:
    """Directed flows between all economies, in USD.

    Parameters
    ----------
    codes : tuple of str
        Economies, sorted.
    years : Ints, shape (T,)
        Ascending, evenly spaced by ``step``.
    flows : Floats, shape (N, N, T)
        ``flows[i, j, t]`` is the export of ``i`` to ``j``; 0 where nothing was recorded.
    """

    codes: tuple[str, ...]
    years: Ints
    flows: Floats

    @classmethod
    def of_rows(
        cls,
        exporter: Sequence[str],
        importer: Sequence[str],
        year: Sequence[int],
        value: Sequence[float],
        *,
        drop: frozenset[str] = frozenset(),
    ) -> Panel:
        """Build the panel from rows of a long table; codes in ``drop`` (groups, former states) are left out, own trade too.

        Raises
        ------
        ValueError
            If no row is left.
        """
        e, i, y, v = (
            np.asarray(exporter, dtype=str),
            np.asarray(importer, dtype=str),
            np.asarray(year, dtype=np.int64),
            np.asarray(value, dtype=float),
        )
        keep = (e != i) & ~np.isin(e, list(drop)) & ~np.isin(i, list(drop)) & (v > 0)
        e, i, y, v = e[keep], i[keep], y[keep], v[keep]
        if not len(y):
            raise ValueError("no trade between two different economies in these rows")
        codes = np.unique(np.concatenate([e, i]))
        distinct = np.unique(y)
        step = int(np.diff(distinct).min()) if len(distinct) > 1 else 1
        years = np.arange(distinct[0], distinct[-1] + 1, step)
        flows = np.zeros((len(codes), len(codes), len(years)))
        np.add.at(flows, (np.searchsorted(codes, e), np.searchsorted(codes, i), (y - years[0]) // step), v)
        return cls(tuple(str(c) for c in codes), years, flows)

    @property
    def step(self) -> int:
        """Years between two columns."""
        return int(self.years[1] - self.years[0]) if len(self.years) > 1 else 1

    @cached_property
    def pairs(self) -> Ints:
        """Index pairs ``i < j`` of shape (P, 2) that traded in at least one year."""
        first, second = np.triu_indices(len(self.codes), 1)
        exported = self.flows.sum(axis=2) > 0
        traded = (exported | exported.T)[first, second]
        return np.stack([first[traded], second[traded]], axis=1)

    @cached_property
    def turnover(self) -> Floats:
        """Both ways together, shape (P, T)."""
        first, second = self.pairs.T
        total: Floats = self.flows[first, second] + self.flows[second, first]
        return total

    @cached_property
    def world(self) -> Floats:
        """Trade of all pairs by year, shape (T,)."""
        total: Floats = self.flows.sum(axis=(0, 1))
        return total

    @cached_property
    def totals(self) -> Floats:
        """Exports plus imports of every economy, shape (N, T)."""
        total: Floats = self.flows.sum(axis=1) + self.flows.sum(axis=0)
        return total

    def until(self, year: int) -> Panel:
        """Only what was known at the end of a year."""
        known = self.years <= year
        return Panel(self.codes, self.years[known], self.flows[:, :, known])

    def column(self, year: int) -> int:
        """Column of a year.

        Raises
        ------
        KeyError
            If the panel does not hold the year.
        """
        found = np.flatnonzero(self.years == year)
        if not len(found):
            raise KeyError(f"year {year} is not in the panel ({self.years[0]} to {self.years[-1]})")
        return int(found[0])
