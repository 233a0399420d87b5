"""Electric buses for a timetable: how many buses and chargers, how much energy and power, what a kilometre costs against diesel."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from messlatte.core.errors import unknown_option
from messlatte.projects.annuity import capital_recovery
from messlatte.projects.blocks import Block, EmptyRuns, blocks_of, empty_runs
from messlatte.projects.bus_inputs import STRATEGIES, Inputs
from messlatte.projects.charging import Power, chargers_needed, power_needed, rota_of
from messlatte.projects.duties import Depot, depot_of, duties_of
from messlatte.projects.energy import YearOfEnergy, year_of_energy
from messlatte.projects.tco import Diesel, Electric, KilometreCost, diesel_cost, electric_cost, grid_connection
from messlatte.projects.timetable import Timetable

__all__ = ["BusStudy", "Fleet", "study"]

_DAYS = 365.25
_TRIED = 32


@dataclass(frozen=True, slots=True)
class Fleet:
    """One way to run the timetable electrically.

    Parameters
    ----------
    strategy : str
    buses : int
        With reserve; ``in_service`` without.
    duties : int
        Times that a bus leaves the depot on the day.
    depot_points : int
    stop_points : dict
        Terminal -> charging points.
    impossible : int
        Duties that no battery of this size can do: trips too long for it.
    power : Power
    grid : str
        Level of the grid that the depot is connected to; ``grid_price`` its price.
    empty_km : float
        On the day.
    km_per_bus : float
        A year, with empty runs.
    cost : KilometreCost
        Of a km driven; a fleet that comes home to charge drives more of them.
    break_even : float
        Price of a litre of diesel at which a year of both fleets costs the same.
    """

    strategy: str
    buses: int
    in_service: int
    duties: int
    depot_points: int
    stop_points: dict[str, int]
    impossible: int
    power: Power
    grid: str
    grid_price: float
    empty_km: float
    km_per_bus: float
    cost: KilometreCost
    break_even: float


@dataclass(frozen=True, slots=True)
class BusStudy:
    """What a study found.

    Parameters
    ----------
    timetable : Timetable
    blocks : int
        Least number of buses without any limit of range: the diesel fleet in service. ``diesel_buses`` with reserve.
    energy : YearOfEnergy
    year_km : float
        In service and empty, with the chosen fleet.
    fleets : tuple of Fleet
        The chosen one first.
    diesel : KilometreCost
    """

    timetable: Timetable
    blocks: int
    diesel_buses: int
    energy: YearOfEnergy
    year_km: float
    fleets: tuple[Fleet, ...]
    diesel: KilometreCost

    @property
    def fleet(self) -> Fleet:
        """The chosen way."""
        return self.fleets[0]


def study(timetable: Timetable, inputs: Inputs | None = None) -> BusStudy:
    """Size an electric fleet for a service day and price it.

    Parameters
    ----------
    timetable : Timetable
    inputs : Inputs, optional

    Raises
    ------
    UsageError
        If the strategy is unknown.

    Notes
    -----
    Fleet and chargers are sized on the cold day (`YearOfEnergy.design`); energy is paid at the mean of the months.
    """
    inputs = inputs or Inputs()
    if inputs.strategy not in STRATEGIES:
        raise unknown_option("strategy", inputs.strategy, STRATEGIES)
    day = _day(timetable, inputs)
    fleets = [_fleet(name, day, inputs) for name in (STRATEGIES[:2] if inputs.strategy == "cheaper" else (inputs.strategy,))]
    # What works at all comes before what costs less in a year.
    fleets.sort(key=lambda fleet: (fleet.impossible, fleet.cost.total * fleet.buses * fleet.km_per_bus))
    year_km = fleets[0].buses * fleets[0].km_per_bus
    return BusStudy(timetable, len(day.blocks), day.diesel_buses, day.energy, year_km, tuple(fleets), diesel_cost(day.diesel))


@dataclass(frozen=True, slots=True)
class _Day:
    """What both strategies share."""

    timetable: Timetable
    blocks: tuple[Block, ...]
    runs: EmptyRuns
    depot: Depot
    energy: YearOfEnergy
    diesel: Diesel
    diesel_buses: int


def _day(timetable: Timetable, inputs: Inputs) -> _Day:
    runs, depot = empty_runs(timetable.terminals), depot_of(timetable, inputs.depot)
    energy = year_of_energy(inputs.temperatures, speed=timetable.speed, bus=inputs.bus, design_temperature=inputs.design_temperature)
    blocks = blocks_of(timetable, runs, layover=inputs.layover)
    buses = math.ceil(len(blocks) * (1 + inputs.reserve))
    endless = duties_of(timetable, blocks, runs, depot, replace(inputs.battery, kwh=math.inf), energy.design)
    km = (timetable.km + sum(duty.empty_metres for duty in endless) / 1000) * _DAYS * timetable.year_share
    return _Day(timetable, blocks, runs, depot, energy, replace(inputs.diesel, km=km / buses), buses)


def _best_stops(day: _Day, inputs: Inputs) -> frozenset[int]:
    """Terminals in order of the time that buses stand there, as many as it takes until more of them save no duty.

    Numbers are tried one by one up to 32 terminals, in 32 steps where there are more.
    """
    trips = day.timetable.trips
    stands = [0] * len(day.timetable.terminals)
    for block in day.blocks:
        for one, other in zip(block.trips, block.trips[1:], strict=False):
            stands[trips[one].destination] += trips[other].start - trips[one].end
    order = sorted(range(len(stands)), key=lambda n: -stands[n])
    best, least = frozenset[int](), math.inf
    step = -(-len(order) // _TRIED)
    for count in range(0, len(order) + step, step):
        chosen = frozenset(order[:count])
        duties = duties_of(day.timetable, day.blocks, day.runs, day.depot, inputs.battery, day.energy.design, chargers_at=chosen)
        if len(duties) < least:
            best, least = chosen, len(duties)
        if len(duties) == len(day.blocks):
            break
    return best


def _fleet(name: str, day: _Day, inputs: Inputs) -> Fleet:
    """Size and price one strategy."""
    timetable = day.timetable
    stops = _best_stops(day, inputs) if name == "opportunity" else frozenset()
    duties = duties_of(timetable, day.blocks, day.runs, day.depot, inputs.battery, day.energy.design, chargers_at=stops)
    rota = rota_of(duties, inputs.battery)
    at_stops = [session for duty in duties for session in duty.sessions]
    depot_points, starts = chargers_needed(rota.at_depot)
    stop_points = {
        timetable.terminals[place].name: chargers_needed([session for session in at_stops if session.place == place])[0]
        for place in sorted(stops)
    }
    power = power_needed(rota.at_depot, at_stops, starts, efficiency=inputs.efficiency)
    if power.balanced < power.at_once:
        depot_points = power.points
    grid, grid_price = grid_connection(power_needed(rota.at_depot, [], starts, efficiency=inputs.efficiency).peak, inputs.grid_metres)
    buses = math.ceil(rota.buses * (1 + inputs.reserve))
    empty = sum(duty.empty_metres for duty in duties) / 1000
    km = (timetable.km + empty) * _DAYS * timetable.year_share / buses
    equipment = _Equipment(depot_points, sum(stop_points.values()), grid_price, power.peak)
    cost = electric_cost(_priced(inputs, day.energy, buses, km, equipment))
    return Fleet(
        name,
        buses,
        rota.buses,
        len(duties),
        depot_points,
        stop_points,
        sum(not duty.feasible for duty in duties),
        power,
        grid,
        grid_price,
        empty,
        km,
        cost,
        _break_even(cost.total * km * buses, day.diesel, day.diesel_buses),
    )


@dataclass(frozen=True, slots=True)
class _Equipment:
    """Quantities that a strategy has to pay for beside its buses."""

    depot_points: int
    stop_points: int
    grid_price: float
    peak_kw: float


def _priced(inputs: Inputs, energy: YearOfEnergy, buses: int, km: float, equipment: _Equipment) -> Electric:
    """Prices of the inputs with the quantities of the study, shared out over the buses."""
    usual = inputs.electric
    points = equipment.depot_points * inputs.depot_point + equipment.stop_points * inputs.stop_point
    # The connection lasts longer than the points: the price with the points' life that has the same annuity.
    longer = float(capital_recovery(usual.rate, inputs.grid_years) / capital_recovery(usual.rate, usual.charger_years))
    yearly = (equipment.depot_points + equipment.stop_points) * inputs.point_upkeep + equipment.peak_kw * inputs.demand_charge
    return replace(
        usual,
        km=km,
        battery_kwh=inputs.battery.kwh,
        charger=(points + equipment.grid_price * longer) / buses,
        kwh_per_km=energy.mean,
        efficiency=inputs.efficiency,
        fixed=inputs.diesel.fixed + yearly / buses,
    )


def _break_even(electric_year: float, diesel: Diesel, buses: int) -> float:
    """Price of a litre at which the diesel fleet's year costs as much as the electric one's."""
    cost = diesel_cost(diesel)
    km = diesel.km * buses
    return (electric_year - (cost.total - cost.energy) * km) / (diesel.litres * km)
