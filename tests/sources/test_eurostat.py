"""Comext's files: the bulk form, the older one, the one of the API."""

from __future__ import annotations

import io
from pathlib import Path

import py7zr
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sources_reading import read
from sources_server import Reply, Server

from messlatte.core.errors import InputError, NetworkError, UsageError
from messlatte.sources import eurostat
from messlatte.sources.relation import Role

HEADER = (
    "REPORTER,PARTNER,TRADE_TYPE,PRODUCT_NC,PRODUCT_SITC,PRODUCT_CPA21,PRODUCT_CPA22,PRODUCT_BEC,PRODUCT_BEC5,PRODUCT_SECTION,FLOW,"
    "STAT_PROCEDURE,SUPPL_UNIT,PERIOD,VALUE_EUR,VALUE_NAC,QUANTITY_KG,QUANTITY_SUPPL_UNIT"
)
OLD = (
    "DECLARANT,DECLARANT_ISO,PARTNER,PARTNER_ISO,TRADE_TYPE,PRODUCT_NC,PRODUCT_SITC,PRODUCT_cpa2002,PRODUCT_cpa2008,PRODUCT_CPA2_1,"
    "PRODUCT_BEC,PRODUCT_SECTION,FLOW,STAT_REGIME,SUPP_UNIT,PERIOD,VALUE_IN_EUROS,QUANTITY_IN_KG,SUP_QUANTITY"
)


def line(partner: str, product: str, flow: int, value: int, period: str = "202312", reporter: str = "DE") -> str:
    return f"{reporter},{partner},E,{product},07330,1082,1082,122,.....,04,{flow},1,NO_SU,{period},{value},{value},{value * 2},0"


def packed(text: str, name: str = "full_202312.dat") -> bytes:
    buffer = io.BytesIO()
    with py7zr.SevenZipFile(buffer, "w") as archive:
        archive.writestr(text, name)
    return buffer.getvalue()


def kept(tmp_path: Path, name: str, content: bytes) -> Path:
    path = tmp_path / name
    path.write_bytes(content)
    return path


ROWS = st.lists(
    st.tuples(st.sampled_from(["BY", "KZ", "QV"]), st.integers(1_000_000, 99_999_999), st.sampled_from([1, 2]), st.integers(0, 10**9)),
    max_size=8,
)


@given(rows=ROWS)
@settings(max_examples=20, deadline=None)
def test_round_trip(tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, int, int, int]]) -> None:
    tmp_path = tmp_path_factory.mktemp("comext")
    text = "\n".join([HEADER, *(line(partner, f"{product:08d}", flow, value) for partner, product, flow, value in rows)]) + "\n"
    path = kept(tmp_path, "full_v2_202312.dat", text.encode())
    (flows,) = eurostat.relations(eurostat.add(tmp_path / "data", path))
    found = read(flows).rows
    want = [
        ("2023-12", partner, f"{product:08d}", {1: "import", 2: "export"}[flow], float(value)) for partner, product, flow, value in rows
    ]
    assert [(r[Role.PERIOD], r[Role.PARTNER], r[Role.PRODUCT], r[Role.FLOW], r[Role.VALUE]) for r in found] == want


def test_a_7z_of_a_month_and_what_is_set_aside(tmp_path: Path) -> None:
    lines = [
        HEADER,
        line("BY", "01012100", 2, 100),
        line("BY", "TOTAL", 2, 100),
        line("BY", "01", 2, 100),
        line("EU27_2020", "01012100", 2, 900),
        line("BY", "01012100", 2, 1200, period="202352"),
        line("BY", "99XXXXXX", 2, 7),
        line("BY", "01012100", 2, 555, reporter="EU"),
    ]
    path = kept(tmp_path, "full_v2_202312.7z", packed("\n".join(lines)))
    snapshot = eurostat.add(tmp_path / "data", path)
    assert snapshot.source.version == "202312"
    (flows,) = eurostat.relations(snapshot)
    found = read(flows)
    assert [r[Role.VALUE] for r in found.rows] == [100.0, 7.0]
    assert found.aside == 5
    assert {column.unit for column in flows.columns if column.role is Role.VALUE} == {"EUR"}
    assert flows.valuation == {"export": "fob", "import": "cif"}


