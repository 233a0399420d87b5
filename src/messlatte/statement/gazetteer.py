"""Names of every economy in German, English and Russian, as shipped tables that are read on first use.

``data/places.{de,en,ru}.tsv`` hold the case forms, ``data/economies.tsv`` the display names; ``scripts/build_places.py`` builds both.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files

from messlatte.core.economy import Economy

__all__ = ["DIRECT", "TOKEN", "Candidate", "Gazetteer", "country_of", "economy", "gazetteer", "is_economy", "key"]

_DATA = files("messlatte.statement") / "data"


TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:[\u00ad\u0301][^\W_]+)*")
"""A word of a name; abbreviations with inner dots are one."""
DIRECT = str.maketrans({"ё": "е", "\u00ad": None, "\u0301": None})
"""Letters and marks that make no difference: io is ie, soft hyphens and stress marks are not there."""


def key(name: str) -> str:
    """Form under which a name is looked up: its tokens in lower case, joined by a blank."""
    return " ".join(match.group().lower().translate(DIRECT) for match in TOKEN.finditer(name))


@dataclass(frozen=True, slots=True)
class Candidate:
    """One meaning of a form.

    ``kind``: c country, k capital, a adjective, g group, r region, p person, n no place. ``flags``: C acronym (all capitals),
    w weak (needs its country or a word such as "province" near it; a group, another of its
    names), p first part of a hyphenated pair, a may be lower-case, d form in -er.
    """

    code: str
    kind: str
    flags: str


@dataclass(slots=True)
class Gazetteer:
    """Forms (lower-case tokens joined by a blank) and, by first token, how many tokens the longest form has."""

    forms: dict[str, tuple[Candidate, ...]] = field(default_factory=dict)
    longest: dict[str, int] = field(default_factory=dict)

    def add(self, form: str, candidate: Candidate) -> None:
        """Add one meaning of a form."""
        known = self.forms.get(form)
        self.forms[form] = (candidate,) if known is None else (*known, candidate)
        if " " in form:
            first = form[: form.index(" ")]
            size = form.count(" ") + 1
            if self.longest.get(first, 1) < size:
                self.longest[first] = size

    def replace(self, name: str, candidate: Candidate) -> None:
        """Let a name mean one economy only, as an analyst says."""
        form = key(name)
        self.forms.pop(form, None)
        self.add(form, candidate)

    def copy(self) -> Gazetteer:
        """Copy that an analyst's own words can be added to."""
        return Gazetteer(dict(self.forms), dict(self.longest))


@lru_cache(maxsize=3)
def gazetteer(language: str) -> Gazetteer:
    """Table of a language: ``de``, ``en`` or ``ru``; any other language reads the English one."""
    table = Gazetteer()
    name = f"places.{language if language in ('de', 'en', 'ru') else 'en'}.tsv"
    for line in (_DATA / name).read_text(encoding="utf-8").splitlines():
        code, kind, flags, *cells = line.split("\t")
        candidate = Candidate(code, kind, flags)
        for cell in cells:
            prefix, _, ends = cell.partition("|")
            for end in ends.split(","):
                table.add(prefix + end, candidate)
    return table


@lru_cache(maxsize=1)
def _economies() -> dict[str, list[str]]:
    rows = (_DATA / "economies.tsv").read_text(encoding="utf-8").splitlines()
    return {code: rest for code, *rest in (row.split("\t") for row in rows)}


def economy(code: str, language: str = "en") -> Economy:
    """Economy of a code with its display name in a language; an unknown code is its own name."""
    row = _economies().get(code)
    if row is None:
        return Economy(code, code)
    return Economy(code, row[1 + ("en", "de", "ru").index(language if language in ("de", "ru") else "en")], row[0] or None)


def is_economy(code: str) -> bool:
    """Whether a code is a country, a subdivision or a group that the tables know."""
    return code in _economies()


def country_of(code: str) -> str:
    """Alpha-3 code of the country of a region; any other code is returned as it is."""
    if len(code) > 3 and code[2] == "-":
        row = _economies().get(code)
        return row[0] if row and row[0] else code
    return code
