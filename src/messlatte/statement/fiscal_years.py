"""In which month the fiscal years begin that a text speaks of."""

from __future__ import annotations

import tomllib
from collections import Counter
from functools import lru_cache
from importlib.resources import files

from messlatte.statement.gazetteer import country_of
from messlatte.statement.places import Place
from messlatte.statement.tags import Tags

__all__ = ["fiscal_start"]

_APRIL = 4
_BEGINNINGS = (4, 7, 10)
_NEAR = 8
_OWNING = ("'s", "’s", "s'", "s’")


@lru_cache(maxsize=1)
def _starts() -> dict[str, int]:
    path = files("messlatte.statement") / "lexicon" / "fiscal.toml"
    return {str(code): int(month) for code, month in tomllib.loads(path.read_text("utf-8"))["start"].items()}


def fiscal_start(places: tuple[Place, ...], tags: Tags | None = None, text: str = "") -> int:
    """Month in which the fiscal years of a text begin.

    That of a stretch of months named beside a fiscal year ("July-February of the 2021-22 fiscal"); else, of the countries whose fiscal
    year is not the calendar year, that of the one that owns most of what is spoken of ("Bangladesh's exports")
    or is named first; else April.
    """
    if tags is not None and (month := _spoken_start(tags)) is not None:
        return month
    starts = _starts()
    named = [(country_of(place.code) or place.code, text[place.end : place.end + 2] in _OWNING) for place in places]
    known = [(code, owns) for code, owns in named if code in starts]
    owners = Counter(code for code, owns in known if owns)
    order = list(dict.fromkeys(code for code, _ in known))
    best = max(order, key=lambda code: owners[code], default=None)
    return starts[best] if best is not None else _APRIL


def _spoken_start(tags: Tags) -> int | None:
    """First month of a range of months that a fiscal year follows or precedes, where fiscal years may begin then."""
    words = tags.tokens.words
    for hit in tags.within("span", 0, len(words)):
        if hit.value != "fiscal":
            continue
        for k in range(max(0, hit.i - _NEAR), min(len(words), hit.j + _NEAR)):
            month = tags.at("month", k)
            if month is None or int(month.value) not in _BEGINNINGS or words[month.j : month.j + 1] not in (["-"], ["to"], ["through"]):
                continue
            if tags.at("month", month.j + 1) is not None:
                return int(month.value)
    return None
