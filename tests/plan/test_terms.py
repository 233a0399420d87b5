"""Files of terms: everything in them, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from messlatte.core.errors import InputError, UsageError
from messlatte.plan.terms import Allowance, Capacity
from messlatte.plan.terms_file import read_terms, terms_of

GUIDE = Path(__file__).parents[2] / "docs" / "guide" / "plan.md"


def test_the_guide_s_file_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "terms.toml"
    path.write_text(GUIDE.read_text(encoding="utf-8").split("```toml\n")[1].split("```")[0], encoding="utf-8")
    terms = read_terms(path)
    assert terms.probability == 0.8
    assert terms.budgets == (Allowance("BLR", 80e6, (2026, 2027)), Allowance("RU-TUL", 120e6))
    assert terms.capacities == (Capacity("crews", 2.0, (("dairy-farm-tula", 1.0), ("heat-and-housing-tula", 1.0)), (2027,)),)
    assert terms.exclusive == (("electric-buses-tula", "trucks-machinery-tula"),)
    assert terms.prerequisite == (("track-machines-railway", "special-vehicles-line"),)
    assert terms.uncertainty.sector == 0.2


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ({"probabilty": 0.8}, "probabilty"),
        ({"probability": 1.5}, "between 0 and 1"),
        ({"probability": True}, "a number"),
        ({"services": 1}, "true or false"),
        ({"first_start": 2026.5}, "a number"),
        ({"sector_cap": 0.0}, "share"),
        ({"budgets": [{"party": "BLR"}]}, "party and amount"),
        ({"budgets": [{"party": "BLR", "amount": -1}]}, "at least 0"),
        ({"budgets": [{"party": "BLR", "amount": 1, "yeers": [2026]}]}, "yeers"),
        ({"budgets": {"party": "BLR"}}, "a list"),
        ({"exclusive": [["one"]]}, "ids of projects"),
        ({"capacities": [{"name": "crews", "amount": 1, "uses": 3}]}, "uses"),
        ({"uncertainty": {"moon": 1}}, "moon"),
    ],
)
def test_what_cannot_be_meant_is_refused(table: dict[str, object], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        terms_of(table)


def test_a_file_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_terms(tmp_path / "nothing.toml")
    (tmp_path / "broken.toml").write_text("probability = ", encoding="utf-8")
    with pytest.raises(InputError, match="not TOML"):
        read_terms(tmp_path / "broken.toml")
