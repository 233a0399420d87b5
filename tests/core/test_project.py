"""A parameter is a range with a source, or it is refused."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from messlatte.core.project import FlowKind, Parameter, Project, Shape, TradeFlow

finite = st.floats(min_value=-1e15, max_value=1e15)


@given(st.tuples(finite, finite, finite), st.sampled_from(["", "  ", "Tender 12/2025"]))
def test_only_ordered_ranges_with_a_source_are_taken(three: tuple[float, float, float], source: str) -> None:
    low, value, high = three
    if low <= value <= high and source.strip():
        assert Parameter("x", low, value, high, "USD", 2025, source).high == high
    else:
        with pytest.raises(ValueError, match="x: "):
            Parameter("x", low, value, high, "USD", 2025, source)


@pytest.mark.parametrize("bad", [math.nan, math.inf, -math.inf])
@pytest.mark.parametrize("place", [0, 1, 2])
def test_no_infinite_or_missing_number(bad: float, place: int) -> None:
    three = [1.0, 2.0, 3.0]
    three[place] = bad
    with pytest.raises(ValueError, match="finite"):
        Parameter("x", *three, "USD", 2025, "Tender")


def test_shapes_say_what_they_need() -> None:
    with pytest.raises(ValueError, match="positive"):
        Parameter("x", 0.0, 1.0, 2.0, "1", 2025, "Tender", shape=Shape.LOGNORMAL)
    with pytest.raises(ValueError, match="differ"):
        Parameter("x", 1.0, 1.0, 2.0, "1", 2025, "Tender", shape=Shape.FIXED)


def test_words_for_what_has_no_label_and_the_scheme_of_services() -> None:
    price = Parameter("bus_price", 1.0, 1.0, 1.0, "USD", 2025, "Tender", label="")
    flow = TradeFlow("upkeep_of_buses", "BLR", "RU-TUL", "ebops", "SA", FlowKind.SERVICE, "bus_price", "lag", "1")
    project = Project("p", "P", "", ("BLR", "RU-TUL"), "29", (price,), (flow,))
    assert (price.title, flow.title, flow.is_service) == ("bus price", "upkeep of buses", True)
    assert project.parameter("bus_price") is price
    with pytest.raises(KeyError):
        project.parameter("nothing")
