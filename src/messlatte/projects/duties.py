"""Blocks cut to what a battery can do: a bus drives until the next trip and the way home would take more than it may use."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from messlatte.projects.blocks import Block, EmptyRuns
from messlatte.projects.stops import great_circle
from messlatte.projects.timetable import Timetable
from messlatte.projects.trip_length import DETOUR

__all__ = ["Battery", "Depot", "Duty", "Session", "depot_of", "duties_of"]

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Battery:
    """What a bus carries.

    Parameters
    ----------
    kwh : float
        Capacity when new.
    health : float
        State of health it is sized for: the share of the capacity left before it is replaced.
    depth : float
        Share of the remaining capacity that may be used.
    kw_at_stops : float
        Charging power at terminals, at the battery.
    kw_at_depot : float
    """

    kwh: float = 350.0
    health: float = 0.8
    depth: float = 0.8
    kw_at_stops: float = 300.0
    kw_at_depot: float = 100.0

    @property
    def usable(self) -> float:
        """Energy between full and empty as far as they may be used, kWh: ``depth * kwh * health``."""
        return self.depth * self.kwh * self.health


@dataclass(frozen=True, slots=True)
class Depot:
    """Where buses spend the night: way from and to each terminal."""

    metres: Floats
    seconds: npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Session:
    """A stay at a charger.

    Parameters
    ----------
    place : int
        Terminal, or -1 for the depot.
    arrival, departure : int
        Seconds after the day's midnight.
    kwh : float
        Wanted, at the battery.
    kw : float
        Power the bus can take.
    """

    place: int
    arrival: int
    departure: int
    kwh: float
    kw: float

    @property
    def seconds(self) -> float:
        """Time it takes at full power."""
        return self.kwh / self.kw * 3600


@dataclass(frozen=True, slots=True)
class Duty:
    """What a bus does between leaving the depot and coming back.

    Parameters
    ----------
    trips : tuple of int
    out, back : int
        Seconds after the day's midnight at which it leaves and returns.
    kwh : float
        Driven.
    missing : float
        To be charged at the depot, kWh: driven less charged on the way.
    empty_metres : float
        Driven without passengers.
    sessions : tuple of Session
        Charging on the way.
    feasible : bool
        False where even a single trip and the ways from and to the depot exceed the battery.
    """

    trips: tuple[int, ...]
    out: int
    back: int
    kwh: float
    missing: float
    empty_metres: float
    sessions: tuple[Session, ...]
    feasible: bool


def depot_of(timetable: Timetable, place: tuple[float, float] | None = None, *, speed: float = 25.0, detour: float = DETOUR) -> Depot:
    """Ways between a depot and the terminals.

    Parameters
    ----------
    timetable : Timetable
    place : (latitude, longitude), optional
        The point in the middle of all beginnings of trips if not given: an assumption that favours the project slightly.
    speed, detour
        As in `blocks.empty_runs`.
    """
    lat, lon = np.array([t.latitude for t in timetable.terminals]), np.array([t.longitude for t in timetable.terminals])
    use = np.bincount([trip.origin for trip in timetable.trips], minlength=len(lat)).astype(float)
    here = place or (float(np.average(lat, weights=use)), float(np.average(lon, weights=use)))
    metres = great_circle(np.full_like(lat, here[0]), np.full_like(lon, here[1]), lat, lon) * detour
    return Depot(metres, np.ceil(metres / (speed / 3.6)).astype(np.int64))


def duties_of(
    timetable: Timetable,
    blocks: tuple[Block, ...],
    runs: EmptyRuns,
    depot: Depot,
    battery: Battery,
    kwh_per_km: float,
    *,
    chargers_at: frozenset[int] = frozenset(),
    docking: int = 60,
) -> tuple[Duty, ...]:
    """Cut every block where the battery would not last.

    Parameters
    ----------
    timetable, blocks, runs, depot, battery
    kwh_per_km : float
        On the day that the fleet is sized for.
    chargers_at : set of int
        Terminals with chargers: there the time between two trips is used, up to a full battery.
    docking : int
        Seconds of a stay in which nothing flows.
    """
    driver = _Driver(timetable, runs, depot, battery, kwh_per_km, chargers_at, docking)
    return tuple(duty for block in blocks for duty in driver.cut(block))


@dataclass(frozen=True, slots=True)
class _Driver:
    timetable: Timetable
    runs: EmptyRuns
    depot: Depot
    battery: Battery
    kwh_per_km: float
    chargers_at: frozenset[int]
    docking: int

    def cut(self, block: Block) -> list[Duty]:
        duties, here = [], list(block.trips)
        while here:
            taken = self._as_far_as_it_lasts(here)
            duties.append(self._duty(here[:taken]))
            here = here[taken:]
        return duties

    def _kwh(self, metres: float) -> float:
        return metres / 1000 * self.kwh_per_km

    def _as_far_as_it_lasts(self, trips: list[int]) -> int:
        """How many of the trips one battery can do; at least one."""
        all_trips, room = self.timetable.trips, self.battery.usable
        used = self._kwh(float(self.depot.metres[all_trips[trips[0]].origin]))
        for n, number in enumerate(trips):
            trip = all_trips[number]
            if n:
                used = self._after_break(used, trips[n - 1], number)[0]
            used += self._kwh(trip.metres)
            if n and used + self._kwh(float(self.depot.metres[trip.destination])) > room:
                return n
        return len(trips)

    def _after_break(self, used: float, one: int, other: int) -> tuple[float, Session | None]:
        """Energy used after the break and the empty run between two trips, and the charging in it."""
        a, b = self.timetable.trips[one], self.timetable.trips[other]
        drive, seconds = self._kwh(float(self.runs.metres[a.destination, b.origin])), int(self.runs.seconds[a.destination, b.origin])
        before = a.destination in self.chargers_at
        if not before and b.origin not in self.chargers_at:
            return used + drive, None
        place, arrival, departure = (a.destination, a.end, b.start - seconds) if before else (b.origin, a.end + seconds, b.start)
        level = used if before else used + drive
        gain = min(level, max(departure - arrival - self.docking, 0) / 3600 * self.battery.kw_at_stops)
        if gain <= 0:
            return used + drive, None
        return used + drive - gain, Session(place, arrival + self.docking, departure, gain, self.battery.kw_at_stops)

    def _duty(self, trips: list[int]) -> Duty:
        first, last = self.timetable.trips[trips[0]], self.timetable.trips[trips[-1]]
        out, home = float(self.depot.metres[first.origin]), float(self.depot.metres[last.destination])
        empty, sessions, used = out + home, [], self._kwh(out)
        for before, number in zip([-1, *trips[:-1]], trips, strict=True):
            trip = self.timetable.trips[number]
            if before >= 0:
                empty += float(self.runs.metres[self.timetable.trips[before].destination, trip.origin])
                used, session = self._after_break(used, before, number)
                sessions += [session] if session else []
            used += self._kwh(trip.metres)
        used += self._kwh(home)
        driven = self._kwh(empty + sum(self.timetable.trips[number].metres for number in trips))
        return Duty(
            tuple(trips),
            first.start - int(self.depot.seconds[first.origin]),
            last.end + int(self.depot.seconds[last.destination]),
            driven,
            used,
            empty,
            tuple(sessions),
            used <= self.battery.usable + 1e-9,
        )
