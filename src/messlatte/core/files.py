"""Files that are written whole or not at all."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO

__all__ = ["json_text", "whole_file", "write_whole"]


def json_text(document: Mapping[str, object]) -> str:
    """A JSON document as files hold it: characters as they are, indented, with a line break at its end.

    Raises
    ------
    ValueError
        If it holds a number that JSON has not, such as NaN.
    """
    return json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


@contextmanager
def whole_file(path: Path) -> Iterator[IO[bytes]]:
    """Write to a temporary file beside a path and rename it at the end, so that the path holds everything or what it held before.

    The bytes are on the disk before the name is; permissions are those of a new file.

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
