"""Settings of the server, from ``MESSLATTE_WEB_*``; `messlatte serve` sets them from its flags."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from messlatte.core.errors import UsageError

__all__ = ["Settings", "default_store"]

_PREFIX = "MESSLATTE_WEB_"


def default_store() -> Path:
    """SQLite file of the statements, in the user's state folder."""
    from platformdirs import user_state_path

    return user_state_path("messlatte") / "web.sqlite"


@dataclass(frozen=True, slots=True)
class Settings:
    """What an administrator chooses.

    Parameters
    ----------
    store : Path
        SQLite file; its folder must be writable. The data folder may be read-only.
    url : str or None
        Public address in front of a proxy, for permalinks; that of the request by default.
    seconds : float
        Longest time that one answer may take; then its process is ended.
    upload_seconds : float
        Longest time for a request's body to arrive.
    body_bytes : int
        Largest body of a request.
    text_characters : int
        Longest statement.
    log_statements : bool
        Whether statement text may stand in the log.
    latest : bool
        Whether the first page lists the latest answers.
    projects : Path or None
        Folder of the projects that plans choose from; the examples that ship by default.
    prepare : bool
        Whether pages that take seconds are made at the start.
    """

    store: Path
    url: str | None = None
    seconds: float = 10.0
    upload_seconds: float = 10.0
    body_bytes: int = 400_000
    text_characters: int = 100_000
    log_statements: bool = False
    latest: bool = True
    projects: Path | None = None
    prepare: bool = True

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] = os.environ) -> Settings:
        """Read the settings.

        Raises
        ------
        UsageError
            If a value cannot be read as what it should be.
        """

        def number(name: str, default: float) -> float:
            text = environ.get(_PREFIX + name, "")
            try:
                value = float(text) if text else default
            except ValueError as error:
                raise UsageError(f"{_PREFIX}{name}: a number is needed, found {text!r}") from error
            if not value > 0:
                raise UsageError(f"{_PREFIX}{name}: a positive number is needed, found {text!r}")
            return value

        def yes(name: str, default: bool) -> bool:
            return environ.get(_PREFIX + name, str(int(default))).strip().lower() in ("1", "true", "yes", "on")

        return cls(
            store=Path(environ.get(_PREFIX + "STORE") or default_store()),
            url=(environ.get(_PREFIX + "URL") or "").rstrip("/") or None,
            seconds=number("SECONDS", 10.0),
            upload_seconds=number("UPLOAD_SECONDS", 10.0),
            body_bytes=int(number("BODY_BYTES", 400_000)),
            text_characters=int(number("TEXT_CHARACTERS", 100_000)),
            log_statements=yes("LOG_STATEMENTS", False),
            latest=yes("LATEST", True),
            projects=Path(environ[_PREFIX + "PROJECTS"]) if environ.get(_PREFIX + "PROJECTS") else None,
        )
