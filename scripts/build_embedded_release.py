"""Build the data release that ships in the wheel: ``src/messlatte/ledger/embedded/``.

Usage: ``python scripts/build_embedded_release.py [FOLDER]``; FOLDER holds the four input files (default ``../shared/data``).
Two runs on the same inputs give the same bytes.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "src" / "messlatte" / "ledger" / "embedded"
ACCESSED = "2026-11-25"
LIMIT = 3_000_000

# GeoDist still writes these economies by codes that ISO has withdrawn. YUG is measured from Belgrade.
SUCCESSORS = {"ROM": "ROU", "ZAR": "COD", "TMP": "TLS", "PAL": "PSE", "YUG": "SRB"}

TOTALS = """
    SELECT exporter, importer, year, value_usd FROM read_parquet(getvariable('totals')) AS t
    WHERE exporter IN (SELECT code FROM iso) AND importer IN (SELECT code FROM iso) AND exporter <> importer AND value_usd > 0
    ORDER BY exporter, importer, year"""

WORLD = f"SELECT year, sum(value_usd)::BIGINT AS value_usd FROM ({TOTALS}) GROUP BY year ORDER BY year"

COVARIATES = """
    SELECT iso3, year::SMALLINT AS year, round(gdp_usd)::BIGINT AS gdp_usd, population FROM read_parquet(getvariable('covariates'))
    WHERE (iso3 IN (SELECT code FROM iso) OR iso3 = 'XKX') AND (gdp_usd IS NOT NULL OR population IS NOT NULL)
    ORDER BY iso3, year"""

DISTANCES = """
    WITH renamed AS (
        SELECT coalesce(s.code, iso_o) AS o, coalesce(d.code, iso_d) AS d, p.* FROM read_parquet(getvariable('distances')) AS p
        LEFT JOIN successor AS s ON s.old = iso_o LEFT JOIN successor AS d ON d.old = iso_d)
    SELECT o AS a, d AS b, round(dist)::USMALLINT AS distance_km, round(distcap)::USMALLINT AS capital_km,
           round(try_cast(distw AS DOUBLE))::USMALLINT AS weighted_km, contig = 1 AS contiguous, comlang_off = 1 AS common_language,
           comlang_ethno = 1 AS spoken_language, colony = 1 AS colony, comcol = 1 AS common_coloniser
    FROM renamed WHERE o < d AND o IN (SELECT code FROM iso) AND d IN (SELECT code FROM iso) ORDER BY a, b"""

WORKING_PAPER = "CEPII Working Paper"
BACI_PAPER = f"Gaulier, G. and Zignago, S. (2010). BACI: International Trade Database at the Product-Level. {WORKING_PAPER} 2010-23."
GEODIST_PAPER = f"Mayer, T. and Zignago, S. (2011). Notes on CEPII's distances measures: The GeoDist database. {WORKING_PAPER} 2011-25."

PARTS: tuple[dict[str, object], ...] = (
    {
        "name": "totals",
        "input": "baci_totals_2000_2020.parquet",
        "query": TOTALS,
        "producer": "CEPII",
        "title": "BACI: goods trade of all pairs, summed over products",
        "version": "2000-2020 (BACI release not named by the intermediary)",
        "url": "https://www.cepii.fr/CEPII/en/bdd_modele/bdd_modele_item.asp?id=37",
        "licence": "Etalab 2.0",
        "attribution": BACI_PAPER,
        "notes": "Reconciled from both customs, valued fob, in current USD. No Taiwan; Serbia and Montenegro from 2006, "
        "South Sudan from 2012; 2020 is thinner because some economies report late. "
        "A year that is absent was not recorded; it is not a zero.",
    },
    {
        "name": "world",
        "input": "baci_totals_2000_2020.parquet",
        "query": WORLD,
        "producer": "CEPII",
        "title": "BACI: world goods trade, the sum over all recorded pairs",
        "version": "2000-2020 (BACI release not named by the intermediary)",
        "url": "https://www.cepii.fr/CEPII/en/bdd_modele/bdd_modele_item.asp?id=37",
        "licence": "Etalab 2.0",
        "attribution": BACI_PAPER,
        "notes": "Current USD, fob. Without Taiwan; 2020 is thinner because some economies report late.",
    },
    {
        "name": "covariates",
        "input": "wdi_gdp_pop.parquet",
        "query": COVARIATES,
        "producer": "World Bank",
        "title": "World Development Indicators: GDP in current USD (NY.GDP.MKTP.CD) and population (SP.POP.TOTL)",
        "version": "GDP to 2023, population to 2024",
        "url": "https://databank.worldbank.org/source/world-development-indicators",
        "licence": "CC BY 4.0",
        "attribution": "World Bank, World Development Indicators.",
        "notes": "Countries only; groups of countries are dropped.",
    },
    {
        "name": "distances",
        "input": "cepii_geodist_pairs.parquet",
        "query": DISTANCES,
        "producer": "CEPII",
        "title": "GeoDist: distances and ties of country pairs",
        "version": "2011",
        "url": "https://www.cepii.fr/CEPII/en/bdd_modele/bdd_modele_item.asp?id=6",
        "licence": "CC0",
        "attribution": GEODIST_PAPER,
        "notes": "Each pair once, a before b in the alphabet. ROM, ZAR, TMP, PAL are written as ROU, COD, TLS, PSE; SRB has the "
        "distances of YUG (Belgrade). MNE, SSD, ASM and GUM are missing.",
    },
)


def connection(inputs: Path) -> duckdb.DuckDBPyConnection:
    """DuckDB with the input paths as variables and the ISO codes as a table."""
    con = duckdb.connect()
    for part in PARTS:
        con.execute(f"SET VARIABLE {part['name']} = '{inputs / str(part['input'])}'")
    codes = inputs / "country_codes_multilang.parquet"
    con.execute(f"""CREATE TABLE iso AS SELECT "ISO3166-1-Alpha-3" AS code FROM read_parquet('{codes}')""")
    con.execute("CREATE TABLE successor (old VARCHAR, code VARCHAR)")
    con.executemany("INSERT INTO successor VALUES (?, ?)", list(SUCCESSORS.items()))
    return con


def write(table: pa.Table, path: Path) -> None:
    """Write one small, well-packed Parquet file; texts as dictionaries, numbers with the encoding that packs them best."""
    texts = [f.name for f in table.schema if pa.types.is_string(f.type)]
    wide = {f.name: "BYTE_STREAM_SPLIT" for f in table.schema if f.type in (pa.int64(), pa.float64())}
    narrow = {f.name: "DELTA_BINARY_PACKED" for f in table.schema if f.type == pa.int16()}
    pq.write_table(
        table,
        path,
        compression="zstd",
        compression_level=19,
        row_group_size=16_384,
        use_dictionary=texts,
        column_encoding=wide | narrow,
        store_schema=False,
    )


def main() -> None:
    inputs = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "shared" / "data"
    TARGET.mkdir(parents=True, exist_ok=True)
    con = connection(inputs)
    entries = []
    for part in PARTS:
        path = TARGET / f"{part['name']}.parquet"
        table = con.sql(str(part["query"])).to_arrow_table()
        write(table, path)
        described = {k: v for k, v in part.items() if k not in ("query", "input")}
        described |= {"file": path.name, "rows": table.num_rows, "bytes": path.stat().st_size, "accessed": ACCESSED}
        described["sha256"] = hashlib.sha256(path.read_bytes()).hexdigest()
        described["origin_sha256"] = hashlib.sha256((inputs / str(part["input"])).read_bytes()).hexdigest()
        entries.append(described)
        print(f"{path.name}: {table.num_rows} rows, {path.stat().st_size} bytes")
    manifest = {"schema": "messlatte.embedded/1", "release": "embedded-2000-2020", "parts": entries}
    (TARGET / "manifest.json").write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n")
    size = sum(p.stat().st_size for p in TARGET.glob("*.parquet"))
    print(f"together {size} bytes")
    if size > LIMIT:
        sys.exit(f"the embedded release has {size} bytes, more than the {LIMIT} that the wheel may carry")


if __name__ == "__main__":
    main()
