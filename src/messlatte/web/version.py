"""Version of code and data: whatever could change an answer."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from messlatte import __version__
from messlatte.ledger.folder import data_folder
from messlatte.ledger.release import current, releases

__all__ = ["version"]

_PACKAGE = Path(__file__).parent.parent


def version() -> str:
    """Version number, eight digits of a hash over the package's own code and data, and the release of the data that the user added.

    The release is looked up anew each time, so that a server answers from new data without a restart.
    """
    data = data_folder()
    numbers = releases(data)
    return _code() + (_release(data, numbers[-1]) if numbers else "")


@lru_cache(maxsize=1)
def _code() -> str:
    digest = hashlib.sha256()
    for path in sorted(p for p in _PACKAGE.rglob("*") if p.is_file() and p.suffix not in (".pyc", ".po")):
        digest.update(str(path.relative_to(_PACKAGE)).encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return f"{__version__}+{digest.hexdigest()[:8]}"


@lru_cache(maxsize=4)
def _release(data: Path, number: int) -> str:
    loads = " ".join(load.id for load in current(data).loads)
    return f".r{number}.{hashlib.sha256(loads.encode()).hexdigest()[:8]}" if loads else ""
