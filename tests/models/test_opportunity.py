"""The model of opportunities: what it knows, what it must not know, and that numpy reads what LightGBM fitted."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from messlatte.models.opportunity import OpportunityModel
from messlatte.models.opportunity_backtest import auc, caught_by_first_five, lift_of_first_tenth, score_vintage
from messlatte.models.opportunity_features import candidates
from messlatte.models.opportunity_fit import fit_opportunities, isotonic
from messlatte.models.opportunity_lessons import outcome
from messlatte.models.opportunity_panel import ProductPanel, Vintage, vintage


def simulated(seed: int = 3, n: int = 14, p: int = 12, years: int = 20) -> ProductPanel:
    """A world where flows drift back to supply times demand times ease."""
    rng = np.random.default_rng(seed)
    level = np.exp(rng.normal(0, 1, (n, 1, p)) + rng.normal(0, 1, (1, n, p)) + rng.normal(0, 1, (n, n, 1)))
    state = level * np.exp(rng.normal(0, 1.5, level.shape))
    values = np.empty((years, n, n, p), np.float32)
    for year in range(years):
        state = state**0.85 * level**0.15 * np.exp(rng.normal(0, 0.25, level.shape))
        values[year] = np.where(state > 0.2, state, 0)
        values[year][np.arange(n), np.arange(n)] = 0
    km = np.abs(rng.normal(5000, 2000, (n, n))) + 100
    codes = tuple(f"E{i:02d}" for i in range(n))
    return ProductPanel("S", tuple(range(2000, 2000 + years)), codes, tuple(f"{k:02d}" for k in range(p)), values, km + km.T, 1.0)


@pytest.fixture(scope="module")
def panel() -> ProductPanel:
    return simulated()


@pytest.fixture(scope="module")
def model(panel: ProductPanel) -> OpportunityModel:
    pytest.importorskip("lightgbm")
    return fit_opportunities(panel, 2013)


def test_nothing_after_the_vintage_is_seen(panel: ProductPanel) -> None:
    changed = panel.values.copy()
    changed[14:] = 7.0
    other = replace(panel, values=changed)
    np.testing.assert_array_equal(candidates(vintage(panel, 2013)).x, candidates(vintage(other, 2013)).x)


@pytest.mark.slow
def test_fit_reads_nothing_after_its_date(panel: ProductPanel, model: OpportunityModel) -> None:
    changed = panel.values.copy()
    changed[14:] = 7.0
    again = fit_opportunities(replace(panel, values=changed), 2013)
    for name, array in model.arrays().items():
        np.testing.assert_array_equal(array, again.arrays()[name], err_msg=name)


def unforeseeable(seed: int = 5, n: int = 12, p: int = 10, years: int = 20) -> ProductPanel:
    """A world whose flows grow by chance, all of them large: little that is known foretells what comes."""
    rng = np.random.default_rng(seed)
    level = np.exp(rng.normal(6, 1, (n, n, p)))
    steps = np.exp(np.cumsum(rng.normal(0, 0.25, (years, n, n, p)), axis=0))
    values = (level * steps).astype(np.float32)
    values[:, np.arange(n), np.arange(n)] = 0
    km = np.full((n, n), 1000.0)
    codes = tuple(f"E{i:02d}" for i in range(n))
    return ProductPanel("U", tuple(range(2000, 2000 + years)), codes, tuple(f"{k:02d}" for k in range(p)), values, km, 1.0)


@pytest.mark.slow
def test_a_planted_leak_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where little can be foretold there is little skill; with one column that looks ahead, in learning and in scoring, there is much."""
    from messlatte.models import opportunity_backtest, opportunity_lessons
    from messlatte.models.opportunity_features import NAMES, Candidates

    pytest.importorskip("lightgbm")
    panel = unforeseeable()

    def skill() -> float:
        return next(row.auc_up for row in opportunity_backtest.backtest_opportunities(panel, (2014,)) if row.score == "Messlatte")

    assert 0.4 < skill() < 0.7  # a share cannot outgrow its market, and the last of three years says where their mean goes

    def leaking(found: Vintage, **options: Any) -> Candidates:
        honest = candidates(found, **options)
        x = honest.x.copy()
        x[:, NAMES.index("slope")] = outcome(panel, found.year, honest)[1] / honest.now
        return replace(honest, x=x)

    for module in (opportunity_backtest, opportunity_lessons):
        monkeypatch.setattr(module, "candidates", leaking)
    assert skill() > 0.95


@pytest.mark.slow
def test_beats_the_present_flow_and_is_calibrated_in_a_known_world(panel: ProductPanel, model: OpportunityModel) -> None:
    found = candidates(vintage(panel, 2013))
    later, own = outcome(panel, 2013, found)
    rows = list(score_vintage(panel, 2013, found, model, later, own))
    ours = rows[0]
    naive = next(row for row in rows if row.score == "present flow")
    assert ours.auc_up > naive.auc_up + 0.05
    assert ours.coverage is not None
    assert 0.7 < ours.coverage < 0.9


@pytest.mark.slow
def test_arrays_hold_the_whole_model(panel: ProductPanel, model: OpportunityModel) -> None:
    found = candidates(vintage(panel, 2013))
    again = OpportunityModel.of_arrays(model.arrays()).outlook(found)
    np.testing.assert_allclose(again.up, model.outlook(found).up, atol=1e-6)
    assert np.all(again.p10 <= again.p50)
    assert np.all(again.p50 <= again.p90)


def test_scores_on_small_cases(panel: ProductPanel) -> None:
    came = np.array([False, True, True, False])
    assert auc(np.array([1.0, 2.0, 3.0, 0.0]), came) == 1.0
    assert auc(np.ones(4), came) == 0.5
    growth = np.arange(100, dtype=float)
    assert lift_of_first_tenth(growth, growth) == pytest.approx(10 * growth[90:].sum() / growth.sum())
    found = candidates(vintage(panel, 2013))
    assert caught_by_first_five(found.now, found.now, found) == 1.0


def test_isotonic_rises_and_keeps_the_mean() -> None:
    rng = np.random.default_rng(1)
    score = rng.random(4000)
    came = (rng.random(4000) < score**2).astype(float)
    steps = isotonic(score, came)
    assert np.all(np.diff(steps.level) >= 0)
    assert steps.of(score).mean() == pytest.approx(came.mean(), abs=0.01)
