"""The stream of a corpus, before anything is read of it."""

from __future__ import annotations

import io

from messlatte.cli.corpus import lines


def numbered(data: bytes, limit: int = 100) -> list[tuple[int, bytes | None, int]]:
    return [(line.number, line.data, line.size) for line in lines(io.BytesIO(data), limit)]


def test_blank_lines_keep_their_number_and_are_not_read() -> None:
    assert numbered(b'{"a": 1}\n\n  \n{"a": 2}') == [(1, b'{"a": 1}\n', 9), (4, b'{"a": 2}', 8)]


def test_a_line_that_is_too_long_is_skipped_whole() -> None:
    long = b"x" * 250 + b"\n"
    assert numbered(b"one\n" + long + b"two\n" + b"y" * 300) == [(1, b"one\n", 4), (2, None, 251), (3, b"two\n", 4), (4, None, 300)]


def test_a_line_of_just_the_limit_is_kept() -> None:
    assert numbered(b"x" * 99 + b"\n") == [(1, b"x" * 99 + b"\n", 100)]
    assert numbered(b"x" * 100 + b"\n") == [(1, None, 101)]


def test_nothing() -> None:
    assert numbered(b"") == []
