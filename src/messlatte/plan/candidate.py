"""A project as the plan sees it: what it brings across the border and what it costs, by years since its start and by draw."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

__all__ = ["Candidate", "Traces", "at_start"]

Draws = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Traces:
    """Draws of one project, age 0 being the year of its start.

    Parameters
    ----------
    goods, services : ndarray of float32, shape (ages, draws)
        Additional trade of the pair in US dollars, both directions, failure and delay inside.
    """

    goods: Draws
    services: Draws


@dataclass(frozen=True, slots=True)
class Candidate:
    """One project that a plan may start.

    Parameters
    ----------
    id, title, sector, firms, requires, excludes
        As in `messlatte.core.project.Project`.
    simulate : callable
        ``(draws, seed) -> Traces``; deterministic.
    cost : mapping of party to ndarray of float, shape (ages,)
        Expected spending of own money, US dollars, not discounted.
    credit : mapping of party to ndarray of float, shape (ages,)
        Expected credit drawn.
    exporter, importer, scheme, code, industry : str
        Of its largest flow, for the comparison with what `areas` finds.
    price_year : int
        Year of the constant prices of its amounts.
    """

    id: str
    title: str
    sector: str
    simulate: Callable[[int, int], Traces]
    cost: Mapping[str, npt.NDArray[np.float64]]
    credit: Mapping[str, npt.NDArray[np.float64]] = field(default_factory=dict)
    firms: tuple[str, ...] = ()
    requires: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    exporter: str = ""
    importer: str = ""
    scheme: str = ""
    code: str = ""
    industry: str = ""
    price_year: int = 2025


def at_start(by_age: npt.NDArray[np.floating], start: int, years: int) -> npt.NDArray[np.floating]:
    """Rows by calendar year of something known by age.

    Parameters
    ----------
    by_age : ndarray, shape (ages, ...)
        Nothing happens after the last age.
    start : int
        Position of the year of the start among the years.
    years : int
        Number of calendar years.

    Returns
    -------
    ndarray, shape (years, ...)
    """
    out = np.zeros((years, *by_age.shape[1:]), dtype=by_age.dtype)
    shown = min(len(by_age), max(years - start, 0))
    out[start : start + shown] = by_age[:shown]
    return out
