"""A load happens whole or not at all: killed at any moment, at the same time as another, on damaged files."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from messlatte.core.errors import ContradictionError, DataError
from messlatte.ledger.housekeeping import sweep, verify
from messlatte.ledger.load import load
from messlatte.ledger.query import By, pair_flows
from messlatte.ledger.release import current, ledger_folder, load_folder, publish, releases
from messlatte.sources import baci

LOADER = """
import sys
from pathlib import Path
from messlatte.ledger.load import load
from messlatte.sources import baci
data = Path(sys.argv[1])
print("ready", flush=True)
for folder in sys.argv[2:]:
    load(data, baci.relations(baci.add(data, Path(folder))))
    print("loaded", flush=True)
"""


def _files(producers: SimpleNamespace, folder: Path, version: str, value: float, products: int = 400) -> Path:
    """One year of BACI in which every flow has the same value, so that a mixture of versions shows."""
    places = (4, 8, 12, 276, 616, 643)
    rows = [(i, j, f"{k:06d}", value, 1.0) for i in places for j in places if i != j for k in range(10100, 10100 + products)]
    producers.baci_csv(folder, 2015, rows, version=version)
    return folder


def _total(data: Path) -> float:
    rows = pair_flows(data, "DEU", "POL", by=By.PRODUCT).to_pylist()
    return sum(row["value_usd"] for row in rows)


@pytest.mark.slow
def test_killed_at_random_moments_the_old_release_answers_and_the_next_load_repairs(
    tmp_path: Path, data: Path, producers: SimpleNamespace
) -> None:
    old, new = (_files(producers, tmp_path / v, v, value) for v, value in (("202601", 1.0), ("202602", 2.0)))
    load(data, baci.relations(baci.add(data, old)))
    whole = {_total(data), 2 * _total(data)}
    generator = random.Random(5)
    landed = 0
    for _ in range(12):
        process = subprocess.Popen([sys.executable, "-c", LOADER, str(data), str(new), str(old)], stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        time.sleep(generator.uniform(0.0, 1.2))
        process.send_signal(signal.SIGKILL)
        landed += "loaded" in process.stdout.read()
        process.wait()
        assert _total(data) in whole
        assert verify(current(data)) == ()
    load(data, baci.relations(baci.add(data, new)))
    assert _total(data) == max(whole)
    held = {path.name for path in (ledger_folder(data) / "loads").iterdir()}
    named = {one.id for number in releases(data)[-2:] for one in _release_loads(data, number)}
    assert all((load_folder(data, name) / ".writing").exists() is False for name in held & named)
    assert not list((ledger_folder(data) / "loads").glob("*/.writing"))


def _release_loads(data: Path, number: int) -> list[SimpleNamespace]:
    document = json.loads((ledger_folder(data) / "releases" / f"{number:08d}.json").read_text())
    return [SimpleNamespace(id=one["id"]) for one in document["loads"]]


@pytest.mark.slow
def test_loads_at_the_same_time_do_not_lose_one(tmp_path: Path, data: Path, producers: SimpleNamespace) -> None:
    folders = [_files(producers, tmp_path / str(n), f"20260{n}", float(n), products=20) for n in range(1, 5)]
    processes = [subprocess.Popen([sys.executable, "-c", LOADER, str(data), str(folder)], stdout=subprocess.DEVNULL) for folder in folders]
    assert [process.wait() for process in processes] == [0] * 4
    assert {one.source.version for one in current(data).loads} == {"202601", "202602", "202603", "202604"}
    assert current(data).number == 4
    assert verify(current(data)) == ()


def test_a_faster_publisher_makes_the_slower_one_start_from_its_release(data: Path) -> None:
    from messlatte.core.evidence import Source
    from messlatte.ledger.release import Load

    def one(name: str) -> Load:
        return Load(name, Source("p", name, "1"), "flows", "flows", (), {}, {}, (0,), (), "2000-01-01", "2000-01-01", "2026-01-01")

    def slow(loads: tuple[Load, ...]) -> tuple[Load, ...]:
        if not loads:
            publish(data, lambda old: (*old, one("fast")))
        return (*loads, one("slow"))

    assert [load.id for load in publish(data, slow).loads] == ["fast", "slow"]
    assert releases(data) == (1, 2)


def test_the_same_rows_loaded_again_replace_themselves(tmp_path: Path, data: Path, producers: SimpleNamespace) -> None:
    folder = _files(producers, tmp_path / "raw", "202601", 1.0, products=5)
    for _ in range(2):
        load(data, baci.relations(baci.add(data, folder)))
    assert len(current(data).loads) == 1
    assert current(data).number == 2
    assert _total(data) == 10 * 1000.0


def test_sweep_spares_what_a_living_process_writes(data: Path) -> None:
    from messlatte.ledger.housekeeping import held

    folder = load_folder(data, "being-written")
    with held(folder):
        assert sweep(data) == ()
        assert folder.is_dir()
    abandoned = load_folder(data, "abandoned")
    abandoned.mkdir()
    (abandoned / ".writing").touch()
    assert sweep(data) == ("abandoned",)


@pytest.mark.parametrize("harm", ["flip", "cut", "remove"])
def test_verify_names_the_damaged_partition(tmp_path: Path, data: Path, producers: SimpleNamespace, harm: str) -> None:
    report = load(data, baci.relations(baci.add(data, _files(producers, tmp_path / "raw", "202601", 1.0, products=50))))
    path = report.release.paths(report.loads[0])[0]
    content = bytearray(path.read_bytes())
    if harm == "remove":
        path.unlink()
    else:
        content[len(content) // 2] ^= 0xFF
        path.write_bytes(content if harm == "flip" else content[: len(content) // 3])
    (damage,) = verify(current(data))
    assert (damage.path, damage.what) == (path, "missing" if harm == "remove" else "changed")
    if harm != "flip":
        with pytest.raises(DataError, match="data verify"):
            pair_flows(data, "DEU", "POL")


def test_strict_refuses_a_warning_and_leaves_nothing_behind(tmp_path: Path, data: Path, producers: SimpleNamespace) -> None:
    folder = tmp_path / "raw"
    producers.baci_csv(folder, 2015, [(276, 616, "010100", -5.0, None), (276, 616, "010200", 5.0, None), (276, 99, "010100", 1.0, None)])
    relations = baci.relations(baci.add(data, folder))
    with pytest.raises(ContradictionError, match="impossible-values") as refused:
        load(data, relations, strict=True)
    assert "unknown-codes" in str(refused.value)
    assert refused.value.exit_code == 4
    assert current(data).loads == ()
    assert list((ledger_folder(data) / "loads").iterdir()) == []
    assert load(data, relations).loads[0].rows == 1


def test_a_manifest_that_is_none_is_named(data: Path) -> None:
    folder = ledger_folder(data) / "releases"
    folder.mkdir(parents=True)
    (folder / "00000001.json").write_text('{"schema": "something else"}')
    with pytest.raises(DataError, match=r"00000001\.json"):
        current(data)
