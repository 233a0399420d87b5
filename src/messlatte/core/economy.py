"""Economies and pairs of them: countries, regions, groups."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["Economy", "Pair"]


@dataclass(frozen=True, slots=True)
class Economy:
    """A country, a first-level region or a group of countries.

    Parameters
    ----------
    code : str
        ISO 3166-1 alpha-3 (``"BLR"``), ISO 3166-2 (``"RU-TUL"``) or the short name of a group (``"EAEU"``).
    name : str
        Display name.
    part_of : str or None
        For a region, the alpha-3 code of its country.

    Notes
    -----
    Two economies are equal when their codes are; the name is for display only.
    """

    code: str
    name: str
    part_of: str | None = None

    @property
    def is_region(self) -> bool:
        """Whether this is a first-level subdivision of a country."""
        return self.part_of is not None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Economy) and self.code == other.code

    def __hash__(self) -> int:
        return hash(self.code)

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True, eq=False)
class Pair:
    """Two economies that trade with each other; the order carries no meaning.

    The order given is kept for display (the first named comes first) but equality and hash ignore it.
    """

    a: Economy
    b: Economy

    def __post_init__(self) -> None:
        if self.a == self.b:
            raise ValueError(f"a pair needs two different economies, found {self.a.code} twice")

    @property
    def codes(self) -> tuple[str, str]:
        """Both codes, sorted."""
        first, second = sorted((self.a.code, self.b.code))
        return first, second

    def __iter__(self) -> Iterator[Economy]:
        return iter((self.a, self.b))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Pair) and self.codes == other.codes

    def __hash__(self) -> int:
        return hash(self.codes)
