"""Usual short forms of firms that statements name: a small open list that an analyst's lexicon extends."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["FIRMS", "firm_name"]

FIRMS: dict[str, tuple[str, ...]] = {
    "MAZ (Minsk Automobile Plant)": (
        "minsker automobilwerk",
        "minsk automobile plant",
        "minsk automobile works",
        "минский автомобильный завод",
        "maz",
        "маз",
    ),
    "BelAZ": ("belas", "belaz", "белаз", "belarussisches automobilwerk"),
    "MTZ (Minsk Tractor Works)": ("minsker traktorenwerk", "minsk tractor works", "минский тракторный завод", "mtz", "мтз"),
    "Gomselmash": ("gomselmasch", "gomselmash", "гомсельмаш"),
    "Splav": ("splav", "splav-verband", "splaw", "сплав", "нпо сплав", "«сплав»", "splav association"),
    "Tulazheldormash": ("tulazheldormash", "tulascheldormasch", "тулажелдормаш", "«тулажелдормаш»"),
    "BZD (Belarusian Railway)": ("bzd", "bschd", "белорусская железная дорога", "бжд", "belarusian railway", "belarusian railways"),
    "RZD (Russian Railways)": ("rzd", "ржд", "российские железные дороги", "russian railways"),
}
"""Short form -> spellings in lower case."""

_BY_SPELLING = {spelling: name for name, spellings in FIRMS.items() for spelling in spellings}


def firm_name(words: str, more: Mapping[str, tuple[str, ...]] | None = None) -> str:
    """Usual short form of a firm; the words themselves where it is not known. ``more`` are an analyst's firms."""
    bare = words.lower().strip(' «»"„“')
    for name, spellings in (more or {}).items():
        if bare in (spelling.lower() for spelling in (name, *spellings)):
            return name
    return _BY_SPELLING.get(bare, words)
