"""Options that many commands share, and how their values are written out."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Annotated, Literal

from cyclopts import Parameter

__all__ = ["Json", "Lang", "Output", "Published", "print_json", "whole_file", "write_whole"]

Lang = Annotated[Literal["de", "en", "ru"] | None, Parameter(name="--lang", help="Language of the answer; the statement's own by default.")]
Json = Annotated[bool, Parameter(name="--json", negative="", help="Print JSON to standard output.")]
Output = Annotated[Path | None, Parameter(name=["--output", "-o"], help="File to write; its suffix chooses the format.")]
Published = Annotated[str | None, Parameter(name="--published", help="Day, month or year of publication: 2024-11-05, 2024-11 or 2024.")]


def print_json(document: Mapping[str, object]) -> None:
    """Print one JSON document, characters as they are, to standard output."""
    json.dump(document, sys.stdout, ensure_ascii=False, indent=2, allow_nan=False)
    sys.stdout.write("\n")


@contextmanager
def whole_file(path: Path) -> Iterator[IO[bytes]]:
    """Write to a temporary file beside a path and rename it at the end, so that the path holds everything or what it held before.

    Parameters
    ----------
    path : Path
        File to create or replace; its folder is made.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        umask = os.umask(0)
        os.umask(umask)
        os.chmod(temporary, 0o666 & ~umask)
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def write_whole(path: Path, content: bytes | str) -> None:
    """Write a file whole or not at all; see `whole_file`.

    Parameters
    ----------
    path : Path
        File to create or replace.
    content : bytes or str
        Its content; text is written as UTF-8.
    """
    with whole_file(path) as file:
        file.write(content.encode() if isinstance(content, str) else content)
