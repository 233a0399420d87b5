"""What a claim says: the content of one reading, one frozen type for each kind."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from messlatte.core.quantity import Amount, Flow, Month, Period

__all__ = ["Area", "Bound", "Content", "Growth", "Interest", "Level", "Multiple", "Status", "Target"]


class Bound(StrEnum):
    """Which side of the value the words leave open ("over 5 billion" is at least, "up to" at most)."""

    AT_LEAST = "at least"
    AT_MOST = "at most"


class Status(StrEnum):
    """Where a figure stands between wish and fact."""

    OBSERVED = "observed"
    EXPECTED = "expected"
    PROPOSED = "proposed"
    AGREED = "agreed"
    FORECAST = "forecast"
    POTENTIAL = "potential"
    IMPLIED = "implied"
    PAST = "past"
    REACHED = "reached"
    MISSED = "missed"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Level:
    """A measured or stated size of trade.

    Parameters
    ----------
    amount : Amount
        The value; the midpoint where a range was stated (``low``, ``high`` keep the range).
    flow : Flow
        What is counted.
    direction : tuple of (exporter, importer) or None
        Codes; None for both ways or where the text does not say.
    period : Period or None
        None when the text does not say.
    per_year : bool
        True when the amount is a yearly rate over the period, false when it is the sum of the period.
    pair : tuple of codes or None
        The two economies, where the text has several pairs.
    """

    amount: Amount
    flow: Flow = Flow.TURNOVER
    direction: tuple[str, str] | None = None
    period: Period | None = None
    per_year: bool = True
    approx: bool = False
    bound: Bound | None = None
    low: float | None = None
    high: float | None = None
    status: Status = Status.OBSERVED
    derived: bool = False
    coverage: str | None = None
    pair: tuple[str, str] | None = None

    @property
    def kind(self) -> str:
        return "level"


@dataclass(frozen=True, slots=True)
class Growth:
    """A relative change of trade, as a fraction (0.37 for 37 %, negative for a fall).

    ``base`` is the period compared with; ``over_period`` is true for growth over several years rather than year on year.
    ``derived`` marks a rate computed from two stated levels ("from 2 to 3 billion").
    """

    rate: float
    flow: Flow = Flow.TURNOVER
    direction: tuple[str, str] | None = None
    period: Period | None = None
    base: Period | None = None
    over_period: bool = False
    approx: bool = False
    status: Status = Status.OBSERVED
    derived: bool = False
    coverage: str | None = None
    pair: tuple[str, str] | None = None

    @property
    def kind(self) -> str:
        return "growth"


@dataclass(frozen=True, slots=True)
class Target:
    """A size of trade that somebody wants, expects or refuses.

    Parameters
    ----------
    amount : Amount or None
        None for a target that is stated only as a change (``increase_by``), a growth rate or a rank.
    by : Month or None
        Last month of the deadline; None when none was named.
    by_first : Month or None
        First month, where the deadline is a range.
    deadline_words : str or None
        The words of a relative deadline ("within five years"), kept also when it was resolved.
    increase_by : Amount or None
        Target as an absolute change.
    growth_low, growth_high : float or None
        Target as a growth rate (fractions).
    """

    amount: Amount | None
    flow: Flow = Flow.TURNOVER
    direction: tuple[str, str] | None = None
    by: Month | None = None
    by_first: Month | None = None
    deadline_words: str | None = None
    approx: bool = False
    bound: Bound | None = None
    low: float | None = None
    high: float | None = None
    status: Status = Status.PROPOSED
    increase_by: Amount | None = None
    growth_low: float | None = None
    growth_high: float | None = None
    rank: int | None = None
    conditional: bool = False
    coverage: str | None = None
    pair: tuple[str, str] | None = None

    @property
    def kind(self) -> str:
        return "target"


@dataclass(frozen=True, slots=True)
class Multiple:
    """A target or an observation stated as a multiple ("double by 2030", "has tripled since 2015").

    ``status`` tells a target (proposed, agreed, ...) from an observation (observed).
    """

    multiple: float
    flow: Flow = Flow.TURNOVER
    direction: tuple[str, str] | None = None
    by: Month | None = None
    deadline_words: str | None = None
    period: Period | None = None
    status: Status = Status.PROPOSED
    approx: bool = False
    pair: tuple[str, str] | None = None

    @property
    def kind(self) -> str:
        return "multiple"


@dataclass(frozen=True, slots=True)
class Area:
    """A sector named as promising, with its codes in the field's classifications.

    ``key`` names the entry of the taxonomy; ``arms`` keeps the area out of every ranking.
    """

    key: str
    label: str
    hs: tuple[str, ...] = ()
    ebops: tuple[str, ...] = ()
    isic: tuple[str, ...] = ()
    arms: bool = False

    @property
    def kind(self) -> str:
        return "area"


@dataclass(frozen=True, slots=True)
class Interest:
    """Somebody wants a partner or a product, offers one, or already produces jointly.

    ``wants`` is one of ``partner``, ``product``, ``offer``, ``joint production``.
    """

    who: str
    wants: str
    source: str | None = None
    subject: str | None = None

    @property
    def kind(self) -> str:
        return "interest"


Content = Level | Growth | Target | Multiple | Area | Interest
