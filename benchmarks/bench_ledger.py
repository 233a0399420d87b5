"""The ledger on BACI-shaped rows: loading against a bare COPY, a pair against the whole, and how the cost grows.

Usage: ``python benchmarks/bench_ledger.py [--rows 11e6] [--years 1] [--folder DIR] [--keep]``. Ratios are of one run on one machine; files
that exist in the folder are used again. Processor seconds stand beside wall seconds because other programs may share the machine.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from baci_shape import write_years

LOAD_LIMIT = 2.0
MEMORY_LIMIT = 2.0
PAIR_LIMIT = 0.5
TOTALS_LIMIT = 1.5
PAIR = ("DEU", "POL")
REPEATS = 3


@dataclass(frozen=True, slots=True)
class Timing:
    """Wall and processor seconds, and the process's peak memory in GiB."""

    wall: float
    cpu: float
    peak: float = 0.0


def measured(work: Callable[[], object]) -> Timing:
    """Time one call."""
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return Timing(time.perf_counter() - wall, time.process_time() - cpu)


def best(work: Callable[[], object]) -> Timing:
    """Best of several calls after one that warms up."""
    work()
    return min((measured(work) for _ in range(REPEATS)), key=lambda one: one.wall)


def child(job: str, folder: Path, data: Path) -> Timing:
    """Run a job in a process of its own, so that peak memory is the job's."""
    done = subprocess.run(
        [sys.executable, __file__, "--job", job, "--folder", str(folder), "--data", str(data)], capture_output=True, text=True
    )
    if done.returncode:
        sys.exit(done.stderr)
    return Timing(**json.loads(done.stdout))


def run_job(job: str, folder: Path, data: Path) -> None:
    """The job of a child process: ``bare`` or ``load``."""
    import resource

    import duckdb

    from messlatte.ledger.load import load
    from messlatte.sources import baci

    if job == "bare":
        files = [str(path) for path in sorted(folder.glob("*.csv"))]
        con = duckdb.connect()
        timing = measured(lambda: con.execute(f"COPY (SELECT * FROM read_csv({files})) TO '{data}.bare.parquet' (FORMAT parquet)"))
    else:
        relations = baci.relations(baci.add(data, folder))
        timing = measured(lambda: load(data, relations))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    print(json.dumps(asdict(Timing(timing.wall, timing.cpu, peak))))


def queries(data: Path) -> dict[str, Timing]:
    """Time the queries of a loaded ledger, warm, in this process."""
    from messlatte.ledger.engine import connection, path_list
    from messlatte.ledger.flows import flows
    from messlatte.ledger.query import By, pair_flows
    from messlatte.ledger.release import current

    release = current(data)
    files = path_list([path for one in release.loads for path in release.paths(one)])
    by_hand = f"SELECT exporter, importer, period, sum(value) AS value FROM read_parquet({files}) GROUP BY ALL"
    table = flows(data, embedded=False)
    totals = table.group_by(["exporter", "importer", "period"]).aggregate(value_usd=table.value_usd.sum())
    cold = measured(lambda: pair_flows(data, *PAIR, by=By.CHAPTER))
    return {
        "pair by chapter, first": cold,
        "pair by chapter": best(lambda: pair_flows(data, *PAIR, by=By.CHAPTER)),
        "totals of all pairs": best(lambda: totals.to_pyarrow()),
        "totals by hand": best(lambda: connection().sql(by_hand).to_arrow_table()),
    }


def one_size(rows: int, years: int, root: Path) -> None:
    """Print one line of the table."""
    folder, data = root / f"baci-{rows}-{years}", root / f"data-{rows}-{years}"
    write_years(folder, range(2024 - years, 2024), rows // years)
    shutil.rmtree(data, ignore_errors=True)
    bare, loaded = child("bare", folder, data), child("load", folder, data)
    Path(f"{data}.bare.parquet").unlink()
    from messlatte.ledger.release import current

    count = sum(one.rows for one in current(data).loads)
    timed = queries(data)
    pair, totals, hand = timed["pair by chapter"], timed["totals of all pairs"], timed["totals by hand"]
    cells = (
        f"{count:,}",
        f"{bare.wall:.1f} ({bare.cpu:.1f})",
        f"{loaded.wall:.1f} ({loaded.cpu:.1f})",
        f"{loaded.wall / bare.wall:.2f} ({loaded.cpu / bare.cpu:.2f})",
        f"{loaded.cpu / count * 1e6:.2f}",
        f"{loaded.peak:.2f}",
        f"{timed['pair by chapter, first'].wall:.2f}",
        f"{pair.wall:.2f} ({pair.cpu:.2f})",
        f"{totals.wall:.2f} ({totals.cpu:.2f})",
        f"{totals.wall / hand.wall:.2f} ({totals.cpu / hand.cpu:.2f})",
    )
    print("| " + " | ".join(cells) + " |", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", default="1e6,11e6", help="sizes, joined by commas; a year has about ten million rows")
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--job", choices=("bare", "load"))
    parser.add_argument("--keep", action="store_true", help="keep the generated files")
    asked = parser.parse_args()
    if asked.job:
        run_job(asked.job, asked.folder, asked.data)
        return
    root = asked.folder or Path(tempfile.mkdtemp(prefix="messlatte-bench-"))
    print(f"limits: load {LOAD_LIMIT} x bare COPY, peak {MEMORY_LIMIT} GiB, pair {PAIR_LIMIT} s warm, totals {TOTALS_LIMIT} x by hand")
    print("seconds are wall (processor)")
    head = ("rows", "bare COPY", "load", "ratio", "load µs a row", "peak GiB", "pair first", "pair warm", "totals", "ratio to hand")
    print("| " + " | ".join(head) + " |\n|" + "---:|" * len(head))
    try:
        for size in (int(float(text)) for text in asked.rows.split(",")):
            one_size(size, max(1, round(size / 10_000_000)), root)
    finally:
        if asked.folder is None and not asked.keep:
            shutil.rmtree(root, ignore_errors=True)


if __name__ == "__main__":
    main()
