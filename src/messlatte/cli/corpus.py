"""A corpus of statements, one JSON object a line, read as a stream: constant memory, same order, bad lines named."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from messlatte.cli.intake import checked_published, own_words
from messlatte.core.errors import InputError, MesslatteError

if TYPE_CHECKING:
    from rich.progress import Progress

__all__ = ["MAX_LINE", "Line", "Read", "lines", "progress_bar", "read_corpus", "read_line"]

MAX_LINE = 20_000_000
_CHUNK = 64


@dataclass(frozen=True, slots=True)
class Line:
    """A raw line and its number; ``data`` is None when the line was too long to keep."""

    number: int
    data: bytes | None
    size: int


@dataclass(frozen=True, slots=True)
class Read:
    """What became of a line: JSON text, or the reason why there is none."""

    number: int
    size: int
    document: str | None = None
    problem: str | None = None
    contradicts: bool = False


@dataclass(frozen=True, slots=True)
class Manner:
    """How every line is read: language of the messages, word list."""

    language: str | None = None
    lexicon: Path | None = None


def lines(file: IO[bytes], limit: int = MAX_LINE) -> Iterator[Line]:
    """Lines that are not blank; a line longer than the limit is skipped without being kept."""
    number = 0
    while data := file.readline(limit + 1):
        number += 1
        size = len(data)
        if size > limit:
            while data and not data.endswith(b"\n"):
                data = file.readline(limit)
                size += len(data)
            yield Line(number, None, size)
        elif data.strip():
            yield Line(number, data, size)


def _record(data: bytes) -> tuple[str, str | None, Any]:
    """Text, publication date and id of a line."""
    try:
        record = json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise InputError(f"is not UTF-8 (byte {error.start})") from error
    except ValueError as error:
        raise InputError(f"is not JSON ({error})") from error
    except RecursionError as error:
        raise InputError("is not a flat JSON object") from error
    if not isinstance(record, dict):
        raise InputError(f'must be an object {{"id", "text", "published"}}, found {type(record).__name__}')
    text, published = record.get("text"), record.get("published")
    if not isinstance(text, str):
        raise InputError('has no "text"' if text is None else f'"text" must be a string, found {type(text).__name__}')
    if isinstance(published, int) and not isinstance(published, bool):
        published = str(published)
    if published is not None and not isinstance(published, str):
        raise InputError(f'"published" must be a date, found {type(published).__name__}')
    return text, published, record.get("id")


def read_line(line: Line, manner: Manner) -> Read:
    """Read one line; what is wrong with it becomes its ``problem``."""
    from messlatte.core.statement import Severity
    from messlatte.screening.makers import makers_document
    from messlatte.statement.decode import MAX_BYTES, readable
    from messlatte.statement.document import to_document
    from messlatte.statement.reader import read

    try:
        if line.data is None:
            raise InputError(f"has {line.size / 1e6:,.0f} MB, more than the {MAX_LINE / 1e6:g} MB a line may have")
        text, published, identity = _record(line.data)
        if len(text) > MAX_BYTES:
            raise InputError(f'"text" has {len(text):,} characters, more than {MAX_BYTES:,}')
        statement = read(readable(text), published=checked_published(published), id=identity, lexicon=own_words(manner.lexicon))
        document = to_document(statement, manner.language or statement.language, with_text=False)
        document = {**document, "arms_makers": makers_document(statement.text)}
        contradicts = any(finding.severity is Severity.CONTRADICTION for finding in statement.findings)
        written = json.dumps(document, ensure_ascii=False, allow_nan=False)
    except (MesslatteError, UnicodeEncodeError) as error:
        return Read(line.number, line.size, problem=str(error))
    return Read(line.number, line.size, written.encode("utf-8", "replace").decode("utf-8"), contradicts=contradicts)


def _read_chunk(chunk: list[Line], manner: Manner) -> list[Read]:
    return [read_line(line, manner) for line in chunk]


def read_corpus(source: Iterable[Line], manner: Manner, *, workers: int = 1) -> Iterator[Read]:
    """Read lines in their order, in this process or in several.

    Parameters
    ----------
    source : iterable of Line
        Raw lines; only a few chunks of them are held at a time.
    manner : Manner
        How to read.
    workers : int
        Number of processes.
    """
    if workers <= 1:
        for line in source:
            yield read_line(line, manner)
        return
    from concurrent.futures import Future, ProcessPoolExecutor
    from multiprocessing import get_context

    stream = iter(source)
    waiting: deque[Future[list[Read]]] = deque()
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        try:
            while True:
                while len(waiting) < 3 * workers and (chunk := list(islice(stream, _CHUNK))):
                    waiting.append(pool.submit(_read_chunk, chunk, manner))
                if not waiting:
                    return
                yield from waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()


@contextmanager
def progress_bar(total: int | None) -> Iterator[Progress]:
    """Bar on standard error, shown on a terminal only; ``total`` in bytes."""
    import sys

    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskProgressColumn, TimeRemainingColumn

    console = Console(stderr=True)
    columns = (BarColumn(), TaskProgressColumn(), TimeRemainingColumn()) if total else (MofNCompleteColumn(),)
    with Progress(*columns, console=console, disable=not sys.stderr.isatty(), transient=True) as progress:
        progress.add_task("read", total=total)
        yield progress
