"""Sentence, dots, chart data and JSON of one verdict are four views of the same numbers."""

from __future__ import annotations

import pytest

from messlatte.brief.compose import compose
from messlatte.brief.fan import fan_of
from messlatte.core.i18n import LANGUAGES
from messlatte.verdict.bar import assess_case
from messlatte.verdict.case import parse_case
from messlatte.verdict.document import answer_document
from messlatte.verdict.numbers import hundred
from messlatte.verdict.scale import of_hundred

CASES = [
    {"level": 5e8, "growth": 0.37, "through": 9, "in": 2024, "target": 1e9, "by": 2030},
    {"pair": ["DEU", "POL"], "in": 2019, "target": 2e11},
    {"series": {"2019": 2e8, "2020": 2.2e8, "2021": 3e8, "2022": 2.8e8}, "target": 2.9e8, "by": 2023},
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("line", CASES, ids=["bare", "full", "series"])
def test_one_verdict_many_views(line: dict[str, object], language: str) -> None:
    answer = assess_case(parse_case(line), language=language)
    verdict = answer.verdicts[0]
    assert verdict.probability is not None
    assert verdict.forecast is not None
    chance = verdict.probability.value
    assert hundred(chance, language) in answer.sentence
    document = answer_document(answer)
    told = document["verdicts"][0]  # type: ignore[index]
    assert told["probability"]["value"] == chance
    assert told["forecast"]["values"] == [list(row) for row in verdict.forecast.values]
    sheet = compose(answer, language)
    assert sheet.dots is not None
    assert sheet.dots.filled == of_hundred(chance)
    fan = fan_of(verdict, language)
    assert fan is not None
    # What the chart draws of the target's own year is the distribution that the probability was read from.
    row = verdict.forecast.values[verdict.years - 1]
    assert verdict.probability_in_year is not None
    above = [level for level, value in zip(verdict.forecast.levels, row, strict=True) if value >= verdict.target.value]
    below = [level for level, value in zip(verdict.forecast.levels, row, strict=True) if value < verdict.target.value]
    missed = 1 - verdict.probability_in_year.value
    assert (max(below) if below else 0) - 0.01 <= missed <= (min(above) if above else 1) + 0.01
