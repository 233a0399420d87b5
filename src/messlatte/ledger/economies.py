"""Codes of economies: ISO 3166, UN M49, Comtrade's and BACI's numbers, Eurostat's letters, names, and states that are no more."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from messlatte.core.errors import unknown_option

__all__ = ["AGGREGATES", "CODE_LISTS", "EconomyCode", "code_map", "economies", "is_economy", "nation_of", "normalised", "successors"]

CODE_LISTS = ("ISO3", "ISO2", "ISO3166-2", "M49", "COMTRADE", "BACI", "COMEXT", "WB", "name:LANGUAGE", "map")

# Sums over economies: counting them beside their parts would count trade twice.
AGGREGATES = frozenset({"X000", "X097"})

_TABLE = Path(__file__).parent / "economies.csv"
_REGION = re.compile(r"[A-Z]{2}-[A-Z0-9]{1,3}")


@dataclass(frozen=True, slots=True)
class EconomyCode:
    """One row of ``economies.csv``: a country, a historical state, a withdrawn code or something that is no economy.

    ``kind`` is ``country``, ``historical``, ``alias`` or ``other``; empty text where a producer has no code for it.
    """

    code: str
    kind: str
    name: str
    iso2: str
    m49: str
    comtrade: str
    comext: str
    first: str
    last: str
    successors: str
    aliases: str
    note: str


@lru_cache(maxsize=1)
def economies() -> dict[str, EconomyCode]:
    """Every row by its code."""
    with _TABLE.open(encoding="utf-8", newline="") as file:
        return {row["code"]: EconomyCode(**row) for row in csv.DictReader(file)}


def successors(code: str) -> tuple[str, ...]:
    """Economies that a historical state became; of a withdrawn code the one that replaced it; empty for one that lives."""
    known = economies().get(code)
    return tuple(known.successors.split("|")) if known and known.successors else ()


def is_economy(code: str) -> bool:
    """Whether the ledger knows a code: a country, a historical state, ``areas, nes``, or an ISO 3166-2 code of a known country."""
    known = economies().get(code)
    if known is not None:
        return known.kind != "alias"
    return bool(_REGION.fullmatch(code)) and code[:2] in _iso2()


def nation_of(code: str) -> str:
    """Alpha-3 code of the country that a region belongs to; any other code itself."""
    return _iso2().get(code[:2], code) if _REGION.fullmatch(code) else code


def normalised(name: str) -> str:
    """Form in which names are compared: case and runs of blanks do not matter."""
    return " ".join(name.casefold().split())


@lru_cache(maxsize=16)
def code_map(codes: str) -> dict[str, str]:
    """Ledger code by a producer's cell.

    Parameters
    ----------
    codes : str
        One of `CODE_LISTS`; ``name:pt`` for names in a language. Numbers have no leading zeros; names are `normalised`.

    Returns
    -------
    dict
        Withdrawn codes lead to what replaced them. ISO 3166-2 is open: see `is_economy`.

    Raises
    ------
    UsageError
        If the list is not known.
    """
    rows = economies().values()
    living = [row for row in rows if row.kind != "alias"]
    aliases = [(row, row.successors) for row in rows if row.kind == "alias"]
    if codes in ("ISO3", "WB", "ISO3166-2"):
        known = {row.code: row.code for row in living if not row.code.startswith("X0")}
        return known | {row.code: new for row, new in aliases if not row.comtrade}
    if codes in ("COMTRADE", "BACI", "M49"):
        by_m49 = {row.m49: row.code for row in living if row.m49}
        return (
            by_m49
            | {row.comtrade: row.code for row in living if row.comtrade}
            | {row.comtrade: new for row, new in aliases if row.comtrade}
        )
    if codes == "ISO2":
        return _iso2()
    if codes == "COMEXT":
        return _iso2() | {"EL": "GRC", "UK": "GBR"} | {row.comext: row.code for row in living if row.comext}
    if codes.startswith("name:"):
        return _names(codes.removeprefix("name:"), living)
    raise unknown_option("codes", codes, CODE_LISTS)


@lru_cache(maxsize=1)
def _iso2() -> dict[str, str]:
    return {row.iso2: row.code for row in economies().values() if row.iso2}


def _names(language: str, living: Iterable[EconomyCode]) -> dict[str, str]:
    from babel import Locale, UnknownLocaleError

    try:
        territories = Locale.parse(language).territories
    except (UnknownLocaleError, ValueError) as error:
        raise unknown_option(
            "codes", f"name:{language}", ("name:de", "name:en", "name:es", "name:fr", "name:pt", "name:ru", "...")
        ) from error
    names = {normalised(name): _iso2()[letters] for letters, name in territories.items() if letters in _iso2()}
    if language.partition("_")[0] == "en":
        for row in living:
            names |= {normalised(name): row.code for name in (row.name, *row.aliases.split("|")) if name}
    return names
