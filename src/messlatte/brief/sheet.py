"""What one page says: every word and number of an answer, written out in one language.

HTML, PDF and the web pages only lay a `Sheet` out; none of them computes or formats a number of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from messlatte.brief.fan import Fan
from messlatte.brief.provenance import Provenance
from messlatte.brief.quotation import Segment

if TYPE_CHECKING:
    from messlatte.brief.areas import AreasSheet
    from messlatte.brief.plan import PlanSheet

__all__ = ["AreaRow", "Choice", "Dots", "ExampleRow", "Fact", "HorizonRow", "Note", "Picture", "Sheet", "TideRow"]


@dataclass(frozen=True, slots=True)
class Choice:
    """One reading in the switch; ``index`` counts from 1, as ``?reading=`` does."""

    index: int
    label: str
    weight: str
    chance: str
    headline: str
    active: bool


@dataclass(frozen=True, slots=True)
class Dots:
    """How many of the hundred dots are filled, and the words beside them."""

    filled: int
    likelihood: str
    expectation: str
    interval: str
    alt: str


@dataclass(frozen=True, slots=True)
class Picture:
    """The fan chart, the words under it, and its alternative text."""

    fan: Fan
    caption: str
    alt: str
    rows: tuple[tuple[str, ...], ...]
    head: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of "how we know": measure, value, basis; ``method`` names the page that explains it."""

    key: str
    measure: str
    value: str
    basis: str
    method: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """Something that is not known, with its severity."""

    text: str
    severity: str


@dataclass(frozen=True, slots=True)
class TideRow:
    """One scenario of world trade."""

    name: str
    label: str
    world: str
    chance: str
    filled: int
    active: bool


@dataclass(frozen=True, slots=True)
class HorizonRow:
    """What one more or fewer year would mean."""

    years: str
    by: str
    growth: str
    base_rate: str
    chance: str
    active: bool


@dataclass(frozen=True, slots=True)
class ExampleRow:
    """A real pair of the reference class."""

    pair: str
    years: str
    change: str
    multiple: str
    reached: bool
    verdict: str


@dataclass(frozen=True, slots=True)
class AreaRow:
    """An area that the statement names; ``said`` is what the data say of it, ``agreed`` whether they agree."""

    label: str
    codes: str
    note: str
    said: str = ""
    agreed: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """One answer, one reading, one language."""

    language: str
    id: str | None
    title: str
    headline: str
    lead: str
    sentence: str
    together: str | None
    said_by: str | None
    quote: tuple[Segment, ...]
    text: tuple[Segment, ...]
    text_language: str
    choices: tuple[Choice, ...]
    picture: Picture | None
    dots: Dots | None
    facts: tuple[Fact, ...]
    unknown: tuple[Note, ...]
    tides: tuple[TideRow, ...]
    tide_words: str | None
    horizons: tuple[HorizonRow, ...]
    reference: str | None
    examples: tuple[ExampleRow, ...]
    areas: tuple[AreaRow, ...]
    citation: str
    provenance: Provenance
    reading: int
    tide: str | None
    growth: AreasSheet | None = None
    plan: PlanSheet | None = None
