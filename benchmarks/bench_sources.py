"""What keeping and unpacking a BACI release costs beside a bare copy and a bare unzip of the same file.

Prints a table of seconds and ratios, all of one run: ``python benchmarks/bench_sources.py [rows]``.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np

from messlatte.sources import baci

YEARS = range(2018, 2024)


def release(path: Path, rows: int) -> None:
    """Write a zip of yearly files with as many rows in all; values are log-normal, as in BACI."""
    random = np.random.default_rng(1)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for year in YEARS:
            count = rows // len(YEARS)
            exporter, importer = random.integers(4, 895, (2, count))
            product, value = random.integers(10110, 970600, count), random.lognormal(3, 3, count)
            order = np.lexsort((product, importer, exporter))
            body = "\n".join(
                f"{year},{i},{j},{k:06d},{v:.3f},{v / 3:.3f}"
                for i, j, k, v in zip(exporter[order], importer[order], product[order], value[order], strict=True)
            )
            archive.writestr(f"BACI_HS17_Y{year}_V202501.csv", f"t,i,j,k,v,q\n{body}\n")


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main(rows: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "BACI_HS17_V202501.zip"
        release(path, rows)

        def bare() -> None:
            shutil.copyfile(path, folder / "copy.zip")
            with zipfile.ZipFile(folder / "copy.zip") as archive:
                archive.extractall(folder / "bare")

        bare_seconds = seconds(bare)
        first = seconds(lambda: baci.add(folder / "data", path))
        again = seconds(lambda: baci.add(folder / "data", path))
        size = path.stat().st_size / 1e6
        print(f"{rows:,} rows, zip of {size:.0f} MB")
        print("| step | seconds | ratio to bare |\n|---|--:|--:|")
        for step, took in (("bare copy and unzip", bare_seconds), ("keep and unpack", first), ("keep again", again)):
            print(f"| {step} | {took:.2f} | {took / bare_seconds:.2f} |")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3_000_000)
