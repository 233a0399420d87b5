"""Where a number or a claim comes from."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Generic, TypeVar

__all__ = ["Quote", "Source", "Sourced"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Source:
    """A published data set or text, pinned by its SHA-256."""

    producer: str
    title: str
    version: str
    accessed: dt.date | None = None
    sha256: str | None = None
    url: str | None = None
    licence: str | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """A span of the text as it was given, in Unicode code points; ``text[start:end]`` is the quotation."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def of(self, text: str) -> str:
        """Quoted words."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Sourced(Generic[T]):
    """A published value with the method that made it and the sources it rests on.

    ``method`` is ``"name/version"``, as in ``docs/methods/``; a changed definition bumps the version.
    """

    value: T
    method: str
    sources: tuple[Source, ...] = ()
