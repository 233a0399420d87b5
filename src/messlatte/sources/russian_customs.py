"""Customs statistics of foreign trade of Russia by federal subject, as stat.customs.gov.ru gave them out until 2022.

The file is ``DATTSVT.csv`` (tab-delimited UTF-8), ``DATTSVT.dbf`` (code page 866) or ``DATTSVT.xlsx``, mostly zipped. Columns in the
Russian form: ``napr, period, strana, tnved, edizm, Stoim, Netto, Kol, Region, Region_s``; in the English form: ``DIRECTION, PERIOD,
COUNTRY, HS, UM, VALUE, NETWEIGHT, QUANTITY, REGION, REGION_S``.
"""

from __future__ import annotations

from pathlib import Path

from messlatte.core.errors import InputError
from messlatte.core.evidence import Source
from messlatte.sources.relation import Column, Csv, Kind, Relation, Role
from messlatte.sources.russian_regions import OKATO
from messlatte.sources.snapshot import RawFile, Snapshot, checked, keep
from messlatte.sources.tabular import as_csv, header, recoded
from messlatte.sources.unpack import unpacked

__all__ = ["LICENCE", "PRODUCER", "STOPPED", "add", "relations"]

PRODUCER = "Federal Customs Service of Russia"
LICENCE = "open to all, without a stated licence; name the source"
STOPPED = (
    "The service stopped publishing in April 2022, with the first months of that year; what it has named since are sums by product group "
    "without partner or region. A region's trade after 2021 is known from its partners' declarations of the whole country only."
)

_COLUMNS = {
    Role.FLOW: ("direction", "napr"),
    Role.PERIOD: ("period",),
    Role.PARTNER: ("country", "strana"),
    Role.PRODUCT: ("hs", "tnved"),
    Role.UNIT: ("um", "edizm"),
    Role.VALUE: ("value", "stoim"),
    Role.WEIGHT: ("netweight", "netto"),
    Role.QUANTITY: ("quantity", "kol"),
    Role.REGION: ("region",),
}
_NEEDED = (Role.FLOW, Role.PERIOD, Role.PARTNER, Role.PRODUCT, Role.VALUE, Role.REGION)


def add(data: Path, path: Path) -> Snapshot:
    """Keep a customs file (CSV, dBase, workbook or a zip of them) or a folder of them.

    Raises
    ------
    InputError
        If it has not the columns of the customs file.
    """
    files = {one.name: one for one in sorted(path.iterdir())} if path.is_dir() else {path.name: path}
    source = Source(PRODUCER, "Foreign trade by federal subject", "as published", url="http://stat.customs.gov.ru", licence=LICENCE)
    return checked(keep(data, files, source), relations)


def relations(snapshot: Snapshot) -> tuple[Relation, ...]:
    """Flows of regions with partner countries; one relation for each form of the columns that occurs.

    Raises
    ------
    InputError
        If a file has not the columns of the customs file.
    """
    groups: dict[tuple[tuple[str, ...], str], list[Path]] = {}
    for raw in snapshot.files:
        for inside in unpacked(snapshot.data, raw, (".csv", ".dbf", ".xlsx", ".txt")):
            path = _text(snapshot.data, raw, inside)
            names, delimiter = header(path)
            groups.setdefault((tuple(names), delimiter), []).append(path)
    if not groups:
        raise InputError(f"{snapshot.files[0].name}: holds no .csv, .dbf or .xlsx file; give the file as the customs service gave it out")
    return tuple(
        _flows(snapshot, names, delimiter, tuple(paths), number) for number, ((names, delimiter), paths) in enumerate(groups.items())
    )


def _text(data: Path, raw: RawFile, inside: Path) -> Path:
    """Table as UTF-8 text; the older files are in Windows' Cyrillic."""
    path = as_csv(data, raw, inside)
    if path != inside:
        return path
    with path.open("rb") as file:
        beginning = file.read(1 << 16)
    try:
        beginning.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start < len(beginning) - 4:
            return recoded(data, raw, path, "cp1251")
    return path


def _flows(snapshot: Snapshot, names: tuple[str, ...], delimiter: str, paths: tuple[Path, ...], number: int) -> Relation:
    by_lower = {name.lower(): name for name in names}
    found = {role: next((by_lower[one] for one in options if one in by_lower), None) for role, options in _COLUMNS.items()}
    missing = [_COLUMNS[role][0].upper() for role in _NEEDED if not found[role]]
    if missing:
        raise InputError(f"{paths[0].name}: lacks the columns {', '.join(missing)}; it has {', '.join(names)[:300]}")
    return Relation(
        kind=Kind.FLOWS,
        name=f"flows{number or ''}",
        files=paths,
        layout=Csv(delimiter=delimiter, decimal=","),
        columns=tuple(_column(role, name) for role, name in found.items() if name),
        source=snapshot.source,
        frequency="M",
        period_format="%m/%Y",
        classification="TNVED10",
        constants={Role.REPORTER: "RUS"},
        flow_codes={"ИМ": "import", "ЭК": "export", "IM": "import", "EX": "export", "EK": "export"},
        valuation={"export": "fob", "import": "cif"},
        notes=(
            STOPPED,
            "The product code XXXXXXXXXX stands for goods whose product is secret; they belong to the total.",
            "A flow is booked where the trader is registered, which is not always where the goods are made or used.",
        ),
    )


def _column(role: Role, name: str) -> Column:
    if role is Role.PARTNER:
        return Column(name, role, codes="ISO2")
    if role is Role.PRODUCT:
        return Column(name, role, codes="TNVED10", width=10)
    if role is Role.REGION:
        return Column(name, role, codes="OKATO", labels=OKATO, before=" - ")
    if role is Role.VALUE:
        return Column(name, role, number=True, unit="USD")
    if role is Role.WEIGHT:
        return Column(name, role, number=True, unit="kg")
    return Column(name, role, number=role is Role.QUANTITY)
