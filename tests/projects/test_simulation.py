"""Trade and cash by year: sums, lags, shocks, and the books of both parties."""

from __future__ import annotations

import numpy as np
import pytest

from messlatte.core.errors import UsageError
from messlatte.core.project import FlowKind, Parameter, Payment, PaymentKind, Project, Shape, TradeFlow
from messlatte.projects.draws import draw_parameters
from messlatte.projects.formula import evaluate
from messlatte.projects.project_file import examples
from messlatte.projects.simulation import run, simulate

PLAIN = {
    "success": 1.0,
    "delay": 0.0,
    "size": 1.0,
    "sunk": 0.3,
    "discount_rate": 0.05,
    "finance_rate": 0.06,
    "reinvestment_rate": 0.04,
    "cif_fob": 1.06,
}


def _flow(**changed: object) -> TradeFlow:
    values: dict[str, object] = {
        "id": "pumps", "exporter": "A", "importer": "B", "scheme": "hs", "code": "8413", "kind": FlowKind.GOODS, "usd": "price",
        "lag": "lag", "additionality": "share", "profile": ("1",),
    }  # fmt: skip
    return TradeFlow(**(values | changed))  # type: ignore[arg-type]


def _project(*flows: TradeFlow, payments: tuple[Payment, ...] = (), horizon: int = 6, **values: float) -> Project:
    numbers = PLAIN | {"price": 1200.0, "lag": 12.0, "share": 0.25, "vat": 0.2} | values
    parameters = tuple(Parameter(name, v, v, v, "1", 2025, "test", shape=Shape.FIXED) for name, v in numbers.items())
    return Project("test", "Test", "", ("A", "B"), "28", parameters, flows, payments, horizon=horizon)


def test_a_lag_of_nine_months_splits_the_first_year() -> None:
    got = simulate(_project(_flow(), lag=9.0), draws=1)
    np.testing.assert_allclose(got.gross[0, :, 0], [300, 900, 0, 0, 0, 0])
    np.testing.assert_allclose(got.trade[0, :, 0], [75, 225, 0, 0, 0, 0])


def test_delay_moves_trade_but_not_the_investment() -> None:
    hall = Payment("hall", "B", PaymentKind.INVESTMENT, "-price", profile=("1",))
    got = simulate(_project(_flow(), payments=(hall,), delay=24.0), draws=1)
    np.testing.assert_allclose(got.gross[0, :, 0], [0, 0, 0, 1200, 0, 0])
    np.testing.assert_allclose(got.cost["B"][:, 0], [1200, 0, 0, 0, 0, 0])


def test_ramp_goes_on_and_profile_ends() -> None:
    got = simulate(_project(_flow(profile=(), ramp=("share", "1")), _flow(id="once", profile=("share", "1 - share"))), draws=1)
    np.testing.assert_allclose(got.gross[0, :, 0], [0, 300, 1200, 1200, 1200, 1200])
    np.testing.assert_allclose(got.gross[1, :, 0], [0, 300, 900, 0, 0, 0])


def test_tax_transit_and_what_crossed_before() -> None:
    got = simulate(_project(_flow(vat="vat"), _flow(id="through", regime="transit"), _flow(id="back", embodied="share")), draws=1)
    assert got.gross[0].sum() == pytest.approx(1000.0)
    assert got.gross[1].sum() == 0.0
    assert got.twice[2].sum() == pytest.approx(300.0)


def test_what_replaces_imports_lowers_trade() -> None:
    got = simulate(_project(_flow(usd="-price")), draws=1)
    assert got.trade.sum() == pytest.approx(-300.0)
    assert got.cash["A"].sum() == pytest.approx(-1200.0)
    assert got.cash["B"].sum() == pytest.approx(1200.0)


def test_what_one_party_pays_the_other_gets() -> None:
    credit = Payment("credit", "B", PaymentKind.FINANCE, "price", counterparty="A", profile=("1",))
    fee = Payment("fee", "B", PaymentKind.OPERATION, "-price", counterparty="A", profile=("1",))
    tax = Payment("tax", "A", PaymentKind.TRANSFER, "-price", profile=("1",))
    air = Payment("air", "B", PaymentKind.EXTERNAL, "price", profile=("1",))
    got = simulate(_project(_flow(investment=True), payments=(credit, fee, tax, air)), draws=3)
    np.testing.assert_allclose((got.cash["A"] + got.cash["B"]).sum(axis=0), -1200.0)
    # Of the economic account a quarter is additional, as of the trade.
    np.testing.assert_allclose((got.economic["A"] + got.economic["B"]).sum(axis=0), 300.0)
    np.testing.assert_allclose(got.cost["B"].sum(axis=0), 1200.0)
    np.testing.assert_allclose(got.credit["B"].sum(axis=0), 1200.0)


def test_a_failed_project_trades_nothing_and_loses_the_sunk_part() -> None:
    hall = Payment("hall", "B", PaymentKind.INVESTMENT, "-price", profile=("1",))
    got = simulate(_project(_flow(), payments=(hall,), success=0.5), draws=4000, seed=3)
    assert got.success.mean() == pytest.approx(0.5, abs=0.03)
    assert not got.gross[:, :, ~got.success].any()
    np.testing.assert_allclose(got.cash["B"][:, ~got.success].sum(axis=0), -360.0)


