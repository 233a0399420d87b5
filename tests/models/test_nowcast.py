from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from messlatte.core.errors import UsageError
from messlatte.models.nowcast import Nowcast, nowcast, nowcast_from_months

rates = st.floats(-0.95, 8.0)
months = st.integers(1, 11)
sizes = st.one_of(st.none(), st.floats(1e3, 1e14))


@given(rates, months, sizes)
def test_quantiles_rise_and_the_cdf_inverts_them(rate: float, elapsed: int, size: float | None) -> None:
    for spread in (nowcast(rate, elapsed, size).full_year, nowcast(rate, elapsed, size).following):
        assert all(a <= b for a, b in zip(spread.values, spread.values[1:], strict=False))
        for level in (0.05, 0.5, 0.95):
            assert spread.cdf(spread.quantile(level)) == pytest.approx(level, abs=1e-6)


@given(rates, sizes)
def test_more_months_narrow_the_year(rate: float, size: float | None) -> None:
    widths = [nowcast(rate, m, size).full_year.quantile(0.9) - nowcast(rate, m, size).full_year.quantile(0.1) for m in (1, 6, 11)]
    assert widths[0] > widths[1] > widths[2]


def test_the_published_case_of_37_per_cent_in_nine_months() -> None:
    """492 partner-years with +28 to +49 % after nine months ended at +31 % (10-90 %: +17 to +46 %)."""
    spread = nowcast(0.37, 9).full_year
    low, middle, high = (math.expm1(spread.quantile(p)) for p in (0.1, 0.5, 0.9))
    assert middle == pytest.approx(0.31, abs=0.02)
    assert (low, high) == (pytest.approx(0.17, abs=0.03), pytest.approx(0.46, abs=0.03))


@given(st.floats(-0.9, 6.0), st.floats(0.01, 1.0), months, sizes)
def test_more_growth_so_far_never_lowers_the_middle(rate: float, more: float, elapsed: int, size: float | None) -> None:
    lower, higher = (nowcast(r, elapsed, size).full_year.quantile(0.5) for r in (rate, rate + more))
    assert higher >= lower - 1e-9


def test_smaller_flows_and_regions_are_less_certain() -> None:
    def width(answer: Nowcast) -> float:
        return answer.full_year.quantile(0.9) - answer.full_year.quantile(0.1)

    assert width(nowcast(0.37, 9, 2e7)) > width(nowcast(0.37, 9, 5e8)) > width(nowcast(0.37, 9, 5e10))
    assert width(nowcast(0.37, 9, 5e8, region=True)) > width(nowcast(0.37, 9, 5e8))
    assert "national" in nowcast(0.37, 9, 5e8, region=True).scope


def test_months_tell_the_season() -> None:
    """A pair that trades in autumn only: early months say little about the year, and the answer stays near the last year."""
    autumn = [1e6] * 8 + [5e7] * 4
    tripled = nowcast_from_months(autumn, [3e6] * 6)
    assert math.expm1(tripled.full_year.quantile(0.5)) < 0.6
    assert math.expm1(nowcast(2.0, 6, sum(autumn)).full_year.quantile(0.5)) > math.expm1(tripled.full_year.quantile(0.5)) + 0.5
    assert tripled.tier == "series"


@pytest.mark.parametrize("elapsed", [0, 12, -1])
def test_months_outside_the_year_are_refused(elapsed: int) -> None:
    with pytest.raises(UsageError, match="1 to 11"):
        nowcast(0.1, elapsed)


@pytest.mark.parametrize("rate", [-1.0, -3, math.nan, math.inf])
def test_rates_that_cannot_be_are_refused(rate: float) -> None:
    with pytest.raises(UsageError, match="above -1"):
        nowcast(rate, 9)


def test_missing_months_and_empty_years_are_refused() -> None:
    with pytest.raises(UsageError, match="missing month"):
        nowcast_from_months([1.0] * 12, [1.0, math.nan])
    with pytest.raises(UsageError, match="no growth rate"):
        nowcast_from_months([0.0] * 12, [1.0])
    with pytest.raises(UsageError, match="12 months"):
        nowcast_from_months([1.0] * 11, [1.0])
