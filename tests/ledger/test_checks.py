"""Each check finds what it is for, and keeps silent on sound rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import duckdb
import pytest

from messlatte.core.evidence import Source
from messlatte.core.statement import Finding
from messlatte.ledger.levels import product_levels
from messlatte.ledger.load import load
from messlatte.ledger.query import By, pair_flows
from messlatte.ledger.schema import fields, markdown, violation_sql
from messlatte.sources.relation import Column, Csv, Kind, Relation, Role, SetAside, TotalRow

DEU, POL, BLR = 276, 616, 112


def _relation(path: Path, rows: Iterable[tuple[object, ...]], **changes: object) -> Relation:
    """Relation over a small text: year, exporter, importer, product, value in USD."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("t,i,j,k,v\n" + "".join(",".join(map(str, row)) + "\n" for row in rows))
    columns = (
        Column("t", Role.PERIOD),
        Column("i", Role.EXPORTER, codes="M49"),
        Column("j", Role.IMPORTER, codes="M49"),
        Column("k", Role.PRODUCT, codes="HS", width=6),
        Column("v", Role.VALUE, number=True, unit="USD"),
    )
    source = Source("Office", "Table", path.stem, sha256=path.stem)
    settings = {"frequency": "A", "period_format": "%Y", "classification": "HS", "valuation": {"": "fob"}} | changes
    return Relation(Kind.FLOWS, "table", (path,), Csv(), columns, source, **settings)  # type: ignore[arg-type]


def _found(data: Path, relation: Relation) -> dict[str, Finding]:
    return {finding.code: finding for finding in load(data, [relation]).findings}


def _steady(years: range = range(2001, 2011)) -> list[tuple[object, ...]]:
    return [(year, i, j, "010100", 20_000_000 + 100_000 * year) for year in years for i, j in ((DEU, POL), (POL, DEU))]


def test_sound_rows_are_silent(tmp_path: Path, data: Path) -> None:
    assert _found(data, _relation(tmp_path / "sound.csv", _steady())) == {}


@pytest.mark.parametrize(
    ("code", "extra", "words"),
    [
        ("unknown-codes", [(2005, 999, POL, "010100", 5)], "i='999' (1 rows)"),
        ("impossible-values", [(2005, DEU, BLR, "010100", -5)], "at least 0"),
        ("impossible-values", [(2005, DEU, BLR, "010100", "inf")], "at least 0"),
        ("impossible-values", [(2005, DEU, BLR, "010100", "n.a.")], "value breaks its rule"),
        ("impossible-values", [(1066, DEU, BLR, "010100", 5)], "period breaks its rule"),
        ("impossible-values", [(2005, DEU, BLR, "01-01!", 5)], "product breaks its rule"),
        ("own-partner", [(2005, DEU, DEU, "010100", 5)], "its own partner"),
    ],
)
def test_rows_that_may_not_enter_are_refused_and_named(
    tmp_path: Path, data: Path, code: str, extra: list[tuple[object, ...]], words: str
) -> None:
    relation = _relation(tmp_path / "bad.csv", _steady() + extra)
    report = load(data, [relation])
    found = {finding.code: finding.message for finding in report.findings}
    assert words in found[code]
    assert report.loads[0].rows == len(_steady())


def test_identical_rows_count_once_and_other_repeats_are_added(tmp_path: Path, data: Path) -> None:
    twice = [(2020, DEU, POL, "010100", 7), (2021, DEU, POL, "010100", 3), (2020, DEU, POL, "010100", 7), (2021, DEU, POL, "010100", 4)]
    found = _found(data, _relation(tmp_path / "twice.csv", twice))
    assert found["identical-rows"].params["rows"] == 1
    assert found["repeated-keys"].params["rows"] == 1
    rows = {row["period"]: row["value_usd"] for row in pair_flows(data, "DEU", "POL", by=By.PRODUCT).to_pylist()}
    assert rows == {"2020": 7.0, "2021": 7.0}


@pytest.mark.parametrize("factor", [1000, 0.001])
def test_unit_break(tmp_path: Path, data: Path, factor: float) -> None:
    rows = [(t, i, j, k, v * factor if t == 2006 else v) for t, i, j, k, v in _steady()]  # type: ignore[operator]
    found = _found(data, _relation(tmp_path / "break.csv", rows))
    assert found["unit-break"].params["count"] == 4, "into and out of the wrong unit, for each of the two"
    assert str(found["unit-break"].params["period"]) in ("2006-01-01", "2007-01-01")


def test_jump_beyond_the_pairs_own_history(tmp_path: Path, data: Path) -> None:
    rows = [(t, i, j, k, v * 30 if (t, i) == (2010, DEU) else v) for t, i, j, k, v in _steady()]  # type: ignore[operator]
    found = _found(data, _relation(tmp_path / "jump.csv", rows))
    assert (found["jump"].params["exporter"], found["jump"].params["count"]) == ("DEU", 1)


def test_gap_and_unfilled_periods(tmp_path: Path, data: Path) -> None:
    rows = [row for row in _steady() if row[0] != 2004] + [(2011, DEU, POL, "010100", 0), (2011, POL, DEU, "010100", 0)]
    found = _found(data, _relation(tmp_path / "gap.csv", rows))
    assert found["gaps"].params["count"] == 2
    assert "2005" in str(found["gaps"].params["examples"])
    assert found["unfilled"].params["periods"] == "2011-01"


