"""``messlatte data``: what the ledger holds, whether it is whole, and what it says about a pair."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import cyclopts
from cyclopts import Parameter

from messlatte.cli.data_add import app as add
from messlatte.cli.options import Json, Output, print_json, write_whole
from messlatte.core.errors import DataError, UsageError

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["app"]

app = cyclopts.App(name="data", help="Add, list, verify and query customs data.")
app.command(add)
app.command("messlatte.cli.data_turnover:turnover", help="Show both declarations of a pair and the value reconciled from them.")

_SUFFIXES = {".json": "json", ".csv": "csv", ".parquet": "parquet"}
_FIELDS = ("period", "exporter", "importer", "product", "value_usd", "source")


@app.command
def where(*, json: Json = False) -> int:
    """Print the data folder; MESSLATTE_DATA names another."""
    from messlatte.ledger.folder import data_folder

    folder = data_folder()
    if json:
        print_json({"data": str(folder), "exists": folder.is_dir()})
    else:
        print(folder)
    return 0


@app.command(name="list")
def list_(*, json: Json = False) -> int:
    """List what the ledger holds: the release that ships, and every load above it."""
    from messlatte.ledger.embedded_release import embedded_source, release_name
    from messlatte.ledger.flows import EMBEDDED_LABEL
    from messlatte.ledger.folder import data_folder
    from messlatte.ledger.release import current

    release, shipped = current(data_folder()), embedded_source("totals")
    rows = [
        {
            "id": release_name(),
            "source": EMBEDDED_LABEL,
            "rows": _embedded_rows(),
            "first": "2000-01-01",
            "last": "2020-01-01",
            "licence": shipped.licence,
            "sha256": shipped.sha256,
            "loaded_at": None,
        }
    ]
    rows += [
        {
            "id": one.id,
            "source": one.label,
            "rows": one.rows,
            "first": one.first,
            "last": one.last,
            "licence": one.source.licence,
            "sha256": one.source.sha256,
            "loaded_at": one.loaded_at,
        }
        for one in release.loads
    ]
    if json:
        print_json({"schema": "messlatte.data/1", "release": release.number, "loads": rows})
        return 0
    for row in rows:
        span = f"{str(row['first'])[:7]} to {str(row['last'])[:7]}"
        print(f"{row['source']}: {row['rows']:,} rows, {span} ({row['licence'] or 'licence not stated'})")
    return 0


def _embedded_rows() -> int:
    from messlatte.ledger.embedded_release import part_rows

    return part_rows("totals")


@app.command
def verify(*, json: Json = False) -> int:
    """Compare every file of the ledger with its SHA-256 and name what is missing or changed (exit code 1)."""
    from messlatte.ledger.embedded_release import verify_embedded
    from messlatte.ledger.folder import data_folder
    from messlatte.ledger.housekeeping import verify as damage_of
    from messlatte.ledger.release import current
    from messlatte.sources import snapshot

    data = data_folder()
    release = current(data)
    damaged = [{"file": name, "what": "missing or changed", "repair": "reinstall messlatte"} for name in verify_embedded()]
    damaged += [{"file": str(one.path), "what": one.what, "repair": f"add {one.load.label} again"} for one in damage_of(release)]
    for kept in snapshot.snapshots(data):
        damaged += [{"file": problem, "what": "raw file", "repair": "add it again"} for problem in snapshot.verify(kept)]
    if json:
        print_json({"schema": "messlatte.verify/1", "release": release.number, "damaged": damaged})
        return 1 if damaged else 0
    if damaged:
        listed = "\n".join(f"  {one['file']}: {one['what']}; {one['repair']}" for one in damaged)
        raise DataError(f"{len(damaged)} files are damaged:\n{listed}")
    print(f"release {release.number}: {sum(len(one.partitions) for one in release.loads)} files, all whole")
    return 0


@app.command
def query(
    *,
    pair: Annotated[tuple[str, str], Parameter(name="--pair", help="Two economies: DEU POL, or a region: BLR RU-TUL.")],
    freq: Annotated[Literal["A", "M"], Parameter(name="--freq", help="A for years, M for months.")] = "A",
    by: Annotated[Literal["total", "chapter", "product"], Parameter(name="--by", help="How products are grouped.")] = "total",
    format: Annotated[
        Literal["json", "csv", "parquet"] | None, Parameter(name="--format", help="Form of the rows; json by default.")
    ] = None,
    all_sources: Annotated[
        bool, Parameter(name="--all-sources", negative="", help="Every source and both declarations side by side.")
    ] = False,
    details: Annotated[bool, Parameter(name="--details", negative="", help="Also value, currency, valuation and reporter.")] = False,
    output: Output = None,
) -> int:
    """Query the flows of a pair, from the best source of each period.

    A pair that the data do not know gives no rows and exit code 1: no data is never zero.
    """
    from messlatte.ledger.economies import is_economy
    from messlatte.ledger.folder import data_folder
    from messlatte.ledger.query import By, pair_flows

    a, b = (code.upper() for code in pair)
    for code in (a, b):
        if not is_economy(code):
            raise UsageError(f"--pair: {code!r} is not known; write ISO 3166-1 alpha-3 (BLR) or, for a region, ISO 3166-2 (RU-TUL)")
    if a == b:
        raise UsageError(f"--pair: {a} twice; a pair needs two different economies")
    kind = _format(format, output)
    rows = pair_flows(data_folder(), a, b, freq=freq, by=By(by), all_sources=all_sources)
    names = [*_FIELDS[:-1], "value", "currency", "valuation", "reporter", "source"] if details else list(_FIELDS)
    content = _written(rows.select(names), kind)
    if output is not None:
        write_whole(output, content)
    else:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    if not rows.num_rows:
        raise DataError(_no_data(a, b, freq, by))
    unpriced = sum(1 for value in rows["value_usd"].to_pylist() if value is None)
    if unpriced:
        print(f"{unpriced} rows have no exchange rate and no value in USD; --details shows their currency", file=sys.stderr)
    return 0


def _no_data(a: str, b: str, freq: str, by: str) -> str:
    what = f"{'months' if freq == 'M' else 'years'}{'' if by == 'total' else f' by {by}'}"
    return (
        f"no data of {a} and {b} for {what}; the release that ships holds yearly totals of 2000 to 2020 only, "
        "add others with `messlatte data add baci|comtrade|comext|table`"
    )


def _format(asked: str | None, output: Path | None) -> str:
    if asked is not None or output is None:
        return asked or "json"
    if output.suffix not in _SUFFIXES:
        raise UsageError(f"--output: {output.name} has no suffix of {', '.join(_SUFFIXES)}; add one or say --format")
    return _SUFFIXES[output.suffix]


def _written(rows: pa.Table, kind: str) -> bytes:
    if kind == "json":
        import json

        return ("[" + ",\n ".join(json.dumps(row, ensure_ascii=False) for row in rows.to_pylist()) + "]\n").encode()
    buffer = io.BytesIO()
    if kind == "csv":
        import csv

        text = io.StringIO(newline="")
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(rows.column_names)
        writer.writerows(zip(*(column.to_pylist() for column in rows.columns), strict=True))
        return text.getvalue().encode()
    import pyarrow.parquet as pq

    pq.write_table(rows, buffer, compression="zstd")
    return buffer.getvalue()
