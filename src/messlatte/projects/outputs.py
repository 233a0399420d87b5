"""What a project makes each party produce: the demand from which jobs, value added and dependence follow."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from messlatte.core.project import FlowKind, PaymentKind, TradeFlow
from messlatte.projects.simulation import Simulation

__all__ = ["Output", "inputs_from_outside", "inputs_from_partner", "main_maker", "notable_years", "outputs_of", "running_years", "total_of"]

Floats = npt.NDArray[np.float64]

_NOTABLE = 0.05
"""Share of the best year's amount from which a year counts as one in which something runs."""


@dataclass(frozen=True, slots=True)
class Output:
    """Sales of one industry of a party because of the project.

    Parameters
    ----------
    party : str
    industry : str
        ISIC division; empty if the project does not say.
    once : bool
        Investment goods and building, made once, as against what goes on year by year.
    usd : ndarray, shape (draws,)
        Sum over all years of what is additional; negative where production falls away.
    gross : ndarray, shape (draws,)
        The same with what is merely diverted.
    """

    party: str
    industry: str
    once: bool
    usd: Floats
    gross: Floats


def outputs_of(simulation: Simulation) -> tuple[Output, ...]:
    """All outputs of a project.

    Parameters
    ----------
    simulation : Simulation

    Returns
    -------
    tuple of Output
        Exports (additional trade), revenues that name an industry (sales at home), and investment that a party buys in its own economy.
        Running costs are no outputs: they are the inputs of these, and the table of inputs counts them.
    """
    return tuple(_outputs(simulation))


def _outputs(simulation: Simulation) -> Iterator[Output]:
    for flow, trade, gross in zip(simulation.flows, simulation.trade, simulation.gross, strict=True):
        once = flow.investment or flow.kind is FlowKind.CONSTRUCTION
        yield Output(flow.exporter, flow.industry, once, trade.sum(axis=0), gross.sum(axis=0))
    for payment, usd in zip(simulation.project.payments, simulation.payments, strict=True):
        total = usd.sum(axis=0)
        if payment.kind is PaymentKind.REVENUE and payment.industry:
            yield Output(payment.party, payment.industry, False, total, total)
        elif payment.kind is PaymentKind.INVESTMENT and payment.origin in ("", payment.party):
            yield Output(payment.party, payment.industry, True, -total, -total)


def total_of(outputs: tuple[Output, ...], party: str, draws: int) -> Floats:
    """Gross value of what a party makes, positive outputs only, shape (draws,)."""
    found: Floats = sum((np.maximum(o.gross, 0.0) for o in outputs if o.party == party), np.zeros(draws))
    return found


def notable_years(amounts: Floats) -> int:
    """Number of years with more than 5 % of the best year's mean amount; at least 1.

    Parameters
    ----------
    amounts : ndarray, shape (ages, draws)
    """
    by_age = np.abs(amounts.mean(axis=-1))
    return max(1, int((by_age > _NOTABLE * by_age.max(initial=0.0)).sum()))


def running_years(simulation: Simulation, party: str) -> int:
    """Number of years in which a party makes something that is not made once; at least 1."""
    rows = [np.abs(trade) for flow, trade in zip(simulation.flows, simulation.trade, strict=True) if _runs(flow, party)]
    rows += [
        np.abs(usd)
        for payment, usd in zip(simulation.project.payments, simulation.payments, strict=True)
        if payment.party == party and payment.kind is PaymentKind.REVENUE and payment.industry
    ]
    return notable_years(sum(rows[1:], rows[0])) if rows else 1


def _runs(flow: TradeFlow, party: str) -> bool:
    return flow.exporter == party and not flow.investment and flow.kind is not FlowKind.CONSTRUCTION


def main_maker(simulation: Simulation, outputs: tuple[Output, ...]) -> str:
    """Party that makes most, by gross value in the mean of the draws."""
    draws = len(simulation.success)
    return max(simulation.project.parties, key=lambda party: float(total_of(outputs, party, draws).mean()))


def inputs_from_outside(simulation: Simulation, party: str) -> Floats:
    """What a party buys from third countries for running the project, shape (draws,), positive."""
    return _bought(simulation, party, "outside")


def inputs_from_partner(simulation: Simulation, party: str) -> Floats:
    """Parts that a party gets from the other for what it makes, shape (draws,), positive."""
    other = next(p for p in simulation.project.parties if p != party)
    total = _bought(simulation, party, other)
    for flow, gross in zip(simulation.flows, simulation.gross, strict=True):
        if flow.importer == party and flow.kind is FlowKind.PARTS and not flow.investment:
            total = total + np.maximum(gross.sum(axis=0), 0.0)
    return total


def _bought(simulation: Simulation, party: str, origin: str) -> Floats:
    total: Floats = np.zeros(len(simulation.success))
    for payment, usd in zip(simulation.project.payments, simulation.payments, strict=True):
        if payment.party == party and payment.origin == origin and payment.kind is PaymentKind.OPERATION:
            total = total + np.maximum(-usd.sum(axis=0), 0.0)
    return total
