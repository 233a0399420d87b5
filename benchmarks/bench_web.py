"""Speed and size of the pages: latency under load, first paint, a new statement, the PDF, and memory.

``--minutes 30`` gives the long run for memory; the default is short.
"""

from __future__ import annotations

import argparse
import contextlib
import functools
import gzip
import http.client
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from messlatte.web.pages.texts import example_text

if TYPE_CHECKING:
    from playwright.sync_api import Request

RATE = 50
LIMITS = {"p95": 60.0, "page": 60_000, "requests": 3, "paint": 300.0, "new": 1000.0, "pdf": 1000.0, "growth": 0.05}


class Server:
    """`messlatte serve` with two workers, and the memory of all its processes."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        environ = {**os.environ, "MESSLATTE_WEB_STORE": str(folder / "web.sqlite"), "MESSLATTE_DATA": str(folder / "data")}
        command = [str(Path(sys.executable).with_name("messlatte")), "serve", "--workers", "2", "--port", str(self.port)]
        self.process = subprocess.Popen(command, env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self._wait()

    def _wait(self) -> None:
        # Each worker answers its own requests, so both have to be ready.
        good = 0
        for _ in range(600):
            try:
                good += self.get("/health/ready")[0] == 200
            except OSError:
                time.sleep(0.1)
            if good >= 12:
                return
        raise SystemExit("the server did not become ready in a minute")

    def get(self, path: str, method: str = "GET", body: str | None = None) -> tuple[int, bytes, dict[str, str], float]:
        """Status, body, headers and milliseconds of one request on a connection of its own."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        headers = {"accept-encoding": "gzip"} | ({"content-type": "application/x-www-form-urlencoded"} if body else {})
        started = time.perf_counter()
        connection.request(method, path, body, headers)
        response = connection.getresponse()
        data = response.read()
        spent = (time.perf_counter() - started) * 1000
        connection.close()
        return response.status, data, {k.lower(): v for k, v in response.getheaders()}, spent

    def ask(self, text: str) -> tuple[str, float]:
        """Path of the answer to a statement, and milliseconds until its page is there."""
        body = urllib.parse.urlencode({"text": text, "published": "2024-11-05"})
        _, _, headers, first = self.get("/s", "POST", body)
        status, _, _, second = self.get(headers["location"])
        assert status == 200, status
        return headers["location"], first + second

    def memory(self) -> int:
        """Bytes of private memory of the server and everything it started."""
        total = 0
        for process in _family(self.process.pid):
            try:
                text = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii")
            except OSError:
                continue
            total += sum(int(line.split()[1]) for line in text.splitlines() if line.startswith(("Private_Dirty", "Private_Clean")))
        return total * 1024


def _family(pid: int) -> list[int]:
    found = [pid]
    for parent in found:
        for path in Path(f"/proc/{parent}/task").glob("*/children"):
            found += [int(child) for child in path.read_text(encoding="ascii").split()]
    return found


@dataclass(slots=True)
class Load:
    """Milliseconds of the requests that were answered, and how many were not."""

    spent: list[float] = field(default_factory=list)
    refused: int = 0

    def fetch(self, server: Server, path: str) -> None:
        try:
            status, _, _, spent = server.get(path)
        except OSError:
            status, spent = 0, 0.0
        if status == 200:
            self.spent.append(spent)
        else:
            self.refused += 1


def load(server: Server, path: str, seconds: float) -> Load:
    """Milliseconds of each request, `RATE` started a second, whatever the earlier ones do.

    Every ten seconds somebody else asks a new statement and fetches its PDF; that is load, and not in the result.
    """
    result = Load()
    threads = []
    begun = time.perf_counter()
    for i in range(int(RATE * seconds)):
        time.sleep(max(0.0, begun + i / RATE - time.perf_counter()))
        thread = threading.Thread(target=result.fetch, args=(server, path))
        thread.start()
        threads.append(thread)
        if i % (10 * RATE) == 5 * RATE:
            threads.append(threading.Thread(target=_newcomer, args=(server, time.time_ns())))
            threads[-1].start()
        if len(threads) > 1000:
            threads = [thread for thread in threads if thread.is_alive()]
    for thread in threads:
        thread.join()
    return result


