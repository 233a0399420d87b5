from __future__ import annotations

import numpy as np
import pytest

from messlatte.track.base_rate import Trial, base_rates, trials
from messlatte.track.dataset import shipped_targets
from messlatte.track.hindcast import shipped_probability
from messlatte.track.score import hindcasts, score
from messlatte.track.target import AnnouncedTarget, Outcome


def _trial(pair: int, reached: bool, rate: float, multiple: float = 2.0, years: int = 5) -> Trial:
    target = AnnouncedTarget(id=f"{pair}", a=f"A{pair}", b="BBB", outcome="reached" if reached else "missed")
    return Trial(target, 2005, years, 1e9, multiple, reached, 1000, int(1000 * rate))


def test_base_rates_count_and_cover_the_difference() -> None:
    rng = np.random.default_rng(1)
    found = [_trial(i, bool(rng.random() < 0.5), 0.2) for i in range(200)]
    rates = base_rates(found)
    assert rates is not None
    assert (rates.n, rates.comparable_rate) == (200, pytest.approx(0.2))
    assert rates.difference_low < rates.reached / 200 - 0.2 < rates.difference_high
    assert rates.difference_low > 0.2
    assert sum(cell.n for cell in rates.cells) == 200


def test_one_pair_that_repeats_itself_widens_the_interval() -> None:
    many = base_rates([_trial(i, i % 2 == 0, 0.2) for i in range(40)])
    few = base_rates([_trial(i // 10, i // 10 % 2 == 0, 0.2) for i in range(40)])
    assert many is not None
    assert few is not None
    assert few.difference_high - few.difference_low > many.difference_high - many.difference_low


def test_nothing_due_gives_nothing() -> None:
    assert base_rates([]) is None
    assert score([]) is None


def test_a_sharp_and_true_probability_beats_the_mean() -> None:
    found = [_trial(i, i % 4 == 0, 0.25) for i in range(100)]
    told = score(hindcasts(found, lambda t: 0.9 if t.reached else 0.05))
    assert told is not None
    assert told.brier == pytest.approx((25 * 0.01 + 75 * 0.0025) / 100)
    assert told.brier < told.brier_mean == pytest.approx(0.25 * 0.75)
    assert [(b.n, b.reached) for b in told.bins] == [(75, 0), (25, 25)]
    assert score(hindcasts(found, lambda t: None)) is None


@pytest.mark.slow
def test_the_shipped_record_is_scored() -> None:
    found = trials(shipped_targets())
    assert len(found) >= 40
    assert len({t.target.id for t in found}) == len(found)
    for trial in found:
        assert trial.target.outcome in (Outcome.REACHED, Outcome.MISSED)
        assert not trial.target.repeats
        assert trial.comparable > 20
        assert trial.base_year < (trial.target.announced_year or 0)
    ours = score(hindcasts(found, shipped_probability))
    assert ours is not None
    assert ours.n == len(found)
    assert 0 < ours.brier < 0.3
