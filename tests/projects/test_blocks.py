"""Blocks, duties, chargers: against an exhaustive matching, and what must hold for every timetable."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from messlatte.projects.blocks import blocks_of, empty_runs, first_followers
from messlatte.projects.bus_inputs import Inputs
from messlatte.projects.buses import study
from messlatte.projects.charging import DAY, chargers_needed, power_needed, rota_of
from messlatte.projects.duties import Battery, Duty, Session, depot_of, duties_of
from messlatte.projects.stops import Terminal
from messlatte.projects.timetable import Timetable, Trip

TERMINALS = tuple(Terminal(f"T{n}", 54.0 + 0.02 * (n % 3), 37.0 + 0.03 * n) for n in range(4))


def timetable(rows):
    trips = [Trip(str(n), "1", s * 60, (s + d) * 60, a, b, 300.0 * d) for n, (s, d, a, b) in enumerate(rows)]
    return Timetable(date(2026, 3, 4), tuple(sorted(trips, key=lambda t: (t.start, t.end, t.id))), TERMINALS, 0, {}, "stops")


rows = st.tuples(st.integers(300, 900), st.integers(5, 60), st.integers(0, 3), st.integers(0, 3))
days = st.lists(rows, min_size=1, max_size=40).map(timetable)


def most_matched(day, runs, layover):
    """Size of the largest matching, by plain search over all edges."""
    departures, first = first_followers(day, runs, layover)
    edges = [[j for t, here in enumerate(departures) for j in here[first[i, t] :].tolist()] for i in range(len(day.trips))]
    owner: dict[int, int] = {}

    def place(i, seen):
        for j in edges[i]:
            if j not in seen:
                seen.add(j)
                if j not in owner or place(owner[j], seen):
                    owner[j] = i
                    return True
        return False

    return sum(place(i, set()) for i in range(len(edges))), edges


@given(days, st.integers(0, 900))
@settings(deadline=None)
def test_the_number_of_blocks_is_the_optimum_and_every_chain_can_be_driven(day, layover):
    runs = empty_runs(TERMINALS)
    blocks = blocks_of(day, runs, layover=layover)
    matched, edges = most_matched(day, runs, layover)
    assert len(blocks) == len(day.trips) - matched
    assert sorted(n for block in blocks for n in block.trips) == list(range(len(day.trips)))
    assert all(b in edges[a] for block in blocks for a, b in zip(block.trips, block.trips[1:], strict=False))


@given(st.lists(rows, min_size=2, max_size=30))
@settings(deadline=None)
def test_more_trips_never_need_fewer_buses(some):
    runs = empty_runs(TERMINALS)
    counts = [len(blocks_of(timetable(some[:n]), runs, layover=120)) for n in (len(some) - 1, len(some))]
    assert counts[0] <= counts[1]


@given(days, st.floats(60, 600), st.floats(0.8, 4))
@settings(deadline=None)
def test_duties_keep_within_the_battery_and_serve_every_trip_once(day, kwh, per_km):
    battery, runs, depot = Battery(kwh=kwh), empty_runs(TERMINALS), depot_of(day)
    blocks = blocks_of(day, runs)
    for stops in (frozenset(), frozenset({0, 2})):
        duties = duties_of(day, blocks, runs, depot, battery, per_km, chargers_at=stops)
        assert sorted(n for duty in duties for n in duty.trips) == list(range(len(day.trips)))
        assert all(duty.feasible or len(duty.trips) == 1 for duty in duties)
        charged = sum(session.kwh for duty in duties for session in duty.sessions)
        assert sum(duty.missing for duty in duties) == pytest.approx(sum(duty.kwh for duty in duties) - charged)
        rota = rota_of(duties, battery)
        assert rota.buses >= len(blocks)
        assert len(rota.at_depot) == len(duties)
        assert all(s.arrival + s.seconds <= s.departure + 1 for s in rota.at_depot)


sessions = st.lists(
    st.tuples(st.integers(0, 3000), st.floats(1, 60), st.integers(0, 120)).map(
        lambda t: Session(0, t[0] * 60, t[0] * 60 + math.ceil(t[1] * 60) + t[2] * 60, t[1] * 5.0, 300.0)
    ),
    min_size=1,
    max_size=25,
)


@given(sessions)
def test_chargers_let_every_bus_leave_in_time(stays):
    count, starts = chargers_needed(stays)
    runs = sorted((start, start + stay.seconds) for start, stay in zip(starts, stays, strict=True))
    assert all(start >= stay.arrival and start + stay.seconds <= stay.departure + 1.01 for start, stay in zip(starts, stays, strict=True))
    moments = [sum(a <= m < b for a, b in runs) for m, _ in runs]
    assert max(moments) <= count <= len(stays)
    # No fewer than energy over time of any window.
    first, last = min(s.arrival for s in stays), max(s.departure for s in stays)
    assert count >= sum(s.seconds for s in stays) / (last - first + 2)


@given(sessions)
def test_spread_charging_draws_the_energy_of_full_power(stays):
    _, starts = chargers_needed(stays)
    power = power_needed(stays, [], starts, efficiency=1.0)
    assert 0 < power.peak <= 300.0 * len(stays) + 1e-6
    assert power.peak >= sum(s.kwh for s in stays) / 24 / 2 - 1e-6  # at least the mean, of a day folded


def test_short_nights_need_more_buses():
    """One bus out from 4 to 24 o'clock every day; its battery takes an hour, three hours, a day and a half to fill."""
    duty = Duty((0,), 4 * 3600, DAY, 100.0, 100.0, 0.0, (), True)
    for kw, buses in ((100.0, 1), (100 / 3, 1), (20.0, 2), (100 / 36, 3)):
        rota = rota_of([duty], Battery(kw_at_depot=kw))
        assert rota.buses == buses
        assert len(rota.at_depot) == 1


