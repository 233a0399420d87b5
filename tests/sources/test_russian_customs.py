"""Russian customs files: where a region such as Tula appears."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sources_reading import read

from messlatte.core.errors import InputError
from messlatte.sources import russian_customs
from messlatte.sources.relation import Role
from messlatte.sources.russian_regions import OKATO, iso_of_okato

RUSSIAN = ("napr", "period", "strana", "tnved", "edizm", "Stoim", "Netto", "Kol", "Region", "Region_s")
ENGLISH = ("DIRECTION", "PERIOD", "COUNTRY", "HS", "UM", "VALUE", "NETWEIGHT", "QUANTITY", "REGION", "REGION_S")
TULA = ("ИМ", "01/2021", "BY", "8432800000", "ШТ", "12345,67", "2500", "3", "70000 - Тульская область", "01 - Центральный ФО")
NENETS = ("ЭК", "12/2020", "BY", "270900", "", "1", "2,5", "0", "11100 - Ненецкий АО", "02 - Северо-Западный ФО")


def text(header: tuple[str, ...], *rows: tuple[str, ...]) -> str:
    return "\n".join("\t".join(row) for row in (header, *rows)) + "\n"


def dbase(header: tuple[str, ...], *rows: tuple[str, ...]) -> bytes:
    widths = [max(len(row[at].encode("cp866")) for row in (header, *rows)) or 1 for at in range(len(header))]
    fields = b"".join(struct.pack("<11sc4xBB14x", name[:10].encode(), b"C", width, 0) for name, width in zip(header, widths, strict=True))
    start = struct.pack("<BBBBIHH20x", 3, 121, 1, 1, len(rows), 32 + len(fields) + 1, 1 + sum(widths))
    records = b"".join(b" " + b"".join(cell.encode("cp866").ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows)
    return start + fields + b"\r" + records + b"\x1a"


def workbook(header: tuple[str, ...], *rows: tuple[str, ...]) -> bytes:
    book, buffer = openpyxl.Workbook(), io.BytesIO()
    for row in (header, *rows):
        book.active.append(
            [
                float(cell.replace(",", ".")) if header[at] in ("Stoim", "VALUE") and row is not header else cell
                for at, cell in enumerate(row)
            ]
        )
    book.save(buffer)
    return buffer.getvalue()


def added(tmp_path: Path, name: str, content: bytes) -> list[dict[Role, object]]:
    path = tmp_path / name
    path.write_bytes(content)
    (flows,) = russian_customs.relations(russian_customs.add(tmp_path / "data", path))
    return read(flows).rows


def zipped(name: str, content: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return buffer.getvalue()


@pytest.mark.parametrize("header", [RUSSIAN, ENGLISH])
@pytest.mark.parametrize(
    ("name", "write"),
    [
        ("DATTSVT.csv", lambda h, *r: text(h, *r).encode()),
        ("DATTSVT.csv.zip", lambda h, *r: zipped("DATTSVT.csv", text(h, *r).encode())),
        ("old.csv", lambda h, *r: text(h, *r).encode("cp1251")),
        ("DATTSVT.dbf.zip", lambda h, *r: zipped("DATTSVT.dbf", dbase(h, *r))),
        ("DATTSVT.xlsx", workbook),
    ],
)
def test_every_form_gives_the_same_rows(tmp_path: Path, header: tuple[str, ...], name: str, write: object) -> None:
    tula, nenets = added(tmp_path, name, write(header, TULA, NENETS))  # type: ignore[operator]
    assert tula[Role.REGION] == "RU-TUL"
    assert (tula[Role.FLOW], tula[Role.PERIOD], tula[Role.PARTNER], tula[Role.PRODUCT]) == ("import", "2021-01", "BY", "8432800000")
    assert (tula[Role.VALUE], tula[Role.WEIGHT], tula[Role.QUANTITY], tula[Role.REPORTER]) == (12345.67, 2500.0, 3.0, "RUS")
    assert (nenets[Role.REGION], nenets[Role.FLOW], nenets[Role.WEIGHT]) == ("RU-NEN", "export", 2.5)


@given(value=st.integers(0, 10**12), product=st.integers(0, 10**10 - 1), region=st.sampled_from(sorted(OKATO)), month=st.integers(1, 12))
@settings(max_examples=30, deadline=None)
def test_round_trip(tmp_path_factory: pytest.TempPathFactory, value: int, product: int, region: str, month: int) -> None:
    cell = f"{value // 100},{value % 100:02d}"
    row = ("ЭК", f"{month:02d}/2019", "DE", str(product), "КГ", cell, "1", "1", f"{region.ljust(5, '0')} - Субъект", "x")
    (found,) = added(tmp_path_factory.mktemp("rus"), "DATTSVT.csv", text(RUSSIAN, row).encode())
    assert found[Role.VALUE] == pytest.approx(value / 100)
    assert found[Role.PRODUCT] == f"{product:010d}"
    assert found[Role.REGION] == OKATO[region]
    assert found[Role.PERIOD] == f"2019-{month:02d}"


def test_the_stop_of_publication_is_said(tmp_path: Path) -> None:
    path = tmp_path / "DATTSVT.csv"
    path.write_text(text(RUSSIAN, TULA))
    (flows,) = russian_customs.relations(russian_customs.add(tmp_path / "data", path))
    assert any("stopped publishing in April 2022" in note for note in flows.notes)


def test_what_is_no_customs_file_says_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"lacks the columns DIRECTION, PERIOD.*REGION.*it has a, b"):
        added(tmp_path, "x.csv", b"a\tb\n1\t2\n")
    with pytest.raises(InputError, match="cut off"):
        added(tmp_path, "y.dbf", dbase(RUSSIAN, TULA, NENETS)[:-80])


def test_regions() -> None:
    assert iso_of_okato("70000") == "RU-TUL"
    assert iso_of_okato("71140000000") == "RU-YAN"
    assert iso_of_okato("71401") == "RU-TYU"
    assert iso_of_okato("00000") is None
    assert len(set(OKATO.values())) == len(OKATO) == 83
