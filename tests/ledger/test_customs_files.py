"""Declarations of customs services: either side of a flow, regions, secret products, several levels, hostile cells."""

from __future__ import annotations

from pathlib import Path

import pytest

from messlatte.core.errors import DataError, InputError
from messlatte.ledger.load import load
from messlatte.ledger.query import By, pair_flows
from messlatte.ledger.series import yearly_turnover
from messlatte.sources import baci, comtrade, russian_customs

RUSSIAN = """napr\tperiod\tstrana\ttnved\tedizm\tStoim\tNetto\tKol\tRegion\tRegion_s
ИМ\t01/2020\tBY\t8701200000\tШТ\t1000,50\t20,5\t1\t70000 - ТУЛЬСКАЯ ОБЛАСТЬ\t01000 - ЦФО
ИМ\t01/2020\tBY\t8701200000\tКГ\t500\t10\t2\t70000 - ТУЛЬСКАЯ ОБЛАСТЬ\t01000 - ЦФО
ЭК\t02/2020\tBY\t0402101900\tКГ\t300\t7\t7\t70000 - ТУЛЬСКАЯ ОБЛАСТЬ\t01000 - ЦФО
ЭК\t02/2020\tBY\tXXXXXXXXXX\t\t9\t1\t\t70000 - ТУЛЬСКАЯ ОБЛАСТЬ\t01000 - ЦФО
ЭК\t02/2020\tBY\t0402101900\tКГ\t77\t7\t7\t71140 - ЯМАЛО-НЕНЕЦКИЙ АО\t04000 - УФО
"""

HEADER = (
    "typeCode,freqCode,period,reporterCode,flowCode,partnerCode,partner2Code,classificationCode,cmdCode,customsCode,motCode,"
    + "primaryValue,netWgt"
)


def _comtrade(path: Path, rows: list[tuple[int, int, str, int, str, float]]) -> Path:
    lines = [f"C,A,{t},{r},{f},{p},0,H5,{k},C00,0,{v}," for t, r, f, p, k, v in rows]
    path.write_text("\n".join([HEADER, *lines]) + "\n")
    return path


def test_region_with_its_own_partners(tmp_path: Path, data: Path) -> None:
    path = tmp_path / "DATTSVT.csv"
    path.write_text(RUSSIAN, encoding="utf-8")
    report = load(data, russian_customs.relations(russian_customs.add(data, path)))
    assert [finding.code for finding in report.findings if finding.code != "gaps"] == []
    rows = pair_flows(data, "BLR", "RU-TUL", freq="M").to_pylist()
    assert [(r["period"], r["exporter"], r["importer"], r["value_usd"], r["valuation"]) for r in rows] == [
        ("2020-01", "BLR", "RU-TUL", 1500.5, "cif"),
        ("2020-02", "RU-TUL", "BLR", 309.0, "fob"),
    ]
    assert [r["value_usd"] for r in pair_flows(data, "BLR", "RU-YAN", freq="M").to_pylist()] == [77.0]
    chapters = {r["product"]: r["value_usd"] for r in pair_flows(data, "BLR", "RU-TUL", freq="M", by=By.CHAPTER).to_pylist()}
    assert chapters == {"87": 1500.5, "04": 300.0, "XX": 9.0}
    assert yearly_turnover("BLR", "RU-TUL") is None, "two months are not a year"


def test_both_sides_stand_beside_each_other_and_one_answers(tmp_path: Path, data: Path) -> None:
    rows = [
        (2021, 276, "X", 616, "840100", 100.0),
        (2021, 616, "M", 276, "840100", 112.0),
        (2021, 616, "X", 276, "870300", 50.0),
        (2021, 276, "X", 0, "840100", 999.0),
        (2021, 276, "X", 616, "TOTAL", 100.0),
        (2021, 276, "X", 616, "84", 100.0),
    ]
    load(data, comtrade.relations(comtrade.add(data, _comtrade(tmp_path / "pair.csv", rows))))
    both = [r for r in pair_flows(data, "DEU", "POL", all_sources=True).to_pylist() if r["period"] == "2021"]
    assert {(r["exporter"], r["reporter"], r["valuation"]): r["value_usd"] for r in both} == {
        ("DEU", "DEU", "fob"): 100.0,
        ("DEU", "POL", "cif"): 112.0,
        ("POL", "POL", "fob"): 50.0,
    }
    chosen = [r for r in pair_flows(data, "DEU", "POL").to_pylist() if r["period"] == "2021"]
    assert [(r["exporter"], r["value_usd"]) for r in chosen] == [("DEU", 100.0), ("POL", 50.0)]
    series = yearly_turnover("POL", "DEU")
    assert series is not None
    assert (series.latest_year, series.valuation) == (2021, "fob"), "reconciled from both sides"
    assert [source.producer for source in series.sources] == ["CEPII", "UN Comtrade"]


