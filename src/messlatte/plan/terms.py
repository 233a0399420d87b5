"""What a plan has to keep to: the bar, the money, the capacity, and how uncertain common factors are."""

from __future__ import annotations

from dataclasses import dataclass, field

from messlatte.core.errors import UsageError

__all__ = ["Allowance", "Capacity", "Terms", "Uncertainty"]


@dataclass(frozen=True, slots=True)
class Allowance:
    """Money that one party may spend (or borrow) in each of some years; ``years`` empty means each year."""

    party: str
    amount: float
    years: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Capacity:
    """Something scarce, such as building crews: each start takes ``uses[project]`` of it in the year of the start."""

    name: str
    amount: float
    uses: tuple[tuple[str, float], ...]
    years: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Uncertainty:
    """Common factors; each is judgement, and the file of terms may change it.

    Parameters
    ----------
    tide : float
        Elasticity of a project's trade to world trade: on a path where world trade is 10 % above its median, so much times 10 % more.
    sector, currency : float
        Standard deviations of the log of the factor that all projects of a sector, and all projects, have in common; mean 1.
    inflation : float
        Growth of US dollar prices a year, which takes amounts of constant prices to those of the bar's year.
    """

    tide: float = 1.0
    sector: float = 0.2
    currency: float = 0.1
    inflation: float = 0.02


@dataclass(frozen=True, slots=True)
class Terms:
    """Terms of one plan; money in the currency of the bar, present values of the first year of start.

    Parameters
    ----------
    probability : float or None
        Asked for; the cheapest plan that has it is looked for.
    budget : float or None
        Total present value; the most probable plan within it is looked for. With both, the budget is a limit.
    first_start, last_start : int or None
        First and last calendar year in which a project may start; the year after the base year, and that of the deadline, by default.
    discount : float
        Real rate a year.
    services : bool
        Whether services count as turnover; customs statistics hold goods only.
    budgets, credits, capacities
        Limits by party, or by name.
    starts_a_year : int or None
        Largest number of starts in one year.
    sector_cap, firm_cap : float or None
        Largest share of the expected new turnover that one sector or firm may bring.
    exclusive, prerequisite, left_out
        Ids of projects, beside what the projects' own files say.
    """

    probability: float | None = None
    budget: float | None = None
    first_start: int | None = None
    last_start: int | None = None
    discount: float = 0.04
    services: bool = False
    budgets: tuple[Allowance, ...] = ()
    credits: tuple[Allowance, ...] = ()
    capacities: tuple[Capacity, ...] = ()
    starts_a_year: int | None = None
    sector_cap: float | None = None
    firm_cap: float | None = None
    exclusive: tuple[tuple[str, ...], ...] = ()
    prerequisite: tuple[tuple[str, str], ...] = ()
    left_out: tuple[str, ...] = ()
    uncertainty: Uncertainty = field(default_factory=Uncertainty)

    def checked(self) -> Terms:
        """Itself, if it can be meant.

        Raises
        ------
        UsageError
            Names what was found and what is allowed.
        """
        if self.probability is not None and not 0 < self.probability < 1:
            raise UsageError(f"--probability: a number between 0 and 1 is needed, such as 0.8; found {self.probability:g}")
        if self.budget is not None and not self.budget > 0:
            raise UsageError(f"--budget: an amount above 0 is needed, found {self.budget:g}")
        for name, cap in (("sector", self.sector_cap), ("firm", self.firm_cap)):
            if cap is not None and not 0 < cap <= 1:
                raise UsageError(f"cap of a {name}: a share above 0 and up to 1 is needed, such as 0.4; found {cap:g}")
        if not -0.5 < self.discount < 1:
            raise UsageError(f"discount: a rate a year such as 0.04 is needed, found {self.discount:g}")
        return self
