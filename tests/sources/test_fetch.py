"""Fetching one page: limits, redirects, and addresses that must not be reached."""

from __future__ import annotations

import gzip
import ipaddress
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from messlatte.core.errors import InputError, NetworkError
from messlatte.sources.fetch import Limits, fetch, is_public

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

    def odd_coding(self, _: str) -> None:
        self.answer(b"x", Content_Encoding="br")

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


def local(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    """Allow the test's own server, which the public never can."""
    return str(address) == "127.0.0.1"


SMALL = Limits(size=100_000, seconds=5, redirects=3)


def test_document_and_what_the_server_declared(site: str) -> None:
    found = fetch(f"{site}/plain", limits=SMALL, permit=local)
    assert (found.data, found.media_type, found.charset, found.url) == (TEXT, "text/plain", "windows-1251", f"{site}/plain")
    assert fetch(f"{site}/packed", limits=SMALL, permit=local).data == TEXT


def test_the_checked_address_is_connected_to_and_the_host_is_named(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    port = int(site.rpartition(":")[2])
    asked: list[str] = []
    real = socket.getaddrinfo

    def rebinding(host: str, *rest: Any, **more: Any) -> Any:
        """Answer once with the permitted address, then with another one, as a rebinding name server does."""
        if host in {"127.0.0.1", b"127.0.0.1"}:
            return real(host, *rest, **more)
        asked.append(host)
        return real("127.0.0.1" if len(asked) == 1 else "127.0.0.2", *rest, **more)

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    found = fetch(f"http://news.example:{port}/host", limits=SMALL, permit=local)
    assert found.data == f"news.example:{port}".encode()
    assert asked == ["news.example"]


def test_a_redirect_is_followed_and_checked_again(site: str) -> None:
    assert fetch(f"{site}/to?/plain", limits=SMALL, permit=local).url == f"{site}/plain"
    for hidden in ("http://127.0.0.2/", "http://169.254.169.254/latest/meta-data/", "http://[::1]/", "http://10.0.0.1/"):
        with pytest.raises(InputError, match="not a public internet address"):
            fetch(f"{site}/to?{hidden}", limits=SMALL, permit=local)
    with pytest.raises(InputError, match="no http or https address"):
        fetch(f"{site}/to?file:///etc/passwd", limits=SMALL, permit=local)


@pytest.mark.parametrize(
    ("page", "error", "message"),
    [
        ("large", InputError, "larger than 0.1 MB"),
        ("bomb", InputError, "larger than 0.1 MB"),
        ("round", NetworkError, "more than 3 redirects"),
        ("missing", NetworkError, "404"),
        ("odd-coding", NetworkError, "encoding 'br'"),
    ],
)
def test_limits(site: str, page: str, error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        fetch(f"{site}/{page}", limits=SMALL, permit=local)


def test_a_server_that_drips_is_left_in_time(site: str) -> None:
    started = time.monotonic()
    with pytest.raises(NetworkError, match=r"no whole answer within 0\.3 seconds"):
        fetch(f"{site}/slow", limits=Limits(seconds=0.3), permit=local)
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
    with pytest.raises((InputError, NetworkError), match=r"not a public internet address|is not known|is no address"):
        fetch(address)


@pytest.mark.parametrize(
    "address",
    [
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "127.8.8.8",
        "0.0.0.0",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1",
        "fc00::1",
        "ff02::1",
        "::ffff:10.0.0.1",
        "2002:7f00:1::",
        "64:ff9b::a00:1",
    ],
)
def test_what_is_not_public(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946", "64:ff9b::5db8:d822", "::ffff:93.184.216.34"])
def test_what_is_public(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "address", ["ftp://example.org/x", "file:///etc/passwd", "https://", "http://user:secret@example.org/", "javascript:1", ""]
)
def test_what_is_no_address(address: str) -> None:
    with pytest.raises(InputError):
        fetch(address)


def test_a_closed_port_is_a_network_error() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(NetworkError, match="cannot be reached"):
        fetch(f"http://127.0.0.1:{port}/", limits=SMALL, permit=local)
