"""Any table of a statistics office, read through a mapping file (`messlatte.sources.mapping`)."""

from __future__ import annotations

import csv
import itertools
import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from messlatte.core.errors import InputError, UsageError
from messlatte.sources.mapping import TableMapping, parse
from messlatte.sources.mapping_columns import MappedColumn
from messlatte.sources.relation import Column, Csv, Kind, Parquet, Relation, Role, SetAside, TotalRow
from messlatte.sources.snapshot import RawFile, Snapshot, checked, keep
from messlatte.sources.tabular import as_csv, header, is_workbook, recoded
from messlatte.sources.unpack import prepared, unpacked

__all__ = ["MAPPING_NAME", "add", "relations"]

MAPPING_NAME = "mapping.toml"

_NUMBERS = frozenset({Role.VALUE, Role.WEIGHT, Role.QUANTITY})
_BOM = "\ufeff"


def add(data: Path, paths: Path | Sequence[Path], mapping: Path) -> Snapshot:
    """Keep tables of one shape together with the mapping that explains them.

    Raises
    ------
    UsageError
        If the mapping has mistakes, or names columns that a table has not.
    InputError
        If a table or the mapping cannot be read.
    """
    given = [paths] if isinstance(paths, Path) else list(paths)
    files = {one.name: one for path in given for one in (sorted(path.iterdir()) if path.is_dir() else [path])}
    source = _mapping(mapping).source
    return checked(keep(data, {**files, MAPPING_NAME: mapping}, source), relations)


def relations(snapshot: Snapshot) -> tuple[Relation, ...]:
    """Flows of the tables, by the mapping kept with them.

    Raises
    ------
    UsageError, InputError
        As for `add`.
    """
    kept = next((file for file in snapshot.files if file.name == MAPPING_NAME), None)
    if kept is None:
        raise InputError(f"{snapshot.files[0].name}: was kept without a mapping; add it again with --mapping")
    mapping = _mapping(kept.path)
    wanted = (".csv", ".tsv", ".txt", ".parquet", ".xlsx", ".xlsm", ".dbf")
    paths: list[Path] = []
    for raw in snapshot.files:
        if raw.name != MAPPING_NAME:
            inside = unpacked(snapshot.data, raw, wanted)
            paths.extend(_plain(snapshot.data, raw, kept, path, mapping) for path in inside)
    if not paths:
        raise InputError(f"{snapshot.source.title}: no table was found; give a file that ends in {', '.join(wanted)}")
    layouts = {_is_parquet(path) for path in paths}
    if len(layouts) > 1:
        raise InputError(f"{snapshot.source.title}: mixes Parquet with other tables; add them one by one")
    return (_flows(snapshot, mapping, tuple(paths), parquet=layouts.pop()),)


def _mapping(path: Path) -> TableMapping:
    try:
        return parse(path.read_text(encoding="utf-8-sig"), path.name)
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read as a mapping file ({error}); it must be TOML in UTF-8") from error


def _is_parquet(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) == b"PAR1"


