"""Codes that somebody typed: economies and currencies that exist, with their names."""

from __future__ import annotations

import re
from functools import lru_cache

from messlatte.core.economy import Economy, Pair
from messlatte.core.errors import UsageError

__all__ = ["known_currency", "known_economy", "known_pair"]

_SHAPE = re.compile(r"[A-Z]{3}|[A-Z]{2}-[A-Z0-9]{1,3}")
# User-assigned code in wide use; ISO has none for Kosovo.
_EXTRA = {"XKX": "XK"}


def known_currency(code: str) -> str:
    """Currency code in capitals.

    Raises
    ------
    UsageError
        If CLDR knows no such currency.
    """
    from babel.core import get_global
    from babel.numbers import list_currencies

    found = code.strip().upper()
    if found not in list_currencies() and found not in get_global("territory_currencies"):
        raise UsageError(f"currency {code!r} is not known; an ISO 4217 code is needed, such as USD, EUR or RUB")
    return found


@lru_cache(maxsize=1024)
def known_economy(code: str, language: str) -> Economy:
    """Economy of a code, with its name in a language.

    Raises
    ------
    UsageError
        If no country or region has the code.
    """
    from babel import Locale
    from babel.core import get_global

    found = code.strip().upper()
    territories = Locale(language).territories
    if _SHAPE.fullmatch(found) and "-" in found:
        country = _alpha3(found.split("-")[0])
        if country is not None:
            return Economy(found, found, country)
    aliases = get_global("territory_aliases").get(found) or ([_EXTRA[found]] if found in _EXTRA else [])
    if len(found) == 3 and len(aliases) == 1 and aliases[0] in territories:
        return Economy(found, str(territories[aliases[0]]))
    raise UsageError(f"place {code!r} is not known; an ISO 3166 code is needed, such as DEU for a country or RU-TUL for a region")


def _alpha3(alpha2: str) -> str | None:
    from babel.core import get_global

    matches = [
        code for code, targets in get_global("territory_aliases").items() if len(code) == 3 and code.isalpha() and targets == [alpha2]
    ]
    return matches[0] if matches else None


def known_pair(first: str, second: str, language: str) -> Pair:
    """Pair of two codes.

    Raises
    ------
    UsageError
        If one is not known or both are the same.
    """
    a, b = known_economy(first, language), known_economy(second, language)
    if a == b:
        raise UsageError(f"--pair: two different economies are needed, found {a.code} twice")
    return Pair(a, b)
