"""How much of what a project makes comes from industries that live by research."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from messlatte.screening.goods import is_arms

__all__ = ["SOURCE", "ResearchClass", "advanced_share", "expected_research", "research_class"]

Floats = npt.NDArray[np.float64]

SOURCE = "Galindo-Rueda and Verger (2016), OECD STI Working Paper 2016/04, table 1; figures from memory, classes as published"
"""The figures are shown as an assumption until somebody has compared them with the paper."""

ADVANCED = frozenset({"high", "medium-high"})


@dataclass(frozen=True, slots=True)
class ResearchClass:
    """Research intensity of an industry: R&D spending over value added, mean of OECD members.

    Parameters
    ----------
    isic : str
        Division or group of ISIC Rev. 4 that the figure holds for.
    intensity : float
        As a fraction.
    label : str
        ``"high"``, ``"medium-high"``, ``"medium"``, ``"medium-low"`` or ``"low"``.
    """

    isic: str
    intensity: float
    label: str


@lru_cache(maxsize=1)
def _classes() -> dict[str, ResearchClass]:
    text = files("messlatte.projects").joinpath("data/innovation.csv").read_text("utf-8")
    rows = csv.DictReader(text.splitlines())
    return {row["isic"]: ResearchClass(row["isic"], float(row["intensity"]) / 100, row["class"]) for row in rows}


def research_class(isic: str) -> ResearchClass | None:
    """Class of an industry.

    Parameters
    ----------
    isic : str
        ISIC Rev. 4 division, group or class: ``"29"``, ``"303"``, ``"2630"``.

    Returns
    -------
    ResearchClass or None
        The most detailed one that covers the code. None for the making of arms and military vehicles (2520, 3040), which the taxonomy
        holds and Messlatte does not count, for division 30 as a whole (its groups lie in three classes), and for industries that the
        taxonomy leaves out (public administration, education, health).
    """
    if is_arms("isic", isic):
        return None
    return next((_classes()[isic[:n]] for n in range(min(len(isic), 3), 1, -1) if isic[:n] in _classes()), None)


def _of(industries: Sequence[str]) -> list[ResearchClass | None]:
    return [research_class(isic) for isic in industries]


def advanced_share(industries: Sequence[str], value_added: Floats) -> Floats:
    """Share of value added in industries of high and medium-high research intensity.

    Parameters
    ----------
    industries : sequence of str
        ISIC codes; those without a class are left out of both sums.
    value_added : ndarray, shape (len(industries), ...)
        USD; negative entries (production that falls away) count with their sign in both sums.

    Returns
    -------
    ndarray, shape of the rest
        Between 0 and 1 where all entries are positive; NaN where nothing is made.
    """
    added = np.asarray(value_added, dtype=np.float64)
    found = _of(industries)
    known = np.array([c is not None for c in found], dtype=bool)
    advanced = np.array([c is not None and c.label in ADVANCED for c in found], dtype=bool)
    whole, part = added[known].sum(axis=0), added[advanced].sum(axis=0)
    share: Floats = np.divide(part, whole, out=np.full_like(whole, np.nan), where=whole > 0)
    return share


def expected_research(industries: Sequence[str], value_added: Floats) -> Floats:
    """Research spending that goes with a value added: ``sum_k VA_k * intensity_k``.

    Parameters
    ----------
    industries, value_added
        As in `advanced_share`.

    Returns
    -------
    ndarray
        USD. What firms of OECD members spend on average, not what these firms will.
    """
    intensity = np.array([c.intensity if c else 0.0 for c in _of(industries)])
    return np.tensordot(intensity, np.asarray(value_added, dtype=np.float64), axes=1)
