"""Any office's table through a mapping file."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import openpyxl
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sources_reading import read

from messlatte.core.errors import InputError, UsageError
from messlatte.sources import table
from messlatte.sources.mapping import parse
from messlatte.sources.relation import Role
from messlatte.sources.snapshot import snapshots

MAPPINGS = Path(__file__).parents[2] / "docs" / "guide" / "mappings"
BASE = """
[source]
producer = "Office"
title = "Trade"
[file]
delimiter = ";"
decimal = ","
thousands = "."
[columns]
period = { name = "Monat", format = "%m/%Y" }
partner = { name = "Land", codes = "ISO2" }
flow = { name = "Richtung", export = ["Ausfuhr"], import = ["Einfuhr"] }
product = { name = "Ware", codes = "HS", width = 4 }
value = { name = "Wert", unit = "thousand", currency = "EUR" }
weight = { name = "Tonnen", unit = "t" }
[constants]
region = "DE-SN"
"""


def loaded(tmp_path: Path, name: str, content: bytes | str, mapping: str) -> list[dict[Role, object]]:
    path, toml = tmp_path / name, tmp_path / "mapping.toml"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    toml.write_text(mapping)
    (flows,) = table.relations(table.add(tmp_path / "data", path, toml))
    return read(flows).rows


def german(value: int) -> str:
    """Thousandths with German marks."""
    return f"{value // 1000:,}".replace(",", ".") + f",{value % 1000:03d}"


ROW = st.tuples(
    st.integers(1, 12),
    st.integers(1990, 2030),
    st.sampled_from(["BY", "NA", "PL"]),
    st.booleans(),
    st.integers(101, 9999),
    st.integers(0, 10**13),
)


@given(rows=st.lists(ROW, max_size=6))
@settings(max_examples=40, deadline=None)
def test_round_trip_with_german_marks(tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[int, int, str, bool, int, int]]) -> None:
    lines = ["Monat;Land;Richtung;Ware;Wert;Tonnen"]
    lines += [f"{m:02d}/{y};{p};{'Ausfuhr' if x else 'Einfuhr'};{k};{german(v)};{german(v)}" for m, y, p, x, k, v in rows]
    found = loaded(tmp_path_factory.mktemp("table"), "t.csv", "\n".join(lines) + "\n", BASE)
    assert [(r[Role.PERIOD], r[Role.PARTNER], r[Role.FLOW], r[Role.PRODUCT]) for r in found] == [
        (f"{y}-{m:02d}", p, "export" if x else "import", f"{k:04d}") for m, y, p, x, k, _ in rows
    ]
    assert [r[Role.VALUE] for r in found] == pytest.approx([float(v) for *_, v in rows])
    assert [r[Role.WEIGHT] for r in found] == pytest.approx([float(v) for *_, v in rows])
    assert {r[Role.REPORTER] for r in found} <= {"DE-SN"}


def test_another_encoding_and_names_to_codes(tmp_path: Path) -> None:
    mapping = BASE.replace('delimiter = ";"', 'delimiter = ";"\nencoding = "cp1252"').replace(
        'codes = "ISO2"', 'map = { "Österreich" = "AUT", "Weißrussland" = "BLR" }'
    )
    content = "Monat;Land;Richtung;Ware;Wert;Tonnen\n01/2024;Österreich;Ausfuhr;8701;1,5;0\n01/2024;Weißrussland;Ausfuhr;8701;2;0\n"
    assert [row[Role.PARTNER] for row in loaded(tmp_path, "t.csv", content.encode("cp1252"), mapping)] == ["AUT", "BLR"]
    with pytest.raises(InputError, match="is not text in"):
        loaded(tmp_path, "u.csv", content.encode("cp1252"), BASE)


def wide_workbook(path: Path, total: float = 300.5) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Notes"
    sheet = book.create_sheet("Exports")
    for row in (
        ["Foreign trade"],
        ["million EUR"],
        [],
        ["Country", 2022, 2023],
        ["Belarus", 100.5, "1 234,5"],
        ["Poland", 200, "-"],
        ["Total", total, 1234.5],
        ["* preliminary, as of", dt.datetime(2024, 5, 1)],
    ):
        sheet.append(row)
    book.save(path)


def test_a_wide_workbook_with_titles_total_and_footnote(tmp_path: Path) -> None:
    wide_workbook(tmp_path / "trade.xlsx")
    snapshot = table.add(tmp_path / "data", tmp_path / "trade.xlsx", MAPPINGS / "wide-workbook.toml")
    (flows,) = table.relations(snapshot)
    found = read(flows)
    values = {(r[Role.PARTNER], r[Role.PERIOD]): r[Role.VALUE] for r in found.rows}
    assert values == {
        ("Belarus", "2022"): 100.5e6,
        ("Belarus", "2023"): 1234.5e6,
        ("Poland", "2022"): 200e6,
        ("Poland", "2023"): None,
    }
    assert flows.total is not None
    assert flows.total.within == ("period",)
    assert [r[Role.VALUE] for r in found.totals] == [300.5e6, 1234.5e6]
    assert flows.frequency == "A"


def test_names_of_months_are_translated(tmp_path: Path) -> None:
    mapping = BASE.replace(
        'period = { name = "Monat", format = "%m/%Y" }', 'year = "Jahr"\nmonth = { name = "Monat", map = { "Jänner" = "1" } }'
    )
    (row,) = loaded(tmp_path, "t.csv", "Jahr;Monat;Land;Richtung;Ware;Wert;Tonnen\n2024;Jänner;PL;Einfuhr;8701;1;0\n", mapping)
    assert (row[Role.YEAR], row[Role.MONTH]) == ("2024", "1")


def test_a_header_over_two_lines(tmp_path: Path) -> None:
    mapping = """
