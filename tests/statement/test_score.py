"""The scorer against counts made by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from messlatte.cli.app import main
from messlatte.statement.gold import deadline_spans, label_words, period_spans
from messlatte.statement.score import Score, Tally, score_record, score_sets


def months(first: str, last: str) -> tuple[int, int]:
    return tuple(int(end[:4]) * 12 + int(end[5:]) - 1 for end in (first, last))  # type: ignore[return-value]


def record(**gold: Any) -> dict[str, Any]:
    empty: dict[str, Any] = {"parties": [], "targets": [], "levels": [], "growth": [], "areas": [], "multiplier": None}
    return {"id": "x", "lang": "en", "published": "2024-05-06", "text": "", "gold": empty | gold}


def document(*claims: dict[str, Any], parties: tuple[str, ...] = ()) -> dict[str, Any]:
    return {"schema": "messlatte.statement/1", "parties": [{"code": code} for code in parties], "claims": list(claims), "findings": []}


def claim(kind: str, *readings: dict[str, Any]) -> dict[str, Any]:
    common = {"weight": 1 / len(readings), "flow": "turnover", "direction": None, "period": None, "by": None}
    return {"kind": kind, "quote": {"start": 0, "end": 0, "text": ""}, "readings": [common | reading for reading in readings]}


def level(value: float, period: str | None = "2023", **more: Any) -> dict[str, Any]:
    return {"value": value, "currency": "USD", "period": period, "relation": "turnover", "quote_span": "", "direction": None} | more


def target(value: float | None, deadline: str | None = None, **more: Any) -> dict[str, Any]:
    return {"value": value, "currency": "USD", "deadline": deadline, "relation": "turnover", "quote_span": "", "direction": None} | more


YEAR = {"first": "2023-01", "last": "2023-12"}


def counts(score: Score, kind: str, measure: str = "strict") -> tuple[int, int, int]:
    tally = score.tallies[kind, measure]
    return tally.right, tally.gold, tally.read


def test_tally_by_hand() -> None:
    tally = Tally(right=3, gold=4, read=6)
    assert (tally.precision, tally.recall, tally.f1) == (0.5, 0.75, 0.6)
    assert Tally(0, 0, 0).f1 is None
    assert Tally(0, 2, 0).precision is None


@pytest.mark.parametrize(
    ("period", "accepted", "refused"),
    [
        ("2023", ("2023-01", "2023-12"), ("2023-01", "2023-11")),
        ("2023-04", ("2023-04", "2023-04"), ("2023-04", "2023-05")),
        ("2023-01/2023-09", ("2023-01", "2023-09"), ("2022-01", "2022-09")),
        ("2006/2016", ("2006-01", "2016-12"), ("2007-01", "2016-12")),
        ("FY2020-21", ("2020-04", "2021-03"), ("2020-01", "2020-12")),
        ("2024-YTD", ("2024-01", "2024-05"), ("2024-01", "2024-06")),
        ("1990s", ("1990-01", "1999-12"), ("1990-01", "1990-12")),
        ("2020-03-20/2020-05-20", ("2020-03", "2020-05"), ("2020-03", "2020-04")),
    ],
)
def test_periods(period: str, accepted: tuple[str, str], refused: tuple[str, str]) -> None:
    spans = period_spans(period, "2024-05-06")
    assert months(*accepted) in spans
    assert months(*refused) not in spans
    assert None not in spans


def test_deadlines() -> None:
    assert months("2030-06", "2030-06") in deadline_spans({"deadline": "2030"})
    assert deadline_spans({"deadline": "2016-03-31"}) == {months("2016-03", "2016-03")}
    assert months("2005-03", "2005-03") in deadline_spans({"deadline": "FY2004-05"})
    assert deadline_spans({"deadline": None}) == {None}
    between = deadline_spans({"deadline": None, "deadline_range": ["2005", "2006"]})
    assert {None, months("2006-12", "2006-12")} <= between


def test_a_value_may_differ_by_half_a_per_cent() -> None:
    near, far = ({"value": value, "currency": "USD", "period": YEAR} for value in (1004.0, 1006.0))
    assert counts(score_record(record(levels=[level(1000)]), document(claim("level", near))), "level") == (1, 1, 1)
    assert counts(score_record(record(levels=[level(1000)]), document(claim("level", far))), "level") == (0, 1, 1)


@pytest.mark.parametrize(
    ("change", "strict", "loose"),
    [
        ({}, 1, 1),
        ({"currency": "EUR"}, 0, 0),
        ({"flow": "exports"}, 0, 0),
        ({"period": None}, 0, 1),
        ({"period": {"first": "2022-01", "last": "2022-12"}}, 0, 1),
    ],
)
def test_what_must_agree(change: dict[str, Any], strict: int, loose: int) -> None:
    reading = {"value": 1000.0, "currency": "USD", "period": YEAR} | change
    score = score_record(record(levels=[level(1000)]), document(claim("level", reading)))
    assert (counts(score, "level")[0], counts(score, "level", "loose")[0]) == (strict, loose)


def test_an_open_dollar_accepts_its_candidates() -> None:
    gold = record(levels=[level(1000, currency=None, currency_candidates=["NZD", "USD"])])
    right = [
        counts(score_record(gold, document(claim("level", {"value": 1000.0, "currency": c, "period": YEAR}))), "level")[0]
        for c in (None, "NZD", "EUR")
    ]
    assert right == [1, 1, 0]


def test_a_repeated_claim_counts_once_and_matching_is_the_largest() -> None:
    reading = {"value": 1000.0, "currency": "USD", "period": YEAR}
    assert counts(score_record(record(levels=[level(1000)]), document(claim("level", reading), claim("level", reading))), "level") == (
        1,
        1,
        2,
    )
    # The first label accepts both currencies, the second one only: a greedy choice would lose one of them.
    gold = record(levels=[level(1000, currency=None, currency_candidates=["USD", "EUR"]), level(1000)])
    euro = reading | {"currency": "EUR"}
    assert counts(score_record(gold, document(claim("level", reading), claim("level", euro))), "level") == (2, 2, 2)


def test_targets_without_an_amount() -> None:
    gold = record(
        targets=[target(None, growth_rate=[8.0, 10.0]), target(None, rank_target=5), target(None, multiplier=2.0)], multiplier=2.0
    )
    read = document(claim("target", {"value": None, "growth_low": 0.08, "growth_high": 0.10}), claim("multiple", {"multiple": 2.0}))
    score = score_record(gold, read)
    assert counts(score, "target") == (1, 2, 1)
    assert counts(score, "multiple") == (1, 1, 1)


def test_a_multiple_beside_an_amount_is_optional() -> None:
    gold = record(targets=[target(2e9, multiplier=2.0)])
    amount = claim("target", {"value": 2e9, "currency": "USD"})
    assert counts(score_record(gold, document(amount)), "multiple") == (0, 0, 0)
    assert counts(score_record(gold, document(amount, claim("multiple", {"multiple": 2.0}))), "multiple") == (0, 0, 0)
    assert counts(score_record(gold, document(amount, claim("multiple", {"multiple": 3.0}))), "multiple") == (0, 0, 1)


def test_growth_over_years_as_a_stretch_or_as_two_years() -> None:
    gold = record(growth=[{"percent": 100.0, "period": "2017/2022", "base": "2017", "relation": "turnover", "quote_span": ""}])
    stretch = {"rate": 1.0, "period": {"first": "2017-01", "last": "2022-12"}}
    two = {"rate": 1.0, "period": {"first": "2022-01", "last": "2022-12"}, "base": {"first": "2017-01", "last": "2017-12"}}
    yoy = {"rate": 1.0, "period": {"first": "2022-01", "last": "2022-12"}, "base": {"first": "2021-01", "last": "2021-12"}}
    assert [counts(score_record(gold, document(claim("growth", reading))), "growth")[0] for reading in (stretch, two, yoy)] == [1, 1, 0]


def test_growth_over_years_that_are_not_named_agrees_with_any_stretch_of_years() -> None:
    gold = record(growth=[{"percent": 100.0, "period": None, "base": "over period", "relation": "turnover", "quote_span": ""}])
    readings: list[dict[str, Any]] = [
        {"rate": 1.0, "period": period}
        for period in ({"first": "2014-01", "last": "2023-12"}, None, {"first": "2023-01", "last": "2023-12"})
    ]
    assert [counts(score_record(gold, document(claim("growth", reading))), "growth")[0] for reading in readings] == [1, 1, 0]


def test_the_likeliest_reading_counts_and_weights_are_calibrated() -> None:
    right = {"value": 1000.0, "currency": "USD", "period": YEAR}
    read = document(claim("level", right | {"value": 500.0, "weight": 0.6}, right | {"weight": 0.4}))
    score = score_record(record(levels=[level(1000)]), read)
    assert counts(score, "level") == (0, 1, 1)
    assert counts(score, "level", "any") == (1, 1, 1)
    assert [(w.weight, w.first, w.right) for w in score.weighed] == [(0.6, True, False), (0.4, False, True)]


def test_a_reading_of_another_kind_counts_for_that_kind() -> None:
    read = document(
        claim("level", {"value": 1000.0, "currency": "USD", "period": None}, {"kind": "target", "value": 1000.0, "currency": "USD"})
    )
    score = score_record(record(targets=[target(1000)]), read)
    assert counts(score, "target") == (0, 1, 0)
    assert counts(score, "level") == (0, 0, 1)
    assert counts(score, "target", "any") == (1, 1, 1)
    assert counts(score, "level", "any") == (0, 0, 0)


def test_negatives_and_parties() -> None:
    negative = record() | {"negative": True}
    read = document(claim("target", {"value": 1.0, "currency": "USD"}), parties=("BLR",))
    score = score_record(negative, read)
    assert (score.negatives, score.negatives_with_target, score.negatives_with_trade) == (1, 1, 1)
    assert counts(score, "parties") == (0, 0, 1)
    assert counts(score, "parties (pos.)") == (0, 0, 0)
    assert counts(score_record(record(parties=["Africa", "EGY"]), document(parties=("africa", "EGY", "CHN"))), "parties") == (2, 2, 3)


def test_areas_by_content_words() -> None:
    assert label_words("milk and meat products") == {"milk", "meat"}
    score = score_record(record(areas=["pharmaceuticals", "steel"]), document(claim("area", {"label": "pharmaceutical products"})))
    assert counts(score, "area") == (1, 2, 1)


def test_sets_are_kept_apart_and_ambiguous_records_left_out() -> None:
    doubtful = record(levels=[level(1000)]) | {"ambiguous": "it may be EU trade"}
    cases = [("gold", record(levels=[level(1000)]), document()), ("real", doubtful, document())]
    gold, real = score_sets(cases)
    assert (gold.name, gold.records, counts(gold, "level")) == ("gold", 1, (0, 1, 0))
    assert (real.name, real.records, real.left_out) == ("real", 0, 1)
    assert score_sets(cases, ambiguous=True)[1].records == 1


def test_slips_say_what_differs() -> None:
    read = document(claim("level", {"value": 1000.0, "currency": "USD", "period": None}))
    missed, spurious = score_record(record(levels=[level(1000)]), read).slips
    assert missed.missed
    assert missed.reason == "period is not said on the other side"
    assert spurious.reason == "period is 2023-01/2023-12 on the other side"
    assert (missed.cause, spurious.cause) == ("period", "period")
    other = document(claim("level", {"value": 4000.0, "currency": "USD", "period": None}))
    assert [slip.cause for slip in score_record(record(levels=[level(1000)]), other).slips] == ["value", "value"]


def run(capsys: pytest.CaptureFixture[str], *argv: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as stop:
        main(argv)
    out, err = capsys.readouterr()
    return int(stop.value.code or 0), out, err


def test_command_scores_documents(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gold, read = tmp_path / "gold_en.jsonl", tmp_path / "read.jsonl"
    gold.write_text(json.dumps(record(levels=[level(1000), level(2000)]) | {"text_kind": "restated"}))
    found = document(claim("level", {"value": 1000.0, "currency": "USD", "period": YEAR}))
    read.write_text(json.dumps(found | {"id": "x"}))
    code, out, _ = run(capsys, "evaluate", "statements", str(gold), "--documents", str(read), "--json", "--errors", "5")
    scored = json.loads(out)
    assert code == 0
    assert scored["sets"][0]["set"] == "gold (restated)"
    assert scored["sets"][0]["kinds"]["level"]["strict"] == {
        "precision": 1.0,
        "recall": 0.5,
        "f1": pytest.approx(2 / 3),
        "right": 1,
        "gold": 2,
        "read": 1,
    }
    assert scored["sets"][0]["kinds"]["level"]["goal"] == 0.90
    assert [slip["fact"] for slip in scored["errors"]] == ["amount 2,000 USD, turnover, 2023-01/2023-12"]
    code, out, _ = run(capsys, "evaluate", "statements", str(gold), "--documents", str(read), "--errors", "5")
    assert "MISSED level" in out
    page = tmp_path / "scores.md"
    run(capsys, "evaluate", "statements", str(gold), "--documents", str(read), "--output", str(page))
    assert "| level | 2 | 1 | 1.000 | 0.500 | 0.667 | 0.90 | 0.667 |" in page.read_text(encoding="utf-8")
    assert run(capsys, "evaluate", "statements", str(gold), "--documents", str(read), "--output", "x.csv")[0] == 2


def test_command_names_the_broken_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gold = tmp_path / "gold_en.jsonl"
    gold.write_text('{"id": 1}\n')
    code, _, err = run(capsys, "evaluate", "statements", str(gold))
    assert code == 1
    assert "line 1: a labelled record needs gold, lang, text" in err


def test_every_labelled_record_can_be_scored(shared: Path) -> None:
    for path in sorted((shared / "statements").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            labelled = json.loads(line)
            score = score_record(labelled, document())
            gold = labelled["gold"]
            assert score.tallies["level", "strict"].gold == len(gold["levels"])
            assert score.tallies["growth", "strict"].gold == len(gold["growth"])
            bare = sum(t["value"] is None and "multiplier" in t for t in gold["targets"])
            assert score.tallies["target", "strict"].gold == len(gold["targets"]) - bare, labelled["id"]
