"""From what is known of a pair to the distribution of its turnover."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from messlatte.core.answer import Probability
from messlatte.models.features import history_features, stack
from messlatte.models.growth_model import LEARNED, LEVELS, GrowthModel
from messlatte.models.panel import Floats
from messlatte.models.paths import Paths, baseline_scores, draw_paths, tide_scores
from messlatte.models.reference_class import ANY_SIZE, growth_class, size_class
from messlatte.models.tide import SCENARIOS, Tide

__all__ = ["HORIZONS", "INTERVAL_Z", "Outlook", "Situation", "outlook"]

HORIZONS = 15
INTERVAL_Z = 1.2815515655446004  # 80 %
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
    record : mapping of int to float
        The pair's own turnover by year, up to the base year; used if it holds the base year and the year before.
    pair : tuple of codes or None
        Given if the ledger's record of the pair holds for this case: then its directions and partners are looked at.
    widening : float
        The spread of own growth is multiplied by it (regions).
    """

    year: int
    level: float | None
    growth: float | None = None
    baseline_spread: float = 0.0
    record: Mapping[int, float] | None = None
    pair: tuple[str, str] | None = None
    widening: float = 1.0


@dataclass(frozen=True, slots=True)
class Outlook:
    """Distribution of a pair's turnover, mixed over the tide and under its scenarios.

    ``size`` and ``growth`` are the reference class; ``common`` is the standard deviation of the growth that all pairs have in common, by
    horizon; ``tide`` is the log growth of world trade on each path of ``mixed``, shape (N, H).
    """

    mixed: Paths
    scenarios: tuple[tuple[str, Floats, Paths], ...]
    size: int
    growth: int
    common: Floats
    tier: str
    tide: Floats

    def in_year(self, bar: float) -> tuple[Probability, ...]:
        """Probability of being at or above a log multiple in each year, with the interval that the common growth leaves."""
        return self._with_interval(*(self.mixed.in_year(bar + shift) for shift in self._shifts()))

    def by_year(self, bar: float) -> tuple[Probability, ...]:
        """Probability of having been at or above it in some year up to each."""
        return self._with_interval(*(self.mixed.by_year(bar + shift) for shift in self._shifts()))

    def _shifts(self) -> tuple[Floats, Floats, Floats]:
        return np.zeros_like(self.common), INTERVAL_Z * self.common, -INTERVAL_Z * self.common

    @staticmethod
    def _with_interval(value: Floats, low: Floats, high: Floats) -> tuple[Probability, ...]:
        return tuple(Probability(float(v), float(a), float(b)) for v, a, b in zip(value, low, high, strict=True))


def outlook(situation: Situation, world: Mapping[int, float] | None = None) -> Outlook:
    """Distribution of turnover after 1 to 15 years.

    Parameters
    ----------
    situation : Situation
        What is known.
    world : mapping of int to float, optional
        Years ahead -> world trade then over world trade in the base year, where it is told; then that is the only scenario.
    """
    from messlatte.models.fitted import current

    fitted = current()
    tide = fitted.tide
    tier, x = _known(situation, tide, fitted.tiers)
    model = fitted.tiers[tier]
    own = _own_quantiles(model, x, situation.widening)
    size, growth = _reference_class(situation, tide)
    common = model.common_spread(np.arange(1, HORIZONS + 1) / model.step)
    dry = draw_paths(own, LEVELS, fitted.correlation, np.zeros(HORIZONS)).logs
    if situation.baseline_spread:
        dry = dry + situation.baseline_spread * baseline_scores()[:, None]
    if world:
        told = tide.told(world)
        waters, along = {"told": told}, np.broadcast_to(told, dry.shape)
    else:
        waters = {name: tide.path(z) for name, z in SCENARIOS.items()}
        along = tide.path(tide_scores())
    scenarios = tuple((name, np.exp(path), Paths(dry + path)) for name, path in waters.items())
    return Outlook(Paths(dry + along), scenarios, size, growth, common, tier, along)


def _known(situation: Situation, tide: Tide, tiers: Mapping[str, GrowthModel]) -> tuple[str, Floats]:
    """Richest tier whose features are known, and these, shape (1, F)."""
    year, record = situation.year, situation.record or {}
    if situation.pair is not None and "full" in tiers:
        from messlatte.models.ledger_features import ledger_features

        row = ledger_features(*situation.pair, year, tiers["full"].features)
        if row is not None:
            return "full", row
    years = np.arange(year - 9, year + 1)
    world = np.array([tide.at(int(y)) for y in years])
    total = np.array([[record.get(int(y), np.nan) for y in years]])
    enough = np.isfinite(total[0, -2:]).all()
    if situation.level is not None:
        total[0, -1] = situation.level
    if not enough:
        total[0, :-1] = np.nan
        if situation.growth is not None:
            total[0, -2] = total[0, -1] / np.exp(situation.growth)
    found = history_features(total, world, len(years) - 1)
    if situation.level is None:
        found["size"] = np.array([np.nan])
        if situation.growth is not None:
            found["g1"] = np.array([situation.growth - float(np.log(world[-1] / world[-2]))])
    tier = "series" if enough and np.isfinite(total[0]).sum() >= 4 else "bare"
    return tier, stack(found, tiers[tier].features)


def _own_quantiles(model: GrowthModel, x: Floats, widening: float) -> Floats:
    """Quantiles of own growth over 1 to 15 years, shape (15, Q); the spread around the median never shrinks with the horizon."""
    knots = np.array([h for h in LEARNED if h <= model.longest * model.step])
    learned = int(knots[-1])
    ahead = np.arange(1, learned + 1)
    weights = np.stack([np.interp(ahead, knots, row) for row in np.eye(len(knots))], axis=1)
    found = weights @ model.quantiles(x, knots / model.step)[0]
    middle = found[:, [len(LEVELS) // 2]]
    spread = np.sign(found - middle) * np.maximum.accumulate(np.abs(found - middle), axis=0)
    beyond = np.arange(learned + 1, HORIZONS + 1)
    carried = middle[-1] + (beyond - learned)[:, None] * model.common
    grown = np.sqrt((beyond + 1) / (learned + 1))[:, None] * spread[-1]
    return np.concatenate([middle + widening * spread, carried + widening * grown])


def _reference_class(situation: Situation, tide: Tide) -> tuple[int, int]:
    from messlatte.models.fitted import current

    counts = current().counts
    scale = tide.at(counts.last) / tide.at(situation.year)
    size = ANY_SIZE if situation.level is None else int(size_class(situation.level * scale))
    own = (
        float("nan")
        if situation.growth is None
        else situation.growth - float(np.log(tide.at(situation.year) / tide.at(situation.year - 1)))
    )
    return size, counts.widest_with(size, int(growth_class(own)), _LEAST)
