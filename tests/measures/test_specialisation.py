from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from messlatte.measures.specialisation import Presence, complexity, density, proximity, revealed_comparative_advantage


def random_presence(seed: int, n: int, p: int) -> Presence:
    return np.random.default_rng(seed).random((n, p)) < 0.3


@given(st.integers(0, 10_000), st.integers(1, 12), st.integers(1, 600))
@settings(max_examples=40, deadline=None)
def test_density_without_the_product_matrix_is_the_one_with_it(seed: int, n: int, p: int) -> None:
    m = random_presence(seed, n, p)
    phi = proximity(m)
    total = phi.sum(axis=0)
    expected = np.divide(m @ phi, total, out=np.zeros((n, p)), where=total > 0)
    np.testing.assert_allclose(density(m), expected, atol=1e-12)


def test_rca_of_a_small_world_by_hand() -> None:
    # A exports 150 of the first and 100 of the second product, B 50 and 300, C 70 and 50; world 270 and 450.
    rca = revealed_comparative_advantage(np.array([[150.0, 100.0], [50.0, 300.0], [70.0, 50.0]]))
    np.testing.assert_allclose(rca[0], [1.6, 0.64], atol=1e-12)


def test_rca_ignores_the_unit_and_handles_empty_rows() -> None:
    x = np.array([[1.0, 0.0, 3.0], [0.0, 0.0, 0.0], [2.0, 5.0, 0.0]])
    rca = revealed_comparative_advantage(x)
    np.testing.assert_allclose(revealed_comparative_advantage(x * 1000), rca)
    assert (rca[1] == 0).all()
    with pytest.raises(ValueError, match="not negative"):
        revealed_comparative_advantage(-x)


def test_permuting_codes_permutes_complexity() -> None:
    m = random_presence(5, 20, 60)
    rows, columns = np.random.default_rng(1).permutation(20), np.random.default_rng(2).permutation(60)
    straight, permuted = complexity(m), complexity(m[np.ix_(rows, columns)])
    np.testing.assert_allclose(permuted.eci, straight.eci[rows], atol=1e-8)
    np.testing.assert_allclose(permuted.pci, straight.pci[columns], atol=1e-8)


def test_an_economy_without_products_has_no_complexity() -> None:
    m = random_presence(6, 8, 30)
    m[3] = False
    out = complexity(m)
    assert np.isnan(out.eci[3])
    assert np.isfinite(np.delete(out.eci, 3)).all()
    with pytest.raises(ValueError, match="at least three"):
        complexity(np.zeros((5, 4), dtype=bool))
