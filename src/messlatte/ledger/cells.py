"""Cells of a raw file as SQL: texts, numbers, periods and products as the ledger wants them.

Every function returns a SQL expression over the columns of the raw scan. ``fast`` scans have typed numbers and fail on a cell that is
none; the others read text, and a cell that is no number becomes NULL.
"""

from __future__ import annotations

from pathlib import Path

from messlatte.core.errors import DataError, InputError
from messlatte.ledger.engine import literal, path_list
from messlatte.sources.relation import Column, Csv, Relation, Role
from messlatte.sources.tabular import header

__all__ = ["NUMBERED_LISTS", "frequency_sql", "is_numbered", "number_sql", "period_sql", "product_sql", "quoted", "scan_sql", "text_sql"]

# Code lists whose cells are plain numbers, so that they can be read and joined as such.
NUMBERED_LISTS = frozenset({"BACI", "M49", "COMTRADE"})

_SHAPES = ("%Y", "%Y%m", "%Y-%m", "%Y-%m-%d")


def quoted(name: str) -> str:
    """Write a name as a SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def scan_sql(relation: Relation, files: tuple[Path, ...], *, fast: bool) -> str:
    """Table function that scans raw files.

    Raises
    ------
    DataError
        If a file lacks a column that the relation names.
    """
    if not isinstance(relation.layout, Csv):
        return f"read_parquet({path_list(files)}, union_by_name = true)"
    layout = relation.layout
    names, _ = header(files[0], layout.delimiter, skip=layout.skip)
    missing = [column.name for column in relation.columns if column.name not in names]
    if missing:
        raise DataError(f"{files[0].name}: lacks the columns {', '.join(missing)}; it has {', '.join(names)[:300]}")
    by_name = {column.name: column for column in relation.columns}
    types = {name: _type(by_name.get(name), relation) if fast else "VARCHAR" for name in names}
    listed = ", ".join(f"{literal(name)}: '{kind}'" for name, kind in types.items())
    nulls = ", ".join(literal(null) for null in (layout.nulls or ("",)))
    return (
        f"read_csv({path_list(files)}, auto_detect = false, header = true, skip = {layout.skip}, delim = {literal(layout.delimiter)}, "
        f"quote = {literal(layout.quote)}, escape = {literal(layout.quote)}, nullstr = [{nulls}], null_padding = true, "
        f"columns = {{{listed}}})"
    )


def _type(column: Column | None, relation: Relation) -> str:
    layout = relation.layout
    if column is None or column.labels or column.before or not isinstance(layout, Csv):
        return "VARCHAR"
    if column.number and layout.decimal == "." and not layout.thousands:
        return "DOUBLE"
    numbered = column.codes in NUMBERED_LISTS or (column.role is Role.PERIOD and relation.period_format == "%Y")
    return "INTEGER" if numbered or column.role is Role.YEAR else "VARCHAR"


def is_numbered(column: Column) -> bool:
    """Whether a column of economies holds plain numbers."""
    return column.codes in NUMBERED_LISTS and not column.labels and not column.before


def text_sql(column: Column) -> str:
    """Cell as trimmed text, cut at the mark, translated by the column's labels, padded to its width."""
    cell = f"trim(CAST({quoted(column.name)} AS VARCHAR))"
    if column.before:
        cell = f"trim(split_part({cell}, {literal(column.before)}, 1))"
    if column.labels and column.codes == "map":
        pairs = " ".join(f"WHEN {literal(raw)} THEN {literal(code)}" for raw, code in column.labels.items())
        cell = f"CASE {cell} {pairs} ELSE {cell} END"
    return _padded(cell, column.width) if column.width else cell


def _padded(cell: str, width: int) -> str:
    return f"CASE WHEN length({cell}) < {width} AND {cell} <> 'TOTAL' THEN lpad({cell}, {width}, '0') ELSE {cell} END"


def number_sql(column: Column, relation: Relation, *, fast: bool) -> str:
    """Cell as a DOUBLE in whole units."""
    name, layout = quoted(column.name), relation.layout
    if not isinstance(layout, Csv):
        value = f"TRY_CAST({name} AS DOUBLE)"
    elif fast and _type(column, relation) == "DOUBLE":
        value = name
    else:
        text = f"trim({name})"
        for mark in filter(None, (layout.thousands, *("\u00a0\u202f" if layout.thousands == " " else ""))):
            text = f"replace({text}, {literal(mark)}, '')"
        if layout.decimal != ".":
            text = f"replace({text}, {literal(layout.decimal)}, '.')"
        value = f"TRY_CAST({text} AS DOUBLE)"
    return f"{value} * {column.scale!r}" if column.scale != 1.0 else value


def period_sql(relation: Relation, *, fast: bool) -> str:
    """First day of the period as a DATE.

    Raises
    ------
    InputError
        If the relation names no period.
    """
    period, year = relation.column(Role.PERIOD), relation.column(Role.YEAR)
    if period is not None:
        if fast and _type(period, relation) == "INTEGER":
            return f"make_date({quoted(period.name)}, 1, 1)"
        cell = text_sql(period)
        shapes = (relation.period_format,) if relation.period_format else _SHAPES
        return f"CAST(date_trunc('month', TRY_STRPTIME({cell}, [{', '.join(map(literal, shapes))}])) AS DATE)"
    if year is None and Role.PERIOD in relation.constants:
        shapes = (relation.period_format,) if relation.period_format else _SHAPES
        return f"CAST(STRPTIME({literal(relation.constants[Role.PERIOD])}, [{', '.join(map(literal, shapes))}]) AS DATE)"
    if year is None:
        raise InputError(f"{relation.name}: names neither a period nor a year; say which column holds it")
    month = relation.column(Role.MONTH)
    months = f"TRY_CAST({text_sql(month)} AS INTEGER)" if month else "1"
    years = f"TRY_CAST({text_sql(year)} AS INTEGER)"
    return f"CASE WHEN {years} BETWEEN 1 AND 9999 AND {months} BETWEEN 1 AND 12 THEN make_date({years}, {months}, 1) END"


def frequency_sql(relation: Relation) -> str:
    """Letter A or M; by the length of the period's cell where nothing says it."""
    column = relation.column(Role.FREQUENCY)
    if column is not None:
        return f"upper(left({text_sql(column)}, 1))"
    period = relation.column(Role.PERIOD)
    if period is None:
        return literal("M" if relation.column(Role.MONTH) else "A")
    return f"CASE WHEN length({text_sql(period)}) = 4 THEN 'A' ELSE 'M' END"


def product_sql(relation: Relation) -> str:
    """Product code in capitals without dots and blanks; TOTAL where the relation has no products."""
    column = relation.column(Role.PRODUCT)
    if column is None:
        return literal(relation.constants.get(Role.PRODUCT, "TOTAL"))
    if column.width and not column.labels and not column.before:
        return _padded(quoted(column.name), column.width)
    return f"upper(replace(replace({text_sql(column)}, '.', ''), ' ', ''))"
