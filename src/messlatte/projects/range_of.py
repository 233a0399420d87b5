"""Percentiles of draws."""

from __future__ import annotations

import numpy as np

from messlatte.core.appraisal import Range
from messlatte.projects.annuity import Floats

__all__ = ["range_of", "ranges_of"]


def range_of(draws: Floats) -> Range:
    """10th, 50th and 90th percentile and mean of finite draws, shape (draws,)."""
    return ranges_of(np.asarray(draws, dtype=np.float64)[None])[0]


def ranges_of(draws: Floats) -> list[Range]:
    """The same for each row of an array, shape (rows, draws)."""
    live = np.asarray(draws.any(axis=1), dtype=np.bool_)
    if not live.all():
        # Years without anything need no sorting, and there are many of them.
        known = iter(ranges_of(draws[live]) if live.any() else ())
        return [next(known) if row else Range(0.0, 0.0, 0.0, 0.0) for row in live.tolist()]
    low, middle, high = np.percentile(draws, (10, 50, 90), axis=1)
    return [Range(*map(float, row)) for row in zip(low, middle, high, draws.mean(axis=1), strict=True)]
