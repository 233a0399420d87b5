"""Pareto view of projects, and the commands around a project file."""

from __future__ import annotations

import csv
import io
import json
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from messlatte.cli.app import app
from messlatte.core.errors import InputError, UsageError
from messlatte.projects.acceptability import dominates
from messlatte.projects.compare import compare_projects, comparison_document
from messlatte.projects.project_file import example_folder, examples, loads
from messlatte.statement.document import to_document
from messlatte.statement.reader import read

FILES = sorted(example_folder().glob("*.toml"))


def _run(*arguments: str) -> object:
    return app(list(arguments), exit_on_error=False, print_error=True, result_action="return_value")


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=12))
def test_the_front_is_never_empty_and_domination_is_an_order(points: list[tuple[int, int, int]]) -> None:
    values = [np.array(p, dtype=float) for p in points]
    beaten = [any(dominates(b, a) for b in values) for a in values]
    assert not all(beaten)
    for a in values:
        assert not dominates(a, a)
        for b in values:
            assert not (dominates(a, b) and dominates(b, a))
            for c in values:
                assert not (dominates(a, b) and dominates(b, c)) or dominates(a, c)


def test_a_twin_that_sells_more_at_the_same_terms_dominates_in_most_draws() -> None:
    text = 'archetype = "food"\nparties = ["BLR", "RU-TUL"]\nid = "{}"\n[parameters]\n'
    size = '{} = {{ value = {}, shape = "fixed", unit = "t", year = 2025, source = "test" }}\n'
    small = loads(text.format("small") + size.format("meat_t", 1) + size.format("dairy_t", 1), "small.toml")
    large = loads(text.format("large") + size.format("meat_t", 5000) + size.format("dairy_t", 50000), "large.toml")
    found = compare_projects([small, large], draws=500, seed=1)
    assert [row.on_front for row in found.projects] == [False, True]
    assert found.projects[0].dominated_by == ("large",)
    # The share of value made by both is that of the same goods, up to the draws; in all else the larger one is ahead.
    assert found.projects[0].dominated["large"] > 0.3
    assert not found.projects[1].dominated
    json.dumps(comparison_document(found), allow_nan=False)


def test_only_projects_of_one_pair_with_ids_of_their_own_are_compared() -> None:
    first = examples()[0]
    with pytest.raises(UsageError, match="id of its own"):
        compare_projects([first, first], draws=100)
    other = loads('archetype = "food"\nparties = ["POL", "DEU"]\n', "x.toml")
    with pytest.raises(UsageError, match="one pair"):
        compare_projects([first, other], draws=100)


