"""A project appraised: trade and cash by year, five benefits for two parties, and what they depend on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from messlatte.core.appraisal import Appraisal, CashYear, FlowYear, TradeYear
from messlatte.core.project import Project
from messlatte.projects.benefits import benefits
from messlatte.projects.draws import middle
from messlatte.projects.labour import Labour
from messlatte.projects.profit import profit
from messlatte.projects.range_of import range_of, ranges_of
from messlatte.projects.simulation import Simulation, run, simulate
from messlatte.projects.tornado import swings

__all__ = ["METHOD", "appraise", "carried_out"]

METHOD = "project/1"


def appraise(project: Project, *, draws: int = 10_000, seed: int = 0, labour: Mapping[str, Labour] | None = None) -> Appraisal:
    """Appraise a project for both parties.

    Parameters
    ----------
    project : Project
    draws : int
        Number of draws.
    seed : int
        The same seed gives the same answer.
    labour : mapping of party to Labour, optional
        Input-output tables with jobs in place of the shipped one.

    Returns
    -------
    Appraisal
        Its ranges hold for the case that the project is carried out; how probable that is stands beside them.
    """
    carried = carried_out(project, draws, seed)
    base = run(project, middle(project), np.ones(1, dtype=bool))
    trade = tuple(_trade(carried))
    peak = max(range(project.horizon), key=lambda age: trade[age].additional.p50)
    return Appraisal(
        project=project,
        success=range_of(carried.values["success"]),
        indicators=(*profit(carried, base), *benefits(project, carried, labour)),
        flows=tuple(_flows(carried)),
        trade=trade,
        peak=peak,
        cash=tuple(_cash(carried)),
        swings=swings(carried, peak),
        draws=draws,
        seed=seed,
        method=METHOD,
        notes=project.notes,
    )


def carried_out(project: Project, draws: int, seed: int) -> Simulation:
    """Draws in all of which the project is carried out."""
    return simulate(project, draws=draws, seed=seed, factors={"success": np.ones(draws)})


def _flows(simulation: Simulation) -> Iterator[FlowYear]:
    """Each flow in each year."""
    for row, flow in enumerate(simulation.flows):
        parts = (ranges_of(amounts[row]) for amounts in (simulation.gross, simulation.trade, simulation.twice))
        for age, (gross, additional, twice) in enumerate(zip(*parts, strict=True)):
            yield FlowYear(flow, age, gross, additional, twice)


def _trade(simulation: Simulation) -> Iterator[TradeYear]:
    """All flows of each year."""
    service = np.array([flow.is_service for flow in simulation.flows], dtype=bool)
    additional = simulation.trade.sum(axis=0)
    goods, services = simulation.trade[~service].sum(axis=0), simulation.trade[service].sum(axis=0)
    arrays = (simulation.gross.sum(axis=0), additional, goods, services, goods * simulation.values["cif_fob"], simulation.twice.sum(axis=0))
    for age, row in enumerate(zip(*map(ranges_of, arrays), strict=True)):
        yield TradeYear(age, *row)


def _cash(simulation: Simulation) -> Iterator[CashYear]:
    """Net cash and investment of each party in each year."""
    for party in simulation.project.parties:
        for age, (net, invested) in enumerate(zip(ranges_of(simulation.cash[party]), ranges_of(simulation.cost[party]), strict=True)):
            yield CashYear(party, age, net, invested)
