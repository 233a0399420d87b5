"""Build ``src/messlatte/ledger/economies.csv``: every code that a producer uses for an economy, in one table.

Usage: ``python scripts/build_economies.py [FOLDER]``; FOLDER holds ``country_codes_multilang.parquet`` (Open Knowledge Foundation, PDDL).
What deviates from ISO 3166 is written below, from the producers' own documents: UN Comtrade and BACI country lists and Eurostat's
geonomenclature.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import duckdb

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "src" / "messlatte" / "ledger" / "economies.csv"
FIELDS = ("code", "kind", "name", "iso2", "m49", "comtrade", "comext", "first", "last", "successors", "aliases", "note")

COMTRADE = {"FRA": 251, "IND": 699, "NOR": 579, "CHE": 757, "USA": 842, "TWN": 490}
COMEXT = {"SRB": "XS", "XKX": "XK"}
EXTRA = (
    {"code": "XKX", "kind": "country", "name": "Kosovo", "iso2": "XK", "comtrade": 412, "first": 2008, "note": "user-assigned code"},
    {"code": "TWN", "kind": "country", "name": "Taiwan", "iso2": "TW", "m49": 158, "note": "'Other Asia, nes' of UN Comtrade, S19 of BACI"},
)
# code, name, other codes, last year, successors
HISTORICAL = (
    ("SUN", "USSR", "SU", 810, 1991, "ARM AZE BLR EST GEO KAZ KGZ LVA LTU MDA RUS TJK TKM UKR UZB"),
    ("YUG", "Yugoslavia", "YU", 890, 1991, "BIH HRV MKD MNE SRB SVN"),
    ("SCG", "Serbia and Montenegro", "CS", 891, 2005, "SRB MNE"),
    ("CSK", "Czechoslovakia", "CSHH", 200, 1992, "CZE SVK"),
    ("DDR", "German Democratic Republic", "DD", 278, 1990, "DEU"),
    ("BLX", "Belgium-Luxembourg", "", 58, 1998, "BEL LUX"),
    ("ANT", "Netherlands Antilles", "AN", 530, 2010, "CUW SXM BES"),
    ("ZA1", "Southern African Customs Union", "", 711, 1999, "BWA LSO NAM SWZ ZAF"),
    ("VDR", "Viet Nam, Democratic Republic of", "VD", 868, 1974, "VNM"),
    ("YMD", "Yemen, Democratic", "YD", 720, 1990, "YEM"),
)
# Withdrawn codes of economies that live on, and the numbers under which UN Comtrade keeps their earlier shape.
ALIAS_CODES = {"ROM": "ROU", "ZAR": "COD", "TMP": "TLS", "PAL": "PSE", "BUR": "MMR", "OAS": "TWN", "S19": "TWN", "SER": "SRB"}
ALIAS_NUMBERS = {"280": "DEU", "736": "SDN", "588": "PAK", "886": "YEM", "590": "PAN", "717": "ZWE"}
OTHER_NUMBERS = {0: "world", 97: "EU", 837: "bunkers", 838: "free zones", 839: "special categories", 899: "areas, nes", 697: "EFTA, nes"}


def countries(inputs: Path) -> list[dict[str, object]]:
    """ISO 3166-1 with the numbers and letters of the producers."""
    path = inputs / "country_codes_multilang.parquet"
    rows = duckdb.execute(f"""
        SELECT "ISO3166-1-Alpha-3", "CLDR display name", "ISO3166-1-Alpha-2", M49::INT, "UNTERM English Short", official_name_en
        FROM read_parquet('{path}') WHERE "ISO3166-1-Alpha-3" <> 'TWN' ORDER BY 1""").fetchall()
    found: list[dict[str, object]] = []
    for code, name, iso2, m49, short, official in rows:
        aliases = sorted({text.removesuffix(" (the)") for text in (short, official) if text} - {name})
        found.append({"code": code, "kind": "country", "name": name, "iso2": iso2, "m49": m49, "aliases": "|".join(aliases)})
    found.extend(dict(row) for row in EXTRA)
    for row in found:
        code = str(row["code"])
        row.setdefault("comtrade", COMTRADE.get(code, row.get("m49", "")))
        row["comext"] = COMEXT.get(code, row["iso2"])
    return found


def others() -> list[dict[str, object]]:
    """Historical states, withdrawn codes, and what is no economy."""
    rows: list[dict[str, object]] = []
    for code, name, letters, number, last, successors in HISTORICAL:
        one = {"code": code, "kind": "historical", "name": name, "comext": letters if len(letters) == 2 else "", "comtrade": number}
        rows.append(one | {"last": last, "successors": successors.replace(" ", "|")})
    rows += [{"code": old, "kind": "alias", "successors": new, "name": f"see {new}"} for old, new in ALIAS_CODES.items()]
    rows += [
        {"code": number, "kind": "alias", "comtrade": number, "successors": new, "name": f"see {new}"}
        for number, new in ALIAS_NUMBERS.items()
    ]
    rows += [{"code": f"X{number:03d}", "kind": "other", "comtrade": number, "name": name} for number, name in OTHER_NUMBERS.items()]
    return rows


def main() -> None:
    inputs = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "shared" / "data"
    rows = countries(inputs) + others()
    with TARGET.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, FIELDS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    print(f"{TARGET.relative_to(ROOT)}: {len(rows)} rows")


if __name__ == "__main__":
    main()
