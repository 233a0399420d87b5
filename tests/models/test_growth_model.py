"""The trees as arrays, the features, and the model of own growth on a world that is known."""

from __future__ import annotations

import numpy as np
import pytest

from messlatte.models.features import BARE, history_features, stack
from messlatte.models.fit import fit_tier
from messlatte.models.fitted import SHIPPED, Fitted, current
from messlatte.models.growth_fit import TIERS
from messlatte.models.panel import Panel
from messlatte.models.shape import LEVELS
from messlatte.models.tide import Tide, fit_tide
from messlatte.models.trees import Trees


def test_trees_answer_as_lightgbm_does_missing_values_too() -> None:
    lgb = pytest.importorskip("lightgbm")
    rng = np.random.default_rng(3)
    x = rng.normal(size=(800, 4)).astype(np.float32)
    x[rng.random(x.shape) < 0.1] = np.nan
    y = np.nan_to_num(x[:, 0]) * np.where(np.isnan(x[:, 1]), 2, 1) + rng.normal(0, 0.1, len(x))
    model = lgb.train({"objective": "regression", "num_leaves": 12, "verbose": -1, "num_threads": 1}, lgb.Dataset(x, y), 30)
    trees = Trees.of_model(model.dump_model())
    assert trees.predict(x.astype(float)) == pytest.approx(model.predict(x), abs=1e-4)
    again = Trees.of_arrays(trees.arrays("t"), "t")
    assert np.array_equal(again.predict(x.astype(float)), trees.predict(x.astype(float)))


def test_history_features_by_hand() -> None:
    # Shares of world trade 1, 2, 4 %: growth ln 2 over one, ln 4 over two columns; the gap to the largest is 0.
    total = np.array([[1e9, 2e9, 4e9]])
    found = history_features(total, np.full(3, 1e11), 2)
    assert found["g1"][0] == pytest.approx(np.log(2))
    assert found["g2"][0] == pytest.approx(np.log(4))
    assert np.isnan(found["g3"][0])
    assert found["gmax"][0] == 0
    assert found["gmin"][0] == pytest.approx(np.log(4))
    assert found["slope"][0] == pytest.approx(np.log(2))
    assert found["sd"][0] == pytest.approx(0)
    later = history_features(np.array([[1e9, 2e9, 4e9, 9e12]]), np.full(4, 1e11), 2)
    assert all(np.array_equal(found[name], later[name], equal_nan=True) for name in found), "nothing after the base column is looked at"


@pytest.mark.slow
def test_the_model_finds_mean_reversion_and_volatility_of_a_known_world() -> None:
    """Half of the pairs are four times as volatile; all of them lose half of what they gained last year."""
    pytest.importorskip("lightgbm")
    rng = np.random.default_rng(5)
    n, years = 60, 14
    spread = np.where(rng.random((n, n)) < 0.5, 0.1, 0.4)
    level = np.zeros((n, n, years))
    noise = rng.normal(size=(n, n, years)) * spread[:, :, None]
    for t in range(1, years):
        level[:, :, t] = level[:, :, t - 1] + noise[:, :, t] - 0.5 * noise[:, :, t - 1]
    flows = np.triu(np.ones((n, n)), 1)[:, :, None] * 1e9 * np.exp(level)
    panel = Panel(tuple(f"B{i:02d}" for i in range(n)), np.arange(2000, 2000 + years), flows)
    features = [history_features(panel.turnover, panel.world, base) for base in range(years)]
    model = fit_tier(panel, features[:-1], "series", horizons=(1, 2))
    x = stack(features[-1], model.features)
    found = model.quantiles(x, np.array([1.0]))[:, 0]
    median, width = found[:, len(LEVELS) // 2], found[:, LEVELS.searchsorted(0.9)] - found[:, LEVELS.searchsorted(0.1)]
    first, second = panel.pairs.T
    expected = -0.5 * noise[first, second, -1]
    assert np.corrcoef(median, expected)[0, 1] > 0.9
    wild = spread[first, second] > 0.2
    assert np.median(width[wild]) / np.median(width[~wild]) == pytest.approx(4, rel=0.4)


def test_fitted_tables_are_small_and_whole() -> None:
    assert sum(path.stat().st_size for path in SHIPPED.iterdir()) < 2e6
    fitted = current()
    assert set(fitted.tiers) == set(TIERS)
    assert fitted.tiers["bare"].features == BARE
    for model in fitted.tiers.values():
        assert np.all(np.diff(model.shapes.tables, axis=-1) >= 0)
    assert np.linalg.eigvalsh(fitted.correlation).min() > -1e-9


def test_a_model_that_was_changed_is_refused(tmp_path) -> None:  # type: ignore[no-untyped-def]
    from messlatte.core.errors import DataError

    current().save(tmp_path / "model")
    assert Fitted.load(tmp_path / "model").until == current().until
    (tmp_path / "model" / "base_rates.npz").write_bytes(b"not what was fitted")
    with pytest.raises(DataError, match="changed"):
        Fitted.load(tmp_path / "model")
    with pytest.raises(DataError, match="no fitted model"):
        Fitted.load(tmp_path)


def test_the_tide_learns_from_outlooks_only_once_they_were_published() -> None:
    years = np.arange(2000, 2021)
    trade = 6e12 * np.exp(0.05 * (years - 2000))
    early, late = fit_tide(years[:10], trade[:10], 5), fit_tide(years, trade, 5)
    assert early.drift == pytest.approx(0.05)
    assert early.spread == pytest.approx(np.zeros(5), abs=1e-9)
    assert late.spread[0] > 0
    assert late.spread[3] == pytest.approx(2 * late.spread[0])


def test_told_tide_is_interpolated() -> None:
    tide = Tide(np.array([2019, 2020]), np.array([1.0, 1.0]), 0.04, np.ones(4))
    assert tide.told({2: 1.21}) == pytest.approx([np.log(1.1), np.log(1.21), np.log(1.21) + 0.04, np.log(1.21) + 0.08])
    assert tide.at(2022) == pytest.approx(np.exp(0.08))
