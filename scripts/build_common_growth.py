"""Growth of the typical pair beyond world trade since 1964: ``python scripts/build_common_growth.py [SHARED_DATA_FOLDER]``.

Exports every fourth year 1964-2016 (UN Comtrade through the R package penppml, MIT). Only thirteen medians are shipped. Groups, leftovers
and former states are dropped.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq

from messlatte.models.growth_fit import LEAST, own_growth
from messlatte.models.panel import Panel
from messlatte.models.reference_class import NOT_TODAY

SHARED = Path(__file__).parent.parent.parent / "shared" / "data"
TARGET = Path(__file__).parent.parent / "src" / "messlatte" / "models" / "data" / "common_growth.csv"


def main() -> None:
    shared = Path(sys.argv[1]) if len(sys.argv) > 1 else SHARED
    table = pq.read_table(shared / "world_trade_quadrennial.parquet").to_pydict()
    panel = Panel.of_rows(table["exporter"], table["importer"], table["year"], table["value"], drop=NOT_TODAY)
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["base", "years", "median_log_growth", "pairs"])
        for base in range(len(panel.years) - 1):
            chosen = panel.turnover[:, base] >= LEAST
            median = float(np.median(own_growth(panel, base, 1)[chosen]))
            out.writerow([int(panel.years[base]), panel.step, f"{median:.5f}", int(chosen.sum())])
    print(TARGET.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
