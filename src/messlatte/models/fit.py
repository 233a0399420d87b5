"""``messlatte fit``: from a panel to a fitted model."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from messlatte.models.common import fit_common
from messlatte.models.covariates import Covariates
from messlatte.models.examples import sample_examples
from messlatte.models.fitted import Fitted
from messlatte.models.growth_fit import SEED, TIERS, Stage, Windows, base_features, collect, fit_growth, fit_stage, own_growth
from messlatte.models.growth_model import LEARNED, GrowthModel
from messlatte.models.outlook import HORIZONS
from messlatte.models.panel import Floats, Panel
from messlatte.models.reference_class import count_classes
from messlatte.models.shape import Surprises, fit_shapes
from messlatte.models.tide import fit_tide

__all__ = ["fit_model", "fit_tier", "horizon_correlation", "stack_features"]

_TREES = {"full": (110, 60), "series": (90, 50), "bare": (40, 30)}
_MOST = {"full": 300_000, "series": 150_000, "bare": 80_000}  # windows; what knows less needs fewer
_FIRST, _BACK = 3, 10  # columns of the first origin that teaches shapes, and how many origins do
_HALF_LIFE = 5.0  # columns
_SOUND = 1e7  # USD


def fit_model(panel: Panel, known: Covariates, sources: str, *, threads: int = 1) -> Fitted:
    """Fit all that an assessment needs on a panel, and on nothing else.

    Parameters
    ----------
    panel : Panel
        Cut it with `Panel.until` to fit as of an earlier year.
    known : Covariates
        Aligned with it.
    sources : str
        What the panel was made of.
    """
    features = [base_features(panel, known, base) for base in range(len(panel.years) - 1)]
    tiers = {tier: fit_tier(panel, features, tier, threads=threads) for tier in TIERS}
    counts = count_classes(panel, tuple(range(1, HORIZONS + 1)), sources)
    tide = fit_tide(panel.years, panel.world, HORIZONS)
    examples = sample_examples(panel, SEED)
    return Fitted(tiers, counts, tide, horizon_correlation(panel), examples, int(panel.years[-1]), sources)


def fit_tier(
    panel: Panel,
    features: Sequence[dict[str, Floats]],
    tier: str,
    *,
    horizons: Sequence[int] = LEARNED,
    threads: int = 1,
    stages: dict[bytes, Stage] | None = None,
) -> GrowthModel:
    """Fit the model of one tier on features by base column.

    Parameters
    ----------
    stages : dict, optional
        Stages fitted before, by the digest of their windows: what an earlier origin needed, a later one needs again.
    """
    stacked = stack_features(features, tier)
    last = len(panel.years) - 1
    learned = [h for h in horizons if h < last]
    kept = {} if stages is None else stages
    windows = collect(stacked, panel, learned, most=_MOST[tier])
    stage = _stage(windows, tier, threads, kept)
    found = []
    for origin in range(max(_FIRST, last - _BACK), last):
        known = collect(stacked, panel, [h for h in learned if h < origin], origin, _MOST[tier])
        earlier = _stage(known, tier, threads, kept)
        found += [_surprises(earlier, stacked[origin], panel, origin, h, windows) for h in learned if origin + h <= last]
    shapes = fit_shapes(_joined(found or [_own_surprises(stage, windows)]), learned)
    return fit_growth(stage, shapes, fit_common(windows.medians, panel.years), TIERS[tier], panel.step)


def stack_features(features: Sequence[dict[str, Floats]], tier: str) -> list[Floats]:
    """Features of a tier by base column, shape (P, F) each."""
    return [np.stack([found[name] for name in TIERS[tier]], axis=1) for found in features]


def _stage(windows: Windows, tier: str, threads: int, kept: dict[bytes, Stage]) -> Stage:
    key = windows.digest()
    if key not in kept:
        trees, scale_trees = _TREES[tier]
        kept[key] = fit_stage(windows, trees=trees, scale_trees=scale_trees, threads=threads)
    return kept[key]


def _surprises(stage: Stage, features: Floats, panel: Panel, origin: int, horizon: int, windows: Windows) -> Surprises:
    """What came after an origin, in the terms of the model that was known there."""
    chosen = np.flatnonzero(panel.turnover[:, origin] >= _SOUND)
    x = np.column_stack([np.full(len(chosen), min(horizon, stage.longest)), features[chosen]]).astype(np.float32)
    location, scale = stage.expected(x)
    growth = (own_growth(panel, origin, horizon)[chosen] - windows.medians[origin, horizon]) / np.sqrt(horizon + 1)
    age = len(panel.years) - 1 - origin - horizon
    ones = np.ones(len(chosen))
    return Surprises((growth - location) / scale, location / scale, scale, horizon * ones, 0.5 ** (age / _HALF_LIFE) * ones)


def _own_surprises(stage: Stage, windows: Windows) -> Surprises:
    """Where no earlier origin is long enough ago: those of the windows that the stage was fitted on."""
    location, scale = stage.expected(windows.x)
    z = (windows.growth / np.sqrt(windows.x[:, 0] + 1) - location) / scale
    return Surprises(z, location / scale, scale, windows.x[:, 0].astype(float), np.ones(len(z)))


def _joined(found: Sequence[Surprises]) -> Surprises:
    return Surprises(*(np.concatenate([getattr(part, name) for part in found]) for name in Surprises.__slots__))


def horizon_correlation(panel: Panel, horizons: int = HORIZONS, least: float = 1e7) -> Floats:
    """Correlation of the normal scores of own growth across horizons in columns, shape (H, H).

    Where a panel is too short for two horizons, a random walk stands in: ``sqrt(h / k)`` for ``h < k``.
    """
    from statistics import NormalDist

    ahead = np.arange(1, horizons + 1)
    out = np.sqrt(np.minimum.outer(ahead, ahead) / np.maximum.outer(ahead, ahead))
    grid = np.array([NormalDist().inv_cdf(p) for p in np.linspace(0.0005, 0.9995, 1000)])
    width = len(panel.years)
    scores = np.full((panel.turnover.shape[0], width, horizons), np.nan)
    for h in ahead[ahead < width]:
        for base in range(width - h):
            chosen = panel.turnover[:, base] >= least
            growth = own_growth(panel, base, int(h))[chosen]
            ranks = (growth.argsort().argsort() + 0.5) / max(len(growth), 1)
            scores[chosen, base, h - 1] = grid[(ranks * 999).astype(int)]
    flat = scores.reshape(-1, horizons)
    for i in range(horizons):
        for j in range(i):
            both = np.isfinite(flat[:, i]) & np.isfinite(flat[:, j])
            if both.sum() > 500:
                out[i, j] = out[j, i] = np.corrcoef(flat[both, i], flat[both, j])[0, 1]
    return _nearest(out)


def _nearest(matrix: Floats) -> Floats:
    """Positive semidefinite matrix of correlations close to one that need not be: negative eigenvalues are cut."""
    values, vectors = np.linalg.eigh(matrix)
    cut = (vectors * np.clip(values, 1e-6, None)) @ vectors.T
    size = np.sqrt(np.diag(cut))
    result: Floats = cut / np.outer(size, size)
    return result
