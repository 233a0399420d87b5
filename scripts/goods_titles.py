"""Build the shipped goods titles (src/messlatte/projects/data/titles_*.tsv.xz) from the published nomenclatures.

``scripts/goods_titles.py --combined FOLDER --english hs_nomenclature_en.parquet --russian tnved_ru_hs2_hs4.parquet``

FOLDER holds the European Union's own files: ``2023_de_intrastat_codes.csv``, ``2023_en_intrastat_codes.csv`` (self-explanatory texts of
the Combined
Nomenclature), ``de.xlsx`` and ``bg.xlsx`` (the integrated tariff's own texts). Sources and licences: src/messlatte/projects/data/TITLES.md.
"""

from __future__ import annotations

import argparse
import csv
import lzma
import warnings
from pathlib import Path

from messlatte.projects.words import without_exclusions

OUT = Path(__file__).parents[1] / "src/messlatte/projects/data"
_EMPTY = {"andere", "anderer", "anderes", "sonstige", "other", "прочие", "прочая", "други", "друг", "друго", "друга"}


def self_explanatory(folder: Path, language: str) -> list[tuple[str, str]]:
    with (folder / f"2023_{language}_intrastat_codes.csv").open(encoding="cp1252") as file:
        return [(row["code"], row["description"]) for row in csv.DictReader(file, delimiter=";")]


def tariff(path: Path, deepest: int) -> list[tuple[str, str]]:
    """Own texts of headings and subheadings, down to six or eight digits; "andere" says nothing and is left out."""
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        sheet = load_workbook(path).active
    assert sheet is not None
    rows = []
    for goods, _, end, _, _, _, description, *_ in sheet.iter_rows(min_row=2, values_only=True):
        code = str(goods)[:10]
        text = str(description or "").replace("|", " ").strip()
        deep = len(code.rstrip("0"))
        if end is None and 2 < deep <= deepest and code[8:] == "00" and text.casefold().rstrip(":") not in _EMPTY:
            rows.append((code[:4] if deep <= 4 else code[:6] if deep <= 6 else code[:8], text))
    return rows


def parquet(path: Path, code: str, text: str) -> list[tuple[str, str]]:
    import pyarrow.parquet as pq

    return [(row[code], row[text]) for row in pq.read_table(path).to_pylist()]


def write(language: str, rows: list[tuple[str, str]]) -> None:
    """Sorted, once each, what a title excludes taken out: "(excl. ...)" names goods that the code does not hold."""
    lines = {f"{code}\t{' '.join(without_exclusions(text).split())}" for code, text in rows if code[:2].isdigit() and len(code) >= 4}
    path = OUT / f"titles_{language}.tsv.xz"
    path.write_bytes(lzma.compress("\n".join(sorted(lines)).encode(), preset=9 | lzma.PRESET_EXTREME))
    print(f"{path.name}: {len(lines)} titles, {path.stat().st_size / 1024:.0f} KiB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--combined", type=Path, required=True)
    parser.add_argument("--english", type=Path, required=True)
    parser.add_argument("--russian", type=Path, required=True)
    given = parser.parse_args()
    write("de", self_explanatory(given.combined, "de") + tariff(given.combined / "de.xlsx", 8))
    write("en", self_explanatory(given.combined, "en") + parquet(given.english, "hscode", "description"))
    write("ru", parquet(given.russian, "code", "name_ru"))
    write("bg", tariff(given.combined / "bg.xlsx", 6))


if __name__ == "__main__":
    main()
