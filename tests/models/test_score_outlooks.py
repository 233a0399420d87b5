from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "scripts" / "score_outlooks.py"


def test_an_outlook_that_came_true_has_no_error() -> None:
    spec = importlib.util.spec_from_file_location("score_outlooks", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    trade = {year: 100.0 * 1.05 ** (year - 1990) for year in range(1990, 2020)}
    gdp = {2012: {year: 500.0 * 1.05 ** (year - 2011) for year in range(2011, 2018)}}
    found = script.errors(trade, gdp)
    assert found["outlook"][3] == [pytest.approx(0, abs=1e-12)]
    assert found["mean of ten years"][3] == [pytest.approx(0, abs=1e-12)]
    assert found["no growth"][3][0] == pytest.approx(3 * 0.04879, abs=1e-3)
    assert max(found["outlook"]) == 6
