"""Derive what past outlooks expected of the world economy: ``python scripts/build_outlooks.py [SHARED_DATA_FOLDER]``.

From the April vintages 2010-2018 of the IMF's World Economic Outlook, group "World", gross domestic product in current USD: expected log
growth from the year before the vintage over 1 to 5 years. Only these differences are shipped; what world trade really did comes from the
ledger.
"""

from __future__ import annotations

import csv
import math
import sys
from pathlib import Path

import pyarrow.parquet as pq

SHARED = Path(__file__).parent.parent.parent / "shared" / "data"
TARGET = Path(__file__).parent.parent / "src" / "messlatte" / "models" / "data" / "outlooks.csv"


def main() -> None:
    shared = Path(sys.argv[1]) if len(sys.argv) > 1 else SHARED
    table = pq.read_table(
        shared / "weo_group_vintages_2010_2018.parquet", filters=[("group", "=", "World"), ("subject", "=", "NGDPD")]
    ).to_pylist()
    known = {(row["vintage"], row["year"]): row["value"] for row in table}
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["vintage", "horizon", "expected_log_growth"])
        for vintage in sorted({vintage for vintage, _ in known}):
            for horizon in range(1, 6):
                if (vintage, vintage - 1 + horizon) in known and (vintage, vintage - 1) in known:
                    growth = math.log(known[vintage, vintage - 1 + horizon] / known[vintage, vintage - 1])
                    out.writerow([vintage, horizon, f"{growth:.5f}"])


if __name__ == "__main__":
    main()
