"""Text and tables of a list file, line by line, with limits."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from typing import IO

from messlatte.core.errors import InputError

__all__ = ["MOST_FIELD", "MOST_LINE", "csv_rows", "rows_of", "text_lines"]

MOST_LINE = 16 << 20
"""Most bytes of one line."""

MOST_FIELD = 1 << 17  # csv's own limit, which belongs to the whole process and is left alone


def text_lines(file: IO[bytes], where: str) -> Iterator[str]:
    """Lines as text: UTF-8, or Windows-1252 where a line is not UTF-8 (older British and American files).

    Raises
    ------
    InputError
        If a line is longer than `MOST_LINE` or holds NUL bytes.
    """
    number = 0
    while raw := file.readline(MOST_LINE + 1):
        number += 1
        if len(raw) > MOST_LINE:
            raise InputError(f"{where}, line {number}: refused: longer than {MOST_LINE:,} bytes; this is no list file")
        if b"\0" in raw:
            raise InputError(f"{where}, line {number}: holds NUL bytes; this is no text file")
        try:
            line = raw.decode("utf-8")
        except UnicodeDecodeError:
            line = raw.decode("cp1252", errors="replace")
        yield line.removeprefix("\ufeff") if number == 1 else line


def rows_of(file: IO[bytes], where: str) -> Iterator[list[str]]:
    """Rows of a CSV file.

    Raises
    ------
    InputError
        If a field is longer than `MOST_FIELD` or the table is broken.
    """
    reader = csv.reader(text_lines(file, where))
    try:
        yield from reader
    except csv.Error as error:
        raise InputError(f"{where}, line {reader.line_num}: refused: {error}; fields may have {MOST_FIELD:,} characters") from error


def csv_rows(file: IO[bytes], where: str, *, skip: int = 0) -> Iterator[dict[str, str]]:
    """Rows of a CSV file by the names of its header, which follows `skip` lines; cells that the header does not name are dropped."""
    rows = rows_of(file, where)
    for _ in range(skip):
        next(rows, None)
    header: Sequence[str] = [name.strip() for name in next(rows, [])]
    for row in rows:
        if row:
            yield dict(zip(header, row, strict=False))
