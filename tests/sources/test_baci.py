"""BACI as CEPII publishes it."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sources_reading import read
from sources_server import Reply, Server

from messlatte.core.errors import InputError, NetworkError, UsageError
from messlatte.sources import baci
from messlatte.sources.relation import Kind, Role
from messlatte.sources.snapshot import snapshots

COUNTRIES = (
    "country_code,country_name,country_iso2,country_iso3\n"
    '4,Afghanistan,AF,AFG\n516,Namibia,NA,NAM\n68,"Bolivia, Plurinational State of",BO,BOL\n'
)
PRODUCTS = "code,description\n010111,Horses: live\n"
ROW = st.tuples(
    st.integers(1995, 2023),
    st.integers(4, 999),
    st.integers(4, 999),
    st.integers(10111, 999999),
    st.integers(1, 10**9),
    st.integers(0, 10**9) | st.none(),
)


def written(rows: list[tuple[int, int, int, int, int, int | None]], year: int) -> str:
    lines = ["t,i,j,k,v,q"]
    for _, i, j, k, v, q in rows:
        lines.append(f"{year},{i},{j},{k:06d},{v / 1000:.3f},{'NA' if q is None else f'{q / 1000:.3f}':>14}")
    return "\n".join(lines) + "\n"


def release(path: Path, years: dict[int, str]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for year, text in years.items():
            archive.writestr(f"BACI_HS92_Y{year}_V202501.csv", text)
        archive.writestr("country_codes_V202501.csv", COUNTRIES)
        archive.writestr("product_codes_HS92_V202501.csv", PRODUCTS)
        archive.writestr("Readme.txt", "BACI")
    return path


@given(rows=st.lists(ROW, max_size=8))
@settings(max_examples=25, deadline=None)
def test_round_trip(tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[int, int, int, int, int, int | None]]) -> None:
    data = tmp_path_factory.mktemp("data")
    years = {year: written([row for row in rows if row[0] == year], year) for year in sorted({2000, *(row[0] for row in rows)})}
    flows = baci.relations(baci.add(data, release(data / "BACI_HS92_V202501.zip", years)))[0]
    found = read(flows).rows
    key = [(r[Role.PERIOD], r[Role.EXPORTER], r[Role.IMPORTER], r[Role.PRODUCT]) for r in found]
    assert sorted(key) == sorted((str(t), str(i), str(j), f"{k:06d}") for t, i, j, k, _, _ in rows)
    assert sum(float(str(r[Role.VALUE])) for r in found) == pytest.approx(sum(v for *_, v, _ in rows))
    assert sum(r[Role.WEIGHT] is None for r in found) == sum(q is None for *_, q in rows)


def test_source_version_and_code_lists(tmp_path: Path) -> None:
    snapshot = baci.add(tmp_path / "data", release(tmp_path / "BACI_HS92_V202501.zip", {2020: written([], 2020)}))
    assert (snapshot.source.title, snapshot.source.version, snapshot.source.licence) == ("BACI HS92", "202501", baci.LICENCE)
    flows, *lists = baci.relations(snapshot)
    assert flows.classification == "HS92"
    countries = next(one for one in lists if one.name == "countries")
    assert {r[Role.CODE]: r[Role.TARGET] for r in read(countries).rows} == {"4": "AFG", "516": "NAM", "68": "BOL"}
    assert read(next(one for one in lists if one.name == "products")).rows[0][Role.CODE] == "010111"
    assert all(one.kind is Kind.CODES for one in lists)


def test_a_folder_is_as_good_as_the_zip(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for year in (2019, 2020):
        (folder / f"BACI_HS17_Y{year}_V202401b.csv").write_text(written([(year, 4, 24, 300431, 198, 1)], year))
    (folder / "notes.txt").write_text("x")
    snapshot = baci.add(tmp_path / "data", folder)
    assert (snapshot.source.title, snapshot.source.version) == ("BACI HS17", "202401b")
    assert len(read(baci.relations(snapshot)[0]).rows) == 2


def test_what_is_not_baci_is_refused_and_not_kept(tmp_path: Path) -> None:
    other = tmp_path / "BACI_HS92_Y2020_V202501.csv"
    other.write_text("year;from;to\n")
    with pytest.raises(InputError, match="BACI has t, i, j, k, v, q"):
        baci.add(tmp_path / "data", other)
    assert snapshots(tmp_path / "data") == ()
    assert not list((tmp_path / "data" / "raw").glob("*.csv"))
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match="give CEPII's zip or its folder"):
        baci.add(tmp_path / "data", tmp_path / "empty")
    with zipfile.ZipFile(tmp_path / "BACI_HS92_V1.zip", "w") as archive:
        archive.writestr("x.csv", "a")
    with pytest.raises(InputError, match="holds no file named like"):
        baci.add(tmp_path / "data", tmp_path / "BACI_HS92_V1.zip")


def test_real_rows_come_back_to_the_dollar(tmp_path: Path, shared: Path) -> None:
    table = pq.read_table(shared / "data" / "baci_hs17_2020_sample_AFG_ZAF.parquet").slice(0, 5000)
    lines = ["t,i,j,k,v,q", *(",".join(map(str, row.values())) for row in table.to_pylist())]
    path = tmp_path / "BACI_HS17_Y2020_V202301.csv"
    path.write_text("\n".join(lines) + "\n")
    found = read(baci.relations(baci.add(tmp_path / "data", path))[0]).rows
    assert len(found) == 5000
    assert sum(float(str(r[Role.VALUE])) for r in found) == pytest.approx(sum(table["v"].to_pylist()) * 1000)
    assert all(len(str(r[Role.PRODUCT])) == 6 for r in found)


def test_a_release_is_fetched(server: Server, tmp_path: Path) -> None:
    content = release(tmp_path / "x.zip", {2020: written([(2020, 4, 24, 300431, 198, 1)], 2020)}).read_bytes()
    server.answer = lambda call: (
        Reply(content, headers={"Content-Type": "application/zip", "ETag": '"1"'})
        if "HS92_V202501" in call.path
        else Reply(b"no", status=404)
    )
    snapshot = baci.fetch(tmp_path / "data", "hs92", "202501", base_url=server.url + "/baci", allow_loopback=True)
    assert server.calls[0].path == "/baci/BACI_HS92_V202501.zip"
    assert len(read(baci.relations(snapshot)[0]).rows) == 1
    with pytest.raises(NetworkError, match="404"):
        baci.fetch(tmp_path / "data", "HS92", "209901", base_url=server.url + "/baci", allow_loopback=True)
    with pytest.raises(UsageError, match="HS22"):
        baci.fetch(tmp_path / "data", "HS99", "202501")
    with pytest.raises(UsageError, match="202401b"):
        baci.fetch(tmp_path / "data", "HS92", "../x")
