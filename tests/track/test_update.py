from __future__ import annotations

import pytest

from messlatte.core.evidence import Source
from messlatte.ledger import series as ledger
from messlatte.track.store import Store
from messlatte.track.target import AnnouncedTarget, Outcome
from messlatte.track.update import judged_anew, trade_record

SOURCE = Source("National customs", "Turnover", "2026-01")
GOAL = AnnouncedTarget(
    id="RUS-IND-2022-9",
    a="RUS",
    b="IND",
    announced="2022",
    target=30e9,
    currency="USD",
    deadline="2025-12",
    source="here",
    outcome="not yet due",
)


def _newer(a: str, b: str) -> ledger.TurnoverSeries | None:
    """Trade up to 2025, of which 2024 is known from one side only."""
    if {a, b} != {"RUS", "IND"}:
        return None
    years = (2021, 2022, 2023, 2024, 2025)
    back = (6e9, 20e9, 25e9, None, 33e9)
    return ledger.TurnoverSeries(a, b, years, (5e9, 5e9, 4e9, 50e9, 4.5e9), back, "fob", (0,) * 5, (SOURCE,))


def test_newer_data_decide_an_open_target_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledger, "yearly_turnover", _newer)
    (changed,) = judged_anew([GOAL], 2026)
    assert (changed.outcome, changed.outcome_year, changed.evidence) == (Outcome.REACHED, 2025, "trade data")
    assert "National customs" in changed.evidence_source
    assert list(judged_anew([changed], 2027)) == []


def test_a_decided_target_stays_decided(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledger, "yearly_turnover", lambda a, b: None)
    decided = AnnouncedTarget(id="x", a="RUS", b="IND", announced="2022", target=1.0, deadline="2023-12", source="here", outcome="missed")
    assert list(judged_anew([decided], 2026)) == []


def test_a_year_known_from_one_side_is_no_turnover(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledger, "yearly_turnover", _newer)
    record = trade_record(GOAL)
    assert record is not None
    assert 2024 not in record.values
    exports = trade_record(AnnouncedTarget(id="x", a="RUS", b="IND", flow="exports"))
    assert exports is not None
    assert exports.values[2024] == 50e9


def test_update_is_kept(monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:
    monkeypatch.setattr(ledger, "yearly_turnover", _newer)
    store = Store(tmp_path / "track.sqlite")
    store.save([GOAL])
    store.save(judged_anew(store.targets(), 2026))
    kept = {t.id: t for t in store.own()}
    assert kept[GOAL.id].outcome == Outcome.REACHED
    assert all({t.a, t.b} == {"RUS", "IND"} for t in kept.values())
