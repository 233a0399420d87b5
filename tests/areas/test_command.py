"""``messlatte areas`` as a process sees it: formats, exit codes, cases in order."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from messlatte.cli.app import main


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(["areas", *arguments])
    return int(ended.value.code or 0)


def test_json_filters_and_keeps_the_order(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--pair", "BLR", "RU-TUL", "--turnover", "500e6", "--list", "growth", "--direction", "BLR:RU-TUL", "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert found["schema"] == "messlatte.areas/1"
    rows = found["opportunities"]
    assert rows
    assert {(tuple(row["direction"]), row["list"]) for row in rows} == {(("BLR", "RU-TUL"), "growth")}


def test_from_the_shipped_statement(capsys: pytest.CaptureFixture[str]) -> None:
    file = Path(__file__).parents[2] / "src" / "messlatte" / "examples" / "minsk-tula.de.txt"
    assert run("--from-statement", str(file), "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert [one["code"] for one in found["pair"]] == ["BLR", "RU-TUL"]
    assert found["areas"]
    # "500 million in the last two years": both years together is the likelier reading.
    assert [reading["value"] for reading in found["readings"]] == [2.5e8, 5e8]
    assert sum(row["v0"] for row in found["opportunities"] if not row["service"]) == pytest.approx(2.5e8)
    assert any("2 times as large" in note or "2-mal" in note for note in found["notes"])


def test_the_other_reading_of_the_turnover(capsys: pytest.CaptureFixture[str]) -> None:
    file = Path(__file__).parents[2] / "src" / "messlatte" / "examples" / "minsk-tula.de.txt"
    assert run("--from-statement", str(file), "--reading", "2", "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert sum(row["v0"] for row in found["opportunities"] if not row["service"]) == pytest.approx(5e8)
    assert run("--from-statement", str(file), "--reading", "3") == 2


def test_cases_answer_in_order_and_errors_keep_their_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "cases.jsonl"
    file.write_text(
        '{"id": 1, "pair": ["BLR", "RUS"], "flows": null}\n{"id": 2, "pair": ["BLR"]}\nno json\n{"id": 4, "pair": ["DEU", "POL"]}\n'
    )
    assert run("--jsonl", str(file)) == 2
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["id"] for line in lines] == [1, 2, None, 4]
    assert ["error" in line for line in lines] == [False, True, True, False]


@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".json"])
def test_files(tmp_path: Path, suffix: str) -> None:
    if suffix == ".xlsx":
        pytest.importorskip("openpyxl")
    file = tmp_path / f"areas{suffix}"
    assert run("--pair", "BLR", "RUS", "--output", str(file)) == 0
    assert file.stat().st_size > 5000


def test_wrong_use() -> None:
    assert run() == 2
    assert run("--pair", "BLR", "RUS", "--direction", "POL:BLR") == 2
    assert run("--pair", "BLR", "RUS", "--grain", "hs4") == 1
    assert run("--pair", "BLR", "RUS", "--output", "x.doc") == 2
