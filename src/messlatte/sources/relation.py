"""What a raw file holds, described so that an engine can scan it: nothing here opens a file.

A producer's module turns a `Snapshot` into relations; the ledger turns a relation into SQL. Cells stay as the producer wrote them,
as text; the description says what they mean. Only two layouts exist, because archives, workbooks, dBase tables and JSON answers are
unpacked into them first (`messlatte.sources.unpack`), cell texts unchanged.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from messlatte.core.evidence import Source

__all__ = ["Column", "Csv", "Kind", "Parquet", "Relation", "Role", "SetAside", "TotalRow"]


class Kind(StrEnum):
    """What the rows are."""

    FLOWS = "flows"
    CODES = "codes"
    RATES = "rates"
    SERIES = "series"


class Role(StrEnum):
    """What a column means, in the words of the ledger's data dictionary.

    In a code list ``CODE`` is translated into ``TARGET``, whose list the column's ``codes`` names.
    """

    PERIOD = "period"
    YEAR = "year"
    MONTH = "month"
    FREQUENCY = "frequency"
    FLOW = "flow"
    REPORTER = "reporter"
    PARTNER = "partner"
    EXPORTER = "exporter"
    IMPORTER = "importer"
    REGION = "region"
    PRODUCT = "product"
    CLASSIFICATION = "classification"
    VALUE = "value"
    CURRENCY = "currency"
    WEIGHT = "weight"
    QUANTITY = "quantity"
    UNIT = "unit"
    CODE = "code"
    NAME = "name"
    TARGET = "target"
    INDICATOR = "indicator"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a raw file.

    Parameters
    ----------
    name : str
        Header, exactly as in the file (case included).
    role : Role or None
        What it means; None for a column that is carried and not used.
    number : bool
        Whether its cells are numbers, written with the layout's decimal and thousands marks.
    scale : float
        A cell times this is in whole ``unit``: 1000 for "thousand USD" with unit ``USD``, 1000 for tonnes with unit ``kg``.
    unit : str or None
        ISO 4217 code for money, ``kg`` for weight; None where another column names it or it has none.
    codes : str or None
        Code list of its cells: ``M49``, ``BACI``, ``ISO2``, ``ISO3``, ``ISO3166-2``, ``OKATO``, ``HS92`` ... ``HS22``, ``HS``, ``CN8``,
        ``TNVED10``, ``COMTRADE``, ``COMEXT``, ``WB``, ``name:en`` (names in a language), or ``map`` (see ``labels``).
    labels : mapping
        Code by cell, where the cells are translated here (``codes="map"``); a cell that is not among them stays as it is.
    before : str or None
        The code is what stands before this mark in the cell: ``" - "`` for "70000 - Tula".
    width : int or None
        Codes shorter than this have lost their leading zeros and are padded on the left.
    """

    name: str
    role: Role | None = None
    number: bool = False
    scale: float = 1.0
    unit: str | None = None
    codes: str | None = None
    labels: Mapping[str, str] = field(default_factory=dict)
    before: str | None = None
    width: int | None = None


@dataclass(frozen=True, slots=True)
class Csv:
    """Delimited UTF-8 text, the first line after ``skip`` the header. Numbers may be padded with spaces.

    ``nulls`` are the cells that mean "not known"; ``thousands`` is a mark to be removed from numbers, or None; a space
    stands for the no-break spaces (U+00A0, U+202F) too.
    """

    delimiter: str = ","
    quote: str = '"'
    decimal: str = "."
    thousands: str | None = None
    nulls: tuple[str, ...] = ("",)
    skip: int = 0


@dataclass(frozen=True, slots=True)
class Parquet:
    """Parquet; columns keep the types of the file."""


@dataclass(frozen=True, slots=True)
class SetAside:
    """Rows that must not be counted with the others, because they repeat them or are no trade with a partner.

    Parameters
    ----------
    column : str
        Header of the column looked at.
    cells : tuple of str
        Cells whose rows are set aside; empty if ``pattern`` says it.
    pattern : str or None
        Regular expression (RE2, searched in the whole cell with ``^`` and ``$`` written out) of such cells.
    why : str
        Reason, for people.
    keep : bool
        True turns it round: only the rows that match are counted.
    """

    column: str
    cells: tuple[str, ...] = ()
    pattern: str | None = None
    why: str = ""
    keep: bool = False


@dataclass(frozen=True, slots=True)
class TotalRow:
    """The row in which the producer printed a total; the others must add up to it.

    ``column`` holds ``cell`` in that row; it is already among the rows set aside. ``tolerance`` is a share of the total (rounding of the
    producer); ``within`` names the columns inside whose groups each total is printed, none for one total of all rows.
    """

    column: str
    cell: str
    tolerance: float = 0.001
    within: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Relation:
    """Files of one shape and what their columns mean.

    Parameters
    ----------
    kind : Kind
        Flows, a code list, exchange rates or a series.
    name : str
        Short name, unique within a snapshot.
    files : tuple of Path
        Files to scan, all of one layout; at least one.
    layout : Csv or Parquet
        How they are written.
    columns : tuple of Column
        The columns that matter, in file order; a file may hold others.
    source : Source
        Producer, version, licence, SHA-256 of the snapshot.
    frequency : str or None
        ``A`` or ``M``; None if a column says it or ``period_format`` leaves it to the cell's length.
    period_format : str or None
        strptime format of the period column: ``%Y``, ``%Y%m``, ``%m/%Y``, ``%Y-%m``; None where year and month are columns.
    classification : str or None
        Code list and revision of the product column, where no column names it.
    constants : mapping of Role to str
        What holds for every row: ``{Role.REPORTER: "RUS"}``, places in ISO 3166-1 alpha-3 or 3166-2. A column of regions
        names the reporter more closely than its constant.
    flow_codes : mapping of str to str
        ``export`` or ``import`` by cell of the flow column; rows with other cells are not counted. Empty if exporter and importer are
        columns.
    valuation : mapping of str to str
        ``fob`` or ``cif`` by ``export``/``import``; ``{"": "fob"}`` where both sides are one reconciled figure.
    set_aside : tuple of SetAside
        Rows that are totals or duplicates.
    total : TotalRow or None
        A printed total to check against.
    notes : tuple of str
        What a reader should know: coverage, limits, suppressed codes.
    """

    kind: Kind
    name: str
    files: tuple[Path, ...]
    layout: Csv | Parquet
    columns: tuple[Column, ...]
    source: Source
    frequency: str | None = None
    period_format: str | None = None
    classification: str | None = None
    constants: Mapping[Role, str] = field(default_factory=dict)
    flow_codes: Mapping[str, str] = field(default_factory=dict)
    valuation: Mapping[str, str] = field(default_factory=dict)
    set_aside: tuple[SetAside, ...] = ()
    total: TotalRow | None = None
    notes: tuple[str, ...] = ()

    def column(self, role: Role) -> Column | None:
        """Find the column with a role, or None."""
        return next((column for column in self.columns if column.role is role), None)
