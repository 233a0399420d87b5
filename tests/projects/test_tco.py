"""Cost of a kilometre: the worked example, the other convention, and what must hold for any bus."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from messlatte.core.errors import UsageError
from messlatte.projects.tco import (
    Diesel,
    Electric,
    break_even_fuel_price,
    diesel_cost,
    electric_cost,
    grid_connection,
    present_value,
)


def test_the_worked_example():
    cost = electric_cost(Electric())
    assert cost.bus == pytest.approx(0.536458, abs=5e-7)
    assert cost.battery == pytest.approx(0.169349, abs=5e-7)
    assert cost.charger == pytest.approx(0.122636, abs=5e-7)
    assert cost.energy == pytest.approx(0.295013, abs=5e-7)
    assert cost.fixed == pytest.approx(0.182850, abs=5e-7)
    assert cost.total == pytest.approx(1.656306, abs=5e-7)
    assert diesel_cost(Diesel()).total == pytest.approx(1.514859, abs=5e-7)
    assert break_even_fuel_price(Electric(), Diesel()) == pytest.approx(1.6536, abs=5e-5)


@pytest.mark.parametrize(
    ("price", "life", "escalation", "value"), [(340_000, 14, 0.02, 469_070.52), (190, 7, -0.03, 382.779), (100_000, 20, 0.02, 104_000.00)]
)
def test_the_convention_of_eflips(price, life, escalation, value):
    assert present_value(price, life, escalation, project=20, interest=0.04, discount=0.04) == pytest.approx(value, abs=5e-3)


@given(st.floats(0.005, 0.15), st.floats(0.2, 0.6), st.floats(0.8, 2.5))
def test_at_the_break_even_price_both_cost_the_same(rate, litres, kwh):
    electric, diesel = Electric(rate=rate, kwh_per_km=kwh), Diesel(rate=rate, litres=litres)
    level = replace(diesel, fuel=break_even_fuel_price(electric, diesel))
    assert diesel_cost(level).total == pytest.approx(electric_cost(electric).total, rel=1e-12)


@given(st.integers(1, 20), st.floats(0, 0.1))
def test_a_battery_that_lasts_longer_never_costs_more(years, decline):
    short, long = (electric_cost(Electric(battery_years=n, battery_decline=decline)).battery for n in (years, years + 1))
    assert long <= short + 1e-12


def test_grid_connection_takes_the_cheapest_level():
    assert grid_connection(100, 200) == ("low", pytest.approx(16.85 * 200 + 24.14 * 100))
    assert grid_connection(2_000, 500) == ("medium", pytest.approx(62_500 + 80_000 + 562.5 * 500 + 158.3 * 2_000))
    assert grid_connection(25_000, 500)[0] == "high"
    with pytest.raises(UsageError):
        grid_connection(-1, 0)
