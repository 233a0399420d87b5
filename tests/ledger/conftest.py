"""Writes real rows of ../shared in the producers' own file formats, for tests."""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Iterable
from pathlib import Path
from types import SimpleNamespace

import duckdb
import pytest

from messlatte.ledger.economies import economies


def numbers() -> dict[str, int]:
    """BACI's number by ISO code."""
    known = {code: int(one.comtrade) for code, one in economies().items() if one.comtrade and one.kind in ("country", "historical")}
    return known | {"S19": 490, "R20": 697}


def baci_csv(
    folder: Path, year: int, rows: Iterable[tuple[int, int, str, float, float | None]], name: str = "HS92", version: str = "202601"
) -> Path:
    """Write ``t,i,j,k,v,q`` as CEPII does: six digits, NA for an unknown quantity."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"BACI_{name}_Y{year}_V{version}.csv"
    with path.open("w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow("tijkvq")
        writer.writerows((year, i, j, k, v, "NA" if q is None else q) for i, j, k, v, q in rows)
    return path


def baci_zip(shared: Path, folder: Path, first: int, last: int) -> Path:
    """Zip of the real raw-material rows of some years, sorted as CEPII sorts them."""
    number = numbers()
    files = []
    for year in range(first, last + 1):
        source = shared / "data" / "baci_hs92_rawmaterials_1995_2024.parquet"
        found = duckdb.execute(
            "SELECT exporter, importer, hs6, value_kusd, qty_t FROM read_parquet(?) WHERE year = ?", [str(source), year]
        ).fetchall()
        rows = sorted((number[i], number[j], k, v, q) for i, j, k, v, q in found if i in number and j in number)
        files.append(baci_csv(folder, year, rows))
    path = folder / "BACI_HS92_V202601.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in files:
            archive.write(file, file.name)
    return path


def comext_dat(path: Path, rows: Iterable[tuple[str, str, str, str, str, float]]) -> Path:
    """Comext bulk text: DECLARANT_ISO, PARTNER_ISO, PRODUCT_NC, FLOW, PERIOD, VALUE_IN_EUROS, QUANTITY_IN_KG."""
    with path.open("w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("DECLARANT_ISO", "PARTNER_ISO", "PRODUCT_NC", "FLOW", "PERIOD", "VALUE_IN_EUROS", "QUANTITY_IN_KG"))
        writer.writerows((*row, 0) for row in rows)
    return path


@pytest.fixture
def producers() -> SimpleNamespace:
    """The writers of this file."""
    return SimpleNamespace(baci_csv=baci_csv, baci_zip=baci_zip, comext_dat=comext_dat, numbers=numbers)


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty data folder that MESSLATTE_DATA names."""
    folder = tmp_path / "data"
    monkeypatch.setenv("MESSLATTE_DATA", str(folder))
    return folder