[source]
producer = "Office"
title = "Trade"
[file]
header_rows = 2
[columns]
year = "Year"
partner = { name = "Partner", codes = "ISO3" }
value = { name = "Exports / million USD", unit = "million", currency = "USD" }
[constants]
reporter = "BLR"
flow = "export"
"""
    rows = loaded(tmp_path, "t.csv", "Year,Partner,Exports,,Imports\n,,million USD,%,million USD\n2023,RUS,5,10,7\n", mapping)
    assert rows[0][Role.VALUE] == 5e6


def test_the_shipped_mappings_are_free_of_mistakes_and_load_real_tables(tmp_path: Path, shared: Path) -> None:
    for path in MAPPINGS.glob("*.toml"):
        parse(path.read_text(encoding="utf-8"), path.name)
    parana = pq.read_table(shared / "data" / "brazil_parana_agri_monthly_2020_2025.parquet")
    rows = [row for row in parana.slice(0, 3000).to_pylist() if row["flow"] == "export"]
    lines = ["CO_ANO;CO_MES;NO_PAIS;SH4;VL_FOB;KG_LIQUIDO"]
    lines += [";".join(str(row[key]) for key in ("year", "month", "partner_name_pt", "hs4", "value_usd", "kg")) for row in rows]
    (tmp_path / "parana.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (flows,) = table.relations(table.add(tmp_path / "data", tmp_path / "parana.csv", MAPPINGS / "brazil-state.toml"))
    found = read(flows).rows
    assert len(found) == len(rows) > 100
    assert sum(float(str(r[Role.VALUE])) for r in found) == sum(row["value_usd"] for row in rows)
    assert flows.frequency == "M"
    assert {r[Role.REPORTER] for r in found} == {"BR-PR"}


def test_a_parquet_file_keeps_its_own_types(tmp_path: Path, shared: Path) -> None:
    census = pq.read_table(shared / "data" / "us_census_monthly_1985_2016.parquet").slice(0, 2000)
    pq.write_table(census, tmp_path / "census.parquet")
    (flows,) = table.relations(table.add(tmp_path / "data", tmp_path / "census.parquet", MAPPINGS / "us-census.toml"))
    found = read(flows)
    want = [row["value_musd"] * 1e6 for row in census.to_pylist() if not row["is_aggregate"] and row["value_musd"] is not None]
    assert [r[Role.VALUE] for r in found.rows if r[Role.VALUE] is not None] == pytest.approx(want)
    assert found.aside > 0


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            ('unit = "thousand"', 'unit = "thousands"'),
            "columns.value.unit: 'thousands' is not known; allowed are one, thousand, million, billion",
        ),
        (('currency = "EUR"', 'currency = "euro"'), "is no ISO 4217 code"),
        ((', currency = "EUR"', ""), "columns.value.currency: is missing"),
        (('codes = "ISO2"', 'codes = "iso2"'), "columns.partner.codes: 'iso2' is not known; allowed are ISO2, ISO3"),
        (('format = "%m/%Y"', 'format = "MM/YYYY"'), "write %Y for 2024"),
        (("period =", "perod ="), "columns.perod: is not known; did you mean 'period'?"),
        (('region = "DE-SN"', 'regoin = "DE-SN"'), "did you mean 'region'?"),
        (('region = "DE-SN"', 'region = "Saxony"'), "is no code; write ISO 3166-1 alpha-3"),
        (('unit = "t"', 'unit = "tons"'), "allowed are g, kg, t, thousand t, lb"),
        (('export = ["Ausfuhr"], import = ["Einfuhr"]', 'codes = "x"'), "say which cells mean what"),
        (('thousands = "."', 'thousands = ","'), "same mark as file.decimal"),
        (('delimiter = ";"', "delimiter = 5"), "must be one character, found 5"),
        (('producer = "Office"', ""), "source.producer: is missing"),
        (("[constants]", "[constants"), "is not TOML"),
        (("[columns]", "[[columns]]"), "must be a section"),
        (('decimal = ","', 'decimal = ","\nheader_rows = 0'), "is too small"),
    ],
)
def test_a_mistake_is_told_with_what_is_allowed(change: tuple[str, str], said: str) -> None:
    with pytest.raises(UsageError) as failure:
        parse(BASE.replace(*change))
    assert said in str(failure.value)


def test_all_mistakes_are_told_at_once() -> None:
    broken = (
        BASE.replace('unit = "thousand"', 'unit = "k"').replace('codes = "ISO2"', 'codes = "names"').replace("[constants]", "[constant]")
    )
    with pytest.raises(UsageError, match="4 mistakes"):
        parse(broken)


def test_a_column_that_is_not_there_is_named_with_those_that_are(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"columns.weight: no column is named 'Tonnen'[\s\S]*it has the columns Monat, Land"):
        loaded(tmp_path, "t.csv", "Monat;Land;Richtung;Ware;Wert\n", BASE)
    assert snapshots(tmp_path / "data") == ()


def test_another_format_than_the_mapping_says_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"is csv, but the mapping says file.format = 'xlsx'"):
        loaded(tmp_path, "t.csv", "Country,2020\n", (MAPPINGS / "wide-workbook.toml").read_text(encoding="utf-8"))


def test_a_sheet_that_is_not_there_and_a_broken_workbook(tmp_path: Path) -> None:
    mapping = (MAPPINGS / "wide-workbook.toml").read_text().replace('sheet = "Exports"', 'sheet = "Export"')
    wide_workbook(tmp_path / "trade.xlsx")
    with pytest.raises(InputError, match="it has 'Notes', 'Exports'"):
        loaded(tmp_path, "trade.xlsx", (tmp_path / "trade.xlsx").read_bytes(), mapping)


@given(
    st.text(max_size=200)
    | st.dictionaries(st.sampled_from(["source", "file", "columns", "total", "set_aside", "x"]), st.integers() | st.text(max_size=3)).map(
        lambda d: "\n".join(f"{k} = {v!r}" for k, v in d.items())
    )
)
def test_no_mapping_breaks_the_reader(text: str) -> None:
    with pytest.raises(UsageError):
        parse(text)


def test_the_same_table_with_another_mapping_is_another_snapshot(tmp_path: Path) -> None:
    content = "Monat;Land;Richtung;Ware;Wert;Tonnen\n01/2024;PL;Ausfuhr;8701;1;0\n"
    loaded(tmp_path, "t.csv", content, BASE)
    loaded(tmp_path, "t.csv", content, BASE.replace('unit = "thousand"', 'unit = "million"'))
    assert len(snapshots(tmp_path / "data")) == 2
