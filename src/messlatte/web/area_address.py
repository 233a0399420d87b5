"""The address of a page of areas: everything that decides what it shows."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from messlatte.core.errors import UsageError, unknown_option
from messlatte.core.opportunity import LISTS
from messlatte.web.address import checked_language

__all__ = ["GRAINS", "AreaAddress"]

GRAINS = ("industry", "hs2", "hs4", "hs6")


@dataclass(frozen=True, slots=True)
class AreaAddress:
    """Pair, language, grain, list, turnover, and the statement and its reading that the page belongs to, if there is one.

    Parameters
    ----------
    a, b, lang : str
    grain : str
        One of `GRAINS`.
    list : str
        One of the three lists.
    turnover : float or None
        Known total in USD a year; it goes before the statement's.
    statement : str or None
        Id of a stored statement.
    reading : int
        Of the statement's turnover, from 1.
    """

    a: str
    b: str
    lang: str
    grain: str = "industry"
    list: str = "growth"
    turnover: float | None = None
    statement: str | None = None
    reading: int = 1

    @classmethod
    def of(cls, a: str, b: str, lang: str, **parts: str | None) -> AreaAddress:
        """Check the parts as they stand in a query; an empty part is none.

        Raises
        ------
        UsageError
            If one of them cannot be meant.
        """
        if a == b:
            raise UsageError("a pair needs two different economies")
        for name, allowed in (("grain", GRAINS), ("list", LISTS)):
            value = parts.get(name)
            if value and value not in allowed:
                raise unknown_option(name, value[:40], allowed)
        statement = parts.get("statement") or None
        if statement and not re.fullmatch("[0-9a-f]{16}", statement):
            raise UsageError(f"statement: the id of a statement is needed, found {statement[:40]!r}")
        reading = parts.get("reading") or "1"
        if not re.fullmatch(r"[1-9][0-9]?", reading):
            raise UsageError(f"reading: a number from 1 is needed, found {reading[:40]!r}")
        shown = parts.get("grain") or "industry", parts.get("list") or "growth"
        return cls(a, b, checked_language(lang), *shown, _turnover(parts.get("turnover")), statement, int(reading))

    @property
    def query(self) -> str:
        """Query string, always in the same order, without what is the default."""
        amount = None if self.turnover is None else f"{self.turnover:.0f}"
        parts = {
            "turnover": amount,
            "grain": None if self.grain == "industry" else self.grain,
            "list": None if self.list == "growth" else self.list,
            "statement": self.statement,
            "reading": None if self.reading == 1 else self.reading,
            "lang": self.lang,
        }
        return urlencode({name: value for name, value in parts.items() if value is not None})

    @property
    def folder(self) -> str:
        """Path without its query."""
        return f"/pair/{self.a}/{self.b}/areas"

    def path(self, suffix: str | None = None, **changes: Any) -> str:
        """Path and query, with some parts changed; ``suffix`` asks for a file."""
        changed = replace(self, **changes)
        return f"{changed.folder}{f'.{suffix}' if suffix else ''}?{changed.query}"


def _turnover(text: str | None) -> float | None:
    if not text or not text.strip():
        return None
    plain = re.sub(r"[\s\u00a0\u202f_]", "", text)
    value = float(plain) if re.fullmatch(r"[0-9]{1,16}(\.[0-9]{0,6})?([eE]\+?[0-9]{1,2})?", plain) else math.nan
    if not 1 <= value <= 1e15:
        raise UsageError(f"turnover: USD a year between 1 and 1e15 are needed, such as 5e8 or 500000000; found {text[:40]!r}")
    return value
