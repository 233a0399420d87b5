"""Reads a relation by its description alone, the plainest way, so that tests see what an engine would."""

from __future__ import annotations

import csv
import datetime as dt
import re
from dataclasses import dataclass

import pyarrow.parquet as pq

from messlatte.sources.relation import Column, Csv, Relation, Role


@dataclass
class Read:
    rows: list[dict[Role, object]]
    aside: int
    totals: list[dict[Role, object]]


def read(relation: Relation) -> Read:
    out = Read([], 0, [])
    for path in relation.files:
        if isinstance(relation.layout, Csv):
            with path.open(encoding="utf-8-sig", newline="") as file:
                for _ in range(relation.layout.skip):
                    file.readline()
                raw = list(csv.DictReader(file, delimiter=relation.layout.delimiter, quotechar=relation.layout.quote))
        else:
            raw = [{name: "" if cell is None else str(cell) for name, cell in row.items()} for row in pq.read_table(path).to_pylist()]
        for row in raw:
            row = {name.strip(): (cell or "").strip() for name, cell in row.items() if name is not None}
            if relation.total and row[relation.total.column] == relation.total.cell:
                out.totals.append(_understood(relation, row))
            if _is_aside(relation, row):
                out.aside += 1
                continue
            understood = _understood(relation, row)
            if relation.flow_codes and understood[Role.FLOW] is None:
                out.aside += 1
                continue
            out.rows.append(understood)
    return out


def _is_aside(relation: Relation, row: dict[str, str]) -> bool:
    for rule in relation.set_aside:
        cell = row[rule.column]
        hit = cell in rule.cells or (rule.pattern is not None and re.search(rule.pattern, cell) is not None)
        if hit != rule.keep:
            return True
    return False


def _understood(relation: Relation, row: dict[str, str]) -> dict[Role, object]:
    found: dict[Role, object] = dict(relation.constants)
    for column in relation.columns:
        if column.role is not None:
            found[column.role] = _cell(relation, column, row[column.name])
    if relation.flow_codes and Role.FLOW in found:
        found[Role.FLOW] = relation.flow_codes.get(str(found[Role.FLOW]))
    if relation.period_format and Role.PERIOD in found and found[Role.PERIOD]:
        moment = dt.datetime.strptime(str(found[Role.PERIOD]), relation.period_format)
        found[Role.PERIOD] = f"{moment.year}-{moment.month:02d}" if relation.frequency == "M" else str(moment.year)
    return found


def _cell(relation: Relation, column: Column, cell: str) -> object:
    layout = relation.layout
    if isinstance(layout, Csv) and cell in layout.nulls:
        return None
    if column.number:
        if isinstance(layout, Csv):
            if layout.thousands:
                cell = cell.replace(layout.thousands, "")
            cell = cell.replace(layout.decimal, ".")
        return float(cell) * column.scale if cell else None
    if column.before:
        cell = cell.split(column.before)[0]
    if column.width:
        cell = cell.rjust(column.width, "0")
    if column.labels:
        cell = column.labels.get(cell) or (column.labels.get(cell[:2]) if column.codes == "OKATO" else None) or cell
    return cell
