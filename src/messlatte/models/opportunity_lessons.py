"""What can be learned at a date: vintages of a panel whose outcome was known by then."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from messlatte.core.errors import DataError
from messlatte.models.opportunity import dollar_base, dollar_columns
from messlatte.models.opportunity_features import Candidates, candidates
from messlatte.models.opportunity_panel import HORIZON, ProductPanel, vintage

__all__ = ["Lessons", "Stacked", "lesson_years", "lessons", "outcome", "stacked"]

Vector = npt.NDArray[np.float64]
VINTAGES = 5
"""Vintages to learn from, spread over all that there are: neighbours tell nearly the same."""


@dataclass(frozen=True, slots=True)
class Lessons:
    """Candidates of one vintage with what came: ``later`` as it was, ``own`` with the market's growth taken out (million USD)."""

    found: Candidates
    later: Vector
    own: Vector
    year: int


@dataclass(frozen=True, slots=True)
class Stacked:
    """Candidates of several vintages, one after the other; ``year`` is the vintage of each.

    ``level`` is ``later`` divided by the growth of all candidates of its vintage, so that no vintage's tide is learned.
    """

    x: npt.NDArray[np.float32]
    i: npt.NDArray[np.int64]
    j: npt.NDArray[np.int64]
    now: Vector
    later: Vector
    level: Vector
    own: Vector
    base: Vector
    columns: Vector
    year: npt.NDArray[np.int64]

    def take(self, rows: npt.NDArray[np.int64] | npt.NDArray[np.bool_]) -> Stacked:
        """Some of the candidates."""
        return Stacked(*(getattr(self, name)[rows] for name in self.__slots__))


def outcome(panel: ProductPanel, year: int, found: Candidates) -> tuple[Vector, Vector]:
    """Flows of t+3 .. t+5 of the candidates: as they came, and times v0_jk / v1_jk."""
    cut = vintage(panel, year, with_outcome=True)
    assert cut.later is not None
    market = cut.later.sum(axis=0, dtype=np.float64)[found.j, found.k]
    later = cut.later[found.cells].astype(np.float64)
    tide = np.divide(found.demand, market, out=np.zeros_like(market), where=market > 0)
    return later, later * tide


def lesson_years(panel: ProductPanel, until: int) -> tuple[int, ...]:
    """Vintages to learn from at the end of ``until``, latest first.

    Raises
    ------
    DataError
        If none was complete.
    """
    years = [year for year in panel.until(until).vintages() if year + HORIZON <= until]
    if not years:
        raise DataError(f"panel {panel.name}: nothing to learn from up to {until}; eight years before the vintage are needed")
    return tuple(years[:: -max(1, len(years) // VINTAGES)][:VINTAGES])


def lessons(panel: ProductPanel, until: int, *, history: bool = True) -> tuple[Lessons, ...]:
    """Vintages of `lesson_years` with their outcomes; nothing after ``until`` is read."""
    learned = []
    for year in lesson_years(panel, until):
        found = candidates(vintage(panel, year, years_known=6 if history else 1), history=history)
        learned.append(Lessons(found, *outcome(panel, year, found), year))
    return tuple(learned)


def stacked(learned: Sequence[Lessons]) -> Stacked:
    """All candidates of some vintages."""
    each = []
    for one in learned:
        found, total = one.found, one.later.sum()
        level = one.later * (found.now.sum() / total if total > 0 else 1.0)
        rest = (dollar_base(found), dollar_columns(found), np.full(len(found.i), one.year))
        each.append((found.x, found.i, found.j, found.now, one.later, level, one.own, *rest))
    return Stacked(*(np.concatenate(parts) for parts in zip(*each, strict=True)))
