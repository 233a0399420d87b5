"""What a producer's server may answer, and what is made of it."""

from __future__ import annotations

import socket
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sources_server import Reply, Server

from messlatte.core.errors import NetworkError
from messlatte.sources.addresses import is_public
from messlatte.sources.http import Bounds, Request, get

QUICK = Bounds(total=3, wait=1, attempts=3, backoff=0.01)
JSON = Reply(b'{"count": 1}')


def ask(server: Server, path: str = "/data", **options: object) -> Request:
    return Request(server.url + path, accept="application/json", allow_loopback=True, **options)  # type: ignore[arg-type]


def test_an_answer_comes_whole(server: Server) -> None:
    server.script(JSON)
    answer = get(ask(server, params={"period": "2023"}), QUICK)
    assert answer.content == b'{"count": 1}'
    assert answer.media_type == "application/json"
    assert server.calls[0].query == {"period": "2023"}


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_passing_failure_is_tried_again(server: Server, status: int) -> None:
    server.script(Reply(status=status), Reply(status=status), JSON)
    assert get(ask(server), QUICK).content == b'{"count": 1}'
    assert len(server.calls) == 3


def test_a_lasting_failure_ends(server: Server) -> None:
    server.script(Reply(status=500))
    with pytest.raises(NetworkError, match=r"answered 500.*3 tries"):
        get(ask(server), QUICK)
    assert len(server.calls) == 3


@pytest.mark.parametrize(("status", "said"), [(400, "bad period"), (401, "check the key"), (403, "check the key"), (404, "answered 404")])
def test_a_refusal_is_not_repeated(server: Server, status: int, said: str) -> None:
    server.script(Reply(b"bad period", status=status))
    with pytest.raises(NetworkError, match=said):
        get(ask(server), QUICK)
    assert len(server.calls) == 1


def test_retry_after_is_waited_for(server: Server) -> None:
    server.script(Reply(status=429, headers={"Retry-After": "1"}), JSON)
    start = time.monotonic()
    get(ask(server), QUICK)
    assert time.monotonic() - start >= 1


def test_a_wait_beyond_the_time_allowed_is_said_at_once(server: Server) -> None:
    server.script(Reply(status=429, headers={"Retry-After": "3600"}))
    start = time.monotonic()
    with pytest.raises(NetworkError, match=r"429.*wait 3600 s"):
        get(ask(server), QUICK)
    assert time.monotonic() - start < 1
    assert len(server.calls) == 1


def test_a_cut_answer_is_tried_again_and_then_named(server: Server) -> None:
    server.script(Reply(b'{"count": 1}', cut=4))
    with pytest.raises(NetworkError, match="cut off"):
        get(ask(server), QUICK)
    assert len(server.calls) == 3


def test_a_longer_body_than_promised_is_never_passed_on(server: Server) -> None:
    server.script(Reply(b'{"count": 1}', length=5))
    try:
        content = get(ask(server), QUICK).content
    except NetworkError:
        return
    assert content == b'{"cou'


@pytest.mark.parametrize(
    "reply",
    [
        Reply(b"<!DOCTYPE html><html>sign in", headers={"Content-Type": "text/html; charset=utf-8"}),
        Reply(b"\n <html>down for maintenance", headers={"Content-Type": "application/json"}),
    ],
)
def test_a_web_page_instead_of_json_says_so(server: Server, reply: Reply) -> None:
    server.script(reply)
    with pytest.raises(NetworkError, match=r"web page \(HTML\) instead of JSON"):
        get(ask(server), QUICK)


def test_text_instead_of_json_says_so(server: Server) -> None:
    server.script(Reply(b"Rate limit", headers={"Content-Type": "text/plain"}))
    with pytest.raises(NetworkError, match="text/plain instead of JSON"):
        get(ask(server), QUICK)


def test_a_dripping_answer_ends_with_the_time_allowed(server: Server) -> None:
    server.script(Reply(b"x" * 100, drip=0.1))
    start = time.monotonic()
    with pytest.raises(NetworkError, match="time"):
        get(ask(server), Bounds(total=0.6, wait=0.5, attempts=1, backoff=0.01))
    assert time.monotonic() - start < 1.5


