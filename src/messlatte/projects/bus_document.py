"""A study of electric buses as JSON, schema ``messlatte.buses/1``."""

from __future__ import annotations

from dataclasses import asdict

from messlatte.projects.bus_inputs import Inputs
from messlatte.projects.buses import BusStudy, Fleet

__all__ = ["SCHEMA", "buses_document"]

SCHEMA = "messlatte.buses/1"


def buses_document(found: BusStudy, inputs: Inputs) -> dict[str, object]:
    """Encode a study.

    Returns
    -------
    dict
        ``timetable``, ``diesel``, ``energy``, ``fleets`` (the chosen one first) and ``inputs``. Money in EUR, constant prices.
    """
    timetable = found.timetable
    return {
        "schema": SCHEMA,
        "timetable": {
            "day": timetable.day.isoformat(),
            "trips": len(timetable.trips),
            "km": timetable.km,
            "speed_kmh": timetable.speed,
            "terminals": len(timetable.terminals),
            "blocks_planned": timetable.blocks_today or None,
            "left_out": timetable.left_out,
            "lengths": timetable.lengths,
            "mean_day_over_this": timetable.year_share,
        },
        "diesel": {"buses": found.diesel_buses, "in_service": found.blocks, "eur_per_km": _cost(found.diesel)},
        "energy": asdict(found.energy),
        "year_km": found.year_km,
        "fleets": [_fleet(fleet) for fleet in found.fleets],
        "inputs": asdict(inputs),
    }


def _cost(cost: object) -> dict[str, float]:
    parts = asdict(cost)  # type: ignore[call-overload]
    return {**parts, "total": sum(parts.values())}


def _fleet(fleet: Fleet) -> dict[str, object]:
    plain = asdict(fleet)
    plain["cost"] = _cost(fleet.cost)
    plain["power"]["peak"] = fleet.power.peak
    return {("eur_per_km" if name == "cost" else name): value for name, value in plain.items()}
