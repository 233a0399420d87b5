"""Fit the models of opportunities that ship, and pack the shipped industry table; run when the panels change.

``python scripts/build_opportunity_model.py ../shared/data``: the folder with the panels and ``areas/`` of the ICIO year 2022.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from messlatte.models.opportunity_fit import fit_opportunities
from messlatte.models.opportunity_panel import read_wiod

ROOT = Path(__file__).parent.parent / "src" / "messlatte"


def industry_model(data: Path) -> None:
    """One year of an industry table is all that the default answer has, so the model learns from single years."""
    model = fit_opportunities(read_wiod(data / "areas"), 2011, history=False)
    path = ROOT / "models" / "data" / "opportunity_industry.npz"
    arrays: dict[str, Any] = model.arrays()
    np.savez_compressed(path, **arrays)
    print(f"{path.name}: {path.stat().st_size / 1e3:.0f} kB")


def industry_table(data: Path) -> None:
    """The cells of the ICIO table, dictionary codes, values to four digits."""
    folder = ROOT / "areas" / "data"
    folder.mkdir(parents=True, exist_ok=True)
    for name, source, columns in (
        ("icio2022.parquet", "icio2022_intermediate_exports_80x50.parquet", ("exporter", "industry", "importer", "musd")),
        ("icio2022_output.parquet", "icio2022_country_industry.parquet", ("country", "industry", "output_musd", "final_sales_musd")),
    ):
        table = pq.read_table(data / "areas" / source, columns=list(columns))
        packed = pa.table({c: table[c].cast(pa.float32()) if c.endswith("musd") else _codes(table[c]) for c in columns})
        pq.write_table(packed, folder / name, compression="zstd", compression_level=19)
        print(f"{name}: {(folder / name).stat().st_size / 1e3:.0f} kB, {packed.num_rows} rows")


def _codes(column: pa.ChunkedArray) -> pa.ChunkedArray:
    return column if pa.types.is_dictionary(column.type) else column.dictionary_encode()


if __name__ == "__main__":
    industry_table(Path(sys.argv[1]))
    if "--tables-only" not in sys.argv:
        industry_model(Path(sys.argv[1]))
