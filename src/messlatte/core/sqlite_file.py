"""A SQLite file that several processes write and that a crash leaves whole."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from messlatte.core.errors import DataError

__all__ = ["SqliteFile"]

_WAIT = 30.0
"""Seconds that a writer waits for another."""


@dataclass(frozen=True, slots=True)
class SqliteFile:
    """A file with its tables; created when something is first written.

    Write-ahead log with ``synchronous = FULL``: what a block has ended with is on disk, also if the process is killed right after.

    Parameters
    ----------
    path : Path
    what : str
        What the file holds, as messages call it: ``"record"``, ``"decisions"``.
    version : int
        Of the tables; a file of a later one is refused.
    tables : sequence of str
        ``CREATE TABLE IF NOT EXISTS`` statements.
    """

    path: Path
    what: str
    version: int
    tables: Sequence[str]

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction that takes the lock at its start, so that two processes cannot both read, then overwrite each other.

        Raises
        ------
        DataError
            If the folder cannot be made or the file cannot be used.
        """
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            where = self.path.parent
            raise DataError(f"{where} cannot be made ({error.strerror}); let MESSLATTE_DATA name a folder to write in") from error
        with self.reading() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                connection.execute("ROLLBACK")
                raise

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Connection to the file, closed at the end of the block.

        Raises
        ------
        DataError
            If the file cannot be used or is of a later version.
        """
        try:
            connection = sqlite3.connect(self.path, timeout=_WAIT, isolation_level=None)
            try:
                connection.execute("PRAGMA journal_mode = WAL")
                connection.execute("PRAGMA synchronous = FULL")
                self._prepare(connection)
                yield connection
            finally:
                connection.close()
        except sqlite3.Error as error:
            raise DataError(
                f"the {self.what} {self.path} cannot be used: {error}; move the file away to start anew, or set MESSLATTE_DATA"
            ) from error

    def _prepare(self, connection: sqlite3.Connection) -> None:
        """Create the tables once; refuse a file of a later version."""
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version > self.version:
            has = "have" if self.what.endswith("s") else "has"
            raise DataError(f"the {self.what} {self.path} {has} version {version}, this Messlatte knows {self.version}: update Messlatte")
        if version == self.version:
            return
        connection.execute("BEGIN IMMEDIATE")
        for table in self.tables:
            connection.execute(table)
        connection.execute(f"PRAGMA user_version = {self.version}")
        connection.execute("COMMIT")
