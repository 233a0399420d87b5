"""A user's input-output table in an appraisal."""

from __future__ import annotations

import json

import numpy as np
import pytest

from messlatte.cli.app import main
from messlatte.core.errors import UsageError
from messlatte.projects import example_folder, examples
from messlatte.projects.appraisal import carried_out
from messlatte.projects.benefits import benefits
from messlatte.projects.io_table import read_io_table
from messlatte.projects.labour import labour_of_table, shipped_labour

HEAD = "region,industry,BLR|29,BLR|F,XXX|29,output,jobs,wages,household_spending"
ROWS = ("BLR,29,100,50,0,1000,20000,200,60", "BLR,F,50,100,0,1000,30000,250,40", "XXX,29,10,10,0,500,1,1,1")


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "own.csv"
    path.write_text("\n".join((HEAD, *ROWS)) + "\n")
    return path


@pytest.fixture(scope="module")
def buses():
    project = next(p for p in examples() if p.id == "electric-buses-tula")
    return project, carried_out(project, 500, 0)


def test_the_block_of_the_party_is_taken(table):
    own = labour_of_table(read_io_table(table), "BLR")
    assert own.industries == ("29", "F")
    assert own.coefficients == pytest.approx(np.array([[0.1, 0.05], [0.05, 0.1]]))
    assert own.per_output.value == pytest.approx([20, 30])
    assert own.households.income == pytest.approx([0.2, 0.25])
    assert own.households.spending.sum() == pytest.approx(100 / 450)
    with pytest.raises(UsageError, match="no region RU-TUL or RUS"):
        labour_of_table(read_io_table(table), "RU-TUL")


def test_jobs_of_the_appraisal_follow_the_users_table(table, buses):
    own = labour_of_table(read_io_table(table), "BLR")
    before, after = ({(r.name, r.party): r for r in benefits(*buses, given)} for given in ({}, {"BLR": own}))
    assert after["jobs_construction", "RU-TUL"] == before["jobs_construction", "RU-TUL"]
    assert not after["jobs", "BLR"].assumption
    # 20 jobs per million in the own industry against 14.7 shipped; no level is drawn where the table states it.
    shipped = shipped_labour("BLR").per_output.value[23]
    assert after["jobs_direct", "BLR"].range.mean / before["jobs_direct", "BLR"].range.mean < 20 / shipped
    assert after["jobs_upper", "BLR"].range.p50 > after["jobs", "BLR"].range.p50


def test_a_table_without_households_has_no_upper_bound(tmp_path, buses):
    path = tmp_path / "plain.csv"
    path.write_text("industry,C29,F,output,jobs\nC29,100,50,1000,20000\nF,50,100,1000,30000\n")
    rows = {(r.name, r.party): r for r in benefits(*buses, {"BLR": labour_of_table(read_io_table(path), "BLR")})}
    assert rows["jobs_upper", "BLR"].range is None
    assert "household" in rows["jobs_upper", "BLR"].note


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("industry,C29,F,output\nC29,1,1,10\nF,1,1,10\n", "no column jobs"),
        ("industry,cars,homes,output,jobs\ncars,1,1,10,1\nhomes,1,1,10,1\n", "ISIC"),
    ],
)
def test_a_table_that_cannot_be_used(tmp_path, text, words):
    path = tmp_path / "t.csv"
    path.write_text(text)
    with pytest.raises(UsageError, match=words):
        labour_of_table(read_io_table(path), "BLR")


def test_on_the_command_line(table, capsys):
    file = str(example_folder() / "electric-buses-tula.toml")

    def run(*words):
        with pytest.raises(SystemExit) as ended:
            main(["project", "appraise", file, "--draws", "200", "--json", *words])
        return ended.value.code or 0, capsys.readouterr().out

    code, plain = run()
    assert code == 0
    code, own = run("--table", f"blr={table}")
    assert code == 0

    def jobs(text):
        return next(r for r in json.loads(text)["indicators"] if r["name"] == "jobs_direct" and r["party"] == "BLR")

    assert jobs(own) != jobs(plain)
    assert run("--table", f"DEU={table}")[0] == 2
