"""The announced targets that ship with Messlatte."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from messlatte.track.exchange import parse_csv
from messlatte.track.target import AnnouncedTarget

__all__ = ["DATASET", "shipped_targets"]

DATASET = Path(__file__).parent / "data" / "announced_targets.csv"


@lru_cache(maxsize=1)
def shipped_targets() -> tuple[AnnouncedTarget, ...]:
    """All rows of the data set, in its order."""
    return tuple(parse_csv(DATASET.read_text(encoding="utf-8"), DATASET.name))
