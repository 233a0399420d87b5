"""Trips chained into blocks: what one bus drives in a day. The number of blocks is the least there can be.

Trip j may follow trip i if the bus reaches its first stop in time. The least number of chains that cover all trips is ``n - m`` with m the
size of a largest matching of ends to beginnings (Fulkerson 1956, Proceedings of the AMS 7; for a transitive relation Dilworth's theorem).
The trips that can follow i are, at every terminal, those from some moment on, so that edges are never listed: a search goes along the
departures of each terminal and passes those it has seen by a union-find structure.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections import deque
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from messlatte.projects.stops import Terminal, great_circle
from messlatte.projects.timetable import Timetable
from messlatte.projects.trip_length import DETOUR

__all__ = ["Block", "EmptyRuns", "blocks_of", "empty_runs", "first_followers"]

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class EmptyRuns:
    """Driving without passengers between terminals.

    Parameters
    ----------
    metres : ndarray, shape (terminals, terminals)
    seconds : ndarray of int, same shape
    """

    metres: Floats
    seconds: Ints


@dataclass(frozen=True, slots=True)
class Block:
    """Trips of one bus in order, by number in the timetable."""

    trips: tuple[int, ...]


def empty_runs(terminals: tuple[Terminal, ...], *, speed: float = 25.0, detour: float = DETOUR) -> EmptyRuns:
    """Length and time of the ways between terminals.

    Parameters
    ----------
    terminals : tuple of Terminal
    speed : float
        Of an empty bus, km/h (assumption).
    detour : float
        Road over straight line (assumption).
    """
    lat, lon = np.array([t.latitude for t in terminals]), np.array([t.longitude for t in terminals])
    metres = great_circle(lat[:, None], lon[:, None], lat[None, :], lon[None, :]) * detour
    return EmptyRuns(metres, np.ceil(metres / (speed / 3.6)).astype(np.int64))


def _columns(timetable: Timetable) -> tuple[Ints, Ints, Ints, Ints]:
    trips = timetable.trips
    start, end, origin, destination = (
        np.array([getattr(trip, name) for trip in trips], dtype=np.int64) for name in ("start", "end", "origin", "destination")
    )
    return start, end, origin, destination


def first_followers(timetable: Timetable, runs: EmptyRuns, layover: int = 0) -> tuple[list[Ints], Ints]:
    """Departures of each terminal, and the first of them that each trip's bus can still make.

    Parameters
    ----------
    timetable : Timetable
    runs : EmptyRuns
    layover : int
        Seconds that a bus needs between two trips.

    Returns
    -------
    departures : list of ndarray of int
        For each terminal its trips in order of departure.
    first : ndarray of int, shape (trips, terminals)
        Place in ``departures[terminal]`` from which on every trip can follow.
    """
    start, end, origin, destination = _columns(timetable)
    departures: list[Ints] = []
    first = np.empty((len(start), len(timetable.terminals)), dtype=np.int64)
    for terminal in range(len(timetable.terminals)):
        here = np.flatnonzero(origin == terminal)
        here = here[np.argsort(start[here], kind="stable")]
        departures.append(here)
        ready = end + layover + runs.seconds[destination, terminal]
        first[:, terminal] = np.searchsorted(start[here], ready)
    return departures, first


def _nearest_first(timetable: Timetable, runs: EmptyRuns, layover: int) -> list[int]:
    """Trip that each follows (-1: none), each time by the nearest waiting bus, of these the one that came last."""
    waiting: list[list[tuple[int, int]]] = [[] for _ in timetable.terminals]
    nearest = [np.argsort(row, kind="stable").tolist() for row in runs.metres.T]
    seconds = runs.seconds.tolist()
    before = [-1] * len(timetable.trips)
    ending = sorted((trip.end, n) for n, trip in enumerate(timetable.trips))
    arrived = 0
    for n, trip in enumerate(timetable.trips):
        while arrived < len(ending) and ending[arrived][0] <= trip.start:
            end, done = ending[arrived]
            insort(waiting[timetable.trips[done].destination], (end, done))
            arrived += 1
        for place in nearest[trip.origin]:
            latest = bisect_right(waiting[place], (trip.start - layover - seconds[place][trip.origin], len(before))) - 1
            if latest >= 0:
                before[n] = waiting[place].pop(latest)[1]
                break
    return before


def _augment(
    root: int, departures: list[list[int]], first: list[list[int]], jump: list[list[int]], before: list[int], after: list[int]
) -> bool:
    """Find a chain of exchanges that gives the last trip ``root`` a follower; breadth first."""
    reached: dict[int, int] = {}
    queue = deque([root])
    while queue:
        trip = queue.popleft()
        for terminal, here in enumerate(departures):
            links = jump[terminal]
            place = _next_unseen(links, first[trip][terminal])
            while place < len(here):
                follower = here[place]
                links[place] = place + 1
                reached[follower] = trip
                if before[follower] < 0:
                    _exchange(follower, reached, before, after)
                    return True
                queue.append(before[follower])
                place = _next_unseen(links, place + 1)
    return False


def _next_unseen(links: list[int], place: int) -> int:
    root = place
    while links[root] != root:
        root = links[root]
    while links[place] != root:
        links[place], place = root, links[place]
    return root


def _exchange(follower: int, reached: dict[int, int], before: list[int], after: list[int]) -> None:
    while True:
        trip = reached[follower]
        previous = after[trip]
        before[follower], after[trip] = trip, follower
        if previous < 0:
            return
        follower = previous


def blocks_of(timetable: Timetable, runs: EmptyRuns, *, layover: int = 0) -> tuple[Block, ...]:
    """Chain trips into the least number of blocks.

    Parameters
    ----------
    timetable : Timetable
    runs : EmptyRuns
    layover : int
        Seconds that a bus needs between two trips.

    Returns
    -------
    tuple of Block
        By the start of their first trips. Their number is the optimum of the minimum-cost flow; a first chaining by the nearest bus keeps
        empty runs short, and is changed only where that saves a bus.
    """
    before = _nearest_first(timetable, runs, layover)
    after = [-1] * len(before)
    for trip, previous in enumerate(before):
        if previous >= 0:
            after[previous] = trip
    columns, firsts = first_followers(timetable, runs, layover)
    departures, first = [column.tolist() for column in columns], firsts.tolist()
    fresh = [list(range(len(here) + 1)) for here in departures]
    jump = [links.copy() for links in fresh]
    for trip in sorted(range(len(after)), key=lambda n: -timetable.trips[n].end):
        if after[trip] < 0 and _augment(trip, departures, first, jump, before, after):
            # What a search in vain has seen leads nowhere for ever; what a successful one has seen may be seen again.
            jump = [links.copy() for links in fresh]
        elif after[trip] < 0:
            fresh = [links.copy() for links in jump]
    return tuple(_chains(before, after))


def _chains(before: list[int], after: list[int]) -> list[Block]:
    chains = []
    for trip, previous in enumerate(before):
        if previous < 0:
            chain = [trip]
            while after[chain[-1]] >= 0:
                chain.append(after[chain[-1]])
            chains.append(Block(tuple(chain)))
    return chains
