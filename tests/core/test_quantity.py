from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from messlatte.core.economy import Economy, Pair
from messlatte.core.quantity import Month, Period

months = st.builds(Month, st.integers(1900, 2100), st.integers(1, 12))


@given(months, st.integers(-600, 600))
def test_plus_and_until_are_inverse(month: Month, n: int) -> None:
    assert month.until(month.plus(n)) == n


@given(months)
def test_month_prints_what_it_parses(month: Month) -> None:
    assert Month.parse(str(month)) == month


def test_a_year_alone_means_its_december() -> None:
    assert Month.parse("2030") == Month(2030, 12)


@pytest.mark.parametrize(
    ("period", "months_in", "text"),
    [
        (Period.year(2024), 12, "2024"),
        (Period.months_of(2024, through=9), 9, "2024-01/2024-09"),
        (Period.years(2023, 2024), 24, "2023-01/2024-12"),
    ],
)
def test_periods(period: Period, months_in: int, text: str) -> None:
    assert (period.months, str(period)) == (months_in, text)


def test_a_period_cannot_end_before_it_begins() -> None:
    with pytest.raises(ValueError, match="before it begins"):
        Period(Month(2024, 2), Month(2024, 1))


def test_order_of_a_pair_carries_no_meaning() -> None:
    a, b = Economy("BLR", "Belarus"), Economy("RU-TUL", "Tula", part_of="RUS")
    assert Pair(a, b) == Pair(b, a)
    assert hash(Pair(a, b)) == hash(Pair(b, a))
    assert [e.code for e in Pair(b, a)] == ["RU-TUL", "BLR"]
    with pytest.raises(ValueError, match="two different"):
        Pair(a, a)
