"""Getting bytes over HTTP from addresses that may answer anything.

Bounds on size, on each wait and on the time in all; retries with backoff of errors after which the same request may succeed, a server's
``Retry-After`` honoured; redirects followed by hand, so that each address is checked and a key never leaves its origin; an answer that
is cut off, of a wrong length or of another kind than asked for is an error that says so.
"""

from __future__ import annotations

import datetime as dt
import email.utils
import logging
import ssl
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeVar

import httpcore2
import httpx2
import stamina

from messlatte import __version__
from messlatte.core.errors import NetworkError
from messlatte.sources.addresses import GuardedBackend

__all__ = ["Answer", "Bounds", "Request", "RetryableError", "body", "get", "opened", "retried"]

T = TypeVar("T")

# Without a handler Python would print the library's note of each retry to the terminal.
logging.getLogger("stamina").addHandler(logging.NullHandler())

_RETRIED = frozenset({408, 425, 429, 500, 502, 503, 504})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_HEADERS = {"User-Agent": f"messlatte/{__version__}", "Accept-Encoding": "identity"}


@dataclass(frozen=True, slots=True)
class Bounds:
    """Limits of one request, its redirects and retries included.

    Parameters
    ----------
    size : int
        Most bytes of the answer.
    total : float
        Seconds in all.
    wait : float
        Seconds of each single wait: to connect, for the next bytes.
    attempts : int
        Most tries.
    backoff : float
        Seconds before the second try; doubled each time, with jitter, at most 60.
    redirects : int
        Most redirects of one try.
    """

    size: int = 512 * 1024**2
    total: float = 300.0
    wait: float = 30.0
    attempts: int = 5
    backoff: float = 1.0
    redirects: int = 5


