"""Dependence on suppliers by the rules of CEPII and the European Commission: a year of BACI's size in the engine.

Run it as ``python benchmarks/bench_dependence.py [--rows 11000000] [--folder FOLDER]``. Files have BACI's form and skew
(`benchmarks/baci_shape.py`); they are loaded once and kept in the folder. Time of the sums of one year for a pair taken as one.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from pathlib import Path

from baci_shape import write_years

from messlatte.cli.app import main as messlatte
from messlatte.ledger.supply import supply

YEARS = range(2019, 2020)


def loaded(folder: Path, rows: int) -> Path:
    data = folder / f"data-{rows}"
    if not data.exists():
        files = write_years(folder / f"raw-{rows}", YEARS, rows)
        os.environ["MESSLATTE_DATA"] = str(data)
        try:
            messlatte(["data", "add", "baci", str(files[0].parent)])
        except SystemExit as ended:
            if ended.code:
                raise
    return data


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--rows", type=int, default=11_000_000)
    options.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "messlatte-dependence")
    chosen = options.parse_args()
    data = loaded(chosen.folder, chosen.rows)
    for label, buyers, partners in (("pair", ("BLR", "RUS"), ()), ("one, partner inside", ("BLR",), ("RUS",))):
        cpu, wall = time.process_time(), time.perf_counter()
        found = supply(data, YEARS[-1], buyers, partners)
        print(f"{label}: {found.num_rows:,} products, {time.perf_counter() - wall:.1f} s elapsed, {time.process_time() - cpu:.1f} s CPU")


if __name__ == "__main__":
    main()
