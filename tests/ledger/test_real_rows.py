"""Real rows of several producers, in their own file formats, come out of the ledger as they went in."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import duckdb
import pytest

from messlatte.ledger.economies import code_map
from messlatte.ledger.flows import flows
from messlatte.ledger.load import LoadReport, load
from messlatte.ledger.query import By, pair_flows
from messlatte.ledger.series import yearly_turnover
from messlatte.sources import baci, eurostat, table
from messlatte.sources.rates import usd_per_unit


def _codes(report: LoadReport) -> set[str]:
    return {finding.code for finding in report.findings}


@pytest.mark.slow
def test_baci_zip_of_raw_materials(shared: Path, tmp_path: Path, data: Path, producers: SimpleNamespace) -> None:
    snapshot = baci.add(data, producers.baci_zip(shared, tmp_path, 2019, 2020))
    report = load(data, baci.relations(snapshot))
    source = str(shared / "data" / "baci_hs92_rawmaterials_1995_2024.parquet")
    expected = duckdb.execute("SELECT count(*), sum(value_kusd) FROM read_parquet(?) WHERE year IN (2019, 2020)", [source]).fetchone()
    assert expected is not None
    assert sum(one.rows for one in report.loads) == expected[0]
    assert not {"unknown-codes", "impossible-values", "identical-rows"} & _codes(report)
    rows = pair_flows(data, "DEU", "POL", by=By.PRODUCT).to_pylist()
    truth = duckdb.execute(
        "SELECT year::VARCHAR, exporter, importer, hs6, value_kusd * 1000 FROM read_parquet(?) WHERE year IN (2019, 2020) "
        "AND (exporter, importer) IN (('DEU', 'POL'), ('POL', 'DEU')) ORDER BY ALL",
        [source],
    ).fetchall()
    assert [(r["period"], r["exporter"], r["importer"], r["product"]) for r in rows] == [t[:4] for t in truth]
    assert [r["value_usd"] for r in rows] == pytest.approx([t[4] for t in truth])
    every = flows(data, embedded=False)
    assert every.value_usd.sum().execute() == pytest.approx(expected[1] * 1000, rel=1e-9)


def test_baci_hs17_sample_with_unknown_quantities_and_lost_zeros(
    shared: Path, tmp_path: Path, data: Path, producers: SimpleNamespace
) -> None:
    source = str(shared / "data" / "baci_hs17_2020_sample_AFG_ZAF.parquet")
    sample = duckdb.execute(
        "SELECT i, j, k, v, try_cast(trim(q) AS DOUBLE) FROM read_parquet(?) WHERE i = 4 ORDER BY ALL", [source]
    ).fetchall()
    snapshot = baci.add(data, producers.baci_csv(tmp_path / "raw", 2020, sample, "HS17").parent)
    load(data, baci.relations(snapshot))
    number = producers.numbers()
    truth = {row[2]: row[3] * 1000 for row in sample if row[1] == number["DEU"]}
    rows = pair_flows(data, "AFG", "DEU", by=By.PRODUCT).to_pylist()
    assert {row["product"]: row["value_usd"] for row in rows} == pytest.approx({f"{k:06d}": v for k, v in truth.items()})
    assert any(row["product"].startswith("0") for row in rows)


def test_comext_months_in_euro_are_converted_at_the_months_rate(
    shared: Path, tmp_path: Path, data: Path, producers: SimpleNamespace
) -> None:
    source = str(shared / "data" / "eurostat_eu27_cis_monthly_2020_2022.parquet")
    iso2 = {code: letters for letters, code in code_map("COMEXT").items()}
    found = duckdb.execute(
        "SELECT reporter, partner_name, flow, year, month, value_eur FROM read_parquet(?) WHERE product = 'HS27' AND reporter IS NOT NULL "
        "AND (partner_name LIKE 'Belarus%' OR partner_name = 'Kazakhstan') ORDER BY ALL",
        [source],
    ).fetchall()
    partner = {"K": "KZ", "B": "BY"}
    rows = [
        (iso2[r], partner[p[0]], "27090010", "1" if f == "import" else "2", f"{y}{m:02d}", v) for r, p, f, y, m, v in found if r in iso2
    ]
    snapshot = eurostat.add(data, producers.comext_dat(tmp_path / "full202212.dat", rows))
    report = load(data, eurostat.relations(snapshot))
    assert "unfilled" in _codes(report)
    (one,) = (
        row
        for row in pair_flows(data, "DEU", "KAZ", freq="M", by=By.CHAPTER).to_pylist()
        if row["period"] == "2021-05" and row["importer"] == "DEU"
    )
    (euro,) = (v for r, p, f, y, m, v in found if (r, p[0], f, y, m) == ("DEU", "K", "import", 2021, 5))
    rate = usd_per_unit("EUR", 2021, 5)
    assert rate is not None
    assert one["value_usd"] == pytest.approx(euro * rate)
    assert (one["valuation"], one["currency"], one["product"]) == ("cif", "EUR", "27")


def test_table_of_a_national_office_by_mapping(shared: Path, tmp_path: Path, data: Path, producers: SimpleNamespace) -> None:
    source = str(shared / "data" / "us_imports_hs2_monthly_2013_2021.parquet")
    duckdb.execute(f"COPY (SELECT * FROM read_parquet('{source}')) TO '{tmp_path / 'us.csv'}' (HEADER)")
    (tmp_path / "us.toml").write_text(
        '[source]\nproducer = "US Census Bureau"\ntitle = "Imports by chapter"\n[columns]\nyear = "year"\nmonth = "month"\n'
        'partner = { name = "partner_name", codes = "name:en" }\nproduct = { name = "hs2", codes = "HS", width = 2 }\n'
        'value = { name = "imports_usd", unit = "one", currency = "USD" }\n[constants]\nreporter = "USA"\nflow = "import"\n'
        '[total]\ncolumn = "partner_name"\ncell = "TOTAL FOR ALL COUNTRIES"\nwithin = ["year", "month", "hs2"]\n'
        '[[set_aside]]\ncolumn = "cty_code"\ncells = ["TOTAL"]\nwhy = "the world repeats its partners"\n'
    )
    snapshot = table.add(data, tmp_path / "us.csv", tmp_path / "us.toml")
    report = load(data, table.relations(snapshot))
    assert "unknown-codes" not in _codes(report)
    assert "total-is-not-the-sum" in _codes(report), "the table holds 30 partners, the printed total all of them"
    sums = duckdb.execute(
        "SELECT year::VARCHAR, sum(imports_usd) FROM read_parquet(?) WHERE partner_name = 'CHINA' GROUP BY 1 "
        "HAVING count(DISTINCT month) = 12 ORDER BY 1",
        [source],
    ).fetchall()
    rows = [row for row in pair_flows(data, "USA", "CHN").to_pylist() if row["importer"] == "USA" and row["source"].startswith("US Census")]
    assert [(row["period"], row["value_usd"]) for row in rows] == sums
    assert "2021" not in {row["period"] for row in rows}, "half a year is not a year"
    series = yearly_turnover("USA", "CHN")
    assert series is not None
    assert series.a_to_b[series.years.index(2019)] is not None
    assert len(series.sources) == 2


def test_region_of_a_country_by_mapping(shared: Path, tmp_path: Path, data: Path, producers: SimpleNamespace) -> None:
    source = str(shared / "data" / "brazil_parana_agri_monthly_2020_2025.parquet")
    for flow, column in (("export", "VL_FOB"), ("import", "VL_CIF")):
        duckdb.execute(
            f"COPY (SELECT year AS CO_ANO, month AS CO_MES, partner_name_pt AS NO_PAIS, hs4::INTEGER AS SH4, value_usd AS {column}, kg "
            f"AS KG_LIQUIDO FROM read_parquet('{source}') WHERE flow = '{flow}') TO '{tmp_path / flow}.csv' (HEADER, DELIMITER ';')"
        )
        (tmp_path / f"{flow}.toml").write_text(
            f'[source]\nproducer = "MDIC"\ntitle = "{flow}s of Paraná"\n[file]\ndelimiter = ";"\n'
            f'[columns]\nyear = "CO_ANO"\nmonth = "CO_MES"\n'
            f'partner = {{ name = "NO_PAIS", codes = "name:pt" }}\nproduct = {{ name = "SH4", codes = "HS", width = 4 }}\n'
            f'value = {{ name = "{column}", unit = "one", currency = "USD" }}\n[constants]\nregion = "BR-PR"\nflow = "{flow}"\n'
        )
        load(data, table.relations(table.add(data, tmp_path / f"{flow}.csv", tmp_path / f"{flow}.toml")))
    truth = duckdb.execute(
        "SELECT sum(value_usd) FROM read_parquet(?) WHERE partner_name_pt = 'China' AND year = 2023 AND flow = 'export' AND hs4 = '0207'",
        [source],
    ).fetchone()
    assert truth is not None
    (row,) = (
        row
        for row in pair_flows(data, "CHN", "BR-PR", by=By.PRODUCT).to_pylist()
        if (row["period"], row["exporter"], row["product"]) == ("2023", "BR-PR", "0207")
    )
    assert row["value_usd"] == truth[0]
    series = yearly_turnover("BR-PR", "CHN")
    assert series is not None
    assert series.latest_year == 2025
