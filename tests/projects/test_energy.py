"""Energy of electric buses: published figures, convexity, what must be refused."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from messlatte.core.errors import UsageError
from messlatte.projects.energy import BUSES, MONTHLY, cold_day, consumption, year_of_energy

degrees = st.floats(-40, 45)
speeds = st.floats(8, 45)


@pytest.mark.parametrize(
    ("bus", "speed", "row"),
    [
        ("12m", 18.0, (3.04, 2.32, 1.70, 1.17, 1.24, 1.60)),
        ("12m", 12.1, (4.23, 3.09, 2.11, 1.30, 1.40, 1.95)),
        ("18m", 18.0, (4.11, 3.19, 2.38, 1.67, 1.79, 2.29)),
    ],
)
def test_the_published_table(bus, speed, row):
    assert consumption([-15, -5, 5, 15, 25, 35], speed=speed, bus=bus) == pytest.approx(row, abs=0.0051)


def test_the_worked_year():
    year = year_of_energy(MONTHLY)
    assert year.mean == pytest.approx(1.677179, abs=5e-7)
    assert year.months[0] == pytest.approx(2.349, abs=5e-4)
    assert year.months[5] == pytest.approx(1.185, abs=5e-4)
    assert year.at_mean_temperature == pytest.approx(1.600, abs=5e-4)
    assert 1 - year.at_mean_temperature / year.mean == pytest.approx(0.046, abs=5e-4)


@given(degrees, degrees, st.floats(0, 1), speeds, st.sampled_from(BUSES))
def test_convex_in_temperature(a, b, w, speed, bus):
    at_a, at_b, between = consumption([a, b, w * a + (1 - w) * b], speed=speed, bus=bus)
    assert between <= w * at_a + (1 - w) * at_b + 1e-9


@given(st.lists(degrees, min_size=12, max_size=12), speeds)
def test_the_mean_temperature_never_says_more_than_the_months(months, speed):
    year = year_of_energy(months, speed=speed)
    assert year.at_mean_temperature <= year.mean + 1e-9
    assert year.design >= max(consumption([min(months)], speed=speed)[0] - 1e-9, 0) or min(months) > 15


@given(degrees, st.sampled_from(BUSES), speeds, speeds)
def test_faster_service_costs_less_per_km(t, bus, one, other):
    slow, fast = sorted((one, other))
    assert consumption(t, speed=fast, bus=bus) <= consumption(t, speed=slow, bus=bus) + 1e-9


def test_colder_than_the_table_goes_on_rising():
    assert np.all(np.diff(consumption([-15, -25, -35])) > 0.5)
    assert cold_day(MONTHLY) < -15


@pytest.mark.parametrize("wrong", [{"months": [1.0] * 11}, {"speed": 0}, {"bus": "tram"}, {"km_shares": [1.0]}])
def test_refused(wrong):
    with pytest.raises(UsageError):
        year_of_energy(**({"months": MONTHLY} | wrong))
