"""Tariffs that a user gives: a rate for a product or chapter of one direction."""

from __future__ import annotations

import csv
import math
from dataclasses import dataclass
from pathlib import Path

from messlatte.core.errors import InputError

__all__ = ["Tariffs", "read_tariffs"]

_COLUMNS = ("exporter", "importer", "product", "rate")


@dataclass(frozen=True, slots=True)
class Tariffs:
    """Ad valorem rates as fractions, by exporter, importer and the beginning of a code."""

    rates: dict[tuple[str, str], dict[str, float]]

    def of(self, exporter: str, importer: str, product: str) -> float | None:
        """Rate of the longest beginning that is known; None where there is none."""
        known = self.rates.get((exporter, importer), {})
        for n in range(len(product), -1, -1):
            if product[:n] in known:
                return known[product[:n]]
        return None


def read_tariffs(path: Path) -> Tariffs:
    """Read a CSV ``exporter,importer,product,rate``: an empty product stands for all, 0.05 is 5 %.

    Raises
    ------
    InputError
        If it cannot be read or a row is not of that form.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read as a table of tariffs: {error}") from error
    rates: dict[tuple[str, str], dict[str, float]] = {}
    for number, row in enumerate(rows, 2):
        exporter, importer, product, text = ((row.get(name) or "").strip() for name in _COLUMNS)
        try:
            rate = float(text)
        except ValueError:
            rate = math.nan
        if not exporter or not importer or not 0 <= rate <= 30:
            raise InputError(f"{path}, line {number}: {','.join(_COLUMNS)} with a rate such as 0.05 are needed, found {row!r}")
        rates.setdefault((exporter.upper(), importer.upper()), {})[product] = rate
    if not rates:
        raise InputError(f"{path}: no rows; the columns are {','.join(_COLUMNS)}")
    return Tariffs(rates)
