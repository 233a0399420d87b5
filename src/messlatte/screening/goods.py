"""Goods that a person has to look at: arms always, listed codes where somebody restricts them for this exporter and destination.

A code on a list is a flag, not a verdict: 850440 is the charger of a bus, and bearings are in every machine.
"""

from __future__ import annotations

import csv
import hashlib
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from messlatte.core.arms import is_arms
from messlatte.core.errors import InputError
from messlatte.core.screening import LOOK_AT, STRONG, Flag, ScreenedList, Subject, SubjectKind
from messlatte.screening.formats.lines import text_lines
from messlatte.screening.lists import opened

__all__ = ["ARMS_CODES", "GoodsList", "GoodsRow", "Regime", "find_goods", "goods_flags", "high_priority", "is_arms", "regimes"]

ARMS_CODES = "arms-codes"
_ARMS_REASON = "arms by code ({scheme} {code}); never in a ranking, a match or a plan"
_BOUND = "{issuer} restricts this code ({tier}) for exports from {exporter} to {importer}: {law}"
_LISTED = "listed code ({tier}); no regime of the list binds {exporter} exporting to {importer}, but goods made elsewhere may stay bound"


@dataclass(frozen=True, slots=True)
class Regime:
    """Who restricts a list of codes, for exporters of which economies, to which destinations. ``*`` stands for every economy."""

    id: str
    issuer: str
    exporters: tuple[str, ...]
    destinations: tuple[str, ...]
    law: str = ""

    def binds(self, exporter: str, importer: str) -> bool:
        """Whether an export from one economy to another falls under it; regions count as their nation."""
        return _in(exporter, self.exporters) and _in(importer, self.destinations)


@dataclass(frozen=True, slots=True)
class GoodsRow:
    """A listed code with its tier or class, and whether it was compared with the publisher's own list."""

    code: str
    tier: str = ""
    checked: bool = True


@dataclass(frozen=True, slots=True)
class GoodsList:
    """A list of codes and the regimes that use it."""

    about: ScreenedList
    rows: tuple[GoodsRow, ...]
    regimes: tuple[Regime, ...]

    def rows_of(self, code: str) -> Iterator[GoodsRow]:
        """Rows that a code falls under, or that fall under it."""
        for row in self.rows:
            if code and (code.startswith(row.code) or row.code.startswith(code)):
                yield row


def _nation(code: str) -> str:
    from messlatte.statement.gazetteer import country_of

    return country_of(code)


def _in(code: str, codes: Sequence[str]) -> bool:
    return "*" in codes or (bool(code) and _nation(code) in codes)


@lru_cache(maxsize=1)
def regimes() -> tuple[Regime, ...]:
    """Regimes that use the Common High Priority List, as shipped."""
    rows = tomllib.loads(_data("regimes.toml"))
    return tuple(Regime(key, row["issuer"], tuple(row["exporters"]), tuple(row["destinations"]), row["law"]) for key, row in rows.items())


@lru_cache(maxsize=1)
def high_priority() -> GoodsList:
    """Common High Priority List of 23 February 2024: 50 HS codes in four tiers.

    Eight codes were compared with the publisher's list (``checked``); the others are to be checked before anything rests on them.
    """
    text = _data("high_priority.csv")
    rows = tuple(GoodsRow(row["hs"], f"tier {row['tier']}", row["checked"] == "yes") for row in csv.DictReader(text.splitlines()))
    about = ScreenedList(
        "high-priority", "Common High Priority List (shipped)", "csv", "high_priority.csv",
        hashlib.sha256(text.encode()).hexdigest(), "2024-02-23", len(rows), "official list, published for use",
    )  # fmt: skip
    return GoodsList(about, rows, regimes())


def _data(name: str) -> str:
    return (files("messlatte.screening") / "data" / name).read_text(encoding="utf-8")


def find_goods(folder: Path) -> tuple[GoodsList, ...]:
    """Lists of codes in a folder: CSV files with a column ``hs`` or ``cn``, and none for names.

    Further columns: ``tier`` (or ``eccn``, ``annex``), ``issuer``, ``exporters`` and ``destinations`` (codes parted by spaces, ``*``
    for all), ``law``, ``date``. A list without regime flags its codes for every exporter and destination.

    Raises
    ------
    InputError
        If a file cannot be read.
    """
    paths = [folder] if folder.is_file() else sorted(folder.glob("*.csv"))
    return tuple(found for path in paths if (found := _goods_of(path)) is not None)


