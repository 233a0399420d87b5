"""``messlatte assess`` from the outside: what it prints, and its exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from messlatte.cli.app import main

SEED = ["assess", "--pair", "BLR", "RU-TUL", "--from", "500e6", "--in", "2024", "--growth", "0.37", "--through", "9", "--to", "1e9"]


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as left:
        main(arguments)
    return int(left.value.code or 0)


@pytest.mark.parametrize(
    ("more", "word"),
    [
        (["--by", "2020"], "past"),
        (["--by", "soon"], "--by"),
        (["--currency", "XYZ"], "currency"),
        (["--world", "-1"], "--world"),
        (["--through", "13"], "through"),
    ],
)
def test_what_cannot_be_meant_is_wrong_usage(more: list[str], word: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(*SEED, *more) == 2
    assert word in capsys.readouterr().err


@pytest.mark.parametrize(("a", "b"), [("BLR", "XXQ"), ("DEU", "DEU"), ("Narnia", "DEU")])
def test_a_place_that_does_not_exist_is_wrong_usage(a: str, b: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("assess", "--pair", a, b, "--from", "1e9", "--to", "2e9") == 2
    assert "messlatte:" in capsys.readouterr().err


def test_json_on_stdout_and_nothing_else(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(*SEED, "--by", "2030", "--json", "--lang", "de") == 0
    document = json.loads(capsys.readouterr().out)
    assert document["schema"] == "messlatte.answer/1"
    assert document["language"] == "de"
    assert {economy["code"] for economy in document["pair"]} == {"BLR", "RU-TUL"}
    verdict = document["verdicts"][0]
    assert verdict["multiple"] == 2
    assert verdict["height"] in {"low", "middle", "high", "very high"}
    assert verdict["base_rate"]["n"] >= verdict["base_rate"]["reached"] > 0
    assert len(verdict["horizons"]) == 10
    assert sum(example["reached"] for example in verdict["examples"]) == 5
    assert sum(not example["reached"] for example in verdict["examples"]) == 5


def test_cases_answer_in_order_and_errors_take_their_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = ['{"id": 1, "level": 1e8, "in": 2020, "target": 2e8, "by": 2025}', "no json", '{"id": "c", "target": 2e8, "level": -1}']
    path = tmp_path / "cases.jsonl"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert run("assess", "--jsonl", str(path)) == 2
    first, second, third = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert first["id"] == 1
    assert first["verdicts"][0]["probability"]["value"] > 0
    assert set(second) == {"id", "error"}
    assert third["id"] == "c"
    assert "level" in third["error"]


def test_a_text_without_a_target_is_nothing_measurable(tmp_path: Path) -> None:
    path = tmp_path / "weather.txt"
    path.write_text("The weather in Minsk was fine on Tuesday, and nobody spoke about anything else.", encoding="utf-8")
    assert run("assess", str(path)) == 3


def test_output_is_written_whole(tmp_path: Path) -> None:
    path = tmp_path / "answer.json"
    assert run(*SEED, "--by", "2030", "--output", str(path)) == 0
    assert json.loads(path.read_text(encoding="utf-8"))["verdicts"]


def test_a_folder_without_a_model_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(*SEED, "--model", str(tmp_path)) == 1
    assert "messlatte fit" in capsys.readouterr().err
