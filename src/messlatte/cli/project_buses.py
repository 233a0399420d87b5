"""``messlatte project buses``: size and price electric buses for a timetable."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

from messlatte.cli.options import Json, Lang, Output, print_json
from messlatte.core.errors import UsageError

if TYPE_CHECKING:
    from messlatte.projects.bus_inputs import Inputs
    from messlatte.projects.buses import BusStudy

__all__ = ["buses"]

_MONTHS = 12


def buses(
    feed: Annotated[Path, Parameter(help="Timetable in GTFS: a zip file or a folder.")],
    *,
    day: Annotated[str | None, Parameter(help="Service day, such as 2026-03-04; the busiest of the calendar by default.")] = None,
    routes: Annotated[
        tuple[str, ...], Parameter(help="Ids or short names of the routes; all bus routes by default.", consume_multiple=True)
    ] = (),
    strategy: Annotated[Literal["depot", "opportunity", "cheaper"], Parameter(help="Where buses charge.")] = "cheaper",
    bus: Annotated[Literal["12m", "18m"], Parameter(help="Length of the buses.")] = "12m",
    battery: Annotated[float | None, Parameter(help="Capacity of a new battery, kWh; 350 for 12 m, 500 for 18 m by default.")] = None,
    temperatures: Annotated[str | None, Parameter(help="Twelve monthly means, C, separated by commas.")] = None,
    coldest: Annotated[float | None, Parameter(help="Daily mean that 5 in 100 days of the coldest month fall below, C.")] = None,
    depot: Annotated[str | None, Parameter(help="Place of the depot: latitude,longitude. The middle of the town by default.")] = None,
    fuel: Annotated[float, Parameter(help="Price of a litre of diesel, EUR.")] = 1.30,
    electricity: Annotated[float, Parameter(help="Price of a kWh, EUR.")] = 0.1794,
    demand_charge: Annotated[float, Parameter(help="EUR a year and kW of peak; 0 if the price of a kWh holds it.")] = 41.0,
    parties: Annotated[tuple[str, str], Parameter(help="Maker and operator, for --output FILE.toml.")] = ("BLR", "RU-TUL"),
    lang: Lang = None,
    as_json: Json = False,
    output: Output = None,
) -> int:
    """Size electric buses for a timetable: buses, chargers, energy, power, and the cost of a kilometre against diesel.

    Trips are chained into the least number of blocks, blocks are cut to the battery on a cold day, chargers follow from arrivals and
    departures. Prices are in EUR, constant. --output FILE.toml writes a project file of the archetype electric-buses with these numbers,
    FILE.json the whole study.
    """
    from dataclasses import replace

    from messlatte.projects.bus_document import buses_document
    from messlatte.projects.bus_inputs import inputs_for
    from messlatte.projects.buses import study
    from messlatte.projects.timetable import read_timetable

    usual = inputs_for(bus)
    inputs = replace(
        usual,
        strategy=strategy,
        design_temperature=coldest,
        depot=_place(depot),
        demand_charge=_positive("--demand-charge", demand_charge, zero=True),
        battery=usual.battery if battery is None else replace(usual.battery, kwh=_positive("--battery", battery)),
        temperatures=_temperatures(temperatures) or usual.temperatures,
        diesel=replace(usual.diesel, fuel=_positive("--fuel", fuel)),
        electric=replace(usual.electric, electricity=_positive("--electricity", electricity)),
    )
    found = study(read_timetable(feed, day=_day(day), routes=routes), inputs)
    if output is not None:
        _write(output, found, feed, inputs, (parties[0].upper(), parties[1].upper()))
    if as_json:
        print_json(buses_document(found, inputs))
    elif output is None:
        from messlatte.cli.buses_view import print_buses

        print_buses(found, inputs, lang or "en")
    return 0


def _write(output: Path, found: BusStudy, feed: Path, inputs: Inputs, parties: tuple[str, str]) -> None:
    import json

    from messlatte.cli.options import write_whole
    from messlatte.projects.bus_document import buses_document
    from messlatte.projects.bus_parameters import sized
    from messlatte.projects.template import project_text

    if output.suffix == ".json":
        write_whole(output, json.dumps(buses_document(found, inputs), ensure_ascii=False, indent=2) + "\n")
    elif output.suffix == ".toml":
        own = sized(found, feed.name, inputs)
        write_whole(output, project_text("electric-buses", parties, source=f"messlatte project buses {feed.name}", own=own))
    else:
        raise UsageError(f"--output {output}: the suffix {output.suffix!r} is not known; allowed are .json, .toml")


def _positive(option: str, value: float, *, zero: bool = False) -> float:
    if not (0 < value < float("inf") or (zero and value == 0)):
        raise UsageError(f"{option} {value:g}: a number {'from' if zero else 'above'} 0 is needed")
    return value


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise UsageError(f"--day {text!r}: a date such as 2026-03-04 is needed") from error


def _temperatures(text: str | None) -> tuple[float, ...] | None:
    try:
        values = tuple(float(part) for part in text.split(",")) if text else None
    except ValueError as error:
        raise UsageError(f"--temperatures {text!r}: twelve numbers separated by commas are needed") from error
    if values is not None and len(values) != _MONTHS:
        raise UsageError(f"--temperatures: twelve monthly means are needed, found {len(values)}")
    return values


def _place(text: str | None) -> tuple[float, float] | None:
    if text is None:
        return None
    try:
        latitude, longitude = (float(part) for part in text.split(","))
    except ValueError as error:
        raise UsageError(f"--depot {text!r}: latitude,longitude is needed, such as 54.19,37.62") from error
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise UsageError(f"--depot {text!r}: latitude lies within 90, longitude within 180 degrees")
    return latitude, longitude
