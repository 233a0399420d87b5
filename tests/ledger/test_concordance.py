"""Codes of economies and of products: known cases, nothing lost, what is split is said."""

from __future__ import annotations

from pathlib import Path

import ibis
import pyarrow as pa
import pytest

from messlatte.core.errors import InputError, UsageError
from messlatte.ledger.concordance import convert, correspondence, read_correspondence, split_findings
from messlatte.ledger.economies import code_map, economies, is_economy, successors
from messlatte.ledger.translation import translated
from messlatte.sources.relation import Column
from messlatte.sources.russian_regions import OKATO


@pytest.mark.parametrize(
    ("codes", "cell", "code"),
    [
        ("BACI", "842", "USA"),
        ("BACI", "251", "FRA"),
        ("BACI", "490", "TWN"),
        ("BACI", "004", "AFG"),
        ("COMTRADE", "757", "CHE"),
        ("COMTRADE", "0", None),
        ("COMTRADE", "97", None),
        ("COMTRADE", "280", "DEU"),
        ("COMTRADE", "810", "SUN"),
        ("M49", "756", "CHE"),
        ("COMEXT", "XS", "SRB"),
        ("COMEXT", "EL", "GRC"),
        ("COMEXT", "GR", "GRC"),
        ("ISO2", "by", "BLR"),
        ("ISO3", "ROM", "ROU"),
        ("ISO3", "YUG", "YUG"),
        ("ISO3", "XXX", None),
        ("ISO3166-2", "RU-TUL", "RU-TUL"),
        ("ISO3166-2", "QQ-TUL", None),
        ("OKATO", "70000", "RU-TUL"),
        ("OKATO", "71140", "RU-YAN"),
        ("name:pt", "Alemanha", "DEU"),
        ("name:en", "KOREA, SOUTH", "KOR"),
        ("name:ru", "Беларусь", "BLR"),
        ("name:en", "Atlantis", None),
    ],
)
def test_cells_of_every_code_list(codes: str, cell: str, code: str | None) -> None:
    assert translated(cell, Column("c", codes=codes)) == code


def test_labels_of_a_mapping_come_first() -> None:
    column = Column("c", codes="name:en", labels={"Weißrussland": "BLR", "Unsinn": "ZZZZ"})
    assert translated("Weißrussland", column) == "BLR"
    assert translated("Unsinn", column) is None


def test_historical_states_have_living_successors() -> None:
    assert {"ARM", "BLR", "RUS", "UKR", "UZB"} <= set(successors("SUN"))
    assert successors("CSK") == ("CZE", "SVK")
    assert successors("SCG") == ("SRB", "MNE")
    assert successors("DDR") == ("DEU",)
    for row in economies().values():
        assert all(economies()[code].kind == "country" for code in successors(row.code)), row.code


def test_every_region_of_okato_is_an_economy_and_unknown_lists_are_named() -> None:
    assert all(is_economy(code) for code in OKATO.values())
    with pytest.raises(UsageError, match="COMEXT"):
        code_map("FIPS")


def _flows(rows: list[tuple[str, str, float]]) -> ibis.Table:
    products, classifications, values = zip(*rows, strict=True)
    return ibis.memtable(pa.table({"product": products, "classification": classifications, "value": values, "value_usd": values}))


def test_conversion_divides_splits_and_loses_nothing() -> None:
    table = correspondence("HS17", "HS92", [("010100", "010111"), ("010100", "010119"), ("020200", "020100"), ("020300", "020100")])
    assert table.split == ("010100",)
    assert table.merged == ("020100",)
    rows = [("010100", "HS17", 10.0), ("020200", "HS17", 4.0), ("020300", "HS17", 3.0), ("TOTAL", "HS17", 17.0), ("010100", "HS12", 9.0)]
    found = convert(_flows(rows), table).to_pyarrow().to_pylist()
    sums: dict[tuple[str, str], float] = {}
    for row in found:
        key = (row["classification"], row["product"])
        sums[key] = sums.get(key, 0.0) + row["value_usd"]
    assert sums == {
        ("HS92", "010111"): 5.0,
        ("HS92", "010119"): 5.0,
        ("HS92", "020100"): 7.0,
        ("HS17", "TOTAL"): 17.0,
        ("HS12", "010100"): 9.0,
    }
    weighted = correspondence("HS17", "HS92", [("010100", "010111"), ("010100", "010119")], {"010111": 3.0, "010119": 1.0})
    assert weighted.shares["010100"] == {"010111": 0.75, "010119": 0.25}
    (finding,) = split_findings(weighted, ["010100"])
    assert "010100 into 010111+010119" in finding.message
    assert split_findings(weighted, ["020200"]) == []


@pytest.mark.slow
def test_real_concordance_keeps_the_total_of_real_rows(shared: Path) -> None:
    import pyarrow.parquet as pq

    pairs = pq.read_table(shared / "data" / "nomenclature" / "conc_hs5_hs0.parquet")
    six = list(zip(pairs["HS5_6d"].to_pylist(), pairs["HS0_6d"].to_pylist(), strict=True))
    table = correspondence("HS17", "HS92", six)
    sample = pq.read_table(shared / "data" / "baci_hs17_2020_sample_AFG_ZAF.parquet")
    rows = [(f"{k:06d}", "HS17", v) for k, v in zip(sample["k"].to_pylist(), sample["v"].to_pylist(), strict=True)]
    found = convert(_flows(rows), table).to_pyarrow()
    known = sum(v for k, _, v in rows if k in table.shares)
    by = {r["classification"]: r["value_sum"] for r in found.group_by("classification").aggregate([("value", "sum")]).to_pylist()}
    assert by["HS92"] == pytest.approx(known)
    assert sum(by.values()) == pytest.approx(sum(v for _, _, v in rows))
    assert known / sum(v for _, _, v in rows) > 0.99


def test_a_broken_correspondence_names_its_line(tmp_path: Path) -> None:
    path = tmp_path / "hs.csv"
    path.write_text("HS17,HS92\n010100,010111\n020200,\n")
    with pytest.raises(InputError, match="line 3"):
        read_correspondence(path, "HS17", "HS92")
    path.write_text("HS17,HS92\n010100,010111\n")
    assert read_correspondence(path, "HS17", "HS92").shares == {"010100": {"010111": 1.0}}