def test_printed_total_of_comtrade_is_checked(tmp_path: Path, data: Path) -> None:
    rows = [(2021, 276, "X", 616, "840100", 100.0), (2021, 276, "X", 616, "TOTAL", 150.0)]
    report = load(data, comtrade.relations(comtrade.add(data, _comtrade(tmp_path / "total.csv", rows))))
    assert "total-is-not-the-sum" in {finding.code for finding in report.findings}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("t,i,j,k,v,q\n", "all rows are empty or set aside"),
        ("t,i,j,k,v,q\n2015,276,276,010100,1,1\n", "its own partner"),
        ("t,i,j,k,v,q\n2015,276,616,010100,1,1\n2015,276,616,010100,1,1,9,9\n", "cannot be read as described"),
        ("t,i,j,k,v,q\n2015,276,616,010100,'; DROP TABLE x; --,1\n", "value breaks its rule"),
        ("t,i,j,k,v,q\nMMXV,276,616,010100,1,1\n", "period breaks its rule"),
        ("t,i,j,k,v,q\n2015,-5,616,010100,1,1\n", "i='-5'"),
        ("t,i,j,k,v,q\n2015,99999999999999999999,616,010100,1,1\n", "i='99999999999999999999'"),
    ],
)
def test_files_without_one_sound_row_say_why(tmp_path: Path, data: Path, text: str, words: str) -> None:
    path = tmp_path / "BACI_HS92_Y2015_V202601.csv"
    path.write_text(text)
    with pytest.raises((DataError, InputError), match=words):
        load(data, baci.relations(baci.add(data, path)))
    assert yearly_turnover("DEU", "POL") is not None


def test_padded_numbers_and_stray_cells_cost_their_row_not_the_file(tmp_path: Path, data: Path) -> None:
    path = tmp_path / "BACI_HS92_Y2015_V202601.csv"
    path.write_text(
        "t,i,j,k,v,q\n2015,276,616,10100,  1.5,        0.045\n2015,616,276,010100,x,NA\n2015,616,276,010200,  2.5,           NA\n"
    )
    report = load(data, baci.relations(baci.add(data, path)))
    rows = [r for r in pair_flows(data, "DEU", "POL", by=By.PRODUCT).to_pylist() if r["period"] == "2015"]
    assert [(r["product"], r["value_usd"]) for r in rows] == [("010100", 1500.0), ("010200", 2500.0)]
    assert [finding.params["rows"] for finding in report.findings if finding.code == "impossible-values"] == [1]


def test_a_currency_without_a_rate_gives_no_dollars(tmp_path: Path, data: Path) -> None:
    from messlatte.sources import table

    (tmp_path / "t.csv").write_text("year,partner,value\n2021,RUS,10\n")
    (tmp_path / "t.toml").write_text(
        '[source]\nproducer = "Belstat"\ntitle = "Exports"\n[columns]\nyear = "year"\npartner = { name = "partner", codes = "ISO3" }\n'
        'value = { name = "value", unit = "million", currency = "BYN" }\n'
        '[constants]\nreporter = "BLR"\nflow = "export"\nproduct = "TOTAL"\n'
    )
    load(data, table.relations(table.add(data, tmp_path / "t.csv", tmp_path / "t.toml")))
    (row,) = [r for r in pair_flows(data, "BLR", "RUS").to_pylist() if r["period"] == "2021"]
    assert (row["value"], row["currency"], row["value_usd"]) == (10e6, "BYN", None)
    series = yearly_turnover("BLR", "RUS")
    assert series is not None
    assert series.latest_year == 2020, "no rate, no dollars, no year"


def test_folders_with_characters_that_mean_something_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "o'Brien [2024] *"
    monkeypatch.setenv("MESSLATTE_DATA", str(folder))
    path = tmp_path / "BACI_HS92_Y2015_V202601.csv"
    path.write_text("t,i,j,k,v,q\n2015,276,616,010100,1,1\n")
    load(folder, baci.relations(baci.add(folder, path)))
    (row,) = [r for r in pair_flows(folder, "DEU", "POL").to_pylist() if r["period"] == "2015" and r["exporter"] == "DEU"]
    assert row["value_usd"] == 1000.0
