"""A process of its own for every calculation, so that one that takes too long can really be ended."""

from __future__ import annotations

import multiprocessing
import threading
import time
from multiprocessing.connection import Connection
from typing import Any

from messlatte.core import errors
from messlatte.core.errors import MesslatteError

__all__ = ["Busy", "Calculator", "TooSlow"]

_START_SECONDS = 60.0
_WAITING = 12  # each waiting request holds a thread that finished pages need too


class TooSlow(MesslatteError):  # noqa: N818 - reads as what happened
    """The calculation took longer than allowed and was ended."""


class Busy(MesslatteError):  # noqa: N818 - reads as what happened
    """Earlier calculations took all the time that a request may wait."""


def _serve(connection: Connection) -> None:
    """Loop of the child: one job in, one result out; a vanished parent ends it."""
    import os
    import signal

    # One job at a time, and small matrices: more threads only wait for each other. To be set before numpy is loaded.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from messlatte.web import jobs

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    jobs.warm_up()
    connection.send(("ready", None))
    while True:
        try:
            name, arguments = connection.recv()
        except (EOFError, OSError):
            return
        try:
            reply = ("done", jobs.JOBS[name](**arguments))
        except MesslatteError as error:
            reply = ("refused", (type(error).__name__, str(error)))
        except Exception as error:
            import traceback

            # Only the place is told, never the message: it may quote the statement.
            frames = traceback.extract_tb(error.__traceback__)
            reply = ("failed", f"{type(error).__name__} at {frames[-1].name}:{frames[-1].lineno}")
        connection.send(reply)


class Calculator:
    """One child process and the lock in front of it.

    Parameters
    ----------
    seconds : float
        Longest time for one job; waiting for the child counts.
    """

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.ended = 0
        self._lock = threading.Lock()
        self._places = threading.BoundedSemaphore(_WAITING)
        self._process: multiprocessing.process.BaseProcess | None = None
        self._connection: Connection | None = None

    def start(self) -> None:
        """Start the child now, so that the first request need not wait for it."""
        with self._lock:
            self._ready()

    def alive(self) -> bool:
        """Whether a job could be done: the child is busy with one, or answers now."""
        if not self._lock.acquire(blocking=False):
            return True
        self._lock.release()
        return bool(self.run("ping") == "pong")

    def stop(self) -> None:
        """End the child."""
        process, self._process, connection, self._connection = self._process, None, self._connection, None
        if connection is not None:
            connection.close()
        if process is not None:
            process.kill()
            process.join(5)

    def _ready(self) -> Connection:
        if self._process is not None and self._connection is not None and self._process.is_alive():
            return self._connection
        self.stop()
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=_serve, args=(theirs,), daemon=True, name="messlatte-calculator")
        process.start()
        theirs.close()
        self._process, self._connection = process, ours
        if not ours.poll(_START_SECONDS):
            self.stop()
            raise MesslatteError("the calculator did not start")
        ours.recv()
        return ours

    def run(self, job: str, *, patience: float | None = None, **arguments: Any) -> Any:
        """Run a job of `jobs.JOBS` and return its result; ``patience`` is its own longest time in seconds.

        Raises
        ------
        TooSlow
            If it took too long; its process is ended.
        Busy
            If earlier jobs took all the time, or too many wait already.
        MesslatteError
            What the job itself refused, in its own class.
        """
        seconds = patience or self.seconds
        deadline = time.monotonic() + seconds
        if not self._places.acquire(blocking=False):
            raise Busy("too many answers are being calculated; try again in a moment")
        try:
            if not self._lock.acquire(timeout=seconds):
                raise Busy("earlier calculations took all the time; try again in a moment")
            try:
                return self._result(self._sent(job, arguments), job, deadline)
            finally:
                self._lock.release()
        finally:
            self._places.release()

    def _sent(self, job: str, arguments: dict[str, Any]) -> Connection:
        connection = self._ready()
        connection.send((job, arguments))
        return connection

    def _result(self, connection: Connection, job: str, deadline: float) -> Any:
        try:
            if not connection.poll(max(deadline - time.monotonic(), 0.05)):
                self.ended += 1
                self.stop()
                raise TooSlow(f"the answer took longer than {self.seconds:g} seconds and was given up; a shorter text may help")
            kind, value = connection.recv()
        except (EOFError, OSError) as error:
            self.stop()
            raise MesslatteError(f"the calculation of {job} ended without a result") from error
        if kind == "refused":
            raise getattr(errors, value[0], MesslatteError)(value[1])
        if kind == "failed":
            raise MesslatteError(f"{job} failed: {value}")
        return value
