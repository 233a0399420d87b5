"""Limits, headers, and what happens to hostile input."""

from __future__ import annotations

import logging
import re
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from messlatte.core.errors import DataError, UsageError
from messlatte.web import jobs
from messlatte.web.app import create
from messlatte.web.calculator import Busy, Calculator, TooSlow
from messlatte.web.pages.texts import example_text
from messlatte.web.settings import Settings
from messlatte.web.store import Asked, Document, Store

PAGES = ("/", "/methods", "/sources", "/api", "/nowhere")


@pytest.mark.parametrize("page", [*PAGES, "answer", "embed"])
def test_pages_need_no_inline_style_or_script_and_no_third_party(client: TestClient, path: str, page: str) -> None:
    response = client.get({"answer": path, "embed": path.replace("/s/", "/embed/")}.get(page, page))
    policy = response.headers["content-security-policy"]
    assert "unsafe-inline" not in policy
    assert "default-src 'none'" in policy
    assert not re.search(r"<[^>]+ style=|<[^>]+ on[a-z]+=|<style", response.text)
    assert not re.search(r"<script(?![^>]*(?:src=\"/static/|application/ld\+json))", response.text)
    for address in re.findall(r'<(?:script|img|iframe|link rel="(?:stylesheet|icon)")[^>]+(?:src|href)="([^"]+)"', response.text):
        assert address.startswith(("/static/", "data:,"))
    assert "set-cookie" not in response.headers
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.headers["referrer-policy"] == "no-referrer"


def test_own_script_is_short() -> None:
    script = Path(__file__).parents[2] / "src" / "messlatte" / "web" / "static" / "messlatte.js"
    assert len(script.read_text(encoding="utf-8").splitlines()) <= 150


def test_a_large_body_is_refused(client: TestClient) -> None:
    assert (
        client.post("/s", content=b"text=" + b"x" * 500_000, headers={"content-type": "application/x-www-form-urlencoded"}).status_code
        == 413
    )

    def chunks() -> Iterator[bytes]:
        for _ in range(50):
            yield b"x" * 20_000

    assert client.post("/s", content=chunks(), headers={"content-type": "application/json"}).status_code == 413


@pytest.mark.parametrize("kind", ["text/plain", "image/png", "", "application/xml"])
def test_other_media_are_refused(client: TestClient, kind: str) -> None:
    assert client.post("/s", content=b"text=hello", headers={"content-type": kind}).status_code == 415


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n" + bytes(range(256)), b"PK\x03\x04" + bytes(100), b"%PDF-1.7\n\x00\xff", bytes(1000)])
def test_uploads_that_are_no_text_are_refused(client: TestClient, data: bytes) -> None:
    assert client.post("/s", files={"file": ("x.txt", data, "text/plain")}).status_code == 400


@pytest.mark.parametrize(
    "body", [b"", b"[", b"[1]", b'"x"', b'{"text": 1}', b'{"text": "\\ud800"}', b'{"text": "\\u0000"}', b"[" * 50_000, b"\xff\xfe"]
)
def test_broken_json_is_refused(client: TestClient, body: bytes) -> None:
    assert client.post("/s", content=body, headers={"content-type": "application/json"}).status_code == 400


HOSTILE = (
    "../../etc/passwd", "..%2f..%2fetc%2fpasswd", "%00",
    "' OR 1=1 --", "0123456789abcdeg", "0" * 5000, "0123456789abcdef%0d%0aX: y", "\u202e", "٠" * 16,
    "0123456789ABCDEF", "0123456789abcdef.exe", "{{7*7}}", "<script>", "con", "0123456789abcdef.", ".json",
)  # fmt: skip


@pytest.mark.parametrize("part", HOSTILE)
@pytest.mark.parametrize("folder", ["s", "embed", "methods", "static", "pair/BLR"])
def test_hostile_paths_find_nothing(client: TestClient, folder: str, part: str) -> None:
    safe = part if "%" in part else quote(part)
    response = client.get(f"/{folder}/{safe}")
    assert response.status_code in (307, 400, 404, 422)
    assert "root:" not in response.text
    assert "<script>" not in response.text
    assert "x" not in response.headers


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.text(max_size=40),
    st.text(max_size=12),
    st.dictionaries(st.sampled_from(["reading", "target", "by", "lang", "tide", "x"]), st.text(max_size=30)),
)
def test_fuzz_of_ids_suffixes_and_queries(client: TestClient, path: str, tail: str, suffix: str, query: dict[str, str]) -> None:
    tail = quote(tail.encode("utf-8", "replace"), safe="")
    for address in (f"/s/{tail}.{quote(suffix.encode('utf-8', 'replace'), safe='')}", f"/s/{tail}", path.split("?")[0]):
        response = client.get(address, params={k: v.encode("utf-8", "replace").decode() for k, v in query.items()})
        assert response.status_code < 500, response.text


