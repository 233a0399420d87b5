"""UN Comtrade API v1 and its bulk files: what each reporter declared, by partner and product.

Without a key: ``/public/v1/preview/{typeCode}/{freqCode}/{clCode}``, 500 rows and one period an answer. With a subscription key (header
``Ocp-Apim-Subscription-Key``, from ``MESSLATTE_COMTRADE_KEY``): ``/data/v1/get/...``, up to 250,000 rows, of which 100,000 are asked for.
Answers are ``{elapsedTime, count, data: [...], error}``. Bulk files are gzipped tab-delimited texts listed by ``/bulk/v1/get/...``.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from messlatte.core.errors import NetworkError, UsageError
from messlatte.core.evidence import Source
from messlatte.sources.comtrade_query import Query, halves
from messlatte.sources.comtrade_reader import relations
from messlatte.sources.pages import finish, gathered, parsed
from messlatte.sources.snapshot import Snapshot, checked, keep, keep_bytes

if TYPE_CHECKING:
    from messlatte.sources.download import Progress
    from messlatte.sources.http import Bounds, Request

__all__ = ["LICENCE", "PRODUCER", "Access", "add", "fetch", "fetch_bulk", "relations"]

PRODUCER = "UN Comtrade"
LICENCE = "UN Comtrade licence agreement: use and quote with the source named; no redistribution of the raw data"
BASE_URL = "https://comtradeapi.un.org"
KEY_VARIABLE = "MESSLATTE_COMTRADE_KEY"

_KEY_HEADER = "Ocp-Apim-Subscription-Key"
_PREVIEW_ROWS = 500
_KEY_ROWS = 100_000
_KEY_PERIODS = 12


@dataclass(frozen=True, slots=True)
class Access:
    """How the API is reached.

    Parameters
    ----------
    key : str or None
        Subscription key; by default that of the environment. None uses the preview.
    pause : float
        Seconds between two requests; the free plans allow one a second.
    bounds : Bounds or None
        Limits of each request.
    allow_loopback : bool
        For tests against a local server.
    """

    key: str | None = None
    base_url: str = BASE_URL
    pause: float = 1.0
    bounds: Bounds | None = None
    allow_loopback: bool = False

    @classmethod
    def from_environment(cls) -> Access:
        """Access with the key of ``MESSLATTE_COMTRADE_KEY``, if it is set."""
        return cls(key=os.environ.get(KEY_VARIABLE) or None)

    def request(self, path: str, params: dict[str, str]) -> Request:
        """Request of a path below the base address, or of a whole address; only the API's own origin is given the key."""
        from messlatte.sources.http import Request

        url = path if path.startswith(("http://", "https://")) else f"{self.base_url}/{path}"
        secret = {_KEY_HEADER: self.key} if self.key and url.startswith(f"{self.base_url}/") else {}
        return Request(url, params, secret, "application/json", self.allow_loopback)


def fetch(data: Path, query: Query, access: Access | None = None, tell: Callable[[str], None] = lambda line: None) -> Snapshot:
    """Ask the API, in as many requests as its limits need, and keep the answers as they came.

    A run that is killed goes on where it was, within a day.

    Parameters
    ----------
    data : Path
        Data folder.
    query : Query
        What to ask for.
    access : Access, optional
        By default with the key of the environment.
    tell : callable
        Is told each request, for people.

    Raises
    ------
    NetworkError
        If the API cannot be reached within the bounds, refuses, or answers nonsense.
    UsageError
        If an answer is too large for the API's limits however it is cut.
    """
    way = access or Access.from_environment()
    job = {"what": "comtrade", "query": str(query), "keyed": bool(way.key), "base": way.base_url}
    contents: dict[str, bytes] = {}
    for part in _parts(query, keyed=bool(way.key)):
        for asked, content in _whole(data, job, part, way, tell):
            contents[f"{'-'.join((asked.path.replace('/', ''), asked.periods[0], *asked.reporters[:3]))}-{len(contents):04d}.json"] = (
                content
            )
    span = f"{query.periods[0]}-{query.periods[-1]}" if len(query.periods) > 1 else query.periods[0]
    title = f"{query.classification} {span}, reporters {', '.join(query.reporters)}"
    source = Source(PRODUCER, title, "API v1", url=f"{way.base_url}/{_endpoint(way)}/{query.path}", licence=LICENCE)
    snapshot = checked(keep_bytes(data, contents, source), relations)
    finish(data, job)
    return snapshot


