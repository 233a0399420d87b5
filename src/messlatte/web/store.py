"""Statements that were asked, and pages already made of them: one SQLite file in WAL mode, shared by all workers."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import sqlite3
import threading
from dataclasses import dataclass
from pathlib import Path

from messlatte.core.errors import DataError

__all__ = ["Asked", "Document", "Latest", "Store", "statement_id"]

_SCHEMA = """
CREATE TABLE IF NOT EXISTS statements (
  id TEXT PRIMARY KEY, text TEXT NOT NULL, published TEXT, language TEXT NOT NULL, version TEXT NOT NULL, titles TEXT NOT NULL,
  created TEXT NOT NULL, listed INTEGER NOT NULL DEFAULT 1
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS statements_created ON statements (created DESC);
CREATE TABLE IF NOT EXISTS documents (
  number INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, media TEXT NOT NULL, body BLOB NOT NULL
) STRICT;
"""
_LAYOUT = 2  # of the documents; another one on disk is thrown away, since they can be made again
_MOST_DOCUMENTS = 2000
_LARGEST_DOCUMENT = 200_000


@dataclass(frozen=True, slots=True)
class Asked:
    """A statement as it was sent in; ``version`` is that of code and data at the time."""

    id: str
    text: str
    published: str | None
    language: str
    version: str


@dataclass(frozen=True, slots=True)
class Latest:
    """One line of the list of latest answers."""

    id: str
    title: str
    day: dt.date


@dataclass(frozen=True, slots=True)
class Document:
    """A finished response body and its media type."""

    media: str
    body: bytes

    @property
    def etag(self) -> str:
        """Strong validator."""
        return f'"{hashlib.sha256(self.body).hexdigest()[:20]}"'


def statement_id(text: str, published: str | None, version: str) -> str:
    """Stable id: 16 hexadecimal digits of the SHA-256 of input, code and data version."""
    parts = json.dumps([text, published, version], ensure_ascii=False)
    return hashlib.sha256(parts.encode("utf-8", "surrogatepass")).hexdigest()[:16]


class Store:
    """The SQLite file; one connection a thread."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._local = threading.local()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with self._connection() as connection:
                if connection.execute("PRAGMA user_version").fetchone()[0] != _LAYOUT:
                    connection.execute("DROP TABLE IF EXISTS documents")
                connection.executescript(f"{_SCHEMA}PRAGMA user_version = {_LAYOUT};")
        except (OSError, sqlite3.Error) as error:
            raise DataError(f"{path}: the store cannot be opened ({error}); give a file in a writable folder with --store") from error

    def _connection(self) -> sqlite3.Connection:
        found: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if found is None:
            found = sqlite3.connect(self._path, timeout=5.0)
            found.execute("PRAGMA journal_mode=WAL")
            found.execute("PRAGMA synchronous=NORMAL")
            self._local.connection = found
        return found

    def writable(self) -> bool:
        """Whether the store can be written now."""
        try:
            with self._connection() as connection:
                connection.execute("DELETE FROM documents WHERE key = ''")
        except sqlite3.Error:
            return False
        return True

    def add(self, asked: Asked, titles: dict[str, str], *, listed: bool = True) -> None:
        """Keep a statement with its title in each language; the same statement again changes nothing but its date."""
        now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
        row = (
            asked.id,
            asked.text,
            asked.published,
            asked.language,
            asked.version,
            json.dumps(titles, ensure_ascii=False),
            now,
            int(listed),
        )
        with self._connection() as connection:
            connection.execute(
                "INSERT INTO statements (id, text, published, language, version, titles, created, listed) VALUES (?, ?, ?, ?, ?, ?, ?, ?) "
                "ON CONFLICT (id) DO UPDATE SET created = excluded.created",
                row,
            )

    def find(self, id: str) -> Asked | None:
        """Statement of an id."""
        row = self._connection().execute("SELECT id, text, published, language, version FROM statements WHERE id = ?", (id,)).fetchone()
        return Asked(*row) if row else None

    def latest(self, language: str, most: int = 8) -> tuple[Latest, ...]:
        """Latest answers, newest first."""
        rows = (
            self._connection()
            .execute("SELECT id, titles, created FROM statements WHERE listed = 1 ORDER BY created DESC LIMIT ?", (most,))
            .fetchall()
        )
        return tuple(
            Latest(id, json.loads(titles).get(language, id), dt.datetime.fromisoformat(created).date()) for id, titles, created in rows
        )

    def document(self, key: str) -> Document | None:
        """Document made before under a key."""
        row = self._connection().execute("SELECT media, body FROM documents WHERE key = ?", (key,)).fetchone()
        return Document(*row) if row else None

    def keep(self, key: str, document: Document) -> None:
        """Keep a document, unless it is large; the oldest go when there are too many."""
        if len(document.body) > _LARGEST_DOCUMENT:
            return
        with self._connection() as connection:
            added = connection.execute(
                "INSERT OR REPLACE INTO documents (key, media, body) VALUES (?, ?, ?)", (key, document.media, document.body)
            )
            connection.execute("DELETE FROM documents WHERE number <= ?", ((added.lastrowid or 0) - _MOST_DOCUMENTS,))
