"""Dollars other than the American one."""

from __future__ import annotations

__all__ = ["DOLLARS"]

DOLLARS = frozenset(("HKD", "AUD", "NZD", "CAD", "SGD", "FJD", "TWD", "JMD", "TTD", "NAD"))
