"""Growth against plain arithmetic, with gaps in the calendar; contributions and price times volume add up."""

from __future__ import annotations

import datetime as dt
import math
from typing import Any

import ibis
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from messlatte.measures.growth import cagr, constant_prices, contributions, in_currency, moving_twelve_months, year_on_year, year_to_date
from messlatte.measures.price_volume import fisher

Months = dict[tuple[int, int], float]
FEW = settings(max_examples=12, deadline=None)

months = st.dictionaries(st.tuples(st.integers(2018, 2020), st.integers(1, 12)), st.floats(1, 1e9), min_size=1, max_size=36)


def _table(rows: list[dict[str, Any]], **types: pa.DataType) -> ibis.Table:
    fields = {"period": pa.date32(), "value_usd": pa.float64()} | types
    return ibis.memtable(pa.Table.from_pylist(rows, schema=pa.schema(list(fields.items()))))


def _monthly(values: Months) -> ibis.Table:
    return _table([{"period": dt.date(y, m, 1), "value_usd": v} for (y, m), v in values.items()])


def _rows(table: ibis.Table) -> list[dict[str, Any]]:
    return table.to_pyarrow().to_pylist()


@pytest.mark.slow
@FEW
@given(months)
def test_year_on_year_never_spans_a_gap(values: Months) -> None:
    found = {(r["period"].year, r["period"].month): r["growth"] for r in _rows(year_on_year(_monthly(values)))}
    wanted = {(y, m): v / values[y - 1, m] - 1 for (y, m), v in values.items() if (y - 1, m) in values}
    assert found == pytest.approx(wanted)


@pytest.mark.slow
@FEW
@given(months, st.integers(1, 12))
def test_year_to_date_compares_the_same_whole_months(values: Months, through: int) -> None:
    found = {r["year"]: (r["value"], r["before"]) for r in _rows(year_to_date(_monthly(values), through))}
    sums = {
        y: math.fsum(values[y, m] for m in range(1, through + 1))
        for y in (2018, 2019, 2020)
        if all((y, m) in values for m in range(1, through + 1))
    }
    assert set(found) == {y for y in sums if y - 1 in sums}
    for year, (value, before) in found.items():
        assert (value, before) == pytest.approx((sums[year], sums[year - 1]))


def test_nine_months_of_a_real_shape() -> None:
    """Plus 37 % in nine months, as in the statement that started the project."""
    values = {(2023, m): 10.0 for m in range(1, 13)} | {(2024, m): 13.7 for m in range(1, 10)}
    (row,) = _rows(year_to_date(_monthly(values), 9))
    assert (row["year"], row["growth"]) == (2024, pytest.approx(0.37))
    assert _rows(year_to_date(_monthly(values), 10)) == []


