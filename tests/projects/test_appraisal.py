"""Appraisals: they agree with the draws, with a sum done by hand, and with themselves."""

from __future__ import annotations

import json

import numpy as np
import pytest

from messlatte.brief.project_words import indicator_text
from messlatte.core.appraisal import Benefit
from messlatte.core.project import FlowKind, Parameter, Payment, PaymentKind, Project, Shape, TradeFlow
from messlatte.projects.appraisal import appraise
from messlatte.projects.cashflow import present_value
from messlatte.projects.document import SCHEMA, appraisal_document, table_rows
from messlatte.projects.project_file import examples
from messlatte.projects.simulation import simulate

NUMBERS = {
    "success": 0.7, "delay": 0.0, "size": 1.0, "sunk": 0.1, "discount_rate": 0.05, "finance_rate": 0.05, "reinvestment_rate": 0.06,
    "cif_fob": 1.1, "price": 1000.0, "cost": 800.0, "lag": 12.0, "share": 0.4,
}  # fmt: skip


def _fixed(*flows: TradeFlow, payments: tuple[Payment, ...] = (), **changed: float) -> Project:
    parameters = tuple(Parameter(n, v, v, v, "1", 2025, "test", shape=Shape.FIXED) for n, v in (NUMBERS | changed).items())
    return Project("test", "Test", "", ("A", "B"), "28", parameters, flows, payments, horizon=4)


SALE = TradeFlow("sale", "A", "B", "hs", "8413", FlowKind.GOODS, "price", "lag", "share", profile=("1",))
MAKING = Payment("making", "A", PaymentKind.OPERATION, "-cost", profile=("1",))


def test_a_sum_done_by_hand() -> None:
    found = appraise(_fixed(SALE, payments=(MAKING,)), draws=20)
    npv = found.of(Benefit.PROFIT, "npv", "A")
    assert npv is not None
    assert npv.range is not None
    assert npv.range.p50 == pytest.approx(-800 + 1000 / 1.05)
    irr = found.of(Benefit.PROFIT, "irr", "A")
    assert irr is not None
    assert irr.roots == pytest.approx((0.25,))
    assert irr.share == 1.0
    ratio, payback = found.of(Benefit.PROFIT, "benefit_cost", "A"), found.of(Benefit.PROFIT, "payback", "A")
    assert ratio is not None
    assert ratio.range is not None
    assert ratio.range.p50 == pytest.approx(1000 / 1.05 / 800)
    assert payback is not None
    assert payback.range is not None
    assert payback.range.p50 == pytest.approx(800 / (1000 / 1.05))
    buyer = found.of(Benefit.PROFIT, "npv", "B")
    assert buyer is not None
    assert buyer.range is not None
    assert buyer.range.p50 == pytest.approx(-1000 / 1.05)
    assert found.peak == 1
    assert found.at_peak.gross.p50 == pytest.approx(1000)
    assert found.at_peak.goods.p50 == pytest.approx(400)
    assert found.at_peak.at_import_value.p50 == pytest.approx(440)
    assert found.success.p50 == pytest.approx(0.7)


def test_two_rates_are_told_as_two() -> None:
    later = Payment("later", "A", PaymentKind.OPERATION, "-cost", lag="lag + lag", profile=("1",))
    found = appraise(_fixed(SALE, payments=(MAKING, later), price=5000.0, cost=1000.0), draws=5)
    irr = found.of(Benefit.PROFIT, "irr", "A")
    assert irr is not None
    assert len(irr.roots) == 2
    assert irr.share == 0.0
    assert irr.range is None
    assert irr.note == "no unique rate of return"
    assert indicator_text(irr, 1e6, "en") == f"no unique rate of return (\u2212{-irr.roots[0]:.1%}, {irr.roots[1]:.1%})"


def test_credit_moves_the_return_on_own_capital_only() -> None:
    drawn = Payment("drawn", "B", PaymentKind.FINANCE, "price", counterparty="A", lag="lag", profile=("1",))
    repaid = Payment("repaid", "B", PaymentKind.FINANCE, "-price", counterparty="A", lag="lag + lag", profile=("1",))
    found = appraise(_fixed(SALE, payments=(drawn, repaid)), draws=5)
    before, after = found.of(Benefit.PROFIT, "npv", "B"), found.of(Benefit.PROFIT, "npv_capital", "B")
    assert before is not None
    assert before.range is not None
    assert after is not None
    assert after.range is not None
    assert before.range.p50 == pytest.approx(-1000 / 1.05)
    assert after.range.p50 == pytest.approx(-1000 / 1.05**2)
    assert appraise(_fixed(SALE), draws=5).of(Benefit.PROFIT, "npv_capital", "B") is None


@pytest.mark.parametrize("project", examples(), ids=lambda p: p.id)
def test_every_example_is_told_whole(project: Project) -> None:
    found = appraise(project, draws=300, seed=4)
    carried = simulate(project, draws=300, seed=4, factors={"success": np.ones(300)})
    for party in project.parties:
        npv = found.of(Benefit.PROFIT, "npv", party)
        assert npv is not None
        assert npv.range is not None
        draws = present_value(carried.values["discount_rate"], carried.cash[party])
        np.testing.assert_allclose((npv.range.p10, npv.range.p50, npv.range.p90), np.percentile(draws, (10, 50, 90)))
    for year in found.trade:
        assert year.goods.mean + year.services.mean == pytest.approx(year.additional.mean, abs=1e-3)
        flows = [row for row in found.flows if row.age == year.age]
        assert sum(row.gross.mean for row in flows) == pytest.approx(year.gross.mean, abs=0.01)
        assert sum(row.additional.mean for row in flows) == pytest.approx(year.additional.mean, abs=0.01)
    document = appraisal_document(found)
    assert document["schema"] == SCHEMA
    assert json.loads(json.dumps(document, allow_nan=False))["project"]["id"] == project.id
    assert all(row["p10"] is None or row["p10"] <= row["p50"] <= row["p90"] for row in table_rows(found))  # type: ignore[operator]


def test_tornado_is_what_the_formulas_say_and_sorted() -> None:
    parameters = [Parameter(n, v, v, v, "1", 2025, "test", shape=Shape.FIXED) for n, v in NUMBERS.items() if n not in ("price", "share")]
    parameters += [Parameter("price", 500.0, 1000.0, 1500.0, "USD", 2025, "test"), Parameter("share", 0.39, 0.4, 0.41, "1", 2025, "test")]
    project = Project("test", "Test", "", ("A", "B"), "28", tuple(parameters), (SALE,), (), horizon=4)
    found = appraise(project, draws=4000, seed=2)
    bars = [s for s in found.swings if s.indicator == "trade"]
    assert [s.parameter for s in bars] == ["price", "share"]
    low, high = np.percentile(simulate(project, draws=4000, seed=2).values["price"], (10, 90))
    assert (bars[0].low, bars[0].base, bars[0].high) == pytest.approx((low * 0.4, 400, high * 0.4))
    assert [s.parameter for s in found.swings if s.indicator == "npv" and s.party == "A"] == ["price"]


def test_same_seed_same_answer() -> None:
    project = examples()[0]
    assert appraise(project, draws=50, seed=1) == appraise(project, draws=50, seed=1)
