from __future__ import annotations

import importlib.util
import itertools
from pathlib import Path

import pytest

from messlatte.models.outlook_error import outlook_errors

SCRIPT = Path(__file__).parents[2] / "scripts" / "fit_outlook_error.py"


def test_errors_widen_with_the_horizon() -> None:
    found = outlook_errors()
    assert [e.years for e in found] == [1, 2, 3, 4, 5, 6]
    assert all(b.rms > a.rms for a, b in itertools.pairwise(found))
    assert all(abs(e.bias) <= e.rms for e in found)


def test_an_outlook_that_came_true_has_no_error() -> None:
    spec = importlib.util.spec_from_file_location("fit_outlook_error", SCRIPT)
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