@pytest.mark.slow
@FEW
@given(months)
def test_moving_twelve_months_needs_all_twelve(values: Months) -> None:
    found = {(r["period"].year, r["period"].month): r["value"] for r in _rows(moving_twelve_months(_monthly(values)))}
    wanted = {}
    for y, m in values:
        window = [((y * 12 + m - 1 - k) // 12, (y * 12 + m - 1 - k) % 12 + 1) for k in range(12)]
        if all(month in values for month in window):
            wanted[y, m] = math.fsum(values[month] for month in window)
    assert found == pytest.approx(wanted)


parts = st.dictionaries(
    st.tuples(st.integers(2018, 2021), st.sampled_from(("DEU", "POL")), st.sampled_from(("84", "87", "10"))), st.floats(0, 1e9), min_size=1
)


@pytest.mark.slow
@FEW
@given(parts)
def test_contributions_add_up_to_growth(values: dict[tuple[int, str, str], float]) -> None:
    rows = [{"period": dt.date(y, 1, 1), "exporter": e, "product": p, "value_usd": v} for (y, e, p), v in values.items()]
    table = _table(rows, exporter=pa.string(), product=pa.string())
    total = {r["period"]: r["growth"] for r in _rows(year_on_year(table)) if r["before"] > 0}
    found: dict[dt.date, float] = dict.fromkeys(total, 0.0)
    for row in _rows(contributions(table, ["exporter", "product"])):
        found[row["period"]] += row["contribution"]
    assert found == pytest.approx(total, rel=1e-9, abs=1e-9)


prices = st.lists(st.tuples(*[st.floats(0.5, 20.0)] * 4), min_size=1, max_size=5)


@pytest.mark.slow
@FEW
@given(prices, st.floats(0.2, 5.0))
def test_fisher_price_times_volume_is_value_and_time_reverses(goods: list[tuple[float, ...]], factor: float) -> None:
    def world(first: int, second: int, scale: float = 1.0) -> ibis.Table:
        rows = []
        for k, (p0, q0, p1, q1) in enumerate(goods):
            rows.append({"period": dt.date(first, 1, 1), "product": str(k), "value_usd": p0 * q0, "weight_kg": q0})
            rows.append({"period": dt.date(second, 1, 1), "product": str(k), "value_usd": p1 * q1 * scale, "weight_kg": q1})
        return _table(rows, product=pa.string(), weight_kg=pa.float64())

    (there,) = _rows(fisher(world(2019, 2020)))
    assert there["price"] * there["volume"] == pytest.approx(sum(g[2] * g[3] for g in goods) / sum(g[0] * g[1] for g in goods))
    assert there["covered"] == pytest.approx(1.0)
    (back,) = _rows(fisher(world(2020, 2019)))
    assert back["price"] == pytest.approx(1 / there["price"])
    (dearer,) = _rows(fisher(world(2019, 2020, factor)))
    assert (dearer["price"], dearer["volume"]) == (pytest.approx(there["price"] * factor), pytest.approx(there["volume"]))


def test_fisher_of_a_worked_example() -> None:
    """Two goods: prices 1 and 2 become 2 and 2, quantities 10 and 5 become 8 and 6; P_L = 30/20, P_P = 28/20."""
    rows = [
        {"period": dt.date(2019, 1, 1), "product": "a", "value_usd": 10.0, "weight_kg": 10.0},
        {"period": dt.date(2019, 1, 1), "product": "b", "value_usd": 10.0, "weight_kg": 5.0},
        {"period": dt.date(2019, 1, 1), "product": "c", "value_usd": 20.0, "weight_kg": None},
        {"period": dt.date(2020, 1, 1), "product": "a", "value_usd": 16.0, "weight_kg": 8.0},
        {"period": dt.date(2020, 1, 1), "product": "b", "value_usd": 12.0, "weight_kg": 6.0},
    ]
    (row,) = _rows(fisher(_table(rows, product=pa.string(), weight_kg=pa.float64())))
    assert row["price"] == pytest.approx(math.sqrt(1.5 * 1.4))
    assert row["volume"] == pytest.approx(28 / 20 / math.sqrt(1.5 * 1.4))
    assert row["covered"] == pytest.approx(0.5)


def test_cagr_of_germany_and_poland_in_the_embedded_release() -> None:
    from messlatte.ledger.series import yearly_turnover

    series = yearly_turnover("DEU", "POL")
    assert series is not None
    table = _table([{"period": dt.date(y, 1, 1), "value_usd": v} for y, v in zip(series.years, series.total, strict=True)])
    (row,) = _rows(cagr(table, 2000, 2019))
    assert row["before"] * (1 + row["growth"]) ** 19 == pytest.approx(series.total[series.years.index(2019)])
    assert _rows(cagr(table, 1999, 2019)) == []
    with pytest.raises(ValueError, match="not after"):
        cagr(table, 2019, 2019)


def test_constant_prices_and_currencies() -> None:
    table = _table([{"period": dt.date(y, 1, 1), "value_usd": 100.0} for y in (2019, 2020, 2021)])
    index = ibis.memtable(pa.table({"year": [2019, 2020], "index": [100.0, 125.0]}))
    found = {r["period"].year: r["value_constant"] for r in _rows(constant_prices(table, index, 2020))}
    assert found == pytest.approx({2019: 125.0, 2020: 100.0})
    rates = ibis.memtable(
        pa.table({"period": [dt.date(2019, 1, 1), dt.date(2020, 1, 1)], "currency": ["EUR", "EUR"], "usd_per_unit": [1.25, 2.0]})
    )
    euro = {r["period"].year: r["value_in"] for r in _rows(in_currency(table, rates, "EUR"))}
    assert euro == {2019: 80.0, 2020: 50.0, 2021: None}
