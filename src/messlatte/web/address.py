"""The address of an answer: everything that decides what its page shows."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from messlatte.core.errors import UsageError, unknown_option
from messlatte.core.i18n import LANGUAGES
from messlatte.core.quantity import Month

__all__ = ["TIDES", "Address", "checked_language", "checked_published"]

TIDES = ("low", "middle", "high")
_KEEP = object()


@dataclass(frozen=True, slots=True)
class Address:
    """Statement, reading, target, deadline, language and tide.

    Parameters
    ----------
    id : str
        Of the stored statement.
    lang : str
        Language of the page.
    reading : int
        From 1.
    target : float or None
        Amount asked for instead of the stated one, whole units.
    by : Month or None
        Deadline asked for instead of the stated one.
    tide : str or None
        ``low``, ``middle`` or ``high``.
    """

    id: str
    lang: str
    reading: int = 1
    target: float | None = None
    by: Month | None = None
    tide: str | None = None

    @classmethod
    def of(cls, id: str, lang: str, *, reading: str | None, target: str | None, by: str | None, tide: str | None) -> Address:
        """Check the parts as they stand in a query; an empty part is none.

        Raises
        ------
        UsageError
            If one of them cannot be meant.
        """
        if tide and tide not in TIDES:
            raise unknown_option("tide", tide[:40], TIDES)
        return cls(id, checked_language(lang), _reading(reading), _target(target), _by(by), tide or None)

    @property
    def query(self) -> str:
        """Query string, always in the same order."""
        parts = {
            "reading": self.reading,
            "target": None if self.target is None else f"{self.target:.2f}".removesuffix("0").removesuffix("0").removesuffix("."),
            "by": None if self.by is None else str(self.by.year) if self.by.month == 12 else str(self.by),
            "lang": self.lang,
            "tide": self.tide,
        }
        return urlencode({name: value for name, value in parts.items() if value is not None})

    def path(self, suffix: str | None = None, *, folder: str = "s", **changes: Any) -> str:
        """Path and query, with some parts changed; ``suffix`` asks for a file."""
        if isinstance(changes.get("by"), str):
            changes["by"] = _by(str(changes["by"]))
        changed = replace(self, **changes)
        return f"/{folder}/{self.id}{f'.{suffix}' if suffix else ''}?{changed.query}"


def checked_language(lang: str) -> str:
    """Language that the pages are written in.

    Raises
    ------
    UsageError
        If it is another one.
    """
    if lang not in LANGUAGES:
        raise unknown_option("lang", lang[:40], LANGUAGES)
    return lang


def _reading(text: str | None) -> int:
    if not text:
        return 1
    if not re.fullmatch(r"[1-9][0-9]{0,2}", text):
        raise UsageError(f"reading: a number from 1 is needed, found {text[:40]!r}")
    return int(text)


def _target(text: str | None) -> float | None:
    if not text or not text.strip():
        return None
    plain = re.sub(r"[\s\u00a0\u202f_]", "", text)
    if not re.fullmatch(r"[0-9]{1,16}(\.[0-9]{0,6})?([eE]\+?[0-9]{1,2})?", plain) or not 1 <= float(plain) <= 1e15:
        raise UsageError(f"target: an amount in whole units between 1 and 1e15 is needed, such as 1e9 or 1000000000; found {text[:40]!r}")
    return float(plain)


def _by(text: str | None) -> Month | None:
    if not text or not text.strip():
        return None
    found = re.fullmatch(r"(20[0-9]{2}|21[0-4][0-9])(-(0[1-9]|1[0-2]))?", text.strip(), re.ASCII)
    if not found:
        raise UsageError(f"by: a year or a month from 2000 to 2149 is needed, such as 2030 or 2030-06; found {text[:40]!r}")
    return Month(int(found[1]), int(found[3] or 12))


def checked_published(text: str | None) -> str | None:
    """Date of publication as ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``.

    Raises
    ------
    UsageError
        If it is none of these.
    """
    import datetime as dt

    if not text or not text.strip():
        return None
    plain = text.strip()
    padded = {4: f"{plain}-01-01", 7: f"{plain}-01"}.get(len(plain), plain)
    try:
        if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", padded, re.ASCII):
            raise ValueError
        dt.date.fromisoformat(padded)
    except ValueError as error:
        raise UsageError(f"published: a day, month or year is needed, such as 2024-11-05, 2024-11 or 2024; found {plain[:40]!r}") from error
    return plain
