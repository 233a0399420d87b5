"""Count the long view of the reference classes: ``python scripts/build_base_rates.py [SHARED_DATA_FOLDER]``.

Exports every fourth year 1964-2016 (UN Comtrade through the R package penppml, MIT). Only counts are shipped. Groups, leftovers and former
states are dropped. The yearly counts are part of the fitted model (``messlatte fit``).
"""

from __future__ import annotations

import sys
from pathlib import Path

import pyarrow.parquet as pq

from messlatte.models.panel import Panel
from messlatte.models.reference_class import NOT_TODAY, count_classes

SHARED = Path(__file__).parent.parent.parent / "shared" / "data"
TARGET = Path(__file__).parent.parent / "src" / "messlatte" / "models" / "data"


def main() -> None:
    shared = Path(sys.argv[1]) if len(sys.argv) > 1 else SHARED
    table = pq.read_table(shared / "world_trade_quadrennial.parquet").to_pydict()
    panel = Panel.of_rows(table["exporter"], table["importer"], table["year"], table["value"], drop=NOT_TODAY)
    count_classes(panel, (4, 8, 12), "UN Comtrade 1964-2016, every fourth year (R package penppml)").save(TARGET / "base_rates_long.npz")
    print(f"base_rates_long.npz: {(TARGET / 'base_rates_long.npz').stat().st_size / 1e3:.0f} kB")


if __name__ == "__main__":
    main()
