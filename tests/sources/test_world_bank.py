"""World Bank API v2, and exchange rates."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from sources_reading import read
from sources_server import Call, Reply, Server

from messlatte.core.errors import NetworkError
from messlatte.sources import rates, world_bank
from messlatte.sources.http import Bounds
from messlatte.sources.relation import Kind, Role
from messlatte.sources.snapshot import snapshots

QUICK = Bounds(total=3, wait=1, attempts=2, backoff=0.01)
ROWS = [
    ("PA.NUS.FCRF", "BY", "BLR", "2020", 2.44), ("PA.NUS.FCRF", "DE", "DEU", "2020", 0.8755), ("PA.NUS.FCRF", "FR", "FRA", "2020", 0.8755),
    ("PA.NUS.FCRF", "DE", "DEU", "1998", 1.7597), ("PA.NUS.FCRF", "1W", "WLD", "2020", None), ("PA.NUS.FCRF", "US", "USA", "2020", 1.0),
    ("NY.GDP.MKTP.CD", "BY", "BLR", "2020", 61371761206.0), ("NY.GDP.MKTP.CD", "XD", "", "2020", 1.0),
    ("SP.POP.TOTL", "BY", "BLR", "2020", 9379952),
]  # fmt: skip


def page(call: Call, size: int = 2, total: int | None = None, updated: str = "2026-10-07") -> Reply:
    indicator, number = call.path.rsplit("/", 1)[1], int(call.query["page"])
    rows = [
        {
            "indicator": {"id": one, "value": "x"}, "country": {"id": iso2, "value": "x"}, "countryiso3code": iso3, "date": year,
            "value": value, "unit": "", "obs_status": "", "decimal": 1,
        }
        for one, iso2, iso3, year, value in ROWS if one == indicator
    ]  # fmt: skip
    pages = -(-len(rows) // size)
    meta = {
        "page": number,
        "pages": pages,
        "per_page": size,
        "total": len(rows) if total is None else total,
        "sourceid": "2",
        "lastupdated": updated,
    }
    return Reply(
        json.dumps([meta, rows[(number - 1) * size : number * size]]).encode(), headers={"Content-Type": "application/json;charset=utf-8"}
    )


def fetched(server: Server, tmp_path: Path) -> dict[str, list[dict[Role, object]]]:
    snapshot = world_bank.fetch(tmp_path, (1998, 2020), base_url=server.url, allow_loopback=True, bounds=QUICK)
    assert snapshot.source.version == "2026-10-07"
    return {one.name: read(one).rows for one in world_bank.relations(snapshot)}


def test_series_and_rates_over_several_pages(server: Server, tmp_path: Path) -> None:
    server.answer = page
    found = fetched(server, tmp_path)
    assert server.calls[0].path == "/v2/country/all/indicator/NY.GDP.MKTP.CD"
    assert server.calls[0].query["date"] == "1998:2020"
    assert [(r[Role.REPORTER], r[Role.PERIOD], r[Role.VALUE]) for r in found["NY.GDP.MKTP.CD"]] == [("BLR", "2020", 61371761206.0)]
    assert found["SP.POP.TOTL"][0][Role.VALUE] == 9379952.0
    by_currency = {(r[Role.CURRENCY], r[Role.PERIOD]): float(str(r[Role.VALUE])) for r in found["world-bank"]}
    assert by_currency[("BYN", "2020")] == pytest.approx(1 / 2.44)
    assert by_currency[("EUR", "2020")] == pytest.approx(1 / 0.8755)
    assert by_currency[("DEM", "1998")] == pytest.approx(1 / 1.7597)
    assert len(by_currency) == 3
    assert [relation.name for relation in world_bank.kept_rates(tmp_path)] == ["world-bank"]
    assert world_bank.kept_rates(tmp_path / "elsewhere") == ()
    assert not list((tmp_path / "raw" / "partial").glob("job-*"))


def test_pages_that_do_not_belong_together_are_refused(server: Server, tmp_path: Path) -> None:
    server.answer = lambda call: page(call, total=9 if call.query["page"] == "2" else None)
    with pytest.raises(NetworkError, match="do not belong together"):
        fetched(server, tmp_path)
    server.answer = lambda call: page(call, total=7)
    with pytest.raises(NetworkError, match="7 rows were announced"):
        fetched(server, tmp_path)
    assert snapshots(tmp_path) == ()


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (
            b'[{"message":[{"id":"120","key":"Invalid value","value":"The provided parameter value is not valid"}]}]',
            "parameter value is not valid",
        ),
        (b'{"a": 1}', "another form"),
        (b"[1, 2]", "another form"),
        (b"[", "not JSON"),
    ],
)
def test_a_refusal_is_told(server: Server, tmp_path: Path, body: bytes, said: str) -> None:
    server.script(Reply(body))
    with pytest.raises(NetworkError, match=said):
        fetched(server, tmp_path)


def embedded() -> dict[tuple[str, str], float]:
    relation = rates.embedded()
    assert relation.kind is Kind.RATES
    with relation.files[0].open() as file:
        return {(row["currency"], row["period"]): float(row["usd_per_unit"]) for row in csv.DictReader(file)}


def test_embedded_rates_are_those_the_bank_publishes_for_whole_years() -> None:
    """Yearly averages of US dollars for one euro, ECB Statistical Data Warehouse, EXR.A.USD.EUR.SP00.A."""
    found = embedded()
    published = {
        "1999": 1.0658, "2000": 0.9236, "2005": 1.2441, "2008": 1.4708, "2010": 1.3257, "2012": 1.2848, "2015": 1.1095, "2016": 1.1069,
        "2018": 1.1810, "2019": 1.1195, "2020": 1.1422, "2021": 1.1827, "2022": 1.0530, "2023": 1.0813,
    }  # fmt: skip
    assert {year: round(found["EUR", year], 4) for year in published} == published


def test_embedded_rates_hold_no_part_of_a_year() -> None:
    found = embedded()
    assert ("RUB", "2021") in found
    assert ("RUB", "2022") not in found
    assert ("RUB", "2022-02") in found
    assert ("RUB", "2022-03") not in found
    assert ("EUR", "2026") not in found
    assert not any(currency == "USD" for currency, _ in found)
    for currency, period in found:
        if len(period) == 4:
            months = [found[currency, f"{period}-{month:02d}"] for month in range(1, 13) if (currency, f"{period}-{month:02d}") in found]
            assert min(months) <= found[currency, period] <= max(months)


@pytest.mark.parametrize(
    ("iso2", "year", "currency"),
    [("DE", 1998, "DEM"), ("DE", 1999, "EUR"), ("HR", 2022, "HRK"), ("HR", 2023, "EUR"), ("BY", 2010, "BYN"), ("RU", 1995, "RUB"),
     ("PA", 2010, "PAB"), ("NA", 2010, "NAD"), ("US", 2010, "USD"), ("PS", 2010, None), ("1W", 2010, None)],
)  # fmt: skip
def test_currency_of_a_country(iso2: str, year: int, currency: str | None) -> None:
    assert rates.currency_of(iso2, year) == currency


def test_a_rate_is_looked_up_by_year_and_month() -> None:
    assert round(rates.usd_per_unit("EUR", 2020) or 0, 4) == 1.1422
    assert round(rates.usd_per_unit("EUR", 2020, 4) or 0, 4) == 1.0862
    assert rates.usd_per_unit("USD", 1960) == 1.0
    assert rates.usd_per_unit("RUB", 2022) is None
    assert rates.usd_per_unit("BYN", 2020) is None
