"""Whether a project holds together: codes, formulas, names, lags, shares."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import numpy as np

from messlatte.core.arms import is_arms
from messlatte.core.errors import InputError
from messlatte.core.project import FlowKind, Parameter, Payment, Project, TradeFlow
from messlatte.projects.codes import code_problem, isic_problem, party_problem
from messlatte.projects.formula import evaluate, names_of, parsed

__all__ = ["BENEFIT_PREFIXES", "STANDARD", "check"]

STANDARD = {
    "success": "probability of being carried out, 0 to 1",
    "delay": "months on top of every lag",
    "size": "factor on all amounts, 1 in the middle",
    "sunk": "share of the investment that is lost where the project fails, 0 to 1",
    "discount_rate": "real rate a year",
    "finance_rate": "real rate at which outlays are financed",
    "reinvestment_rate": "real rate that gains earn",
    "cif_fob": "value at the importer's border over value at the exporter's, at least 1",
}
"""Parameters that every project has, and what they are."""
BENEFIT_PREFIXES = ("jobs_", "local_content_", "stock_days", "transfer_", "innovation_", "sovereignty_")
"""Beginnings of parameter names that the indicators read by name, without a formula."""
_SHARES = ("success", "sunk")
_RATES = ("discount_rate", "finance_rate", "reinvestment_rate")


def check(project: Project, file: str) -> None:
    """Raise the first problem of a project.

    Raises
    ------
    InputError
        With file, key, what was found and what to do.
    """
    for key, problem in _problems(project):
        raise InputError(f"{file}, {key}: {problem}")


def _problems(project: Project) -> Iterator[tuple[str, str]]:
    yield from _codes(project)
    yield from _standard(project)
    yield from _names(project)
    yield from _values(project)


def _codes(project: Project) -> Iterator[tuple[str, str]]:
    """Codes that do not exist, ids that occur twice, arms."""
    for party in project.parties:
        if problem := party_problem(party):
            yield "parties", problem
    if project.sector and (problem := isic_problem(project.sector)):
        yield "sector", problem
    if not project.flows:
        yield "flows", "the project has none; give at least one [[flows]] or an archetype"
    for name, items in _ids(project).items():
        twice = [i for i, n in Counter(items).items() if n > 1]
        if twice:
            yield name, f"the id {twice[0][:60]!r} occurs more than once; ids are unique"
    for flow in project.flows:
        key = f"flows[{flow.id}]"
        if flow.exporter == flow.importer:
            yield key, f"goes from {flow.exporter} to itself; a trade flow crosses the border"
        if problem := code_problem(flow.scheme, flow.code):
            yield f"{key}.{flow.scheme}", problem
        if is_arms(flow.scheme, flow.code):
            yield f"{key}.{flow.scheme}", f"{flow.code} is arms; arms are kept out of every appraisal and plan"
        if flow.is_service != (flow.kind in (FlowKind.SERVICE, FlowKind.LICENCE, FlowKind.CONSTRUCTION)):
            yield (
                f"{key}.kind",
                f"{flow.kind} does not go with {flow.scheme}; service, licence and construction have an EBOPS code, goods an HS code",
            )
    for payment in project.payments:
        key = f"payments[{payment.id}]"
        if payment.code and (problem := code_problem("hs", payment.code)):
            yield f"{key}.code", problem
        if payment.counterparty == payment.party:
            yield f"{key}.counterparty", "is the party itself; name the other one, or leave it out"
    industries = {f"flows[{f.id}]": f.industry for f in project.flows} | {f"payments[{p.id}]": p.industry for p in project.payments}
    for key, industry in industries.items():
        if industry and (problem := isic_problem(industry)):
            yield f"{key}.industry", problem
    for product in project.products:
        if problem := code_problem("hs", product):
            yield "products", problem


def _ids(project: Project) -> dict[str, list[str]]:
    return {
        "flows": [flow.id for flow in project.flows],
        "payments": [payment.id for payment in project.payments],
        "phases": [phase.id for phase in project.phases],
    }


def _formulas(project: Project) -> Iterator[tuple[str, str]]:
    """Key and formula of every formula."""
    for flow in project.flows:
        key = f"flows[{flow.id}]"
        for name in ("usd", "lag", "additionality", "embodied", "vat"):
            yield f"{key}.{name}", getattr(flow, name)
        yield from _series(key, flow)
    for payment in project.payments:
        key = f"payments[{payment.id}]"
        yield f"{key}.usd", payment.usd
        yield f"{key}.lag", payment.lag
        yield from _series(key, payment)
    for phase in project.phases:
        yield f"phases[{phase.id}].begins", phase.begins
        yield f"phases[{phase.id}].months", phase.months


def _series(key: str, item: TradeFlow | Payment) -> Iterator[tuple[str, str]]:
    for name, formulas in (("ramp", item.ramp), ("profile", item.profile)):
        for number, formula in enumerate(formulas):
            yield f"{key}.{name}[{number}]", formula


def _names(project: Project) -> Iterator[tuple[str, str]]:
    """Formulas that cannot be read, names without a parameter, parameters without a use."""
    known, used = {p.name for p in project.parameters}, set(STANDARD)
    for key, formula in _formulas(project):
        try:
            names = names_of(formula)
        except ValueError as error:
            yield key, str(error)
            return
        missing = sorted(names - known)
        if missing:
            yield key, f"parameter {missing[0][:60]!r} is not in [parameters]; add it with value, low, high, unit, year and source"
        used |= names
    for name in sorted(known - used):
        if not name.startswith(BENEFIT_PREFIXES):
            yield f"parameters.{name}", "no formula uses it; remove it, or correct the formula that should"


def _standard(project: Project) -> Iterator[tuple[str, str]]:
    known = {p.name: p for p in project.parameters}
    for name, meaning in STANDARD.items():
        if name not in known:
            yield f"parameters.{name}", f"is missing: {meaning}; every project needs it"
        else:
            yield from _bounded(known[name])


def _bounded(parameter: Parameter) -> Iterator[tuple[str, str]]:
    name, key = parameter.name, f"parameters.{parameter.name}"
    if name in _SHARES and not 0 <= parameter.low <= parameter.high <= 1:
        yield key, f"must lie between 0 and 1, found {parameter.low:g} to {parameter.high:g}"
    if name in _RATES and not -1 < parameter.low <= parameter.high < 10:
        yield key, f"must lie above -1 and below 10 (0.05 is 5 %), found {parameter.low:g} to {parameter.high:g}"
    if name == "delay" and parameter.low < 0:
        yield key, f"must not be negative, found {parameter.low:g}"
    if name == "size" and parameter.low <= 0:
        yield key, f"must be positive, found {parameter.low:g}"
    if name == "cif_fob" and not 1 <= parameter.low <= parameter.high < 2:
        yield key, f"must lie from 1 to 2, found {parameter.low:g} to {parameter.high:g}"


def _values(project: Project) -> Iterator[tuple[str, str]]:
    """Formulas at the corners of the ranges: finite, lags not negative and not zero where goods are made, shares within 0 and 1."""
    t = np.arange(project.horizon, dtype=np.float64)[:, None]
    corners = {p.name: np.array([p.value, p.low, p.high]) for p in project.parameters}
    for key, formula in _formulas(project):
        parsed(formula)
        found = evaluate(formula, corners, t)
        if not np.isfinite(found).all():
            yield key, f"{formula[:60]!r} is not finite somewhere between the low and high ends of its parameters; does it divide by zero?"
        if key.endswith(".lag") and (found < 0).any():
            yield key, f"the lag is negative ({found.min():g} months); nothing crosses before the project starts"
        if key.endswith((".additionality", ".embodied", ".vat")) and not ((found >= 0) & (found <= 1)).all():
            yield key, f"must lie between 0 and 1, found {found.min():g} to {found.max():g}"
    for flow in project.flows:
        built = flow.kind in (FlowKind.GOODS, FlowKind.CONSTRUCTION)
        if built and (evaluate(flow.lag, corners, t) <= 0).any():
            yield f"flows[{flow.id}].lag", "is zero, but goods and buildings have to be made first; give the months from start to delivery"
