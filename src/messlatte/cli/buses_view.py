"""A study of electric buses on the terminal."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from messlatte.brief.numbers import decimal, integer
from messlatte.cli.statement_view import printable
from messlatte.core.i18n import translations

if TYPE_CHECKING:
    from rich.console import Console

    from messlatte.projects.bus_inputs import Inputs
    from messlatte.projects.buses import BusStudy

__all__ = ["print_buses"]

_PIPED_WIDTH = 130


def print_buses(found: BusStudy, inputs: Inputs, language: str) -> None:
    """Print what the timetable asks for, both strategies beside diesel, energy by month, and what is assumed."""
    from rich.console import Console

    console = Console(highlight=False, markup=False, width=None if sys.stdout.isatty() else _PIPED_WIDTH)
    _, day = translations(language).gettext, found.timetable
    facts = _("{day}: {trips} trips, {km} km in service at {speed} km/h, {terminals} terminals.").format(
        day=day.day.isoformat(),
        trips=integer(len(day.trips), language),
        km=integer(day.km, language),
        speed=decimal(day.speed, language, 1),
        terminals=len(day.terminals),
    )
    console.print(facts, style="bold")
    for reason, count in day.left_out.items():
        console.print("· " + _("{count} trips left out: {reason}").format(count=integer(count, language), reason=_(reason)), style="dim")
    console.print()
    _print_fleets(console, found, language)
    energy = found.energy
    console.print("\n" + _("Energy by month, kWh/km at the battery"), style="bold")
    console.print("  ".join(decimal(value, language, 2) for value in energy.months))
    words = _(
        "Mean of the months {mean}; at the mean temperature it would be {less}, which is too little. "
        "Sized for {cold} °C: {design} kWh/km, with {usable} kWh of the battery."
    )
    console.print(
        words.format(
            mean=decimal(energy.mean, language, 3),
            less=decimal(energy.at_mean_temperature, language, 3),
            cold=decimal(energy.design_temperature, language, 1),
            design=decimal(energy.design, language, 2),
            usable=integer(inputs.battery.usable, language),
        )
    )
    for fleet in found.fleets:
        if fleet.impossible:
            words = _("{strategy}: {count} duties exceed the battery even alone; take a larger one, or charge on the way.")
            console.print("! " + words.format(strategy=_(fleet.strategy), count=fleet.impossible), style="bold red")
    console.print(
        "\n"
        + _(
            "Prices in EUR, constant, by the method of electric buses; replace them by your own. Chargers are the fewest with which "
            "every bus leaves in time; buses change places for them at night."
        ),
        style="yellow",
    )


def _print_fleets(console: Console, found: BusStudy, language: str) -> None:
    from rich.table import Table

    _ = translations(language).gettext
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column("")
    for fleet in found.fleets:
        table.add_column(_(fleet.strategy), justify="right")
    table.add_column(_("diesel"), justify="right")
    for label, cells in _rows(found, language):
        table.add_row(label, *cells)
    console.print(table)
    for fleet in found.fleets:
        if fleet.stop_points:
            places = ", ".join(f"{printable(name)} {count}" for name, count in fleet.stop_points.items())
            console.print(_("Points at terminals: {places}").format(places=places), style="dim")


def _rows(found: BusStudy, language: str) -> list[tuple[str, list[str]]]:
    _ = translations(language).gettext
    fleets = found.fleets

    def whole(of: str) -> list[str]:
        return [integer(getattr(fleet, of), language) for fleet in fleets]

    def cents(of: str) -> list[str]:
        return [decimal(getattr(cost, of), language, 3) for cost in (*(fleet.cost for fleet in fleets), found.diesel)]

    empty_cell = ["–"]
    return [
        (_("buses, with reserve"), [*whole("buses"), integer(found.diesel_buses, language)]),
        (_("buses in service"), [*whole("in_service"), integer(found.blocks, language)]),
        (_("times that a bus leaves the depot"), [*whole("duties"), integer(found.blocks, language)]),
        (_("points at the depot"), whole("depot_points") + empty_cell),
        (_("points at terminals"), [integer(sum(fleet.stop_points.values()), language) for fleet in fleets] + empty_cell),
        (_("peak, kW"), [integer(fleet.power.peak, language) for fleet in fleets] + empty_cell),
        (_("grid connection, EUR"), whole("grid_price") + empty_cell),
        (_("km of a bus a year"), [*whole("km_per_bus"), "–"]),
        (_("empty km a day"), whole("empty_km") + empty_cell),
        (_("bus, EUR/km"), cents("bus")),
        (_("battery, EUR/km"), cents("battery")),
        (_("charging, EUR/km"), cents("charger")),
        (_("energy, EUR/km"), cents("energy")),
        (_("upkeep, EUR/km"), cents("upkeep")),
        (_("fixed, EUR/km"), cents("fixed")),
        (_("together, EUR/km"), cents("total")),
        (_("same as diesel at, EUR/l"), [decimal(fleet.break_even, language, 2) for fleet in fleets] + empty_cell),
    ]
