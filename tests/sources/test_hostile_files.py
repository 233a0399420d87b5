"""Whatever bytes a file holds, a producer's reader takes it or says what is wrong; nothing else escapes."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from messlatte.core.errors import MesslatteError
from messlatte.sources import baci, comtrade, eurostat, russian_customs, table
from messlatte.sources.snapshot import snapshots

MAPPINGS = Path(__file__).parents[2] / "docs" / "guide" / "mappings"
WIDE = """
[source]
producer = "Office"
title = "Trade"
[file]
header_rows = 2
footer = 1
[columns]
partner = { name = "Country", codes = "name:en" }
value = { name = "value", unit = "one", currency = "USD" }
[wide]
pattern = "^(20[0-9]{2})"
format = "%Y"
[constants]
reporter = "BLR"
flow = "export"
"""
HEADERS = [
    b"t,i,j,k,v,q\n",
    b"period,reporterCode,flowCode,partnerCode,cmdCode,primaryValue\n",
    b"period\treporterCode\tflowCode\tpartnerCode\tcmdCode\tprimaryValue\n",
    b"REPORTER,PARTNER,PRODUCT_NC,FLOW,PERIOD,VALUE_EUR\n",
    b"napr\tperiod\tstrana\ttnved\tedizm\tStoim\tNetto\tKol\tRegion\tRegion_s\n",
    b"year,month,flow,partner_name,value_musd,is_aggregate\n",
    b"Country,2020,2021\nx,y,z\n",
    b'{"count": 1, "data": [',
    b"PK\x03\x04", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"PAR1", b"\x03y\x01\x01\x05\x00\x00\x00\x61\x00\x10\x00", b"\xef\xbb\xbf", b"",
]  # fmt: skip
NAMES = [
    "BACI_HS92_Y2020_V202501.csv",
    "BACI_HS92_V202501.zip",
    "full_v2_202312.7z",
    "full_202312.dat",
    "x.json",
    "x.txt.gz",
    "DATTSVT.dbf",
    "x.xlsx",
    "x",
]
BODY = st.binary(max_size=300) | st.text(alphabet=',;\t"\n\r0123456789ИМXM\\\0', max_size=120).map(lambda text: text.encode())
READERS = {
    "baci": baci.add,
    "comtrade": comtrade.add,
    "comext": eurostat.add,
    "russian": russian_customs.add,
    "table": lambda data, path: table.add(data, path, MAPPINGS / "us-census.toml"),
    "wide": lambda data, path: table.add(data, path, _wide_mapping(data)),
}


def _wide_mapping(data: Path) -> Path:
    path = data.parent / "wide.toml"
    path.write_text(WIDE)
    return path


@pytest.mark.parametrize("producer", READERS)
@given(header=st.sampled_from(HEADERS), body=BODY, name=st.sampled_from(NAMES), inside=st.booleans())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_but_our_errors(
    tmp_path_factory: pytest.TempPathFactory, producer: str, header: bytes, body: bytes, name: str, inside: bool
) -> None:
    folder = tmp_path_factory.mktemp("hostile")
    content = header + body
    if inside:
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            archive.writestr(name, content)
        content = buffer.getvalue()
    path = folder / name
    path.write_bytes(content)
    try:
        READERS[producer](folder / "data", path)
    except MesslatteError:
        assert snapshots(folder / "data") == ()
        assert not [one for one in (folder / "data").rglob("*") if one.is_file()]
