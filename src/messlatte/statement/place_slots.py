"""Where the words around a name say that it is an economy: "trade between X and Germany", "exports to X", "X's exports"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

__all__ = ["in_slots"]

_AROUND = 8
_SKIPPED = 2


@dataclass(frozen=True, slots=True)
class _Slots:
    """Words of a language: beginnings of those of trade, "between", "and", prepositions of a partner, articles."""

    trade: tuple[str, ...]
    between: frozenset[str]
    ands: frozenset[str]
    partner: frozenset[str]
    articles: frozenset[str]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_SLOTS: Mapping[str, _Slots] = {
    "en": _Slots(
        ("trade", "turnover", "commerce", "export", "import", "shipment", "deliver"),
        _words("between"),
        _words("and"),
        _words("with to from into"),
        _words("the of"),
    ),
    "de": _Slots(
        ("handel", "außenhandel", "warenverkehr", "warenaustausch", "umsatz", "export", "import", "ausfuhr", "einfuhr", "lieferung"),
        _words("zwischen"),
        _words("und sowie"),
        _words("mit nach aus in"),
        _words("der dem den die das"),
    ),
    "ru": _Slots(
        ("товарооборот", "торгов", "оборот", "экспорт", "импорт", "поставк", "поставок", "вывоз", "ввоз", "продаж"),
        _words("между"),
        _words("и"),
        _words("с со в во из"),
        frozenset(),
    ),
}


def in_slots(words: Sequence[str], capitals: Sequence[bool], spans: Sequence[tuple[int, int]], language: str) -> list[bool]:
    """Tell for each name whether it stands where only an economy can stand.

    Parameters
    ----------
    words : sequence of str
        Tokens of the text in lower case.
    capitals : sequence of bool
        Whether a token begins with a capital letter.
    spans : sequence of (first, last)
        Tokens of the names, in order, with their generic words.
    language : str
        ``de``, ``en`` or ``ru``; any other is read as English.
    """
    slots = _SLOTS.get(language, _SLOTS["en"])
    trade = [word.startswith(slots.trade) or (language == "de" and word.endswith(("handel", "handels"))) for word in words]
    found = [_is_partner(words, capitals, trade, span, slots) for span in spans]
    for k in range(len(spans) - 1):
        if _is_pair(words, trade, spans[k], spans[k + 1], slots):
            found[k] = found[k + 1] = True
    return found


def _before(words: Sequence[str], first: int, slots: _Slots) -> int:
    """Token before a name and its articles; -1 at the beginning."""
    at = first - 1
    while at >= 0 and first - at <= _SKIPPED and words[at] in slots.articles:
        at -= 1
    return at


def _is_pair(words: Sequence[str], trade: Sequence[bool], one: tuple[int, int], other: tuple[int, int], slots: _Slots) -> bool:
    """Whether two names are the two ends of a trade ("between X and Germany")."""
    at, joint = _before(words, one[0], slots), _before(words, other[0], slots)
    if at < 0 or words[at] not in slots.between or joint != one[1] + 1 or words[joint] not in slots.ands:
        return False
    return any(trade[max(0, at - _AROUND) : at]) or any(trade[other[1] + 1 : other[1] + 1 + _AROUND])


def _is_partner(words: Sequence[str], capitals: Sequence[bool], trade: Sequence[bool], span: tuple[int, int], slots: _Slots) -> bool:
    """Whether a preposition behind a word of trade leads to a name, or a word of trade follows its genitive."""
    first, last = span
    if last + 1 < len(words) and words[last + 1] == "s" and any(trade[last + 2 : last + 3]):
        return True
    if last + 1 < len(words) and capitals[last + 1] and slots is not _SLOTS["de"]:
        return False
    at = _before(words, first, slots)
    return at > 0 and words[at] in slots.partner and trade[at - 1]
