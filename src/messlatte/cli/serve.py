"""``messlatte serve``: the web pages."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from messlatte.core.errors import UsageError

__all__ = ["serve"]

_NEEDED = ("fastapi", "jinja2", "markupsafe", "multipart", "prometheus_client", "uvicorn", "vl_convert")


def serve(
    *,
    host: Annotated[str, Parameter(help="Address to listen on; 0.0.0.0 for all.")] = "127.0.0.1",
    port: Annotated[int, Parameter(help="Port to listen on.")] = 8000,
    workers: Annotated[int, Parameter(help="Processes that answer; each has one more that calculates.")] = 1,
    store: Annotated[Path | None, Parameter(help="SQLite file of the statements; in the user's state folder by default.")] = None,
    url: Annotated[str | None, Parameter(help="Public address in front of a proxy, such as https://messlatte.example.")] = None,
    log_statements: Annotated[
        bool, Parameter(negative="", help="Write statement texts to the log; they are kept out of it otherwise.")
    ] = False,
) -> int:
    """Serve the pages until interrupted.

    All state is in the addresses and in one SQLite file; see `docs/guide/deploy.md` for proxies, limits and metrics.
    """
    import os
    import shutil
    import tempfile

    missing = [name for name in _NEEDED if find_spec(name) is None]
    if missing:
        raise UsageError(f"serve needs the extra [web] ({', '.join(missing)} missing): pip install 'messlatte[web]'")
    if not 0 <= port <= 65535:
        raise UsageError(f"--port: a number from 0 to 65535 is needed, found {port}")
    if not 1 <= workers <= 64:
        raise UsageError(f"--workers: a number from 1 to 64 is needed, found {workers}")
    for name, value in (("STORE", store), ("URL", url), ("LOG_STATEMENTS", "1" if log_statements else None)):
        if value is not None:
            os.environ[f"MESSLATTE_WEB_{name}"] = str(value)
    # By name: cli and web are neighbours that do not import each other.
    import_module("messlatte.web.settings").Settings.from_environment()
    folder = None
    if workers > 1 and "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
        folder = os.environ["PROMETHEUS_MULTIPROC_DIR"] = tempfile.mkdtemp(prefix="messlatte-metrics-")
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as `assess`: the server's processes inherit it before they load numpy
    import uvicorn

    try:
        uvicorn.run(
            "messlatte.web.app:create",
            factory=True,
            host=host,
            port=port,
            workers=workers,
            server_header=False,
            proxy_headers=True,
            timeout_keep_alive=15,
            limit_concurrency=200,
            h11_max_incomplete_event_size=32_768,
        )
    finally:
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)
    return 0