def test_the_file_of_a_whole_year_is_yearly(tmp_path: Path) -> None:
    path = kept(tmp_path, "full_v2_202352.7z", packed(f"{HEADER}\n{line('BY', '01012100', 1, 5, period='202352')}\n"))
    (flows,) = eurostat.relations(eurostat.add(tmp_path / "data", path))
    assert flows.frequency == "A"
    assert read(flows).rows[0][Role.PERIOD] == "2023"


def test_the_older_columns(tmp_path: Path) -> None:
    text = f"{OLD}\n001,FR,0003,NL,I,99RRR100,00151,0122,0143,.....,111,01,1,1,A,200101,2580,600,1\n"
    (flows,) = eurostat.relations(eurostat.add(tmp_path / "data", kept(tmp_path, "full200101.dat", text.encode())))
    row = read(flows).rows[0]
    assert (row[Role.REPORTER], row[Role.PARTNER], row[Role.VALUE], row[Role.WEIGHT], row[Role.PERIOD]) == (
        "FR",
        "NL",
        2580.0,
        600.0,
        "2001-01",
    )


def test_the_csv_of_the_api(tmp_path: Path) -> None:
    text = (
        "DATAFLOW,LAST UPDATE,freq,reporter,partner,product,flow,indicators,TIME_PERIOD,OBS_VALUE,OBS_FLAG\n"
        "ESTAT:DS-045409(1.0),24/05/24,M,DE,BY,27,1,VALUE_IN_EUROS,2024-01,120,\n"
        "ESTAT:DS-045409(1.0),24/05/24,M,DE,BY,27,1,QUANTITY_IN_100KG,2024-01,7,\n"
        "ESTAT:DS-045409(1.0),24/05/24,A,DE,BY,27,1,VALUE_IN_EUROS,2024,999,\n"
    )
    (flows,) = eurostat.relations(eurostat.add(tmp_path / "data", kept(tmp_path, "ds-045409.csv", text.encode())))
    kept_rows = [rule for rule in flows.set_aside if rule.keep]
    assert {rule.column for rule in kept_rows} == {"indicators", "freq"}
    assert flows.period_format == "%Y-%m"


def test_several_months_are_one_snapshot_and_years_stay_apart(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for month in ("202311", "202312", "202352"):
        (folder / f"full_v2_{month}.dat").write_text(f"{HEADER}\n{line('BY', '01012100', 1, 5, period=month)}\n")
    snapshot = eurostat.add(tmp_path / "data", folder)
    assert snapshot.source.version == "202311-202352"
    assert sorted((one.frequency, len(one.files)) for one in eurostat.relations(snapshot)) == [("A", 1), ("M", 2)]


def test_what_is_not_comext_says_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"lacks the columns REPORTER, PARTNER.*it has year"):
        eurostat.add(tmp_path / "data", kept(tmp_path, "x.csv", b"year,from\n1,2\n"))
    with pytest.raises(InputError, match=r"holds no \.dat or \.csv"):
        eurostat.add(tmp_path / "data", kept(tmp_path, "x.7z", packed("x", "x.pdf")))


def test_a_month_is_fetched_from_the_bulk_facility(server: Server, tmp_path: Path) -> None:
    content = packed(f"{HEADER}\n{line('BY', '01012100', 1, 5)}\n")
    server.script(Reply(content, headers={"Content-Type": "application/octet-stream"}))
    snapshot = eurostat.fetch(tmp_path, "202312", base_url=server.url + "/files", allow_loopback=True)
    assert server.calls[0].query == {"file": "comext/COMEXT_DATA/PRODUCTS/full_v2_202312.7z"}
    assert len(read(eurostat.relations(snapshot)[0]).rows) == 1
    assert not [path for path in (tmp_path / "raw" / "partial").iterdir() if path.suffix in (".done", ".part")]
    server.script(Reply(b"<html>not found", headers={"Content-Type": "text/html"}))
    with pytest.raises(NetworkError, match="web page"):
        eurostat.fetch(tmp_path, "202401", base_url=server.url + "/files", allow_loopback=True)
    with pytest.raises(UsageError, match="write 202312"):
        eurostat.fetch(tmp_path, "2023-12")
