"""The release that ships: published figures, gaps, size, speed, and what it must not load."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from messlatte.core.errors import DataError
from messlatte.ledger import embedded_release
from messlatte.ledger.embedded_release import EMBEDDED, embedded_source, verify_embedded
from messlatte.ledger.series import all_totals, covariates, distances, world_totals, yearly_turnover


@pytest.mark.parametrize(
    ("a", "b", "year", "billions"), [("CHN", "USA", 2016, 520.4), ("BLR", "RUS", 2016, 25.2), ("DEU", "POL", 2019, 138.8)]
)
def test_turnover_of_known_pairs(a: str, b: str, year: int, billions: float) -> None:
    series = yearly_turnover(a, b)
    assert series is not None
    assert series.total[series.years.index(year)] / 1e9 == pytest.approx(billions, abs=0.06)
    assert series.latest_year == 2020
    assert series.sources[0].licence == "Etalab 2.0"


def test_order_only_swaps_the_directions() -> None:
    there, back = yearly_turnover("DEU", "POL"), yearly_turnover("POL", "DEU")
    assert there is not None
    assert back is not None
    assert (there.a_to_b, there.b_to_a) == (back.b_to_a, back.a_to_b)
    assert there.total == back.total


@pytest.mark.parametrize(("a", "b"), [("TWN", "DEU"), ("BLR", "RU-TUL"), ("DEU", "XXX"), ("DEU", "DEU"), ("", "DEU")])
def test_a_pair_that_the_data_do_not_know_has_no_series(a: str, b: str) -> None:
    assert yearly_turnover(a, b) is None


def test_a_missing_direction_is_none_and_named() -> None:
    exporters = all_totals().filter(pc.equal(all_totals()["importer"], "NRU"))
    partner = next(
        code for code in exporters["exporter"].unique().to_pylist() if (s := yearly_turnover("NRU", code)) is not None and s.one_sided
    )
    series = yearly_turnover("NRU", partner)
    assert series is not None
    for year, out, back in zip(series.years, series.a_to_b, series.b_to_a, strict=True):
        assert (out is None or back is None) == (year in series.one_sided)
        assert out != 0
        assert back != 0


def test_series_holds_exactly_the_rows_of_the_pair(shared: Path) -> None:
    original = pq.read_table(shared / "data" / "baci_totals_2000_2020.parquet")
    rows = original.filter(pc.and_(pc.equal(original["exporter"], "FRA"), pc.equal(original["importer"], "SEN"))).sort_by("year")
    series = yearly_turnover("FRA", "SEN")
    assert series is not None
    assert [v for v in series.a_to_b if v is not None] == rows["value_usd"].to_pylist()
    assert all_totals().num_rows == original.num_rows
    assert pc.sum(all_totals()["value_usd"]).as_py() == pc.sum(original["value_usd"]).as_py()


def test_world_is_the_sum_of_all_pairs() -> None:
    world = dict(zip(world_totals()["year"].to_pylist(), world_totals()["value_usd"].to_pylist(), strict=True))
    sums = all_totals().group_by("year").aggregate([("value_usd", "sum")]).to_pydict()
    assert world == dict(zip(sums["year"], sums["value_usd_sum"], strict=True))
    assert world[2008] / 1e12 == pytest.approx(15.30, abs=0.01)
    assert world[2019] / 1e12 == pytest.approx(17.48, abs=0.01)


def test_no_groups_of_countries_and_no_historical_codes() -> None:
    codes = set(covariates()["iso3"].unique().to_pylist())
    assert not codes & {"WLD", "EUU", "OED", "SSA", "LMY", "CSS"}
    assert {"DEU", "BLR", "USA", "SRB"} <= codes
    assert not set(distances()["a"].unique().to_pylist()) & {"ROM", "ZAR", "YUG", "TMP", "PAL", "ANT"}


def test_distance_of_a_known_pair() -> None:
    rows = distances().filter(pc.and_(pc.equal(distances()["a"], "DEU"), pc.equal(distances()["b"], "POL"))).to_pylist()
    assert [(r["distance_km"], r["capital_km"], r["contiguous"], r["colony"]) for r in rows] == [(966, 516, True, True)]


def test_release_is_small_and_whole() -> None:
    assert sum(p.stat().st_size for p in EMBEDDED.glob("*.parquet")) < 3_000_000
    assert verify_embedded() == ()
    manifest = json.loads((EMBEDDED / "manifest.json").read_text())
    for part in manifest["parts"]:
        assert pq.read_metadata(EMBEDDED / part["file"]).num_rows == part["rows"]
        assert part["attribution"]
    assert {embedded_source(p["name"]).licence for p in manifest["parts"]} == {"Etalab 2.0", "CC BY 4.0", "CC0"}


def test_a_damaged_file_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for path in EMBEDDED.iterdir():
        if path.is_file():
            (tmp_path / path.name).write_bytes(path.read_bytes())
    damaged = bytearray((tmp_path / "distances.parquet").read_bytes())
    damaged[len(damaged) // 2] ^= 0xFF
    (tmp_path / "distances.parquet").write_bytes(damaged)
    (tmp_path / "world.parquet").unlink()
    monkeypatch.setattr(embedded_release, "EMBEDDED", tmp_path)
    assert set(verify_embedded()) == {"distances.parquet", "world.parquet"}
    with pytest.raises(DataError, match=r"world\.parquet"):
        embedded_release.read_part("world")


def test_one_pair_loads_no_heavy_library() -> None:
    code = """
import sys
from messlatte.ledger.series import yearly_turnover
assert yearly_turnover("DEU", "POL") is not None
print(sorted({"pandas", "duckdb", "ibis"} & set(sys.modules)))
"""
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
