"""In which month the fiscal years begin that a text speaks of."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files

from messlatte.statement.gazetteer import country_of
from messlatte.statement.places import Place

__all__ = ["fiscal_start"]

_APRIL = 4


@lru_cache(maxsize=1)
def _starts() -> dict[str, int]:
    path = files("messlatte.statement") / "lexicon" / "fiscal.toml"
    return {str(code): int(month) for code, month in tomllib.loads(path.read_text("utf-8"))["start"].items()}


def fiscal_start(places: tuple[Place, ...]) -> int:
    """Month in which fiscal years begin: that of the first country named whose fiscal year is not the calendar year, else April."""
    starts = _starts()
    named = (country_of(place.code) or place.code for place in places)
    return next((starts[code] for code in named if code in starts), _APRIL)
