"""Rates of the flow's own period: those that ship, then what the World Bank adds; thousands marks of French offices."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from messlatte.core.errors import DataError
from messlatte.core.evidence import Source
from messlatte.ledger.engine import connection
from messlatte.ledger.flows import rates_table
from messlatte.ledger.load import load
from messlatte.ledger.query import pair_flows
from messlatte.sources.rates import usd_per_unit
from messlatte.sources.relation import Column, Csv, Kind, Relation, Role
from messlatte.sources.snapshot import keep_bytes


def _world_bank(data: Path, version: str, roubles: float) -> None:
    """An answer of the API, kept: Belarus, and Germany, which the European Central Bank quotes."""
    rows = [
        {"indicator": {"id": "PA.NUS.FCRF"}, "country": {"id": iso2}, "countryiso3code": iso3, "date": "2020", "value": value}
        for iso2, iso3, value in (("BY", "BLR", roubles), ("DE", "DEU", 0.5))
    ]
    meta = {"page": 1, "pages": 1, "per_page": 20000, "total": len(rows), "lastupdated": version}
    keep_bytes(data, {"rates.json": json.dumps([meta, rows]).encode()}, Source("World Bank", "World Development Indicators", version))


def _loaded(
    folder: Path, data: Path, currency: str, period: str = "2020", value: str = "1000", thousands: str | None = None
) -> float | None:
    path = folder / f"{currency}{period}.csv"
    path.write_text(f"t;i;j;v\n{period};112;276;{value}\n", encoding="utf-8")
    columns = (
        Column("t", Role.PERIOD),
        Column("i", Role.EXPORTER, codes="M49"),
        Column("j", Role.IMPORTER, codes="M49"),
        Column("v", Role.VALUE, number=True, unit=currency),
    )
    monthly = "-" in period
    kinds = {"frequency": "M" if monthly else "A", "period_format": "%Y-%m" if monthly else "%Y"}
    source = Source("Office", "Table", f"{currency} {period}", sha256=path.stem)
    load(
        data,
        [
            Relation(
                Kind.FLOWS,
                "table",
                (path,),
                Csv(delimiter=";", thousands=thousands),
                columns,
                source,
                classification="HS",
                valuation={"": "fob"},
                **kinds,
            )
        ],
    )
    (row,) = (
        r for r in pair_flows(data, "BLR", "DEU", freq=kinds["frequency"]).to_pylist() if r["period"] == period and r["exporter"] == "BLR"
    )
    found = row["value_usd"]
    assert found is None or isinstance(found, float)
    return found


def test_a_currency_that_the_bank_does_not_quote(tmp_path: Path, data: Path) -> None:
    assert _loaded(tmp_path, data, "BYN") is None
    _world_bank(data, "2024-01-01", 2.5)
    assert _loaded(tmp_path, data, "BYN") == pytest.approx(400.0)
    _world_bank(data, "2025-01-01", 2.0)
    assert _loaded(tmp_path, data, "BYN") == pytest.approx(500.0), "the newest answer counts"
    assert _loaded(tmp_path, data, "BYN", "2020-03") is None, "no month at a year's mean"


def test_the_bank_comes_first_and_folders_are_apart(tmp_path: Path, data: Path) -> None:
    _world_bank(data, "2025-01-01", 2.0)
    rate = usd_per_unit("EUR", 2020)
    assert rate is not None
    assert _loaded(tmp_path, data, "EUR") == pytest.approx(1000 * rate)
    assert rates_table(data) != rates_table(tmp_path / "another")
    counted = f"SELECT count(*), count(DISTINCT (period, currency)) FROM {rates_table(data)}"
    (rows, distinct) = connection().execute(counted).fetchone() or (0, 1)
    assert rows == distinct > 0


def test_rates_that_went_missing_are_named(tmp_path: Path, data: Path) -> None:
    _world_bank(data, "2025-01-01", 2.0)
    (raw,) = (path for path in (data / "raw").glob("*.json") if ".snapshot" not in path.name)
    raw.unlink()
    with pytest.raises(DataError, match=f"{raw.stem}.*data verify"):
        rates_table(data)


@pytest.mark.parametrize("mark", [" ", "\u00a0", "\u202f"])
def test_thousands_by_any_blank(tmp_path: Path, data: Path, mark: str) -> None:
    assert _loaded(tmp_path, data, "USD", value=f"12{mark}345{mark}678", thousands=" ") == 12_345_678
