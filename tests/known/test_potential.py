"""Complementarity and potential against a worked example of three economies and two products, and textbook numbers."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from messlatte.measures.complementarity import (
    commodity_complementarity,
    grubel_lloyd,
    grubel_lloyd_total,
    trade_complementarity,
    trade_intensity,
)
from messlatte.models.potential import Projections, Tariffs, export_potential, three_way_fit, unrealised

A, B, C = 0, 1, 2
PAIRS = {(A, B): (100, 20), (A, C): (50, 80), (B, A): (30, 200), (B, C): (20, 100), (C, A): (10, 40), (C, B): (60, 10)}
TARIFF = {(A, B): (0.05, 0), (A, C): (0.10, 0.10), (B, A): (0, 0.05), (B, C): (0.10, 0), (C, A): (0, 0.05), (C, B): (0.05, 0.20)}


def cube(cells: dict[tuple[int, int], tuple[float, float]]) -> np.ndarray:
    out = np.zeros((3, 3, 2))
    for (i, j), values in cells.items():
        out[i, j] = values
    return out


FLOWS = cube(PAIRS)
DISTANCE = np.log(np.array([[1, 500, 2000], [500, 1, 1000], [2000, 1000, 1]], dtype=float))


@pytest.mark.parametrize(
    ("cell", "supply", "demand", "distance", "ease", "potential"),
    [
        ((A, B, 0), 0.558582, 186.940259, 0.771105, 1.255814, 101.118154),
        ((A, B, 1), 0.090321, 39.439338, 0.793701, 1.255814, 3.550594),
        ((B, A, 1), 0.678777, 269.080647, 0.793701, 1.373894, 199.167952),
        ((C, A, 0), 0.243269, 43.169214, 0.353553, 1.35, 5.012445),
    ],
)
def test_export_potential_term_by_term(
    cell: tuple[int, int, int], supply: float, demand: float, distance: float, ease: float, potential: float
) -> None:
    growth, population = np.array([1.10, 1.20, 1.05]), np.array([1.0, 1.05, 1.02])
    found = export_potential(FLOWS, DISTANCE, Projections(growth, growth, population, np.array([[0.8, 1.2]])), Tariffs(cube(TARIFF)))
    terms = (found.supply[cell], found.demand[cell], found.distance[cell], found.ease[cell], found.potential[cell])
    np.testing.assert_allclose(terms, (supply, demand, distance, ease, potential), atol=1e-6)


def test_three_way_fit() -> None:
    fit = three_way_fit(FLOWS)
    expected = cube(
        {
            (A, B): (101.940674, 18.059326),
            (A, C): (48.059326, 81.940674),
            (B, A): (28.059326, 201.940674),
            (B, C): (21.940674, 98.059326),
            (C, A): (11.940674, 38.059326),
            (C, B): (58.059326, 11.940674),
        }
    )
    np.testing.assert_allclose(fit, expected, atol=1e-6)


def test_indices_of_the_example() -> None:
    out, into = FLOWS.sum(axis=1), FLOWS.sum(axis=0)
    assert trade_complementarity(out[A], into[B]) == pytest.approx(75.789474, abs=1e-6)
    assert trade_complementarity(out[B], into[A]) == pytest.approx(100.0, abs=1e-6)
    assert grubel_lloyd(FLOWS[A, B], FLOWS[B, A])[0] == pytest.approx(0.461538, abs=1e-6)
    assert trade_intensity(FLOWS, A, B) == pytest.approx(1.111579, abs=1e-6)
    assert commodity_complementarity(FLOWS, A, B) == pytest.approx(1.098921, abs=1e-6)


def test_grubel_lloyd_of_the_classroom() -> None:
    assert grubel_lloyd_total(np.array([319.0, 43, 10]), np.array([354.0, 141, 100])) == pytest.approx(1 - (35 + 98 + 90) / 967, abs=1e-12)


@given(st.integers(0, 10_000), st.integers(3, 6), st.integers(1, 6))
@settings(max_examples=25, deadline=None)
def test_margins_of_the_fit_hold_and_nothing_exceeds_the_market(seed: int, n: int, p: int) -> None:
    r = np.random.default_rng(seed)
    flows = r.lognormal(0, 1, (n, n, p)) * (1 - np.eye(n))[:, :, None]
    fit = three_way_fit(flows, sweeps=2000)
    for axis in range(3):
        np.testing.assert_allclose(fit.sum(axis=axis), flows.sum(axis=axis), rtol=1e-6)
    assert (fit <= flows.sum(axis=0)[None] * (1 + 1e-6)).all()


def test_potential_scales_with_the_unit_and_gaps_of_cells_exceed_the_gap_of_sums() -> None:
    found = export_potential(FLOWS, DISTANCE).potential
    np.testing.assert_allclose(export_potential(FLOWS * 1000, DISTANCE).potential, found * 1000, rtol=1e-12)
    assert unrealised(found, FLOWS).sum() >= max(0.0, float(found.sum() - FLOWS.sum()))
