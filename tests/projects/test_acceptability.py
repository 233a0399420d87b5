"""Comparison without weights, and for all weights."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from messlatte.core.errors import UsageError
from messlatte.projects.acceptability import dominated_share, flips, pareto_front, rank_acceptability, scaled

# Whole numbers, so that ties occur.
values = hnp.arrays(np.float64, (4, 3), elements=st.integers(0, 6).map(float))


@given(values)
def test_the_front_is_what_plain_comparison_finds(v):
    plain = [not any((v[j] >= v[i]).all() and (v[j] > v[i]).any() for j in range(4)) for i in range(4)]
    assert pareto_front(v).tolist() == plain
    assert any(plain)


@given(values, st.permutations(range(4)))
def test_the_order_of_projects_does_not_matter(v, order):
    assert pareto_front(v[order]).tolist() == pareto_front(v)[order].tolist()


def test_acceptability_adds_up_and_a_dominated_project_is_never_first():
    v = np.array([[3.0, 1.0, 2.0], [1.0, 3.0, 2.0], [0.9, 0.9, 1.9]])
    found = rank_acceptability(v)
    assert found.ranks.sum(axis=0) == pytest.approx(np.ones(3))
    assert found.ranks.sum(axis=1) == pytest.approx(np.ones(3))
    assert found.ranks[2, 0] == 0
    assert np.isnan(found.central[2]).all()
    # Two projects that mirror each other share the first place; each is chosen by who cares for its strong side.
    assert found.ranks[0, 0] == pytest.approx(0.5, abs=0.02)
    assert found.central[0][0] > found.central[0][1]


def test_two_indicators_have_a_known_share():
    # Sums w and 1 - w and 0.4: the third is first for no weight, second for |w - 0.5| > 0.1.
    found = rank_acceptability(np.array([[1.0, 0.0], [0.0, 1.0], [0.4, 0.4]]))
    assert found.ranks[2] == pytest.approx([0, 0.8, 0.2], abs=0.015)


def test_draws_that_meet_weights_equal_medians_when_nothing_is_uncertain():
    v = np.array([[1.0, 0.0, 0.3], [0.0, 1.0, 0.6], [0.5, 0.2, 0.0]])
    assert rank_acceptability(np.stack([v] * 5), draws=500).ranks == pytest.approx(rank_acceptability(v, draws=500).ranks)


@given(values)
def test_dominated_share_of_one_world_is_domination(v):
    share = dominated_share(v[None])
    assert set(np.unique(share)) <= {0.0, 1.0}
    assert (~share.any(axis=0) == pareto_front(v)).all()
    assert (np.diag(share) == 0).all()


@given(hnp.arrays(np.float64, (4, 3), elements=st.floats(0, 1)), st.integers(0, 2))
def test_the_first_place_changes_at_a_flip_and_not_before(v, k):
    w = np.array([0.5, 0.3, 0.2])
    marks = scaled(v)
    first = int(np.argmax(marks @ w))

    def lead(u):
        shifted = np.where(np.arange(3) == k, u, w / (1 - w[k]) * (1 - u))
        sums = marks @ shifted
        return sums[first] - np.delete(sums, first).max()

    below, above = flips(v, w)[k]
    for edge, outside in ((below, -1), (above, 1)):
        if np.isnan(edge):
            assert lead(0.0 if outside < 0 else 1.0) >= -1e-9
        else:
            assert lead((edge + w[k]) / 2) >= -1e-9
            assert abs(lead(edge)) < 1e-6


def test_refused():
    with pytest.raises(UsageError, match="every project"):
        pareto_front(np.array([[np.nan, 1.0]]))
    with pytest.raises(UsageError, match="add up to 1"):
        flips(np.ones((2, 2)), np.array([0.9, 0.9]))
