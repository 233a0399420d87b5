"""What a project brings: to whom, in which of five respects, and how surely. A table of ranges, never a score."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from messlatte.core.project import Project, TradeFlow

__all__ = ["Appraisal", "Benefit", "CashYear", "FlowYear", "Indicator", "Range", "Swing", "TradeYear"]


class Benefit(StrEnum):
    """The five benefits of the statement that started the project; they are never added up."""

    PROFIT = "profit"
    TRANSFER = "transfer"
    INNOVATION = "innovation"
    SOVEREIGNTY = "sovereignty"
    JOBS = "jobs"


@dataclass(frozen=True, slots=True)
class Range:
    """Percentiles and mean over the draws in which the project is carried out."""

    p10: float
    p50: float
    p90: float
    mean: float


@dataclass(frozen=True, slots=True)
class Indicator:
    """One cell of the table of benefits.

    Parameters
    ----------
    benefit : Benefit
    name : str
        Key of the method, such as ``"npv"``; its words are a message of the catalogue.
    party : str
        Code of the party, or empty for both together.
    unit : str
        ``"USD"``, ``"years"``, ``"FTE"``, ``"person-years"``, ``"1"``.
    range : Range or None
        None where it cannot be said; ``note`` tells why.
    better : str
        ``"more"``, ``"less"`` or empty (context, not a benefit).
    roots : tuple of float
        For the internal rate of return: every rate that makes the value of the middle case zero.
    note : str
        English message id.
    share : float
        Share of draws in which the number exists (a payback, a unique rate of return).
    assumption : bool
        Whether it rests on a parameter that is an assumption.
    source : str
        Where figures come from that are not the project's own; empty if all are.
    """

    benefit: Benefit
    name: str
    party: str
    unit: str
    range: Range | None
    better: str = ""
    roots: tuple[float, ...] = ()
    note: str = ""
    share: float = 1.0
    assumption: bool = False
    source: str = ""


@dataclass(frozen=True, slots=True)
class FlowYear:
    """One flow in one year after the start; USD, free on board."""

    flow: TradeFlow
    age: int
    gross: Range
    additional: Range
    twice: Range
    """Of ``gross`` what has crossed the same border before."""


@dataclass(frozen=True, slots=True)
class TradeYear:
    """All flows of one year after the start; USD, free on board unless said otherwise.

    ``additional`` is the trade effect: gross flows times additionality. Customs turnover holds ``goods`` only, ``services`` stand in the
    balance of payments; both are additional. ``at_import_value`` is ``goods`` as the importer's customs count it. ``twice`` is the part of
    ``gross`` that has crossed the same border before, so that ``gross - twice`` is turnover by value added.
    """

    age: int
    gross: Range
    additional: Range
    goods: Range
    services: Range
    at_import_value: Range
    twice: Range


@dataclass(frozen=True, slots=True)
class CashYear:
    """Net cash of one party in one year after the start, USD of constant prices."""

    party: str
    age: int
    net: Range
    investment: Range


@dataclass(frozen=True, slots=True)
class Swing:
    """One bar of the tornado: an indicator with one parameter at its 10th and its 90th percentile, the others at their middle."""

    parameter: str
    indicator: str
    party: str
    low: float
    base: float
    high: float

    @property
    def width(self) -> float:
        """Distance between both ends."""
        return abs(self.high - self.low)


@dataclass(frozen=True, slots=True)
class Appraisal:
    """Everything that is said of a project, for both parties.

    ``success`` is the probability of being carried out; all ranges hold for the case that it is. ``flows`` are by flow and year, ``trade``
    by year; ``peak`` is the year after the start with the greatest median of additional trade.
    """

    project: Project
    success: Range
    indicators: tuple[Indicator, ...]
    flows: tuple[FlowYear, ...]
    trade: tuple[TradeYear, ...]
    peak: int
    cash: tuple[CashYear, ...]
    swings: tuple[Swing, ...]
    draws: int
    seed: int
    method: str
    notes: tuple[str, ...] = ()

    @property
    def at_peak(self) -> TradeYear:
        """Trade of the best year."""
        return self.trade[self.peak]

    def of(self, benefit: Benefit, name: str, party: str = "") -> Indicator | None:
        """One indicator, or None if it is not there."""
        found = [i for i in self.indicators if (i.benefit, i.name, i.party) == (benefit, name, party)]
        return found[0] if found else None
