"""Count the reference classes that ship with Messlatte: ``python scripts/build_base_rates.py [SHARED_DATA_FOLDER]``.

Yearly: CEPII BACI, totals by pair 2000-2020 (Etalab open licence 2.0). Long view: exports every fourth year 1964-2016 (UN Comtrade
through the R package penppml, MIT). Only counts are shipped. Groups, leftovers and former states are dropped.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pyarrow.parquet as pq

from messlatte.models.panel import Panel
from messlatte.models.reference_class import count_classes

NOT_TODAY = frozenset(
    code
    for line in (
        "ANT ATA ATF BAT BLX BUN BVT CSK DDR FRE HMD IOT KN1 MNT NZE OAS PCE PCZ ROM",
        "RYU SCG SGS SIK SPE SVR SVU TAN TMP UMI UNS USP VDR YDR YUG ZAR ZPM ZW1",
    )
    for code in line.split()
)
SHARED = Path(__file__).parent.parent.parent / "shared" / "data"
TARGET = Path(__file__).parent.parent / "src" / "messlatte" / "models" / "data"


def main() -> None:
    shared = Path(sys.argv[1]) if len(sys.argv) > 1 else SHARED
    table = pq.read_table(shared / "baci_totals_2000_2020.parquet").to_pydict()
    panel = Panel.of_rows(table["exporter"], table["importer"], table["year"], table["value_usd"], drop=NOT_TODAY)
    count_classes(panel, tuple(range(1, 16)), "CEPII BACI 2000-2020, goods, both ways").save(TARGET / "base_rates.npz")
    table = pq.read_table(shared / "world_trade_quadrennial.parquet").to_pydict()
    panel = Panel.of_rows(table["exporter"], table["importer"], table["year"], table["value"], drop=NOT_TODAY)
    count_classes(panel, (4, 8, 12), "UN Comtrade 1964-2016, every fourth year (R package penppml)").save(TARGET / "base_rates_long.npz")
    for path in sorted(TARGET.glob("base_rates*.npz")):
        print(f"{path.name}: {path.stat().st_size / 1e3:.0f} kB")


if __name__ == "__main__":
    main()
