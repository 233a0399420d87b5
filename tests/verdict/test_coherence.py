"""One case, one distribution: whatever is asked of it fits together."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from messlatte.core.answer import Height, Verdict
from messlatte.core.errors import UsageError
from messlatte.verdict.bar import assess_case
from messlatte.verdict.case import parse_case
from messlatte.verdict.document import answer_document
from messlatte.verdict.numbers import percent
from messlatte.verdict.scale import height_of, likelihood, of_hundred

LEVELS = st.floats(1e5, 1e12)
MULTIPLES = st.floats(0.3, 20)
GROWTHS = st.none() | st.floats(-0.9, 5)


def verdict(level: float, multiple: float, by: int, growth: float | None = None, through: int = 9) -> Verdict:
    line = {"level": level, "target": level * multiple, "in": 2019, "by": by, "growth": growth, "through": through}
    return assess_case(parse_case(line)).verdicts[0]


def chance(found: Verdict) -> float:
    assert found.probability is not None
    return found.probability.value


def chance_in_year(found: Verdict) -> float:
    assert found.probability_in_year is not None
    return found.probability_in_year.value


@settings(max_examples=25, deadline=None)
@given(LEVELS, MULTIPLES, st.floats(1, 3), st.integers(2020, 2034), GROWTHS)
def test_a_higher_bar_is_never_likelier(level: float, multiple: float, more: float, by: int, growth: float | None) -> None:
    low, high = verdict(level, multiple, by, growth), verdict(level, multiple * more, by, growth)
    assert chance(high) <= chance(low)
    assert chance_in_year(high) <= chance_in_year(low)


@settings(max_examples=25, deadline=None)
@given(LEVELS, MULTIPLES, GROWTHS)
def test_a_later_deadline_is_never_less_likely_and_parts_fit_together(level: float, multiple: float, growth: float | None) -> None:
    found = verdict(level, multiple, 2029, growth)
    assert found.years_to_clear is not None
    assert found.forecast is not None
    chances = [h.probability.value for h in found.horizons]
    assert chances == sorted(chances)
    assert all(h.probability_in_year.value <= h.probability.value for h in found.horizons)
    assert all(h.probability.low <= h.probability.value <= h.probability.high for h in found.horizons)
    cleared = [q for q in (found.years_to_clear.p10, found.years_to_clear.p50, found.years_to_clear.p90) if q is not None]
    assert cleared == sorted(cleared)
    for row in found.forecast.values:
        assert list(row) == sorted(row)
    # The fan chart and the probability say the same: the median lies above the bar exactly if the odds in that year are better than even.
    median = found.forecast.values[found.years - 1][found.forecast.levels.index(0.5)]
    if abs(chance_in_year(found) - 0.5) > 0.01:
        assert (median >= found.target.value) == (chance_in_year(found) > 0.5)


def test_the_tide_lifts_and_the_mixture_lies_between() -> None:
    found = verdict(5e8, 2, 2025)
    low, middle, high = (part.probability for part in found.tide)
    assert low < middle < high
    assert low < chance(found) < high


def test_told_tide_is_used() -> None:
    line = {"level": 5e8, "target": 1e9, "in": 2014, "by": 2016}
    slump, boom = (assess_case(parse_case({**line, "world": {"2016": ratio}})).verdicts[0] for ratio in (0.85, 1.3))
    assert chance(slump) < chance(boom)
    assert [part.name for part in boom.tide] == ["told"]
    assert boom.tide[0].world_growth == pytest.approx(1.3)


def test_nine_months_growth_moves_the_answer_but_is_not_carried_on_for_years() -> None:
    plain, grown = verdict(5e8, 2, 2025), verdict(5e8, 2, 2025, growth=0.37)
    assert abs(chance(grown) - chance(plain)) < 0.15
    carried_on = 1.37**6
    assert carried_on > 6, "carried on, the target would be certain"
    assert chance(grown) < 0.66


def test_year_before_and_nine_months_are_brought_forward() -> None:
    found = assess_case(
        parse_case({"series": {"2021": 4e8, "2022": 4.4e8, "2023": 5e8}, "growth": 0.37, "through": 9, "in": 2024, "target": 1e9})
    ).verdicts[0]
    assert found.baseline.method == "nowcast/1"
    assert 1.2 < found.baseline.amount.value / 5e8 < 1.37
    assert found.history[-1] == (2023, 5e8)


@pytest.mark.parametrize(
    ("probability", "height"),
    [
        (0.66, Height.LOW),
        (0.6599, Height.MIDDLE),
        (0.33, Height.MIDDLE),
        (0.3299, Height.HIGH),
        (0.1, Height.HIGH),
        (0.0999, Height.VERY_HIGH),
    ],
)
def test_height(probability: float, height: Height) -> None:
    assert height_of(probability) is height


def test_words_follow_the_ipcc_and_numbers_round_by_hand() -> None:
    assert [likelihood(p) for p in (0.995, 0.91, 0.7, 0.5, 0.2, 0.07, 0.02, 0.001)] == [
        "virtually certain",
        "very likely",
        "likely",
        "about as likely as not",
        "unlikely",
        "very unlikely",
        "extremely unlikely",
        "exceptionally unlikely",
    ]
    assert [of_hundred(p) for p in (0.004, 0.005, 0.065, 0.994, 0.996)] == [0, 1, 7, 99, 100]
    assert percent(0.195, "en") == "19.5%"
    assert percent(0.195, "de") == "19,5\u00a0%"


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"by": 2019}, "past"),
        ({"level": -1}, "level"),
        ({"growth": -1.5}, "growth"),
        ({"target": None}, "target"),
        ({"goal": 1}, "goal"),
        ({"pair": ["DEU"]}, "pair"),
    ],
)
def test_a_case_that_cannot_be_meant_is_refused(change: dict[str, object], word: str) -> None:
    with pytest.raises(UsageError, match=word):
        parse_case({"level": 5e8, "target": 1e9, "in": 2024, "by": 2030, **change})


def test_document_is_plain_json() -> None:
    document = answer_document(assess_case(parse_case({"id": "x", "level": 5e8, "target": 1e9, "in": 2024, "by": 2030})))
    text = json.dumps(document, allow_nan=False)
    assert json.loads(text)["verdicts"][0]["probability"].keys() == {"value", "low", "high"}
    assert document["id"] == "x"
    # Nothing to measure from is an answer too, without NaN.
    json.dumps(answer_document(assess_case(parse_case({"target": 1e9, "in": 2024, "by": 2030}))), allow_nan=False)
