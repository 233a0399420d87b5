"""Exchange rates: what ships with Messlatte, and what the World Bank adds.

All rates have one form, a relation of ``period`` (a year or a month), ``currency`` (ISO 4217) and ``usd_per_unit``; the relation's source
says whose they are. See ``docs/methods/exchange-rates.md``.
"""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
from functools import lru_cache
from pathlib import Path

from messlatte.core.evidence import Source
from messlatte.sources.relation import Column, Csv, Kind, Relation, Role

__all__ = ["RATE_COLUMNS", "currency_of", "embedded", "usd_per_unit"]

RATE_COLUMNS = (
    Column("period", Role.PERIOD),
    Column("currency", Role.CURRENCY),
    Column("usd_per_unit", Role.VALUE, number=True, unit="USD"),
)

# Legal tender beside a currency of the country's own; the rate stated is that of its own.
_FOREIGN = frozenset({"EUR", "ILS", "INR", "JOD", "USD", "ZAR"})
_FILE = Path(__file__).with_name("rates_ecb.csv")


def embedded() -> Relation:
    """Yearly and monthly means of the European Central Bank's reference rates, 1999 to the last whole month before this release.

    42 currencies; the rouble until February 2022, when the bank stopped quoting it. Belarusian roubles are not quoted.
    """
    source = Source(
        producer="European Central Bank",
        title="Euro foreign exchange reference rates, means of daily rates",
        version="2026-10-30",
        accessed=dt.date(2026, 11, 25),
        sha256=hashlib.sha256(_FILE.read_bytes()).hexdigest(),
        url="https://www.ecb.europa.eu/stats/eurofxref/eurofxref-hist.zip",
        licence="free reuse with the source named (ECB disclaimer and copyright)",
    )
    return Relation(Kind.RATES, "ecb", (_FILE,), Csv(), RATE_COLUMNS, source)


def usd_per_unit(currency: str, year: int, month: int | None = None) -> float | None:
    """US dollars for one unit of a currency, of the rates that ship: the mean of a year, or of a month in it.

    Parameters
    ----------
    currency : str
        ISO 4217 code.
    year, month : int
        Calendar year, and 1 to 12 for a month.

    Returns
    -------
    float or None
        None if the bank did not quote the currency through the period; 1 for ``USD``.
    """
    if currency == "USD":
        return 1.0
    return _table().get((currency, f"{year:04d}" if month is None else f"{year:04d}-{month:02d}"))


@lru_cache(maxsize=1)
def _table() -> dict[tuple[str, str], float]:
    with _FILE.open(encoding="utf-8", newline="") as file:
        return {(row["currency"], row["period"]): float(row["usd_per_unit"]) for row in csv.DictReader(file)}


@lru_cache(maxsize=4096)
def currency_of(iso2: str, year: int) -> str | None:
    """Currency in which the World Bank states a country's exchange rate of a year.

    A redenomination is carried back by the World Bank, so that it is the currency of today, except before the euro: there the rate is
    in the currency that was replaced.

    Parameters
    ----------
    iso2 : str
        ISO 3166-1 alpha-2.
    year : int
        Calendar year.

    Returns
    -------
    str or None
        ISO 4217 code; None for what is no country, or has several currencies of others.
    """
    from babel.core import get_global

    spells = [
        (code, start, end) for code, start, end, tender in get_global("territory_currencies").get(iso2, []) if tender and start is not None
    ]
    today = [code for code, _, end in spells if end is None]
    if len(today) > 1:
        today = [code for code in today if code not in _FOREIGN]
    if today != ["EUR"]:
        return today[0] if len(today) == 1 else None
    middle = (year, 7, 1)
    then = [code for code, start, end in spells if tuple(start) <= middle and (end is None or middle <= tuple(end))]
    return "EUR" if "EUR" in then else (then[0] if then else None)
