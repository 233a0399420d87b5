"""Where a statement comes from on the command line: a file, standard input, an http(s) address."""

from __future__ import annotations

import datetime as dt
import re
import sys
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from messlatte.core.errors import InputError, UsageError
from messlatte.core.quantity import Month

if TYPE_CHECKING:
    from messlatte.statement.lexicon_file import Lexicon
    from messlatte.statement.pages import Page

__all__ = ["checked_published", "month_of", "own_words", "take"]


def take(source: str) -> Page:
    """Read the document that a command names, and say on standard error what had to be assumed.

    Parameters
    ----------
    source : str
        Path of a file, ``-`` for standard input, or an http(s) address.

    Raises
    ------
    InputError
        If it cannot be read as a text; the message names the source.
    NetworkError
        If an address cannot be reached.
    """
    from messlatte.statement.pages import page_of

    if re.match(r"https?://", source, re.IGNORECASE):
        from messlatte.sources.fetch import fetch

        found = fetch(source)
        data, name, media_type, charset = found.data, found.url, found.media_type, found.charset
    else:
        data, name, media_type, charset = _bytes(source), source, None, None
    try:
        page = page_of(data, name="" if name == "-" else name, media_type=media_type, charset=charset)
    except InputError as error:
        raise InputError(f"{_shown(source)}: {error}") from error
    if page.assumed:
        print(f"{_shown(source)}: the encoding is not stated; read as {page.encoding}", file=sys.stderr)
    return page


def _shown(source: str) -> str:
    return "standard input" if source == "-" else source


def _bytes(source: str) -> bytes:
    from messlatte.statement.pages import MAX_DOCUMENT_BYTES

    if source == "-":
        return sys.stdin.buffer.read(MAX_DOCUMENT_BYTES + 1)
    try:
        with Path(source).open("rb") as file:
            return file.read(MAX_DOCUMENT_BYTES + 1)
    except FileNotFoundError as error:
        if source.startswith("-"):
            raise UsageError(f"{source}: is neither an option nor a file; `messlatte --help` lists the options") from error
        raise InputError(f"{source}: there is no such file; give a file, - for standard input, or an http(s) address") from error
    except IsADirectoryError as error:
        raise InputError(f"{source}: is a folder; give one file of it, or a corpus with `messlatte read --jsonl`") from error
    except (OSError, ValueError) as error:
        raise InputError(f"{source[:200]!r}: cannot be read ({getattr(error, 'strerror', None) or error})") from error


def checked_published(published: str | None) -> str | None:
    """Check a publication date: ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``, a real day, not before 1000 and not in the far future.

    Raises
    ------
    UsageError
        If it is none of these.
    """
    if published is None:
        return None
    found = re.fullmatch(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?", published.strip())
    try:
        if not found:
            raise ValueError
        day = dt.date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    except ValueError:
        raise UsageError(f"--published: {published!r} is no date; write 2024-11-05, 2024-11 or 2024") from None
    if not 1000 <= day.year <= dt.date.today().year + 1:
        raise UsageError(f"--published: {published!r} is not a year in which a statement can have been published")
    return "-".join(part if index == 0 else f"{int(part):02d}" for index, part in enumerate(part for part in found.groups() if part))


@lru_cache(maxsize=4)
def own_words(path: Path | None) -> Lexicon | None:
    """Words of ``--lexicon FILE``, checked; None without one.

    Raises
    ------
    InputError
        If the file cannot be read or says something that cannot be meant.
    """
    if path is None:
        return None
    from messlatte.statement.lexicon_file import load_lexicon

    return load_lexicon(path)


def month_of(text: str | None) -> Month | None:
    """Year or month of ``--by``.

    Raises
    ------
    UsageError
        If it is neither.
    """
    if text is None:
        return None
    try:
        return Month.parse(text)
    except ValueError as error:
        raise UsageError(f"--by: a year or a month is needed, such as 2030 or 2030-06; found {text!r}") from error
