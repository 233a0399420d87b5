"""The user's own part of the record: targets, outcomes and our probabilities. SQLite, safe for two processes and for a crash."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from messlatte.core.sqlite_file import SqliteFile
from messlatte.track.dataset import shipped_targets
from messlatte.track.target import AnnouncedTarget, columns, from_row, to_row

__all__ = ["RecordedProbability", "Store", "default_path"]

_VERSION = 1
_NAMES = ", ".join(f'"{column.name}"' for column in columns())
_UPSERT = f"INSERT OR REPLACE INTO target ({_NAMES}) VALUES ({', '.join('?' for _ in columns())})"  # noqa: S608
_TABLES = (
    "CREATE TABLE IF NOT EXISTS probability "
    "(target TEXT NOT NULL, given_on TEXT NOT NULL, probability REAL NOT NULL CHECK (probability BETWEEN 0 AND 1), model TEXT NOT NULL)",
    "CREATE TABLE IF NOT EXISTS target (" + ", ".join(f'"{column.name}" TEXT NOT NULL' for column in columns()) + ", PRIMARY KEY (id))",
)


@dataclass(frozen=True, slots=True)
class RecordedProbability:
    """A probability that was given for a target, and when; it is never changed afterwards."""

    target: str
    given_on: str
    probability: float
    model: str


def default_path() -> Path:
    """File of the record: ``track.sqlite`` in the data folder."""
    from messlatte.ledger.folder import data_folder

    return data_folder() / "track.sqlite"


class Store:
    """Record on disk. The shipped rows are not copied: a row of the store with the same id stands in front of the shipped one.

    Parameters
    ----------
    path : Path
        File, created when something is first written; reading a record that does not exist gives the shipped rows.

    Notes
    -----
    What a method has returned from is on disk, and a write is one transaction (`SqliteFile`).
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file = SqliteFile(path, "record", _VERSION, _TABLES)

    def targets(self) -> list[AnnouncedTarget]:
        """All targets, shipped and own, by id; own rows stand in front of shipped ones."""
        merged = {target.id: target for target in shipped_targets()}
        merged.update({target.id: target for target in self.own()})
        return [merged[key] for key in sorted(merged)]

    def own(self) -> list[AnnouncedTarget]:
        """Rows of the store alone, by id."""
        if not self.path.exists():
            return []
        with self._file.reading() as connection:
            rows = connection.execute(f"SELECT {_NAMES} FROM target ORDER BY id").fetchall()  # noqa: S608
        names = [column.name for column in columns()]
        return [from_row(dict(zip(names, row, strict=True)), f"{self.path}, {row[0]}") for row in rows]

    def probabilities(self) -> list[RecordedProbability]:
        """Our probabilities as they were given, in the order of writing."""
        if not self.path.exists():
            return []
        with self._file.reading() as connection:
            rows = connection.execute("SELECT target, given_on, probability, model FROM probability ORDER BY rowid").fetchall()
        return [RecordedProbability(*row) for row in rows]

    def save(self, targets: Iterable[AnnouncedTarget]) -> int:
        """Write rows, replacing those with the same id: all of them or, on any error, none. Returns how many."""
        rows = [tuple(to_row(target).values()) for target in targets]
        with self._file.writing() as connection:
            connection.executemany(_UPSERT, rows)
        return len(rows)

    def add(self, target: AnnouncedTarget, probability: float | None = None, model: str = "", given_on: str = "") -> AnnouncedTarget:
        """Write a new target, with our probability of it if there is one, in one transaction.

        Its id gets the next free number, also if another process adds one at the same time.
        """
        stem = f"{target.a}-{target.b}-{target.announced_year or 'undated'}"
        taken = {other.id for other in shipped_targets()}
        with self._file.writing() as connection:
            taken.update(row[0] for row in connection.execute("SELECT id FROM target WHERE id LIKE ?", (f"{stem}-%",)))
            number = next(n for n in range(1, len(taken) + 2) if f"{stem}-{n}" not in taken)
            row = {**to_row(target), "id": f"{stem}-{number}"}
            connection.execute(_UPSERT, tuple(row.values()))
            if probability is not None:
                connection.execute("INSERT INTO probability VALUES (?, ?, ?, ?)", (row["id"], given_on, probability, model))
        return from_row(row, "a new target")
