"""``messlatte data``: rows on standard output, talk on standard error, exit codes as promised."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from types import SimpleNamespace

import pyarrow.parquet as pq
import pytest

from messlatte.cli.app import main


def _run(capfd: pytest.CaptureFixture[str], *argv: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as done:
        main(["data", *argv])
    out, err = capfd.readouterr()
    return int(done.value.code or 0), out, err


def test_query_of_the_embedded_release_without_any_download(data: Path, capfd: pytest.CaptureFixture[str]) -> None:
    code, out, _ = _run(capfd, "query", "--pair", "DEU", "POL", "--freq", "A", "--by", "total", "--format", "json")
    rows = json.loads(out)
    assert code == 0
    assert set(rows[0]) == {"period", "exporter", "importer", "product", "value_usd", "source"}
    assert {row["period"] for row in rows} == {str(year) for year in range(2000, 2021)}
    assert sum(row["value_usd"] for row in rows if row["period"] == "2019") / 1e9 == pytest.approx(138.8, abs=0.06)
    assert not data.exists()


def test_no_data_is_not_zero(data: Path, capfd: pytest.CaptureFixture[str]) -> None:
    code, out, err = _run(capfd, "query", "--pair", "TWN", "DEU")
    assert (code, json.loads(out)) == (1, [])
    assert "messlatte data add" in err
    assert _run(capfd, "query", "--pair", "DEU", "POL", "--freq", "M")[0] == 1


@pytest.mark.parametrize("pair", [("DEU", "ZZZ"), ("DEU", "DEU")])
def test_wrong_pairs_are_wrong_usage(data: Path, capfd: pytest.CaptureFixture[str], pair: tuple[str, str]) -> None:
    code, out, err = _run(capfd, "query", "--pair", *pair)
    assert (code, out) == (2, "")
    assert pair[1] in err


def test_add_list_verify_query(tmp_path: Path, data: Path, producers: SimpleNamespace, capfd: pytest.CaptureFixture[str]) -> None:
    rows = [(276, 616, "010100", 5.5, None), (276, 616, "840100", 2.25, 1.0), (616, 276, "840100", 1.0, 1.0)]
    folder = producers.baci_csv(tmp_path / "raw", 2022, rows).parent
    code, out, err = _run(capfd, "add", "baci", str(folder), "--json")
    report = json.loads(out)
    assert (code, report["release"], report["loads"][0]["rows"], report["findings"]) == (0, 1, 3, [])
    assert "\r" not in err, "no bar where nobody watches"
    assert "CEPII BACI HS92 202601" in _run(capfd, "list")[1]
    assert _run(capfd, "verify")[0] == 0
    code, out, _ = _run(capfd, "query", "--pair", "POL", "DEU", "--by", "chapter", "--format", "csv")
    assert next(iter(csv.DictReader(io.StringIO(out)))) == {
        "period": "2022",
        "exporter": "DEU",
        "importer": "POL",
        "product": "01",
        "value_usd": "5500.0",
        "source": "CEPII BACI HS92 202601",
    }
    target = tmp_path / "rows.parquet"
    assert _run(capfd, "query", "--pair", "POL", "DEU", "--output", str(target), "--details")[0] == 0
    stored = pq.read_table(target).to_pylist()
    assert [row["value_usd"] for row in stored if row["period"] == "2022"] == [7750.0, 1000.0]
    assert {row["period"] for row in stored} == {"2022"} | {str(year) for year in range(2000, 2021)}


def test_verify_names_damage_and_fails(tmp_path: Path, data: Path, producers: SimpleNamespace, capfd: pytest.CaptureFixture[str]) -> None:
    folder = producers.baci_csv(tmp_path / "raw", 2022, [(276, 616, "010100", 5.5, None)]).parent
    _run(capfd, "add", "baci", str(folder))
    (partition,) = (data / "ledger" / "loads").glob("*/*.parquet")
    partition.write_bytes(partition.read_bytes()[:-1] + b"x")
    code, _, err = _run(capfd, "verify")
    assert code == 1
    assert str(partition) in err
    code, out, _ = _run(capfd, "verify", "--json")
    assert (code, [one["what"] for one in json.loads(out)["damaged"]]) == (1, ["changed"])


def test_strict_add_has_its_own_exit_code(
    tmp_path: Path, data: Path, producers: SimpleNamespace, capfd: pytest.CaptureFixture[str]
) -> None:
    folder = producers.baci_csv(tmp_path / "raw", 2022, [(276, 616, "010100", 5.5, None), (276, 99, "010100", 1.0, None)]).parent
    code, _, err = _run(capfd, "add", "baci", str(folder), "--strict")
    assert code == 4
    assert "unknown-codes" in err
    assert json.loads(_run(capfd, "list", "--json")[1])["release"] == 0


def test_where_follows_the_environment(data: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert _run(capfd, "where")[1] == f"{data}\n"


def test_comtrade_needs_a_file_or_a_pair(data: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert _run(capfd, "add", "comtrade")[0] == 2
    assert _run(capfd, "add", "comtrade", "--pair", "DEU", "POL")[0] == 2


def test_findings_speak_the_asked_language(
    tmp_path: Path, data: Path, producers: SimpleNamespace, capfd: pytest.CaptureFixture[str]
) -> None:
    folder = producers.baci_csv(tmp_path / "raw", 2022, [(276, 616, "010100", 5.5, None), (276, 99, "010100", 1.0, None)]).parent
    assert "wurden abgewiesen" in _run(capfd, "add", "baci", str(folder), "--lang", "de")[2]
    assert "отклонено" in _run(capfd, "add", "baci", str(folder), "--lang", "ru")[2]
