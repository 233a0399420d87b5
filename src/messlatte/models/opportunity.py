"""What may become of a flow in five years: probability, expected dollars with an interval, order; read with numpy only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import numpy as np
import numpy.typing as npt

from messlatte.models.opportunity_features import NAMES, NOTHING, Candidates
from messlatte.models.trees import Trees

__all__ = [
    "CLASSES",
    "DOLLARS",
    "GAIN_POWER",
    "Dollars",
    "OpportunityModel",
    "Outlook",
    "Steps",
    "dollar_base",
    "dollar_columns",
    "shipped_model",
]

Vector = npt.NDArray[np.float64]
CLASSES = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99)
"""Cuts, as shares of all flows, between the classes of probability whose hit rates are published beside each; finer where it is high."""
GAIN_POWER = 0.42
"""The order is that of the expected own gain to this power, which keeps the largest flows from being all that the trees learn."""
DOLLARS = (
    "mu3_ratio", "importer_related", "exporter_related", "supply", "demand", "pair", "rca", "share_of_market", "density", "ease",
    "distance", "now", "now_growth", "supply_growth", "demand_growth", "pair_growth", "slope",
)  # fmt: skip

_LINE = ("beta", "centre", "scale")


@dataclass(frozen=True, slots=True)
class Steps:
    """A rising step function: calibrated probability ``level[m]`` for scores from ``start[m]`` on (isotonic regression)."""

    start: Vector
    level: Vector

    def of(self, score: Vector) -> Vector:
        """Calibrated value, linear between the middles of the steps."""
        found: Vector = np.interp(score, self.start, self.level)
        return found


@dataclass(frozen=True, slots=True)
class Outlook:
    """What the model says of each candidate; dollars are million USD a year, five years on.

    Parameters
    ----------
    up : ndarray, shape (C,)
        Probability that the flow grows by more than 25 % beyond its market.
    new : ndarray, shape (C,)
        Probability that a flow that does not exist reaches the least size; NaN where it exists.
    score : ndarray, shape (C,)
        Order of expected own growth.
    p10, p50, p90 : ndarray, shape (C,)
        Market held at its present size.
    hits : ndarray, shape (C,)
        Share of flows of the same class of ``up`` (or ``new``) that did so in vintages the model had not seen.
    """

    up: Vector
    new: Vector
    score: Vector
    p10: Vector
    p50: Vector
    p90: Vector
    hits: Vector


@dataclass(frozen=True, slots=True)
class Dollars:
    """Expected flow: a Poisson regression on `DOLLARS`, standardised by ``centre`` and ``scale``, times what trees add to it.

    Parameters
    ----------
    beta : ndarray, shape (1 + D,)
    centre, scale : ndarray, shape (D,)
    trees : Trees
        Log of a factor.
    """

    beta: Vector
    centre: Vector
    scale: Vector
    trees: Trees

    def mean(self, base: Vector, columns: Vector, x: npt.NDArray[np.float32]) -> Vector:
        """Million USD, shape (C,)."""
        z = np.clip((columns - self.centre) / self.scale, -6, 6)
        change = np.clip(self.beta[0] + z @ self.beta[1:], -3.0, 3.0) + np.clip(self.trees.predict(x.astype(np.float64)), -1.5, 1.5)
        mean: Vector = base * np.exp(change)
        return mean


@dataclass(frozen=True, slots=True)
class OpportunityModel:
    """Fitted model; see docs/methods/areas.md.

    Parameters
    ----------
    up_steps, new_steps : Steps
        From score to probability; that of ``new`` learned on vintages left out of the trees.
    dollars : Dollars
        Expected flow, the market held at its size.
    whole : Dollars
        The same where markets move as well and only the total is known.
    residuals : ndarray, shape (B, 3)
        10, 50 and 90 per cent points of log(outcome / expectation) by class of the expected spread.
    edges : ndarray, shape (B - 1,)
        Between these classes.
    up_hits, new_hits : ndarray, shape (H + 1,)
        Shares that came true by class of the probability.
    up_cuts, new_cuts : ndarray, shape (H,)
        Probabilities between these classes.
    """

    up: Trees
    new: Trees
    gain: Trees
    spread: Trees
    up_steps: Steps
    new_steps: Steps
    dollars: Dollars
    whole: Dollars
    residuals: Vector
    edges: Vector
    up_cuts: Vector
    up_hits: Vector
    new_cuts: Vector
    new_hits: Vector
    unit: float

    def outlook(self, found: Candidates) -> Outlook:
        """Judge every candidate."""
        x = found.x.astype(np.float64)
        up = self.up_steps.of(self.up.predict(x))
        absent = found.now < NOTHING
        new = np.full(len(x), np.nan)
        if absent.any():
            new[absent] = self.new_steps.of(self.new.predict(x[absent]))
        expected = self.expected(found)
        cell = np.searchsorted(self.edges, self.spread.predict(x))
        low, middle, high = (np.maximum(np.exp(self.residuals[cell, q]) * (expected + self.unit) - self.unit, 0.0) for q in range(3))
        hits = np.where(
            absent, self.new_hits[np.searchsorted(self.new_cuts, np.nan_to_num(new))], self.up_hits[np.searchsorted(self.up_cuts, up)]
        )
        return Outlook(up, new, self.gain.predict(x), low, middle, high, hits)

    def expected(self, found: Candidates, *, whole: bool = False) -> Vector:
        """Mean of the flow five years on, million USD: its market held at its present size, or (``whole``) as its market may move."""
        part = self.whole if whole else self.dollars
        return part.mean(dollar_base(found), dollar_columns(found), found.x)

    def arrays(self) -> dict[str, npt.NDArray[Any]]:
        """Everything as named arrays, to be stored."""
        stored: dict[str, npt.NDArray[Any]] = {}
        for name in self.__slots__:
            part = getattr(self, name)
            if isinstance(part, Trees):
                stored |= part.arrays(name)
            elif isinstance(part, Dollars):
                stored |= {f"{name}.{piece}": getattr(part, piece) for piece in _LINE} | part.trees.arrays(f"{name}.trees")
            elif isinstance(part, Steps):
                stored |= {f"{name}.start": part.start.astype(np.float32), f"{name}.level": part.level.astype(np.float32)}
            else:
                stored[name] = np.asarray(part)
        return stored

    @classmethod
    def of_arrays(cls, stored: Mapping[str, npt.NDArray[Any]]) -> OpportunityModel:
        """Rebuild what `arrays` gave."""
        parts: dict[str, Any] = {name: Trees.of_arrays(stored, name) for name in ("up", "new", "gain", "spread")}
        for name in ("up_steps", "new_steps"):
            parts[name] = Steps(stored[f"{name}.start"].astype(np.float64), stored[f"{name}.level"].astype(np.float64))
        for name in ("dollars", "whole"):
            line = {piece: stored[f"{name}.{piece}"] for piece in _LINE}
            parts[name] = Dollars(**line, trees=Trees.of_arrays(stored, f"{name}.trees"))
        for name in cls.__slots__:
            if name not in parts:
                parts[name] = stored[name]
        parts["unit"] = float(parts["unit"])
        return cls(**parts)


def dollar_base(found: Candidates) -> Vector:
    """Where the Poisson regression starts: the present shrunk towards the three-way fit."""
    base: Vector = 0.7 * found.now + 0.3 * found.mu3 + NOTHING
    return base


def dollar_columns(found: Candidates) -> Vector:
    """Columns of `DOLLARS`, shape (C, D)."""
    at = [NAMES.index(name) for name in DOLLARS]
    columns: Vector = np.nan_to_num(found.x[:, at].astype(np.float64))
    return columns


@lru_cache(maxsize=2)
def shipped_model(name: str) -> OpportunityModel:
    """Fitted model that ships: ``industry`` (one year of an industry table) or ``goods`` (several years of HS rows)."""
    path = files("messlatte.models") / "data" / f"opportunity_{name}.npz"
    with path.open("rb") as file, np.load(file) as stored:
        return OpportunityModel.of_arrays({key: stored[key] for key in stored.files})
