"""Comtrade's rows described: answers of the API, bulk files, files of the website."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from messlatte.core.errors import InputError, NetworkError
from messlatte.sources.pages import parsed
from messlatte.sources.relation import Column, Csv, Kind, Parquet, Relation, Role, SetAside, TotalRow
from messlatte.sources.snapshot import RawFile, Snapshot
from messlatte.sources.tabular import header
from messlatte.sources.unpack import prepared, unpacked

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["CLASSIFICATIONS", "relations"]

CLASSIFICATIONS = {
    "H0": "HS92", "H1": "HS96", "H2": "HS02", "H3": "HS07", "H4": "HS12", "H5": "HS17", "H6": "HS22",
    "S1": "SITC1", "S2": "SITC2", "S3": "SITC3", "S4": "SITC4", "EB": "EBOPS", "EB02": "EBOPS", "EB10": "EBOPS",
}  # fmt: skip

_ROLES = {
    "freqcode": Role.FREQUENCY,
    "period": Role.PERIOD,
    "reportercode": Role.REPORTER,
    "flowcode": Role.FLOW,
    "partnercode": Role.PARTNER,
    "classificationcode": Role.CLASSIFICATION,
    "cmdcode": Role.PRODUCT,
    "qtyunitabbr": Role.UNIT,
    "qty": Role.QUANTITY,
    "netwgt": Role.WEIGHT,
    "primaryvalue": Role.VALUE,
}
_NEEDED = ("period", "reporterCode", "flowCode", "partnerCode", "cmdCode", "primaryValue")
_NUMBERS = frozenset({Role.QUANTITY, Role.WEIGHT, Role.VALUE})
_BREAKDOWNS = {"partner2code": "0", "customscode": "C00", "motcode": "0", "moscode": "0"}
_KEPT = ("typeCode", "freqCode", "period", "reporterCode", "flowCode", "partnerCode", "partner2Code", "classificationCode", "cmdCode",
         "customsCode", "mosCode", "motCode", "qtyUnitAbbr", "qty", "netWgt", "primaryValue")  # fmt: skip
_FLOATS = ("qty", "netWgt", "primaryValue")
_TEXTS = (".txt", ".csv", ".tsv")


def relations(snapshot: Snapshot) -> tuple[Relation, ...]:
    """Flows, one relation for each form (answers of the API, texts) and frequency that the snapshot holds.

    Raises
    ------
    InputError
        If a file has not Comtrade's columns.
    """
    answers = [file for file in snapshot.files if file.name.lower().endswith(".json")]
    found = []
    if answers:
        path = prepared(snapshot.data, f"{snapshot.sha256}-rows", lambda folder: _write_rows(answers, folder / "rows.parquet"))[0]
        found.append(_from_answers(snapshot, path))
    groups: dict[tuple[tuple[str, ...], str, str], list[Path]] = {}
    for file in snapshot.files:
        if file not in answers:
            for path in unpacked(snapshot.data, file, _TEXTS):
                found_names, delimiter = header(path)
                key = (tuple(found_names), delimiter, _frequency(path, found_names, delimiter))
                groups.setdefault(key, []).append(path)
    for number, ((names, delimiter, frequency), paths) in enumerate(groups.items()):
        found.append(
            _flows(
                snapshot, f"texts{number or ''}", tuple(paths), Csv(delimiter=delimiter), names, frequency, _level(paths, names, delimiter)
            )
        )
    if not found:
        raise InputError(f"{snapshot.files[0].name}: holds no .json, .txt or .csv file of Comtrade")
    return tuple(found)


def _write_rows(answers: list[RawFile], path: Path) -> None:
    """All rows of the answers as Parquet: codes as text, numbers as numbers, other fields left out."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = pa.schema([(name, pa.float64() if name in _FLOATS else pa.string()) for name in _KEPT])
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for file in answers:
            writer.write_table(pa.Table.from_pylist([_row(file, row) for row in _rows(file)], schema=schema))


def _rows(file: RawFile) -> list[dict[str, Any]]:
    try:
        rows = parsed(file.path.read_bytes(), file.name)["data"]
    except (NetworkError, KeyError, TypeError) as error:
        raise InputError(f"{file.name}: is not an answer of Comtrade's API; fetch it again") from error
    if not isinstance(rows, list):
        raise InputError(f"{file.name}: is not an answer of Comtrade's API; fetch it again")
    return rows


def _row(file: RawFile, row: dict[str, Any]) -> dict[str, Any]:
    if missing := [name for name in _NEEDED if name not in row]:
        raise InputError(f"{file.name}: a row lacks {', '.join(missing)}; is it an answer of Comtrade's API?")
    try:
        return {name: None if row.get(name) is None else float(row[name]) if name in _FLOATS else str(row[name]) for name in _KEPT}
    except (TypeError, ValueError) as error:
        raise InputError(f"{file.name}: a row holds text where a number belongs ({error})") from error


