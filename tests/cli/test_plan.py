"""``messlatte plan`` and the demo: from a statement, from flags, with terms, in every format."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import pytest

from messlatte.cli.app import main
from messlatte.projects import example_folder

STATEMENT = str(files("messlatte") / "examples" / "minsk-tula.en.txt")


def run(*argv: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(["plan", *argv])
    assert isinstance(ended.value.code, int)
    return ended.value.code


def test_a_statement_is_planned_with_the_examples(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert run(STATEMENT, "--target", "1e8", "--probability", "0.5", "--json", "--output", str(tmp_path / "plan.html")) == 0
    plan = json.loads(capsys.readouterr().out)
    assert plan["schema"] == "messlatte.plan/1"
    assert plan["reached"]
    assert plan["pair"][0]["code"] == "BLR"
    page = (tmp_path / "plan.html").read_text(encoding="utf-8")
    assert "<svg" in page
    assert "<script" not in page


def test_a_plan_as_a_tagged_pdf_in_the_language_of_the_reader(tmp_path: Path) -> None:
    pypdf = pytest.importorskip("pypdf")
    out = tmp_path / "plan.pdf"
    assert run(STATEMENT, "--target", "1e8", "--probability", "0.5", "--lang", "ru", "--output", str(out)) == 0
    reader = pypdf.PdfReader(out)
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert reader.trailer["/Root"]["/Lang"].startswith("ru")
    text = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    assert "Без плана" in text
    assert "Joint agricultural research" not in text


def test_a_bar_out_of_reach_is_explained_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(STATEMENT, "--lang", "en") == 0
    words = " ".join(capsys.readouterr().out.split())
    assert "No plan of these projects clears the bar" in words
    assert "would still be missing" in words


def test_a_folder_of_projects_and_a_bar(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    terms = tmp_path / "terms.toml"
    terms.write_text(
        'starts_a_year = 1\nleft_out = ["food-and-grain"]\nbudgets = [{ party = "RU-TUL", amount = 20e6 }]\n', encoding="utf-8"
    )
    flags = ("--target", "5.5e8", "--by", "2029", "--from", "5e8", "--in", "2024", "--budget", "40e6", "--terms", str(terms))
    assert run(str(example_folder()), *flags, "--json", "--output", str(tmp_path / "plan.csv")) == 0
    plan = json.loads(capsys.readouterr().out)
    starts = [project["start"] for project in plan["projects"]]
    assert len(starts) == len(set(starts))
    assert plan["cost"] <= 40e6
    assert {"id": "food-and-grain", "reason": "asked"}.items() <= {**next(o for o in plan["left_out"] if o["reason"] == "asked")}.items()
    assert all(cost["value"] <= 20e6 for year in plan["years"] for cost in year["cost"] if cost["party"] == "RU-TUL")
    assert (tmp_path / "plan.csv").read_bytes().startswith(b"\xef\xbb\xbfpart,")


@pytest.mark.parametrize(
    ("argv", "code", "said"),
    [
        ((), 2, "give a folder"),
        ((STATEMENT, "--probability", "2"), 2, "between 0 and 1"),
        ((STATEMENT, "--probability", "0.5", "--budget", "1e6"), 2, "not both"),
        ((STATEMENT, "--output", "plan.docx"), 2, ".xlsx"),
        ((STATEMENT, "--reading", "9"), 2, "--reading"),
        ((STATEMENT, "--first-start", "2050"), 2, "no year of start"),
        ((str(example_folder()), "--by", "2030"), 2, "--target"),
        ((str(example_folder()), "--target", "1e9"), 3, "--from"),
    ],
)
def test_what_cannot_be_meant_is_refused(capsys: pytest.CaptureFixture[str], argv: tuple[str, ...], code: int, said: str) -> None:
    assert run(*argv) == code
    assert said in capsys.readouterr().err


def test_an_empty_folder_is_refused(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert run(str(tmp_path), "--target", "1e9", "--pair", "BLR", "RU-TUL", "--from", "5e8", "--in", "2024") == 1
    assert "no project file" in capsys.readouterr().err


@pytest.mark.slow
def test_the_brief_of_the_demo_has_two_pages_and_the_plan_behind_them(tmp_path: Path) -> None:
    pypdf = pytest.importorskip("pypdf")
    with pytest.raises(SystemExit) as ended:
        main(["demo", "--lang", "de", "--output", str(tmp_path / "brief.pdf")])
    assert ended.value.code == 0
    pages = [" ".join(page.extract_text().split()) for page in pypdf.PdfReader(tmp_path / "brief.pdf").pages]
    assert len(pages) in (3, 4)
    assert "Plan: Belarus und Oblast Tula" in pages[2]
    assert "Wie sicher, zu welchen Kosten" in pages[2]


@pytest.mark.slow
def test_the_demo_is_the_whole_chain(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["demo", "--lang", "en", "--json", "--output", str(tmp_path / "brief.html")])
    assert ended.value.code == 0
    document = json.loads(capsys.readouterr().out)
    assert document["verdicts"]
    assert document["opportunities"]["opportunities"]
    assert document["plan"]["projects"]
    page = (tmp_path / "brief.html").read_text(encoding="utf-8")
    assert document["plan"]["projects"][0]["title"] in page
    lead = next(reading for reading in document["verdicts"] if reading["weight"] == max(v["weight"] for v in document["verdicts"]))
    assert document["plan"]["empty_until"] == pytest.approx(lead["probability"]["value"], abs=1e-12)
