"""``messlatte project match`` and ``code`` as a process sees them: formats, languages, exit codes."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from messlatte.cli.app import main
from messlatte.core.i18n import translations
from messlatte.projects.reasons import gap_messages

OFFERS = """id,party,region,text,quantity,unit
o1,Gomselmash,BLR,Mähdrescher und Feldhäcksler,20,Stück
o2,Dairy,BLR,"сухое молоко, сливочное масло",100,т
o3,Works,RU-TUL,реактивные системы залпового огня,,
"""
NEEDS = """id,party,region,text,quantity,unit
n1,Farm,RU-TUL,нужны зерноуборочные комбайны,5,шт
n2,Shops,RU-TUL,butter,50,t
n3,Nobody,RU-TUL,пианино,,
"""


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    offers, needs = tmp_path / "offers.csv", tmp_path / "needs.csv"
    offers.write_text(OFFERS, "utf-8")
    needs.write_text(NEEDS, "utf-8")
    return str(offers), str(needs)


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(["project", *arguments])
    return int(ended.value.code or 0)


def test_json_names_offers_reasons_and_what_was_set_aside(files: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run("match", *files, "--pair", "BLR", "RU-TUL", "--json") == 0
    out = capsys.readouterr()
    found = json.loads(out.out)
    assert found["schema"] == "messlatte.matching/1"
    first = {entry["need"]: [match["offer"] for match in entry["matches"]] for entry in found["shortlists"]}
    assert first == {"n1": ["o1"], "n2": ["o2"], "n3": []}
    assert found["shortlists"][0]["matches"][0]["code"] == "8433"
    assert found["set_aside"] == [{"listing": "o3", "reason": "arms", "evidence": "HS 9301"}]
    assert "o3" in out.err
    assert {(one["offer"], one["need"]) for one in found["optimal"]} == {("o1", "n1"), ("o2", "n2")}


@pytest.mark.parametrize(("language", "word"), [("de", "gemeinsam"), ("en", "shared"), ("ru", "общее")])
def test_the_terminal_speaks_three_languages(files: tuple[str, str], language: str, word: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("match", *files, "--lang", language) == 0
    out = capsys.readouterr().out
    assert word in out
    assert "8433" in out


def test_a_table_of_the_shortlists(files: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "list.csv"
    assert run("match", *files, "--output", str(target)) == 0
    rows = list(csv.DictReader(target.open(encoding="utf-8")))
    assert [(row["need"], row["offer"], row["rank"]) for row in rows] == [("n1", "o1", "1"), ("n2", "o2", "1")]
    assert capsys.readouterr().out == ""


def test_one_file_with_both_sides(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "both.jsonl"
    lines = [
        {"id": "a", "party": "A", "kind": "offer", "text": "Butter"},
        {"id": "b", "party": "B", "kind": "need", "text": "сливочное масло"},
        {"id": "c", "party": "C", "kind": "partner", "text": "Butter"},
    ]
    file.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), "utf-8")
    assert run("match", str(file), "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert {entry["need"]: {match["offer"] for match in entry["matches"]} for entry in found["shortlists"]} == {"b": {"a", "c"}, "c": {"a"}}


@pytest.mark.parametrize(
    ("extra", "code", "message"),
    [
        (("--pair", "BLR", "XX9"), 2, "XX9"),
        (("--pair", "BLR", "BLR"), 2, "twice"),
        (("--top", "0"), 2, "positive"),
        (("--output", "x.pdf"), 2, ".json or .csv"),
        (("--titles", "missing.tsv"), 1, "cannot be read"),
    ],
)
def test_wrong_options(files: tuple[str, str], extra: tuple[str, ...], code: int, message: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("match", *files, *extra) == code
    assert message in capsys.readouterr().err


def test_an_empty_side_has_exit_code_three(files: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    empty = tmp_path / "empty.csv"
    empty.write_text("id,text\n", "utf-8")
    assert run("match", files[0], str(empty)) == 3
    assert "no needs" in capsys.readouterr().err


def test_a_good_in_words_gets_its_heading(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("code", "Mähdrescher, gebraucht", "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["schema"], found["language"], found["candidates"][0]["heading"]) == ("messlatte.coding/1", "de", "8433")
    assert run("code", "пистолеты", "--lang", "de") == 0
    assert "Waffen" in capsys.readouterr().out


def test_words_that_name_no_good_have_exit_code_three(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("code", "12345") == 3
    assert "names a good" in capsys.readouterr().err
    assert run("code", " ") == 2


@pytest.mark.parametrize("language", ["de", "ru"])
def test_every_gap_is_translated(language: str) -> None:
    text = translations(language).gettext
    assert not {message for message in gap_messages() if text(message) == message}
