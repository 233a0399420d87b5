"""What a study of electric buses assumes beside the timetable."""

from __future__ import annotations

from dataclasses import dataclass, field

from messlatte.projects.duties import Battery
from messlatte.projects.energy import MONTHLY
from messlatte.projects.tco import Diesel, Electric

__all__ = ["STRATEGIES", "Inputs", "inputs_for"]

STRATEGIES = ("depot", "opportunity", "cheaper")


@dataclass(frozen=True, slots=True)
class Inputs:
    """What a study assumes beside the timetable.

    Parameters
    ----------
    battery : Battery
    bus : str
        ``"12m"`` or ``"18m"``.
    temperatures : tuple of 12 floats
        Monthly means, C.
    design_temperature : float or None
        C; the cold day of `energy.cold_day` if None.
    strategy : str
        ``"depot"``, ``"opportunity"``, or ``"cheaper"`` of the two.
    layover : int
        Seconds that a bus needs between two trips.
    reserve : float
        Buses in repair and reserve, share of those in service (8-10 % is usual).
    depot : (latitude, longitude) or None
    grid_metres : float
        From the depot to the medium-voltage grid.
    efficiency : float
        Battery over grid.
    electric, diesel : Electric, Diesel
        Prices; km, charger, consumption and battery size are replaced by those of the study.
    depot_point, stop_point : float
        Price of a charging point at the depot and at a terminal.
    point_upkeep : float
        A year and point.
    demand_charge : float
        A year and kW of peak; SimBA's example prices are 41 to 70 EUR. 0 if the price of a kWh holds it.
    grid_years : int
        Life of the connection to the grid.
    """

    battery: Battery = field(default_factory=Battery)
    bus: str = "12m"
    temperatures: tuple[float, ...] = MONTHLY
    design_temperature: float | None = None
    strategy: str = "cheaper"
    layover: int = 180
    reserve: float = 0.1
    depot: tuple[float, float] | None = None
    grid_metres: float = 500.0
    efficiency: float = 0.9
    electric: Electric = field(default_factory=Electric)
    diesel: Diesel = field(default_factory=Diesel)
    depot_point: float = 100_000.0
    stop_point: float = 250_000.0
    point_upkeep: float = 1_000.0
    demand_charge: float = 41.0
    grid_years: int = 50


def inputs_for(bus: str) -> Inputs:
    """Usual inputs for a length of bus.

    Notes
    -----
    18 m: 580,000 EUR without battery and 0.30 EUR/km upkeep as in eflips-tco and SimBA; a battery of 500 kWh and the diesel bus
    (330,000 EUR, 0.55 l/km, 0.55 EUR/km upkeep) are assumptions.
    """
    if bus == "12m":
        return Inputs()
    return Inputs(
        bus=bus,
        battery=Battery(kwh=500.0),
        electric=Electric(bus=580_000.0, upkeep=0.30),
        diesel=Diesel(bus=330_000.0, litres=0.55, upkeep=0.55),
    )
