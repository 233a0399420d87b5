"""Options that many commands share, and how their values are written out."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

__all__ = ["Json", "Lang", "Output", "Published", "print_json", "write_whole"]

Lang = Annotated[Literal["de", "en", "ru"] | None, Parameter(name="--lang", help="Language of the answer; the statement's own by default.")]
Json = Annotated[bool, Parameter(name="--json", negative="", help="Print JSON to standard output.")]
Output = Annotated[Path | None, Parameter(name=["--output", "-o"], help="File to write; its suffix chooses the format.")]
Published = Annotated[str | None, Parameter(name="--published", help="Day, month or year of publication: 2024-11-05, 2024-11 or 2024.")]


def print_json(document: Mapping[str, object]) -> None:
    """Print one JSON document, characters as they are, to standard output."""
    json.dump(document, sys.stdout, ensure_ascii=False, indent=2, allow_nan=False)
    sys.stdout.write("\n")


def write_whole(path: Path, content: bytes | str) -> None:
    """Write a file whole or not at all: to a temporary file beside it, then renamed.

    Parameters
    ----------
    path : Path
        File to create or replace.
    content : bytes or str
        Its content; text is written as UTF-8.
    """
    data = content.encode() if isinstance(content, str) else content
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        umask = os.umask(0)
        os.umask(umask)
        os.chmod(temporary, 0o666 & ~umask)
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
