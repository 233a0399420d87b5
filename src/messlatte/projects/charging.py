"""How many buses the duties need, how many chargers, and how much power at once: from arrivals and departures, not from ratios."""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from messlatte.projects.duties import Battery, Duty, Session

__all__ = ["Power", "Rota", "chargers_needed", "power_needed", "rota_of"]

Floats = npt.NDArray[np.float64]

DAY = 86_400
_MINUTE = 60
_DAY_MINUTES = DAY // _MINUTE


@dataclass(frozen=True, slots=True)
class Rota:
    """Duties given to buses.

    Parameters
    ----------
    buses : int
        Without a reserve.
    at_depot : tuple of Session
        Charging between the duties and over night, of a day that repeats itself.
    """

    buses: int
    at_depot: tuple[Session, ...]


@dataclass(frozen=True, slots=True)
class Power:
    """Highest power drawn from the grid, kW; the day repeats itself.

    ``at_once``: every bus charges at full power from the moment it gets a charger. ``balanced``: every bus at the depot spreads its
    charging over its whole stay, which takes a point for each bus that stays there at the same time (``points``); terminals are the same
    in both. ``peak`` is the lower of the two.
    """

    at_once: float
    balanced: float
    points: int

    @property
    def peak(self) -> float:
        """The lower of the two."""
        return min(self.at_once, self.balanced)


def rota_of(duties: Sequence[Duty], battery: Battery, *, docking: int = 300) -> Rota:
    """Give duties to the least number of buses: a bus may leave again when it is full.

    Parameters
    ----------
    duties : sequence of Duty
    battery : Battery
    docking : int
        Seconds at the depot in which nothing flows.

    Notes
    -----
    Every stay at the depot ends with a full battery, so that all buses that are ready are alike, and the one that has been ready longest
    leaves first. So it is over night: the n-th bus to be full leaves as the n-th in the morning, and where nights are too short for that,
    as the (n + k)-th, with k more buses that are full already; the last k of the night are the first of the day after.
    """
    ready: list[tuple[float, int]] = []
    first: list[Duty] = []
    last: list[Duty] = []
    sessions: list[Session] = []
    for duty in sorted(duties, key=lambda duty: (duty.out, duty.back)):
        if ready and ready[0][0] <= duty.out:
            _, bus = heapq.heappop(ready)
            sessions.append(Session(-1, last[bus].back + docking, duty.out, last[bus].missing, battery.kw_at_depot))
            last[bus] = duty
        else:
            bus = len(first)
            first.append(duty)
            last.append(duty)
        heapq.heappush(ready, (duty.back + docking + duty.missing / battery.kw_at_depot * 3600, bus))
    evening, morning = sorted(ready), sorted(duty.out + DAY for duty in first)

    def leaving(place: int) -> int:
        return morning[place % len(morning)] + place // len(morning) * DAY

    more = 0
    while any(full > leaving(place + more) for place, (full, _) in enumerate(evening)):
        more += 1
    sessions += [
        Session(-1, last[bus].back + docking, leaving(place + more), last[bus].missing, battery.kw_at_depot)
        for place, (_, bus) in enumerate(evening)
    ]
    return Rota(len(first) + more, tuple(sessions))


def _starts(sessions: Sequence[Session], chargers: int) -> list[float] | None:
    """When each session gets a charger if the one that leaves first is served first; None if a bus would leave too late."""
    waiting: list[tuple[int, int]] = []
    free = [float("-inf")] * chargers
    order = sorted(range(len(sessions)), key=lambda n: sessions[n].arrival)
    starts = [0.0] * len(sessions)
    place = 0
    while place < len(order) or waiting:
        if not waiting:
            heapq.heappush(waiting, (sessions[order[place]].departure, order[place]))
            place += 1
        moment = max(free[0], min(sessions[n].arrival for _, n in waiting))
        while place < len(order) and sessions[order[place]].arrival <= moment:
            heapq.heappush(waiting, (sessions[order[place]].departure, order[place]))
            place += 1
        departure, number = heapq.heappop(waiting)
        start = max(heapq.heappop(free), float(sessions[number].arrival))
        if start + sessions[number].seconds > departure + 1.0:
            return None
        starts[number] = start
        heapq.heappush(free, start + sessions[number].seconds)
    return starts


def chargers_needed(sessions: Sequence[Session]) -> tuple[int, list[float]]:
    """Least number of chargers with which every bus of one place leaves in time, and when each session starts.

    Parameters
    ----------
    sessions : sequence of Session
        All at the same place.

    Notes
    -----
    Buses are served by departure, without interruption, so the number is the least that this simple rule can do, not a proven minimum.
    """
    if not sessions:
        return 0, []
    low, high = 0, len(sessions)
    best = _starts(sessions, high) or [float(session.arrival) for session in sessions]
    while high - low > 1:
        middle = (low + high) // 2
        found = _starts(sessions, middle)
        low, high, best = (low, middle, found) if found is not None else (middle, high, best)
    return high, best


def power_needed(at_depot: Sequence[Session], at_stops: Sequence[Session], starts: Sequence[float], *, efficiency: float) -> Power:
    """Highest power drawn, minute by minute over the day that repeats itself.

    Parameters
    ----------
    at_depot, at_stops : sequence of Session
    starts : sequence of float
        When each session at the depot gets a charger (`chargers_needed`).
    efficiency : float
        Energy in the battery over energy from the grid.
    """
    stops = _profile([(s.arrival, s.arrival + s.seconds, s.kw) for s in at_stops])
    once = _profile([(start, start + s.seconds, s.kw) for s, start in zip(at_depot, starts, strict=True)])
    spread = [(s.arrival, s.departure, s.kwh / max(s.departure - s.arrival, 1) * 3600) for s in at_depot]
    present = _profile([(begin, end, 1.0) for begin, end, _ in spread])
    at_once, balanced = (float((stops + depot).max()) / efficiency for depot in (once, _profile(spread)))
    return Power(at_once, balanced, round(float(present.max())))


def _profile(pieces: Sequence[tuple[float, float, float]]) -> Floats:
    """Sum of heights by minute of the day; pieces run on into the next day, which is this one again. A minute counts if it is touched."""
    change = np.zeros(2 * _DAY_MINUTES + 1)
    throughout = 0.0
    for begin, end, height in pieces:
        if end > begin:
            first = int(begin // _MINUTE)
            days, rest = divmod(max(int(np.ceil(end / _MINUTE)), first + 1) - first, _DAY_MINUTES)
            throughout += days * height
            change[first % _DAY_MINUTES] += height
            change[first % _DAY_MINUTES + rest] -= height
    line: Floats = np.cumsum(change)[: 2 * _DAY_MINUTES].reshape(2, -1).sum(axis=0) + throughout
    return line
