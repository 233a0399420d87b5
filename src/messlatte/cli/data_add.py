"""``messlatte data add``: raw files of a producer, kept by their SHA-256, checked and loaded."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
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

Strict = Annotated[bool, Parameter(name="--strict", negative="", help="Refuse the load if a check warns (exit code 4).")]


@app.command
def baci(path: Path, *, strict: Strict = False, json: Json = False, lang: Lang = None) -> int:
    """Add a release of CEPII BACI.

    Parameters
    ----------
    path
        The zip as CEPII gives it out, a folder of its files, or one yearly file.
    """
    from messlatte.sources import baci as source

    return _added(lambda data: source.add(data, path), source.relations, strict=strict, json=json, lang=lang)


@app.command
def comtrade(
    path: Path | None = None,
    *,
    pair: Annotated[tuple[str, str] | None, Parameter(name="--pair", help="Two economies to ask UN Comtrade's API for.")] = None,
    years: Annotated[str | None, Parameter(name="--years", help="First and last year for the API: 2015:2023.")] = None,
    products: Annotated[str, Parameter(name="--products", help="TOTAL, AG2, AG4, AG6, or codes joined by commas.")] = "AG2",
    strict: Strict = False,
    json: Json = False,
    lang: Lang = None,
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
        return _added(lambda data: source.add(data, path), source.relations, strict=strict, json=json, lang=lang)
    from messlatte.ledger.economies import economies
    from messlatte.sources.comtrade_query import Query, periods_between

    numbers = []
    for code in pair or ():
        known = economies().get(code.upper())
        if known is None or not known.comtrade:
            raise UsageError(f"--pair: Comtrade has no code for {code!r}; write ISO 3166-1 alpha-3 such as BLR")
        numbers.append(known.comtrade)
    first, _, last = (years or "").partition(":")
    if not first.isdecimal() or not (last or first).isdecimal():
        raise UsageError(f"--years: {years!r} is no span; write 2015:2023")
    query = Query(tuple(numbers), tuple(periods_between(first, last or first)), tuple(numbers), tuple(products.split(",")))
    return _added(lambda data: source.fetch(data, query, tell=_tell), source.relations, strict=strict, json=json, lang=lang)


@app.command
def comext(path: Path, *, strict: Strict = False, json: Json = False, lang: Lang = None) -> int:
    """Add Eurostat Comext bulk files.

    Parameters
    ----------
    path
        A monthly or yearly file (.7z, .dat, .csv), SDMX-CSV, or a folder of them.
    """
    from messlatte.sources import eurostat as source

    return _added(lambda data: source.add(data, path), source.relations, strict=strict, json=json, lang=lang)


@app.command(name="russian-customs")
def russian_customs(path: Path, *, strict: Strict = False, json: Json = False, lang: Lang = None) -> int:
    """Add a file of the Russian customs service by federal subject (published until 2022).

    Parameters
    ----------
    path
        The file (.zip, .csv, .dbf, .xlsx) or a folder of them.
    """
    from messlatte.sources import russian_customs as source

    return _added(lambda data: source.add(data, path), source.relations, strict=strict, json=json, lang=lang)


@app.command
def table(
    path: Path,
    *,
    mapping: Annotated[Path, Parameter(name="--mapping", help="TOML file that says what the columns mean.")],
    strict: Strict = False,
    json: Json = False,
    lang: Lang = None,
) -> int:
    """Add any CSV, Parquet or Excel table through a mapping file.

    Parameters
    ----------
    path
        The table.
    """
    from messlatte.sources import table as source

    return _added(lambda data: source.add(data, path, mapping), source.relations, strict=strict, json=json, lang=lang)


def _added(
    keep: Callable[[Path], Snapshot],
    relations: Callable[[Snapshot], tuple[Relation, ...]],
    *,
    strict: bool,
    json: bool,
    lang: str | None,
) -> int:
    """Keep the raw files, load what they hold, report."""
    from messlatte.ledger.folder import data_folder
    from messlatte.ledger.load import load

    data = data_folder()
    snapshot = keep(data)
    with _bar() as tell:
        report = load(data, relations(snapshot), strict=strict, progress=tell)
    _report(report, lang or "en", json=json)
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
