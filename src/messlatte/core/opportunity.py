"""Where the trade of two economies may grow."""

from __future__ import annotations

from dataclasses import dataclass

from messlatte.core.economy import Pair
from messlatte.core.evidence import Source

__all__ = ["LISTS", "AreaCheck", "Opportunities", "Opportunity", "StatedTurnover"]

LISTS = ("growth", "new", "shrinking")


@dataclass(frozen=True, slots=True)
class Opportunity:
    """One flow, one direction; USD a year, five years on.

    Parameters
    ----------
    exporter, importer, product, name : str
        Codes, and the product's name in the language asked.
    listing : str
        ``growth``, ``new`` or ``shrinking``.
    now : float
    p10, p50, p90, mean : float
        Expected value with its 80 % interval.
    gain, tide, own : float
        ``mean - now``; of it what the market's growth brings, and what remains.
    probability : float
        Of growing 25 % beyond the market; in the list ``new``, of coming to be.
    hit_rate : float
        Share of flows of this class of probability that did so.
    score : float
        Order of expected own growth, as the backtest scores it.
    potential, gap, realised : float
        Three-way fit, how much is missing to it, present over potential. Columns only: nothing is ranked by them.
    rca, supply_share, demand, market_share, ease : float
        Exporter's comparative advantage and world share; importer's market, exporter's share of it; pair's actual over hypothetical trade.
    rival, rival_share
        Largest other supplier of the market.
    tariff : float or None
        Rate as a fraction, where a file of tariffs was given.
    users : tuple of (industry name, share)
        Who in the importing nation buys imports of this industry, largest first.
    estimated : bool
        True where a region's flow is a share of its nation's.
    """

    exporter: str
    importer: str
    product: str
    name: str
    listing: str
    service: bool
    now: float
    p10: float
    p50: float
    p90: float
    mean: float
    gain: float
    tide: float
    own: float
    probability: float
    hit_rate: float
    score: float
    potential: float
    gap: float
    realised: float
    rca: float
    supply_share: float
    demand: float
    market_share: float
    ease: float
    rival: str | None
    rival_share: float
    flags: tuple[str, ...] = ()
    estimated: bool = False
    why: str = ""
    tariff: float | None = None
    users: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class AreaCheck:
    """What the data say of an area that the statement names: ``agreed``, ``doubtful`` or ``not measurable``."""

    label: str
    verdict: str
    products: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class StatedTurnover:
    """One reading of the turnover that a statement names: USD a year, both directions, with its weight and what it rests on."""

    value: float
    weight: float = 1.0
    note: str = ""


@dataclass(frozen=True, slots=True)
class Opportunities:
    """Ranked rows of both directions, best first within each list.

    ``turnover`` is what goods were scaled to; under another of the ``readings`` every flow is ``value / turnover`` times what the rows say.
    """

    pair: Pair
    rows: tuple[Opportunity, ...]
    checks: tuple[AreaCheck, ...]
    notes: tuple[str, ...]
    year: int
    grain: str
    method: str
    sources: tuple[Source, ...]
    turnover: StatedTurnover | None = None
    readings: tuple[StatedTurnover, ...] = ()
