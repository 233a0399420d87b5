"""One page from an http(s) address that a person gave on the command line; never used by the server.

`messlatte.sources.http` does the work: public addresses only, checked at every redirect, the connection made to the address that was
checked, bounds on size, time and redirects. Here is what a page needs beyond data: web pages are welcome, one try is enough.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

from messlatte.core.errors import InputError
from messlatte.sources.http import Bounds, Request, body, opened

__all__ = ["PAGE", "Fetched", "fetch"]

PAGE = Bounds(size=30_000_000, total=30.0, wait=15.0, attempts=1, redirects=5)


@dataclass(frozen=True, slots=True)
class Fetched:
    """A document with what its server declared; ``url`` is the last address after redirects."""

    data: bytes
    url: str
    media_type: str | None = None
    charset: str | None = None


def fetch(address: str, *, bounds: Bounds = PAGE, allow_loopback: bool = False) -> Fetched:
    """Fetch one document.

    Parameters
    ----------
    address : str
        ``http://`` or ``https://`` address.
    bounds : Bounds
        Size, time and redirects.
    allow_loopback : bool
        Also allow this machine's own address, for tests.

    Raises
    ------
    InputError
        If the address carries credentials, or the document is too large.
    NetworkError
        If the address is not public, cannot be reached in time, or answers anything but a document.
    """
    request = Request(address, accept="text/html, text/plain, application/pdf;q=0.9, */*;q=0.5", allow_loopback=allow_loopback)
    if request.address.userinfo:
        raise InputError(f"the address of {request.address.host} carries a user name or password; addresses with credentials are not read")
    deadline = time.monotonic() + bounds.total
    found = bytearray()
    with opened(request, bounds, deadline) as response:
        for chunk in body(response, deadline):
            found += chunk
            if len(found) > bounds.size:
                raise InputError(f"{address}: the page is larger than {bounds.size / 1e6:g} MB; save the statement to a file and read that")
        media, _, rest = str(response.headers.get("content-type", "")).partition(";")
        charset = rest.lower().partition("charset=")[2].strip(" \"'").partition(";")[0] or None
        return Fetched(bytes(found), str(response.url), media.strip().lower() or None, charset)
