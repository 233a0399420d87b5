"""Draws of a project: what crosses the border, who pays, by year after the start."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from messlatte.core.errors import DataError, UsageError
from messlatte.core.project import Payment, PaymentKind, Project, TradeFlow
from messlatte.projects.annuity import Floats
from messlatte.projects.draws import draw_parameters, stream
from messlatte.projects.formula import evaluate, names_of

__all__ = ["Simulation", "run", "simulate", "uses"]

FACTORS = ("tide", "sector", "fx", "success", "delay")


@dataclass(frozen=True)
class Simulation:
    """Arrays in USD of constant prices; ages are years after the start, age 0 the first twelve months.

    Attributes
    ----------
    gross, trade, twice : ndarray, shape (flows, ages, draws)
        What crosses the border, free on board without VAT; of it what is additional; of ``gross`` what crossed before.
    payments : ndarray, shape (payments, ages, draws)
        As the payment's party sees it.
    cost : mapping of party to ndarray, shape (ages, draws)
        Investment to be found, not negative; where the project fails, the sunk part.
    credit : the same
        Credit drawn (positive payments of the kind ``finance``).
    cash : the same
        Financial account before credit: trade, investment, operation, revenue, transfers.
    economic : the same
        Without transfers, with external effects, and only the additional part: times the draw's additional over its gross trade.
    success : ndarray of bool, shape (draws,)
    values : mapping of parameter to ndarray, shape (draws,)
    """

    project: Project
    flows: tuple[TradeFlow, ...]
    gross: Floats
    trade: Floats
    twice: Floats
    payments: Floats
    cost: Mapping[str, Floats]
    credit: Mapping[str, Floats]
    cash: Mapping[str, Floats]
    economic: Mapping[str, Floats]
    success: npt.NDArray[np.bool_]
    values: Mapping[str, Floats]


def simulate(project: Project, *, draws: int = 10_000, seed: int = 0, factors: Mapping[str, Floats] | None = None) -> Simulation:
    """Draw a project.

    Parameters
    ----------
    project : Project
    draws : int
        1 to 1,000,000.
    seed : int
        The same seed gives the same draws; two projects share none.
    factors : mapping, optional
        Common shocks, shape (draws,) each: ``tide`` and ``sector`` multiply all amounts, ``fx`` every parameter whose unit is dollars for
        a currency (``"USD/RUB"``), ``success`` (0 or 1) and ``delay`` (months, added) replace and add to the project's own.

    Raises
    ------
    UsageError
        If the number of draws or a factor is not what it should be.
    """
    if not 1 <= draws <= 1_000_000:
        raise UsageError(f"draws: from 1 to 1,000,000, found {draws}")
    shocks = {name: np.asarray(value, dtype=np.float64) for name, value in (factors or {}).items()}
    for name, value in shocks.items():
        if name not in FACTORS or value.shape != (draws,):
            raise UsageError(f"factor {name!r}: one of {', '.join(FACTORS)} with {draws} values is needed, found shape {value.shape}")
    values = draw_parameters(project, draws, seed)
    if "fx" in shocks:
        values |= {p.name: values[p.name] * shocks["fx"] for p in project.parameters if p.unit.startswith("USD/") and len(p.unit) == 7}
    if "success" in shocks:
        success = shocks["success"] > 0
    else:
        success = stream(project.id, "success of the draw", seed).random(draws) < values["success"]
    return run(
        project, values, success, shocks.get("tide", np.ones(1)) * shocks.get("sector", np.ones(1)), shocks.get("delay", np.zeros(1))
    )


def run(
    project: Project,
    values: Mapping[str, Floats],
    success: npt.NDArray[np.bool_],
    volume: Floats | None = None,
    delay: Floats | None = None,
) -> Simulation:
    """Amounts for given parameter values; shapes as in `Simulation`.

    Raises
    ------
    DataError
        If an amount is not finite.
    """
    draws, ages = len(success), project.horizon
    late = values["delay"] + (np.zeros(1) if delay is None else delay)
    scale = values["size"] * (np.ones(1) if volume is None else volume)
    done = success.astype(np.float64)
    shifts: dict[tuple[str, bool], dict[int, Floats]] = {}
    known: dict[int, dict[str, Floats]] = {}

    def amounts(item: TradeFlow | Payment, delayed: bool, factor: Floats) -> Floats:
        key = (item.lag, delayed)
        if key not in shifts:
            shifts[key] = _shift_weights(item.lag, values, late if delayed else np.zeros(1), ages, draws)
        return _placed(_own_years(item, values, ages, known) * factor, shifts[key], ages, draws)

    gross = np.empty((len(project.flows), ages, draws))
    trade, twice = np.empty_like(gross), np.empty_like(gross)
    t0 = np.zeros((1, 1))
    for row, flow in enumerate(project.flows):
        counted = 0.0 if flow.regime == "transit" else 1.0
        net = scale * done * counted / (1.0 + evaluate(flow.vat, values, t0).reshape(-1))
        gross[row] = amounts(flow, True, net)
        trade[row] = gross[row] * evaluate(flow.additionality, values, t0).reshape(-1)
        twice[row] = gross[row] * evaluate(flow.embodied, values, t0).reshape(-1)
    paid = np.empty((len(project.payments), ages, draws))
    sunk = np.where(success, 1.0, values["sunk"])
    for row, payment in enumerate(project.payments):
        invests = payment.kind is PaymentKind.INVESTMENT
        paid[row] = amounts(payment, not invests, scale * (sunk if invests else done))
    if not (np.isfinite(gross).all() and np.isfinite(paid).all()):
        raise DataError(f"{project.id}: an amount is not finite; look for a division by a range that holds zero")
    return _accounts(project, values, success, gross, trade, twice, paid)


def _own_years(item: TradeFlow | Payment, values: Mapping[str, Floats], ages: int, known: dict[int, dict[str, Floats]]) -> Floats:
    """Amount by own year, shape (years, draws) or (years, 1)."""
    years = min(ages, len(item.profile)) if item.profile else ages
    t = np.arange(years, dtype=np.float64)[:, None]
    own = np.atleast_2d(evaluate(item.usd, values, t, known.setdefault(years, {})))
    own = np.broadcast_to(own, (years, own.shape[1]))
    for formulas in (item.ramp, item.profile):
        if formulas:
            rows = [np.atleast_1d(evaluate(f, values, t[:1])).reshape(-1) for f in formulas[:years]]
            rows += [rows[-1]] * (years - len(rows))
            own = own * np.stack(np.broadcast_arrays(*rows))
    return np.asarray(own, dtype=np.float64)


def _shift_weights(lag: str, values: Mapping[str, Floats], late: Floats, ages: int, draws: int) -> dict[int, Floats]:
    """For each whole shift in years, the part of every amount that moves so far, shape (draws,).

    A lag of 9 months puts a quarter of the first own year into age 0 and three quarters into age 1: amounts are spread evenly over their
    own year.
    """
    t0 = np.zeros((1, 1))
    months = np.broadcast_to(evaluate(lag, values, t0).reshape(-1) + late, (draws,))
    whole = np.floor(months / 12.0)
    part = months / 12.0 - whole
    weights: dict[int, Floats] = {}
    for shift in range(int(min(whole.min(), ages)), int(min(whole.max() + 1, ages - 1)) + 1):
        weight = np.where(whole == shift, 1.0 - part, np.where(whole == shift - 1, part, 0.0))
        if weight.any():
            weights[shift] = weight
    return weights


def _placed(own: Floats, weights: Mapping[int, Floats], ages: int, draws: int) -> Floats:
    """Amounts by age, shape (ages, draws); what falls beyond the horizon is left out."""
    out = np.zeros((ages, draws))
    for shift, weight in weights.items():
        years = min(own.shape[0], ages - shift)
        out[shift : shift + years] += own[:years] * weight
    return out


def _accounts(
    project: Project,
    values: Mapping[str, Floats],
    success: npt.NDArray[np.bool_],
    gross: Floats,
    trade: Floats,
    twice: Floats,
    paid: Floats,
) -> Simulation:
    """Book every amount with the parties: one party's price is the other's cost."""
    shape = gross.shape[1:] if len(gross) else paid.shape[1:]
    books = {name: {party: np.zeros(shape) for party in project.parties} for name in ("cost", "credit", "cash", "economic")}
    for flow, amount in zip(project.flows, gross, strict=True):
        for name in ("cash", "economic"):
            books[name][flow.exporter] += amount
            books[name][flow.importer] -= amount
        if flow.investment:
            books["cost"][flow.importer] += np.maximum(amount, 0.0)
    for payment, amount in zip(project.payments, paid, strict=True):
        _book(books, payment.party, payment.kind, amount)
        if payment.counterparty:
            _book(books, payment.counterparty, payment.kind, -amount)
    # The part that would have happened anyway is no gain of the two economies, nor is what it costs.
    moved, crossed = np.abs(trade).sum(axis=(0, 1)), np.abs(gross).sum(axis=(0, 1))
    part = np.divide(moved, crossed, out=np.ones_like(moved), where=crossed > 0)
    books["economic"] = {party: amount * part for party, amount in books["economic"].items()}
    return Simulation(
        project, project.flows, gross, trade, twice, paid, books["cost"], books["credit"], books["cash"], books["economic"], success, values
    )


def _book(books: Mapping[str, dict[str, Floats]], party: str, kind: PaymentKind, amount: Floats) -> None:
    if kind is PaymentKind.FINANCE:
        books["credit"][party] += np.maximum(amount, 0.0)
        return
    if kind is not PaymentKind.EXTERNAL:
        books["cash"][party] += amount
    if kind is not PaymentKind.TRANSFER:
        books["economic"][party] += amount
    if kind is PaymentKind.INVESTMENT:
        books["cost"][party] += np.maximum(-amount, 0.0)


def uses(project: Project) -> frozenset[str]:
    """Parameters that any amount or lag depends on."""
    formulas = [f for x in project.flows for f in (x.usd, x.lag, x.additionality, x.embodied, x.vat, *x.ramp, *x.profile)]
    formulas += [f for x in project.payments for f in (x.usd, x.lag, *x.ramp, *x.profile)]
    return frozenset().union(*map(names_of, formulas)) | {"size", "delay", "discount_rate"}
