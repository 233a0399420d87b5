"""The backtest's harness: it catches a leak, and its scores are right on worlds that are known."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from messlatte.models.backtest import LeakError, exceedance, run_backtest
from messlatte.models.backtest_oracle import common_known
from messlatte.models.calibration import bootstrap_skill, brier, coverage, crps, pit_counts, reliability
from messlatte.models.covariates import Covariates
from messlatte.models.growth_fit import own_growth
from messlatte.models.panel import Floats, Ints, Panel
from messlatte.models.references import normal_cdf
from messlatte.models.shape import LEVELS


def world(pairs: int = 40, years: int = 12, spread: float = 0.2, seed: int = 1) -> Panel:
    """Economies whose flows are independent random walks of known spread."""
    rng = np.random.default_rng(seed)
    n = int(np.ceil((1 + np.sqrt(1 + 8 * pairs)) / 2))
    walk = np.cumsum(rng.normal(0, spread, (n, n, years)), axis=2)
    flows = 5e8 * np.exp(walk)
    flows[np.arange(n), np.arange(n)] = 0
    return Panel(tuple(f"A{i:02d}" for i in range(n)), np.arange(2000, 2000 + years), flows)


def nothing_known(panel: Panel) -> Covariates:
    n, years = len(panel.codes), len(panel.years)
    return Covariates(np.full((n, years), np.nan), np.full((n, years), np.nan), np.full((n, n), np.nan))


def honest(panel: Panel, known: Covariates, origin: int, chosen: Ints, horizons: Sequence[int]) -> Floats:
    """Quantiles of past growth, the same for all pairs."""
    past = panel.until(origin)
    rows = [np.quantile(np.concatenate([own_growth(past, b, h) for b in range(len(past.years) - h)]), LEVELS) for h in horizons]
    return np.tile(np.stack(rows), (len(chosen), 1, 1))


def peeking(panel: Panel, known: Covariates, origin: int, chosen: Ints, horizons: Sequence[int]) -> Floats:
    """The honest one, moved by a look at next year's world trade."""
    found = honest(panel, known, origin, chosen, horizons)
    ahead = panel.flows[:, :, panel.column(origin) + 1]
    return found + float(np.nan_to_num(np.nansum(ahead)) > 1e10) * 0.05


def careless(panel: Panel, known: Covariates, origin: int, chosen: Ints, horizons: Sequence[int]) -> Floats:
    """The honest one, scaled by the whole panel's volatility."""
    return honest(panel, known, origin, chosen, horizons) * np.std(np.diff(np.log(panel.turnover[chosen]), axis=1))


def test_a_planted_leak_is_caught() -> None:
    panel = world()
    for leak in (peeking, careless):
        with pytest.raises(LeakError):
            list(run_backtest(panel, nothing_known(panel), [2006], [1, 2], leak))


def test_an_honest_forecaster_passes_and_knows_the_spread() -> None:
    panel = world(pairs=400)
    blocks = list(run_backtest(panel, nothing_known(panel), [2007, 2008], [1, 2], honest))
    assert [(b.origin, b.horizon) for b in blocks] == [(2007, 1), (2007, 2), (2008, 1), (2008, 2)]
    for block in blocks:
        assert 0.72 < coverage(block.quantiles, LEVELS, block.came, 0.8) < 0.88
        assert np.all(np.diff(block.told["model"], axis=1) <= 0), "a higher bar is never likelier"
        assert np.all(block.by_year >= 0)
    # The same figures from two processes.
    again = list(run_backtest(panel, nothing_known(panel), [2007, 2008], [1, 2], honest, workers=2))
    assert all(np.array_equal(a.told["model"], b.told["model"]) for a, b in zip(blocks, again, strict=True))


def test_common_growth_known_moves_every_pair_alike() -> None:
    panel = world(pairs=400)
    block = next(run_backtest(panel, nothing_known(panel), [2007], [2], honest))
    settled = common_known(block)
    moved = settled.quantiles - block.quantiles
    assert moved == pytest.approx(np.full_like(moved, moved[0, 0]))
    assert np.median(block.came - settled.quantiles[:, len(LEVELS) // 2]) == pytest.approx(0, abs=1e-12)


def test_bounds_of_a_bin_come_from_origins_not_from_forecasts() -> None:
    """Two origins that miss by -0.2 and +0.2: right on average, and nobody knows better than that."""
    said, origin = np.full(2000, 0.55), np.repeat([2009, 2010], 1000)
    came = np.concatenate([np.arange(1000) < 350, np.arange(1000) < 750]).astype(float)
    (found,) = reliability(said, came, origin=origin)
    assert found.came - found.forecast == pytest.approx(0)
    assert (found.off_low, found.off_high) == (pytest.approx(-0.2), pytest.approx(0.2))


def test_exceedance_of_a_normal() -> None:
    grid = np.linspace(-8, 8, 16001)
    quantiles = np.interp(LEVELS, normal_cdf(grid), grid)[None, :]
    bars = np.array([-1.0, 0.0, 0.5, 2.0])
    assert exceedance(quantiles, bars)[0] == pytest.approx(1 - normal_cdf(bars), abs=2e-3)


def test_scores_by_hand() -> None:
    # (0.8 - 1)^2 = 0.04, (0.3 - 0)^2 = 0.09; mean 0.065.
    assert brier(np.array([0.8, 0.3]), np.array([1.0, 0.0])) == pytest.approx(0.065)
    bins = reliability(np.array([0.05, 0.07, 0.95]), np.array([0.0, 1.0, 1.0]))
    assert [(b.n, round(b.forecast, 2), b.came) for b in bins] == [(2, 0.06, 0.5), (1, 0.95, 1.0)]
    assert pit_counts(np.array([0.05, 0.15, 0.16, 0.99])).tolist() == [1, 2, 0, 0, 0, 0, 0, 0, 0, 1]


def test_crps_of_a_standard_normal() -> None:
    # Gneiting and Raftery (2007): CRPS(N(0, 1), 0) = 2 phi(0) - 1 / sqrt(pi) = 0.2337; of N(0, 1) and y = 1: 0.6024.
    levels = (np.arange(2000) + 0.5) / 2000
    grid = np.linspace(-8, 8, 16001)
    quantiles = np.tile(np.interp(levels, normal_cdf(grid), grid), (2, 1))
    assert crps(quantiles, levels, np.array([0.0, 1.0])) == pytest.approx([0.2337, 0.6024], abs=1e-3)


def test_bootstrap_is_wider_when_years_share_their_luck() -> None:
    rng = np.random.default_rng(0)
    reference = np.full((8, 500), 0.25)
    alone = 0.2 + rng.normal(0, 0.05, (8, 500))
    shared = 0.2 + rng.normal(0, 0.05, (8, 1)) + 0 * alone
    one, other = bootstrap_skill(alone, reference), bootstrap_skill(shared, reference)
    assert other.high - other.low > 5 * (one.high - one.low)
    assert one.low < one.value < one.high
