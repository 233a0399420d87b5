from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from messlatte.core.errors import DataError
from messlatte.track.dataset import shipped_targets
from messlatte.track.store import Store
from messlatte.track.target import AnnouncedTarget, Outcome

WRITER = """
import sys
from pathlib import Path
from messlatte.track.store import Store
from messlatte.track.target import AnnouncedTarget
store = Store(Path(sys.argv[1]))
for i in range(int(sys.argv[2])):
    target = AnnouncedTarget(id="", a="AAA", b="BBB", announced="2024", target=1e9 + i, currency="USD", source=f"{sys.argv[3]}:{i}")
    print(store.add(target, 0.25, "outlook", "2024-01-01").id, flush=True)
"""


def _target(**changes: object) -> AnnouncedTarget:
    fields = {"id": "AAA-BBB-2024-1", "a": "AAA", "b": "BBB", "announced": "2024", "target": 1e9, "currency": "USD", "source": "here"}
    return AnnouncedTarget(**{**fields, **changes})  # type: ignore[arg-type]


def _writer(path: Path, count: int, name: str) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-c", WRITER, str(path), str(count), name], stdout=subprocess.PIPE, text=True)


def test_a_record_that_does_not_exist_gives_the_shipped_rows_and_no_file(tmp_path: Path) -> None:
    store = Store(tmp_path / "none" / "track.sqlite")
    assert {t.id for t in store.targets()} == {t.id for t in shipped_targets()}
    assert store.own() == [] == store.probabilities()
    assert not store.path.parent.exists()


def test_an_own_row_stands_in_front_of_the_shipped_one(tmp_path: Path) -> None:
    store = Store(tmp_path / "track.sqlite")
    shipped = next(t for t in shipped_targets() if t.outcome == Outcome.NOT_YET_DUE)
    store.save([_target(id=shipped.id, outcome="missed")])
    assert next(t for t in store.targets() if t.id == shipped.id).outcome == Outcome.MISSED
    assert len(store.targets()) == len(shipped_targets())


def test_a_write_is_all_or_nothing(tmp_path: Path) -> None:
    store = Store(tmp_path / "track.sqlite")

    def rows():
        yield _target()
        raise RuntimeError("interrupted")

    with pytest.raises(RuntimeError):
        store.save(rows())
    assert store.own() == []


@pytest.mark.slow
def test_two_processes_write_at_once(tmp_path: Path) -> None:
    path = tmp_path / "track.sqlite"
    writers = [_writer(path, 60, name) for name in ("one", "two")]
    ids = [line for writer in writers for line in writer.communicate(timeout=60)[0].split()]
    assert len(ids) == len(set(ids)) == 120
    own = Store(path).own()
    assert {t.id for t in own} == set(ids)
    assert {t.source for t in own} == {f"{name}:{i}" for name in ("one", "two") for i in range(60)}
    assert len(Store(path).probabilities()) == 120


@pytest.mark.slow
def test_nothing_reported_is_lost_when_the_process_is_killed(tmp_path: Path) -> None:
    path = tmp_path / "track.sqlite"
    writer = _writer(path, 100_000, "killed")
    assert writer.stdout is not None
    reported = [writer.stdout.readline().strip() for _ in range(25)]
    os.kill(writer.pid, signal.SIGKILL)
    reported += writer.stdout.read().split("\n")[:-1]
    writer.wait()
    kept = {t.id for t in Store(path).own()}
    assert set(reported) <= kept
    assert len(kept) <= len(reported) + 1
    assert len(Store(path).probabilities()) == len(kept)
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert Store(path).add(_target(id="")).id not in kept


def test_a_locked_record_is_waited_for(tmp_path: Path) -> None:
    store = Store(tmp_path / "track.sqlite")
    store.save([_target()])
    other = sqlite3.connect(store.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    writer = _writer(store.path, 1, "waiting")
    time.sleep(0.5)
    assert writer.poll() is None
    other.execute("COMMIT")
    other.close()
    assert writer.communicate(timeout=30)[0].strip() == "AAA-BBB-2024-2"


def test_a_broken_or_later_file_says_what_to_do(tmp_path: Path) -> None:
    broken = tmp_path / "track.sqlite"
    broken.write_bytes(b"this is not a database, but long enough to be read as one" * 40)
    with pytest.raises(DataError, match="move the file away"):
        Store(broken).own()
    later = tmp_path / "later.sqlite"
    with sqlite3.connect(later) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(DataError, match="update Messlatte"):
        Store(later).own()
