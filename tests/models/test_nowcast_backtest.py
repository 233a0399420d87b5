from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from messlatte.core.errors import DataError
from messlatte.models.nowcast_backtest import NowcastScore, backtest_nowcast
from messlatte.models.nowcast_fit import Panel, fit_month
from messlatte.models.nowcast_history import read_history


def _world(seed: int, pairs: int = 150, years: int = 8, noise: float = 0.3) -> Panel:
    """Simulate pairs whose months scatter around a yearly level, itself a random walk."""
    rng = np.random.default_rng(seed)
    level = 1e8 * np.exp(np.cumsum(rng.normal(0, 0.15, (pairs, years)), axis=1) + rng.normal(0, 1.5, (pairs, 1)))
    months = level[:, :, None] / 12 * np.exp(rng.normal(0, noise, (pairs, years, 12)))
    total = months.sum(axis=2)
    rows = [(p, y) for p in range(pairs) for y in range(1, years)]
    at = np.array([p for p, _ in rows]), np.array([y for _, y in rows])
    before = np.where(at[1] >= 2, total[at[0], at[1] - 2], np.nan)
    after = np.where(at[1] < years - 1, total[at[0], np.minimum(at[1] + 1, years - 1)], np.nan)
    names = np.array([str(p) for p in at[0]])
    return Panel(months[at[0], at[1] - 1], months[at], before, after, at[1] + 2000, names, np.array(["world"] * len(rows)))


@pytest.fixture(scope="module")
def scores() -> list[NowcastScore]:
    return list(backtest_nowcast(_world(1), (3, 9)))


def test_intervals_hold_in_a_simulated_world(scores: list[NowcastScore]) -> None:
    for score in scores:
        assert score.cover80 == pytest.approx(0.8, abs=0.04), score
        assert score.rmse < score.own


def test_more_knowledge_helps_in_a_simulated_world(scores: list[NowcastScore]) -> None:
    by_tier = {(s.tier, s.months): s.rmse for s in scores}
    assert by_tier["series", 3] < by_tier["rate", 3]
    assert by_tier["rate", 9] < by_tier["rate", 3]


def test_a_year_left_out_is_not_seen() -> None:
    """Plant a leak-proof check: doubling what happens in the last year must not change the fit without it."""
    world = _world(2, pairs=40)
    last = world.year == world.year.max()
    changed = Panel(
        world.previous, np.where(last[:, None], world.current * 2, world.current), world.before,
        np.where(world.year == world.year.max() - 1, world.after * 2, world.after), world.year, world.partner, world.origin,
    )  # fmt: skip
    year = int(world.year.max())
    errors = [_predictions_of(panel, year) for panel in (world, changed)]
    assert errors[1] - errors[0] == pytest.approx(np.log(2), abs=1e-9)


def _predictions_of(panel: Panel, year: int) -> float:
    """Mean error of the last year under the fit without it, with what was known at its sixth month held fixed."""
    from messlatte.models.nowcast_backtest import _without
    from messlatte.models.nowcast_design import design

    shape = fit_month(_without(panel, year), 6)["rate"]
    rows = panel.where(panel.year == year)
    known = _world(2, pairs=40).where(panel.year == year).known(6)
    return float(np.mean(rows.growth - design("rate", 6, known) @ np.array(shape.year.location)))


@pytest.mark.slow
def test_goals_on_the_us_partners(shared: Path) -> None:
    goals = {3: 0.31, 6: 0.24, 9: 0.15, 11: 0.07}
    scores = {(s.tier, s.months): s for s in backtest_nowcast(read_history(shared / "data")) if s.origin == "census"}
    for elapsed, goal in goals.items():
        assert scores["series", elapsed].rmse < goal
        for tier in ("size", "history", "series"):
            assert 0.77 <= scores[tier, elapsed].cover80 <= 0.83
    assert all(scores["history", elapsed].rmse < goals[elapsed] for elapsed in (3, 6, 9))


def test_the_files_are_named_when_missing(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"us_census.*missing"):
        read_history(tmp_path)
