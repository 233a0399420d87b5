"""What a project brings: to whom, in which of five respects, and how surely. A table of ranges, never a score."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from messlatte.core.project import Project, TradeFlow

__all__ = ["Appraisal", "Benefit", "CashYear", "FlowYear", "Indicator", "Range", "Swing"]


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
class CashYear:
    """Net cash of one party in one year after the start, USD of constant prices."""

    party: str
    age: int
    net: Range
    investment: Range


@dataclass(frozen=True, slots=True)
class Swing:
    """One bar of the tornado: the indicator with one parameter at its low and high end, the others at their middle."""

    parameter: str
    indicator: str
    party: str
    low: float
    base: float
    high: float


@dataclass(frozen=True, slots=True)
class Appraisal:
    """Everything that is said of a project, for both parties.

    ``success`` is the probability of being carried out; all ranges hold for the case that it is. ``turnover`` is the additional trade
    of both directions in the best year, ``customs`` its goods alone, ``cif`` the latter as the importer's customs count it.
    """

    project: Project
    indicators: tuple[Indicator, ...]
    trade: tuple[FlowYear, ...]
    cash: tuple[CashYear, ...]
    swings: tuple[Swing, ...]
    success: Range
    turnover: Range
    customs: Range
    cif: Range
    draws: int
    seed: int
    method: str
    notes: tuple[str, ...] = ()