def test_appraise_speaks_three_languages_and_writes_tables(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = str(FILES[0])
    for language in ("de", "en", "ru"):
        assert _run("project", "appraise", file, "--draws", "200", "--lang", language) == 0
        assert "HS" not in capsys.readouterr().err
    assert _run("project", "appraise", file, "--draws", "200", "--json", "--output", str(tmp_path / "a.csv")) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["schema"] == "messlatte.appraisal/1"
    rows = list(csv.DictReader(io.StringIO((tmp_path / "a.csv").read_text(encoding="utf-8"))))
    by_flow = [float(r["mean"]) for r in rows if r["part"] == "gross"]
    total = [float(r["mean"]) for r in rows if r["part"] == "trade" and r["name"] == "gross"]
    assert sum(by_flow) == pytest.approx(sum(total), abs=0.01)
    assert sum(total) == pytest.approx(sum(year["gross"]["mean"] for year in document["trade"]), abs=0.01)


def test_new_then_appraise(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "pigs.toml"
    assert _run("project", "new", "livestock", "--variant", "pigs", "--parties", "blr", "ru-tul", "--output", str(path)) == 0
    assert _run("project", "appraise", str(path), "--draws", "100") == 0
    assert "Belarus" in capsys.readouterr().out
    assert _run("project", "new", "food") == 0
    assert loads(capsys.readouterr().out, "x.toml").archetype == "food"


def test_a_maker_of_arms_is_told_and_kept_out(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    flagged = tmp_path / "flagged.toml"
    flagged.write_text('archetype = "science"\nparties = ["BLR", "RU-TUL"]\nfirms = ["NPO Splav"]\n', encoding="utf-8")
    assert _run("project", "compare", str(FILES[0]), str(FILES[1]), str(flagged), "--draws", "100", "--json") == 0
    out, err = capsys.readouterr()
    document = json.loads(out)
    assert "flagged" not in {row["id"] for row in document["projects"]}
    assert document["kept_out"][0]["id"] == "flagged"
    assert "NPO Splav" in err
    with pytest.raises(UsageError, match="kept out"):
        _run("project", "compare", str(FILES[0]), str(flagged), "--draws", "100")


def test_from_a_statement_to_a_page(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    statement, project, page = tmp_path / "s.json", tmp_path / "p.toml", tmp_path / "p.html"
    said = read(files("messlatte").joinpath("examples/minsk-tula.de.txt").read_text(encoding="utf-8"))
    statement.write_text(json.dumps(to_document(said, "de")), encoding="utf-8")
    claim = next(n for n, c in enumerate(said.claims, 1) if "Elektrobusse" in c.quote.of(said.text))
    assert _run("project", "new", "--from", str(statement), "--claim", str(claim), "--output", str(project)) == 0
    assert 'archetype = "electric-buses"' in project.read_text(encoding="utf-8")
    assert "Elektrobusse" in project.read_text(encoding="utf-8")
    assert _run("project", "appraise", str(project), "--draws", "100", "--lang", "de", "--output", str(page)) == 0
    html = page.read_text(encoding="utf-8")
    assert "<svg" in html
    assert "http" not in html.partition("<main>")[0]
    swapped = tmp_path / "q.toml"
    assert _run("project", "new", "--from", str(statement), "--claim", str(claim), "--swap", "--output", str(swapped)) == 0
    assert loads(swapped.read_text(encoding="utf-8"), "q.toml").parties == ("RU-TUL", "BLR")
    capsys.readouterr()


def test_compare_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("project", "compare", str(FILES[0]), str(FILES[1]), "--draws", "100", "--json") == 0
    assert len(json.loads(capsys.readouterr().out)["projects"]) == 2
    assert _run("project", "compare", *map(str, FILES), "--draws", "100", "--lang", "de") == 0


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("appraise", "FILE", "--draws", "5"), "--draws"),
        (("appraise", "FILE", "--output", "x.docx"), "--output"),
        (("compare", "FILE"), "two or more"),
        (("new",), "name an archetype"),
        (("new", "food", "--claim", "3"), "go together"),
        (("new", "bridges"), "allowed are"),
        (("new", "food", "--parties", "BLR", "QQQ"), "party 'QQQ' is not known"),
    ],
)
def test_what_cannot_be_meant_is_refused(arguments: tuple[str, ...], says: str) -> None:
    with pytest.raises((UsageError, InputError), match=says):
        _run("project", *(str(FILES[0]) if a == "FILE" else a for a in arguments))


def test_all_five_benefits_are_compared_and_ranks_add_up() -> None:
    found = compare_projects(examples()[:3], draws=300, seed=1)
    assert {criterion[0] for criterion in found.criteria} == {"profit", "trade", "transfer", "innovation", "sovereignty", "jobs"}
    assert found.acceptability.ranks.sum(axis=0) == pytest.approx(np.ones(3))
    for row, first in zip(found.projects, found.acceptability.ranks[:, 0], strict=True):
        assert row.on_front or first == 0
    assert found.by_weights is None
    document = comparison_document(found)
    assert document["by_weights"] is None
    json.dumps(document, allow_nan=False)


def test_the_users_weights_order_and_say_where_they_flip() -> None:
    projects = examples()[:3]
    for benefit, name in (("trade", "additional"), ("jobs", "jobs")):
        found = compare_projects(projects, draws=300, seed=1, weights={benefit: 3.0})
        assert sum(found.by_weights.weights) == pytest.approx(1)
        assert {c[1] for c, w in zip(found.criteria, found.by_weights.weights, strict=True) if w > 0} == {name}
    alone = compare_projects(projects, draws=300, seed=1, weights={"trade": 1.0})
    best = max(alone.projects, key=lambda row: row.appraisal.at_peak.additional.p50)
    assert alone.by_weights.order[0] == best.appraisal.project.id
    with pytest.raises(UsageError, match="luck"):
        compare_projects(projects, draws=300, weights={"luck": 1.0})
    with pytest.raises(UsageError, match="from 0"):
        compare_projects(projects, draws=300, weights={"jobs": -1.0})


def test_weights_on_the_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    files = [str(path) for path in FILES[:2]]
    _run("project", "compare", *files, "--draws", "200", "--weights", "jobs=2,profit=1", "--json")
    found = json.loads(capsys.readouterr().out)
    assert sum(found["by_weights"]["weights"]) == pytest.approx(1)
    _run("project", "compare", *files, "--draws", "200", "--weights", "jobs=2", "--lang", "ru")
    assert "По вашим весам" in capsys.readouterr().out
    with pytest.raises(UsageError, match="pairs"):
        _run("project", "compare", *files, "--draws", "200", "--weights", "jobs")