def test_an_answer_without_end_is_refused(server: Server) -> None:
    server.script(Reply(b"[" + b"1," * 5000 + b"1]"))
    with pytest.raises(NetworkError, match="larger than 1,000 bytes"):
        get(ask(server), Bounds(size=1000, total=2, attempts=3))
    assert len(server.calls) == 1


@pytest.mark.parametrize("target", ["10.0.0.1", "169.254.169.254", "[::ffff:192.168.1.1]", "0.0.0.0", "[fe80::1]", "100.64.0.1"])
def test_a_redirect_to_a_private_address_is_refused(server: Server, target: str) -> None:
    server.script(Reply(status=302, headers={"Location": f"http://{target}/latest/meta-data"}))
    with pytest.raises(NetworkError, match="not in the public internet"):
        get(ask(server), QUICK)
    assert len(server.calls) == 1


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://example.org/x", "gopher://x/"])
def test_a_redirect_to_another_scheme_is_refused(server: Server, target: str) -> None:
    server.script(Reply(status=302, headers={"Location": target}))
    with pytest.raises(NetworkError, match="only http and https"):
        get(ask(server), QUICK)


def test_redirects_without_end_are_refused(server: Server) -> None:
    server.script(Reply(status=301, headers={"Location": "/again"}))
    with pytest.raises(NetworkError, match="more than 5 redirects"):
        get(ask(server), QUICK)
    assert len(server.calls) == 6


def test_this_machine_is_refused_by_default(server: Server) -> None:
    with pytest.raises(NetworkError, match="not in the public internet"):
        get(Request(server.url), QUICK)
    assert server.calls == []


def test_a_key_never_leaves_its_origin_and_never_shows(server: Server) -> None:
    import sources_server

    with sources_server.serving() as other:
        other.script(JSON)
        server.script(Reply(status=302, headers={"Location": other.url + "/blob"}))
        request = ask(server, secret_headers={"Ocp-Apim-Subscription-Key": "s3cret"})
        get(request, QUICK)
        assert server.calls[0].headers["ocp-apim-subscription-key"] == "s3cret"
        assert "ocp-apim-subscription-key" not in other.calls[0].headers
    server.script(Reply(status=401))
    with pytest.raises(NetworkError) as failure:
        get(ask(server, secret_headers={"Ocp-Apim-Subscription-Key": "s3cret"}, params={"subscription-key": "s3cret"}), QUICK)
    assert "s3cret" not in str(failure.value)


@pytest.mark.parametrize(
    ("number", "calls", "said"), [(socket.EAI_NONAME, 1, "name is not known"), (socket.EAI_AGAIN, 3, "did not answer")]
)
def test_an_unknown_name_ends_at_once_and_a_silent_name_server_is_asked_again(
    monkeypatch: pytest.MonkeyPatch, number: int, calls: int, said: str
) -> None:
    asked = []

    def resolve(*args: object, **options: object) -> object:
        asked.append(args)
        raise socket.gaierror(number, "no")

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    with pytest.raises(NetworkError, match=said):
        get(Request("https://example.invalid/data"), QUICK)
    assert len(asked) == calls


def test_a_name_with_one_private_address_is_refused_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 80)) for address in ("93.184.215.14", "10.0.0.7")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **options: answers)
    with pytest.raises(NetworkError, match=r"resolves to 10\.0\.0\.7"):
        get(Request("http://rebind.example/"), QUICK)


@pytest.mark.parametrize("url", ["", "http://", "not a url", "http://[bad/", "//x"])
def test_what_is_no_address_is_said(url: str) -> None:
    with pytest.raises(NetworkError):
        get(Request(url), QUICK)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1", "255.255.255.255",
        "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "ff02::1", "::ffff:10.0.0.1", "2002:0a00:0001::", "64:ff9b::a00:1", "192.0.2.1",
        "2001:db8::1", "example.org", "", "127.1", "0x7f000001",
    ],
)  # fmt: skip
def test_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "2001:4860:4860::8888", "::ffff:8.8.8.8", "185.15.59.224"])
def test_public(address: str) -> None:
    assert is_public(address)


@given(st.ip_addresses(network="10.0.0.0/8") | st.ip_addresses(network="192.168.0.0/16") | st.ip_addresses(network="127.0.0.0/8"))
def test_no_private_address_passes_in_any_clothing(address: object) -> None:
    assert not is_public(str(address))
    assert not is_public(f"::ffff:{address}")
