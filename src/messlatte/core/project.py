"""A project of two economies: its parameters with sources, the trade it causes, who pays whom.

Every number is a `Parameter`: a range with unit, year and source. What flows and payments amount to is a *formula* over parameter names,
such as ``"buses * price"``; lags, additionality and ramps are formulas too (a bare name is the simplest one). ``messlatte.projects``
reads the files, checks them and draws from them; nothing here computes.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

__all__ = ["FlowKind", "Parameter", "Payment", "PaymentKind", "Phase", "Project", "Shape", "TradeFlow"]


class Shape(StrEnum):
    """Distribution over a range; ``value`` is the mode of the first and the median of the second."""

    TRIANGULAR = "triangular"
    LOGNORMAL = "lognormal"
    FIXED = "fixed"


class FlowKind(StrEnum):
    """What crosses the border."""

    GOODS = "goods"
    PARTS = "parts"
    SERVICE = "service"
    LICENCE = "licence"
    CONSTRUCTION = "construction"
    FEEDSTOCK = "feedstock"


class PaymentKind(StrEnum):
    """Which account a payment belongs to.

    ``INVESTMENT`` is what a budget has to find. ``TRANSFER`` (taxes, subsidies) counts in the financial account only, ``EXTERNAL``
    (emissions saved, time saved) in the economic one only, ``FINANCE`` (credit drawn and repaid) in neither: it decides who has to find
    the money, and the return on own capital.
    """

    INVESTMENT = "investment"
    OPERATION = "operation"
    REVENUE = "revenue"
    TRANSFER = "transfer"
    EXTERNAL = "external"
    FINANCE = "finance"


@dataclass(frozen=True, slots=True)
class Parameter:
    """A number nobody knows exactly.

    Parameters
    ----------
    name : str
        As the formulas call it.
    low, value, high : float
        ``low <= value <= high``, all finite. Triangular: least, mode, greatest. Lognormal: 5th percentile, median, 95th percentile
        (all positive). Fixed: all three are equal.
    unit : str
        ``"USD"``, ``"USD/RUB"``, ``"buses"``, ``"months"``, ``"1"`` for shares and pure numbers. Money in whole units.
    year : int
        Year whose prices or technology it describes.
    source : str
        Where it stands; never empty.
    page : str
        Page, table, line or address within the source.
    shape : Shape
    assumption : bool
        True where the source is judgement, not a document; pages mark it.
    label : str
        What it is, in words (an English message id); the name if empty.

    Raises
    ------
    ValueError
        If the range is not one, or the source is missing.
    """

    name: str
    low: float
    value: float
    high: float
    unit: str
    year: int
    source: str
    page: str = ""
    shape: Shape = Shape.TRIANGULAR
    assumption: bool = False
    label: str = ""

    def __post_init__(self) -> None:
        if not self.source.strip():
            raise ValueError(f"{self.name}: a number without a source is not taken; say where it stands")
        if not all(map(math.isfinite, (self.low, self.value, self.high))):
            raise ValueError(f"{self.name}: low, value and high must be finite numbers")
        if not self.low <= self.value <= self.high:
            raise ValueError(f"{self.name}: low <= value <= high is needed, found {self.low:g}, {self.value:g}, {self.high:g}")
        if self.shape is Shape.LOGNORMAL and self.low <= 0:
            raise ValueError(f"{self.name}: a lognormal range must be positive, found {self.low:g}")
        if self.shape is Shape.FIXED and self.low != self.high:
            raise ValueError(f"{self.name}: fixed, but low {self.low:g} and high {self.high:g} differ")

    @property
    def title(self) -> str:
        """Words for it: the label, or the name with spaces."""
        return self.label or self.name.replace("_", " ")


@dataclass(frozen=True, slots=True)
class TradeFlow:
    """What crosses the border because of the project, one product in one direction.

    Parameters
    ----------
    id : str
        Unique within the project.
    exporter, importer : str
        Party codes.
    scheme : str
        ``"hs"`` (2, 4 or 6 digits) or ``"ebops"`` (``"SE"``, ``"SJ3"``).
    code : str
    kind : FlowKind
    usd : str
        Formula of the value in the flow's own year ``t`` = 0, 1, 2, ... (free on board, without VAT); negative where the project
        replaces imports.
    lag : str
        Formula, months from the start of the project to the first crossing.
    additionality : str
        Formula, share in 0..1 that is not merely diverted from trade that the two would have had anyway.
    ramp : tuple of str
        Formulas, factor by own year; the last one goes on to the horizon. Empty: 1 throughout.
    profile : tuple of str
        Formulas, factor by own year; nothing after the last. Empty: no end.
    embodied : str
        Formula, share of the value that has crossed this border before (kit in the finished product); ``"0"`` if none.
    vat : str
        Formula, rate of VAT contained in ``usd``; taken out.
    regime : str
        ``"normal"``, ``"processing"`` or ``"transit"``; transit is no trade of the two.
    investment : bool
        Whether the importer's payment is an investment (needs a budget) rather than operation.
    industry : str
        ISIC division of the producer, such as ``"29"``.
    label : str
        English message id.
    """

    id: str
    exporter: str
    importer: str
    scheme: str
    code: str
    kind: FlowKind
    usd: str
    lag: str
    additionality: str
    ramp: tuple[str, ...] = ()
    profile: tuple[str, ...] = ()
    embodied: str = "0"
    vat: str = "0"
    regime: str = "normal"
    investment: bool = False
    industry: str = ""
    label: str = ""

    @property
    def is_service(self) -> bool:
        """Whether it is recorded in the balance of payments and not by customs."""
        return self.scheme == "ebops"

    @property
    def title(self) -> str:
        """Words for it."""
        return self.label or self.id.replace("_", " ")


@dataclass(frozen=True, slots=True)
class Payment:
    """Money that a party gets (positive) or pays (negative) beside the trade flows, which are paid by their importer.

    Parameters
    ----------
    id, usd, lag, ramp, profile, industry, label
        As in `TradeFlow`; ``t`` starts after the lag.
    party : str
        Party code.
    counterparty : str
        The other party, whose account gets the opposite; empty if the money goes to or comes from somebody else.
    kind : PaymentKind
    origin : str
        Of what is bought: code of a party, or ``"outside"`` for third countries; empty means the party's own economy.
    code : str
        HS code of what is bought, if it matters for dependence.
    """

    id: str
    party: str
    kind: PaymentKind
    usd: str
    lag: str = "0"
    ramp: tuple[str, ...] = ()
    profile: tuple[str, ...] = ()
    counterparty: str = ""
    origin: str = ""
    code: str = ""
    industry: str = ""
    label: str = ""

    @property
    def title(self) -> str:
        """Words for it."""
        return self.label or self.id.replace("_", " ")


@dataclass(frozen=True, slots=True)
class Phase:
    """A stretch of the project: formulas of the month it begins and of how many months it takes."""

    id: str
    begins: str
    months: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Project:
    """A project as its file states it.

    Parameters
    ----------
    id : str
        Lower-case letters, digits and hyphens.
    title : str
        In the language of the file.
    archetype : str
        Id of the archetype it follows, or empty.
    parties : tuple of two str
        Codes as in `Economy`: ``("BLR", "RU-TUL")``; the archetype says which role each has.
    sector : str
        ISIC division that a common shock of the sector reaches: ``"29"``.
    firms : tuple of str
        Who takes part, as far as named; these are screened.
    parameters, phases, flows, payments
    horizon : int
        Years appraised, age 0 included.
    price_year : int
        Year of the constant prices.
    requires, excludes : tuple of str
        Ids of projects that must start before, and of those that cannot be chosen together with it.
    status : str
        ``"idea"``, ``"example"``, ``"announced"``, ``"contracted"`` or ``"running"``.
    source : str
        Where the project comes from: a statement, a tender, invented as an example.
    roles : tuple of two str
        What the parties do, in the order of ``parties``: ``("seller", "buyer")``.
    products : tuple of str
        HS codes that the receiving side learns to make, for the transfer of technology; empty if none.
    notes : tuple of str
        What a reader should know first (English message ids).
    """

    id: str
    title: str
    archetype: str
    parties: tuple[str, str]
    sector: str
    parameters: tuple[Parameter, ...]
    flows: tuple[TradeFlow, ...]
    payments: tuple[Payment, ...] = ()
    phases: tuple[Phase, ...] = ()
    firms: tuple[str, ...] = ()
    horizon: int = 15
    price_year: int = 2025
    requires: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    status: str = "idea"
    source: str = ""
    roles: tuple[str, str] = ("a", "b")
    products: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def parameter(self, name: str) -> Parameter:
        """Parameter of that name.

        Raises
        ------
        KeyError
            If there is none.
        """
        for parameter in self.parameters:
            if parameter.name == name:
                return parameter
        raise KeyError(name)
