"""The reference class against forecasts of each series, on a world of random walks."""

from __future__ import annotations

import numpy as np
import pytest

from messlatte.models.backtest_series import series_backtest, series_table
from messlatte.models.covariates import Covariates
from messlatte.models.panel import Panel


@pytest.mark.slow
def test_all_forecasters_answer_for_the_same_pairs() -> None:
    pytest.importorskip("lightgbm")
    pytest.importorskip("statsforecast")
    rng = np.random.default_rng(8)
    n, years = 40, 14
    flows = 5e8 * np.exp(np.cumsum(rng.normal(0, 0.2, (n, n, years)), axis=2))
    flows[np.arange(n), np.arange(n)] = 0
    panel = Panel(tuple(f"A{i:02d}" for i in range(n)), np.arange(2000, 2000 + years), flows)
    known = Covariates(np.full((n, years), np.nan), np.full((n, years), np.nan), np.full((n, n), np.nan))
    scores = list(series_backtest(panel, known, [2010], [1, 2], sample=25))
    assert {score.n for score in scores} == {25}
    names = {score.name for score in scores}
    assert {"reference class, full", "reference class, series", "ensemble", "AutoETS", "AutoTheta"} <= names
    assert all(score.better == 0 for score in scores if score.name == "AutoETS")
    assert all(np.isfinite([score.skill, score.crps]).all() and score.crps > 0 for score in scores)
    assert series_table(scores).count("\n") == len(names) + 1
