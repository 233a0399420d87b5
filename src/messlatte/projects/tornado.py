"""What an outcome depends on: one parameter at a time at its 10th and 90th percentile, the others at their middle."""

from __future__ import annotations

import numpy as np

from messlatte.core.appraisal import Swing
from messlatte.core.project import Project
from messlatte.projects.annuity import Floats
from messlatte.projects.cashflow import present_value
from messlatte.projects.simulation import Simulation, run, uses

__all__ = ["swings"]


def swings(simulation: Simulation, peak: int) -> tuple[Swing, ...]:
    """Bars of the tornado for ``npv`` of both parties and ``trade`` of the best year, widest first within each.

    All bars come from one run: every column of its arrays is one case.

    Parameters
    ----------
    simulation : Simulation
        Its draws give the percentiles.
    peak : int
        Year after the start whose additional trade is taken.
    """
    project = simulation.project
    names = [p.name for p in project.parameters if p.low < p.high and p.name in uses(project)]
    cases = 1 + 2 * len(names)
    values = {p.name: np.full(cases, p.value) for p in project.parameters}
    for number, name in enumerate(names):
        values[name][1 + 2 * number : 3 + 2 * number] = np.percentile(simulation.values[name], (10, 90))
    result = run(project, values, np.ones(cases, dtype=bool))
    outcomes = _outcomes(project, result, peak)
    found = [
        Swing(name, indicator, party, float(column[1 + 2 * number]), float(column[0]), float(column[2 + 2 * number]))
        for (indicator, party), column in outcomes.items()
        for number, name in enumerate(names)
    ]
    moving = [swing for swing in found if swing.width > 0]
    order = list(outcomes)
    return tuple(sorted(moving, key=lambda swing: (order.index((swing.indicator, swing.party)), -swing.width)))


def _outcomes(project: Project, result: Simulation, peak: int) -> dict[tuple[str, str], Floats]:
    rate = result.values["discount_rate"]
    return {
        **{("npv", party): present_value(rate, result.cash[party]) for party in project.parties},
        ("trade", ""): np.asarray(result.trade[:, peak].sum(axis=0), dtype=np.float64),
    }
