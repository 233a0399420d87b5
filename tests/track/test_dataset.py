from __future__ import annotations

import json
import re
from pathlib import Path

from messlatte.track.dataset import DATASET, shipped_targets
from messlatte.track.exchange import csv_text
from messlatte.track.target import Outcome, columns


def test_the_file_is_what_its_dictionary_says() -> None:
    assert csv_text(shipped_targets()) == DATASET.read_text(encoding="utf-8")
    assert DATASET.read_text(encoding="utf-8").splitlines()[0].split(",") == [column.name for column in columns()]
    assert all(column.description for column in columns())


def test_rows_are_complete() -> None:
    ids = {t.id for t in shipped_targets()}
    assert len(ids) == len(shipped_targets()) > 200
    for target in shipped_targets():
        assert target.target or target.multiple, target.id
        assert re.match(r"https?://", target.source), target.id
        assert target.a != target.b
        assert not target.repeats or target.repeats in ids
        decided = target.outcome in (Outcome.REACHED, Outcome.MISSED)
        assert decided == (target.evidence != "none") == (target.outcome_year is not None), target.id
        assert decided == bool(target.evidence_source), target.id


def test_an_outcome_agrees_with_its_numbers() -> None:
    """By later record in the source's own measure; by trade data up to the ratio that the evidence names."""
    for target in shipped_targets():
        if target.evidence == "later record" and target.target and target.currency == target.outcome_currency:
            assert target.outcome_value is not None
            assert (target.outcome_value >= target.target) == (target.outcome == Outcome.REACHED), target.id
        if target.outcome == Outcome.MISSED and target.last_year is not None:
            assert target.outcome_year == target.last_year, target.id


def test_a_repetition_shares_the_outcome() -> None:
    by_id = {t.id: t for t in shipped_targets()}
    for target in shipped_targets():
        first = by_id.get(target.repeats)
        if first is not None and first.evidence != "none":
            assert (target.outcome, target.outcome_year) == (first.outcome, first.outcome_year), target.id


def test_known_outcomes() -> None:
    """Outcomes that are widely reported: China and India passed 20 billion in 2006, and stayed below 100 billion in 2015."""
    found = {(frozenset((t.a, t.b)), t.target, t.last_year): t for t in shipped_targets() if not t.repeats}
    china_india = frozenset(("CHN", "IND"))
    assert found[china_india, 20e9, 2008].outcome_year == 2006
    assert found[china_india, 100e9, 2015].outcome == Outcome.MISSED
    assert found[frozenset(("RUS", "CHN")), 200e9, 2020].outcome == Outcome.MISSED
    assert found[frozenset(("RUS", "CHN")), 200e9, 2024].outcome == Outcome.REACHED
    assert found[frozenset(("RUS", "TUR")), 100e9, 2016].outcome == Outcome.MISSED


def test_no_sentence_of_a_source_is_taken_over(shared: Path) -> None:
    """No six words in a row of our notes stand in the text that the facts were taken from; the title of an office may."""
    texts = {}
    for path in (shared / "statements").glob("*.jsonl"):
        for line in path.read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            texts.setdefault(record.get("url"), []).append(record["text"].lower())
    for target in shipped_targets():
        words = re.findall(r"\w+", target.note.lower().partition(";")[2])
        runs = {" ".join(words[i : i + 6]) for i in range(len(words) - 5)}
        for text in texts.get(target.source, []):
            plain = " ".join(re.findall(r"\w+", text))
            assert not any(run in plain for run in runs), target.id
