"""Dependence on suppliers, in the engine, against the same sums in numpy on a small world."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import numpy as np
import pytest

from messlatte.cli.app import main
from messlatte.core.errors import DataError
from messlatte.ledger.product_flows import product_flows
from messlatte.ledger.supply import supply
from messlatte.projects import example_folder
from messlatte.projects.dependence import dependent_products
from messlatte.projects.sovereignty import dependence_indicators, is_dependent

COUNTRIES = {"BLR": 112, "RUS": 643, "DEU": 276, "CHN": 156, "TUR": 792}
GOODS = ("850760", "870120", "040690", "870899")


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three years; batteries come from China alone, in the last two years only."""
    home = tmp_path_factory.mktemp("dependence")
    rng = np.random.default_rng(3)
    raw = home / "raw"
    raw.mkdir()
    for year in (2020, 2021, 2022):
        with (raw / f"BACI_HS92_Y{year}_V202601.csv").open("w", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow("tijkvq")
            for i in COUNTRIES:
                for j in COUNTRIES:
                    for good in GOODS:
                        if i == j or (good == "850760" and year > 2020 and i != "CHN"):
                            continue
                        writer.writerow((year, COUNTRIES[i], COUNTRIES[j], good, round(rng.lognormal(5, 1), 3), "NA"))
    folder = home / "data"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MESSLATTE_DATA", str(folder))
        with pytest.raises(SystemExit) as ended:
            main(["data", "add", "baci", str(raw)])
    assert not ended.value.code
    return folder


@pytest.mark.parametrize(("buyers", "partners"), [(("BLR",), ()), (("BLR",), ("RUS",)), (("BLR", "RUS"), ())])
def test_the_engine_says_what_numpy_says(data, buyers, partners):
    flows = product_flows(data, 2022, 6).table.to_pylist()
    table = supply(data, 2022, buyers, partners)
    names = sorted(COUNTRIES)
    products = table["product"].to_pylist()
    shape = (len(products), len(names))
    bought, world, exports = np.zeros(shape), np.zeros(shape), np.zeros(len(products))
    for row in flows:
        at = (products.index(row["product"]), names.index(row["exporter"]))
        world[at] += row["value_usd"]
        if row["importer"] in buyers and row["exporter"] not in buyers:
            bought[at] += row["value_usd"]
        if row["exporter"] in buyers and row["importer"] not in buyers:
            exports[at[0]] += row["value_usd"]
    outside = np.array([name not in partners for name in names])
    plain = dependence_indicators(bought, outside, world, exports)
    assert products == sorted(GOODS)
    assert table["import_hhi"].to_numpy() == pytest.approx(plain.import_concentration)
    assert table["outside_hhi"].to_numpy() == pytest.approx(plain.outside_concentration)
    assert table["world_hhi"].to_numpy() == pytest.approx(plain.world_concentration)
    assert table["exports"].to_numpy() == pytest.approx(exports)
    found = {row.product: row for row in dependent_products(data, buyers, partners, year=2022)}
    for n, product in enumerate(products):
        assert found[product].dependent == is_dependent(plain)[n]
        assert found[product].cdi == tuple(bool(c[n]) for c in plain.cdi)


def test_a_single_supplier_and_the_window_of_three_years(data):
    found = {row.product: row for row in dependent_products(data, ("BLR", "RU-TUL"))}
    assert found["850760"].dependent
    assert found["850760"].lasting
    assert found["850760"].largest == "CHN"
    assert found["850760"].largest_share == 1
    assert not found["870120"].dependent
    assert dependent_products(data, ("BLR",), year=2020)[0].lasting is None


def test_the_partner_is_no_outsider(data):
    alone, with_partner = ({r.product: r for r in dependent_products(data, ("BLR",), near)} for near in ((), ("RU-TUL",)))
    assert with_partner["870120"].outside < alone["870120"].outside
    assert with_partner["870120"].imports == alone["870120"].imports


def test_without_rows_it_says_what_to_do(data, tmp_path):
    with pytest.raises(DataError, match="data add baci"):
        dependent_products(tmp_path / "empty", ("BLR",))
    with pytest.raises(DataError, match="2020 to 2022"):
        dependent_products(data, ("BLR",), year=1999)


def test_the_command_shows_a_pair_and_the_inputs_of_a_project(data, monkeypatch, capsys):
    monkeypatch.setenv("MESSLATTE_DATA", str(data))

    def run(*words: str) -> tuple[int, str]:
        with pytest.raises(SystemExit) as ended:
            main(["project", "dependence", *words])
        return int(ended.value.code or 0), capsys.readouterr().out

    code, out = run("--pair", "BLR", "RU-TUL", "--json")
    views = json.loads(out)["views"]
    assert code == 0
    assert set(views) == {"BLR+RU-TUL", "BLR", "RU-TUL"}
    assert "850760" in {row["product"] for row in views["BLR"]}
    assert all(row["dependent"] or all(row["cdi"]) for rows in views.values() for row in rows)
    code, out = run(str(example_folder() / "electric-buses-tula.toml"), "--json")
    assert {row["product"][:4] for row in json.loads(out)["views"]["BLR"]} == {"8507", "8708"}
    code, out = run("--pair", "BLR", "RU-TUL", "--lang", "de")
    assert "Kommission" in out
    assert run()[0] == 2
