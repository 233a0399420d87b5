"""The answer's numbers against calculations by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest

from messlatte.models.panel import Panel
from messlatte.models.paths import Paths
from messlatte.models.reference_class import ANY_GROWTH, count_classes
from messlatte.verdict.bar import assess_case
from messlatte.verdict.case import parse_case


def test_multiple_and_required_growth_of_the_seed_statement() -> None:
    # 1 bn over 500 m is a doubling; 2 ** (1/6) = 1.122462..., 2 ** (1/10) = 1.071773...
    verdict = assess_case(
        parse_case({"pair": ["BLR", "RU-TUL"], "level": 5e8, "growth": 0.37, "through": 9, "in": 2024, "target": 1e9, "by": 2030})
    ).verdicts[0]
    assert verdict.multiple == 2.0
    assert verdict.years == 6
    assert verdict.required_growth == pytest.approx(0.12246204830937302, abs=1e-15)
    assert verdict.horizons[9].required_growth == pytest.approx(0.0717734625362931, abs=1e-15)
    # ln 2 / ln 1.37 = 0.693147 / 0.314811
    assert verdict.years_at_stated_pace == pytest.approx(2.2018, abs=1e-4)


def test_counts_of_three_pairs() -> None:
    # World trade is 60, 90, 120 m (AAA-BBB 20, 40, 40; AAA-CCC 20, 20, 60; BBB-CCC 20, 30, 20).
    rows = [("AAA", "BBB", 2000, 20e6), ("AAA", "BBB", 2001, 40e6), ("AAA", "BBB", 2002, 40e6)]
    rows += [("CCC", "AAA", 2000, 20e6), ("CCC", "AAA", 2001, 20e6), ("CCC", "AAA", 2002, 60e6)]
    rows += [("BBB", "CCC", 2000, 20e6), ("BBB", "CCC", 2001, 30e6), ("BBB", "CCC", 2002, 20e6)]
    counts = count_classes(Panel.of_rows(*zip(*rows, strict=True)), (1, 2), "by hand")
    # Scaled to the world trade of 2002 (120 m) all three are 40 m in 2000: class 2, from 10 to 100 m.
    two_years = counts.base_rate(2, ANY_GROWTH, 2, 2.0)
    assert (two_years.n, two_years.reached) == (3, 2)  # AAA-BBB doubled in 2001, AAA-CCC tripled in 2002
    one_year = counts.base_rate(2, ANY_GROWTH, 1, 2.0)
    assert (one_year.n, one_year.reached) == (6, 2)  # 2000: one of three; 2001: AAA-CCC 20 -> 60
    # Own growth over two years against a doubled world: x1, x1.5 and x0.5.
    k = int(np.flatnonzero(np.isclose(counts.edges, 0.0))[0])
    assert counts.own[2, ANY_GROWTH, 1, k] == 2


def test_first_passage_of_four_paths() -> None:
    # Four paths over three years; a doubling is first reached in year 1, 2, 3 and never.
    paths = Paths(np.log(np.array([[2.0, 1, 1], [1, 2, 1], [1, 1, 2], [1, 1, 1]])))
    bar = math.log(2) - 1e-12
    assert paths.by_year(bar) == pytest.approx([1.5 / 5, 2.5 / 5, 3.5 / 5])
    assert paths.in_year(bar) == pytest.approx([1.5 / 5, 1.5 / 5, 1.5 / 5])
    assert paths.first_passage(bar, (0.25, 0.5, 0.9)) == (1.0, 2.0, None)
