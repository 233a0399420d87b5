"""Which addresses may be connected to: public ones, checked after the name is resolved and before a socket is opened.

The check and the connection use the same address, so a name that resolves differently the second time (DNS rebinding) gains nothing.
"""

from __future__ import annotations

import ipaddress
import socket
import time
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import httpcore2

from messlatte.core.errors import NetworkError

if TYPE_CHECKING:
    import ssl

__all__ = ["GuardedBackend", "is_public"]

_NAT64 = ipaddress.ip_network("64:ff9b::/96")


def is_public(address: str) -> bool:
    """Whether an IP address lies in the public internet.

    False for private, loopback, link-local (169.254.169.254 of clouds), shared (100.64/10), multicast, reserved and unspecified
    addresses, and for IPv6 forms that carry such an IPv4 address (mapped, 6to4, Teredo, NAT64).

    Parameters
    ----------
    address : str
        IPv4 or IPv6 address, without brackets; a zone (``%eth0``) makes it not public.
    """
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(parsed, ipaddress.IPv6Address):
        if parsed.scope_id is not None:
            return False
        inner: list[ipaddress.IPv4Address | None] = [parsed.ipv4_mapped, parsed.sixtofour]
        if parsed.teredo is not None:
            inner.extend(parsed.teredo)
        if parsed in _NAT64:
            inner.append(ipaddress.IPv4Address(int(parsed) & 0xFFFFFFFF))
        if any(one is not None and not is_public(str(one)) for one in inner):
            return False
        if parsed.ipv4_mapped is not None:
            return True
    return parsed.is_global and not parsed.is_multicast and not parsed.is_reserved


class GuardedBackend(httpcore2.NetworkBackend):
    """Open connections to public addresses only, and let none outlive a deadline.

    Parameters
    ----------
    deadline : float
        Reading of `time.monotonic` after which every read, write and connect fails.
    allow_loopback : bool
        Also allow 127.0.0.0/8 and ::1, for tests against a local server.
    """

    def __init__(self, deadline: float, *, allow_loopback: bool = False) -> None:
        self._deadline = deadline
        self._allow_loopback = allow_loopback
        self._inner = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        failure: Exception | None = None
        for address in self._addresses(host, port):
            try:
                stream = self._inner.connect_tcp(address, port, _left(self._deadline, timeout), local_address, socket_options)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failure = error
                continue
            return _BoundedStream(stream, self._deadline)
        raise failure or httpcore2.ConnectError(f"{host}: no address")

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore2.NetworkStream:
        raise NetworkError(f"{path}: only addresses in the public internet are fetched")

    def _addresses(self, host: str, port: int) -> list[str]:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except socket.gaierror as error:
            if error.errno == socket.EAI_AGAIN:
                raise httpcore2.ConnectError(f"the name server did not answer ({error.strerror})") from error
            raise NetworkError(f"{host}: the name is not known; is this machine offline, or the address misspelt?") from error
        except (OSError, UnicodeError) as error:
            raise NetworkError(f"{host}: is no name of a server ({error})") from error
        addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
        for address in addresses:
            if not (is_public(address) or (self._allow_loopback and _is_loopback(address))):
                raise NetworkError(f"{host}: resolves to {address}, which is not in the public internet; refused")
        return addresses


class _BoundedStream(httpcore2.NetworkStream):
    """A connection whose every wait ends at the deadline."""

    def __init__(self, inner: httpcore2.NetworkStream, deadline: float) -> None:
        self._inner = inner
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, _left(self._deadline, timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, _left(self._deadline, timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        return _BoundedStream(self._inner.start_tls(ssl_context, server_hostname, _left(self._deadline, timeout)), self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


def _is_loopback(address: str) -> bool:
    return ipaddress.ip_address(address).is_loopback


def _left(deadline: float, timeout: float | None) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise httpcore2.ReadTimeout("the time allowed in all is used up")
    return left if timeout is None else min(left, timeout)
