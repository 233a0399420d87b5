"""What a reader must know of a row before using it: a code in the data, words on a page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from messlatte.core.i18n import translations
from messlatte.core.opportunity import Opportunity

__all__ = ["FLAGS", "flag_words", "mirror_conflicts", "with_flags"]

FLAGS = {
    "estimated-region": "estimated from the nation's flow",
    "nation-level": "the nation's flow",
    "holds-arms-industry": "the industry also makes arms",
    "single-shipment": "almost all of it in one of three years",
    "mirror-conflict": "the two customs services disagree",
    "control-list": "restricted by a control list: gain not counted",
    "listed": "a control list names it or a part of it: check",
}
"""Codes and their English words (message ids)."""
_CHAPTER = 2  # digits
_CONFLICT = 1.5
"""Ratio of the two declarations from which they disagree, as in the mirror method."""


def flag_words(flags: Iterable[str], language: str) -> tuple[str, ...]:
    """Words of some flags; an unknown code stands for itself."""
    text = translations(language).gettext
    return tuple(text(FLAGS[flag]) if flag in FLAGS else flag for flag in flags)


def mirror_conflicts(a: str, b: str, digits: int) -> frozenset[tuple[str, str, str]]:
    """Exporter, importer and product whose two declarations of the last common years are more than half apart; empty without both."""
    from messlatte.ledger.folder import data_folder
    from messlatte.ledger.product_flows import both_declarations

    rows = both_declarations(data_folder(), a, b, digits).to_pylist()
    last = max((row["year"] for row in rows), default=0)
    sums: dict[tuple[str, str, str], list[float]] = {}
    for row in rows:
        if row["year"] > last - 3:
            both = sums.setdefault((row["exporter"], row["importer"], row["product"]), [0.0, 0.0])
            both[0] += row["declared_out"]
            both[1] += row["declared_in"]
    return frozenset(key for key, (out, into) in sums.items() if not 1 / _CONFLICT <= into / out <= _CONFLICT)


def with_flags(rows: Iterable[Opportunity], conflicts: frozenset[tuple[str, str, str]]) -> list[Opportunity]:
    """Rows of goods with the flags of the mirror and of control lists added.

    ``control-list``: a list binds this exporter for this destination; ``listed``: it names a part of the heading, or binds others. Chapters
    are too wide to be looked up.
    """
    from messlatte.core.screening import STRONG
    from messlatte.screening.goods import goods_flags

    out = []
    for row in rows:
        more = ["mirror-conflict"] if (row.exporter, row.importer, row.product) in conflicts else []
        found = goods_flags(row.product, row.exporter, row.importer) if len(row.product) > _CHAPTER else ()
        if found:
            more.append("control-list" if max(flag.score for flag in found) >= STRONG else "listed")
        out.append(replace(row, flags=(*row.flags, *more)) if more else row)
    return out
