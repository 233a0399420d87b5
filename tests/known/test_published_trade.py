"""Figures that statistics offices printed, found again in their files through the sources' descriptions."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from messlatte.sources import eurostat, rates, table
from messlatte.sources.relation import Relation, Role

ROOT = Path(__file__).parents[2]
MAPPINGS = ROOT / "docs" / "guide" / "mappings"


def _reading() -> ModuleType:
    spec = importlib.util.spec_from_file_location("known_reading", ROOT / "tests" / "sources" / "reading.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    import sys

    sys.modules["known_reading"] = module
    spec.loader.exec_module(module)
    return module


def rows(relation: Relation) -> list[dict[Role, object]]:
    found: list[dict[Role, object]] = _reading().read(relation).rows
    return found


def total(found: list[dict[Role, object]], **wanted: str) -> float:
    keys = {Role(name): value for name, value in wanted.items()}
    return sum(float(str(r[Role.VALUE])) for r in found if all(str(r[role]).startswith(value) for role, value in keys.items()))


@pytest.fixture(scope="module")
def census(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> list[dict[Role, object]]:
    folder = tmp_path_factory.mktemp("census")
    whole = pq.read_table(shared / "data" / "us_census_monthly_1985_2016.parquet")
    pq.write_table(whole.filter(pc.is_in(whole["year"], pa.array([2014, 2015], whole["year"].type))), folder / "census.parquet")
    return rows(table.relations(table.add(folder / "data", folder / "census.parquet", MAPPINGS / "us-census.toml"))[0])


@pytest.mark.parametrize(
    ("partner", "flow", "printed"),
    [
        ("China", "export", 116_071.8),
        ("China", "import", 483_244.7),
    ],
)
def test_us_trade_of_2015_as_the_census_bureau_printed_it(
    census: list[dict[Role, object]], partner: str, flow: str, printed: float
) -> None:
    """US Census Bureau, Trade in Goods with <country>, total of 2015, million dollars, as released in early 2016."""
    assert round(total(census, partner=partner, flow=flow, year="2015") / 1e6, 1) == printed


def test_groups_are_not_counted_beside_their_members(census: list[dict[Role, object]]) -> None:
    """Goods exports of the USA to all partners, 2015: about 1,503 thousand million dollars (US Census Bureau)."""
    assert total(census, flow="export", year="2015") == pytest.approx(1.503e12, rel=0.01)


@pytest.fixture(scope="module")
def comext(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> list[dict[Role, object]]:
    """Eurostat's rows in the form of its dissemination API."""
    folder = tmp_path_factory.mktemp("comext")
    whole = pq.read_table(shared / "data" / "eurostat_eu27_cis_monthly_2020_2022.parquet").to_pylist()
    lines = ["DATAFLOW,LAST UPDATE,freq,reporter,partner,product,flow,indicators,TIME_PERIOD,OBS_VALUE,OBS_FLAG"]
    for row in whole:
        if row["reporter"] and row["year"] == 2021 and row["partner_name"].startswith("Russian"):
            flow, product = {"import": 1, "export": 2}[row["flow"]], row["product"].removeprefix("HS")
            start = f"ESTAT:DS-045409(1.0),x,M,{row['reporter']},RU,{product},{flow},VALUE_IN_EUROS"
            lines.append(f"{start},{row['year']}-{row['month']:02d},{row['value_eur']},")
    (folder / "ds-045409.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return rows(eurostat.relations(eurostat.add(folder / "data", folder / "ds-045409.csv"))[0])


def test_eu_trade_with_russia_2021_as_eurostat_printed_it(comext: list[dict[Role, object]]) -> None:
    """Eurostat, EU trade with Russia: 2021 imports 163.6, exports 89.2 thousand million euro, revised."""
    assert total(comext, flow="import", product="TOTAL") / 1e9 == pytest.approx(163.6, abs=0.1)
    assert total(comext, flow="export", product="TOTAL") / 1e9 == pytest.approx(89.2, abs=0.1)


def test_german_exports_to_russia_2021(comext: list[dict[Role, object]]) -> None:
    """Destatis: 26.6 thousand million euro in 2021 by its national concept; Eurostat's differs by less than 1 %."""
    assert total(comext, flow="export", product="TOTAL", reporter="DEU") / 1e9 == pytest.approx(26.6, rel=0.01)


def test_conversion_by_month_and_by_year_agree_within_a_percent(comext: list[dict[Role, object]]) -> None:
    imports = [r for r in comext if r[Role.FLOW] == "import" and r[Role.PRODUCT] == "TOTAL"]
    by_month = sum(float(str(r[Role.VALUE])) * (rates.usd_per_unit("EUR", 2021, int(str(r[Role.PERIOD])[5:])) or 0) for r in imports)
    by_year = sum(float(str(r[Role.VALUE])) for r in imports) * (rates.usd_per_unit("EUR", 2021) or 0)
    assert by_month == pytest.approx(by_year, rel=0.01)
    assert by_month != by_year
