"""A download that is cut, killed or started twice."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sources_server import Call, Reply, Server

from messlatte.core.errors import DataError, NetworkError
from messlatte.sources.download import download
from messlatte.sources.http import Bounds, Request

QUICK = Bounds(total=5, wait=1, attempts=4, backoff=0.01)
CONTENT = random.Random(7).randbytes(200_000)


def ask(server: Server) -> Request:
    return Request(f"{server.url}/BACI.zip", allow_loopback=True)


def ranged(call: Call, tag: str = '"v1"', content: bytes = CONTENT, cut: int | None = None, drip: float | None = None) -> Reply:
    """Answer range requests as RFC 9110 says."""
    headers = {"ETag": tag, "Content-Type": "application/zip"}
    start = int(call.headers.get("range", "bytes=0-")[6:-1])
    if start and call.headers.get("if-range") == tag:
        headers["Content-Range"] = f"bytes {start}-{len(content) - 1}/{len(content)}"
        return Reply(content[start:], 206, headers, cut=cut, drip=drip)
    return Reply(content, 200, headers, cut=cut, drip=drip)


def test_a_cut_download_continues_where_it_was(server: Server, tmp_path: Path) -> None:
    server.answer = lambda call: ranged(call, cut=80_000 if len(server.calls) < 3 else None)
    seen: list[tuple[int, int | None]] = []
    path = download(tmp_path, ask(server), QUICK, lambda done, total: seen.append((done, total)))
    assert path.read_bytes() == CONTENT
    assert [call.headers.get("range") for call in server.calls] == [None, "bytes=80000-", "bytes=160000-"]
    assert seen[-1] == (200_000, 200_000)
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)


def test_a_changed_file_starts_again(server: Server, tmp_path: Path) -> None:
    new = CONTENT[::-1]
    server.answer = lambda call: ranged(call, cut=80_000) if len(server.calls) == 1 else ranged(call, '"v2"', new)
    assert download(tmp_path, ask(server), QUICK).read_bytes() == new


def test_without_a_version_it_starts_again(server: Server, tmp_path: Path) -> None:
    def answer(call: Call) -> Reply:
        return Reply(CONTENT, headers={"Content-Type": "application/zip"}, cut=80_000 if len(server.calls) == 1 else None)

    server.answer = answer
    assert download(tmp_path, ask(server), QUICK).read_bytes() == CONTENT
    assert "range" not in server.calls[1].headers


def test_another_part_than_asked_for_is_refused(server: Server, tmp_path: Path) -> None:
    def answer(call: Call) -> Reply:
        if len(server.calls) == 1:
            return ranged(call, cut=80_000)
        return Reply(CONTENT[10:], 206, {"ETag": '"v1"', "Content-Range": f"bytes 10-{len(CONTENT) - 1}/{len(CONTENT)}"})

    server.answer = answer
    with pytest.raises(NetworkError, match="another part"):
        download(tmp_path, ask(server), QUICK)


def test_a_web_page_or_a_giant_is_no_file(server: Server, tmp_path: Path) -> None:
    server.script(Reply(b"<html>", headers={"Content-Type": "text/html"}))
    with pytest.raises(NetworkError, match="web page"):
        download(tmp_path, ask(server), QUICK)
    server.script(Reply(CONTENT, headers={"Content-Type": "application/zip"}))
    with pytest.raises(NetworkError, match="200,000 bytes, more than the 1,000"):
        download(tmp_path, ask(server), Bounds(size=1000, total=2))
    server.script(Reply(b"", headers={"Content-Type": "application/zip"}))
    with pytest.raises(NetworkError, match="empty file"):
        download(tmp_path, ask(server), QUICK)


@pytest.mark.slow
def test_killed_in_the_middle_then_resumed(server: Server, tmp_path: Path) -> None:
    server.answer = lambda call: ranged(call, drip=0.0005 if len(server.calls) == 1 else None)
    program = (
        "from pathlib import Path; from messlatte.sources.http import Request; from messlatte.sources.download import download;"
        f"download(Path({str(tmp_path)!r}), Request({server.url + '/BACI.zip'!r}, allow_loopback=True))"
    )
    process = subprocess.Popen([sys.executable, "-c", program])
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline and process.poll() is None:
        if any(part.stat().st_size for part in (tmp_path / "raw" / "partial").glob("*.part")):
            break
        time.sleep(0.01)
    with pytest.raises(DataError, match="another process"):
        download(tmp_path, ask(server), QUICK)
    process.kill()
    process.wait()
    assert download(tmp_path, ask(server), QUICK).read_bytes() == CONTENT
    assert int(server.calls[-1].headers["range"][6:-1]) > 0
