"""Shapes of surprises, and the growth that all pairs share, on worlds that are known."""

from __future__ import annotations

import numpy as np
import pytest

from messlatte.models.common import fit_common
from messlatte.models.shape import LEVELS, Shapes, Surprises, fit_shapes, weighted_quantiles


def surprises(n: int = 60_000) -> Surprises:
    """Standard normal where nothing is expected; one standard deviation lower where the ratio is 1, twice as wide at horizon 5."""
    rng = np.random.default_rng(4)
    ratio = rng.uniform(-1.5, 1.5, n)
    horizon = rng.choice([1.0, 5.0], n)
    z = rng.normal(size=n) * np.where(horizon == 5, 2, 1) - np.clip(ratio, 0, 1)
    return Surprises(z, ratio, rng.uniform(0.1, 0.5, n), horizon, np.ones(n))


def test_shapes_follow_what_was_expected_and_the_horizon() -> None:
    shapes = fit_shapes(surprises(), (1, 5))
    middle = LEVELS.searchsorted(0.5)
    ratio, scale = np.array([-1.0, 0.0, 1.3]), np.full(3, 0.3)
    near, far = (shapes.at(ratio, scale, h) for h in (1.0, 5.0))
    assert near[:, middle] == pytest.approx([0, -0.1, -1], abs=0.15)
    spread = [found[1, LEVELS.searchsorted(0.84)] - found[1, LEVELS.searchsorted(0.16)] for found in (near, far)]
    assert spread[1] > 1.4 * spread[0], "neighbouring horizons count, but less"
    assert np.all(np.diff(shapes.tables, axis=-1) >= 0)
    between = shapes.at(ratio, scale, 3.0)
    part = np.log(4 / 2) / np.log(6 / 2)
    assert between == pytest.approx((1 - part) * near + part * far)
    assert shapes.at(ratio, scale, 9.0) == pytest.approx(far), "beyond the longest its shape is kept"


def test_shapes_survive_storage_and_few_surprises() -> None:
    few = surprises(40)
    shapes = fit_shapes(few, (1, 2, 3))
    assert np.isfinite(shapes.tables).all()
    again = Shapes.of_arrays(shapes.arrays("s"), "s")
    assert again.at(np.array([0.2]), np.array([0.3]), 2.0) == pytest.approx(shapes.at(np.array([0.2]), np.array([0.3]), 2.0), abs=1e-5)


def test_weighted_quantiles_by_hand() -> None:
    # The weight of the largest value is half of all: the upper half of the distribution lies between it and the middle value.
    found = weighted_quantiles(np.array([3.0, 1.0, 2.0]), np.array([2.0, 1.0, 1.0]))
    assert found[LEVELS.searchsorted(0.75)] == pytest.approx(3.0, abs=0.03)
    assert found[0] == 1.0


def test_common_growth_weighs_years_by_age_and_knows_only_the_past() -> None:
    years = np.arange(1960, 1970)  # before the long run begins, so only these count
    medians = {(base, 1): 0.08 if base == 8 else 0.0 for base in range(9)}
    found = fit_common(medians, years)
    weights = 0.5 ** (np.arange(9)[::-1] / 8)
    assert found.growth == pytest.approx(0.08 * weights[-1] / weights.sum())
    assert found.shock > 0
    later = fit_common(medians, years + 50)  # 2010-2019: the long run has ended and counts
    assert later.growth < found.growth
