"""Input-output tables: a user's own (one CSV or Parquet file), or a folder that pymrio saved."""

from __future__ import annotations

import ast
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from messlatte.core.errors import DataError, InputError, UsageError
from messlatte.projects.input_output import technical_coefficients

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["InputOutputTable", "read_io_table"]

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class InputOutputTable:
    """Technical coefficients of industries, perhaps of several regions.

    Parameters
    ----------
    regions, industries : tuple of str, length n
        Region ("" if the table has one only) and name of each industry.
    coefficients : ndarray, shape (n, n)
        A.
    output : ndarray, shape (n,)
        x, in the table's unit of money.
    satellites : dict of str to ndarray, shape (n,)
        What else the table holds by industry, such as ``"jobs"`` or ``"wages"``, in its own unit (not per unit of output).
    source : str
    """

    regions: tuple[str, ...]
    industries: tuple[str, ...]
    coefficients: Floats
    output: Floats
    satellites: dict[str, Floats]
    source: str

    def per_output(self, name: str) -> Floats:
        """A satellite per unit of output; 0 where there is no output.

        Raises
        ------
        UsageError
            If the table has no such satellite.
        """
        if name not in self.satellites:
            raise UsageError(
                f"{self.source}: nothing called {name!r} by industry; there is {', '.join(sorted(self.satellites)) or 'nothing'}"
            )
        return np.divide(self.satellites[name], self.output, out=np.zeros_like(self.output), where=self.output > 0)


def read_io_table(path: Path) -> InputOutputTable:
    """Read a table.

    Parameters
    ----------
    path : Path
        Either a CSV or Parquet file: one row an industry that sells, columns ``industry``, optionally ``region``, one column for each
        industry that buys (named like the rows, with regions ``"region|industry"``, in their order), ``output``, and further columns of
        numbers such as ``jobs`` or ``wages``. Or a folder that pymrio's ``save_all`` wrote (txt or Parquet), with Z or A and, unless Z and
        Y are there, x; every row of its extensions becomes a satellite ``"extension/row"``.

    Raises
    ------
    UsageError
        If there is nothing at the path.
    InputError
        If it cannot be read as an input-output table.
    """
    if not path.exists():
        raise UsageError(f"{path}: there is no such file or folder")
    try:
        return _of_pymrio(path) if path.is_dir() else _of_file(path)
    except (ValueError, KeyError, OSError, SyntaxError) as error:
        raise InputError(f"{path}: cannot be read as an input-output table ({str(error)[:200]})") from error


def _read(path: Path) -> pa.Table:
    if path.suffix == ".parquet":
        import pyarrow.parquet as pq

        return pq.read_table(path)
    from pyarrow import csv as arrow_csv

    return arrow_csv.read_csv(path, parse_options=arrow_csv.ParseOptions(delimiter=";" if b";" in path.open("rb").read(400) else ","))


def _of_file(path: Path) -> InputOutputTable:
    table = _read(path)
    names = table.column_names
    missing = [name for name in ("industry", "output") if name not in names]
    if missing:
        raise InputError(
            f"{path}: no column {', '.join(missing)}; an input-output table needs `industry`, one column an industry, `output`"
        )
    industries = tuple(map(str, table["industry"].to_pylist()))
    regions = tuple(map(str, table["region"].to_pylist())) if "region" in names else ("",) * len(industries)
    keys = [f"{region}|{industry}" if region else industry for region, industry in zip(regions, industries, strict=True)]
    absent = [key for key in keys if key not in names]
    if absent:
        raise InputError(f"{path}: the industry {absent[0]!r} sells but no column of that name buys ({len(absent)} such)")
    sales = np.column_stack([_numbers(table, key) for key in keys])
    output = _numbers(table, "output")
    others = [name for name in names if name not in {"industry", "region", "output", *keys}]
    return InputOutputTable(
        regions, industries, technical_coefficients(sales, output), output, {n: _numbers(table, n) for n in others}, path.name
    )


def _numbers(table: pa.Table, name: str) -> Floats:
    column = table[name].combine_chunks()
    values: Floats = column.cast("float64").to_numpy(zero_copy_only=False).astype(np.float64)
    return values


@dataclass(frozen=True, slots=True)
class _Frame:
    rows: list[tuple[str, ...]]
    columns: list[tuple[str, ...]]
    values: Floats


def _frame(folder: Path, name: str) -> _Frame | None:
    """One table of a folder of pymrio's, as its ``file_parameters.json`` describes it."""
    description = json.loads((folder / "file_parameters.json").read_text("utf-8"))["files"].get(name)
    if description is None:
        return None
    path = folder / Path(description["name"]).name
    index, header = int(description["nr_index_col"]), int(description["nr_header"])
    return _of_parquet(path) if path.suffix == ".parquet" else _of_text(path, index, header)


def _of_text(path: Path, index: int, header: int) -> _Frame:
    lines = [line.split("\t") for line in path.read_text("utf-8").splitlines() if line.strip()]
    # pandas writes the names of the index in a line of their own where the columns have one level only.
    head, body = lines[:header], lines[header:]
    if body and header > 1 and not any(cell.strip() for cell in body[0][index:]):
        body = body[1:]
    columns = list(zip(*(row[index:] for row in head), strict=True))
    return _Frame([tuple(row[:index]) for row in body], columns, np.array([[float(x or "nan") for x in row[index:]] for row in body]))


def _of_parquet(path: Path) -> _Frame:
    table = _read(path)
    meta = json.loads((table.schema.metadata or {}).get(b"pandas", b"{}"))
    index = [name for name in meta.get("index_columns", []) if isinstance(name, str)]
    columns = [name for name in table.column_names if name not in index]
    rows = list(zip(*(map(str, table[name].to_pylist()) for name in index), strict=True))
    parsed = [ast.literal_eval(name) if name.startswith("(") else (name,) for name in columns]
    return _Frame(rows, [tuple(map(str, name)) for name in parsed], np.column_stack([_numbers(table, name) for name in columns]))


def _of_pymrio(folder: Path) -> InputOutputTable:
    if not (folder / "file_parameters.json").is_file():
        raise InputError(f"{folder}: no file_parameters.json in it, so it is no table that pymrio saved")
    sales, given, demand, total = (_frame(folder, name) for name in ("Z", "A", "Y", "x"))
    base = sales or given
    if base is None or (total is None and (sales is None or demand is None)):
        raise DataError(f"{folder}: Z and Y, or Z and x, or A and x are needed")
    output = total.values[:, 0] if total else np.asarray((sales or base).values.sum(axis=1) + (demand or base).values.sum(axis=1))
    coefficients = given.values if given else technical_coefficients(base.values, output)
    satellites: dict[str, Floats] = {}
    for place in sorted(folder.iterdir()):
        flows = _frame(place, "F") if (place / "file_parameters.json").is_file() else None
        if flows is not None:
            satellites |= {f"{place.name}/{' '.join(row)}": values for row, values in zip(flows.rows, flows.values, strict=True)}
    regions, industries = zip(*((row[0], row[1]) if len(row) > 1 else ("", row[0]) for row in base.rows), strict=True)
    return InputOutputTable(regions, industries, coefficients, output, satellites, folder.name)