def fetch_bulk(data: Path, query: Query, access: Access | None = None, progress: Progress | None = None) -> Snapshot:
    """Download the bulk files of reporters and periods; partners and products of the query are not looked at. Needs a key.

    Raises
    ------
    UsageError
        Without a key.
    NetworkError
        As for `fetch`, or if no file is listed.
    """
    from messlatte.sources.download import download
    from messlatte.sources.http import get

    way = access or Access.from_environment()
    if not way.key:
        raise UsageError(f"Comtrade's bulk files need a subscription key; set {KEY_VARIABLE}, or download the file in a browser and add it")
    params = {"reporterCode": ",".join(query.reporters), "period": ",".join(query.periods)}
    listed = _answer(get(way.request(f"bulk/v1/get/{query.path}", params), way.bounds).content, "bulk list")
    if not listed:
        raise NetworkError(f"Comtrade lists no bulk file for reporters {params['reporterCode']}, {params['period']}; not yet reported?")
    files: dict[str, Path] = {}
    try:
        for entry in listed:
            name = f"COMTRADE-{entry.get('reporterCode')}-{entry.get('period')}-{entry.get('classificationCode')}.txt.gz"
            request = replace(way.request(str(entry.get("fileUrl", "")), {}), accept="*/*")
            files[name] = download(data, request, progress=progress)
            time.sleep(way.pause)
        source = Source(PRODUCER, f"bulk {query.path}", "API v1", url=f"{way.base_url}/bulk/v1/get/{query.path}", licence=LICENCE)
        return checked(keep(data, files, source), relations)
    finally:
        for path in files.values():
            path.unlink(missing_ok=True)


def add(data: Path, path: Path) -> Snapshot:
    """Keep a file of Comtrade's: a bulk file, a CSV of its website, an answer of the API; or a folder of such files.

    Raises
    ------
    InputError
        If it has not Comtrade's columns.
    """
    files = {one.name: one for one in sorted(path.iterdir())} if path.is_dir() else {path.name: path}
    source = Source(PRODUCER, path.stem, "as downloaded", url="https://comtradeplus.un.org", licence=LICENCE)
    return checked(keep(data, files, source), relations)


def _endpoint(way: Access) -> str:
    return "data/v1/get" if way.key else "public/v1/preview"


def _parts(query: Query, *, keyed: bool) -> Iterator[Query]:
    """Questions of as many periods as one request may name."""
    size = _KEY_PERIODS if keyed else 1
    for at in range(0, len(query.periods), size):
        yield replace(query, periods=query.periods[at : at + size])


def _whole(data: Path, job: dict[str, object], query: Query, way: Access, tell: Callable[[str], None]) -> Iterator[tuple[Query, bytes]]:
    """Answers that together are whole: one, or those of both halves if one reaches the limit."""
    from messlatte.sources.http import get

    limit = _KEY_ROWS if way.key else _PREVIEW_ROWS

    def ask() -> bytes:
        tell(f"Comtrade: reporters {', '.join(query.reporters)}, {query.periods[0]}..{query.periods[-1]}, {', '.join(query.products[:3])}")
        content = get(way.request(f"{_endpoint(way)}/{query.path}", query.params(limit)), way.bounds).content
        _answer(content, query.path)
        time.sleep(way.pause)
        return content

    content = gathered(data, job, str(query), ask)
    if len(_answer(content, query.path)) < limit:
        yield query, content
        return
    for half in halves(query):
        yield from _whole(data, job, half, way, tell)


def _answer(content: bytes, where: str) -> list[dict[str, Any]]:
    """Rows of an answer.

    Raises
    ------
    NetworkError
        If it is an error, or not of the documented form.
    """
    document = parsed(content, f"Comtrade {where}")
    if isinstance(document, dict) and document.get("error"):
        raise NetworkError(f"Comtrade {where}: refused: {str(document['error'])[:200]}")
    rows = document.get("data") if isinstance(document, dict) else None
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise NetworkError(f"Comtrade {where}: answered another form than the API documents; it may have changed")
    count = document.get("count")
    if isinstance(count, int) and len(rows) < min(count, _PREVIEW_ROWS):
        raise NetworkError(f"Comtrade {where}: {count} rows were announced, {len(rows)} came; try again")
    return rows
