"""CEPII BACI: yearly bilateral trade by HS 6-digit product, both declarations reconciled.

Gaulier, G. and Zignago, S. (2010), BACI: International Trade Database at the Product-Level. The 1994-2007 Version, CEPII Working Paper
2010-23. A release is a zip ``BACI_HS92_V202501.zip`` of files ``BACI_HS92_Y1995_V202501.csv`` (``t,i,j,k,v,q``: year, exporter, importer,
product, thousand USD fob, tonnes) with ``country_codes_V202501.csv`` and ``product_codes_HS92_V202501.csv``.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from messlatte.core.errors import InputError, UsageError, unknown_option
from messlatte.core.evidence import Source
from messlatte.sources.relation import Column, Csv, Kind, Relation, Role
from messlatte.sources.snapshot import Snapshot, checked, keep
from messlatte.sources.tabular import header
from messlatte.sources.unpack import unpacked

if TYPE_CHECKING:
    from messlatte.sources.download import Progress

__all__ = ["LICENCE", "PRODUCER", "REVISIONS", "add", "fetch", "relations"]

PRODUCER = "CEPII"
LICENCE = "Etalab Open Licence 2.0"
URL = "https://www.cepii.fr/CEPII/en/bdd_modele/bdd_modele_item.asp?id=37"

BASE_URL = "https://www.cepii.fr/DATA_DOWNLOAD/baci/data"
REVISIONS = ("HS92", "HS96", "HS02", "HS07", "HS12", "HS17", "HS22")

_YEAR = re.compile(r"^BACI_(HS\d\d)_Y(\d{4})_V(\w+?)\.csv$", re.IGNORECASE)
_ANY = re.compile(r"BACI_(HS\d\d)_(?:Y\d{4}_)?V(\w+?)\.(?:zip|csv)$", re.IGNORECASE)
_COUNTRIES = re.compile(r"^country_codes.*\.csv$", re.IGNORECASE)
_PRODUCTS = re.compile(r"^product_codes.*\.csv$", re.IGNORECASE)
_COLUMNS = ("t", "i", "j", "k", "v", "q")


def add(data: Path, path: Path) -> Snapshot:
    """Keep a BACI release: the zip, a folder of its files, or one yearly file.

    Raises
    ------
    InputError
        If it holds no yearly BACI file.
    """
    if path.is_dir():
        found = {
            one.name: one
            for one in sorted(path.iterdir())
            if _YEAR.match(one.name) or _COUNTRIES.match(one.name) or _PRODUCTS.match(one.name)
        }
    else:
        found = {path.name: path}
    named = next((match for match in map(_ANY.search, found) if match), None)
    if named is None:
        raise InputError(
            f"{path}: holds no file named like BACI_HS92_Y2020_V202501.csv or BACI_HS92_V202501.zip; give CEPII's zip or its folder"
        )
    source = Source(PRODUCER, f"BACI {named[1].upper()}", named[2], url=URL, licence=LICENCE)
    return checked(keep(data, found, source), relations)


def fetch(
    data: Path, revision: str, version: str, *, base_url: str = BASE_URL, allow_loopback: bool = False, progress: Progress | None = None
) -> Snapshot:
    """Download a release from CEPII and keep it.

    Parameters
    ----------
    revision : str
        ``HS92`` ... ``HS22``.
    version : str
        CEPII's name of the release, such as ``202501``.

    Raises
    ------
    UsageError
        If the revision is none of BACI's.
    NetworkError
        If it cannot be had, for instance because CEPII has no such release.
    """
    from messlatte.sources.download import download_kept
    from messlatte.sources.http import Request

    if revision.upper() not in REVISIONS:
        raise unknown_option("revision", revision, REVISIONS)
    if not re.fullmatch(r"\d{6}[a-z]?", version):
        raise UsageError(f"version: {version!r} is no release of BACI; CEPII names them like 202501 or 202401b")
    name = f"BACI_{revision.upper()}_V{version}.zip"
    request = Request(f"{base_url}/{name}", allow_loopback=allow_loopback)
    source = Source(PRODUCER, f"BACI {revision.upper()}", version, url=request.url, licence=LICENCE)
    return download_kept(data, request, name, source, relations, progress)


def relations(snapshot: Snapshot) -> tuple[Relation, ...]:
    """Flows, and the code lists of countries and products if the release holds them.

    Raises
    ------
    InputError
        If a file has not BACI's columns.
    """
    files: dict[str, Path] = {}
    for raw in snapshot.files:
        if raw.path.suffix == ".csv":
            files[raw.name] = raw.path
        else:
            files.update((path.name, path) for path in unpacked(snapshot.data, raw, (".csv",)))
    years = {name: path for name, path in files.items() if _YEAR.match(name)}
    if not years:
        raise InputError(f"{snapshot.files[0].name}: holds no file named like BACI_HS92_Y2020_V202501.csv; give CEPII's zip or its folder")
    revisions = {match[1].upper() for match in map(_YEAR.match, years) if match}
    if len(revisions) > 1:
        raise InputError(f"{snapshot.files[0].name}: mixes {', '.join(sorted(revisions))}; add one revision at a time")
    for name, path in years.items():
        names, _ = header(path, ",")
        if names != _COLUMNS:
            raise InputError(f"{name}: has the columns {', '.join(names)}; BACI has {', '.join(_COLUMNS)}")
    lists = [_codes(snapshot, name, path) for name, path in sorted(files.items()) if _COUNTRIES.match(name) or _PRODUCTS.match(name)]
    return (_flows(snapshot, tuple(path for _, path in sorted(years.items())), revisions.pop()), *lists)


def _flows(snapshot: Snapshot, files: tuple[Path, ...], revision: str) -> Relation:
    return Relation(
        kind=Kind.FLOWS,
        name="flows",
        files=files,
        layout=Csv(nulls=("", "NA")),
        columns=(
            Column("t", Role.PERIOD),
            Column("i", Role.EXPORTER, codes="BACI"),
            Column("j", Role.IMPORTER, codes="BACI"),
            Column("k", Role.PRODUCT, codes=revision, width=6),
            Column("v", Role.VALUE, number=True, scale=1000.0, unit="USD"),
            Column("q", Role.WEIGHT, number=True, scale=1000.0, unit="kg"),
        ),
        source=snapshot.source,
        frequency="A",
        period_format="%Y",
        classification=revision,
        valuation={"": "fob"},
        notes=(
            "One reconciled figure for both declarations, fob; a pair that is missing is not known to be zero.",
            "Code 490 (other Asia, not elsewhere specified) stands mostly for Taiwan; Belgium and Luxembourg are one (58) until 1999.",
        ),
    )


def _codes(snapshot: Snapshot, name: str, path: Path) -> Relation:
    names, _ = header(path, ",")
    if _PRODUCTS.match(name):
        revision = snapshot.source.title.split()[-1]
        columns = [Column("code", Role.CODE, codes=revision, width=6), Column("description", Role.NAME, codes="name:en")]
        return Relation(Kind.CODES, "products", (path,), Csv(), tuple(columns), snapshot.source)
    iso3 = next((one for one in names if one in ("country_iso3", "iso_3digit_alpha")), None)
    label = next((one for one in names if one in ("country_name", "country_name_full")), None)
    if iso3 is None or label is None:
        raise InputError(f"{name}: has the columns {', '.join(names)}; wanted are country_code, country_name and country_iso3")
    columns = [
        Column("country_code", Role.CODE, codes="BACI"),
        Column(label, Role.NAME, codes="name:en"),
        Column(iso3, Role.TARGET, codes="ISO3"),
    ]
    return Relation(Kind.CODES, "countries", (path,), Csv(nulls=("", "N/A")), tuple(columns), snapshot.source)
