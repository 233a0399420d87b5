"""Honest spread of outlooks for world trade: how far those of 2010 to 2018 were off, by horizon (docs/methods/outlook-error.md)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

__all__ = ["METHOD", "OutlookError", "outlook_errors"]

METHOD = "outlook-error/1"
_TABLE = Path(__file__).parent / "data" / "outlook_error.json"


@dataclass(frozen=True, slots=True)
class OutlookError:
    """Error of the log growth of world goods trade in current USD, ``years`` after the last known year.

    ``bias`` is the mean of realised less expected, ``rms`` its root mean square, over ``n`` overlapping vintages.
    """

    years: int
    n: int
    bias: float
    rms: float


@lru_cache(maxsize=1)
def outlook_errors() -> tuple[OutlookError, ...]:
    """Errors of the IMF's outlooks, 1 to 6 years ahead, ascending."""
    rows = json.loads(_TABLE.read_text(encoding="utf-8"))["log_error"]["outlook"]
    return tuple(OutlookError(int(years), int(row["n"]), float(row["bias"]), float(row["rms"])) for years, row in rows.items())
