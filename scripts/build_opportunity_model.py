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
from messlatte.models.opportunity_panel import read_raw_materials, read_wiod

_USERS = 5
ROOT = Path(__file__).parent.parent / "src" / "messlatte"


def models(data: Path) -> None:
    """One year of an industry table is all that the default answer has, so its model learns from single years.

    Of goods a ledger holds many years or few; so there is one model with history and one without.
    """
    industry, goods = read_wiod(data / "areas"), read_raw_materials(data)
    for name, panel, history in (("industry", industry, False), ("goods", goods, True), ("goods_single", goods, False)):
        path = ROOT / "models" / "data" / f"opportunity_{name}.npz"
        arrays: dict[str, Any] = fit_opportunities(panel, panel.years[-1], history=history).arrays()
        np.savez_compressed(path, **arrays)
        print(f"{path.name}: {path.stat().st_size / 1e3:.0f} kB")


def users(data: Path) -> None:
    """Largest buyers, by industry, of what each country imports of each industry's goods: shares of all its imports of them."""
    table = pq.read_table(data / "areas" / "icio2022_import_needs.parquet").to_pydict()
    needs: dict[tuple[str, str], list[tuple[float, str]]] = {}
    for importer, product, user, musd in zip(*(table[name] for name in table), strict=True):
        needs.setdefault((importer, product), []).append((musd, user))
    rows = [
        (importer, product, user, round(musd / sum(m for m, _ in bought), 4))
        for (importer, product), bought in sorted(needs.items())
        for musd, user in sorted(bought, reverse=True)[:_USERS]
    ]
    columns = [pa.array(column) for column in zip(*rows, strict=True)]
    packed = [*(column.dictionary_encode() for column in columns[:3]), columns[3].cast(pa.float32())]
    path = ROOT / "areas" / "data" / "icio2022_users.parquet"
    pq.write_table(pa.table(packed, names=["importer", "industry", "user", "share"]), path, compression="zstd", compression_level=19)
    print(f"{path.name}: {path.stat().st_size / 1e3:.0f} kB, {len(rows)} rows")


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
    users(Path(sys.argv[1]))
    if "--tables-only" not in sys.argv:
        models(Path(sys.argv[1]))
