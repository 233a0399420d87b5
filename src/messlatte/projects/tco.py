"""What a kilometre costs over the life of a bus: electric against diesel, and the fuel price at which they are equal.

Prices are constant (real); the currency is whatever the inputs are in.
"""

from __future__ import annotations

from dataclasses import dataclass

from messlatte.core.errors import UsageError
from messlatte.projects.annuity import capital_recovery

__all__ = [
    "Diesel",
    "Electric",
    "KilometreCost",
    "break_even_fuel_price",
    "diesel_cost",
    "electric_cost",
    "grid_connection",
    "present_value",
]


def _yearly(rate: float, years: float) -> float:
    return float(capital_recovery(rate, years))


@dataclass(frozen=True, slots=True)
class Electric:
    """An electric bus with its part of the charging equipment; one currency, real prices.

    Parameters
    ----------
    rate : float
        Discount rate, real.
    years : int
        Life of the bus.
    km : float
        A year.
    bus : float
        Price without battery.
    battery_kwh, battery_price : float
        Capacity; price of a kWh today.
    battery_years : int
        Life of a battery.
    battery_decline : float
        Fall of its price a year.
    charger, charger_years : float, int
        Price of charging points for one bus, with installation, and their life.
    kwh_per_km : float
        At the battery, mean of the months.
    efficiency : float
        Battery over grid.
    electricity : float
        Price of a kWh.
    upkeep : float
        A km.
    fixed : float
        A year: insurance, taxes, upkeep of chargers, demand charge.
    """

    rate: float = 0.04
    years: int = 14
    km: float = 60_000.0
    bus: float = 340_000.0
    battery_kwh: float = 350.0
    battery_price: float = 190.0
    battery_years: int = 7
    battery_decline: float = 0.03
    charger: float = 100_000.0
    charger_years: int = 20
    kwh_per_km: float = 1.48
    efficiency: float = 0.90
    electricity: float = 0.1794
    upkeep: float = 0.35
    fixed: float = 10_971.0


@dataclass(frozen=True, slots=True)
class Diesel:
    """A diesel bus; as `Electric`. ``litres`` a km, ``fuel`` price of a litre."""

    rate: float = 0.04
    years: int = 14
    km: float = 60_000.0
    bus: float = 240_000.0
    litres: float = 0.40
    fuel: float = 1.30
    upkeep: float = 0.45
    fixed: float = 9_971.0


@dataclass(frozen=True, slots=True)
class KilometreCost:
    """Cost of a km by part."""

    bus: float
    battery: float
    charger: float
    energy: float
    upkeep: float
    fixed: float

    @property
    def total(self) -> float:
        """Sum of the parts."""
        return self.bus + self.battery + self.charger + self.energy + self.upkeep + self.fixed


def electric_cost(e: Electric) -> KilometreCost:
    """Cost of a km of an electric bus.

    ``TCO/km = (A_bus crf(r, n) + B crf(r, n) + A_charger crf(r, n_c) + fixed) / km + E p / eta + upkeep``, where B is the present value of
    the first battery and of those bought when it wears out: ``B = sum_k C p (1 - d)^(7k) (1 + r)^(-7k)`` for 7k < n.

    Notes
    -----
    A battery or charger that outlives the bus counts with its annuities in the life of the bus only; its rest value is left out.
    """
    renewals = range(0, e.years, e.battery_years)
    batteries = e.battery_kwh * e.battery_price * sum(((1 - e.battery_decline) / (1 + e.rate)) ** year for year in renewals)
    life = _yearly(e.rate, e.years)
    return KilometreCost(
        e.bus * life / e.km,
        batteries * life / e.km,
        e.charger * _yearly(e.rate, e.charger_years) / e.km,
        e.kwh_per_km / e.efficiency * e.electricity,
        e.upkeep,
        e.fixed / e.km,
    )


def diesel_cost(d: Diesel) -> KilometreCost:
    """Cost of a km of a diesel bus: ``A crf(r, n) / km + litres * fuel + upkeep + fixed / km``."""
    return KilometreCost(d.bus * _yearly(d.rate, d.years) / d.km, 0.0, 0.0, d.litres * d.fuel, d.upkeep, d.fixed / d.km)


def break_even_fuel_price(e: Electric, d: Diesel) -> float:
    """Price of a litre at which both cost the same: ``(TCO_electric - (TCO_diesel - litres * fuel)) / litres``."""
    cost = diesel_cost(d)
    return (electric_cost(e).total - (cost.total - cost.energy)) / d.litres


def present_value(price: float, life: int, escalation: float, *, project: int, interest: float, discount: float) -> float:
    """Present value of the annuities of an asset and its renewals, as eflips-tco counts it; for comparison with studies made with it.

    Parameters
    ----------
    price : float
        Today.
    life, project : int
        Years that the asset and the project last.
    escalation : float
        Change of the price a year.
    interest, discount : float
        Rate of the loan, rate of discounting.

    Notes
    -----
    Two things differ from `electric_cost`: the first annuity is not discounted (annuity due), and of an asset that outlives the project
    the present value of *all* its annuities, put in the year after the last full renewal, is scaled by the share of its life used.
    """
    value = 0.0
    for year in range(0, project, life):
        rent = price * (1 + escalation) ** year * _yearly(interest, life)
        whole = rent * sum((1 + discount) ** -t for t in range(life))
        value += whole * min(1.0, (project - year) / life) * (1 + discount) ** -year
    return value


_LEVELS = {
    # level: least kW, most kW, per m, per kW, lump sum
    "low": (0.0, 300.0, 16.85, 24.14, 0.0),
    "medium": (0.0, 10_000.0, 562.5, 158.3, 62_500.0 + 80_000.0),
    "high": (10_000.0, float("inf"), 1_300.0, 158.3, 2_500_000.0),
}


def grid_connection(peak_kw: float, metres: float) -> tuple[str, float]:
    """Cheapest admissible connection to the grid and its price, EUR.

    Parameters
    ----------
    peak_kw : float
        Highest power drawn.
    metres : float
        Way to the next point of the grid at that level.

    Returns
    -------
    level : str
        ``"low"`` (to 300 kW), ``"medium"`` (to 10 MW, with transformer) or ``"high"``; the bounds are assumptions.
    price : float
        Prices of SimBA's example parameters: low 16.85/m + 24.14/kW; medium 62,500 + 562.5/m + 158.3/kW + transformer 80,000; high
        1,300/m + 158.3/kW + 2.5 million.

    Raises
    ------
    UsageError
        If power or way are negative.
    """
    if peak_kw < 0 or metres < 0:
        raise UsageError(f"grid connection of {peak_kw:g} kW over {metres:g} m: neither can be negative")
    prices = {level: m * metres + kw * peak_kw + lump for level, (low, high, m, kw, lump) in _LEVELS.items() if low <= peak_kw <= high}
    level = min(prices, key=lambda name: prices[name])
    return level, prices[level]
