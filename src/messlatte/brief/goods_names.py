"""Names of goods for rows of areas: the first title of each code, cut to a length that fits a row."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

__all__ = ["goods_names"]

_MOST = 70
_HEADING = 4  # digits


@lru_cache(maxsize=3)
def goods_names(language: str) -> Mapping[str, str]:
    """Title by HS code of four or six digits, in a language, else in English; chapters have names of their own."""
    from messlatte.projects.titles import shipped_titles

    names: dict[str, str] = {}
    for source in dict.fromkeys((language, "en")):
        for title in shipped_titles(source):
            if len(title.code) in (4, 6) and title.code not in names:
                names[title.code] = _within(title.code, _short(title.text), names) if source == "de" else _short(title.text)
    return names


def _within(code: str, name: str, names: Mapping[str, str]) -> str:
    """German titles of six digits are parts of a sentence that the heading begins, such as ``in Rohform`` of gold."""
    heading = names.get(code[:4], "") if len(code) > _HEADING else ""
    whole = f"{heading}: {name}" if heading and heading != name else name
    return whole if len(whole) <= _MOST else whole[: _MOST - 1].rsplit(" ", 1)[0].rstrip(",") + "…"


def _short(text: str) -> str:
    """First part of a title, in small letters where it is written in capitals."""
    plain = re.sub(r"\s*\(\s*\)", "", text).strip(" ;")
    first = plain if len(plain) <= _MOST else re.split(r"[;:(]", plain)[0].strip()
    if first.isupper():
        first = first.capitalize()
    return first if len(first) <= _MOST else first[: _MOST - 1].rsplit(" ", 1)[0].rstrip(",") + "…"
