"""Eurostat Comext: monthly trade of the EU's members by partner and 8-digit product of the Combined Nomenclature.

Bulk files ``full_v2_202312.7z`` (until 2023: ``full202312.7z``) hold one text ``full_202312.dat``; month 52 in the name and the period
column means the whole year. The second form is SDMX-CSV as the dissemination API gives it (``DATAFLOW,...,OBS_VALUE``).
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from messlatte.core.errors import InputError, UsageError
from messlatte.core.evidence import Source
from messlatte.sources.relation import Column, Csv, Kind, Relation, Role, SetAside
from messlatte.sources.snapshot import Snapshot, checked, keep
from messlatte.sources.tabular import Header, header
from messlatte.sources.unpack import unpacked

if TYPE_CHECKING:
    from messlatte.sources.download import Progress

__all__ = ["LICENCE", "PRODUCER", "add", "fetch", "relations"]

PRODUCER = "Eurostat"
LICENCE = "CC BY 4.0 (Commission Decision 2011/833/EU)"
BASE_URL = "https://ec.europa.eu/eurostat/api/dissemination/files"

_MONTH = re.compile(r"(\d{4})(\d{2})(?=\.|$)")
_ROLES = {
    Role.REPORTER: ("REPORTER", "DECLARANT_ISO", "reporter"),
    Role.PARTNER: ("PARTNER_ISO", "PARTNER", "partner"),
    Role.PRODUCT: ("PRODUCT_NC", "product"),
    Role.FLOW: ("FLOW", "flow"),
    Role.PERIOD: ("PERIOD", "TIME_PERIOD"),
    Role.VALUE: ("VALUE_EUR", "VALUE_IN_EUROS", "OBS_VALUE"),
    Role.WEIGHT: ("QUANTITY_KG", "QUANTITY_IN_KG"),
    Role.QUANTITY: ("QUANTITY_SUPPL_UNIT", "SUP_QUANTITY"),
    Role.UNIT: ("SUPPL_UNIT", "SUPP_UNIT"),
}
_CODES = {Role.REPORTER: "COMEXT", Role.PARTNER: "COMEXT", Role.PRODUCT: "CN8"}
_UNITS = {Role.VALUE: "EUR", Role.WEIGHT: "kg"}
_NUMBERS = {Role.VALUE, Role.WEIGHT, Role.QUANTITY}
_GROUPS = r"^(WORLD|TOTAL|EXT_.*|INT_.*|EU(\d.*|_.*)?|EA(\d.*|_.*)?|ACP|OPEC|BRICS|ASEAN.*|EFTA|CIS.*)$"


def add(data: Path, paths: Path | list[Path]) -> Snapshot:
    """Keep Comext files: bulk archives or texts of one or several months, a folder of them, or SDMX-CSV.

    Raises
    ------
    InputError
        If a file has not Comext's columns.
    """
    given = [paths] if isinstance(paths, Path) else paths
    files = [one for path in given for one in (sorted(path.iterdir()) if path.is_dir() else [path])]
    months = sorted("".join(match.groups()) for match in (_MONTH.search(file.name) for file in files) if match)
    version = f"{months[0]}-{months[-1]}" if len(months) > 1 else (months or ["not dated"])[0]
    source = Source(
        PRODUCER, "Comext", version, url="https://ec.europa.eu/eurostat/web/international-trade-in-goods/database", licence=LICENCE
    )
    return checked(keep(data, {file.name: file for file in files}, source), relations)


def fetch(data: Path, month: str, *, base_url: str = BASE_URL, allow_loopback: bool = False, progress: Progress | None = None) -> Snapshot:
    """Download the bulk file of a month (``202312``), or of a year as one (``202352``), and keep it.

    Raises
    ------
    UsageError
        If the month is not written as one.
    NetworkError
        If it cannot be had, for instance because the month is not published yet.
    """
    from messlatte.sources.download import download_kept
    from messlatte.sources.http import Request

    if not re.fullmatch(r"(19|20)\d{2}(0[1-9]|1[0-2]|52)", month):
        raise UsageError(f"month: {month!r} is not one; write 202312 for December 2023 or 202352 for the whole year")
    name = f"full_v2_{month}.7z"
    request = Request(base_url, params={"file": f"comext/COMEXT_DATA/PRODUCTS/{name}"}, allow_loopback=allow_loopback)
    source = Source(PRODUCER, "Comext", month, url=f"{base_url}?file=comext/COMEXT_DATA/PRODUCTS/{name}", licence=LICENCE)
    return download_kept(data, request, name, source, relations, progress)


def relations(snapshot: Snapshot) -> tuple[Relation, ...]:
    """Flows: one relation for months and one for whole years, if the snapshot holds both.

    Raises
    ------
    InputError
        If a file has not Comext's columns.
    """
    groups: dict[tuple[Header, bool], list[Path]] = {}
    for raw in snapshot.files:
        for path in unpacked(snapshot.data, raw, (".dat", ".csv", ".txt")):
            names, _ = header(path, ",")
            match = _MONTH.search(raw.name)
            groups.setdefault((names, bool(match and match[2] == "52")), []).append(path)
    if not groups:
        raise InputError(f"{snapshot.files[0].name}: holds no .dat or .csv file; give Eurostat's bulk file as published")
    found = [_flows(snapshot, names, yearly, tuple(paths), number) for number, ((names, yearly), paths) in enumerate(groups.items())]
    return tuple(found)


def _flows(snapshot: Snapshot, names: Header, yearly: bool, paths: tuple[Path, ...], number: int) -> Relation:
    columns = {role: next((name for name in options if name in names), None) for role, options in _ROLES.items()}
    missing = [
        _ROLES[role][0] for role in (Role.REPORTER, Role.PARTNER, Role.PRODUCT, Role.FLOW, Role.PERIOD, Role.VALUE) if not columns[role]
    ]
    if missing:
        raise InputError(f"{paths[0].name}: lacks the columns {', '.join(missing)}; it has {', '.join(names)[:300]}")
    api = "OBS_VALUE" in names
    return Relation(
        kind=Kind.FLOWS,
        name=f"{'years' if yearly else 'months'}{number or ''}",
        files=paths,
        layout=Csv(nulls=("", ":", ".....")),
        columns=tuple(
            Column(name, role, role in _NUMBERS, unit=_UNITS.get(role), codes="HS" if api and role is Role.PRODUCT else _CODES.get(role))
            for role, name in columns.items()
            if name
        ),
        source=snapshot.source,
        frequency="A" if yearly else "M",
        period_format="%Y52" if yearly else "%Y-%m" if api else "%Y%m",
        classification="HS" if api else "CN8",
        flow_codes={"1": "import", "2": "export", "01": "import", "02": "export", "IMPORT": "import", "EXPORT": "export"},
        valuation={"export": "fob", "import": "cif"},
        set_aside=_set_aside(columns, names, yearly),
        notes=(
            "Extra-EU trade is complete; intra-EU trade is collected above thresholds and estimated below by some members.",
            "Codes with letters after the chapter stand for trade whose product is confidential; they belong to the total.",
            "Partners QP to QZ are stores, unspecified or secret; they belong to the total and are no country.",
        ),
    )


def _set_aside(columns: dict[Role, str | None], names: Header, yearly: bool) -> tuple[SetAside, ...]:
    rules = [
        SetAside(columns[Role.PARTNER] or "", pattern=_GROUPS, why="groups of partners repeat their members"),
        SetAside(columns[Role.REPORTER] or "", pattern=_GROUPS, why="groups of reporters repeat their members"),
    ]
    if "OBS_VALUE" in names:
        if "indicators" in names:
            rules.append(SetAside("indicators", ("VALUE_IN_EUROS", "VALUE_EUR"), why="only values in euro are read", keep=True))
        if "freq" in names:
            rules.append(SetAside("freq", ("M",), why="yearly rows repeat the months", keep=True))
        return tuple(rules)
    rules.append(
        SetAside(columns[Role.PRODUCT] or "", pattern=r"^(TOTAL|\d{2}|\d{4}|\d{6})$", why="totals of headings repeat the 8-digit lines")
    )
    if not yearly:
        rules.append(SetAside(columns[Role.PERIOD] or "", pattern=r"^\d{4}52$", why="yearly totals repeat the months"))
    return tuple(rules)
