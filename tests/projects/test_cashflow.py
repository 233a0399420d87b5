"""Present value, modified rate, payback, ratio and annuities against published numbers."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from messlatte.projects.annuity import annuity_payment, capital_recovery
from messlatte.projects.cashflow import benefit_cost_ratio, discounted_payback, modified_rate, present_value


@pytest.mark.parametrize(
    ("rate", "flows", "value"),
    [
        (0.05, (-15000, 1500, 2500, 3500, 4500, 6000), 122.894854951),
        (0.08, (-40000, 5000, 8000, 12000, 30000), 3065.222668180),
    ],
)
def test_present_value(rate: float, flows: tuple[float, ...], value: float) -> None:
    assert float(present_value(rate, np.array(flows))) == pytest.approx(value, rel=1e-11)


@pytest.mark.parametrize(
    ("flows", "finance", "reinvest", "rate"),
    [
        ((-120000, 39000, 30000, 21000, 37000, 46000), 0.10, 0.12, 0.126094130366),
        ((-4500, -800, 800, 800, 600, 600, 800, 800, 700, 3000), 0.08, 0.055, 0.066597175032),
        ((100, 200, -50, 300, -200), 0.05, 0.06, 0.342823387842),
    ],
)
def test_modified_rate(flows: tuple[float, ...], finance: float, reinvest: float, rate: float) -> None:
    assert float(modified_rate(np.array(flows), finance, reinvest)) == pytest.approx(rate, rel=1e-10)


def test_modified_rate_needs_gain_and_outlay() -> None:
    assert np.isnan(modified_rate(np.array([1.0, 2.0, 3.0]), 0.05, 0.06))
    assert np.isnan(modified_rate(np.array([-1.0, -2.0]), 0.05, 0.06))


def test_annuities() -> None:
    assert float(annuity_payment(0.075 / 12, 180, 200000)) == pytest.approx(-1854.024720005, rel=1e-11)
    assert float(annuity_payment(0.08, 5, 100000)) == pytest.approx(-25045.645456684, rel=1e-11)
    assert float(capital_recovery(0.04, 14)) == pytest.approx(0.094668973056, rel=1e-10)
    assert float(capital_recovery(0.04, 20)) == pytest.approx(0.073581750329, rel=1e-10)
    assert float(capital_recovery(0.0, 8)) == 0.125
    # A lease whose rest is the whole sum pays the interest only.
    assert float(annuity_payment(0.05, 7, 1000.0, 1000.0)) == pytest.approx(-50.0)


@given(st.floats(min_value=-0.5, max_value=1.0), st.integers(min_value=1, max_value=40))
def test_an_annuity_is_worth_what_it_repays(rate: float, years: int) -> None:
    payments = np.concatenate([[1.0], np.full(years, float(annuity_payment(rate, years, 1.0)))])
    assert float(present_value(rate, payments)) == pytest.approx(0.0, abs=1e-6 * max(1.0, (1 + rate) ** -years))


def test_payback_is_for_good() -> None:
    assert float(discounted_payback(0.0, np.array([-100.0, 50.0, 100.0]))) == pytest.approx(1.5)
    # Paid back in year 1, but the renewal of year 2 takes it away again.
    assert float(discounted_payback(0.0, np.array([-100.0, 120.0, -60.0, 80.0]))) == pytest.approx(2.5)
    assert np.isnan(discounted_payback(0.0, np.array([-100.0, 50.0])))
    assert float(discounted_payback(0.0, np.array([1.0, 2.0]))) == 0.0
    draws = discounted_payback(np.array([0.0, 0.5]), np.array([[-100.0, -100.0], [100.0, 100.0], [100.0, 100.0]]))
    assert draws[0] == pytest.approx(1.0)
    assert draws[1] == pytest.approx(1.0 + (100 - 100 / 1.5) / (100 / 2.25))


def test_ratio() -> None:
    assert float(benefit_cost_ratio(0.1, np.array([0.0, 110.0]), np.array([50.0, 0.0]))) == pytest.approx(2.0)
    assert np.isnan(benefit_cost_ratio(0.1, np.array([0.0, 110.0]), np.array([0.0, 0.0])))