def _goods_of(path: Path) -> GoodsList | None:
    with opened(path) as file:
        lines = text_lines(file, path.name)
        header = [name.strip().strip('"').lower() for name in next(lines, "").replace(";", ",").split(",")]
        column = next((name for name in ("hs", "hs6", "cn", "cn8", "hs code", "taric") if name in header), None)
        if column is None or "name" in header:
            return None
        rows = [dict(zip(header, cells, strict=False)) for cells in csv.reader(line.replace(";", ",") for line in lines)]
    found = [row for row in rows if "".join(filter(str.isdecimal, row.get(column, "")))]
    if not found:
        raise InputError(f"{path.name}: has a column {column} and no code in it; give codes of 2 to 10 digits")
    tiers = next((name for name in ("tier", "eccn", "annex", "class") if name in header), "")
    goods = tuple(GoodsRow("".join(filter(str.isdecimal, row[column]))[:6], row.get(tiers, "").strip()) for row in found)
    date = max((row.get("date", "").strip() for row in found), default="")
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    about = ScreenedList(f"goods-{path.stem}", path.stem, "goods", path.name, sha256, date, len(goods), "")
    return GoodsList(about, goods, tuple(_regimes_of(found, path.stem)))


def _regimes_of(rows: Iterable[dict[str, str]], stem: str) -> Iterator[Regime]:
    seen = {(row.get("issuer", ""), row.get("exporters", ""), row.get("destinations", ""), row.get("law", "")) for row in rows}
    for issuer, exporters, destinations, law in sorted(seen):
        yield Regime(stem, issuer or stem, tuple(exporters.split()) or ("*",), tuple(destinations.split()) or ("*",), law)


def goods_flags(
    code: str, exporter: str = "", importer: str = "", *, scheme: str = "hs", lists: Sequence[GoodsList] | None = None, name: str = ""
) -> tuple[Flag, ...]:
    """Flags of one code that moves from one economy to another.

    Parameters
    ----------
    code : str
        HS code of 2 to 10 digits, or one of another scheme (only arms are known there).
    exporter, importer : str
        Codes of economies or regions.
    lists : sequence of GoodsList, optional
        Lists to look in; the shipped one by default.
    name : str
        What the goods are called.

    Returns
    -------
    tuple of Flag
        Arms: one flag of score 1 that no decision lifts. Listed codes: a strong flag where a regime binds this exporter for this
        destination, else one that is worth a look where the destination is restricted by anybody.
    """
    bare = "".join(sign for sign in code if sign.isalnum())
    subject = Subject(name or f"{scheme.upper()} {bare}", SubjectKind.GOOD, "flow", code=bare, exporter=exporter, importer=importer)
    if is_arms(scheme, bare):
        return (_arms_flag(subject, scheme, bare),)
    if scheme.lower() != "hs":
        return ()
    return tuple(flag for one in ((high_priority(),) if lists is None else lists) for flag in _listed(subject, bare, one))


def _arms_flag(subject: Subject, scheme: str, code: str) -> Flag:
    from messlatte.screening.flags import flag_id

    about = ScreenedList(ARMS_CODES, "Codes of arms", "built in", "", "", "", 0, "")
    params = {"scheme": scheme.upper(), "code": code}
    return Flag(
        flag_id(subject, ARMS_CODES, code), subject, about, code, "arms", "code", code, code, 1.0, (), _ARMS_REASON, params, {}, "1"
    )


def _listed(subject: Subject, code: str, one: GoodsList) -> Iterator[Flag]:
    from messlatte.screening.flags import flag_id

    for row in one.rows_of(code[:6]):
        binding = [regime for regime in one.regimes if regime.binds(subject.exporter, subject.importer)]
        if not binding and not any(_in(subject.importer, regime.destinations) for regime in one.regimes):
            continue
        exact = len(code) >= len(row.code)
        score = (STRONG + 0.05 if exact else 0.8) if binding else LOOK_AT + 0.02
        params = {
            "issuer": ", ".join(regime.issuer for regime in binding),
            "law": "; ".join(regime.law for regime in binding if regime.law),
            "tier": row.tier or one.about.title,
            "exporter": subject.exporter or "?",
            "importer": subject.importer or "?",
        }
        details = {} if row.checked else {"note": "code not compared with the publisher's list"}
        version = hashlib.sha256(repr((row, binding)).encode()).hexdigest()[:16]
        yield Flag(
            flag_id(subject, one.about.id, row.code), subject, one.about, row.code, row.tier, "code", code, row.code, score, (),
            _BOUND if binding else _LISTED, params, details, version,
        )  # fmt: skip
