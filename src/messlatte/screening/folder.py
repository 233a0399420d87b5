"""A folder of lists: those of parties, those of codes, and what could not be read as either."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from messlatte.core.errors import InputError
from messlatte.screening.formats.registry import FORMATS
from messlatte.screening.goods import GoodsList, find_goods
from messlatte.screening.lists import ListFile, find_lists

__all__ = ["Lists", "open_lists"]


@dataclass(frozen=True, slots=True)
class Lists:
    """Lists of parties and of codes; ``unread`` names the files that are neither."""

    parties: tuple[ListFile, ...] = ()
    goods: tuple[GoodsList, ...] = ()
    unread: tuple[str, ...] = ()


def open_lists(folder: Path) -> Lists:
    """Recognise every file of a folder, or one file.

    Raises
    ------
    InputError
        If there is no such folder, no list in it, or a file of it is hostile.
    """
    parties, others = find_lists(folder)
    goods = find_goods(folder)
    unread = tuple(name for name in others if name not in {one.about.file for one in goods})
    if not parties and not goods:
        known = ", ".join([*(one.name for one in FORMATS), "goods"])
        raise InputError(f"{folder}: no list that can be read; known formats: {known} (docs/guide/screening.md describes them)")
    return Lists(parties, goods, unread)
