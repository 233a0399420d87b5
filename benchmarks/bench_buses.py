"""Electric buses: is the fleet the optimum of the minimum-cost flow, and how long does a day of 2,000 trips take.

Run it as ``python benchmarks/bench_buses.py [--write]``. Timetables are invented towns (`messlatte.projects.example_feed`). The optimum
is found by a linear program over a network of waiting and departing buses, solved by HiGHS: every end of a trip feeds the first departure
of each terminal that its bus still makes, waiting arcs go on to later ones, each departure takes one bus at most. CPU seconds of one run.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path

import highspy
import numpy as np

from messlatte.core.generated import with_generated
from messlatte.projects.blocks import EmptyRuns, blocks_of, empty_runs, first_followers
from messlatte.projects.buses import study
from messlatte.projects.example_feed import Town, write_example_feed
from messlatte.projects.timetable import Timetable, read_timetable

PAGE = Path(__file__).parents[1] / "docs" / "methods" / "electric-buses.md"
MARKS = ("<!-- buses -->", "<!-- /buses -->")
LAYOVER = 180
TOWNS = (
    Town(routes=5, minutes=20, terminals=5),
    Town(routes=12, minutes=25, terminals=8, seed=3),
    Town(routes=20, minutes=60, terminals=20, radius=14, seed=5),
    Town(routes=30, minutes=24, terminals=15, seed=1),
    Town(routes=60, minutes=15, terminals=25, radius=12, seed=2),
)
LARGEST_FOR_LP = 2_500


def least_fleet(timetable: Timetable, runs: EmptyRuns) -> int:
    """Optimum of the flow: trips less the largest number of trips that follow another."""
    departures, first = first_followers(timetable, runs, LAYOVER)
    trips = len(timetable.trips)
    offset = np.concatenate([[0], np.cumsum([len(here) for here in departures])])
    nodes = int(offset[-1])
    columns: list[tuple[float, float, list[tuple[int, float]]]] = []
    for terminal, here in enumerate(departures):
        columns += [
            (0.0, 1.0, [(int(offset[terminal] + first[trip, terminal]), 1.0), (nodes + trip, 1.0)])
            for trip in range(trips)
            if first[trip, terminal] < len(here)
        ]
        for place in range(len(here)):
            node = int(offset[terminal] + place)
            columns.append((-1.0, 1.0, [(node, -1.0)]))
            if place + 1 < len(here):
                columns.append((0.0, np.inf, [(node, -1.0), (node + 1, 1.0)]))
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(columns), nodes + trips
    lp.col_cost_, lp.col_upper_ = np.array([c[0] for c in columns]), np.array([c[1] for c in columns])
    lp.col_lower_ = np.zeros(len(columns))
    lp.row_lower_ = np.concatenate([np.zeros(nodes), np.full(trips, -np.inf)])
    lp.row_upper_ = np.concatenate([np.full(nodes, np.inf), np.ones(trips)])
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    lp.a_matrix_.start_ = np.concatenate([[0], np.cumsum([len(c[2]) for c in columns])])
    lp.a_matrix_.index_ = np.array([row for c in columns for row, _ in c[2]])
    lp.a_matrix_.value_ = np.array([value for c in columns for _, value in c[2]])
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.passModel(lp)
    solver.run()
    return round(trips + solver.getInfo().objective_function_value)


HEAD = ("trips", "terminals", "buses", "optimum", "reading", "chaining", "whole study", "linear program")


def rows() -> list[tuple[str, ...]]:
    out: list[tuple[str, ...]] = []
    with tempfile.TemporaryDirectory() as folder:
        for number, town in enumerate(TOWNS):
            path = Path(folder) / f"{number}.zip"
            write_example_feed(path, town)
            marks = [time.process_time()]
            timetable = read_timetable(path)
            marks.append(time.process_time())
            runs = empty_runs(timetable.terminals)
            buses = len(blocks_of(timetable, runs, layover=LAYOVER))
            marks.append(time.process_time())
            study(timetable)
            marks.append(time.process_time())
            solved = len(timetable.trips) <= LARGEST_FOR_LP
            optimum = str(least_fleet(timetable, runs)) if solved else "-"
            marks.append(time.process_time())
            read, chain, whole, exact = np.diff(marks)
            numbers = (f"{len(timetable.trips):,}", str(len(timetable.terminals)), str(buses), optimum)
            out.append((*numbers, f"{read:.2f} s", f"{chain:.3f} s", f"{whole:.2f} s", f"{exact:.2f} s" if solved else "-"))
    return out


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--write", action="store_true", help="put the table into docs/methods/electric-buses.md")
    found = rows()
    lines = ["| " + " | ".join(cells) + " |" for cells in (HEAD, ("---:",) * len(HEAD), *found)]
    print("\n".join(lines))
    print(f"buses above the optimum, at most: {max(int(row[2]) - int(row[3]) for row in found if row[3] != '-')}")
    if options.parse_args().write:
        PAGE.write_text(with_generated(PAGE.read_text("utf-8"), "\n".join(lines), *MARKS), "utf-8")


if __name__ == "__main__":
    main()
