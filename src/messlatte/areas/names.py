"""Short names of the chapters of the Harmonized System."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

__all__ = ["good_name"]


@lru_cache(maxsize=1)
def _chapters() -> Mapping[str, Mapping[str, str]]:
    text = (files("messlatte.areas") / "data" / "hs_chapters.csv").read_text(encoding="utf-8")
    return {row["code"]: row for row in csv.DictReader(text.splitlines())}


def good_name(product: str, language: str) -> str | None:
    """Name of the chapter that a code lies in; None for what is no HS code."""
    chapter = _chapters().get(product[:2])
    return chapter[language] if chapter and product.isdigit() else None