@dataclass(frozen=True, slots=True)
class Request:
    """What to get.

    Parameters
    ----------
    url : str
        Address, http or https.
    params : mapping of str to str
        Query.
    secret_headers : mapping of str to str
        Headers sent only to the address' own origin (scheme, host, port), such as a subscription key; never shown in a message.
    accept : str
        Media type wanted: ``application/json`` refuses a web page, ``*/*`` takes anything that is not one.
    allow_loopback : bool
        Also allow this machine's own address, for tests.
    """

    url: str
    params: Mapping[str, str] = field(default_factory=dict)
    secret_headers: Mapping[str, str] = field(default_factory=dict)
    accept: str = "*/*"
    allow_loopback: bool = False

    @property
    def address(self) -> httpx2.URL:
        """Address with the query."""
        try:
            url = httpx2.URL(self.url)
            return url.copy_merge_params(dict(self.params)) if self.params else url
        except httpx2.InvalidURL as error:
            raise NetworkError(f"{self.url}: is not an address ({error})") from error


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer: its bytes, media type, the address that gave it in the end."""

    content: bytes
    media_type: str
    url: str


class RetryableError(NetworkError):
    """The same request may succeed later; ``after`` is the wait in seconds the server asked for, if it did."""

    def __init__(self, message: str, after: float | None = None) -> None:
        super().__init__(message)
        self.after = after


def get(request: Request, bounds: Bounds | None = None) -> Answer:
    """Get a whole answer into memory.

    Raises
    ------
    NetworkError
        If it cannot be had within the bounds, is refused, is cut off, or is a web page where data was asked for.
    """
    limits = bounds or Bounds()

    def attempt(deadline: float) -> Answer:
        with opened(request, limits, deadline) as response:
            chunks, size = [], 0
            for chunk in body(response, deadline):
                size += len(chunk)
                if size > limits.size:
                    raise NetworkError(f"{_shown(response.url)}: the answer is larger than {limits.size:,} bytes; ask for less at once")
                chunks.append(chunk)
            content = b"".join(chunks)
            _refuse_page(request, response, content[:512])
            return Answer(content, _media_type(response), _shown(response.url))

    return retried(attempt, limits, request.url)


def retried(attempt: Callable[[float], T], bounds: Bounds, what: str) -> T:
    """Run ``attempt(deadline)`` until it succeeds, fails for good, or the bounds are reached.

    Parameters
    ----------
    attempt : callable
        Takes the deadline (`time.monotonic`); raises `RetryableError` if it may be repeated.
    """
    deadline = time.monotonic() + bounds.total

    def wait(error: Exception) -> bool | float:
        if not isinstance(error, RetryableError):
            return False
        if error.after is None:
            return True
        return error.after if time.monotonic() + error.after < deadline else False

    try:
        for one in stamina.retry_context(
            on=wait, attempts=bounds.attempts, timeout=bounds.total, wait_initial=bounds.backoff, wait_jitter=bounds.backoff, wait_max=60.0
        ):
            with one:
                return attempt(deadline)
    except RetryableError as error:
        asked = f"; it asks to wait {error.after:.0f} s" if error.after else ""
        raise NetworkError(f"{error}{asked}; given up after {bounds.attempts} tries or {bounds.total:.0f} s, try again later") from error
    raise NetworkError(f"{what}: was not tried")  # pragma: no cover - stamina tries at least once


@contextmanager
def opened(request: Request, bounds: Bounds, deadline: float, headers: Mapping[str, str] | None = None) -> Iterator[httpx2.Response]:
    """Open an answer whose status is good and whose body is still to be read with `body`; errors become `NetworkError`."""
    transport = httpx2.HTTPTransport(trust_env=False)
    transport._pool = httpcore2.ConnectionPool(
        ssl_context=_ssl_context(), network_backend=GuardedBackend(deadline, allow_loopback=request.allow_loopback)
    )
    with _translated(request), httpx2.Client(transport=transport, timeout=bounds.wait, trust_env=False) as client:
        response = _followed(client, request, bounds, dict(headers or {}))
        try:
            _check_status(request, response)
            yield response
        finally:
            response.close()


@lru_cache(maxsize=1)
def _ssl_context() -> ssl.SSLContext:
    """Trusted certificates, read once: it takes longer than a request."""
    return httpx2.create_ssl_context()


def body(response: httpx2.Response, deadline: float) -> Iterator[bytes]:
    """Chunks of a body; `RetryableError` if it is cut off before the length that was promised."""
    received = 0
    for chunk in response.iter_bytes():
        received += len(chunk)
        if time.monotonic() > deadline:
            raise NetworkError(f"{_shown(response.url)}: not finished within the time allowed in all; {received:,} bytes came")
        yield chunk
    promised = response.headers.get("content-length", "")
    if promised.isdigit() and not response.headers.get("content-encoding") and received != int(promised):
        raise RetryableError(f"{_shown(response.url)}: {int(promised):,} bytes were promised, {received:,} came")


def _followed(client: httpx2.Client, request: Request, bounds: Bounds, headers: dict[str, str]) -> httpx2.Response:
    url, origin = request.address, _origin(request.address)
    for _ in range(bounds.redirects + 1):
        if url.scheme not in ("http", "https") or not url.host:
            raise NetworkError(f"{_shown(url)}: only http and https addresses are fetched")
        secret = dict(request.secret_headers) if _origin(url) == origin else {}
        response = client.send(
            client.build_request("GET", url, headers={**_HEADERS, "Accept": request.accept, **headers, **secret}), stream=True
        )
        if response.status_code not in _REDIRECTS or "location" not in response.headers:
            return response
        response.close()
        try:
            following = url.join(response.headers["location"])
        except httpx2.InvalidURL as error:
            raise NetworkError(f"{_shown(url)}: redirects to something that is not an address") from error
        if url.scheme == "https" and following.scheme == "http":
            raise NetworkError(f"{_shown(url)}: redirects from https to {_shown(following)}, which is not encrypted; refused")
        url = following
    raise NetworkError(f"{_shown(request.address)}: more than {bounds.redirects} redirects")


def _check_status(request: Request, response: httpx2.Response) -> None:
    status = response.status_code
    if status in (200, 206):
        return
    where = _shown(response.url)
    if status in _RETRIED:
        said = "asks for fewer requests (429)" if status == 429 else f"answered {status}"
        raise RetryableError(f"{where}: {said}", _retry_after(response))
    if status in (401, 403):
        raise NetworkError(f"{where}: refused ({status}); check the key, or the producer's terms of access")
    beginning = next(response.iter_bytes(300), b"")[:300].decode("utf-8", "replace").strip()
    raise NetworkError(f"{where}: answered {status}{': ' + ' '.join(beginning.split()) if beginning else ''}")


def _retry_after(response: httpx2.Response) -> float | None:
    """Seconds of ``Retry-After``, which is a number or a date (RFC 9110, 10.2.3)."""
    value = response.headers.get("retry-after", "").strip()
    if value.isdigit():
        return float(value)
    try:
        return max(0.0, (email.utils.parsedate_to_datetime(value) - dt.datetime.now(dt.UTC)).total_seconds())
    except (ValueError, TypeError):
        return None


def _refuse_page(request: Request, response: httpx2.Response, beginning: bytes) -> None:
    start = beginning.lstrip(b"\xef\xbb\xbf \t\r\n")[:64].lower()
    page = "html" in _media_type(response) or start.startswith((b"<!doctype html", b"<html"))
    if page or (request.accept == "application/json" and not start.startswith((b"{", b"["))):
        wanted = "JSON" if request.accept == "application/json" else "data"
        came = "a web page (HTML)" if page else f"{_media_type(response) or 'something'}"
        raise NetworkError(
            f"{_shown(response.url)}: answered {came} instead of {wanted}; the service is down, moved, or behind a sign-in page"
        )


def _media_type(response: httpx2.Response) -> str:
    return str(response.headers.get("content-type", "")).partition(";")[0].strip().lower()


def _origin(url: httpx2.URL) -> tuple[str, str, int | None]:
    return url.scheme, url.host, url.port


def _shown(url: httpx2.URL) -> str:
    """Address for people: without a query, which may hold a key."""
    return f"{url.scheme}://{url.host}{f':{url.port}' if url.port else ''}{url.path}"


@contextmanager
def _translated(request: Request) -> Iterator[None]:
    """Turn the library's errors into ours."""
    where = _shown(request.address)
    try:
        yield
    except (httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.ProxyError) as error:
        raise RetryableError(f"{where}: cannot be reached ({error})") from error
    except httpx2.TimeoutException as error:
        raise RetryableError(f"{where}: no answer in time ({error or 'timed out'})") from error
    except (httpx2.RemoteProtocolError, httpx2.ReadError, httpx2.WriteError, httpx2.DecodingError) as error:
        raise RetryableError(f"{where}: the answer was cut off or broken ({error})") from error
    except httpx2.HTTPError as error:
        raise NetworkError(f"{where}: {error}") from error
