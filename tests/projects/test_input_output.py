"""Leontief's model against the textbook, pymrio, and identities of any table."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from messlatte.core.errors import DataError, InputError, UsageError
from messlatte.projects.input_output import Households, multipliers, technical_coefficients
from messlatte.projects.io_table import read_io_table

A = np.array([[0.15, 0.25], [0.20, 0.05]])
HOUSEHOLDS = Households(np.array([0.30, 0.25]), np.array([0.05, 0.40]), own=0.05)


def test_miller_and_blair_chapter_2():
    inverse = np.column_stack([np.linalg.solve(np.eye(2) - A, unit) for unit in np.eye(2)])
    assert inverse == pytest.approx(np.array([[1.2541, 0.3300], [0.2640, 1.1221]]), abs=5e-5)
    assert inverse @ [600, 1500] == pytest.approx([1247.52, 1841.58], abs=5e-3)
    for row, unit in zip(inverse, np.eye(2), strict=True):
        assert multipliers(A, unit).total == pytest.approx(row)
    assert multipliers(A, np.ones(2)).total == pytest.approx([1.5182, 1.4521], abs=1e-4)


def test_miller_and_blair_closed_for_households():
    whole = np.linalg.inv(np.eye(3) - np.array([[0.15, 0.25, 0.05], [0.20, 0.05, 0.40], [0.30, 0.25, 0.05]]))
    assert whole == pytest.approx(np.array([[1.3651, 0.4253, 0.2509], [0.5273, 1.3481, 0.5954], [0.5698, 0.4890, 1.2885]]), abs=1e-4)
    truncated = multipliers(A, np.ones(2), HOUSEHOLDS).closed
    assert truncated == pytest.approx([1.8924, 1.7733], abs=1e-4)
    assert truncated == pytest.approx(whole[:2, :2].sum(axis=0))
    income = multipliers(A, HOUSEHOLDS.income, HOUSEHOLDS, in_households=HOUSEHOLDS.own)
    assert income.closed == pytest.approx(whole[2, :2])
    assert income.type_1 == pytest.approx([1.4741, 1.5182], abs=1e-4)
    assert income.type_2 == pytest.approx([1.8995, 1.9562], abs=2e-4)
    assert income.type_2 / income.type_1 == pytest.approx([1.2885] * 2, abs=5e-5)


tables = hnp.arrays(np.float64, (5, 5), elements=st.floats(0, 0.18))
shares = hnp.arrays(np.float64, 5, elements=st.floats(0.01, 0.4))


@given(tables, shares)
def test_solving_equals_the_inverse_and_direct_is_the_least(a, e):
    found = multipliers(a, e)
    assert found.total == pytest.approx(e @ np.linalg.inv(np.eye(5) - a))
    assert (found.total >= e - 1e-12).all()


@given(tables, shares, shares)
def test_closing_equals_the_inverse_of_the_closed_table_and_the_ratio_is_one_number(a, h, c):
    households = Households(h * 0.3, c * 0.3)
    found = multipliers(a, households.income, households)
    whole = np.linalg.inv(np.eye(6) - np.block([[a, households.spending[:, None]], [households.income[None, :], np.zeros((1, 1))]]))
    assert found.closed == pytest.approx(households.income @ whole[:5, :5])
    ratio = found.type_2 / found.type_1
    assert ratio == pytest.approx(np.full(5, whole[5, 5]))


@given(tables, shares, st.permutations(range(5)))
def test_the_order_of_industries_does_not_matter(a, e, order):
    assert multipliers(a[np.ix_(order, order)], e[order]).total == pytest.approx(multipliers(a, e).total[order])


def test_value_added_adds_up_to_one():
    a = np.random.default_rng(0).uniform(0, 0.15, (6, 6))
    assert multipliers(a, 1 - a.sum(axis=0)).total == pytest.approx(np.ones(6))


@pytest.mark.parametrize("a", [np.array([[0.5, 0.6], [0.7, 0.5]]), np.eye(2)])
def test_a_table_that_cannot_be(a):
    with pytest.raises(DataError, match="input-output table"):
        multipliers(a, np.ones(2))


def test_households_that_spend_more_than_they_earn_and_missing_ones():
    with pytest.raises(DataError, match="households"):
        multipliers(A, np.ones(2), Households(np.array([0.5, 0.5]), np.array([0.9, 0.9])))
    with pytest.raises(DataError, match="households"):
        _ = multipliers(A, np.ones(2)).type_2
    with pytest.raises(DataError, match="missing"):
        technical_coefficients(np.array([[np.nan]]), np.ones(1))


def test_a_users_file(tmp_path):
    path = tmp_path / "table.csv"
    path.write_text("industry,farms,works,output,jobs\nfarms,150,500,1000,40\nworks,200,100,2000,60\n")
    table = read_io_table(path)
    assert table.coefficients == pytest.approx(A)
    assert table.per_output("jobs") == pytest.approx([0.04, 0.03])
    with pytest.raises(UsageError, match="jobs"):
        table.per_output("wages")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a,b\n1,2\n", "no column industry, output"),
        ("industry,farms,output\nfarms,1,2\nworks,1,2\n", "works"),
        ("industry,farms,output\nfarms,x,2\n", "cannot"),
    ],
)
def test_a_file_that_is_no_table(tmp_path, text, words):
    (tmp_path / "t.csv").write_text(text)
    with pytest.raises(InputError, match=words):
        read_io_table(tmp_path / "t.csv")
    with pytest.raises(InputError, match="pymrio"):
        read_io_table(tmp_path)
    with pytest.raises(UsageError):
        read_io_table(tmp_path / "none.csv")


@pytest.mark.slow
@pytest.mark.parametrize("form", ["txt", "parquet"])
def test_the_test_table_of_pymrio(tmp_path, form):
    pymrio = pytest.importorskip("pymrio", reason="pymrio is installed by `make oracles`")
    system = pymrio.load_test()
    if form == "parquet":
        system.calc_all()
    system.save_all(str(tmp_path / "mrio"), table_format=form)
    table = read_io_table(tmp_path / "mrio")
    assert (table.regions[0], table.industries[2]) == ("reg1", "manufactoring")
    units = np.linalg.solve(np.eye(48) - table.coefficients, np.eye(48))
    assert np.trace(units) == pytest.approx(49.350712, abs=1e-6)
    assert units[0, 0] == pytest.approx(1.110102, abs=1e-6)
    added = multipliers(table.coefficients, table.per_output("factor_inputs/Value Added")).total
    assert added[:4] == pytest.approx([0.539053, 0.564582, 0.005228, 0.617276], abs=1e-6)
    emitted = next(name for name in table.satellites if "emission_type1" in name)
    assert multipliers(table.coefficients, table.per_output(emitted)).total[0] == pytest.approx(10.864854, abs=1e-6)
    whole = system.calc_all().factor_inputs.M.to_numpy()[0]
    assert added == pytest.approx(whole, rel=1e-9)
