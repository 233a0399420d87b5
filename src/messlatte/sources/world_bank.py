"""World Bank API v2: GDP, population and official exchange rates by country and year.

``/v2/country/all/indicator/{id}?format=json&per_page=...&page=...&date=1990:2024`` answers ``[{page, pages, per_page, total,
lastupdated, ...}, [{indicator: {id}, country: {id}, countryiso3code, date, value, ...}, ...]]``, or ``[{message: [...]}]`` if it refuses.
"""

from __future__ import annotations

import csv
import statistics
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from messlatte.core.errors import InputError, NetworkError
from messlatte.core.evidence import Source
from messlatte.sources.http import Bounds, Request, get
from messlatte.sources.pages import finish, gathered, parsed
from messlatte.sources.rates import RATE_COLUMNS, currency_of
from messlatte.sources.relation import Column, Csv, Kind, Relation, Role
from messlatte.sources.snapshot import Snapshot, checked, keep_bytes, snapshots
from messlatte.sources.unpack import prepared

__all__ = ["GDP", "LICENCE", "POPULATION", "PRODUCER", "RATE", "fetch", "kept_rates", "relations"]

PRODUCER = "World Bank"
LICENCE = "CC BY 4.0"
BASE_URL = "https://api.worldbank.org"
GDP = "NY.GDP.MKTP.CD"
POPULATION = "SP.POP.TOTL"
RATE = "PA.NUS.FCRF"

_PER_PAGE = 20_000
_UNITS = {GDP: "USD", POPULATION: None, RATE: None}


def fetch(
    data: Path,
    years: tuple[int, int],
    indicators: Sequence[str] = (GDP, POPULATION, RATE),
    *,
    base_url: str = BASE_URL,
    allow_loopback: bool = False,
    bounds: Bounds | None = None,
) -> Snapshot:
    """Get indicators of all countries and keep the answers as they came.

    Parameters
    ----------
    years : tuple of int
        First and last year.

    Raises
    ------
    NetworkError
        If the API cannot be reached, refuses, or its pages do not belong together.
    """
    job: dict[str, object] = {"what": "world bank", "years": years, "indicators": tuple(indicators), "base": base_url}
    contents, updated = {}, set()
    for indicator in indicators:
        url = f"{base_url}/v2/country/all/indicator/{indicator}"
        for page, content in _pages(data, job, url, years, allow_loopback, bounds):
            contents[f"{indicator}-{page:03d}.json"] = content
            updated.add(str(parsed(content, url)[0].get("lastupdated", "not stated")))
    source = Source(PRODUCER, "World Development Indicators", max(updated), url=f"{base_url}/v2", licence=LICENCE)
    snapshot = checked(keep_bytes(data, contents, source), relations)
    finish(data, job)
    return snapshot


def _pages(
    data: Path, job: dict[str, object], url: str, years: tuple[int, int], allow_loopback: bool, bounds: Bounds | None
) -> Iterator[tuple[int, bytes]]:
    """All pages of an indicator, checked to be one whole."""
    page, pages, total, found = 1, 1, -1, 0
    while page <= pages:
        params = {"format": "json", "per_page": str(_PER_PAGE), "page": str(page), "date": f"{years[0]}:{years[1]}"}
        request = Request(url, params, accept="application/json", allow_loopback=allow_loopback)
        content = gathered(data, job, f"{url} {page}", lambda request=request: get(request, bounds).content)  # type: ignore[misc]
        meta, rows = _checked(parsed(content, url), url)
        pages = int(meta.get("pages", 1))
        if total not in (-1, int(meta.get("total", 0))) or int(meta.get("page", 1)) != page:
            finish(data, job)
            raise NetworkError(f"{url}: the pages do not belong together, it was updated meanwhile; try again")
        total, found = int(meta.get("total", 0)), found + len(rows)
        yield page, content
        page += 1
    if found != total:
        finish(data, job)
        raise NetworkError(f"{url}: {total} rows were announced, {found} came; try again")


