"""Parameters of a project of electric buses, taken from a study of its timetable."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from messlatte.core.project import Parameter, Shape
from messlatte.projects.bus_inputs import Inputs
from messlatte.projects.buses import BusStudy, study
from messlatte.projects.energy import SOURCE as ENERGY_SOURCE
from messlatte.projects.energy import year_of_energy
from messlatte.projects.timetable import read_timetable

__all__ = ["sized", "sized_from"]

_WARMER = 3.0  # K that a year may be milder or harsher than the normal one: an assumption


def sized_from(path: Path, *, day: date | None = None, inputs: Inputs | None = None) -> tuple[Parameter, ...]:
    """Study a timetable and say what a project needs of it; see `sized`."""
    inputs = inputs or Inputs()
    return sized(study(read_timetable(path, day=day), inputs), path.name, inputs)


def sized(found: BusStudy, feed: str, inputs: Inputs) -> tuple[Parameter, ...]:
    """Parameters that the archetype ``electric-buses`` calls ``buses``, ``chargers_per_bus`` and so on.

    Parameters
    ----------
    found : BusStudy
    feed : str
        Name of the timetable's file, for the source.
    inputs : Inputs
        What the study assumed.

    Returns
    -------
    tuple of Parameter
        Numbers of vehicles, points and km are fixed by the timetable; energy ranges over years 3 K milder and harsher. The labels are
        those of the archetype.
    """
    fleet = found.fleet
    timetable, year = found.timetable, found.timetable.day.year
    source = f"Timetable {feed}, {timetable.day}: {len(timetable.trips)} trips, {timetable.km:,.0f} km; `messlatte project buses`"
    points = fleet.depot_points + sum(fleet.stop_points.values())
    price = (fleet.depot_points * inputs.depot_point + sum(fleet.stop_points.values()) * inputs.stop_point) / max(points, 1)
    harsh, mild = (
        year_of_energy([t + shift for t in inputs.temperatures], speed=timetable.speed, bus=inputs.bus).mean
        for shift in (-_WARMER, _WARMER)
    )

    def fixed(name: str, value: float, unit: str, label: str) -> Parameter:
        return Parameter(name, value, value, value, unit, year, source, shape=Shape.FIXED, label=label)

    return (
        fixed("buses", float(fleet.buses), "buses", "Electric buses"),
        fixed("battery_kwh", inputs.battery.kwh, "kWh/bus", "Battery of a bus"),
        fixed("chargers_per_bus", points / fleet.buses, "chargers/bus", "Charging points for each bus"),
        fixed("charger_price_eur", price, "EUR/charger", "Charging point in the depot"),
        fixed("peak_kw_per_bus", fleet.power.peak / fleet.buses, "kW/bus", "Peak load for each bus"),
        fixed("km", fleet.km_per_bus, "km/bus/year", "Distance of a bus a year"),
        Parameter(
            "energy_kwh_km",
            min(mild, found.energy.mean),
            found.energy.mean,
            max(harsh, found.energy.mean),
            "kWh/km",
            year,
            f"{ENERGY_SOURCE}; {timetable.speed:.1f} km/h by {feed}, month by month; range: years 3 K milder and harsher",
            assumption=True,
            label="Energy of a bus of 12 m",
        ),
    )
