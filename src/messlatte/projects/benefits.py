"""Four of the five benefits of a project, for both parties: transfer of technology, innovation, sovereignty, jobs.

Net profit is in ``profit``. A row that cannot be computed stays in the table and says why.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from messlatte.core.appraisal import Benefit, Indicator
from messlatte.core.project import Project
from messlatte.ledger.economies import nation_of
from messlatte.projects.draws import stream
from messlatte.projects.employment import Jobs, coefficient_factor, jobs_of, with_known_direct
from messlatte.projects.industry_table import SOURCE as TABLE
from messlatte.projects.industry_table import IndustryTable, industry_of, industry_table
from messlatte.projects.innovation import SOURCE as RESEARCH
from messlatte.projects.innovation import advanced_share, expected_research
from messlatte.projects.labour import Labour, shipped_labour
from messlatte.projects.outputs import (
    Output,
    inputs_from_outside,
    inputs_from_partner,
    main_maker,
    notable_years,
    outputs_of,
    running_years,
    total_of,
)
from messlatte.projects.range_of import range_of
from messlatte.projects.simulation import Simulation
from messlatte.projects.sovereignty import Origins, origins_of_value
from messlatte.projects.transfer import Upgrade, is_technology, local_content, upgrade_of

__all__ = ["benefit_draws", "benefits"]

Floats = npt.NDArray[np.float64]

_GOODS = "ABC"
NO_TABLE = "no input-output table for this economy: bring one"
NO_JOBS = "no jobs per output with a source for this economy: bring a table, or name the jobs of the firms"
NO_HOUSEHOLDS = "the table names no wages and no household spending"
MAKES_NOTHING = "makes nothing for this project"
NO_TECHNOLOGY = "the project pays for no licence and no technical service"
NO_PRODUCT = "the project names no product that is learnt"


@dataclass(frozen=True, slots=True)
class _Row:
    """One indicator with its draws; None where it cannot be said."""

    benefit: Benefit
    name: str
    party: str
    unit: str
    better: str
    draws: Floats | None
    note: str = ""
    assumption: bool = True
    source: str = ""


@dataclass(frozen=True, slots=True)
class _Case:
    project: Project
    simulation: Simulation
    outputs: tuple[Output, ...]
    table: IndustryTable
    labour: Mapping[str, Labour]

    @property
    def draws(self) -> int:
        return len(self.simulation.success)

    def partner(self, party: str) -> str:
        return next(p for p in self.project.parties if p != party)

    def given(self, stem: str, party: str) -> Floats | None:
        """Parameter ``stem_a`` or ``stem_b`` of a party, drawn."""
        return self.simulation.values.get(f"{stem}_{'ab'[self.project.parties.index(party)]}")

    def of(self, party: str, industries: tuple[str, ...] | None = None) -> list[tuple[Output, int]]:
        """Outputs of a party with their place among the industries, those of the shipped table if none are given."""
        names = industries or self.table.industries
        found = [(o, industry_of(o.industry, names)) for o in self.outputs if o.party == party]
        return [(o, place) for o, place in found if place is not None]


def benefits(project: Project, simulation: Simulation, labour: Mapping[str, Labour] | None = None) -> tuple[Indicator, ...]:
    """Indicators of four benefits for both parties.

    Parameters
    ----------
    project : Project
    simulation : Simulation
        Draws in which the project is carried out; draws in which it fails are left out.
    labour : mapping of party to Labour, optional
        In place of the shipped table, for jobs (`labour.labour_of_table`).

    Returns
    -------
    tuple of Indicator
        By benefit, then by party. None of them is added to another.
    """
    return tuple(_indicator(row, simulation.success) for row in _rows(project, simulation, labour or {}))


def benefit_draws(project: Project, simulation: Simulation) -> Mapping[tuple[Benefit, str, str], Floats]:
    """One headline for each benefit and party, for the comparison of projects; more is better.

    Returns
    -------
    dict
        ``(benefit, name, party)`` -> ndarray, shape (draws,): shares made by both, research that goes with it, value from outside the
        pair (negative), jobs with suppliers. Without an entry where it cannot be said.
    """
    wanted = {"local_content_both": 1.0, "research": 1.0, "outside_value": -1.0, "jobs": 1.0}
    return {
        (row.benefit, row.name, row.party): wanted[row.name] * row.draws
        for row in _rows(project, simulation, {})
        if row.name in wanted and row.draws is not None
    }


def _indicator(row: _Row, success: npt.NDArray[np.bool_]) -> Indicator:
    values = None if row.draws is None else np.broadcast_to(row.draws, success.shape)[success]
    exists = np.zeros(1, dtype=bool) if values is None else np.isfinite(values)
    known = values is not None and bool(exists.any())
    return Indicator(
        row.benefit,
        row.name,
        row.party,
        row.unit,
        range_of(values[exists]) if known and values is not None else None,
        row.better,
        note=row.note if known else row.note or MAKES_NOTHING,
        share=float(exists.mean()) if known else 0.0,
        assumption=row.assumption,
        source=row.source if known else "",
    )


def _rows(project: Project, simulation: Simulation, labour: Mapping[str, Labour]) -> Iterator[_Row]:
    case = _Case(project, simulation, outputs_of(simulation), industry_table(), labour)
    yield from _transfer(case)
    for party in project.parties:
        yield from _innovation(case, party)
    for party in project.parties:
        yield from _sovereignty(case, party)
    for party in project.parties:
        yield from _jobs(case, party)


def _transfer(case: _Case) -> Iterator[_Row]:
    paid = _paid_for_knowledge(case)
    for party, payments in paid.items():
        whole = sum(payments[1:], payments[0]) if payments else None
        draws = None if whole is None else whole.sum(axis=0) / notable_years(whole)
        yield _Row(Benefit.TRANSFER, "technology_bought", party, "USD", "more", draws, "" if payments else NO_TECHNOLOGY, False)
    maker = main_maker(case.simulation, case.outputs)
    value = total_of(tuple(o for o in case.outputs if not _is_building(o)), maker, case.draws)
    found = local_content(value, inputs_from_partner(case.simulation, maker), inputs_from_outside(case.simulation, maker))
    for party, share in ((maker, found.own), (case.partner(maker), found.partner)):
        stated = case.given("local_content", party)
        yield _Row(Benefit.TRANSFER, "local_content", party, "%", "more", share if stated is None else stated)
    yield _Row(Benefit.TRANSFER, "local_content_both", "", "%", "more", found.both)
    spent = {party: sum(float(gross.mean()) for gross in payments) for party, payments in paid.items()}
    learner = max(spent, key=lambda party: spent[party]) if any(spent.values()) else case.partner(maker)
    yield from _upgrade(case, learner)


def _paid_for_knowledge(case: _Case) -> dict[str, list[Floats]]:
    """For each party the licences and technical services it pays for."""
    found: dict[str, list[Floats]] = {party: [] for party in case.project.parties}
    for flow, gross in zip(case.simulation.flows, case.simulation.gross, strict=True):
        if is_technology(flow):
            found[flow.importer].append(gross)
    return found


def _is_building(output: Output) -> bool:
    return output.industry.startswith(("41", "42", "43"))


def _upgrade(case: _Case, learner: str) -> Iterator[_Row]:
    """Complexity gained and distance to go, by industry of the product that the project names."""
    goods = [n for n, name in enumerate(case.table.industries) if name[0] in _GOODS]
    industry = next((flow.industry for code in case.project.products for flow in case.simulation.flows if flow.code[:4] == code[:4]), "")
    industry = industry or (case.project.sector if case.project.products else "")
    place, nation = industry_of(industry, case.table.industries), case.table.place(learner)
    if place not in goods or nation is None:
        note = NO_PRODUCT if place not in goods else NO_TABLE
        yield _Row(Benefit.TRANSFER, "upgrade", learner, "1", "more", None, note)
        yield _Row(Benefit.TRANSFER, "distance", learner, "1", "", None, note)
        return
    found = _upgrade_of(nation, goods.index(place))
    yield _Row(Benefit.TRANSFER, "upgrade", learner, "1", "more", np.full(case.draws, found.gain), source=TABLE)
    yield _Row(Benefit.TRANSFER, "distance", learner, "1", "", np.full(case.draws, found.distance), source=TABLE)


@lru_cache(maxsize=64)
def _upgrade_of(nation: int, product: int) -> Upgrade:
    table = industry_table()
    return upgrade_of(table.exports[:, [n for n, name in enumerate(table.industries) if name[0] in _GOODS]], nation, product)


def _innovation(case: _Case, party: str) -> Iterator[_Row]:
    """Value added of what the party makes, by industry: output less domestic and imported inputs of the industry."""
    nation, made = case.table.place(party), case.of(party)
    if nation is None or not made:
        note = NO_TABLE if nation is None else MAKES_NOTHING
        yield _Row(Benefit.INNOVATION, "advanced", party, "%", "more", None, note)
        yield _Row(Benefit.INNOVATION, "research", party, "USD", "more", None, note)
        return
    kept = 1.0 - case.table.domestic[nation].sum(axis=0) - case.table.imported[nation]
    added = np.stack([output.usd * max(kept[place], 0.0) for output, place in made])
    names = [output.industry for output, _ in made]
    years = running_years(case.simulation, party)
    yield _Row(Benefit.INNOVATION, "advanced", party, "%", "more", advanced_share(names, added), source=f"{RESEARCH}; {TABLE}")
    yield _Row(Benefit.INNOVATION, "research", party, "USD", "more", expected_research(names, added) / years, source=f"{RESEARCH}; {TABLE}")


def _sovereignty(case: _Case, party: str) -> Iterator[_Row]:
    partner, nation, made = case.partner(party), case.table.place(party), case.of(party)
    names = (("outside_value", "less"), ("partner_value", "less"), ("outside_concentration", "less"), ("largest_outside", "less"))
    if nation is None or not made:
        for name, better in names:
            yield _Row(Benefit.SOVEREIGNTY, name, party, "%", better, None, NO_TABLE if nation is None else MAKES_NOTHING)
    else:
        weights = np.stack([np.maximum(output.gross, 0.0) for output, _ in made])
        total = weights.sum(axis=0)
        weights = np.divide(weights, total, out=np.full_like(weights, np.nan), where=total > 0)
        # One mix of all that is made, so that concentration and the largest origin are those of the whole.
        mix = np.stack([case.table.origin[:, nation, place] for _, place in made], axis=1) @ np.nan_to_num(weights.mean(axis=1))

        def split(shares: Floats) -> Origins:
            return origins_of_value(shares, case.table.economies, nation_of(party), nation_of(partner))

        found = split(mix / max(float(mix.sum()), 1e-12))
        by_output = [split(case.table.origin[:, nation, place]) for _, place in made]
        yield _Row(
            Benefit.SOVEREIGNTY, "outside_value", party, "%", "less", np.array([o.outside for o in by_output]) @ weights, source=TABLE
        )
        yield _Row(
            Benefit.SOVEREIGNTY, "partner_value", party, "%", "less", np.array([o.partner for o in by_output]) @ weights, source=TABLE
        )
        yield _Row(Benefit.SOVEREIGNTY, "outside_concentration", party, "1", "less", np.full(case.draws, found.concentration), source=TABLE)
        yield _Row(Benefit.SOVEREIGNTY, "largest_outside", party, "%", "less", np.full(case.draws, found.largest_share), source=TABLE)
    value = total_of(case.outputs, party, case.draws)
    direct = np.divide(inputs_from_outside(case.simulation, party), value, out=np.full_like(value, np.nan), where=value > 0)
    yield _Row(Benefit.SOVEREIGNTY, "outside_inputs", party, "%", "less", direct)
    stock = case.simulation.values.get("stock_days") if party == main_maker(case.simulation, case.outputs) else None
    if stock is not None:
        yield _Row(Benefit.SOVEREIGNTY, "stock_days", party, "days", "more", stock)


def _jobs(case: _Case, party: str) -> Iterator[_Row]:
    labour = case.labour.get(party) or shipped_labour(party)
    stated, displaced = case.given("jobs_operation", party), case.given("jobs_displaced", party)
    names = (("jobs", "FTE"), ("jobs_direct", "FTE"), ("jobs_upper", "FTE"), ("jobs_construction", "person-years"))
    if labour is None:
        note = NO_TABLE if case.table.place(party) is None else NO_JOBS
        for name, unit in names:
            yield _Row(Benefit.JOBS, name, party, unit, "more", stated if name == "jobs_direct" else None, note)
        return
    running, building = _employed(case, party, labour, False), _employed(case, party, labour, True)
    if running is not None:
        running = running.per(running_years(case.simulation, party))
        running = running if stated is None else with_known_direct(running, stated)
        running = running.per(1.0, 0.0 if displaced is None else displaced)
    values = (
        running.total if running else None,
        running.direct if running else stated,
        running.closed if running else None,
        building.total if building else None,
    )
    for (name, unit), draws in zip(names, values, strict=True):
        missing = NO_HOUSEHOLDS if name == "jobs_upper" and running is not None else MAKES_NOTHING
        assumed = labour.per_output.assumption or name == "jobs_upper"
        yield _Row(Benefit.JOBS, name, party, unit, "more", draws, missing if draws is None else "", assumed, labour.per_output.source)


def _employed(case: _Case, party: str, labour: Labour, once: bool) -> Jobs | None:
    """Employment for what a party makes once, or goes on making; None if nothing."""
    chosen = [(output, place) for output, place in case.of(party, labour.industries) if output.once is once]
    if not chosen:
        return None
    demand = np.zeros((len(labour.industries), case.draws))
    for output, place in chosen:
        demand[place] += output.usd / 1e6
    factor = coefficient_factor(labour.per_output, case.draws, stream(case.project.id, f"jobs per output {party}", 0))
    return jobs_of(demand, labour.coefficients, labour.per_output.value, factor, labour.households)
