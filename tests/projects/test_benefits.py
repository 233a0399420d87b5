"""Benefits of projects: identities, bounds, a world made by hand, and the shipped table."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from messlatte.core.appraisal import Benefit
from messlatte.core.project import FlowKind
from messlatte.projects import examples
from messlatte.projects.appraisal import carried_out
from messlatte.projects.benefits import benefit_draws, benefits
from messlatte.projects.employment import coefficient_factor, jobs_of, with_known_direct
from messlatte.projects.industry_table import households_of, industry_of, industry_table, jobs_per_output
from messlatte.projects.innovation import advanced_share, expected_research, research_class
from messlatte.projects.input_output import multipliers
from messlatte.projects.outputs import notable_years, outputs_of
from messlatte.projects.sovereignty import (
    NO_EXPORTS,
    concentration,
    dependence_indicators,
    is_dependent,
    lasting,
    origins_of_value,
)
from messlatte.projects.transfer import is_technology, local_content, upgrade_of

positive = hnp.arrays(np.float64, 5, elements=st.floats(0.01, 100))


@pytest.fixture(scope="module")
def buses():
    project = next(p for p in examples() if p.id == "electric-buses-tula")
    return project, carried_out(project, 2_000, 0)


def test_the_table_of_a_project_is_whole(buses):
    rows = benefits(*buses)
    for benefit in (Benefit.TRANSFER, Benefit.INNOVATION, Benefit.SOVEREIGNTY, Benefit.JOBS):
        assert {row.party for row in rows if row.benefit is benefit} >= set(buses[0].parties)
    assert all(row.range is not None or row.note for row in rows)
    assert {row.name for row in rows if row.source} >= {"jobs", "outside_value", "research", "upgrade"}
    assert all(not row.source for row in rows if row.range is None)
    keys = [(row.benefit, row.name, row.party) for row in rows]
    assert len(keys) == len(set(keys))
    for row in rows:
        if row.range:
            assert row.range.p10 <= row.range.p50 <= row.range.p90


def test_direct_jobs_total_and_upper_bound_are_in_order(buses):
    found = {(row.name, row.party): row.range.p50 for row in benefits(*buses) if row.benefit is Benefit.JOBS and row.range}
    for party in buses[0].parties:
        assert 0 < found["jobs_direct", party] < found["jobs", party] < found["jobs_upper", party]


def test_jobs_by_hand(buses):
    """Take the project apart: jobs of one party are coefficients times what it exports, nothing else."""
    project, simulation = buses
    table, per_output = industry_table(), jobs_per_output("BLR")
    nation = table.place("BLR")
    m = multipliers(table.domestic[nation], per_output.value).total
    total = np.zeros(2_000)
    for flow, trade in zip(simulation.flows, simulation.trade, strict=True):
        if flow.exporter == "BLR" and flow.investment:
            total += m[industry_of(flow.industry, table.industries)] * trade.sum(axis=0) / 1e6
    own = [p for p in project.payments if p.party == "BLR" and p.kind.value == "investment"]
    assert not own
    row = next(r for r in benefits(project, simulation) if r.name == "jobs_construction" and r.party == "BLR")
    # The level of the coefficients is drawn around 1, so that the medians agree roughly only.
    assert row.range.p50 == pytest.approx(np.median(total), rel=0.15)


def test_local_content_adds_up(buses):
    rows = {(r.name, r.party): r.range.mean for r in benefits(*buses) if r.benefit is Benefit.TRANSFER and r.range}
    assert rows["local_content", "BLR"] + rows["local_content", "RU-TUL"] == pytest.approx(rows["local_content_both", ""])


def test_twice_the_trade_is_twice_the_jobs_and_the_same_dependence(buses):
    project, simulation = buses
    double = replace(
        simulation, gross=2 * simulation.gross, trade=2 * simulation.trade, twice=2 * simulation.twice, payments=2 * simulation.payments
    )
    one, two = ({(r.name, r.party): r.range for r in benefits(project, s)} for s in (simulation, double))
    assert two["jobs", "BLR"].p50 == pytest.approx(2 * one["jobs", "BLR"].p50)
    assert two["research", "BLR"].p50 == pytest.approx(2 * one["research", "BLR"].p50)
    for name in ("outside_value", "partner_value", "outside_inputs", "advanced"):
        assert two[name, "BLR"].p50 == pytest.approx(one[name, "BLR"].p50)


def test_stated_jobs_take_the_place_of_coefficients_and_displaced_ones_are_taken_off(buses):
    project, simulation = buses
    told = {"jobs_operation_a": np.full(2_000, 50.0), "jobs_displaced_a": np.full(2_000, 8.0)}
    stated = replace(simulation, values={**simulation.values, **told})
    before, after = ({(r.name, r.party): r.range for r in benefits(project, s)} for s in (simulation, stated))
    assert after["jobs_direct", "BLR"].p50 == pytest.approx(42)
    ratio = before["jobs", "BLR"].mean / before["jobs_direct", "BLR"].mean
    assert after["jobs", "BLR"].p50 == pytest.approx(50 * ratio - 8, rel=1e-3)


def moved(flows, old, new):
    return tuple(replace(f, exporter=f.exporter.replace(old, new), importer=f.importer.replace(old, new)) for f in flows)


def test_an_economy_without_figures_says_so(buses):
    project, simulation = buses
    flows = moved(simulation.flows, "RU-TUL", "AFG")
    payments = tuple(replace(p, party=p.party.replace("RU-TUL", "AFG")) for p in project.payments)
    other = replace(project, parties=("BLR", "AFG"), flows=flows, payments=payments)
    rows = benefits(other, replace(simulation, project=other, flows=flows))
    assert any("input-output table" in row.note for row in rows if row.party == "AFG" and row.range is None)
    german = replace(project, parties=("DEU", "RU-TUL"), payments=())
    sold = moved(simulation.flows, "BLR", "DEU")
    rows = benefits(german, replace(simulation, project=german, flows=sold, payments=simulation.payments[:0]))
    assert any("jobs per output" in row.note for row in rows if row.party == "DEU")


def test_headlines_for_comparison_are_signed_so_that_more_is_better(buses):
    found = benefit_draws(*buses)
    assert (found[Benefit.SOVEREIGNTY, "outside_value", "BLR"] <= 0).all()
    assert {key[0] for key in found} == {Benefit.TRANSFER, Benefit.INNOVATION, Benefit.SOVEREIGNTY, Benefit.JOBS}


def test_revenue_at_home_and_investment_at_home_are_outputs_and_running_costs_are_not():
    project = next(p for p in examples() if p.id == "special-vehicles-line")
    simulation = carried_out(project, 200, 0)
    outputs = outputs_of(simulation)
    costs = {p.id for p in project.payments if p.kind.value == "operation"}
    assert len(outputs) == len(project.flows) + sum(
        p.kind.value in ("investment", "revenue") and (p.kind.value == "investment" or bool(p.industry)) for p in project.payments
    )
    assert costs
    assert notable_years(np.array([[0.0], [1.0], [10.0], [10.0], [0.1]])) == 3


@given(positive, positive)
def test_jobs_are_linear_in_demand(d, e):
    a = np.full((5, 5), 0.1)
    demand = np.stack([d, 2 * d], axis=1)
    found = jobs_of(demand, a, e, np.ones(2))
    assert found.total[1] == pytest.approx(2 * found.total[0])
    assert found.closed is None
    known = with_known_direct(found, np.array([7.0, 7.0]))
    assert known.total / known.direct == pytest.approx(found.total / found.direct)


def test_the_shipped_table_hangs_together():
    table = industry_table()
    active = table.output > 0
    assert table.origin.sum(axis=0)[active] == pytest.approx(np.ones(active.sum()), abs=1e-3)
    assert (table.domestic.sum(axis=1) + table.imported)[active].max() <= 1.0 + 1e-3
    for code in ("BLR", "RUS", "DEU", "CHN"):
        place = table.place(code)
        # What an economy adds to its own products is what its domestic multiplier of value added says.
        added = np.clip(1 - table.domestic[place].sum(axis=0) - table.imported[place], 0, None) * active[place]
        own = multipliers(table.domestic[place], added).total
        feedback = table.origin[place, place] - own
        assert feedback[active[place]].min() > -2e-3
        assert feedback[active[place]].max() < 0.1  # value that comes home through others' inputs
        closed = multipliers(table.domestic[place], added, households_of(code))
        assert np.nanmin(closed.closed - closed.total) >= 0
    assert jobs_per_output("RU-TUL").value == pytest.approx(jobs_per_output("RUS").value)
    assert jobs_per_output("FRA") is None
    assert table.place("RU-TUL") == table.place("RUS")


def test_people_employed_add_up_to_the_published_total():
    table, jobs = industry_table(), jobs_per_output("BLR")
    assert (jobs.value * table.output[table.place("BLR")]).sum() == pytest.approx(4_152_200, rel=1e-3)
    factor = coefficient_factor(jobs, 4_000, np.random.default_rng(0))
    assert factor.min() > 0.4
    assert factor.max() < 1.8


@pytest.mark.parametrize(
    ("isic", "industry"),
    [
        ("29", "C29"),
        ("2920", "C29"),
        ("01", "A01"),
        ("10", "C10T12"),
        ("303", "C302T309"),
        ("41", "F"),
        ("F", "F"),
        ("71", "M"),
        ("62", "J62_63"),
    ],
)
def test_industries_of_isic(isic, industry):
    names = industry_table().industries
    found = industry_of(isic, names)
    assert names[found] in (industry, "C301")  # division 30 is split by group
    assert industry_of("99", names) is None


@given(positive)
def test_concentration_lies_between_equal_shares_and_one(v):
    assert 1 / 5 - 1e-12 <= concentration(v) <= 1 + 1e-12
    assert concentration(v) == pytest.approx(concentration(v[::-1] * 3))
    assert concentration(np.array([4.0, 0, 0])) == 1
    assert np.isnan(concentration(np.zeros(3)))
    with pytest.raises(ValueError, match="negative"):
        concentration(np.array([-1.0, 2]))


def test_dependence_by_hand():
    imports = np.array([[90.0, 10, 0], [30, 35, 35], [80, 20, 0], [0, 0, 0]])
    world = np.array([[80.0, 10, 10], [80, 10, 10], [30, 35, 35], [1, 1, 1]])
    found = dependence_indicators(imports, np.array([True, True, False]), world, np.array([0.0, 10, 10, 5]))
    assert found.import_concentration[:3] == pytest.approx([0.82, 0.335, 0.68])
    assert found.imports_over_exports == pytest.approx([NO_EXPORTS, 10, 10, 0])
    assert found.outside_share == pytest.approx([1, 0.65, 1, 0])
    assert is_dependent(found).tolist() == [True, False, False, False]
    assert [c.tolist() for c in found.cdi] == [[True, True, True, False], [True, True, True, False], [True, True, True, False]]


def test_dependent_in_two_of_three_years():
    years = np.array([[1, 1, 0], [0, 1, 1], [1, 0, 0], [1, 0, 0]], dtype=bool)
    assert lasting(years).tolist() == [[True, True, False], [True, False, False]]
    assert lasting(years[:2]).shape == (0, 3)


@given(hnp.arrays(np.float64, 6, elements=st.floats(0.01, 1)))
def test_origins_split_the_whole(shares):
    names = tuple("ABCDEF")
    found = origins_of_value(shares / shares.sum(), names, "A", "B")
    assert found.own + found.partner + found.outside == pytest.approx(1)
    assert found.largest in "CDEF"
    same = origins_of_value(shares / shares.sum(), names, "A", "A")
    assert same.partner == 0


def test_research_classes():
    assert research_class("2910").label == "medium-high"
    assert research_class("303").intensity == pytest.approx(0.317)
    assert research_class("30") is None
    assert research_class("2520") is None
    assert research_class("3040") is None
    assert research_class("85") is None
    assert advanced_share(["29", "01", "85"], np.array([30.0, 70, 100])) == pytest.approx(0.3)
    assert expected_research(["29", "01"], np.array([100.0, 100])) == pytest.approx(15.4 + 0.27)
    assert np.isnan(advanced_share(["29"], np.array([0.0])))


@given(positive, positive, positive)
def test_local_content_of_both_is_what_is_not_from_outside(value, partner, outside):
    found = local_content(value, partner, outside)
    assert found.own + found.partner == pytest.approx(found.both)
    assert np.isnan(local_content(np.zeros(1), np.ones(1), np.ones(1)).both).all()


def test_upgrade_in_a_nested_world():
    """Countries that make more also make what few make: the rarest product is a gain for the poorest and near for the richest."""
    exports = np.tril(np.ones((8, 8)))[::-1] + 1e-9
    poorest, richest = 7, 0
    far, near = upgrade_of(exports, poorest, 7), upgrade_of(exports, richest, 7)
    assert far.gain > near.gain
    assert far.distance > near.distance
    assert near.exported
    assert not far.exported


def test_what_counts_as_technology(buses):
    flow = buses[0].flows[0]
    assert not is_technology(flow)
    assert is_technology(replace(flow, kind=FlowKind.LICENCE))
    assert is_technology(replace(flow, scheme="ebops", code="SJ3"))
    assert not is_technology(replace(flow, scheme="ebops", code="SE"))
