"""A raw relation as rows of the ledger: one SELECT, made from the description that a source gives of its files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from messlatte.core.errors import InputError
from messlatte.ledger.cells import (
    frequency_sql,
    is_numbered,
    number_sql,
    period_sql,
    product_sql,
    quoted,
    scan_sql,
    text_sql,
)
from messlatte.ledger.engine import literal
from messlatte.sources.relation import Column, Relation, Role, SetAside

__all__ = ["PLACES", "UNKNOWN", "Shape", "constants_of", "place_columns", "rows_sql", "shape_of", "total_sql"]

# Stands for a code that no list knows, until the rows are refused and the raw codes are named.
UNKNOWN = "?"

PLACES = (Role.REPORTER, Role.PARTNER, Role.EXPORTER, Role.IMPORTER, Role.REGION)


@dataclass(frozen=True, slots=True)
class Shape:
    """What the partitions of a relation hold, and the constants that stand in the manifest instead."""

    columns: tuple[str, ...]
    constants: Mapping[str, str]


def place_columns(relation: Relation) -> tuple[Column, ...]:
    """Columns of a relation that hold economies."""
    return tuple(column for column in relation.columns if column.role in PLACES)


def shape_of(relation: Relation) -> Shape:
    """Columns and constants of a relation.

    Raises
    ------
    InputError
        If the relation does not say who trades with whom, or in which currency.
    """
    constants = constants_of(relation)
    columns = ["exporter", "importer", "product", "period", "value"]
    if _declared(relation):
        columns.insert(0, "reporter")
    optional = {"weight_kg": Role.WEIGHT, "quantity": Role.QUANTITY, "unit": Role.UNIT}
    columns += [name for name, role in optional.items() if relation.column(role)]
    columns += [name for name in ("frequency", "classification", "currency") if name not in constants]
    return Shape(tuple(columns), constants)


def constants_of(relation: Relation) -> dict[str, str]:
    """What is the same in every row: frequency, classification and currency, as far as the relation says them once."""
    value = relation.column(Role.VALUE)
    if value is None:
        raise InputError(f"{relation.name}: names no column of values")
    frequency = relation.frequency or relation.constants.get(Role.FREQUENCY)
    no_products = "HS" if relation.column(Role.PRODUCT) is None else None
    classification = relation.classification or relation.constants.get(Role.CLASSIFICATION) or no_products
    currency = value.unit or relation.constants.get(Role.CURRENCY)
    if not currency and relation.column(Role.CURRENCY) is None:
        raise InputError(f"{relation.name}: does not say in which currency the values are")
    if not classification and relation.column(Role.CLASSIFICATION) is None:
        classification = "NATIONAL"
    found = {"frequency": frequency, "classification": classification, "currency": currency}
    return {name: said for name, said in found.items() if said}


def _declared(relation: Relation) -> bool:
    """Whether rows are declarations of a reporter rather than flows of an exporter to an importer."""
    if relation.column(Role.EXPORTER) and relation.column(Role.IMPORTER):
        return False
    reporter = relation.column(Role.REGION) or relation.column(Role.REPORTER) or relation.constants.get(Role.REPORTER)
    partner = relation.column(Role.PARTNER) or relation.constants.get(Role.PARTNER)
    flow = relation.column(Role.FLOW) or relation.constants.get(Role.FLOW)
    if not (reporter and partner and flow):
        raise InputError(f"{relation.name}: names neither exporter and importer nor reporter, partner and flow")
    return True


def rows_sql(relation: Relation, files: tuple[Path, ...], macros: Mapping[Role, str], *, fast: bool) -> str:
    """Write the SELECT that turns raw files into rows of the ledger, in the order of the files.

    Parameters
    ----------
    relation : Relation
        What the files hold.
    files : tuple of Path
        Some or all of its files.
    macros : mapping of Role to str
        For each column of economies the macro that translates it; see `messlatte.ledger.translation`.
    fast : bool
        Whether numbers are read as such; see `messlatte.ledger.cells`.
    """
    shape = shape_of(relation)
    expressions = _expressions(relation, macros, fast=fast)
    chosen = ", ".join(f"{expressions[name]} AS {name}" for name in shape.columns)
    conditions = [_condition(rule, relation) for rule in relation.set_aside]
    if relation.flow_codes and relation.column(Role.FLOW):
        conditions.append(f"({_is_export(relation)}) IS NOT NULL")
    where = f"WHERE {' AND '.join(conditions)}" if conditions else ""
    return f"SELECT {chosen} FROM {scan_sql(relation, files, fast=fast)} AS raw {where}"


def _condition(rule: SetAside, relation: Relation) -> str:
    known = next((column for column in relation.columns if column.name == rule.column), Column(rule.column))
    cell = f"coalesce(trim(CAST({quoted(known.name)} AS VARCHAR)), '')"
    listed = ", ".join(map(literal, rule.cells))
    found = f"regexp_matches({cell}, {literal(rule.pattern)})" if rule.pattern else f"({cell} IN ({listed}))"
    return found if rule.keep else f"NOT {found}"


def _is_export(relation: Relation) -> str:
    column = relation.column(Role.FLOW)
    if column is None:
        return "true" if relation.constants.get(Role.FLOW) == "export" else "false"
    codes = relation.flow_codes or {"export": "export", "import": "import"}
    cases = " ".join(f"WHEN {literal(cell)} THEN {'true' if flow == 'export' else 'false'}" for cell, flow in codes.items())
    return f"CASE {text_sql(column)} {cases} END"


def _place(relation: Relation, role: Role, macros: Mapping[Role, str], *, fast: bool) -> str:
    column = relation.column(role)
    if column is None:
        return literal(relation.constants[role])
    text = text_sql(column)
    if is_numbered(column):
        return f"{macros[role]}({quoted(column.name) if fast else f'TRY_CAST({text} AS INTEGER)'})"
    return f"{macros[role]}({text})"


def _expressions(relation: Relation, macros: Mapping[Role, str], *, fast: bool) -> dict[str, str]:
    found = {"product": product_sql(relation), "period": period_sql(relation, fast=fast), "frequency": frequency_sql(relation)}
    if _declared(relation):
        reporter = _place(relation, Role.REGION if relation.column(Role.REGION) else Role.REPORTER, macros, fast=fast)
        partner, export = _place(relation, Role.PARTNER, macros, fast=fast), _is_export(relation)
        found["reporter"] = reporter
        found["exporter"] = f"CASE WHEN {export} THEN {reporter} ELSE {partner} END"
        found["importer"] = f"CASE WHEN {export} THEN {partner} ELSE {reporter} END"
    else:
        found |= {role.value: _place(relation, role, macros, fast=fast) for role in (Role.EXPORTER, Role.IMPORTER)}
    for name, role in (("value", Role.VALUE), ("weight_kg", Role.WEIGHT), ("quantity", Role.QUANTITY)):
        if column := relation.column(role):
            found[name] = number_sql(column, relation, fast=fast)
    for name, role in (("unit", Role.UNIT), ("classification", Role.CLASSIFICATION), ("currency", Role.CURRENCY)):
        if column := relation.column(role):
            found[name] = text_sql(column)
    return found


def total_sql(relation: Relation) -> str | None:
    """SELECT of ``place, printed, added`` for every total that the producer printed; None if there is none."""
    total, value = relation.total, relation.column(Role.VALUE)
    if total is None or value is None:
        return None
    known = next((column for column in relation.columns if column.name == total.column), Column(total.column))
    printed = f"trim(CAST({quoted(known.name)} AS VARCHAR)) = {literal(total.cell)}"
    # A rule about the total's own column parts the total from its parts; the others hold for both, unless they set the total aside too.
    common = [_condition(rule, relation) for rule in relation.set_aside if rule.column != total.column]
    parts = [*common, *(_condition(rule, relation) for rule in relation.set_aside if rule.column == total.column)]
    number = number_sql(value, relation, fast=False)
    said = f"coalesce(sum({number}) FILTER ({' AND '.join([printed, *common])}), sum({number}) FILTER ({printed}))"
    added = f"sum({number}) FILTER ({' AND '.join([f'NOT coalesce({printed}, false)', *parts])})"
    place = " || ' ' || ".join(f"coalesce({quoted(name)}::VARCHAR, '')" for name in total.within) or "''"
    scan = scan_sql(relation, relation.files, fast=False)
    return (
        f"SELECT {place} AS place, {said} AS printed, {added} AS added FROM {scan} AS raw "
        f"GROUP BY 1 HAVING count(*) FILTER ({printed}) > 0 ORDER BY 1"
    )
