"""Version of code and data: whatever could change an answer."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from messlatte import __version__

__all__ = ["version"]

_PACKAGE = Path(__file__).parent.parent
_SUFFIXES = {".py", ".tsv", ".csv", ".json", ".toml", ".parquet", ".npz", ".html", ".typ", ".mo", ".css", ".js", ".zst", ".gz", ".bin"}


@lru_cache(maxsize=1)
def version() -> str:
    """Version number and eight digits of a hash over the package's own code and data, and over the data the user added."""
    digest = hashlib.sha256()
    for path in sorted(p for p in _PACKAGE.rglob("*") if p.suffix in _SUFFIXES):
        digest.update(str(path.relative_to(_PACKAGE)).encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return f"{__version__}+{digest.hexdigest()[:8]}"
