"""The guide names every key of a mapping, every code list, every producer."""

from __future__ import annotations

from pathlib import Path

import pytest

from messlatte.sources import baci, comtrade, eurostat, mapping, mapping_columns, russian_customs, world_bank

GUIDE = (Path(__file__).parents[2] / "docs" / "guide" / "sources.md").read_text(encoding="utf-8")
KEYS = [
    *mapping._TOP, *mapping._SOURCE, *mapping._FILE, *mapping._WIDE, *mapping._TOTAL, *mapping._ASIDE, *map(str, mapping._CONSTANT_ROLES),
    *mapping_columns._COLUMN, *map(str, mapping_columns._COLUMN_ROLES), *mapping_columns.VALUE_UNITS, *mapping_columns.WEIGHT_UNITS,
]  # fmt: skip


@pytest.mark.parametrize("key", sorted(set(KEYS)))
def test_every_key_is_explained(key: str) -> None:
    assert f"`{key}`" in GUIDE or f"[{key}]" in GUIDE


@pytest.mark.parametrize("code", sorted({code for codes in mapping_columns.CODE_LISTS.values() for code in codes}))
def test_every_code_list_is_named(code: str) -> None:
    if code.startswith("name:"):
        assert code.partition(":")[2] in GUIDE.partition("names in a language: ")[2][:30]
    else:
        assert f"`{code}`" in GUIDE or code in ("HS96", "HS02", "HS07", "HS12", "HS17", "SITC2", "SITC3")


def test_every_producer_and_licence_is_named() -> None:
    for module in (baci, comtrade, eurostat, russian_customs, world_bank):
        assert module.PRODUCER in GUIDE
    assert "stopped" in GUIDE
    assert comtrade.KEY_VARIABLE in GUIDE
