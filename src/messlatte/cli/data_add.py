"""``messlatte data add``: raw files of a producer, kept by their SHA-256, checked and loaded."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import cyclopts
from cyclopts import Parameter

from messlatte.cli.options import Json, Lang, print_json
from messlatte.core.errors import UsageError
from messlatte.core.i18n import finding_message

if TYPE_CHECKING:
    from messlatte.ledger.load import LoadReport
    from messlatte.ledger.progress import Progress
    from messlatte.sources.relation import Relation
    from messlatte.sources.snapshot import Snapshot

__all__ = ["app"]

app = cyclopts.App(name="add", help="Add customs data to the ledger: a producer's file, or a table of your own.")


@dataclass(frozen=True)
class Loading:
    """Options of every command that loads."""

    strict: Annotated[bool, Parameter(name="--strict", negative="", help="Refuse the load if a check warns (exit code 4).")] = False
    json: Json = False
    lang: Lang = None


Options = Annotated[Loading | None, Parameter(name="*")]


@app.command
def baci(
    path: Path | None = None,
    *,
    release: Annotated[
        tuple[str, str] | None, Parameter(name="--release", help="Revision and version to fetch from CEPII: HS92 202501.")
    ] = None,
    options: Options = None,
) -> int:
    """Add a release of CEPII BACI: what you have of it, or one that is fetched (two gigabytes and more).

    Parameters
    ----------
    path
        The zip as CEPII gives it out, a folder of its files, or one yearly file.
    """
    from messlatte.sources import baci as source

    if release is not None and path is None:
        return _fetched(lambda data, tell: source.fetch(data, *release, progress=tell), source.relations, options)
    if path is None or release is not None:
        raise UsageError("give either a file of BACI or --release HS92 202501")
    return _added(lambda data: source.add(data, path), source.relations, options)


@app.command
def comtrade(
    path: Path | None = None,
    *,
    pair: Annotated[tuple[str, str] | None, Parameter(name="--pair", help="Two economies to ask UN Comtrade's API for.")] = None,
    years: Annotated[str | None, Parameter(name="--years", help="First and last year for the API: 2015:2023.")] = None,
    products: Annotated[str, Parameter(name="--products", help="TOTAL, AG2, AG4, AG6, or codes joined by commas.")] = "AG2",
    options: Options = None,
) -> int:
    """Add data of UN Comtrade: a file, or a pair's years through the API (a key in MESSLATTE_COMTRADE_KEY lifts its limits).

    Parameters
    ----------
    path
        A bulk file, a CSV of Comtrade's website, or a folder of them.
    """
    from messlatte.sources import comtrade as source

    if (path is None) == (pair is None):
        raise UsageError("give either a file of Comtrade or --pair A B --years 2015:2023")
    if path is not None:
        return _added(lambda data: source.add(data, path), source.relations, options)
    from messlatte.ledger.economies import economies
    from messlatte.sources.comtrade_query import Query, periods_between

    numbers = []
    for code in pair or ():
        known = economies().get(code.upper())
        if known is None or not known.comtrade:
            raise UsageError(f"--pair: Comtrade has no code for {code!r}; write ISO 3166-1 alpha-3 such as BLR")
        numbers.append(known.comtrade)
    first, last = _span(years or "")
    query = Query(tuple(numbers), tuple(periods_between(str(first), str(last))), tuple(numbers), tuple(products.split(",")))
    return _added(lambda data: source.fetch(data, query, tell=_tell), source.relations, options)


@app.command
def comext(
    path: Path | None = None,
    *,
    month: Annotated[str | None, Parameter(name="--month", help="Month to fetch from Eurostat, 202312; 202352 for a whole year.")] = None,
    options: Options = None,
) -> int:
    """Add Eurostat Comext bulk files, or fetch the one of a month.

    Parameters
    ----------
    path
        A monthly or yearly file (.7z, .dat, .csv), SDMX-CSV, or a folder of them.
    """
    from messlatte.sources import eurostat as source

    if month is not None and path is None:
        return _fetched(lambda data, tell: source.fetch(data, month, progress=tell), source.relations, options)
    if path is None or month is not None:
        raise UsageError("give either a file of Comext or --month 202312")
    return _added(lambda data: source.add(data, path), source.relations, options)


@app.command(name="russian-customs")
def russian_customs(path: Path, *, options: Options = None) -> int:
    """Add a file of the Russian customs service by federal subject (published until 2022).

    Parameters
    ----------
    path
        The file (.zip, .csv, .dbf, .xlsx) or a folder of them.
    """
    from messlatte.sources import russian_customs as source

    return _added(lambda data: source.add(data, path), source.relations, options)


@app.command
def table(
    path: Path,
    *,
    mapping: Annotated[Path, Parameter(name="--mapping", help="TOML file that says what the columns mean.")],
    options: Options = None,
) -> int:
    """Add any CSV, Parquet or Excel table through a mapping file.

    Parameters
    ----------
    path
        The table.
    """
    from messlatte.sources import table as source

    return _added(lambda data: source.add(data, path, mapping), source.relations, options)


@app.command(name="world-bank")
def world_bank(*, years: Annotated[str, Parameter(name="--years", help="First and last year: 1990:2025.")], json: Json = False) -> int:
    """Fetch exchange rates, GDP and population from the World Bank.

    Yearly flows in currencies that the European Central Bank does not quote are converted at these rates.
    """
    from messlatte.ledger.folder import data_folder
    from messlatte.sources import world_bank as source
    from messlatte.sources.relation import Kind

    snapshot = source.fetch(data_folder(), _span(years))
    relations = [one.name for one in source.relations(snapshot) if one.kind in (Kind.RATES, Kind.SERIES)]
    if json:
        print_json({"schema": "messlatte.fetch/1", "source": snapshot.source.title, "sha256": snapshot.sha256, "holds": relations})
    else:
        print(f"{snapshot.source.producer}, {snapshot.source.title}, {snapshot.source.version}: {', '.join(relations)}")
    return 0


def _span(years: str) -> tuple[int, int]:
    """First and last year of ``2015:2023``, or of one year."""
    first, _, last = years.partition(":")
    if not first.isdecimal() or not (last or first).isdecimal() or int(last or first) < int(first):
        raise UsageError(f"--years: {years!r} is no span; write 2015:2023")
    return int(first), int(last or first)


def _fetched(
    fetch: Callable[[Path, Callable[[int, int | None], None] | None], Snapshot],
    relations: Callable[[Snapshot], tuple[Relation, ...]],
    options: Loading | None,
) -> int:
    """Download, then as for files; progress by the megabyte on a terminal."""
    seen = [0]

    def tell(done: int, size: int | None) -> None:
        if done - seen[0] >= 2**20 or done == size:
            seen[0] = done
            share = f" of {size / 2**20:,.0f}" if size else ""
            print(f"\r{done / 2**20:,.0f}{share} MB fetched ", end="", file=sys.stderr, flush=True)

    def keep(data: Path) -> Snapshot:
        snapshot = fetch(data, tell if sys.stderr.isatty() else None)
        if seen[0]:
            _tell("")
        return snapshot

    return _added(keep, relations, options)


def _added(
    keep: Callable[[Path], Snapshot],
    relations: Callable[[Snapshot], tuple[Relation, ...]],
    options: Loading | None,
) -> int:
    """Keep the raw files, load what they hold, report."""
    from messlatte.ledger.folder import data_folder
    from messlatte.ledger.load import load

    asked = options or Loading()
    data = data_folder()
    snapshot = keep(data)
    with _bar() as tell:
        report = load(data, relations(snapshot), strict=asked.strict, progress=tell)
    _report(report, asked.lang or "en", json=asked.json)
    return 0


def _tell(line: str) -> None:
    print(line, file=sys.stderr)


@contextmanager
def _bar() -> Iterator[Callable[[Progress], None] | None]:
    """Progress bar with rate and time left on standard error, if that is a terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, TaskProgressColumn, TextColumn
    from rich.progress import Progress as Bar

    columns = (
        TextColumn("loading"),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[rate]}"),
        TextColumn("{task.fields[left]}"),
    )
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("loading", total=1.0, rate="", left="")

        def tell(state: Progress) -> None:
            rate = f"{state.rows_per_second:,.0f} rows/s" if state.rows else ""
            left = f"{state.seconds_left:,.0f} s left" if state.seconds_left is not None else ""
            bar.update(task, completed=state.share, rate=rate, left=left)

        yield tell


def _report(report: LoadReport, lang: str, *, json: bool) -> None:
    loads = [
        {"id": one.id, "source": one.label, "rows": one.rows, "first": one.first, "last": one.last, "sha256": one.source.sha256}
        for one in report.loads
    ]
    findings = [{"code": one.code, "severity": str(one.severity), "message": finding_message(one, lang)} for one in report.findings]
    if json:
        print_json({"schema": "messlatte.load/1", "release": report.release.number, "loads": loads, "findings": findings})
        return
    for one in report.loads:
        print(f"{one.label}: {one.rows:,} rows, {one.first[:7]} to {one.last[:7]}")
        for note in one.notes:
            _tell(f"note: {note}")
    for finding in report.findings:
        _tell(f"{finding.severity}: {finding_message(finding, lang)}")
    print(f"release {report.release.number}")
