"""One case: a pair, what is known of its trade, and a target."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from messlatte.core.economy import Economy, Pair
from messlatte.core.errors import UsageError
from messlatte.core.quantity import Flow, Month

__all__ = ["Case", "parse_case"]

_FIELDS = frozenset({"id", "pair", "series", "level", "growth", "through", "in", "target", "by", "world", "currency"})


@dataclass(frozen=True, slots=True)
class Case:
    """What a probability is asked for.

    Parameters
    ----------
    pair : Pair or None
        None is allowed: then the pair's own history is not looked up.
    target : float
        In whole units of ``currency``.
    level : float or None
        Stated turnover of ``year``.
    growth, through : float, int or None
        Growth of the first ``through`` months of ``growth_year`` over the same months a year before, as a fraction.
    year : int or None
        Base year; None means the last year of the series.
    growth_year : int or None
        Year of the growth; ``year`` by default.
    series : tuple of (year, value)
        The pair's own record, ascending; empty means: look it up in the ledger.
    world : tuple of (year, ratio)
        World trade in that year over world trade in the base year, where it is told.
    """

    target: float
    pair: Pair | None = None
    level: float | None = None
    growth: float | None = None
    through: int | None = None
    year: int | None = None
    growth_year: int | None = None
    by: Month | None = None
    series: tuple[tuple[int, float], ...] = ()
    world: tuple[tuple[int, float], ...] = ()
    currency: str | None = "USD"
    level_currency: str | None = "USD"
    flow: Flow = Flow.TURNOVER
    direction: tuple[str, str] | None = None
    method: str = "stated/1"
    id: str | None = None

    def checked(self) -> Case:
        """Itself, if it can be meant.

        Raises
        ------
        UsageError
            Names the field, what was found and what is allowed.
        """
        for name, value in (("target", self.target), ("level", self.level)):
            if value is not None and not (math.isfinite(value) and value > 0):
                raise UsageError(f"{name}: an amount above 0 is needed, found {value}")
        if self.growth is not None and not (math.isfinite(self.growth) and self.growth > -1):
            raise UsageError(f"growth: a fraction above -1 is needed (0.37 for 37 %), found {self.growth}")
        if self.through is not None and not 1 <= self.through <= 12:
            raise UsageError(f"through: a month from 1 to 12 is needed, found {self.through}")
        if self.by is not None and self.year is not None and self.by.year <= self.year:
            raise UsageError(f"by: the deadline {self.by} lies in the past as seen from {self.year}, the year of the level")
        for year, value in (*self.series, *self.world):
            if not (math.isfinite(value) and value >= 0):
                raise UsageError(f"a value of at least 0 is needed for {year}, found {value}")
        return self


def parse_case(line: Mapping[str, object], currency: str = "USD") -> Case:
    """Build a case from a line of ``assess --jsonl``.

    Raises
    ------
    UsageError
        If a field is missing, unknown or of a wrong type.
    """
    unknown = sorted(set(line) - _FIELDS)
    if unknown:
        raise UsageError(f"unknown field {unknown[0]!r}; allowed are {', '.join(sorted(_FIELDS))}")
    try:
        unit = str(line.get("currency") or currency)
        case = Case(
            target=float(_given(line, "target")),
            pair=_pair(line.get("pair")),
            level=_number(line.get("level")),
            growth=_number(line.get("growth")),
            through=None if line.get("through") is None else int(str(line["through"])),
            year=None if line.get("in") is None else int(str(line["in"])),
            by=None if line.get("by") is None else Month.parse(str(line["by"])),
            series=_by_year(line.get("series"), "series"),
            world=_by_year(line.get("world"), "world"),
            currency=unit,
            level_currency=unit,
            id=None if line.get("id") is None else str(line["id"]),
        )
    except ValueError as error:
        raise UsageError(f"a value that is not a number: {error}") from error
    return case.checked()


def _given(line: Mapping[str, object], name: str) -> str:
    if line.get(name) is None:
        raise UsageError(f"{name} is missing")
    return str(line[name])


def _number(value: object) -> float | None:
    return None if value is None else float(str(value))


def _pair(value: object) -> Pair | None:
    if value is None:
        return None
    if not isinstance(value, list) or len(value) != 2 or not all(isinstance(code, str) for code in value):
        raise UsageError(f'pair: two codes are needed, such as ["DEU", "POL"], found {value!r}')
    return Pair(*(economy_of(code) for code in value))


def economy_of(code: str) -> Economy:
    """Economy of a code; a hyphen marks a region of a country."""
    return Economy(code, code, code.split("-")[0] if "-" in code else None)


def _by_year(value: object, name: str) -> tuple[tuple[int, float], ...]:
    if value is None:
        return ()
    if not isinstance(value, dict):
        raise UsageError(f'{name}: years with values are needed, such as {{"2023": 5.0e8}}, found {value!r}')
    return tuple(sorted((int(year), float(number)) for year, number in value.items() if number is not None))
