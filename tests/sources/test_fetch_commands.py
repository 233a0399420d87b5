"""The fetchers from the command line, against a local server that answers as the producers do."""

from __future__ import annotations

import importlib.util
import json
from functools import partial
from pathlib import Path
from types import ModuleType

import pytest
from sources_server import Reply, Server

from messlatte.cli.app import main
from messlatte.sources import baci, eurostat, world_bank


def _tests_of(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"writers_{name}", Path(__file__).parent / f"test_{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def local(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Server:
    """The producers' addresses are the local server's."""
    monkeypatch.setenv("MESSLATTE_DATA", str(tmp_path / "data"))
    for module in (baci, eurostat, world_bank):
        monkeypatch.setattr(module, "fetch", partial(module.fetch, base_url=server.url, allow_loopback=True))
    return server


def _run(*argv: str) -> int:
    with pytest.raises(SystemExit) as done:
        main(["data", "add", *argv])
    return int(done.value.code or 0)


def test_a_month_of_comext(local: Server, capfd: pytest.CaptureFixture[str]) -> None:
    writer = _tests_of("eurostat")
    content = writer.packed("\n".join([writer.HEADER, writer.line("BY", "01012100", 2, 100)]))
    local.script(Reply(content, headers={"Content-Type": "application/octet-stream"}))
    assert _run("comext", "--month", "202312", "--json") == 0
    out, err = capfd.readouterr()
    (one,) = json.loads(out)["loads"]
    assert (one["rows"], one["first"]) == (1, "2023-12-01")
    assert "MB" not in err, "no progress where nobody watches"
    assert "202312" in local.calls[0].query["file"]


def test_a_release_of_baci(local: Server, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    writer = _tests_of("baci")
    rows = writer.written([(2020, 112, 643, 10121, 5_000, 1)], 2020)
    content = writer.release(tmp_path / "BACI_HS92_V202501.zip", {2020: rows}).read_bytes()
    local.answer = lambda _: Reply(content, headers={"Content-Type": "application/zip"})
    assert _run("baci", "--release", "HS92", "202501", "--json") == 0
    assert json.loads(capfd.readouterr().out)["loads"][0]["rows"] == 1
    assert local.calls[-1].path.endswith("BACI_HS92_V202501.zip")


def test_rates_of_the_world_bank(local: Server, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    local.answer = _tests_of("world_bank").page
    assert _run("world-bank", "--years", "1998:2020", "--json") == 0
    assert "world-bank" in json.loads(capfd.readouterr().out)["holds"]
    assert local.calls[0].query["date"] == "1998:2020"
    assert world_bank.kept_rates(tmp_path / "data")


@pytest.mark.parametrize(
    "argv",
    [
        ("comext",),
        ("comext", "x.dat", "--month", "202312"),
        ("comext", "--month", "202313"),
        ("baci",),
        ("baci", "x.zip", "--release", "HS92", "202501"),
        ("baci", "--release", "HS93", "202501"),
        ("world-bank", "--years", "2020:1990"),
        ("world-bank", "--years", "soon"),
    ],
)
def test_what_cannot_be_meant_is_refused_before_anything_is_asked(local: Server, argv: tuple[str, ...]) -> None:
    assert _run(*argv) == 2
    assert local.calls == []
