"""Macros that translate a producer's cells into codes of the ledger, one for each column of economies.

Not joins: the engine guesses that a CSV file is tiny, would build its hash table from the file, and lose both memory and the order of rows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from messlatte.ledger.cells import NUMBERED_LISTS, is_numbered, scan_sql, text_sql
from messlatte.ledger.economies import AGGREGATES, code_map, economies, is_economy, normalised
from messlatte.ledger.engine import literal
from messlatte.ledger.shape import UNKNOWN, place_columns
from messlatte.sources.relation import Column, Relation, Role
from messlatte.sources.russian_regions import iso_of_okato

if TYPE_CHECKING:
    import duckdb

__all__ = ["Unknown", "translate", "translated", "unknown_cells"]


@dataclass(frozen=True, slots=True)
class Unknown:
    """A cell that no code list knows, the column it stands in, and how many rows hold it."""

    column: str
    cell: str
    rows: int


def translated(cell: str, column: Column) -> str | None:
    """Ledger code of one cell, or None if it is no economy: unknown, or a sum of others."""
    if cell in column.labels:
        return _own(column.labels[cell])
    codes = column.codes or "ISO3"
    if codes == "OKATO":
        return iso_of_okato(cell)
    if codes.startswith("name:"):
        return code_map(codes).get(normalised(cell)) or code_map(codes).get(_turned(cell)) or _own(cell)
    if codes in NUMBERED_LISTS:
        found = code_map(codes).get(str(int(cell))) if cell.isdecimal() else None
    else:
        found = _own(cell) if codes == "map" else code_map(codes).get(cell.upper())
        found = found or (_own(cell) if codes in ("ISO3", "ISO3166-2") else None)
    return None if found in AGGREGATES else found


def _turned(name: str) -> str:
    """Form without an inversion: ``Korea, South`` as ``south korea``."""
    first, comma, second = name.partition(",")
    return normalised(f"{second} {first}") if comma else normalised(name)


def _own(cell: str) -> str | None:
    code = code_map("ISO3").get(cell, cell)
    return code if is_economy(code) and code not in AGGREGATES else None


def translate(con: duckdb.DuckDBPyConnection, schema: str, relation: Relation) -> Mapping[Role, str]:
    """Create the macros in a schema of the connection.

    Returns
    -------
    mapping of Role to str
        For each column of economies the macro from its cell (an INTEGER for numbered lists, else text) to a code of an ENUM in alphabetical
        order, or to `UNKNOWN`.
    """
    found = {column.role: _cells(con, relation, column) for column in place_columns(relation) if column.role}
    codes = sorted({code for cells in found.values() for code in cells.values()} | set(relation.constants.values()) - {""})
    con.execute(f"CREATE TYPE {schema}.economy AS ENUM ({', '.join(map(literal, [UNKNOWN, *codes]))})")
    macros = {}
    for column in place_columns(relation):
        if column.role is None:
            continue
        macro, cells = f"{schema}.{column.role}_code", found[column.role]
        if is_numbered(column):
            numbers = {int(cell): code for cell, code in cells.items()}
            ordered = [numbers.get(number, UNKNOWN) for number in range(max(numbers) + 1)]
            index = "greatest(cell, -1) + 1"
        else:
            con.execute(f"CREATE TYPE {schema}.{column.role}_cell AS ENUM ({', '.join(map(literal, cells)) or literal(UNKNOWN)})")
            ordered = list(cells.values()) or [UNKNOWN]
            index = f"enum_code(TRY_CAST(cell AS {schema}.{column.role}_cell)) + 1"
        listed = f"[{', '.join(map(literal, ordered))}]::{schema}.economy[]"
        # The cast keeps the ENUM: a bare text would make every value a text again.
        con.execute(f"CREATE MACRO {macro}(cell) AS coalesce(({listed})[{index}], {literal(UNKNOWN)}::{schema}.economy)")
        macros[column.role] = macro
    return macros


def _cells(con: duckdb.DuckDBPyConnection, relation: Relation, column: Column) -> dict[str, str]:
    """Code by cell: of the whole list where it is short and numbered, else of the cells that occur."""
    if is_numbered(column):
        return {cell: code for cell, code in code_map(column.codes).items() if code not in AGGREGATES}
    cells = con.execute(f"SELECT DISTINCT {text_sql(column)} FROM {scan_sql(relation, relation.files, fast=False)}").fetchall()
    pairs = ((cell, translated(cell, column)) for (cell,) in cells if cell)
    return {cell: code for cell, code in pairs if code is not None}


def unknown_cells(con: duckdb.DuckDBPyConnection, relation: Relation) -> tuple[Unknown, ...]:
    """Cells that could not be translated, the most frequent first; sums over economies are not among them."""
    found = []
    for column in place_columns(relation):
        scan = scan_sql(relation, relation.files, fast=False)
        rows = con.execute(f"SELECT coalesce({text_sql(column)}, ''), count(*) FROM {scan} GROUP BY 1").fetchall()
        found += [Unknown(column.name, cell, count) for cell, count in rows if _is_unknown(cell, column)]
    return tuple(sorted(found, key=lambda one: (-one.rows, one.column, one.cell)))


def _is_unknown(cell: str, column: Column) -> bool:
    if translated(cell, column) is not None:
        return False
    known = economies().get(code_map(column.codes).get(cell, "")) if column.codes in NUMBERED_LISTS else None
    return known is None or known.code not in AGGREGATES
