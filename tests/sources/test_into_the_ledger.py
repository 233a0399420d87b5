"""The ledger's SQL and the plainest Python read the same rows from one description."""

from __future__ import annotations

import importlib.util
from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest
from sources_reading import read

from messlatte.ledger.engine import connection, path_list
from messlatte.ledger.load import load
from messlatte.sources import baci, comtrade, eurostat, russian_customs, table
from messlatte.sources.relation import Kind, Relation, Role
from messlatte.sources.snapshot import Snapshot


def _tests_of(name: str) -> ModuleType:
    """Writers of a producer's format, from that producer's tests."""
    spec = importlib.util.spec_from_file_location(f"writers_{name}", Path(__file__).parent / f"test_{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _baci(folder: Path) -> Snapshot:
    writer = _tests_of("baci")
    rows = [(2020, 112, 643, 10121, 5_000, 1), (2020, 643, 112, 271600, 7_123, None), (2020, 490, 276, 854231, 10**9, 3)]
    return baci.add(folder / "data", writer.release(folder / "BACI_HS92_V202501.zip", {2020: writer.written(rows, 2020)}))


def _comext(folder: Path) -> Snapshot:
    writer = _tests_of("eurostat")
    lines = [writer.HEADER, writer.line("BY", "01012100", 2, 100), writer.line("BY", "99XXXXXX", 1, 50), writer.line("BY", "TOTAL", 2, 100)]
    lines += [writer.line("BY", "01012100", 2, 99, period="202352"), writer.line("XS", "01012100", 1, 3)]
    (folder / "full_v2_202312.7z").write_bytes(writer.packed("\n".join(lines)))
    return eurostat.add(folder / "data", folder / "full_v2_202312.7z")


def _russian(folder: Path) -> Snapshot:
    writer = _tests_of("russian_customs")
    secret = ("ИМ", "02/2021", "DE", "XXXXXXXXXX", "", "1,5", "0,25", "1", "71140 - Ямало-Ненецкий АО", "x")
    (folder / "DATTSVT.csv").write_text(writer.text(writer.RUSSIAN, writer.TULA, writer.NENETS, secret))
    return russian_customs.add(folder / "data", folder / "DATTSVT.csv")


def _comtrade(folder: Path) -> Snapshot:
    writer = _tests_of("comtrade")
    rows = [
        writer.row(),
        writer.row(flow="M", value=5),
        writer.row(partner=0, value=9),
        writer.row(partner=842, value=3),
        writer.row(flow="RX"),
    ]
    (folder / "answer.json").write_bytes(writer.answered(rows).body)
    return comtrade.add(folder / "data", folder / "answer.json")


def _bulk(folder: Path) -> Snapshot:
    writer = _tests_of("comtrade")
    rows = [writer.row("202301", product=code, value=value) for code, value in (("TOTAL", 10), ("01", 10), ("010121", 6), ("9999AA", 4))]
    (folder / "bulk.gz").write_bytes(writer.bulk(rows))
    return comtrade.add(folder / "data", folder / "bulk.gz")


def _german(folder: Path) -> Snapshot:
    (folder / "mapping.toml").write_text(_tests_of("table").BASE)
    lines = ["Monat;Land;Richtung;Ware;Wert;Tonnen", "01/2024;PL;Ausfuhr;8701;1.234,567;2", "02/2024;BY;Einfuhr;101;2;0"]
    text = "\n".join([*lines, "02/2024;PL;Durchfuhr;101;2;0", ""])
    (folder / "t.csv").write_text(text)
    return table.add(folder / "data", folder / "t.csv", folder / "mapping.toml")


CASES = {
    "baci": (_baci, baci.relations),
    "comext": (_comext, eurostat.relations),
    "russian": (_russian, russian_customs.relations),
    "comtrade": (_comtrade, comtrade.relations),
    "bulk": (_bulk, comtrade.relations),
    "table": (_german, table.relations),
}


def _plain(relations: tuple[Relation, ...]) -> Counter[tuple[str, str, float]]:
    """Period, product and value of every row that counts."""
    found: Counter[tuple[str, str, float]] = Counter()
    for relation in relations:
        if relation.kind is Kind.FLOWS:
            for row in read(relation).rows:
                period, product = str(row[Role.PERIOD]), str(row.get(Role.PRODUCT, "TOTAL"))
                found[period[:7] if "-" in period else f"{period}-01", product, round(float(str(row[Role.VALUE])), 3)] += 1
    return found


@pytest.mark.parametrize("case", CASES)
def test_both_readers_agree(tmp_path: Path, case: str) -> None:
    make, relations_of = CASES[case]
    snapshot = make(tmp_path)
    relations = relations_of(snapshot)
    report = load(snapshot.data, relations)
    paths = [path for one in report.loads for path in report.release.paths(one)]
    sql = f"SELECT strftime(period, '%Y-%m'), product, round(value, 3) FROM read_parquet({path_list(paths)}, union_by_name = true)"
    assert Counter(connection().execute(sql).fetchall()) == _plain(relations)
    assert [finding.code for finding in report.findings if finding.code == "unknown-codes"] == []
