"""Features of a pair straight from the ledger: what its partners say in a base year is made once for all pairs and kept."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from messlatte.models.covariates import Covariates, ledger_covariates, ledger_panel
from messlatte.models.features import stack
from messlatte.models.growth_fit import own_features
from messlatte.models.panel import Floats, Panel
from messlatte.models.surroundings import surroundings

__all__ = ["is_loaded", "ledger_features", "ledger_turnover"]


def ledger_features(a: str, b: str, year: int, names: tuple[str, ...]) -> Floats | None:
    """Features of a pair at the end of a year, shape (1, F); None if the ledger lacks the pair, the year or trade in it."""
    panel = _panel()
    place = _rows()
    row = place.get((min(a, b), max(a, b)))
    if row is None or year <= int(panel.years[0]) or year > int(panel.years[-1]):
        return None
    column = panel.column(year)
    if panel.turnover[row, column] <= 0:
        return None
    around = _surroundings(column)
    found = own_features(panel, column, np.array([row])) | {name: around[name][[row]] for name in names if name in around}
    return stack(found, names)


def ledger_turnover(a: str, b: str) -> tuple[tuple[int, float], ...]:
    """Positive turnover by year of a pair, from the same rows; empty if the ledger lacks it. Fast for many pairs."""
    panel, row = _panel(), _rows().get((min(a, b), max(a, b)))
    if row is None:
        return ()
    return tuple((int(year), float(value)) for year, value in zip(panel.years, panel.turnover[row], strict=True) if value > 0)


def is_loaded() -> bool:
    """Whether the panel was read already, so that `ledger_turnover` answers from memory."""
    return _panel.cache_info().currsize > 0


@lru_cache(maxsize=1)
def _panel() -> Panel:
    return ledger_panel()


@lru_cache(maxsize=1)
def _covariates() -> Covariates:
    return ledger_covariates(_panel())


@lru_cache(maxsize=1)
def _rows() -> dict[tuple[str, str], int]:
    panel = _panel()
    return {(panel.codes[i], panel.codes[j]): row for row, (i, j) in enumerate(panel.pairs)}


@lru_cache(maxsize=24)
def _surroundings(column: int) -> dict[str, Floats]:
    return surroundings(_panel(), _covariates(), column)
