from __future__ import annotations

import itertools
import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from messlatte.core.errors import DataError, UsageError
from messlatte.models.forecast import LEVELS, forecast_many, forecast_series
from messlatte.models.forecast_backtest import crps, run_panel
from messlatte.models.forecast_history import YearlyPanel, read_manufacturing
from messlatte.models.forecast_members import LIGHT, light_members
from messlatte.models.forecast_pool import apply_pool, fit_pool

levels_of_trade = st.lists(st.floats(1e3, 1e13), min_size=8, max_size=25)


def _walks(seed: int, n: int = 400, years: int = 20, drift: float = 0.03) -> np.ndarray:
    rng = np.random.default_rng(seed)
    return 19 + rng.normal(0, 2, (n, 1)) + np.cumsum(rng.normal(drift, 0.2, (n, years)), axis=1)


@settings(max_examples=60)
@given(levels_of_trade, st.integers(1, 10))
def test_quantiles_are_finite_and_rise(values: list[float], horizon: int) -> None:
    answer = forecast_series({2000 + i: v for i, v in enumerate(values)}, horizon)
    assert answer is not None
    for row in answer.growth:
        assert all(math.isfinite(a) for a in row)
        assert all(a < b for a, b in itertools.pairwise(row))


@given(st.floats(0.01, 100))
@settings(max_examples=30)
def test_a_higher_multiple_is_never_likelier(scale: float) -> None:
    answer = forecast_series({2000 + i: 1e8 * scale * (1 + 0.1 * (i % 4)) for i in range(12)})
    assert answer is not None
    shares = [answer.exceeds(3, math.log(m)) for m in (0.5, 0.9, 1.25, 2, 3, 10)]
    assert all(a >= b for a, b in itertools.pairwise(shares))
    assert answer.exceeds(3, answer.quantile(3, 0.9)) == pytest.approx(0.1)


def test_only_the_latest_run_without_a_gap_counts() -> None:
    whole = {2000 + i: 1e9 * 1.05**i for i in range(10)}
    older = {1990: 5.0, 1991: 7e12, **whole}
    assert forecast_series(older) == forecast_series(whole)
    assert forecast_series({**whole, 2008: 0.0}) is None
    assert forecast_series({y: v for y, v in whole.items() if y > 2002}) is None


def test_money_is_the_last_value_times_growth() -> None:
    answer = forecast_series({2000 + i: 1e9 * 1.05**i for i in range(10)}, 3)
    assert answer is not None
    money = answer.in_money("USD")
    assert money.years == (2010, 2011, 2012)
    assert money.values[2][LEVELS.index(0.5)] == pytest.approx(answer.last_value * math.exp(answer.quantile(3, 0.5)))


def test_members_of_a_known_line() -> None:
    """On an exact line of slope 0.1, drift and trend go on; naive stays; the mean is the middle."""
    line = 20 + 0.1 * np.arange(11)[None, :]
    points = dict(zip(LIGHT, light_members(line, 2)[0], strict=True))
    assert points["drift"] == pytest.approx([21.1, 21.2])
    assert points["trend"] == pytest.approx([21.1, 21.2])
    assert points["naive"] == pytest.approx([21.0, 21.0])
    assert points["mean"] == pytest.approx([20.5, 20.5])
    assert points["ses"] == pytest.approx([21.0, 21.0])
    assert points["theta"] == pytest.approx([21.05, 21.1])


def test_conformal_intervals_hold_on_walks_never_seen() -> None:
    pool = fit_pool(_walks(1), range(8, 19), 3, light_members)
    fresh = _walks(2, years=20)
    quantiles = apply_pool(pool, fresh[:, :17], light_members)
    inside = [
        np.mean((fresh[:, 17 + h] >= quantiles[:, h, LEVELS.index(0.1)]) & (fresh[:, 17 + h] <= quantiles[:, h, LEVELS.index(0.9)]))
        for h in range(3)
    ]
    assert inside == pytest.approx([0.8] * 3, abs=0.06)


def test_the_fit_sees_nothing_after_its_last_column() -> None:
    walks = _walks(3, n=60)
    changed = walks.copy()
    changed[:, 15:] += 50
    a, b = (fit_pool(x[:, :15], range(8, 14), 3, light_members) for x in (walks, changed))
    assert a == b
    assert fit_pool(changed, range(8, 19), 3, light_members) != fit_pool(walks, range(8, 19), 3, light_members)


def test_crps_of_a_certain_forecast_is_the_absolute_error() -> None:
    assert crps(np.full((2, 19), 1.0), np.array([1.0, 1.5])) == pytest.approx([0.0, 0.5])


def test_short_or_broken_series_are_refused() -> None:
    with pytest.raises(UsageError, match="at least 8"):
        forecast_many(np.ones((3, 7)))
    with pytest.raises(UsageError, match="without a gap"):
        forecast_many(np.where(np.eye(9) > 0, np.nan, 20.0))
    with pytest.raises(UsageError, match="1 to 10"):
        forecast_series(dict.fromkeys(range(2000, 2010), 1.0), 11)
    with pytest.raises(DataError, match="missing"):
        read_manufacturing(Path("nowhere.parquet"))


@pytest.mark.slow
def test_another_model_is_scored_alone_and_with_the_ensemble() -> None:
    """One that knows the future without error scores (almost) nothing, and halves the ensemble's error when averaged with it."""
    walks = _walks(5, n=80)
    panel = YearlyPanel(2000, tuple((f"A{i}", "B") for i in range(80)), np.exp(walks))

    def oracle(values: np.ndarray, rows: np.ndarray, horizon: int) -> np.ndarray:
        assert values.shape[1] == 16
        came = walks[rows, 16 : 16 + horizon]
        return np.repeat(came[:, :, None], len(LEVELS), axis=2)

    scores = {s.model: s for s in run_panel(panel, (2015,), 2, {"oracle": oracle}) if s.years == 2}
    assert scores["oracle"].crps == pytest.approx(0, abs=1e-9)
    assert scores["oracle and the ensemble"].crps < scores["ensemble, light members"].crps * 0.7


@pytest.mark.slow
def test_the_ensemble_beats_every_member(shared: Path) -> None:
    """On a fifth of the manufacturing panel, to keep it short; `scripts/fit_forecast.py` does it whole."""
    whole = read_manufacturing(shared / "data" / "manufacturing_panel.parquet")
    part = YearlyPanel(whole.first_year, whole.pairs[::5], whole.values[::5])
    skill: dict[str, list[float]] = {}
    for score in run_panel(part, (1998, 2001)):
        skill.setdefault(score.model, []).append(score.skill)
    mean = {name: sum(s) / len(s) for name, s in skill.items()}
    ensemble = mean.pop("ensemble, light members")
    singles = {name: s for name, s in mean.items() if not name.startswith("ensemble")}
    assert ensemble > max(singles.values())
    assert ensemble > 0.1