def test_the_log_holds_no_statement(client: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    client.post("/s", data={"text": example_text("ru") + "\nSECRETWORD"})
    client.post("/s", data={"text": "SECRETWORD nothing to measure"})
    assert "SECRETWORD" not in caplog.text


def test_the_log_holds_statements_when_asked(client: TestClient, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    app = create(Settings(store=tmp_path / "s.sqlite", log_statements=True, prepare=False))
    app.state.service.calculator = client.app.state.service.calculator  # type: ignore[attr-defined]
    caplog.set_level(logging.INFO, logger="messlatte.web")
    with TestClient(app) as talkative:
        talkative.post("/s", data={"text": "SECRETWORD nothing to measure"})
    assert "SECRETWORD" in caplog.text


def test_an_unexpected_failure_says_nothing_of_the_inside(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(**_: object) -> None:
        raise ValueError("inner secret")

    monkeypatch.setitem(jobs.JOBS, "read", broken)
    response = client.post("/s", data={"text": "One more statement."})
    assert response.status_code == 500
    assert "secret" not in response.text


@pytest.mark.slow
def test_a_calculation_that_takes_too_long_is_really_ended() -> None:
    calculator = Calculator(seconds=30)
    calculator.start()
    process = calculator._process
    assert process is not None
    try:
        assert calculator.run("ping") == "pong"
        calculator.seconds = 0.3
        started = time.monotonic()
        with pytest.raises(TooSlow, match=r"longer than 0\.3 seconds"):
            calculator.run("read", text=example_text("de") * 60, published=None, id="x")
        assert time.monotonic() - started < 3
        assert not process.is_alive()
        calculator.seconds = 30
        assert calculator.run("ping") == "pong"
        assert calculator.ended == 1
    finally:
        calculator.stop()


def test_a_late_answer_is_504_and_a_busy_server_503(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    calculator = client.app.state.service.calculator  # type: ignore[attr-defined]
    for error, status in ((TooSlow("too slow"), 504), (Busy("busy"), 503)):

        def run(job: str, error: Exception = error, **_: object) -> None:
            raise error

        monkeypatch.setattr(calculator, "run", run)
        response = client.post("/s", data={"text": "Another new statement."})
        assert response.status_code == status
        assert response.headers["retry-after"] == "5"


@pytest.mark.slow
def test_a_busy_server_is_ready_and_a_killed_child_comes_back() -> None:
    calculator = Calculator(seconds=30)
    try:
        assert calculator.alive()
        with calculator._lock:
            assert calculator.alive()
        assert calculator._process is not None
        calculator._process.kill()
        calculator._process.join(5)
        assert calculator.alive()
    finally:
        calculator.stop()


def test_no_more_wait_than_leave_threads_for_finished_pages() -> None:
    calculator = Calculator(seconds=5)
    for _ in range(12):
        assert calculator._places.acquire(blocking=False)
    started = time.monotonic()
    with pytest.raises(Busy, match="too many"):
        calculator.run("ping")
    assert time.monotonic() - started < 0.5


def test_old_and_large_documents_go(tmp_path: Path) -> None:
    store = Store(tmp_path / "s.sqlite")
    store.keep("large", Document("text/plain", bytes(300_000)))
    assert store.document("large") is None
    for i in range(2100):
        store.keep(f"k{i}", Document("text/plain", b"x"))
    assert store.document("k0") is None
    assert store.document("k2099") is not None


def test_documents_of_another_layout_are_thrown_away_and_statements_kept(tmp_path: Path) -> None:
    store = Store(tmp_path / "s.sqlite")
    store.add(Asked("0" * 16, "text", None, "en", "1"), {"en": "A title"})
    with sqlite3.connect(tmp_path / "s.sqlite") as old:
        old.executescript("DROP TABLE documents; CREATE TABLE documents (key TEXT, used INTEGER NOT NULL); PRAGMA user_version = 1;")
    again = Store(tmp_path / "s.sqlite")
    again.keep("k", Document("text/plain", b"x"))
    assert again.document("k") is not None
    assert again.find("0" * 16) is not None


def test_a_page_that_cannot_be_kept_is_shown_all_the_same(client: TestClient, path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(client.app.state.service.store, "keep", full)  # type: ignore[attr-defined]
    assert client.get(path + "&by=2033").status_code == 200


def test_store_survives_two_processes_and_bad_places(tmp_path: Path) -> None:
    first, second = Store(tmp_path / "s.sqlite"), Store(tmp_path / "s.sqlite")
    asked = Asked("0" * 16, "text", None, "en", "1")
    first.add(asked, {"en": "A title", "de": "Titel", "ru": "Имя"})
    second.add(asked, {"en": "A title"})
    assert second.find("0" * 16) == asked
    assert [item.title for item in second.latest("ru")] == ["Имя"]
    first.keep("k", Document("text/plain", b"x"))
    assert second.document("k") == Document("text/plain", b"x")
    assert first.writable()
    (tmp_path / "file").write_text("x")
    with pytest.raises(DataError, match="writable folder"):
        Store(tmp_path / "file" / "s.sqlite")


def test_settings_say_what_is_wrong() -> None:
    assert Settings.from_environment({"MESSLATTE_WEB_SECONDS": "3", "MESSLATTE_WEB_URL": "https://x.example/"}).url == "https://x.example"
    for value in ("fast", "0", "-1", "nan"):
        with pytest.raises(UsageError, match="MESSLATTE_WEB_SECONDS"):
            Settings.from_environment({"MESSLATTE_WEB_SECONDS": value})
