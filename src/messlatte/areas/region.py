"""A region as a party: its flows as shares of its nation's, scaled to every total that is known."""

from __future__ import annotations

import csv
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from messlatte.areas.industries import industries
from messlatte.core.errors import InputError

__all__ = ["KNOWN_OUTPUT", "NO_OUTPUT", "Shares", "factor_of", "read_shares", "widened"]

KNOWN_OUTPUT = {"goods": 3.1, "services": 6.0}
"""Factor either way of the 80 % interval where the region's share of each industry's output is known (docs/methods/areas.md)."""
NO_OUTPUT = 5.6
"""The same where one share stands for all industries."""


@dataclass(frozen=True, slots=True)
class Shares:
    """Region's shares of its nation's industries, between 0 and 1; an industry that is missing takes ``other``."""

    by_industry: Mapping[str, float]
    other: float

    def of(self, industry: str) -> float:
        """Share of one industry."""
        return self.by_industry.get(industry, self.other)


def read_shares(path: Path) -> Shares:
    """Read a CSV ``industry,share`` (codes of the industry table); the mean stands for industries that are missing.

    Raises
    ------
    InputError
        If it cannot be read, names an industry that does not exist, or a share is not between 0 and 1.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read as a table of shares: {error}") from error
    found = {}
    for number, row in enumerate(rows, 2):
        code, text = (row.get("industry") or "").strip(), (row.get("share") or "").strip()
        try:
            share = float(text)
        except ValueError:
            share = math.nan
        if code not in industries() or not 0 <= share <= 1:
            raise InputError(
                f"{path}, line {number}: an industry such as C28 and a share between 0 and 1 are needed, found {code!r}, {text!r}"
            )
        found[code] = share
    if not found:
        raise InputError(f"{path}: no rows; the columns are industry,share")
    return Shares(found, sum(found.values()) / len(found))


def factor_of(service: bool, shares: Shares | None) -> float:
    """How far the 80 % interval of an estimated flow reaches, as a factor either way."""
    if shares is None:
        return KNOWN_OUTPUT["services"] if service else NO_OUTPUT
    return KNOWN_OUTPUT["services" if service else "goods"]


def widened(low: float, middle: float, high: float, factor: float) -> tuple[float, float]:
    """Interval of a forecast of an estimate: both errors are independent, their logs add in squares."""
    if middle <= 0:
        return 0.0, high * factor
    up = math.hypot(math.log(max(high, middle) / middle), math.log(factor))
    down = math.hypot(math.log(middle / low) if 0 < low < middle else (0.0 if low >= middle else 5.0), math.log(factor))
    return middle * math.exp(-down), middle * math.exp(up)
