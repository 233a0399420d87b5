"""Borders of the server: size and time of what comes in, headers of what goes out, HEAD, and failures."""

from __future__ import annotations

import asyncio
import time

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from messlatte.web.metrics import observe

__all__ = ["Borders"]

_CSP = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors {ancestors}"
)
_HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), browsing-topics=()",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "cross-origin",
}


class _TooLarge(Exception):  # noqa: N818 - never leaves this module
    pass


class _TooLate(Exception):  # noqa: N818 - never leaves this module
    pass


class Borders:
    """ASGI middleware around the application.

    Parameters
    ----------
    app : ASGI application
        What answers.
    body_bytes : int
        Largest body; a larger one is refused with 413, also when its length is not announced.
    seconds : float
        Longest time for the body to arrive; then 408.
    """

    def __init__(self, app: ASGIApp, *, body_bytes: int, seconds: float) -> None:
        self.app = app
        self.body_bytes = body_bytes
        self.seconds = seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started = time.perf_counter()
        state = {"status": 500, "begun": False}
        head = scope["method"] == "HEAD"
        inner = {**scope, "method": "GET"} if head else scope

        async def outgoing(message: Message) -> None:
            if message["type"] == "http.response.start":
                state.update(status=message["status"], begun=True)
                message = {**message, "headers": _with_headers(message["headers"], scope["path"])}
            elif head:
                message = {**message, "body": b""}
            await send(message)

        try:
            await self.app(inner, self._limited(scope, receive), outgoing)
        except _TooLarge:
            await _refuse(outgoing, 413, f"The request is larger than {self.body_bytes} bytes.", bool(state["begun"]))
        except _TooLate:
            await _refuse(outgoing, 408, f"The request did not arrive within {self.seconds:g} seconds.", bool(state["begun"]))
        finally:
            route = inner.get("route") or scope.get("route")
            observe(scope["method"], getattr(route, "path", "other"), int(state["status"]), time.perf_counter() - started)

    def _limited(self, scope: Scope, receive: Receive) -> Receive:
        announced = next((value for name, value in scope["headers"] if name == b"content-length"), b"0")
        too_large = not announced.isdigit() or int(announced) > self.body_bytes
        seen, done = 0, False
        deadline = time.monotonic() + self.seconds

        async def incoming() -> Message:
            nonlocal seen, done
            if too_large:
                raise _TooLarge
            if done:
                return await receive()
            try:
                message = await asyncio.wait_for(receive(), max(deadline - time.monotonic(), 0.01))
            except TimeoutError:
                raise _TooLate from None
            seen += len(message.get("body", b""))
            done = message["type"] != "http.request" or not message.get("more_body", False)
            if seen > self.body_bytes:
                raise _TooLarge
            return message

        return incoming


def _with_headers(headers: list[tuple[bytes, bytes]], path: str) -> list[tuple[bytes, bytes]]:
    present = {name.lower() for name, _ in headers}
    ancestors = "*" if path.startswith("/embed/") else "'none'"
    wanted = {**_HEADERS, "content-security-policy": _CSP.format(ancestors=ancestors)}
    return [*headers, *((name.encode(), value.encode()) for name, value in wanted.items() if name.encode() not in present)]


async def _refuse(send: Send, status: int, message: str, begun: bool) -> None:
    if begun:
        return
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": f"{message}\n".encode()})
