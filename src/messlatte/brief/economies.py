"""Names of economies in the language of the reader."""

from __future__ import annotations

from messlatte.core.economy import Economy, Pair
from messlatte.core.i18n import translations
from messlatte.statement.gazetteer import economy

__all__ = ["economy_name", "pair_name"]


def economy_name(known: Economy | str, language: str) -> str:
    """Name of a country or region by its code; one that the gazetteer lacks keeps the name it carries.

    Parameters
    ----------
    known : Economy or str
        An economy, or a bare code.
    language : str
        ``de``, ``en`` or ``ru``.
    """
    code, name = (known, known) if isinstance(known, str) else (known.code, known.name)
    found = economy(code, language).name
    return name if found == code else found


def pair_name(pair: Pair, language: str) -> str:
    """Both names, joined: ``Belarus and Tula oblast``."""
    _ = translations(language).gettext
    return _("{a} and {b}").format(a=economy_name(pair.a, language), b=economy_name(pair.b, language))
