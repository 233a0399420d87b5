"""How far a load is: share of the bytes read, rows a second, seconds left."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    import duckdb

__all__ = ["Progress", "Watch"]

_INTERVAL = 0.25


@dataclass(frozen=True, slots=True)
class Progress:
    """State of a load.

    Parameters
    ----------
    share : float
        Share of the work that is done, 0 to 1.
    rows : int
        Rows written so far.
    seconds : float
        Time since the beginning.
    """

    share: float
    rows: int
    seconds: float

    @property
    def rows_per_second(self) -> float:
        """Rate over the whole load."""
        return self.rows / self.seconds if self.seconds > 0 else 0.0

    @property
    def seconds_left(self) -> float | None:
        """Time left at the rate so far; None while it cannot be told."""
        return self.seconds * (1 - self.share) / self.share if self.share > 0.01 else None


class Watch:
    """Tells a callback how far a load is, from a thread of its own, while the engine is busy.

    Parameters
    ----------
    con : duckdb.DuckDBPyConnection
        Connection that runs the load's statements.
    total : int
        Bytes to read.
    tell : callable or None
        Called several times a second; None for silence.
    """

    def __init__(self, con: duckdb.DuckDBPyConnection, total: int, tell: Callable[[Progress], None] | None) -> None:
        self._con, self._total, self._tell = con, max(total, 1), tell
        self._done, self._rows, self._batch = 0, 0, 0
        self._started = time.monotonic()
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="messlatte-progress", daemon=True)

    def __enter__(self) -> Self:
        if self._tell is not None:
            # Without these DuckDB does not count; with the second it does not print.
            self._con.execute("SET enable_progress_bar = true")
            self._con.execute("SET enable_progress_bar_print = false")
            self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._stopped.set()
        if self._tell is not None:
            self._thread.join()

    def began(self, size: int) -> None:
        """Note that a batch of so many bytes is being read."""
        self._batch = size

    def finished(self, rows: int) -> None:
        """Note that the batch is written."""
        self._done, self._rows, self._batch = self._done + self._batch, self._rows + rows, 0
        self._report(0.0)

    def _run(self) -> None:
        while not self._stopped.wait(_INTERVAL):
            self._report(max(self._con.query_progress(), 0.0) / 100)

    def _report(self, part: float) -> None:
        if self._tell is None:
            return
        share = min((self._done + part * self._batch) / self._total, 1.0)
        done = self._done / self._total
        rows = int(self._rows * share / done) if done > 0 else self._rows
        self._tell(Progress(share, rows, time.monotonic() - self._started))