def _newcomer(server: Server, number: int) -> None:
    with contextlib.suppress(AssertionError, KeyError, OSError):
        path, _ = server.ask(f"{example_text('en')}\n{number}")
        server.get(urllib.parse.urlsplit(path).path + ".pdf")


def paint(server: Server, path: str) -> tuple[float, int, int]:
    """First contentful paint in Chromium (median of 7 cold pages), requests, and bytes over the wire."""
    from playwright.sync_api import sync_playwright

    times, sizes = [], []
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--headless", "--no-sandbox", "--disable-gpu"])
        for _ in range(7):
            context = browser.new_context()
            page = context.new_page()
            seen: list[int] = []
            page.on("requestfinished", functools.partial(_weigh, seen))
            page.goto(f"http://127.0.0.1:{server.port}{path}", wait_until="networkidle")
            times.append(float(page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")))
            sizes.append((len(seen), sum(seen)))
            context.close()
        browser.close()
    return statistics.median(times), sizes[-1][0], sizes[-1][1]


def _weigh(seen: list[int], request: Request) -> None:
    sizes = request.sizes()
    seen.append(sizes["responseBodySize"] + sizes["responseHeadersSize"])


def row(name: str, value: str, limit: str, good: bool) -> None:
    print(f"{name:<52}{value:>14}{limit:>12}  {'ok' if good else 'MISSED'}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=0.5, help="length of the load")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        server = Server(Path(name))
        try:
            measure(server, arguments.minutes)
        finally:
            server.process.terminate()
            server.process.wait(10)


def measure(server: Server, minutes: float) -> None:
    path, _ = server.ask(example_text("en"))
    fresh = [server.ask(f"{example_text('en')}\n{i}")[1] for i in range(9)]
    id = urllib.parse.urlsplit(path).path
    pdfs = [server.get(f"{id}.pdf?by={2028 + i}")[3] for i in range(7)]
    # Both workers' children must have made pages and PDFs before memory is measured: the first PDF alone takes 90 MB.
    for i in range(30):
        _newcomer(server, i)
    load(server, path, 3)
    before = server.memory()
    result = load(server, path, minutes * 60)
    spent = result.spent
    after = server.memory()
    _, body, headers, _ = server.get(path)
    plain = len(gzip.decompress(body)) if headers.get("content-encoding") == "gzip" else len(body)
    p95 = statistics.quantiles(spent, n=20)[-1]
    print(f"{'measure':<52}{'measured':>14}{'limit':>12}")
    row(f"stored answer at {RATE}/s, two workers: p95, ms", f"{p95:.1f}", "60", p95 < LIMITS["p95"])
    row("  median, ms", f"{statistics.median(spent):.1f}", "", True)
    row(
        "new statement until its page is there: median, ms",
        f"{statistics.median(fresh):.0f}",
        "1000",
        statistics.median(fresh) < LIMITS["new"],
    )
    row("  slowest of 9, ms", f"{max(fresh):.0f}", "1000", max(fresh) < LIMITS["new"])
    row("PDF: slowest of 7, ms", f"{max(pdfs):.0f}", "1000", max(pdfs) < LIMITS["pdf"])
    row("page, bytes (before compression)", f"{plain}", "", True)
    row("requests not answered", f"{result.refused} of {result.refused + len(spent)}", "0", result.refused == 0)
    growth = after / before - 1
    row(f"memory after {len(spent)} requests over before", f"{1 + growth:.3f}", "1.05", growth < LIMITS["growth"])
    if shutil.which("chromium"):
        first, requests, size = paint(server, path)
        row("first contentful paint in Chromium: median of 7, ms", f"{first:.0f}", "300", first < LIMITS["paint"])
        row("requests of a page", f"{requests}", "3", requests <= LIMITS["requests"])
        row("bytes of all of them", f"{size}", "60000", size <= LIMITS["page"])


if __name__ == "__main__":
    main()
