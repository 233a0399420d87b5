"""Every function of tables gives the rows on Spark and ClickHouse that it gives on DuckDB."""

from __future__ import annotations

import datetime as dt
import importlib
import inspect
import math
import pkgutil
import random
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import ibis
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from messlatte import ledger, measures
from messlatte.ledger import concordance
from messlatte.ledger.flows import flows as ledger_flows
from messlatte.measures import growth, price_volume

if TYPE_CHECKING:
    from .conftest import Engine

pytestmark = pytest.mark.portable

Put = Callable[[pa.Table], ibis.Table]
FLOWS = pa.schema(
    {
        "period": pa.date32(),
        "exporter": pa.string(),
        "importer": pa.string(),
        "product": pa.string(),
        "classification": pa.string(),
        "value": pa.float64(),
        "value_usd": pa.float64(),
        "weight_kg": pa.float64(),
    }
)


@lru_cache(maxsize=1)
def months() -> pa.Table:
    """Monthly flows with what real files have: missing months, no trade, unknown values and weights, a classification of its own."""
    world = random.Random(20251125)
    rows = []
    for number in range(48):
        for exporter, importer in (("DEU", "POL"), ("POL", "DEU"), ("DEU", "KAZ")):
            for product in ("TOTAL", "84", "87", "1001"):
                if world.random() < 0.12 and exporter == "DEU":
                    continue
                value = world.choice((0.0, None)) if world.random() < 0.1 else math.exp(world.gauss(17, 3))
                weight = None if value is None or world.random() < 0.1 else value * world.uniform(0.1, 2)
                rows.append(
                    {
                        "period": dt.date(2018 + number // 12, number % 12 + 1, 1),
                        "exporter": exporter,
                        "importer": importer,
                        "product": product,
                        "classification": "SITC" if importer == "KAZ" else "HS17",
                        "value": value,
                        "value_usd": value,
                        "weight_kg": weight,
                    }
                )
    return pa.Table.from_pylist(rows, schema=FLOWS)


@lru_cache(maxsize=1)
def nothing() -> pa.Table:
    return FLOWS.empty_table()


def _required(rows: pa.Table) -> pa.Table:
    """Columns that may not be null, as a warehouse declares them; where an outer join finds no row they must turn null all the same."""
    return rows.cast(pa.schema([column.with_nullable(False) for column in rows.schema]))


@lru_cache(maxsize=1)
def deflator() -> pa.Table:
    return _required(pa.table({"year": pa.array([2018, 2019, 2020], pa.int16()), "index": [98.5, 100.0, 0.0]}))


@lru_cache(maxsize=1)
def rates() -> pa.Table:
    periods = [dt.date(2018 + n // 12, n % 12 + 1, 1) for n in range(30)]
    return _required(pa.table({"period": periods, "currency": ["EUR", "PLN"] * 15, "usd_per_unit": [n / 300 for n in range(30)]}))


CODES = concordance.correspondence("HS17", "HS92", [("84", "8401"), ("84", "8402"), ("84", "8403"), ("87", "8401")])

Case = Callable[[ibis.Table, Put], ibis.Table]
CASES: dict[str, Case] = {
    "year_on_year": lambda flows, _: growth.year_on_year(flows, ["exporter", "importer"]),
    "year_to_date": lambda flows, _: growth.year_to_date(flows, 9, ["exporter"]),
    "moving_twelve_months": lambda flows, _: growth.moving_twelve_months(flows, ["product"]),
    "cagr": lambda flows, _: growth.cagr(flows, 2018, 2021, ["exporter", "importer"]),
    "cagr, all": lambda flows, _: growth.cagr(flows, 2018, 2021),
    "contributions": lambda flows, _: growth.contributions(flows, ["product"], ["exporter"]),
    "constant_prices": lambda flows, put: growth.constant_prices(flows, put(deflator()), 2019),
    "in_currency": lambda flows, put: growth.in_currency(flows, put(rates()), "EUR"),
    "fisher": lambda flows, _: price_volume.fisher(flows, by=["exporter"]),
    "convert": lambda flows, _: concordance.convert(flows, CODES),
}


# The view over the Parquet files of a release is DuckDB's; other engines read what it exports, as the last test does.
ON_DUCKDB = {"flows"}


def taking_tables() -> set[str]:
    """Public functions of the ledger and the measures that return a lazy table."""
    found = set()
    for room in (ledger, measures):
        for info in pkgutil.iter_modules(room.__path__):
            module = importlib.import_module(f"{room.__name__}.{info.name}")
            for name in getattr(module, "__all__", ()):
                thing = getattr(module, name)
                if inspect.isfunction(thing) and "ibis.Table" in str(inspect.signature(thing).return_annotation):
                    found.add(name)
    return found


def rows_of(table: ibis.Table) -> list[tuple[Any, ...]]:
    """Rows in an order that does not depend on the last digits of a figure."""

    def key(row: tuple[Any, ...]) -> tuple[str, ...]:
        return (
            *(str(cell) for cell in row if not isinstance(cell, float)),
            *(f"{cell:.6e}" for cell in row if isinstance(cell, float)),
        )

    return sorted((tuple(map(_plain, row.values())) for row in table.to_pyarrow().to_pylist()), key=key)


def _plain(cell: Any) -> Any:
    """Times as they are in UTC: ClickHouse names the zone of a time in Parquet, the others do not."""
    return cell.astimezone(dt.UTC).replace(tzinfo=None) if isinstance(cell, dt.datetime) and cell.tzinfo else cell


def same(found: list[tuple[Any, ...]], wanted: list[tuple[Any, ...]]) -> None:
    """Compare to 1e-9 of each figure; growth near zero to 1e-12, for it is a difference of figures near one."""
    assert len(found) == len(wanted)
    for one, other in zip(found, wanted, strict=True):
        for cell, expected in zip(one, other, strict=True):
            if isinstance(expected, float) and isinstance(cell, float):
                assert math.isclose(cell, expected, rel_tol=1e-9, abs_tol=1e-12), (one, other)
            else:
                assert cell == expected, (one, other)


def test_every_function_of_tables_has_a_case() -> None:
    assert taking_tables() - ON_DUCKDB == {name.partition(",")[0] for name in CASES}


@pytest.mark.parametrize("case", CASES)
def test_the_same_rows(case: str, engine: Engine, reference: Engine) -> None:
    wanted = rows_of(CASES[case](reference.table(months()), reference.table))
    assert wanted, "a case without rows proves nothing"
    same(rows_of(CASES[case](engine.table(months()), engine.table)), wanted)


@pytest.mark.parametrize("case", ["year_to_date", "contributions", "fisher", "convert"])
def test_no_rows_from_no_rows(case: str, engine: Engine) -> None:
    assert rows_of(CASES[case](engine.table(nothing()), engine.table)) == []


def test_an_exported_ledger_reads_the_same(engine: Engine, reference: Engine, tmp_path: Path) -> None:
    """What `flows` writes as Parquet is one table on every engine, dates and times and empty columns included."""
    known = ledger_flows(tmp_path)
    pair = known.filter(known.exporter.isin(["BLR", "RUS"]) & known.importer.isin(["BLR", "RUS"]))
    pair.to_parquet(tmp_path / "flows.parquet")
    exported = pq.read_table(tmp_path / "flows.parquet")
    assert exported.num_rows == 42
    wanted, found = reference.table(exported), engine.table(exported)
    same(rows_of(found), rows_of(wanted))
    same(rows_of(growth.year_on_year(found, ["exporter"])), rows_of(growth.year_on_year(wanted, ["exporter"])))
