"""What an electric bus draws from its battery, by temperature, speed and length of the bus; month by month.

The curve over temperature is convex (heating below 15 C, cooling above 25 C), so that energy at the mean temperature of a year is less
than the mean energy of the year (Jensen). A year is therefore always a sum of months, and a battery is sized on a cold day.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from messlatte.core.errors import UsageError, unknown_option

__all__ = ["BUSES", "MONTHLY", "SOURCE", "YearOfEnergy", "cold_day", "consumption", "consumption_curve", "year_of_energy"]

Array = npt.NDArray[np.float64]

BUSES = ("12m", "18m")

MONTHLY: tuple[float, ...] = (-5.4, -4.8, 0.3, 7.9, 13.9, 17.1, 19.3, 17.9, 12.3, 6.4, 0.6, -3.5)
"""Mean temperature by month of a town of temperate continental climate, C: an assumption, to be replaced by the town's own."""

SOURCE = (
    "SimBA (Reiner Lemoine Institut), table of consumption at load 0.3, flat, electric heating: "
    "data/examples/consumption/energy_consumption_example.csv"
)

_MONTHS = 12
_Z05 = 1.6448536269514722  # 95th percentile of the normal distribution
_COLD_SPREAD = 6.0  # standard deviation of daily means within the coldest month, K: an assumption


@dataclass(frozen=True, slots=True)
class YearOfEnergy:
    """Consumption of a year, kWh per km at the battery.

    Parameters
    ----------
    months : tuple of 12 floats
    mean : float
        Mean of the months, each with its share of the year's km.
    at_mean_temperature : float
        What the same table says at the mean temperature of the year: too little; shown, never used.
    design : float
        On the cold day that the battery is sized for.
    design_temperature : float
        C.
    """

    months: tuple[float, ...]
    mean: float
    at_mean_temperature: float
    design: float
    design_temperature: float


@lru_cache(maxsize=1)
def _table() -> tuple[Array, dict[str, tuple[Array, Array]]]:
    """Temperatures (t,); for each bus its speeds (s,) and consumption (s, t)."""
    head, *lines = files("messlatte.projects").joinpath("data/bus_energy.csv").read_text("utf-8").split()
    temperatures = np.array([float(name[1:]) for name in head.split(",")[2:]])
    rows = [line.split(",") for line in lines]
    buses = {bus: np.array([[float(cell) for cell in row[1:]] for row in rows if row[0] == bus]) for bus in BUSES}
    return temperatures, {bus: (cells[:, 0], cells[:, 1:]) for bus, cells in buses.items()}


def consumption_curve(temperature: npt.ArrayLike, knots: npt.ArrayLike, values: npt.ArrayLike) -> Array:
    """Piecewise linear curve, going on beyond its ends with the slope of the last piece.

    Parameters
    ----------
    temperature : array, any shape
        C.
    knots, values : arrays, shape (t,), t >= 2
        Temperatures in rising order, and kWh per km there. A firm's own measurements take the place of the shipped table.

    Returns
    -------
    ndarray, shape of ``temperature``
        kWh per km. Colder than the coldest knot costs more than it: a flat continuation would hide the days a battery is sized for.
    """
    t, x, y = (np.asarray(a, dtype=np.float64) for a in (temperature, knots, values))
    inside = np.interp(t, x, y)
    below, above = (y[1] - y[0]) / (x[1] - x[0]), (y[-1] - y[-2]) / (x[-1] - x[-2])
    curve: Array = inside + np.minimum(t - x[0], 0.0) * below + np.maximum(t - x[-1], 0.0) * above
    return curve


def consumption(temperature: npt.ArrayLike, *, speed: float = 18.0, bus: str = "12m") -> Array:
    """KWh per km at the battery, from the shipped table.

    Parameters
    ----------
    temperature : array, any shape
        C.
    speed : float
        Mean speed in service, stops included, km/h. Outside 12.1-37.1 km/h the nearest row is taken.
    bus : str
        ``"12m"`` or ``"18m"`` (articulated); electric heating.

    Returns
    -------
    ndarray, shape of ``temperature``
        Linear in temperature between the rows of the table, and in 1/speed between its columns: power for heating is per hour, so that
        its share per km falls with 1/speed.

    Raises
    ------
    UsageError
        If the bus is unknown or the speed not positive.
    """
    knots, buses = _table()
    if bus not in buses:
        raise unknown_option("bus", bus, BUSES)
    if not speed > 0:
        raise UsageError(f"speed {speed:g} km/h: a mean speed in service above 0 is needed, such as 18")
    speeds, values = buses[bus]
    pace, paces = 1.0 / speed, 1.0 / speeds[::-1]
    row = np.array([np.interp(pace, paces, column[::-1]) for column in values.T])
    return consumption_curve(temperature, knots, row)


def cold_day(months: Sequence[float], spread: float = _COLD_SPREAD) -> float:
    """Daily mean temperature of the coldest month that only 5 in 100 of its days fall below, C.

    Parameters
    ----------
    months : sequence of float
        Monthly means, C.
    spread : float
        Standard deviation of daily means within the coldest month, K; by default an assumption for inland towns. Where daily
        temperatures are at hand, pass their 5th percentile to `year_of_energy` instead.
    """
    return min(months) - _Z05 * spread


def year_of_energy(
    months: Sequence[float] = MONTHLY,
    *,
    speed: float = 18.0,
    bus: str = "12m",
    km_shares: Sequence[float] | None = None,
    design_temperature: float | None = None,
) -> YearOfEnergy:
    """Consumption month by month, and on the day that sizes the battery.

    Parameters
    ----------
    months : sequence of 12 floats
        Monthly mean temperatures, C.
    speed, bus
        As in `consumption`.
    km_shares : sequence of 12 floats, optional
        How much is driven in each month, in any unit; equal if not given.
    design_temperature : float, optional
        C; `cold_day` if not given.

    Raises
    ------
    UsageError
        If there are not twelve months.
    """
    if len(months) != _MONTHS or (km_shares is not None and len(km_shares) != _MONTHS):
        raise UsageError(f"twelve monthly values are needed, found {len(months)} temperatures")
    cold = cold_day(months) if design_temperature is None else design_temperature
    by_month = consumption(list(months), speed=speed, bus=bus)
    weights = np.ones(_MONTHS) if km_shares is None else np.asarray(km_shares, dtype=np.float64)
    at_mean, design = consumption([np.average(months, weights=weights), cold], speed=speed, bus=bus)
    return YearOfEnergy(tuple(by_month.tolist()), float(np.average(by_month, weights=weights)), float(at_mean), float(design), cold)
