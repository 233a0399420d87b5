"""Raw files are kept whole, once, under their hash."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from messlatte.core.errors import DataError, InputError
from messlatte.core.evidence import Source
from messlatte.sources.snapshot import find, forget, keep, keep_bytes, snapshots, verify

SOURCE = Source("CEPII", "BACI HS92", "202501")


def test_a_file_is_named_by_its_hash_and_its_source_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    path.write_bytes(b"t,i,j,k,v,q\n")
    kept = keep(tmp_path / "data", {"BACI.csv": path}, SOURCE)
    assert kept.sha256 == hashlib.sha256(b"t,i,j,k,v,q\n").hexdigest()
    assert kept.files[0].path.name == f"{kept.sha256}.csv"
    assert kept.source.accessed is not None
    assert snapshots(tmp_path / "data") == (kept,)
    assert find(tmp_path / "data", kept.sha256[:8]) == kept
    assert verify(kept) == ()


def test_the_same_bytes_are_kept_once_and_the_first_access_stands(tmp_path: Path) -> None:
    first = keep_bytes(tmp_path, {"a.csv": b"x"}, SOURCE)
    second = keep_bytes(tmp_path, {"b.csv": b"x"}, Source("CEPII", "another title", "202501"))
    assert second == first
    assert len(list((tmp_path / "raw").glob("*.csv"))) == 1


def test_several_files_have_one_identity_that_names_and_bytes_decide(tmp_path: Path) -> None:
    one = keep_bytes(tmp_path, {"a": b"1", "b": b"2"}, SOURCE)
    other = keep_bytes(tmp_path, {"a": b"2", "b": b"1"}, SOURCE)
    assert one.sha256 != other.sha256
    assert len(snapshots(tmp_path)) == 2


def test_another_producer_cannot_take_the_same_bytes(tmp_path: Path) -> None:
    keep_bytes(tmp_path, {"a": b"1"}, SOURCE)
    with pytest.raises(DataError, match="already kept as CEPII"):
        keep_bytes(tmp_path, {"a": b"1"}, Source("Eurostat", "Comext", "1"))


@pytest.mark.parametrize("content", [None, b""])
def test_a_missing_or_empty_file_is_refused(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "in.csv"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(InputError):
        keep(tmp_path / "data", {"in.csv": path}, SOURCE)
    assert not list((tmp_path / "data").rglob("*.csv"))


def test_damage_is_named_and_adding_again_repairs_it(tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    path.write_bytes(b"good")
    kept = keep(tmp_path, {"in.csv": path}, SOURCE)
    kept.files[0].path.write_bytes(b"evil")
    assert "no longer has the SHA-256" in verify(kept)[0]
    assert verify(keep(tmp_path, {"in.csv": path}, SOURCE)) == ()
    kept.files[0].path.unlink()
    assert "missing" in verify(kept)[0]


def test_a_damaged_record_says_which(tmp_path: Path) -> None:
    kept = keep_bytes(tmp_path, {"a": b"1"}, SOURCE)
    (tmp_path / "raw" / f"{kept.sha256}.snapshot.json").write_text("{}")
    with pytest.raises(DataError, match=kept.sha256):
        snapshots(tmp_path)
    with pytest.raises(DataError, match="no snapshot"):
        find(tmp_path, "../../etc")


def test_forgetting_leaves_what_others_have(tmp_path: Path) -> None:
    one = keep_bytes(tmp_path, {"a": b"1", "b": b"2"}, SOURCE)
    two = keep_bytes(tmp_path, {"a": b"1", "c": b"3"}, SOURCE)
    forget(one)
    assert snapshots(tmp_path) == (two,)
    assert verify(two) == ()
    assert not one.files[1].path.exists()
    three = keep_bytes(tmp_path, {"d": b"4"}, SOURCE)
    (tmp_path / "raw" / f"{two.sha256}.snapshot.json").write_text("{")
    forget(three)
    assert three.files[0].path.exists()


@given(name=st.text(min_size=1, max_size=40))
@settings(max_examples=60, deadline=None)
def test_no_name_leads_out_of_the_folder(tmp_path_factory: pytest.TempPathFactory, name: str) -> None:
    data = tmp_path_factory.mktemp("data")
    kept = keep_bytes(data, {name: b"1", "../" + name: b"2"}, SOURCE)
    assert {file.path.parent for file in kept.files} == {data / "raw"}
    assert verify(kept) == ()


def test_two_at_once_keep_one_whole_file(tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    path.write_bytes(b"y" * 3_000_000)
    with ThreadPoolExecutor(8) as pool:
        kept = list(pool.map(lambda _: keep(tmp_path / "data", {"in.csv": path}, SOURCE), range(16)))
    assert len({one.sha256 for one in kept}) == 1
    assert verify(kept[0]) == ()
    assert [file.name for file in (tmp_path / "data" / "raw" / "partial").iterdir()] == []


def test_killed_while_copying_leaves_no_half_file(tmp_path: Path) -> None:
    fifo = tmp_path / "big.csv"
    with fifo.open("wb") as file:
        file.truncate(2_000_000_000)
    program = (
        "from pathlib import Path; from messlatte.core.evidence import Source; from messlatte.sources.snapshot import keep;"
        f"keep(Path({str(tmp_path / 'data')!r}), {{'big.csv': Path({str(fifo)!r})}}, Source('CEPII', 'x', '1'))"
    )
    process = subprocess.Popen([sys.executable, "-c", program])
    partial = tmp_path / "data" / "raw" / "partial"
    deadline = time.monotonic() + 20
    while not (partial.is_dir() and any(partial.iterdir())) and time.monotonic() < deadline and process.poll() is None:
        time.sleep(0.005)
    process.kill()
    process.wait()
    assert snapshots(tmp_path / "data") == ()
    assert not list((tmp_path / "data" / "raw").glob("*.csv"))
