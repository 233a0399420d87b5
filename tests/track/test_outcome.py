from __future__ import annotations

from dataclasses import replace

import pytest

from messlatte.track.outcome import TradeRecord, judge
from messlatte.track.target import AnnouncedTarget, Outcome

GOAL = AnnouncedTarget(id="x", a="AAA", b="BBB", announced="2010-06", target=100.0, currency="USD", deadline="2015-12", source="here")


def _record(**values: float) -> TradeRecord:
    return TradeRecord({int(year[1:]): value for year, value in values.items()}, "somebody", {})


def _growing(last: float) -> TradeRecord:
    return TradeRecord({2009 + i: 50 + (last - 50) * i / 6 for i in range(7)}, "somebody", {})


def test_reached_names_the_first_year() -> None:
    found = judge(GOAL, _growing(140), 2026)
    assert (found.outcome, found.year, found.kind) == (Outcome.REACHED, 2013, "trade data")


def test_missed_names_the_last_year() -> None:
    found = judge(GOAL, _growing(80), 2026)
    assert (found.outcome, found.year, found.value) == (Outcome.MISSED, 2015, 80)


def test_near_the_target_without_a_level_is_left_open() -> None:
    assert judge(GOAL, _growing(95), 2026).outcome == Outcome.NOT_MEASURABLE
    assert judge(GOAL, _growing(105), 2026).outcome == Outcome.NOT_MEASURABLE


def test_both_measures_have_to_agree() -> None:
    """The source counts 40 % more than the data: by its own count it reached 112, by the data 80."""
    source = replace(GOAL, level=70.0, level_currency="USD", level_period="2009")
    assert judge(source, _growing(80), 2026).outcome == Outcome.NOT_MEASURABLE
    assert judge(source, _growing(65), 2026).outcome == Outcome.MISSED
    assert judge(source, _growing(140), 2026).outcome == Outcome.REACHED


def test_a_year_beyond_the_data_or_ahead() -> None:
    assert judge(replace(GOAL, deadline="2019-12"), _growing(80), 2026).outcome == Outcome.NOT_MEASURABLE
    assert judge(replace(GOAL, deadline="2030-12"), _growing(80), 2026).outcome == Outcome.NOT_YET_DUE
    assert judge(replace(GOAL, deadline=""), _growing(80), 2026).outcome == Outcome.NOT_YET_DUE
    assert judge(replace(GOAL, deadline="2030-12"), _growing(140), 2026).outcome == Outcome.REACHED


def test_nothing_before_the_announcement_counts() -> None:
    peak = _record(y2005=200, y2009=50, y2010=52, y2011=54, y2012=54, y2013=56, y2014=58, y2015=60)
    assert judge(GOAL, peak, 2026).outcome == Outcome.MISSED


def test_a_fiscal_year_ends_before_its_calendar_year() -> None:
    assert replace(GOAL, deadline="2015-03").last_year == 2014
    assert judge(replace(GOAL, deadline="2015-03"), _record(y2010=60, y2014=80, y2015=130), 2026).outcome == Outcome.MISSED


def test_a_multiple_alone_is_measured_from_the_year_before() -> None:
    double = replace(GOAL, target=None, currency="", multiple=2.0)
    assert judge(double, _growing(140), 2026).year == 2013
    assert judge(double, _growing(80), 2026).outcome == Outcome.MISSED


def test_another_currency_needs_its_rates() -> None:
    euro = replace(GOAL, currency="EUR")
    assert "no exchange rates" in judge(euro, _growing(140), 2026).note
    rates = TradeRecord(_growing(140).values, "somebody", dict.fromkeys(range(2009, 2016), 1.25))
    found = judge(euro, rates, 2026)
    assert (found.outcome, found.year, found.currency) == (Outcome.REACHED, 2014, "EUR")


@pytest.mark.parametrize("changes", [{"coverage": "non-oil"}, {"currency": ""}, {"announced": ""}])
def test_what_cannot_be_compared_is_said(changes: dict[str, str]) -> None:
    found = judge(replace(GOAL, **changes), _growing(140), 2026)
    assert found.outcome == Outcome.NOT_MEASURABLE
    assert found.note


def test_no_data() -> None:
    assert judge(GOAL, None, 2026).outcome == Outcome.NOT_MEASURABLE