def test_power_of_a_stay_that_lasts_for_days():
    """Two and a half days at constant power: at any moment two or three buses are in that state."""
    stay = Session(-1, 0, int(2.5 * DAY), 60.0, 1.0)
    power = power_needed([stay], [], [0.0], efficiency=0.5)
    assert power.at_once == pytest.approx(3 * 1.0 / 0.5)
    assert power.balanced == pytest.approx(3 * 1.0 / 0.5)
    assert power.points == 3


def test_identical_buses_queue_for_one_charger():
    stay = Session(0, 0, 3600, 100.0, 300.0)  # 20 minutes within an hour
    assert chargers_needed([stay] * 3)[0] == 1
    assert chargers_needed([stay] * 4)[0] == 2
    assert chargers_needed([replace(stay, departure=1200)] * 4)[0] == 4


@given(st.permutations(range(60)))
@settings(deadline=None, max_examples=20)
def test_a_study_is_a_function_of_the_trips_not_of_their_order(order):
    rng = np.random.default_rng(1)
    some = np.column_stack([rng.integers(300, 1200, 60), rng.integers(10, 50, 60), rng.integers(0, 4, 60), rng.integers(0, 4, 60)]).tolist()
    one, other = study(timetable(some)), study(timetable([some[n] for n in order]))
    assert (one.blocks, one.diesel_buses, one.energy) == (other.blocks, other.diesel_buses, other.energy)
    assert one.timetable.km == pytest.approx(other.timetable.km)


def test_a_bigger_battery_needs_no_more_buses_and_the_cold_needs_no_fewer():
    rng = np.random.default_rng(2)
    day = timetable([(int(s), 40, n % 4, (n + 1) % 4) for n, s in enumerate(rng.integers(300, 1300, 150))])
    small, large = (study(day, Inputs(battery=Battery(kwh=kwh), strategy="depot")).fleet for kwh in (150, 600))
    assert large.in_service <= small.in_service
    mild, cold = (study(day, Inputs(strategy="depot", design_temperature=t)).fleet for t in (20, -30))
    assert mild.in_service <= cold.in_service
    assert study(day, Inputs(strategy="opportunity")).fleet.duties <= cold.duties


def test_a_demand_charge_is_paid_for_the_peak():
    rng = np.random.default_rng(4)
    day = timetable([(int(s), 40, n % 4, (n + 1) % 4) for n, s in enumerate(rng.integers(300, 1300, 80))])
    without, charged = (study(day, Inputs(strategy="depot", demand_charge=charge)).fleet for charge in (0.0, 50.0))
    yearly = (charged.cost.total - without.cost.total) * charged.km_per_bus * charged.buses
    assert yearly == pytest.approx(50.0 * charged.power.peak)


def test_a_trip_beyond_any_battery_is_said():
    day = timetable([(400, 600, 0, 1), (500, 20, 1, 0)])  # 180 km in one go
    found = study(day, Inputs(strategy="depot", battery=Battery(kwh=200)))
    assert found.fleet.impossible == 1