def _plain(data: Path, raw: RawFile, mapping_file: RawFile, path: Path, mapping: TableMapping) -> Path:
    """Table as Parquet or as UTF-8 text that has one header line and rows below it, nothing else."""
    file = mapping.file
    found = "parquet" if _is_parquet(path) else "xlsx" if is_workbook(path) else "csv"
    if file.format not in (None, found):
        raise InputError(f"{path.name}: is {found}, but the mapping says file.format = {file.format!r}; correct one of them")
    if found == "parquet":
        if mapping.wide:
            raise UsageError(f"{path.name}: [wide] is for text and workbooks; write the Parquet file with a period column")
        return path
    text = as_csv(data, raw, path, sheet=file.sheet, decimal=file.decimal) if found == "xlsx" or path.suffix.lower() == ".dbf" else path
    if text == path:
        text = recoded(data, raw, path, file.encoding)
    if file.header_rows == 1 and not file.footer and not mapping.wide:
        return text
    # The delimiter of a workbook's copy is ours, not the mapping's.
    delimiter = header(text, file.delimiter if text.name != "sheet.csv" else ",", skip=file.skip)[1]
    key = f"{raw.sha256}-by-{mapping_file.sha256[:16]}-{text.stem}"

    def write(folder: Path) -> None:
        with (
            text.open(encoding="utf-8-sig", newline="") as source,
            (folder / "table.csv").open("w", encoding="utf-8", newline="") as target,
        ):
            try:
                rows = _body(csv.reader(source, delimiter=delimiter, quotechar=file.quote), mapping)
                csv.writer(target, delimiter=delimiter, quotechar=file.quote, lineterminator="\n").writerows(rows)
            except (UnicodeDecodeError, csv.Error) as error:
                raise InputError(f"{path.name}: cannot be read as a table in {file.encoding} ({error}); name its encoding") from error

    return prepared(data, key, write)[0]


def _body(rows: Iterator[list[str]], mapping: TableMapping) -> Iterator[list[str]]:
    """Header and rows of a table with a header over several lines, a footer or a column for each period."""
    file = mapping.file
    lines = list(itertools.islice(itertools.islice(rows, file.skip, None), file.header_rows))
    names = _joined(lines)
    kept = _without_footer((row for row in rows if any(cell.strip() for cell in row)), file.footer)
    if mapping.wide is None:
        yield names
        yield from kept
        return
    pattern = re.compile(mapping.wide.pattern)
    periods = [(at, match[1]) for at, name in enumerate(names) if (match := pattern.search(name))]
    if not periods:
        raise UsageError(f"wide.pattern: {mapping.wide.pattern!r} matches none of the headers {', '.join(names)[:300]}")
    rest = [at for at, _ in enumerate(names) if at not in dict(periods)]
    yield [*(names[at] for at in rest), "period", mapping.columns[Role.VALUE].name]
    for row in kept:
        row += [""] * (len(names) - len(row))
        beginning = [row[at] for at in rest]
        for at, period in periods:
            yield [*beginning, period, row[at]]


def _joined(lines: list[list[str]]) -> list[str]:
    """One header of several lines: a cell left empty by a merged one takes the text to its left, parts are joined by " / "."""
    width = max((len(line) for line in lines), default=0)
    filled = []
    for depth, line in enumerate(lines):
        cells = [cell.strip().removeprefix(_BOM) for cell in line] + [""] * (width - len(line))
        if depth < len(lines) - 1:
            cells = _filled(cells)
        filled.append(cells)
    return [" / ".join(part for part in parts if part) for parts in zip(*filled, strict=True)]


def _filled(cells: list[str]) -> list[str]:
    for at, cell in enumerate(cells[1:], 1):
        cells[at] = cell or cells[at - 1]
    return cells


def _without_footer(rows: Iterable[list[str]], footer: int) -> Iterator[list[str]]:
    held: deque[list[str]] = deque()
    for row in rows:
        held.append(row)
        if len(held) > footer:
            yield held.popleft()


def _flows(snapshot: Snapshot, mapping: TableMapping, paths: tuple[Path, ...], *, parquet: bool) -> Relation:
    layout, names = _layout(mapping, paths, parquet=parquet)
    columns = dict(mapping.columns)
    if mapping.wide:
        columns[Role.PERIOD] = MappedColumn("period", format=mapping.wide.format)
    _check_names(mapping, columns, names, paths[0])
    period = columns.get(Role.PERIOD)
    flow = columns.get(Role.FLOW)
    product = columns.get(Role.PRODUCT)
    constants = dict(mapping.constants)
    if Role.REGION in constants:
        constants[Role.REPORTER] = constants.pop(Role.REGION)
    frequency = constants.pop(Role.FREQUENCY, None) or _frequency(period, columns)
    return Relation(
        kind=Kind.FLOWS,
        name="table",
        files=paths,
        layout=layout,
        columns=tuple(_column(role, column) for role, column in columns.items()),
        source=snapshot.source,
        frequency=frequency,
        period_format=period.format if period else None,
        classification=constants.pop(Role.CLASSIFICATION, None) or (product.codes if product and product.codes != "map" else None),
        constants=constants,
        flow_codes=flow.flows if flow else {},
        valuation={},
        set_aside=(*_rules(mapping), *_total_rule(mapping)),
        total=_total(mapping),
        notes=("Valuation is not stated; imports are taken as the office reports them.",),
    )


