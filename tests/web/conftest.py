"""A server in this process for most tests, and a real one in processes of its own for the browser."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from messlatte.web.app import create
from messlatte.web.jobs import JOBS
from messlatte.web.pages.texts import example_text
from messlatte.web.settings import Settings


class Inline:
    """Calculator in the same process: what the child does, without the child."""

    ended = 0

    def start(self) -> None: ...

    def stop(self) -> None: ...

    def alive(self) -> bool:
        return True

    def run(self, job: str, *, patience: float | None = None, **arguments: Any) -> Any:
        return JOBS[job](**arguments)


@pytest.fixture(scope="session")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    app = create(Settings(store=tmp_path_factory.mktemp("web") / "store.sqlite", upload_seconds=0.5, prepare=False))
    app.state.service.calculator = Inline()
    with TestClient(app, base_url="http://messlatte.test", follow_redirects=False, raise_server_exceptions=False) as session:
        yield session


@pytest.fixture(scope="session")
def path(client: TestClient) -> str:
    """Path of the answer to the shipped statement, with its query."""
    response = client.post("/s", data={"text": example_text("en"), "published": "2024-11-05", "lang": "de"})
    assert response.status_code == 303, response.text
    return str(response.headers["location"])


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of `messlatte serve` in a process of its own."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    folder = tmp_path_factory.mktemp("serve")
    environ = {**os.environ, "MESSLATTE_WEB_STORE": str(folder / "web.sqlite"), "MESSLATTE_DATA": str(folder / "data")}
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [str(Path(sys.executable).with_name("messlatte")), "serve", "--port", str(port)], env=environ, stdout=log, stderr=log
        )
    base = f"http://127.0.0.1:{port}"
    try:
        _wait(base, process)
        yield base
    finally:
        process.terminate()
        process.wait(10)


def _wait(base: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        assert process.poll() is None, "the server ended"
        try:
            with urllib.request.urlopen(f"{base}/health/ready", timeout=5):
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the server did not become ready in 30 seconds")
