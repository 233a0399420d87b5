"""One page from an http(s) address that a person gave on the command line; never used by the server.

Every address, also each one that a redirect names, is resolved first; all its IP addresses must be public, and the connection goes to the
address that was checked, so that a name that changes its answer between check and connection (DNS rebinding) gains nothing. Proxies and
credentials of the environment are not used.
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from messlatte.core.errors import InputError, NetworkError

if TYPE_CHECKING:
    import httpx2

__all__ = ["Fetched", "Limits", "fetch", "is_public"]

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a page may cost: bytes (after decompression), seconds altogether, redirects."""

    size: int = 30_000_000
    seconds: float = 30.0
    redirects: int = 5


@dataclass(frozen=True, slots=True)
class Fetched:
    """A document with what its server declared; ``url`` is the last address after redirects."""

    data: bytes
    url: str
    media_type: str | None = None
    charset: str | None = None


def is_public(address: Address) -> bool:
    """Whether an IP address belongs to the public internet, also when it is wrapped in an IPv6 transition format."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
        if inner is None and address in _NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(inner)
    return address.is_global and not address.is_multicast and not address.is_reserved


async def _checked_address(url: httpx2.URL, permit: Callable[[Address], bool]) -> str:
    """Resolve the host of an address and give back one IP address, all of which must be permitted."""
    host = url.raw_host.decode("ascii").strip("[]")
    port = url.port or (443 if url.scheme == "https" else 80)
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise NetworkError(f"{url}: the host name {host!r} is not known ({error}); check the address") from error
    addresses = list(dict.fromkeys(str(entry[4][0]).partition("%")[0] for entry in found))
    for address in addresses:
        if not permit(ipaddress.ip_address(address)):
            raise InputError(f"{url}: {host} is {address}, which is not a public internet address; save the page to a file and read that")
    if not addresses:
        raise NetworkError(f"{url}: the host name {host!r} has no address; check it")
    return addresses[0]


def _acceptable(address: str | httpx2.URL) -> httpx2.URL:
    import httpx2

    try:
        url = httpx2.URL(address)
    except (httpx2.InvalidURL, TypeError) as error:
        raise InputError(f"{str(address)[:200]!r} is no address ({error})") from error
    if url.scheme not in {"http", "https"} or not url.host:
        raise InputError(f"{str(url)[:200]!r} is no http or https address")
    if url.userinfo:
        raise InputError(f"the address of {url.host} carries a user name or password; addresses with credentials are not read")
    return url


async def _answer(client: httpx2.AsyncClient, url: httpx2.URL, ip: str, size: int) -> httpx2.Response:
    """Ask one address by its checked IP, name it in Host and in TLS, and read the body up to the limit."""
    pinned = url.copy_with(host=ip, fragment=None)
    headers = {"Host": url.netloc.decode("ascii")}
    request = client.build_request("GET", pinned, headers=headers, extensions={"sni_hostname": url.raw_host.decode("ascii")})
    response = await client.send(request, stream=True)
    try:
        if response.status_code not in _REDIRECTS:
            response.extensions["messlatte"] = await _body(response, size, url)
    finally:
        await response.aclose()
    return response


async def _body(response: httpx2.Response, size: int, url: httpx2.URL) -> bytes:
    """Read a body; compression is undone here, so that a small answer cannot unfold into a huge one."""
    coding = response.headers.get("content-encoding", "identity").strip().lower()
    if coding not in {"identity", "", "gzip"}:
        raise NetworkError(f"{url}: the server answers in the encoding {coding!r} that was not asked for; save the page to a file")
    unpack = zlib.decompressobj(wbits=47) if coding == "gzip" else None
    body = bytearray()
    async for chunk in response.aiter_raw():
        try:
            body += unpack.decompress(chunk, size + 1 - len(body)) if unpack else chunk
        except zlib.error as error:
            raise NetworkError(f"{url}: the compressed answer is damaged ({error}); try again") from error
        if len(body) > size:
            raise InputError(f"{url}: the page is larger than {size / 1e6:g} MB; save the statement to a file and read that")
    return bytes(body)


async def _fetch(address: str, limits: Limits, permit: Callable[[Address], bool]) -> Fetched:
    import httpx2

    url = _acceptable(address)
    headers = {
        "User-Agent": "messlatte (+https://pypi.org/project/messlatte/)",
        "Accept": "text/html, text/plain, application/pdf;q=0.9, */*;q=0.5",
    }
    async with httpx2.AsyncClient(
        headers=headers | {"Accept-Encoding": "gzip, identity"}, timeout=limits.seconds, follow_redirects=False, trust_env=False
    ) as client:
        for _ in range(limits.redirects + 1):
            response = await _answer(client, url, await _checked_address(url, permit), limits.size)
            if response.status_code not in _REDIRECTS:
                return _fetched(response, url)
            target = response.headers.get("location")
            if not target:
                raise NetworkError(f"{url}: answered {response.status_code} without saying where the page went")
            url = _acceptable(url.join(target))
    raise NetworkError(f"{address}: more than {limits.redirects} redirects; give the final address")


def _fetched(response: httpx2.Response, url: httpx2.URL) -> Fetched:
    if response.status_code != 200:
        raise NetworkError(f"{url}: the server answered {response.status_code} {response.reason_phrase}; check the address in a browser")
    media, _, rest = response.headers.get("content-type", "").partition(";")
    charset = rest.lower().partition("charset=")[2].strip(" \"'").partition(";")[0] or None
    return Fetched(response.extensions["messlatte"], str(url), media.strip().lower() or None, charset)


def fetch(address: str, *, limits: Limits | None = None, permit: Callable[[Address], bool] = is_public) -> Fetched:
    """Fetch one document.

    Parameters
    ----------
    address : str
        ``http://`` or ``https://`` address.
    limits : Limits, optional
        Size, time and redirects.
    permit : callable
        Which IP addresses may be connected to; the public internet by default.

    Raises
    ------
    InputError
        If the address is none, is not permitted, or the document is too large.
    NetworkError
        If it cannot be reached, or answers anything but 200.
    """
    import httpx2

    limits = limits or Limits()

    async def within_time() -> Fetched:
        async with asyncio.timeout(limits.seconds):
            return await _fetch(address, limits, permit)

    try:
        return asyncio.run(within_time())
    except (TimeoutError, httpx2.TimeoutException) as error:
        raise NetworkError(
            f"{address}: no whole answer within {limits.seconds:g} seconds; try again, or save the page to a file"
        ) from error
    except httpx2.HTTPError as error:
        raise NetworkError(
            f"{address}: cannot be reached ({str(error) or type(error).__name__}); check the address and the connection"
        ) from error
