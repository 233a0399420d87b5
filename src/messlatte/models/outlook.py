"""From what is known of a pair to the distribution of its own growth."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from messlatte.models.panel import Floats
from messlatte.models.paths import Paths, baseline_scores, draw_paths, tide_scores
from messlatte.models.reference_class import ANY_SIZE, REFERENCE_YEAR, growth_class, shipped_counts, size_class
from messlatte.models.tide import SCENARIOS, Tide, shipped_tide

__all__ = ["HORIZONS", "LEVELS", "Outlook", "Situation", "outlook"]

HORIZONS = 15
LEVELS: Floats = np.concatenate([[0.001, 0.005], np.arange(0.01, 0.995, 0.01), [0.995, 0.999]])
_LEAST = 200


@dataclass(frozen=True, slots=True)
class Situation:
    """What is known of a pair at the end of the base year.

    Parameters
    ----------
    year : int
        Base year.
    level : float or None
        Turnover in USD; None where the currency cannot be converted.
    growth : float or None
        Log growth of turnover during the base year.
    baseline_spread : float
        Standard deviation of the log of the base year's turnover itself (0 where it is measured or stated).
    """

    year: int
    level: float | None
    growth: float | None = None
    baseline_spread: float = 0.0


@dataclass(frozen=True, slots=True)
class Outlook:
    """Distribution of a pair's turnover, mixed over the tide and under its scenarios.

    ``size`` and ``growth`` are the reference class that was used; ``spread`` is the standard error of a log odds by horizon, shape (H,).
    """

    mixed: Paths
    scenarios: tuple[tuple[str, Floats, Paths], ...]
    size: int
    growth: int
    spread: Floats


def outlook(situation: Situation, tide: Tide | None = None, world: Floats | None = None) -> Outlook:
    """Distribution of turnover after 1 to 15 years.

    Parameters
    ----------
    situation : Situation
        What is known.
    tide : Tide, optional
        The shipped one by default.
    world : Floats, shape (H,), optional
        Log growth of world trade, if it is told; then it is the only scenario, and the mixture is made under it.
    """
    tide = tide or shipped_tide()
    counts = shipped_counts()
    scale = tide.at(REFERENCE_YEAR) / tide.at(situation.year)
    size = ANY_SIZE if situation.level is None else int(size_class(situation.level * scale))
    own_growth = (
        float("nan")
        if situation.growth is None
        else situation.growth - float(np.log(tide.at(situation.year) / tide.at(situation.year - 1)))
    )
    growth = counts.widest_with(size, int(growth_class(own_growth)), _LEAST)
    own = counts.own_quantiles(size, growth, LEVELS)
    stored = _correlation()
    if world is None:
        waters = {name: tide.path(z) for name, z in SCENARIOS.items()}
        mixed = draw_paths(own, LEVELS, stored, tide.path(tide_scores()))
    else:
        waters = {"told": world}
        mixed = draw_paths(own, LEVELS, stored, world)
    if situation.baseline_spread:
        mixed = Paths(mixed.logs + situation.baseline_spread * baseline_scores()[:, None])
    scenarios = tuple((name, np.exp(path), draw_paths(own, LEVELS, stored, path)) for name, path in waters.items())
    return Outlook(mixed, scenarios, size, growth, _by_origin_spread())


@lru_cache(maxsize=1)
def _correlation() -> Floats:
    with np.load(Path(__file__).parent / "data" / "world.npz", allow_pickle=False) as stored:
        return np.asarray(stored["correlation"])


@lru_cache(maxsize=1)
def _by_origin_spread() -> Floats:
    with np.load(Path(__file__).parent / "data" / "world.npz", allow_pickle=False) as stored:
        return np.asarray(stored["log_odds_spread"])