def test_shocks_from_outside() -> None:
    project = _project(_flow())
    ones = np.ones(4)
    got = simulate(
        project, draws=4, factors={"tide": ones * 2, "sector": ones * 3, "success": np.array([0, 1, 1, 1.0]), "delay": ones * 12}
    )
    np.testing.assert_allclose(got.gross[0].sum(axis=0), [0, 7200, 7200, 7200])
    np.testing.assert_allclose(got.gross[0, 2], [0, 7200, 7200, 7200])
    with pytest.raises(UsageError, match="tide"):
        simulate(project, draws=4, factors={"tide": np.ones(3)})
    with pytest.raises(UsageError, match="draws"):
        simulate(project, draws=0)


@pytest.mark.parametrize("project", examples(), ids=lambda p: p.id)
def test_flows_by_code_add_up_to_the_turnover_to_the_cent(project: Project) -> None:
    got = simulate(project, draws=200, seed=5)
    codes = sorted({(f.scheme, f.code) for f in project.flows})
    by_code = sum(np.rint(100 * got.gross[[i for i, f in enumerate(project.flows) if (f.scheme, f.code) == c]].sum(axis=0)) for c in codes)
    turnover = np.rint(100 * got.gross.sum(axis=0))
    assert np.abs(by_code - turnover).max() <= len(codes) / 2
    # Nothing is created or lost in between: what the flows' own formulas give, less what lies beyond the horizon.
    values = draw_parameters(project, 200, 5)
    t = np.arange(project.horizon, dtype=float)[:, None]
    for row, flow in enumerate(project.flows):
        if flow.profile and not flow.ramp:
            own = sum(evaluate(flow.usd, values, t[:1]).reshape(-1) * evaluate(f, values, t[:1]).reshape(-1) for f in flow.profile)
            expected = np.where(got.success, own * values["size"], 0.0)
            np.testing.assert_allclose(got.gross[row].sum(axis=0), expected, atol=0.005)


def test_books_balance_with_trade_in_every_example() -> None:
    for project in examples():
        got = simulate(project, draws=50, seed=1)
        booked = sum(got.cash[party] for party in project.parties)
        kinds = (PaymentKind.EXTERNAL, PaymentKind.FINANCE)
        outside = sum(got.payments[i] for i, p in enumerate(project.payments) if p.kind not in kinds and not p.counterparty)
        np.testing.assert_allclose(booked, outside, atol=1e-3)


def test_same_seed_same_draws_and_projects_share_none() -> None:
    first, second = examples()[:2]
    a, b = simulate(first, draws=100, seed=9), simulate(first, draws=100, seed=9)
    np.testing.assert_array_equal(a.trade, b.trade)
    assert not np.array_equal(a.trade, simulate(first, draws=100, seed=10).trade)
    assert abs(np.corrcoef(simulate(first, draws=4000).values["size"], simulate(second, draws=4000).values["size"])[0, 1]) < 0.05


def test_ranges_are_met_by_the_draws() -> None:
    lognormal = Parameter("x", 50.0, 100.0, 400.0, "1", 2025, "test", shape=Shape.LOGNORMAL)
    triangular = Parameter("y", 0.0, 1.0, 5.0, "1", 2025, "test")
    project = Project("p", "P", "", ("A", "B"), "", (lognormal, triangular), ())
    values = draw_parameters(project, 200_000, 1)
    np.testing.assert_allclose(np.percentile(values["x"], [5, 50, 95]), [50, 100, 400], rtol=0.02)
    assert values["y"].mean() == pytest.approx(2.0, rel=0.01)


def test_functions_of_formulas() -> None:
    t = np.arange(6.0)[:, None]
    two, three = np.array([2.0]), np.array([3.0])
    values = {"two": two, "three": three, "mean": np.array([10.0]), "shape": np.array([1.0]), "half": np.array([2.5])}

    def of(formula: str) -> list[float]:
        return [float(x) for x in np.atleast_1d(evaluate(formula, values, t)).reshape(-1)]

    assert of("within(t, 1, half)") == [0, 1, 1, 0.5, 0, 0]
    assert of("renewal(t, two)") == [0, 0, 1, 0, 1, 0]
    assert of("cohorts(t, three, two)") == [1, 2, 2, 1, 0, 0]
    # Exponential survival of mean 10; a fleet of three cohorts is the sum of three of them.
    np.testing.assert_allclose(of("survival(t, mean, shape)"), np.exp(-np.arange(6) / 10))
    cohorts = [sum(np.exp(-(year - made) / 10) for made in range(3) if made <= year) for year in range(6)]
    np.testing.assert_allclose(of("fleet(t, three, mean, shape)"), cohorts)
    assert of("left(three, two)") == [pytest.approx(1 / 3)]
    assert of("left(two, two)") == [0.0]


def test_one_draw_of_the_middle_is_the_formula() -> None:
    project = _project(_flow())
    values = {p.name: np.array([p.value]) for p in project.parameters}
    assert run(project, values, np.array([True])).gross.sum() == pytest.approx(1200.0)
