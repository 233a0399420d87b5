from __future__ import annotations

import json
from pathlib import Path

import pytest

from messlatte.cli.app import main
from messlatte.track.dataset import shipped_targets

TEXT = (
    "Turkey and Bangladesh agreed on Tuesday to raise their bilateral trade to $3 billion by 2030. "
    "Trade between them stood at $1.2 billion in 2023."
)


def _run(capsys: pytest.CaptureFixture[str], *argv: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as stop:
        main(["track", *argv])
    out = capsys.readouterr()
    return int(stop.value.code or 0), out.out, out.err


@pytest.mark.parametrize(("language", "head"), [("en", "Outcome"), ("de", "Ergebnis"), ("ru", "Итог")])
def test_list_filters_in_three_languages(capsys: pytest.CaptureFixture[str], language: str, head: str) -> None:
    code, out, _ = _run(capsys, "list", "--party", "CHN", "--party", "ind", "--outcome", "missed", "--lang", language)
    assert code == 0
    assert head in out.splitlines()[0]
    if language != "en":
        assert not {"Parties", "Announced", "Target", "reached", "missed"} & set(out.replace(",", " ").split())


def test_list_is_the_default_and_shows_distinct_targets(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = _run(capsys, "list", "--json")
    assert len(json.loads(out)["targets"]) == sum(not t.repeats for t in shipped_targets())
    _, every, _ = _run(capsys, "list", "--repeats", "--json")
    assert len(json.loads(every)["targets"]) == len(shipped_targets())


def test_add_export_and_import(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    statement = tmp_path / "statement.txt"
    statement.write_text(TEXT, encoding="utf-8")
    code, out, _ = _run(capsys, "add", str(statement), "--published", "2024-03-05", "--source", "https://example.org/a", "--json")
    (added,) = json.loads(out)["added"]
    assert code == 0
    target = added["target"]
    assert {target["a"], target["b"]} == {"TUR", "BGD"}
    assert (target["target"], target["level"], target["deadline"], target["outcome"]) == (3e9, 1.2e9, "2030-12", "not yet due")
    assert 0 < added["probability"] < 1
    for name in ("own.csv", "own.json"):
        assert _run(capsys, "export", "--own", "--output", str(tmp_path / name))[0] == 0
        monkeypatch.setenv("MESSLATTE_DATA", str(tmp_path / f"other-{name}"))
        assert _run(capsys, "import", str(tmp_path / name))[0] == 0
        _, _again, _ = _run(capsys, "export", "--own", "--output", str(tmp_path / f"again-{name}"))
        assert (tmp_path / f"again-{name}").read_text(encoding="utf-8") == (tmp_path / name).read_text(encoding="utf-8")


def test_import_takes_all_rows_or_none(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    good = _run(capsys, "export")[1].splitlines()[:3]
    bad = tmp_path / "bad.csv"
    bad.write_text("\n".join([*good, good[1].replace("turnover", "sideways").replace("-1,", "-77,", 1)]), encoding="utf-8")
    code, _, err = _run(capsys, "import", str(bad))
    assert code == 2
    assert "line 4" in err
    assert _run(capsys, "export", "--own")[1].count("\n") == 1


def test_update_changes_nothing_that_the_release_knows_already(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = _run(capsys, "update", "--json")
    assert (code, json.loads(out)["targets"]) == (0, [])
    assert "0 targets" in err


def test_a_text_without_a_target_ends_with_3(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    note = tmp_path / "note.txt"
    note.write_text("It rained in Hanover, and two people met.", encoding="utf-8")
    code, _, err = _run(capsys, "add", str(note))
    assert code == 3
    assert "messlatte read" in err


def test_wrong_files_and_suffixes_are_named(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert _run(capsys, "export", "--output", str(tmp_path / "x.xlsx"))[0] == 2
    code, _, err = _run(capsys, "import", str(tmp_path / "absent.csv"))
    assert code == 1
    assert "absent.csv" in err


@pytest.mark.slow
def test_score_in_words_and_json(capsys: pytest.CaptureFixture[str]) -> None:
    document = json.loads(_run(capsys, "score", "--json")[1])
    assert document["base_rates"]["n"] == document["probabilities"]["n"]
    assert sum(document["outcomes"].values()) == sum(not t.repeats for t in shipped_targets())
    _, words, _ = _run(capsys, "score", "--lang", "de")
    assert "Brier-Wert" in words
    assert "Comparable" not in words