def test_late_revision_against_the_earlier_load(tmp_path: Path, data: Path) -> None:
    load(data, [_relation(tmp_path / "v1.csv", _steady())])
    revised = [(t, i, j, k, v * 1.2 if (t, i) == (2010, DEU) else v) for t, i, j, k, v in _steady()]  # type: ignore[operator]
    found = _found(data, _relation(tmp_path / "v2.csv", revised))
    params = found["late-revision"].params
    assert (params["count"], params["exporter"], params["change"]) == (1, "DEU", "+20%")
    latest = [
        row["value_usd"] for row in pair_flows(data, "DEU", "POL").to_pylist() if row["period"] == "2010" and row["exporter"] == "DEU"
    ]
    assert latest == [pytest.approx((20_000_000 + 201_000_000) * 1.2)]


@pytest.mark.parametrize(("printed", "wrong"), [(442_000_000, False), (450_000_000, True)])
def test_printed_total(tmp_path: Path, data: Path, printed: int, wrong: bool) -> None:
    rows = [(2010, DEU, POL, "010100", 221_000_000), (2010, DEU, POL, "010200", 221_000_000), (2010, DEU, POL, "TOTAL", printed)]
    found = _found(
        data,
        _relation(
            tmp_path / "total.csv", rows, set_aside=(SetAside("k", ("TOTAL",)),), total=TotalRow("k", "TOTAL", 0.001, ("t", "i", "j"))
        ),
    )
    assert ("total-is-not-the-sum" in found) == wrong
    rows_kept = [row for row in pair_flows(data, "DEU", "POL", by=By.CHAPTER).to_pylist() if row["period"] == "2010"]
    assert [row["value_usd"] for row in rows_kept] == [442_000_000]


def test_levels_that_repeat_each_other_are_not_added(tmp_path: Path, data: Path) -> None:
    rows = [(2021, DEU, POL, "TOTAL", 10), (2021, DEU, POL, "000001", 4), (2021, DEU, POL, "000002", 5)]
    load(data, [_relation(tmp_path / "levels.csv", rows)])
    (total,) = [row for row in pair_flows(data, "DEU", "POL").to_pylist() if row["period"] == "2021"]
    assert total["value_usd"] == 10
    assert len([row for row in pair_flows(data, "DEU", "POL", by=By.PRODUCT).to_pylist() if row["period"] == "2021"]) == 2


@pytest.mark.parametrize(
    ("codes", "levels"),
    [
        (["TOTAL"], (0,)),
        (["840110", "870310"], (6,)),
        (["TOTAL", "84", "8401"], (0, 2, 4)),
        (["84", "870310", "0101"], (6,)),
        (["84", "8401", "840110", "87"], (2, 4, 6)),
        ([], ()),
    ],
)
def test_levels_are_headings_not_lengths(codes: list[str], levels: tuple[int, ...]) -> None:
    assert product_levels(codes) == levels


def test_leaves_of_different_lengths_are_all_counted(tmp_path: Path, data: Path) -> None:
    relation = _relation(tmp_path / "leaves.csv", [(2021, DEU, POL, "84", 4), (2021, DEU, POL, "870310", 5), (2021, DEU, POL, "0101", 6)])
    columns = tuple(replace(column, width=None) for column in relation.columns)
    load(data, [replace(relation, columns=columns)])
    (total,) = [row for row in pair_flows(data, "DEU", "POL").to_pylist() if row["period"] == "2021"]
    assert total["value_usd"] == 15
    chapters = {row["product"]: row["value_usd"] for row in pair_flows(data, "DEU", "POL", by=By.CHAPTER).to_pylist()}
    assert chapters == {"84": 4.0, "87": 5.0, "01": 6.0}
    assert {row["product"] for row in pair_flows(data, "DEU", "POL", by=By.PRODUCT).to_pylist()} == {"84", "870310", "0101"}


def test_files_that_are_not_in_order_end_in_order(tmp_path: Path, data: Path) -> None:
    rows = [
        (t, i, j, f"{k:06d}", 1)
        for t in (2021, 2019)
        for k in range(10100, 10130)
        for i in (POL, BLR, DEU)
        for j in (DEU, BLR, POL)
        if i != j
    ]
    report = load(data, [_relation(tmp_path / "disorder.csv", rows)])
    stored = duckdb.execute(
        "SELECT exporter, importer, product, period FROM read_parquet(?)", [[str(p) for p in report.release.paths(report.loads[0])]]
    ).fetchall()
    assert stored == sorted(stored)
    assert len(stored) == len(rows)


def test_dictionary_rules_all_have_a_meaning_and_appear_in_the_table() -> None:
    for field in fields():
        rule = violation_sql(field)
        assert (rule is None) == (not field.required and field.check in ("", "economy"))
        assert f"| `{field.name}` |" in markdown()


@pytest.mark.slow
def test_ledgers_columns_are_those_of_the_dictionary(data: Path, producers: SimpleNamespace, tmp_path: Path) -> None:
    from messlatte.ledger.flows import flows

    load(data, [_relation(tmp_path / "sound.csv", _steady())])
    assert tuple(flows(data).columns) == tuple(field.name for field in fields())


def test_documented_columns_are_generated() -> None:
    page = (Path(__file__).parents[2] / "docs" / "methods" / "ledger.md").read_text(encoding="utf-8")
    shown = page.split("<!-- generated: columns -->\n")[1].split("<!-- end -->")[0]
    assert shown == markdown(), "write messlatte.ledger.schema.markdown() between the marks"


def test_every_finding_is_documented() -> None:
    import re

    root = Path(__file__).parents[2]
    code = "".join(path.read_text(encoding="utf-8") for path in (root / "src" / "messlatte" / "ledger").glob("*checks.py"))
    page = (root / "docs" / "methods" / "ledger.md").read_text(encoding="utf-8")
    found = set(re.findall(r'Finding\(\s*"([a-z-]+)"', code))
    assert len(found) >= 10
    assert {name for name in found if f"| `{name}` |" not in page} == set()
