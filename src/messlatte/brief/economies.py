"""Names of economies in the language of the reader."""

from __future__ import annotations

from functools import lru_cache

from babel import Locale
from babel.core import get_global

from messlatte.core.economy import Economy, Pair
from messlatte.core.i18n import translations

__all__ = ["economy_name", "pair_name"]


@lru_cache(maxsize=4)
def _territories(language: str) -> dict[str, str]:
    return dict(Locale(language).territories)


def economy_name(economy: Economy | str, language: str) -> str:
    """Name of a country by its alpha-3 code; a region or group keeps the name it carries.

    Parameters
    ----------
    economy : Economy or str
        An economy, or a bare code.
    language : str
        ``de``, ``en`` or ``ru``.
    """
    code = economy if isinstance(economy, str) else economy.code
    known = economy.name if isinstance(economy, Economy) else code
    two = get_global("territory_aliases").get(code, [None])[0]
    if len(code) == 3 and two:
        return _territories(language).get(two, known)
    return known


def pair_name(pair: Pair, language: str) -> str:
    """Both names, joined: ``Belarus and Tula oblast``."""
    _ = translations(language).gettext
    return _("{a} and {b}").format(a=economy_name(pair.a, language), b=economy_name(pair.b, language))
