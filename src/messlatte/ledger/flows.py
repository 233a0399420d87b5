"""The one table of flows: every load of a release, and the release that ships with Messlatte, as columns of the data dictionary."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from messlatte.core.errors import DataError
from messlatte.ledger.embedded_release import EMBEDDED, embedded_source
from messlatte.ledger.engine import connection, ibis_connection, literal, path_list
from messlatte.ledger.release import Load, Release, current
from messlatte.ledger.schema import fields
from messlatte.sources.rates import embedded as embedded_rates

if TYPE_CHECKING:
    import ibis

__all__ = ["EMBEDDED_LABEL", "embedded_sql", "flows", "load_sql", "rates_table"]

EMBEDDED_LABEL = "CEPII BACI 2000-2020"

_RATE_TYPES = "types = {'period': 'VARCHAR', 'currency': 'VARCHAR', 'usd_per_unit': 'DOUBLE'}"


def flows(data: Path, *, embedded: bool = True) -> ibis.Table:
    """Every flow in one lazy table; its columns are those of ``schema.csv``.

    Parameters
    ----------
    data : Path
        Data folder.
    embedded : bool
        Whether the release that ships with Messlatte is part of it.

    Notes
    -----
    Loads overlap: the same trade may come from several producers and at several levels of products. `messlatte.ledger.query` chooses.
    """
    release = current(data)
    parts = [load_sql(release, load) for load in release.loads] + ([embedded_sql()] if embedded or not release.loads else [])
    view = f"flows_{hashlib.sha256(str(release.data.resolve()).encode()).hexdigest()[:12]}_{release.number}_{int(embedded)}"
    connection().execute(f"CREATE OR REPLACE VIEW memory.main.{view} AS {' UNION ALL '.join(parts)}")
    return ibis_connection().table(view)


def rates_table(data: Path) -> str:
    """Name of the table ``period, currency, usd_per_unit`` of exchange rates, created on first use; the period is a year or a month.

    The rates that ship come first; where they have none for a currency and a period, those of the World Bank that were added to the data
    folder, the newest first.

    Raises
    ------
    DataError
        If a raw file of the World Bank that the data folder records is missing.
    """
    return _rates(data, tuple(sorted(path.name for path in (data / "raw").glob("*.snapshot.json"))))


@lru_cache(maxsize=8)
def _rates(data: Path, kept: tuple[str, ...]) -> str:
    """Make the table of a folder that keeps these snapshots."""
    relations = [embedded_rates()]
    if kept:
        from messlatte.sources.world_bank import kept_rates

        try:
            relations += kept_rates(data)
        except OSError as error:
            raise DataError(f"rates of the World Bank cannot be read: {error}; `messlatte data verify` names what is missing") from error
    name = "_".join(("rates", *(str(relation.source.sha256)[:12] for relation in relations)))
    parts = [
        f"SELECT {place} AS place, period, currency, usd_per_unit FROM read_csv({path_list(relation.files)}, header = true, {_RATE_TYPES})"
        for place, relation in enumerate(relations)
    ]
    connection().execute(
        f"CREATE TABLE IF NOT EXISTS memory.main.{name} AS SELECT period, currency, arg_min(usd_per_unit, place) AS usd_per_unit "
        f"FROM ({' UNION ALL '.join(parts)}) GROUP BY period, currency"
    )
    return f"memory.main.{name}"


def load_sql(release: Release, load: Load, where: str = "true", *, catalogue: bool = True) -> str:
    """SELECT of one load in the columns of the dictionary.

    Parameters
    ----------
    release, load : Release, Load
        What to read.
    where : str
        Condition on ``exporter``, ``importer``, ``product``, ``period`` that is pushed into the scan.
    catalogue : bool
        Whether the columns that say where a row comes from are part of it.
    """
    held = {name: f"f.{name}" for name in load.columns}
    held |= {name: literal(value) for name, value in load.constants.items()}
    declared = "reporter" in load.columns
    if declared:
        held["partner"] = "CASE WHEN f.reporter = f.exporter THEN f.importer ELSE f.exporter END"
        out, into = literal(load.valuation.get("export")), literal(load.valuation.get("import"))
        held["valuation"] = f"CASE WHEN f.reporter = f.exporter THEN {out} ELSE {into} END"
    else:
        held["valuation"] = literal(load.valuation.get(""))
    held |= {"source": literal(load.label), "snapshot": literal(load.source.sha256), "loaded_at": literal(load.loaded_at[:19])}
    scan = f"(SELECT * FROM read_parquet({path_list(release.paths(load))}) WHERE {where}) AS f"
    if load.constants.get("currency") == "USD":
        held["value_usd"] = "f.value"
    else:
        # A year's values are converted at the year's mean rate, a month's at the month's.
        stamp = f"strftime(f.period, CASE WHEN {held['frequency']} = 'A' THEN '%Y' ELSE '%Y-%m' END)"
        scan += f" LEFT JOIN {rates_table(release.data)} AS r ON r.currency = {held['currency']} AND r.period = {stamp}"
        held["value_usd"] = f"CASE WHEN {held['currency']} = 'USD' THEN f.value ELSE f.value * r.usd_per_unit END"
    provenance = ("source", "snapshot", "loaded_at")
    wanted = [field for field in fields() if catalogue or field.name not in provenance]
    chosen = ", ".join(f"CAST({held.get(field.name, 'NULL')} AS {field.type}) AS {field.name}" for field in wanted)
    return f"SELECT {chosen} FROM {scan}"


def embedded_sql(where: str = "true", *, catalogue: bool = True) -> str:
    """SELECT of the embedded yearly totals in the columns of the dictionary."""
    source = embedded_source("totals")
    held = {
        "period": "f.period",
        "frequency": "'A'",
        "exporter": "f.exporter",
        "importer": "f.importer",
        "product": "'TOTAL'",
        "classification": "'HS'",
        "value": "f.value_usd",
        "currency": "'USD'",
        "value_usd": "f.value_usd",
        "valuation": "'fob'",
        "source": literal(EMBEDDED_LABEL),
        "snapshot": literal(source.sha256),
        "loaded_at": literal(f"{source.accessed} 00:00:00"),
    }
    provenance = ("source", "snapshot", "loaded_at")
    wanted = [field for field in fields() if catalogue or field.name not in provenance]
    chosen = ", ".join(f"CAST({held.get(field.name, 'NULL')} AS {field.type}) AS {field.name}" for field in wanted)
    scan = f"read_parquet({path_list([EMBEDDED / 'totals.parquet'])})"
    rows = f"SELECT exporter, importer, make_date(year, 1, 1) AS period, value_usd FROM {scan}"
    return f"SELECT {chosen} FROM (SELECT * FROM ({rows}) WHERE {where}) AS f"
