"""Fetching one page: limits, redirects, and addresses that must not be reached."""

from __future__ import annotations

import gzip
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from messlatte.core.errors import InputError, NetworkError
from messlatte.sources.fetch import fetch
from messlatte.sources.http import Bounds

TEXT = "Товарооборот составил 500 млн долларов.".encode("cp1251")


class Pages(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        path, _, query = self.path.partition("?")
        getattr(self, path.strip("/").replace("-", "_") or "plain")(query)

    def answer(self, body: bytes, **headers: str) -> None:
        self.send_response(200)
        for name, value in ({"Content-Type": "text/plain; charset=windows-1251"} | headers).items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def plain(self, _: str) -> None:
        self.answer(TEXT)

    def host(self, _: str) -> None:
        self.answer(self.headers["Host"].encode())

    def packed(self, _: str) -> None:
        self.answer(gzip.compress(TEXT), Content_Encoding="gzip")

    def bomb(self, _: str) -> None:
        self.answer(gzip.compress(b"0" * 20_000_000), Content_Encoding="gzip")

    def large(self, _: str) -> None:
        self.answer(b"0" * 200_000)

    def missing(self, _: str) -> None:
        self.send_error(404)

    def slow(self, _: str) -> None:
        self.send_response(200)
        self.end_headers()
        for _step in range(40):
            try:
                self.wfile.write(b"a")
                self.wfile.flush()
            except OSError:
                return
            time.sleep(0.05)

    def to(self, query: str) -> None:
        self.send_response(302)
        self.send_header("Location", query)
        self.end_headers()

    def round(self, _: str) -> None:
        self.to("/round")

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


SMALL = Bounds(size=100_000, total=5, wait=5, attempts=1, redirects=3)


def test_document_and_what_the_server_declared(site: str) -> None:
    found = fetch(f"{site}/plain", bounds=SMALL, allow_loopback=True)
    assert (found.data, found.media_type, found.charset, found.url) == (TEXT, "text/plain", "windows-1251", f"{site}/plain")
    assert fetch(f"{site}/packed", bounds=SMALL, allow_loopback=True).data == TEXT


def test_the_checked_address_is_connected_to_and_the_host_is_named(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    port = int(site.rpartition(":")[2])
    asked: list[str] = []
    real = socket.getaddrinfo

    def rebinding(host: str, *rest: Any, **more: Any) -> Any:
        """Answer once with the permitted address, then with another one, as a rebinding name server does."""
        if host in {"127.0.0.1", b"127.0.0.1"}:
            return real(host, *rest, **more)
        asked.append(host)
        return real("127.0.0.1" if len(asked) == 1 else "10.0.0.1", *rest, **more)

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    found = fetch(f"http://news.example:{port}/host", bounds=SMALL, allow_loopback=True)
    assert found.data == f"news.example:{port}".encode()
    assert asked == ["news.example"]


def test_a_redirect_is_followed_and_checked_again(site: str) -> None:
    assert fetch(f"{site}/to?/plain", bounds=SMALL, allow_loopback=True).url == f"{site}/plain"
    for hidden in ("http://169.254.169.254/latest/meta-data/", "http://[fe80::1]/", "http://10.0.0.1/"):
        with pytest.raises(NetworkError, match="not in the public internet"):
            fetch(f"{site}/to?{hidden}", bounds=SMALL, allow_loopback=True)
    with pytest.raises(NetworkError, match="only http and https"):
        fetch(f"{site}/to?file:///etc/passwd", bounds=SMALL, allow_loopback=True)


@pytest.mark.parametrize(
    ("page", "error", "message"),
    [
        ("large", InputError, "larger than 0.1 MB"),
        ("bomb", InputError, "larger than 0.1 MB"),
        ("round", NetworkError, "more than 3 redirects"),
        ("missing", NetworkError, "404"),
    ],
)
def test_limits(site: str, page: str, error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        fetch(f"{site}/{page}", bounds=SMALL, allow_loopback=True)


def test_a_server_that_drips_is_left_in_time(site: str) -> None:
    started = time.monotonic()
    with pytest.raises(NetworkError, match=r"in time|time allowed"):
        fetch(f"{site}/slow", bounds=Bounds(total=0.3, wait=5, attempts=1), allow_loopback=True)
    assert time.monotonic() - started < 1.5


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:1/",
        "http://localhost/",
        "http://[::1]/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://[::ffff:127.0.0.1]/",
        "http://0.0.0.0/",
    ],
)
def test_private_addresses_are_refused_by_default(address: str) -> None:
    with pytest.raises(NetworkError, match=r"not in the public internet|does not resolve|is not an address"):
        fetch(address)


@pytest.mark.parametrize(
    "address", ["ftp://example.org/x", "file:///etc/passwd", "https://", "http://user:secret@example.org/", "javascript:1", ""]
)
def test_what_is_no_address(address: str) -> None:
    with pytest.raises((InputError, NetworkError)):
        fetch(address)


def test_a_closed_port_is_a_network_error() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(NetworkError, match="cannot be reached"):
        fetch(f"http://127.0.0.1:{port}/", bounds=SMALL, allow_loopback=True)
