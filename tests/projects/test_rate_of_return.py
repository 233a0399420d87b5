"""Rates of return against published numbers and against the roots of the polynomial."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from messlatte.projects.rate_of_return import all_rates, rates_by_draw, unique_rate


@pytest.mark.parametrize(
    ("flows", "rates"),
    [
        # numpy-financial's documentation and tests
        ((-150000, 15000, 25000, 35000, 45000, 60000), (0.052432888859,)),
        ((-100, 39, 59, 55, 20), (0.280948421160,)),
        ((-100, 0, 0, 74), (-0.095495830349,)),
        # textbook cases of two rates
        ((-1000, 5000, -6000), (1.0, 2.0)),
        ((-100, 230, -132), (0.1, 0.2)),
        # a double root is one rate; none at all
        ((-100, 220, -121), (0.1,)),
        ((-100, 200, -101), ()),
        ((1, 2, 3), ()),
        ((-1, -2), ()),
        ((0, 0, 0), ()),
        ((0, 0, -100, 120, 0), (0.2,)),
        ((-100, 100), (0.0,)),
    ],
)
def test_published_rates(flows: tuple[float, ...], rates: tuple[float, ...]) -> None:
    assert all_rates(np.array(flows)) == pytest.approx(rates, abs=2e-8, rel=1e-9)


def test_three_rates_of_which_the_libraries_give_one() -> None:
    found = all_rates(np.array([-5, 10.5, 1, -8, 1]))
    assert len(found) == 3
    assert found[1] == pytest.approx(0.088598338528, abs=1e-12)


def _roots(flows: np.ndarray) -> np.ndarray:
    """Oracle: eigenvalues of the companion matrix, real and positive in 1 + r."""
    roots = np.roots(np.trim_zeros(flows))
    return np.sort(roots[(np.abs(roots.imag) < 1e-9) & (roots.real > 0)].real - 1.0)


def test_all_rates_of_ten_thousand_random_flows() -> None:
    generator = np.random.default_rng(20261125)
    several = 0
    for years in range(3, 23):
        flows = np.round(generator.normal(size=(years, 500)) * 1000.0, 2)
        flows[0] = -np.abs(flows[0]) * generator.integers(1, 6, 500)
        draw, rate = rates_by_draw(flows)
        for column in range(500):
            expected, found = _roots(flows[:, column]), rate[draw == column]
            several += len(expected) > 1
            assert len(found) == len(expected), flows[:, column]
            np.testing.assert_allclose(found, expected, rtol=1e-7, atol=1e-7)
    assert several > 1000


def test_value_at_every_rate_is_zero_in_all_draws_at_once() -> None:
    flows = np.random.default_rng(7).normal(size=(20, 5000)) * 1e6
    draw, rate = rates_by_draw(flows)
    terms = flows[:, draw] * (1.0 + rate) ** -np.arange(20.0)[:, None]
    assert np.max(np.abs(terms.sum(axis=0)) / np.abs(terms).sum(axis=0)) < 1e-9


def test_unique_rate_says_nothing_where_there_is_none_or_several() -> None:
    flows = np.array([[-1000.0, -100.0, 1.0], [5000.0, 110.0, 2.0], [-6000.0, 0.0, 3.0]])
    np.testing.assert_allclose(unique_rate(flows), [np.nan, 0.1, np.nan], atol=1e-12)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.floats(min_value=-0.9, max_value=5.0), min_size=1, max_size=5))
def test_flows_built_from_rates_give_them_back(rates: list[float]) -> None:
    chosen = np.unique(np.round(rates, 1))
    flows = -np.poly(1.0 + chosen)
    np.testing.assert_allclose(all_rates(flows), chosen, rtol=1e-4, atol=1e-4)


def test_infinite_cash_is_refused() -> None:
    with pytest.raises(ValueError, match="finite"):
        all_rates(np.array([-1.0, np.inf]))