def _checked(document: Any, where: str) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Both parts of an answer."""
    if isinstance(document, list) and document and isinstance(document[0], dict) and "message" in document[0]:
        said = "; ".join(str(one.get("value", one)) for one in document[0]["message"])
        raise NetworkError(f"{where}: refused: {said[:200]}; check the indicator and the years")
    if not (isinstance(document, list) and len(document) == 2 and isinstance(document[0], dict) and isinstance(document[1] or [], list)):
        raise NetworkError(f"{where}: answered another form than the API documents; it may have changed")
    return document[0], document[1] or []


def relations(snapshot: Snapshot) -> tuple[Relation, ...]:
    """One series for each indicator (``indicator, iso3, year, value``), and the exchange rates by currency.

    Raises
    ------
    InputError
        If the files are not the API's answers.
    """
    by_indicator: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for file in snapshot.files:
        try:
            _, rows = _checked(parsed(file.path.read_bytes(), file.name), file.name)
            for row in rows:
                by_indicator[str(row["indicator"]["id"])].append(row)
        except (NetworkError, KeyError, TypeError) as error:
            raise InputError(f"{file.name}: is not an answer of the World Bank's API ({error}); fetch it again") from error
    found = [_series(snapshot, indicator, rows) for indicator, rows in sorted(by_indicator.items())]
    if RATE in by_indicator:
        found.append(_rates(snapshot, by_indicator[RATE]))
    return tuple(found)


def kept_rates(data: Path) -> tuple[Relation, ...]:
    """Exchange rates of every World Bank snapshot in the data folder, the newest first; to be used where those that ship have none."""
    kept = [one for one in snapshots(data) if one.source.producer == PRODUCER]
    newest = sorted(kept, key=lambda one: (one.source.version, str(one.source.accessed)), reverse=True)
    return tuple(relation for one in newest for relation in relations(one) if relation.kind is Kind.RATES)


def _series(snapshot: Snapshot, indicator: str, rows: list[dict[str, Any]]) -> Relation:
    def write(folder: Path) -> None:
        with (folder / "series.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(["indicator", "iso3", "year", "value"])
            for row in rows:
                if row["countryiso3code"] and row["value"] is not None:
                    writer.writerow([indicator, row["countryiso3code"], row["date"], repr(row["value"])])

    columns = (
        Column("indicator", Role.INDICATOR),
        Column("iso3", Role.REPORTER, codes="ISO3"),
        Column("year", Role.PERIOD),
        Column("value", Role.VALUE, number=True, unit=_UNITS.get(indicator)),
    )
    files = prepared(snapshot.data, f"{snapshot.sha256}-{indicator}", write)
    note = "Aggregates such as WLD or EUU are among the codes; they repeat their members."
    return Relation(Kind.SERIES, indicator, files, Csv(), columns, snapshot.source, "A", "%Y", notes=(note,))


def _rates(snapshot: Snapshot, rows: list[dict[str, Any]]) -> Relation:
    """US dollars for one unit of each currency: the median over the countries that use it, which agree save for rounding."""
    units: dict[tuple[str, str], list[float]] = defaultdict(list)
    for row in rows:
        value = row["value"]
        currency = currency_of(str(row["country"]["id"]), int(row["date"])) if value else None
        if currency not in (None, "USD"):
            units[str(row["date"]), str(currency)].append(float(value))

    def write(folder: Path) -> None:
        with (folder / "rates.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(["period", "currency", "usd_per_unit"])
            writer.writerows(
                [period, currency, repr(1 / statistics.median(values))] for (period, currency), values in sorted(units.items())
            )

    files = prepared(snapshot.data, f"{snapshot.sha256}-rates", write)
    return Relation(Kind.RATES, "world-bank", files, Csv(), RATE_COLUMNS, snapshot.source, "A", "%Y")
