from __future__ import annotations

import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from messlatte.core.errors import InputError, UsageError
from messlatte.track.exchange import csv_text, json_document, parse_csv, parse_json
from messlatte.track.target import AnnouncedTarget

words = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp", "Zs")), min_size=1, max_size=20).map(str.strip).filter(bool)
amounts = st.none() | st.floats(0, 1e15).map(lambda x: float(f"{x:.6g}"))
targets = st.builds(
    AnnouncedTarget, id=words, a=words, b=words, source=words, note=words, target=amounts, level=amounts, multiple=amounts,
    announced=st.sampled_from(["", "2024", "2024-02", "2024-02-29"]), deadline=st.sampled_from(["", "2030-12"]),
)  # fmt: skip


@given(st.lists(targets, max_size=5, unique_by=lambda t: t.id))
def test_csv_and_json_give_back_what_they_were_given(found: list[AnnouncedTarget]) -> None:
    assert parse_csv(csv_text(found), "x.csv") == found
    assert parse_json(json.dumps(json_document(found)), "x.json") == found


HEAD = "id,a,b,flow,announced_basis,deadline_basis,status,source,outcome,evidence,target,announced\n"
ROW = "X-1,DEU,POL,turnover,source,none,target,here,not yet due,none,1e9,2024\n"


def test_columns_come_in_any_order_and_optional_ones_may_be_missing() -> None:
    (target,) = parse_csv(HEAD + ROW, "x.csv")
    assert (target.a, target.target, target.level) == ("DEU", 1e9, None)
    assert parse_csv("\ufeff" + HEAD + ROW, "x.csv") == [target]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "empty"),
        (HEAD + ROW + ROW, "occurs twice"),
        (HEAD + ROW.replace("turnover", "both ways"), "line 2: flow.*turnover"),
        (HEAD + ROW.replace("1e9", "a billion"), "line 2: target is 'a billion'"),
        (HEAD + ROW.replace("1e9", "-5"), "between 0"),
        (HEAD + ROW.replace("1e9", "nan"), "between 0"),
        (HEAD + ROW.replace("2024", "24-13"), "YYYY"),
        (HEAD + ROW.replace("DEU", ""), "a is empty"),
        (HEAD.replace("target,", "goal,", 1) + ROW, "not in the data dictionary"),
        (HEAD + ROW.strip() + ",surplus\n", "more fields"),
        (HEAD + ROW.replace("here", "h" * 200_000), "not CSV"),
        (HEAD + ROW.replace("here", '"here"and more'), "not CSV"),
        (HEAD + '"never closed', "not CSV"),
    ],
)
def test_a_wrong_row_is_named(text: str, message: str) -> None:
    with pytest.raises((InputError, UsageError), match=message):
        parse_csv(text, "x.csv")


@given(st.text(max_size=200) | st.text(max_size=200).map(lambda t: HEAD + t))
def test_any_text_is_read_or_refused(text: str) -> None:
    for parse in (parse_csv, parse_json):
        with contextlib.suppress(InputError, UsageError):
            parse(text, "x")


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"schema": "messlatte.track/1", "targets": [7]}', "[" * 100_000])
def test_json_that_is_no_record_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        parse_json(text, "x.json")