def _from_answers(snapshot: Snapshot, path: Path) -> Relation:
    import pyarrow.parquet as pq

    table = pq.read_table(path, columns=["cmdCode", "period"])
    lengths = {len(period) for period in table["period"].unique().to_pylist() if period}
    if len(lengths) > 1:
        raise InputError("Comtrade: years and months are mixed; keep them as two snapshots")
    return _flows(snapshot, "answers", (path,), Parquet(), _KEPT, "M" if lengths == {6} else "A", _finest(table["cmdCode"]))


def _finest(codes: pa.ChunkedArray | pa.Array) -> int | None:
    """Digits of the finest product codes; None if there are only totals."""
    lengths = [len(code) for code in codes.unique().to_pylist() if code and code.isdigit()]
    return max(lengths, default=None)


def _level(paths: list[Path], names: tuple[str, ...], delimiter: str) -> int | None:
    """Digits of the finest product codes in texts; read in one pass over that column."""
    import pyarrow as pa
    import pyarrow.csv as pacsv

    at = next((at for at, name in enumerate(names) if name.lower() == "cmdcode"), None)
    if at is None:
        return None
    lengths: set[int] = set()
    # The columns are counted in the first row, not in the header: files of the website end their rows with one delimiter more.
    options = pacsv.ReadOptions(skip_rows=1, autogenerate_column_names=True)
    parsing = pacsv.ParseOptions(delimiter=delimiter, invalid_row_handler=lambda row: "skip")
    wanted = pacsv.ConvertOptions(include_columns=[f"f{at}"], column_types={f"f{at}": "string"})
    for path in paths:
        try:
            with pacsv.open_csv(path, options, parsing, wanted) as reader:
                lengths.update(level for batch in reader if (level := _finest(batch.column(0))) is not None)
        except pa.ArrowInvalid as error:
            if "Empty CSV" not in str(error):
                raise InputError(f"{path.name}: cannot be read as a table ({str(error)[:120]}); download it again") from error
        except (pa.ArrowException, OSError, KeyError) as error:
            raise InputError(f"{path.name}: cannot be read as a table ({str(error)[:120]}); download it again") from error
    return max(lengths, default=None)


def _frequency(path: Path, names: tuple[str, ...], delimiter: str) -> str:
    """Read the first period: six digits are months."""
    at = next((at for at, name in enumerate(names) if name.lower() == "period"), None)
    if at is None:
        raise InputError(f"{path.name}: lacks the column period; it has {', '.join(names)[:300]}")
    with path.open(encoding="utf-8-sig", errors="replace") as file:
        file.readline()
        cells = file.readline().split(delimiter)
    return "M" if at < len(cells) and re.fullmatch(r'"?\d{6}"?\s*', cells[at]) else "A"


def _flows(
    snapshot: Snapshot, name: str, paths: tuple[Path, ...], layout: Csv | Parquet, names: tuple[str, ...], frequency: str, level: int | None
) -> Relation:
    lower = {one.lower(): one for one in names}
    if missing := [one for one in _NEEDED if one.lower() not in lower]:
        raise InputError(f"{paths[0].name}: lacks the columns {', '.join(missing)}; it has {', '.join(names)[:300]}")
    rules = [SetAside(lower["partnercode"], ("0",), why="the world repeats its partners")]
    rules += [
        SetAside(lower[column], (cell, ""), why="a breakdown repeats the whole", keep=True)
        for column, cell in _BREAKDOWNS.items()
        if column in lower
    ]
    total = None
    if level is not None:
        # 9999AA, goods not specified, stands among the six-digit codes.
        pattern = r"^\d{4}[0-9A-Z]{2}$" if level == 6 else rf"^\d{{{level}}}$"
        rules.append(SetAside(lower["cmdcode"], pattern=pattern, why="headings and totals repeat the finest codes", keep=True))
        within = tuple(lower[one] for one in ("period", "reportercode", "flowcode", "partnercode"))
        total = TotalRow(lower["cmdcode"], "TOTAL", 0.001, within)
    return Relation(
        kind=Kind.FLOWS,
        name=name,
        files=paths,
        layout=layout,
        columns=tuple(_column(role, lower[one]) for one, role in _ROLES.items() if one in lower),
        source=snapshot.source,
        frequency=frequency,
        period_format="%Y%m" if frequency == "M" else "%Y",
        classification=None if "classificationcode" in lower else "HS",
        flow_codes={"M": "import", "X": "export"},
        valuation={"export": "fob", "import": "cif"},
        set_aside=tuple(rules),
        total=total,
        notes=("Imports are cif and exports fob where the reporter follows the recommendation; re-exports are part of exports.",),
    )


def _column(role: Role, name: str) -> Column:
    if role in (Role.REPORTER, Role.PARTNER):
        return Column(name, role, codes="COMTRADE")
    if role is Role.CLASSIFICATION:
        return Column(name, role, codes="map", labels=CLASSIFICATIONS)
    if role is Role.VALUE:
        return Column(name, role, number=True, unit="USD")
    if role is Role.WEIGHT:
        return Column(name, role, number=True, unit="kg")
    return Column(name, role, number=role in _NUMBERS)
