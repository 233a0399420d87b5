"""A ledger of invented products: eight countries, four years, six-digit rows, both declarations where asked for."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest

from messlatte.cli.app import main

COUNTRIES = {"BLR": 112, "RUS": 643, "KAZ": 398, "POL": 616, "DEU": 276, "LTU": 440, "CHN": 156, "TUR": 792}
GOODS = ("870120", "870190", "870899", "871000", "930690", "040690", "040510", "843319", "310420", "270900", "890610", "890190")


def write_baci(folder: Path, years: range, seed: int = 7) -> Path:
    """One file a year in CEPII's format; flows drift, and one of RUS to BLR comes in a single year."""
    rng = np.random.default_rng(seed)
    level = {(i, j, k): rng.lognormal(8, 2) for i in COUNTRIES for j in COUNTRIES if i != j for k in GOODS if rng.random() < 0.8}
    folder.mkdir(parents=True, exist_ok=True)
    for year in years:
        with (folder / f"BACI_HS92_Y{year}_V202601.csv").open("w", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow("tijkvq")
            for (i, j, k), value in level.items():
                if (i, j, k) == ("RUS", "BLR", "843319"):
                    value = 50_000.0 if year == years[-1] else 0.0
                if value:
                    writer.writerow((year, COUNTRIES[i], COUNTRIES[j], k, round(value * rng.lognormal(0, 0.2), 3), "NA"))
    return folder


@pytest.fixture
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Data folder with four years loaded."""
    data = tmp_path / "data"
    monkeypatch.setenv("MESSLATTE_DATA", str(data))
    with pytest.raises(SystemExit) as ended:
        main(["data", "add", "baci", str(write_baci(tmp_path / "raw", range(2019, 2023)))])
    assert not ended.value.code
    return data
