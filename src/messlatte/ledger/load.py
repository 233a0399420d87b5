"""Loading: raw relations become immutable partitions and a new release, or nothing happens.

The order of events makes a load a transaction: partitions are written into a folder of their own and made durable; the checks run on
what was written; then one hard link publishes the release. Killed at any moment before, the old release answers and the next load
removes the folder.
"""

from __future__ import annotations

import datetime as dt
import secrets
import shutil
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from messlatte.core.errors import ContradictionError, DataError
from messlatte.core.statement import Finding, Severity
from messlatte.ledger.engine import connection
from messlatte.ledger.history_checks import HISTORY_CHECKS, check_printed_totals, check_revision, pair_totals
from messlatte.ledger.housekeeping import held, sweep
from messlatte.ledger.partitions import Written, write_partitions
from messlatte.ledger.progress import Progress, Watch
from messlatte.ledger.release import Load, Release, current, fsync_folder, load_folder, publish
from messlatte.ledger.shape import total_sql
from messlatte.sources.relation import Kind, Relation

if TYPE_CHECKING:
    import duckdb

__all__ = ["LoadReport", "load"]


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What a load did: the release it published, its loads, and what the checks found."""

    release: Release
    loads: tuple[Load, ...]
    findings: tuple[Finding, ...]


def load(
    data: Path, relations: Sequence[Relation], *, strict: bool = False, progress: Callable[[Progress], None] | None = None
) -> LoadReport:
    """Load raw relations and publish the release that holds them.

    Parameters
    ----------
    data : Path
        Data folder.
    relations : sequence of Relation
        What a source gives of one snapshot; code lists are passed over.
    strict : bool
        Whether a warning is an error.
    progress : callable, optional
        Told several times a second how far the load is, from another thread.

    Returns
    -------
    LoadReport
        The same rows loaded again replace themselves.

    Raises
    ------
    ContradictionError
        If ``strict`` and a check warns; nothing was loaded.
    DataError
        If the relations hold no row that may enter.
    """
    flows = [relation for relation in relations if relation.kind is Kind.FLOWS]
    if not flows:
        raise DataError("the snapshot holds no flows between economies; give a file of trade")
    sweep(data)
    before, con = current(data), connection()
    loads: list[Load] = []
    findings: list[Finding] = []
    with ExitStack() as stack:
        watch = stack.enter_context(Watch(con, sum(path.stat().st_size for one in flows for path in one.files), progress))
        for relation in flows:
            identity = f"{dt.datetime.now(dt.UTC):%Y%m%dT%H%M%SZ}-{secrets.token_hex(4)}"
            folder = load_folder(data, identity)
            stack.enter_context(held(folder))
            stack.enter_context(_removed_on_error(folder))
            written = write_partitions(con, folder, relation, watch)
            fsync_folder(folder)
            one = _described(identity, relation, written)
            findings += [*written.findings, *_history(con, data, relation, one, before)]
            loads.append(one)
        if strict:
            _refuse_warnings(findings)
        replaced = {(one.source.sha256, one.relation) for one in loads}
        release = publish(data, lambda old: (*(one for one in old if (one.source.sha256, one.relation) not in replaced), *loads))
    return LoadReport(release, tuple(loads), tuple(findings))


class _removed_on_error:  # noqa: N801
    """Remove a folder if the block fails; a killed process leaves that to the next load."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is not None:
            shutil.rmtree(self.folder, ignore_errors=True)


def _described(identity: str, relation: Relation, written: Written) -> Load:
    seen = [fact for fact in written.facts if fact.first and fact.last]
    return Load(
        id=identity,
        source=relation.source,
        relation=relation.name,
        kind=str(relation.kind),
        columns=written.shape.columns,
        constants=dict(written.shape.constants),
        valuation=dict(relation.valuation),
        levels=written.levels,
        partitions=written.partitions,
        first=min(str(fact.first) for fact in seen),
        last=max(str(fact.last) for fact in seen),
        loaded_at=dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        notes=relation.notes,
    )


def _history(con: duckdb.DuckDBPyConnection, data: Path, relation: Relation, one: Load, before: Release) -> list[Finding]:
    """Findings about the history of a load's pairs, its printed totals, and its difference from an earlier load of the same data set."""
    findings: list[Finding] = []
    if sql := total_sql(relation):
        totals = [
            (place.strip() or relation.source.title, printed or 0.0, added or 0.0) for place, printed, added in con.execute(sql).fetchall()
        ]
        findings += check_printed_totals(totals, relation.total.tolerance if relation.total else 0.0)
    table = f"memory.main.totals_{one.id.replace('-', '_')}"
    declared = "reporter" in one.columns
    try:
        pair_totals(con, table, Release(data=data).paths(one), one.levels, declared=declared)
        frequency = one.constants.get("frequency", "A")
        for check in HISTORY_CHECKS:
            findings += check(con, table, frequency)
        earlier = next((x for x in reversed(before.loads) if _revises(one, x)), None)
        if earlier is not None:
            pair_totals(con, f"{table}_earlier", before.paths(earlier), earlier.levels, declared=declared)
            findings += check_revision(con, table, f"{table}_earlier", earlier.label)
    finally:
        con.execute(f"DROP TABLE IF EXISTS {table}")
        con.execute(f"DROP TABLE IF EXISTS {table}_earlier")
    return findings


def _revises(one: Load, earlier: Load) -> bool:
    """Whether a load holds a newer state of what an earlier one holds."""
    same = (one.source.producer, one.source.title, one.relation) == (earlier.source.producer, earlier.source.title, earlier.relation)
    return same and one.columns == earlier.columns and one.constants == earlier.constants and one.source.sha256 != earlier.source.sha256


def _refuse_warnings(findings: Sequence[Finding]) -> None:
    serious = [finding for finding in findings if finding.severity is not Severity.NOTE]
    if serious:
        listed = "\n".join(f"  {finding.code}: {finding.message}" for finding in serious)
        raise ContradictionError(f"{len(serious)} checks of the data warn, and --strict was asked; nothing was loaded:\n{listed}")
