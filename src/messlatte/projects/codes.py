"""Codes that a project file may use: HS 2022, EBOPS 2010, ISIC divisions, economies."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from messlatte.core.evidence import Source
from messlatte.ledger.economies import is_economy

__all__ = ["CODE_SOURCE", "code_problem", "isic_problem", "party_problem"]

CODE_SOURCE = Source("World Customs Organization", "Harmonized System 2022, codes", "2022", licence="PDDL (list by UN Comtrade)")

_HS = Path(__file__).parent / "data" / "hs2022.txt"
_EBOPS = re.compile(r"S[A-L](\d{1,3}|[A-Z]\d?)?")
_EBOPS_NAMES = (
    "SA processing of goods of others, SB maintenance, SC transport, SD travel, SE construction, SF insurance, SG finance, "
    "SH use of intellectual property, SI telecommunications and computing, SJ other business (SJ1 research, SJ2 consulting, "
    "SJ3 technical), SK culture, SL government"
)


@lru_cache(maxsize=1)
def _hs_codes() -> frozenset[str]:
    """Chapters, headings and subheadings of HS 2022."""
    found: set[str] = set()
    for line in _HS.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            heading, *tails = line.split()
            found |= {heading[:2], heading, *(heading + tail for tail in tails)}
    return frozenset(found)


def code_problem(scheme: str, code: str) -> str | None:
    """What is wrong with a product code and what to do; None if nothing."""
    if scheme == "ebops":
        return None if _EBOPS.fullmatch(code) else f"EBOPS code {code[:20]!r} is not known; allowed are {_EBOPS_NAMES}"
    if code in _hs_codes():
        return None
    if re.fullmatch(r"\d{6}", code) and code[:4] in _hs_codes():
        near = sorted(c for c in _hs_codes() if len(c) == 6 and c.startswith(code[:4]))
        return f"HS code {code} is not in HS 2022; heading {code[:4]} has {', '.join(near)}"
    return f"HS code {code[:20]!r} is not in HS 2022; give 2, 4 or 6 digits"


def isic_problem(code: str) -> str | None:
    """What is wrong with an ISIC division; None if nothing."""
    known = (
        re.fullmatch(r"\d{2}", code)
        and code not in {"00", "04", "34", "40", "44", "48", "54", "57", "67", "76", "83", "89"}
        and code <= "99"
    )
    return None if known else f"ISIC division {code[:20]!r} is not known; give two digits of ISIC Rev. 4, such as 29 for motor vehicles"


def party_problem(code: str) -> str | None:
    """What is wrong with the code of a party; None if nothing."""
    if is_economy(code):
        return None
    return f"party {code[:20]!r} is not known; give ISO 3166-1 alpha-3 such as BLR, or ISO 3166-2 such as RU-TUL"
