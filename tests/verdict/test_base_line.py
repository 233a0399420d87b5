"""The base line of a plan holds the paths that the verdict's numbers are read from."""

from __future__ import annotations

from importlib.resources import files

import numpy as np
import pytest

from messlatte.core.economy import Economy, Pair
from messlatte.core.quantity import Month
from messlatte.statement.reader import read
from messlatte.verdict.bar import assess_case, assess_statement
from messlatte.verdict.base_line import base_line_of_case, base_lines_of_statement
from messlatte.verdict.case import Case

CASE = Case(
    target=1e9, pair=Pair(Economy("BLR", "Belarus"), Economy("RU-TUL", "Tula Region", "RUS")), level=5e8, year=2024, by=Month(2030, 12)
)


def test_the_verdict_s_probabilities_are_those_of_the_paths() -> None:
    line, verdict = base_line_of_case(CASE), assess_case(CASE).verdicts[0]
    assert line is not None
    assert verdict.probability is not None
    assert verdict.probability_in_year is not None
    paths = len(line.turnover)
    until = ((line.turnover >= 1e9).any(axis=1).sum() + 0.5) / (paths + 1)
    within = ((line.turnover[:, -1] >= 1e9).sum() + 0.5) / (paths + 1)
    assert until == pytest.approx(verdict.probability.value, abs=1e-12)
    assert within == pytest.approx(verdict.probability_in_year.value, abs=1e-12)
    assert line.years == tuple(range(2025, 2031))
    assert line.dollars == 1.0


def test_trade_and_tide_move_together() -> None:
    line = base_line_of_case(CASE)
    assert line is not None
    assert line.tide.shape == line.turnover.shape
    np.testing.assert_allclose(np.median(line.tide, axis=0), 0.0, atol=1e-12)
    assert np.corrcoef(line.tide[:, -1], np.log(line.turnover[:, -1]))[0, 1] > 0.1


def test_a_statement_has_a_line_for_every_reading() -> None:
    said = read((files("messlatte") / "examples" / "minsk-tula.en.txt").read_text(encoding="utf-8"))
    lines, verdicts = base_lines_of_statement(said), assess_statement(said).verdicts
    assert len(verdicts) > 1
    assert [line.verdict for line in lines] == list(verdicts)


def test_nothing_measurable_has_no_line() -> None:
    assert base_line_of_case(Case(target=1e9, level=5e8, year=2024, by=Month(2060, 12))) is None
