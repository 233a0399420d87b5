"""Net profit, by party: one party's price is the other's cost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from messlatte.core.appraisal import Benefit, Indicator
from messlatte.core.project import PaymentKind
from messlatte.projects.annuity import Floats
from messlatte.projects.cashflow import benefit_cost_ratio, discounted_payback, modified_rate, present_value
from messlatte.projects.range_of import range_of
from messlatte.projects.rate_of_return import all_rates, unique_rate
from messlatte.projects.simulation import Simulation

__all__ = ["METHOD", "profit", "profit_draws"]

METHOD = "profit/1"


@dataclass(frozen=True, slots=True)
class _Ledger:
    """Economic gains and outlays of a party, shape (ages, draws), both not negative."""

    gains: Floats
    outlays: Floats


def _ledgers(simulation: Simulation) -> dict[str, _Ledger]:
    """Every flow and payment on the side it falls; transfers and credit apart."""
    shape = simulation.gross.shape[1:]
    books = {party: _Ledger(np.zeros(shape), np.zeros(shape)) for party in simulation.project.parties}

    def book(party: str, amount: Floats) -> None:
        books[party].gains[...] += np.maximum(amount, 0.0)
        books[party].outlays[...] += np.maximum(-amount, 0.0)

    for flow, amount in zip(simulation.flows, simulation.gross, strict=True):
        book(flow.exporter, amount)
        book(flow.importer, -amount)
    for payment, amount in zip(simulation.project.payments, simulation.payments, strict=True):
        if payment.kind not in (PaymentKind.TRANSFER, PaymentKind.FINANCE):
            book(payment.party, amount)
            if payment.counterparty:
                book(payment.counterparty, -amount)
    return books


def _with_credit(simulation: Simulation, party: str) -> Floats | None:
    """Cash of a party after credit; None if the project has no credit."""
    total, found = simulation.cash[party].copy(), False
    for payment, amount in zip(simulation.project.payments, simulation.payments, strict=True):
        if payment.kind is PaymentKind.FINANCE:
            found = True
            total += amount if payment.party == party else -amount if payment.counterparty == party else 0.0
    return total if found else None


def profit_draws(simulation: Simulation, party: str) -> Floats:
    """Economic net present value of a party, shape (draws,)."""
    return present_value(simulation.values["discount_rate"], simulation.economic[party])


def profit(simulation: Simulation, middle: Simulation) -> Iterator[Indicator]:
    """Indicators of net profit for both parties.

    Parameters
    ----------
    simulation : Simulation
        Draws in which the project is carried out.
    middle : Simulation
        One draw with every parameter at its stated value; its rates of return are shown one by one.

    Yields
    ------
    Indicator
        ``npv`` (financial), ``npv_capital`` (after credit, if there is any), ``enpv`` (economic), ``irr``, ``mirr``, ``payback``,
        ``benefit_cost``.
    """
    values, ledgers = simulation.values, _ledgers(simulation)
    rate = values["discount_rate"]
    for party in simulation.project.parties:
        cash = simulation.cash[party]

        def indicator(name: str, unit: str, draws: Floats, better: str = "more", party: str = party) -> Indicator:
            known = np.isfinite(draws)
            share = float(known.mean())
            note = "" if share else {"payback": "never pays back within the horizon"}.get(name, "cannot be said: no outlay, or no gain")
            return Indicator(Benefit.PROFIT, name, party, unit, range_of(draws[known]) if share else None, better, note=note, share=share)

        yield indicator("npv", "USD", present_value(rate, cash))
        if (own := _with_credit(simulation, party)) is not None:
            yield indicator("npv_capital", "USD", present_value(rate, own))
        yield indicator("enpv", "USD", present_value(rate, simulation.economic[party]))
        yield _return(party, cash, middle.cash[party][:, 0])
        yield indicator("mirr", "1", modified_rate(cash, values["finance_rate"], values["reinvestment_rate"]))
        yield indicator("payback", "years", discounted_payback(rate, cash), "less")
        yield indicator("benefit_cost", "1", benefit_cost_ratio(rate, ledgers[party].gains, ledgers[party].outlays))


def _return(party: str, cash: Floats, middle: Floats) -> Indicator:
    """Rate of return: unique or not, and all rates of the middle case."""
    rates, roots = unique_rate(cash), all_rates(middle)
    known = np.isfinite(rates)
    note = "" if len(roots) == 1 else "no rate of return: the cash never changes sign" if not roots else "no unique rate of return"
    return Indicator(
        Benefit.PROFIT, "irr", party, "1", range_of(rates[known]) if known.any() else None, "more", roots, note, float(known.mean())
    )
