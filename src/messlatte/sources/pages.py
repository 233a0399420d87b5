"""Answers of an API gathered one by one, so that a run that was killed goes on where it was."""

from __future__ import annotations

import hashlib
import json
import shutil
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from messlatte.core.errors import NetworkError
from messlatte.core.files import whole_file

__all__ = ["finish", "gathered", "parsed"]

_FRESH_SECONDS = 86_400


def gathered(data: Path, job: Mapping[str, object], name: str, ask: Callable[[], bytes]) -> bytes:
    """One answer of a job: that of an earlier run if it came within a day, else a new one.

    Parameters
    ----------
    data : Path
        Data folder.
    job : mapping
        What is asked for in all, without secrets; equal jobs share their answers.
    name : str
        Name of this answer within the job.
    ask : callable
        Gets it.
    """
    path = _folder(data, job) / f"{hashlib.sha256(name.encode()).hexdigest()[:24]}.json"
    with suppress(OSError):
        if time.time() - path.stat().st_mtime < _FRESH_SECONDS:
            return path.read_bytes()
    content = ask()
    with whole_file(path) as file:
        file.write(content)
    return content


def finish(data: Path, job: Mapping[str, object]) -> None:
    """Delete a job's answers, after they have been kept as a snapshot."""
    shutil.rmtree(_folder(data, job), ignore_errors=True)


def parsed(content: bytes, where: str) -> Any:
    """JSON of an answer.

    Raises
    ------
    NetworkError
        If it is none.
    """
    try:
        return json.loads(content)
    except (ValueError, RecursionError) as error:
        raise NetworkError(f"{where}: answered something that is not JSON ({str(error)[:80]}); try again later") from error


def _folder(data: Path, job: Mapping[str, object]) -> Path:
    key = hashlib.sha256(json.dumps(job, sort_keys=True, default=str).encode()).hexdigest()[:24]
    return data / "raw" / "partial" / f"job-{key}"
