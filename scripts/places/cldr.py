"""Names of countries and subdivisions from Unicode CLDR and iso-codes, for ``build_places.py``."""

from __future__ import annotations

import gettext
import json
import re
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

__all__ = ["alpha3_codes", "read_list", "subdivisions", "territories"]

HERE = Path(__file__).parent
NOT_ISO = frozenset(["AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ", "AN", "CS", "DD", "SU", "YU"])
"""Codes of CLDR that are no country of ISO 3166-1 (former states are in the own list)."""


def read_list(name: str) -> Iterator[list[str]]:
    for line in (HERE / name).read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield [part.strip() for part in line.split(";")]


def territories(common: Path, language: str, alpha3: dict[str, str]) -> Iterator[tuple[str, str]]:
    root = ET.parse(common / "main" / f"{language}.xml").getroot()
    for node in root.iter("territory"):
        code = alpha3.get(node.get("type", ""))
        if code and node.text and node.get("alt") != "short":
            name = (
                re.sub(r"\s*\(.*?\)", "", node.text)
                .removesuffix(", САР")
                .removesuffix(" SAR China")
                .removesuffix("Sonderverwaltungsregion ")
            )
            yield code, name


def subdivisions(common: Path, language: str, alpha3: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Subdivisions of today with their names: CLDR's, or for the codes that it lacks those of iso-codes."""
    current = iso_subdivisions()
    renamed = dict(read_list("codes.txt"))
    root = ET.parse(common / "subdivisions" / f"{language}.xml").getroot()
    found: dict[str, str] = {}
    for node in root.iter("subdivision"):
        raw = node.get("type", "").upper()
        code = renamed.get(f"{raw[:2]}-{raw[2:]}", f"{raw[:2]}-{raw[2:]}")
        if node.text and raw[:2] in alpha3 and code in current:
            found[code] = re.sub(r"[²³]|\s*\(.*?\)", "", node.text).strip()
    if language == "en":
        found |= dict(read_list("english.txt"))
    translated = gettext.translation("iso3166-2", sys.argv[2] + "/locales", [language], fallback=True)
    for code, name in current.items():
        local = translated.gettext(name)
        found.setdefault(code, re.sub(r"\s+(?:oblysy|oblasti)$", "", local) if language != "ru" or re.search("[а-я]", local) else local)
    yield from sorted(found.items())


@lru_cache(maxsize=1)
def iso_subdivisions() -> dict[str, str]:
    """Code and local name of every subdivision of ISO 3166-2."""
    rows = json.loads((Path(sys.argv[2]) / "databases" / "iso3166-2.json").read_text(encoding="utf-8"))["3166-2"]
    return {row["code"]: row["name"] for row in rows}


def alpha3_codes(common: Path) -> dict[str, str]:
    root = ET.parse(common / "supplemental" / "supplementalData.xml").getroot()
    codes = {n.get("type", ""): n.get("alpha3", "") for n in root.iter("territoryCodes") if n.get("alpha3")}
    return {two: three for two, three in codes.items() if two not in NOT_ISO and (three == "QAT" or three[0] not in "QX")} | {"XK": "XKX"}
