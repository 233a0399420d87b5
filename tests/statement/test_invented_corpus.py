"""Statements that no weight was fitted to are read well enough; ``messlatte evaluate`` prints how well."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from messlatte.statement.document import to_document
from messlatte.statement.reader import read
from messlatte.statement.score import Score, score_sets

CORPUS = Path(__file__).parents[1] / "corpus"


@pytest.fixture(scope="module", params=["de", "en", "ru"])
def score(request: pytest.FixtureRequest) -> Score:
    lines = (CORPUS / f"invented_{request.param}.jsonl").read_text(encoding="utf-8").splitlines()
    records = [json.loads(line) for line in lines]
    (found,) = score_sets(("invented", r, to_document(read(r["text"], published=r["published"], id=r["id"]))) for r in records)
    return found


@pytest.mark.parametrize(("kind", "floor"), [("parties", 0.95), ("level", 0.90), ("target", 0.82), ("growth", 0.90), ("all", 0.90)])
def test_unseen_statements_are_read(score: Score, kind: str, floor: float) -> None:
    f1 = score.tallies[kind, "strict"].f1
    assert f1 is not None
    assert f1 >= floor, "\n".join(f"{slip.id} {slip.kind} {slip.expected}: {slip.reason}" for slip in score.slips if slip.kind != "area")


def test_money_that_is_no_trade_gives_nothing(score: Score) -> None:
    assert score.negatives >= 4
    assert score.negatives_with_trade == 0
