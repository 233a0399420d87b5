"""The JSON contract: fields that others rely on, and the way back."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from messlatte.core.claims import Area, Bound, Growth, Interest, Level, Multiple, Status, Target
from messlatte.core.economy import Economy
from messlatte.core.errors import InputError, UsageError
from messlatte.core.evidence import Quote
from messlatte.core.quantity import Amount, Flow, Month, Period
from messlatte.core.statement import Claim, Finding, Party, Reading, Severity, Speaker, Statement
from messlatte.statement.document import from_document, to_document

TEXT = "Der Warenumsatz betrug in den letzten zwei Jahren 500 Mio. Dollar."

numbers = st.floats(min_value=0, max_value=1e15, allow_nan=False)
words = st.text(max_size=8)
codes = st.sampled_from(["BLR", "RU-TUL", "EAEU", "DEU"])
pairs = st.none() | st.tuples(codes, codes)
months = st.builds(Month, st.integers(1000, 2200), st.integers(1, 12))
periods = st.builds(lambda first, more: Period(first, first.plus(more)), months, st.integers(0, 60))
amounts = st.builds(Amount, numbers, st.sampled_from(["USD", "EUR", None]), st.sampled_from(["current", "2015"]))
statuses, flows, bounds = st.sampled_from(Status), st.sampled_from(Flow), st.none() | st.sampled_from(Bound)
limits = st.none() | numbers
quotes = st.builds(lambda start, more: Quote(start, min(len(TEXT), start + more)), st.integers(0, len(TEXT)), st.integers(0, 20))
coverages = st.none() | words
deadlines = st.none() | months

levels = st.builds(
    Level,
    amounts,
    flows,
    pairs,
    st.none() | periods,
    st.booleans(),
    st.booleans(),
    bounds,
    limits,
    limits,
    statuses,
    st.booleans(),
    coverages,
    pairs,
)
growths = st.builds(
    Growth,
    st.floats(-1, 50),
    flows,
    pairs,
    st.none() | periods,
    st.none() | periods,
    st.booleans(),
    st.booleans(),
    statuses,
    st.booleans(),
    coverages,
    pairs,
)
targets = st.builds(
    Target,
    amount=st.none() | amounts,
    flow=flows,
    direction=pairs,
    by=deadlines,
    by_first=deadlines,
    deadline_words=coverages,
    approx=st.booleans(),
    bound=bounds,
    low=limits,
    high=limits,
    status=statuses,
    increase_by=st.none() | amounts,
    growth_low=limits,
    growth_high=limits,
    rank=st.none() | st.integers(1, 9),
    conditional=st.booleans(),
    coverage=coverages,
    pair=pairs,
)
multiples = st.builds(Multiple, numbers, flows, pairs, deadlines, coverages, st.none() | periods, statuses, st.booleans(), pairs)
listed = st.lists(words, max_size=3).map(tuple)
areas = st.builds(Area, words, words, listed, listed, listed, st.booleans())
interests = st.builds(Interest, words, st.sampled_from(["partner", "product"]), st.none() | words, st.none() | words)
readings = st.builds(Reading, st.one_of(levels, growths, targets, multiples, areas, interests), st.floats(0, 1), words)
claims = st.builds(Claim, quotes, st.lists(readings, min_size=1, max_size=3).map(tuple), st.none() | words)
parties = st.builds(Party, st.builds(Economy, codes, words, st.none() | codes), st.none() | quotes)
speakers = st.none() | st.builds(Speaker, words, st.none() | words, st.none() | quotes)
findings = st.builds(
    Finding, words, st.sampled_from(Severity), st.just("{n} does not fit"), st.fixed_dictionaries({"n": st.integers()}), st.just((0,))
)
statements = st.builds(
    Statement,
    st.just(TEXT),
    st.sampled_from(["de", "en", "ru"]),
    st.lists(parties, max_size=2).map(tuple),
    speakers,
    speakers,
    st.none() | st.dates(),
    st.none() | st.just("2024-11"),
    st.none() | words,
    st.lists(claims, max_size=3).map(tuple),
    st.lists(findings, max_size=2).map(tuple),
    st.none() | words,
)


@given(statements)
def test_a_statement_comes_back_from_its_json(statement: Statement) -> None:
    written = json.dumps(to_document(statement), ensure_ascii=False, allow_nan=False)
    back = from_document(json.loads(written))
    assert back == statement
    assert [party.economy.name for party in back.parties] == [party.economy.name for party in statement.parties]
    assert [party.economy.part_of for party in back.parties] == [party.economy.part_of for party in statement.parties]


@given(statements)
def test_without_the_text_it_comes_back_when_the_text_is_given(statement: Statement) -> None:
    document = to_document(statement, with_text=False)
    assert "text" not in document
    assert from_document(document, TEXT) == statement


def seed() -> Statement:
    two_years = Period.years(2023, 2024)
    yearly = Level(Amount(5e8), period=two_years, per_year=True)
    together = Level(Amount(5e8), period=two_years, per_year=False)
    return Statement(
        TEXT,
        "de",
        (Party(Economy("BLR", "Belarus"), Quote(4, 15)), Party(Economy("RU-TUL", "Tula", "RUS"))),
        Speaker("A. Person", "governor"),
        made_on=dt.date(2024, 11, 5),
        claims=(
            Claim(Quote(50, 65), (Reading(yearly, 0.6, "a year"), Reading(together, 0.4, "together"))),
            Claim(Quote(0, 3), (Reading(Target(Amount(1e9))),)),
            Claim(Quote(0, 3), (Reading(Area("farm-machinery", "agricultural machinery", ("8432",), (), ("28",))),)),
            Claim(Quote(0, 3), (Reading(Interest("A firm", "partner", "Tula")),)),
        ),
        findings=(Finding("deadline-missing", Severity.NOTE, "no deadline was named", claims=(1,)),),
    )


def test_fields_that_the_contract_names() -> None:
    document = json.loads(json.dumps(to_document(seed())))
    assert document["schema"] == "messlatte.statement/1"
    assert (document["language"], document["made_on"], document["id"]) == ("de", "2024-11-05", None)
    assert document["parties"][0] == {
        "code": "BLR",
        "name": "Belarus",
        "part_of": None,
        "quote": {"start": 4, "end": 15, "text": "Warenumsatz"},
    }
    level, target, area, interest = document["claims"]
    assert level["quote"] == {"start": 50, "end": 65, "text": TEXT[50:65]}
    expected = {
        "weight": 0.6,
        "note": "a year",
        "value": 5e8,
        "currency": "USD",
        "per_year": True,
        "approx": False,
        "flow": "turnover",
        "direction": None,
    }
    assert expected.items() <= level["readings"][0].items()
    assert level["readings"][0]["period"] == {"first": "2023-01", "last": "2024-12"}
    assert target["readings"][0]["by"] is None
    assert {"label": "agricultural machinery", "hs": ["8432"], "ebops": [], "isic": ["28"]}.items() <= area["readings"][0].items()
    assert {"who": "A firm", "wants": "partner", "from": "Tula"}.items() <= interest["readings"][0].items()
    assert {"code": "deadline-missing", "severity": "note", "message": "no deadline was named", "claims": [1]}.items() <= document[
        "findings"
    ][0].items()


def test_what_is_not_a_statement_is_refused() -> None:
    with pytest.raises(InputError, match="messlatte read --json"):
        from_document({"schema": "messlatte.answer/1"})
    broken = to_document(seed())
    broken["claims"] = [{"kind": "level"}]
    with pytest.raises(InputError, match="readings"):
        from_document(broken)
    with pytest.raises(UsageError, match="--lang"):
        to_document(seed(), "fr")
