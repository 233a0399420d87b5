"""What persons decided about flags, and the flags as shown. SQLite, safe for two processes and a crash; nothing is deleted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from messlatte.core.errors import UsageError, unknown_option
from messlatte.core.screening import Decision, Flag, State
from messlatte.core.sqlite_file import SqliteFile

__all__ = ["SeenFlag", "Store", "default_path"]

_VERSION = 1
_COLUMNS = "flag, state, person, decided_on, reason, entry_version"
_TABLES = (
    "CREATE TABLE IF NOT EXISTS decision (flag TEXT NOT NULL, state TEXT NOT NULL, person TEXT NOT NULL, decided_on TEXT NOT NULL, "
    "reason TEXT NOT NULL, entry_version TEXT NOT NULL)",
    "CREATE TABLE IF NOT EXISTS flag (id TEXT PRIMARY KEY, subject TEXT NOT NULL, list TEXT NOT NULL, list_date TEXT NOT NULL, "
    "entry TEXT NOT NULL, said TEXT NOT NULL, found TEXT NOT NULL, score REAL NOT NULL, entry_version TEXT NOT NULL, "
    "seen_on TEXT NOT NULL)",
)


@dataclass(frozen=True, slots=True)
class SeenFlag:
    """A flag as it was last shown: enough to decide about it without the list at hand."""

    id: str
    subject: str
    list_title: str
    list_date: str
    entry: str
    said: str
    found: str
    score: float
    entry_version: str
    seen_on: str


def default_path() -> Path:
    """File of the decisions: ``screening.sqlite`` in the data folder."""
    from messlatte.ledger.folder import data_folder

    return data_folder() / "screening.sqlite"


class Store:
    """Decisions on disk; the file is created when something is first written.

    Notes
    -----
    What a method has returned from is on disk (`SqliteFile`). Decisions are added, never changed: a later one stands in front.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file = SqliteFile(path, "decisions", _VERSION, _TABLES)

    def latest(self) -> Mapping[str, Decision]:
        """Latest decision of every flag by its id."""
        return {decision.flag: decision for decision in self.history()}

    def history(self, flag: str | None = None) -> tuple[Decision, ...]:
        """Decisions in the order in which they were taken, of one flag or of all."""
        if not self.path.exists():
            return ()
        where, values = (" WHERE flag = ?", (flag,)) if flag else ("", ())
        with self._file.reading() as connection:
            rows = connection.execute(f"SELECT {_COLUMNS} FROM decision{where} ORDER BY rowid", values).fetchall()  # noqa: S608
        return tuple(Decision(row[0], State(row[1]), *row[2:]) for row in rows)

    def seen(self) -> Mapping[str, SeenFlag]:
        """Flags that were shown, by id."""
        if not self.path.exists():
            return {}
        with self._file.reading() as connection:
            rows = connection.execute("SELECT * FROM flag ORDER BY id").fetchall()
        return {row[0]: SeenFlag(*row) for row in rows}

    def remember(self, flags: Iterable[Flag], today: dt.date | None = None) -> int:
        """Keep flags as they are shown, so that a person can decide about them later. Returns how many."""
        day = (today or dt.date.today()).isoformat()
        rows = [
            (f.id, f.subject.name, f.source.title, f.source.date, f.entry, f.said, f.found, f.score, f.entry_version, day) for f in flags
        ]
        if rows:
            with self._file.writing() as connection:
                connection.executemany("INSERT OR REPLACE INTO flag VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
        return len(rows)

    def decide(self, flag: str, state: str, person: str, reason: str, today: dt.date | None = None) -> Decision:
        """Record what a person decided about a flag that was shown.

        Raises
        ------
        UsageError
            If the flag was never shown, the state is none of dismissed, confirmed and open, or person or reason is missing.
        """
        if state not in {one.value for one in State}:
            raise unknown_option("--state", state, [one.value for one in State])
        for what, value in (("--person", person), ("--reason", reason)):
            if not value.strip():
                raise UsageError(f"{what}: is empty; a decision needs a person and a reason")
        known = self.seen().get(flag)
        if known is None:
            raise UsageError(f"{flag}: no flag of this id was shown; `messlatte screen FILE --lists FOLDER` shows flags with their ids")
        day = (today or dt.date.today()).isoformat()
        decision = Decision(flag, State(state), person.strip(), day, reason.strip(), known.entry_version)
        with self._file.writing() as connection:
            values = (flag, state, decision.person, day, decision.reason, decision.entry_version)
            connection.execute("INSERT INTO decision VALUES (?, ?, ?, ?, ?, ?)", values)
        return decision
