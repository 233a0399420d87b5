"""Electric buses from the command line and in a project file; the reach that was asked for."""

from __future__ import annotations

import json
import time

import pytest

from messlatte.cli.app import main
from messlatte.core.errors import InputError
from messlatte.projects.blocks import blocks_of, empty_runs
from messlatte.projects.bus_inputs import Inputs
from messlatte.projects.bus_parameters import sized
from messlatte.projects.buses import study
from messlatte.projects.example_feed import Town, write_example_feed
from messlatte.projects.project_file import load
from messlatte.projects.timetable import read_timetable


@pytest.fixture(scope="module")
def feed(tmp_path_factory):
    path = tmp_path_factory.mktemp("town") / "town.zip"
    write_example_feed(path, Town(routes=4, minutes=25, terminals=5))
    return path


def run(capsys, *words):
    try:
        code = main(["project", "buses", *map(str, words)])
    except SystemExit as stop:
        code = stop.code
    out = capsys.readouterr()
    return code or 0, out.out, out.err


def test_the_command_says_what_the_study_found(feed, capsys):
    code, out, _ = run(capsys, feed, "--day", "2026-03-04", "--json")
    found = json.loads(out)
    assert code == 0
    assert found["schema"] == "messlatte.buses/1"
    chosen = found["fleets"][0]
    parts = {k: v for k, v in chosen["eur_per_km"].items() if k != "total"}
    assert chosen["eur_per_km"]["total"] == pytest.approx(sum(parts.values()))
    assert chosen["buses"] >= chosen["in_service"] >= found["diesel"]["in_service"]
    code, text, _ = run(capsys, feed, "--day", "2026-03-04", "--lang", "de")
    assert code == 0
    assert "Fahrten" in text


@pytest.mark.parametrize(
    "words",
    [
        ("--day", "tomorrow"),
        ("--temperatures", "1,2,3"),
        ("--temperatures", "a"),
        ("--depot", "54"),
        ("--depot", "540,37"),
        ("--battery", "-1"),
        ("--fuel", "inf"),
        ("--routes", "none-such"),
        ("--output", "study.pdf"),
    ],
)
def test_wrong_use_ends_with_2(feed, capsys, words):
    code, _, err = run(capsys, feed, *words)
    assert code == 2
    assert err


def test_a_project_file_from_the_command_and_one_that_names_a_timetable_say_the_same(feed, capsys, tmp_path):
    written = tmp_path / "buses.toml"
    code, _, _ = run(capsys, feed, "--day", "2026-03-04", "--output", written)
    assert code == 0
    (tmp_path / "town.zip").write_bytes(feed.read_bytes())
    named = tmp_path / "named.toml"
    named.write_text(
        'title = "Buses"\narchetype = "electric-buses"\nparties = ["BLR", "RU-TUL"]\ntimetable = "town.zip"\nday = 2026-03-04\n', "utf-8"
    )
    one, other = load(written), load(named)
    names = [p.name for p in sized(study(read_timetable(feed)), feed.name, Inputs())]
    for name in names:
        assert one.parameter(name).value == pytest.approx(other.parameter(name).value)
        assert "town.zip" in one.parameter(name).source
    assert one.parameter("buses").value == json.loads(run(capsys, feed, "--day", "2026-03-04", "--json")[1])["fleets"][0]["buses"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('archetype = "electric-buses"\ntimetable = "../town.zip"', "beside the project file"),
        ('archetype = "electric-buses"\ntimetable = "town.zip"\nday = "soon"', "date"),
        ('archetype = "food"\ntimetable = "town.zip"', "electric-buses"),
    ],
)
def test_a_timetable_that_cannot_be_used(feed, tmp_path, text, words):
    (tmp_path / "town.zip").write_bytes(feed.read_bytes())
    path = tmp_path / "p.toml"
    path.write_text(f'title = "x"\nparties = ["BLR", "RU-TUL"]\n{text}\n', "utf-8")
    with pytest.raises(InputError, match=words):
        load(path)


def test_articulated_buses_have_their_own_prices(feed, capsys):
    short, long = (json.loads(run(capsys, feed, "--bus", bus, "--json")[1]) for bus in ("12m", "18m"))
    assert long["energy"]["mean"] > short["energy"]["mean"]
    assert long["inputs"]["battery"]["kwh"] > short["inputs"]["battery"]["kwh"]
    assert long["fleets"][0]["eur_per_km"]["bus"] > short["fleets"][0]["eur_per_km"]["bus"]


def test_two_thousand_trips_in_time(tmp_path):
    path = tmp_path / "town.zip"
    assert write_example_feed(path, Town(routes=30, minutes=24, terminals=15, seed=1)) > 2_000
    start = time.process_time()
    timetable = read_timetable(path)
    assert blocks_of(timetable, empty_runs(timetable.terminals), layover=180)
    study(timetable)
    assert time.process_time() - start < 5
