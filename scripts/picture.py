"""Picture of the answer to the shipped statement, as a reader sees it: ``docs/images/answer_{light,dark,phone}.png``.

Needs Chromium (``make browser``). Run it when the page or the answer has changed.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import threading
import time
import urllib.parse
import urllib.request
from pathlib import Path

FOLDER = Path(__file__).parent.parent / "docs" / "images"
VIEWS = {"light": (760, 1130), "dark": (760, 1130), "phone": (360, 900)}


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"MESSLATTE_WEB_STORE": f"{folder}/web.sqlite", "MESSLATTE_DATA": f"{folder}/data"}
        _take(_served())


def _served() -> str:
    """Address of the answer, from a server in this process."""
    import uvicorn

    from messlatte.web.app import create
    from messlatte.web.pages.texts import example_text

    server = uvicorn.Server(uvicorn.Config(create(), port=0, log_level="warning"))
    threading.Thread(target=server.run, daemon=True).start()
    while not server.started:
        time.sleep(0.1)
    port = server.servers[0].sockets[0].getsockname()[1]
    data = urllib.parse.urlencode({"text": example_text("de"), "published": "2024-11-05"}).encode()
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/s", data) as response:
        return str(response.url)


def _take(address: str) -> None:
    from playwright.sync_api import sync_playwright

    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--headless", "--no-sandbox", "--disable-gpu"])
        for name, (width, height) in VIEWS.items():
            page = browser.new_page(viewport={"width": width, "height": height}, color_scheme="dark" if name == "dark" else "light")
            page.goto(f"{address}&by=2030")
            page.screenshot(path=FOLDER / f"answer_{name}.png")
            print(f"wrote docs/images/answer_{name}.png")
        browser.close()


if __name__ == "__main__":
    main()