def _layout(mapping: TableMapping, paths: tuple[Path, ...], *, parquet: bool) -> tuple[Csv | Parquet, tuple[str, ...]]:
    if parquet:
        import pyarrow.parquet as pq

        try:
            return Parquet(), tuple(pq.read_schema(paths[0]).names)
        except (OSError, ValueError) as error:
            raise InputError(f"{paths[0].name}: is no readable Parquet ({error})") from error
    file = mapping.file
    ours = paths[0].name in ("sheet.csv", "table.csv")
    skip = 0 if paths[0].name == "table.csv" else file.skip
    given = "," if paths[0].name == "sheet.csv" else file.delimiter
    names, delimiter = header(paths[0], given, skip=skip)
    for other in paths[1:]:
        if header(other, delimiter, skip=skip)[0] != names:
            raise InputError(f"{other.name}: has other columns than {paths[0].name}; add tables of one shape at a time")
    return Csv(delimiter, '"' if ours and file.quote == '"' else file.quote, file.decimal, file.thousands, file.nulls, skip), tuple(names)


def _check_names(mapping: TableMapping, columns: dict[Role, MappedColumn], names: tuple[str, ...], path: Path) -> None:
    wanted = {f"columns.{role}": column.name for role, column in columns.items()}
    wanted.update({f"set_aside[{at}].column": str(rule["column"]) for at, rule in enumerate(mapping.set_aside)})
    if mapping.total:
        wanted["total.column"] = str(mapping.total["column"])
        wanted.update({f"total.within[{at}]": str(name) for at, name in enumerate(mapping.total.get("within", []))})
    missing = [f"{where}: no column is named {name!r}" for where, name in wanted.items() if name not in names]
    if missing:
        raise UsageError(
            "\n  ".join([f"{path.name}: {len(missing)} mistakes in its mapping", *missing, f"it has the columns {', '.join(names)[:600]}"])
        )


def _column(role: Role, column: MappedColumn) -> Column:
    known = Column(column.name, role, role in _NUMBERS, column.scale, column.unit, column.codes, column.labels, column.before, column.width)
    return replace(known, unit=None) if role is Role.QUANTITY and column.unit is None else known


def _frequency(period: MappedColumn | None, columns: dict[Role, MappedColumn]) -> str | None:
    if period is not None and period.format:
        return "M" if set("mbB") & set(re.findall(r"%(.)", period.format)) else "A"
    return "M" if Role.MONTH in columns else "A" if Role.YEAR in columns else None


def _rules(mapping: TableMapping) -> tuple[SetAside, ...]:
    return tuple(
        SetAside(
            str(rule["column"]),
            tuple(map(str, rule.get("cells", []))),
            rule.get("pattern"),
            str(rule.get("why", "")),
            bool(rule.get("keep", False)),
        )
        for rule in mapping.set_aside
    )


def _total_rule(mapping: TableMapping) -> tuple[SetAside, ...]:
    if not mapping.total:
        return ()
    return (SetAside(str(mapping.total["column"]), (str(mapping.total["cell"]),), why="the printed total repeats the other rows"),)


def _total(mapping: TableMapping) -> TotalRow | None:
    if not mapping.total:
        return None
    found = mapping.total
    return TotalRow(
        str(found["column"]), str(found["cell"]), float(found.get("tolerance", 0.001)), tuple(map(str, found.get("within", [])))
    )
