"""Files in BACI's form with BACI's skew, for benchmarks: real totals of pairs, few pairs that trade everything and many that trade little.

The pairs and their totals of 2019 are those of the embedded release. A pair trades product r (by popularity) with probability
``min(1, c v^0.45 r^-0.7)``, where v is the pair's total; c is solved so that a year has the wanted number of rows. Values of products are
lognormal around the pair's mean. The last five years are drawn so; earlier ones take the products of one of them, with values that drift
by pair, which is quicker and no less like trade. Rows are sorted as CEPII sorts them, by exporter, importer and product.
"""

from __future__ import annotations

from pathlib import Path

import duckdb
import numpy as np
import numpy.typing as npt

from messlatte.ledger.economies import economies
from messlatte.ledger.embedded_release import EMBEDDED

__all__ = ["write_years"]

PRODUCTS = 5_000
YEAR = 2019
DRAWN = 5


def _expected_rows(c: float, size: npt.NDArray[np.float64]) -> float:
    """Expected rows of a year: the integral over products of the probability that a pair trades one."""
    a = c * size**0.45
    certain = np.minimum(PRODUCTS, a ** (1 / 0.7))
    return float(np.sum(certain + a * (PRODUCTS**0.3 - certain**0.3) / 0.3))


def _intensity(rows: int, size: npt.NDArray[np.float64]) -> float:
    low, high = 1e-9, 1e3
    for _ in range(80):
        middle = float(np.sqrt(low * high))
        low, high = (middle, high) if _expected_rows(middle, size) < rows else (low, middle)
    return low


def _prepare(con: duckdb.DuckDBPyConnection) -> None:
    con.execute("CREATE TABLE place (code VARCHAR, number INTEGER)")
    con.executemany(
        "INSERT INTO place VALUES (?, ?)", [(one.code, int(one.comtrade)) for one in economies().values() if one.kind == "country"]
    )
    con.execute(f"""CREATE TABLE pair AS SELECT e.number AS i, m.number AS j, value_usd::DOUBLE AS v
        FROM read_parquet('{EMBEDDED / "totals.parquet"}') JOIN place AS e ON e.code = exporter JOIN place AS m ON m.code = importer
        WHERE year = {YEAR}""")
    con.execute(f"""CREATE TABLE product AS SELECT r, (1 + hash(r) % 97) * 10000 + (hash(r, 1) % 100) * 100 + r % 100 AS k,
        row_number() OVER (PARTITION BY (1 + hash(r) % 97) * 10000 + (hash(r, 1) % 100) * 100 + r % 100) AS n
        FROM range(1, {PRODUCTS + 1}) AS t(r)""")


def write_years(folder: Path, years: range, rows: int) -> tuple[Path, ...]:
    """Write ``BACI_HS17_Y<year>_V202601.csv`` for each year, each of about so many rows; files that exist are kept."""
    folder.mkdir(parents=True, exist_ok=True)
    con = duckdb.connect(config={"memory_limit": "1500MB", "threads": "2"})
    _prepare(con)
    c = _intensity(rows, con.execute("SELECT v FROM pair").fetchnumpy()["v"])
    paths = [folder / f"BACI_HS17_Y{year}_V202601.csv" for year in years]
    drawn = paths[-DRAWN:]
    for year, path in reversed(list(zip(years, paths, strict=True))):
        if path.exists():
            continue
        partial = path.with_suffix(".partial")
        select = _draw(year, c) if path in drawn else _drift(year, drawn[year % len(drawn)])
        con.execute(f"COPY ({select}) TO '{partial}' (FORMAT csv, HEADER, DELIMITER ',')")
        partial.rename(path)
    return tuple(paths)


def _draw(year: int, c: float) -> str:
    uniform = f"(hash(i, j, k, {year}) % 1000003 + 1) / 1000005.0"
    angle = f"(hash(j, i, k, {year}) % 1000003) / 1000003.0"
    return f"""
        SELECT {year} AS t, i, j, k, greatest(round(v / 14000 / least({PRODUCTS}, 1 + {c} * pow(v, 0.45))
            * exp(2.3 * sqrt(-2 * ln({uniform})) * cos(2 * pi() * {angle})), 3), 0.001) AS v,
            CASE WHEN hash(k, i, j) % 30 = 0 THEN 'NA' ELSE round(v / 1e6 / (1 + hash(k) % 50), 3)::VARCHAR END AS q
        FROM pair, product WHERE n = 1 AND (hash(k, j, i, {year % 3}) % 1000003) / 1000003.0 < {c} * pow(v, 0.45) * pow(r, -0.7)
        ORDER BY i, j, k"""


def _drift(year: int, base: Path) -> str:
    change = f"exp(0.3 * ((hash(i, j, {year}) % 2001) / 1000.0 - 1))"
    columns = "{'t': 'INTEGER', 'i': 'INTEGER', 'j': 'INTEGER', 'k': 'INTEGER', 'v': 'DOUBLE', 'q': 'VARCHAR'}"
    scan = f"read_csv('{base}', columns = {columns}, header = true)"
    return f"SELECT {year} AS t, i, j, k, greatest(round(v * {change}, 3), 0.001) AS v, q FROM {scan}"
