"""Turnover from both sides, loaded from a table as an office would publish it."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from messlatte.core.errors import UsageError
from messlatte.ledger.load import load
from messlatte.ledger.series import yearly_turnover
from messlatte.ledger.turnover import turnover
from messlatte.sources import table

MAPPING = """
[source]
producer = "Two offices"
title = "Both declarations"
version = "1"
licence = "test"

[columns]
period = { name = "year", format = "%Y" }
reporter = { name = "reporter", codes = "ISO3" }
partner = { name = "partner", codes = "ISO3" }
flow = { name = "flow", export = ["X"], import = ["M"] }
value = { name = "value", unit = "million", currency = "USD" }

[constants]
product = "TOTAL"
frequency = "A"
"""

ROWS = """year,reporter,partner,flow,value
2021,DEU,POL,X,100
2021,POL,DEU,M,110
2021,POL,DEU,X,60
2021,DEU,POL,M,150
2022,DEU,POL,X,120
"""


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "mapping.toml").write_text(MAPPING, encoding="utf-8")
    (tmp_path / "both.csv").write_text(ROWS, encoding="utf-8")
    folder = tmp_path / "data"
    load(folder, table.relations(table.add(folder, tmp_path / "both.csv", tmp_path / "mapping.toml")))
    monkeypatch.setenv("MESSLATTE_DATA", str(folder))
    return folder


def test_both_declarations_stand_side_by_side(data: Path) -> None:
    found = turnover("DEU", "POL", data=data)
    assert found is not None
    flow = next(f for f in found.flows if (f.period, f.exporter) == ("2021", "DEU"))
    assert (flow.exporter_report, flow.importer_report) == (100e6, 110e6)
    assert flow.gap == pytest.approx(1.1)
    assert flow.low < flow.value < flow.high
    assert found.declared_by("DEU")["2021"] == 250e6
    assert found.declared_by("POL")["2021"] == 170e6
    assert "2022" not in found.declared_by("DEU")


def test_order_of_the_pair_does_not_matter(data: Path) -> None:
    one, other = turnover("DEU", "POL", data=data), turnover("POL", "DEU", data=data)
    assert one is not None
    assert other is not None
    assert one.reconciled() == other.reconciled()


def test_a_wide_gap_is_a_finding_and_a_small_one_is_not(data: Path) -> None:
    found = turnover("DEU", "POL", data=data)
    assert found is not None
    assert [(f.code, f.params["exporter"]) for f in found.findings()] == [("mirror-gap", "POL")]


def test_one_declaration_is_used_alone(data: Path) -> None:
    found = turnover("DEU", "POL", data=data)
    assert found is not None
    flow = next(f for f in found.flows if f.period == "2022")
    assert flow.importer_report is None
    assert flow.exporter_weight == 1.0
    assert flow.gap is None


def test_a_published_value_is_kept_as_it_is(data: Path) -> None:
    found = turnover("DEU", "POL", data=data)
    assert found is not None
    flow = next(f for f in found.flows if (f.period, f.exporter) == ("2019", "DEU"))
    assert flow.exporter_report is None
    assert flow.published == flow.value == flow.low
    assert found.reconciled()["2019"][0] == pytest.approx(138.8e9, rel=0.01)


def test_the_series_of_a_pair_rests_on_the_reconciled_values(data: Path) -> None:
    found, series = turnover("DEU", "POL", data=data), yearly_turnover("DEU", "POL")
    assert found is not None
    assert series is not None
    assert series.latest_year == 2022
    assert series.total[series.years.index(2021)] == pytest.approx(found.reconciled()["2021"][0])


def test_a_region_without_flows_is_a_share_of_its_nation_and_says_so(data: Path) -> None:
    assert turnover("DE-BY", "POL", data=data) is None
    nation, region = turnover("DEU", "POL", data=data), turnover("DE-BY", "POL", data=data, share=0.2)
    assert nation is not None
    assert region is not None
    assert region.estimated_share == 0.2
    assert region.method == "region-share/1"
    value, low, high = region.reconciled()["2019"]
    assert value == pytest.approx(0.2 * nation.reconciled()["2019"][0])
    assert low < value < high
    with pytest.raises(UsageError, match="neither"):
        turnover("USA", "TWN", data=data, share=0.5)


def test_an_unknown_pair_is_no_data(data: Path) -> None:
    assert turnover("TWN", "DEU", data=data) is None
    assert turnover("DE-BY", "TWN", data=data, share=0.1) is None
    with pytest.raises(UsageError, match="between 0 and 1"):
        turnover("DE-BY", "POL", data=data, share=math.pi)
