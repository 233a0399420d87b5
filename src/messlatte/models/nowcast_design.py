"""What is known of an unfinished year, as numbers a linear model can use: the same for fitting and for answering."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["TIERS", "Known", "design", "known_from_months", "known_from_rate", "scale_design"]

Vector = NDArray[np.float64]

TIERS = ("rate", "size", "history", "series")
"""What is known beside the growth so far: nothing; the size; size and the growth of the year before; both years month by month."""

_KNOTS = (-1.0, -0.3, 0.3, 1.0)
_FLOOR = 0.02
"""Share of an average month added to the latest months, so that an empty quarter keeps a logarithm."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known after some months, one entry a pair (all vectors have one length).

    Parameters
    ----------
    rate : vector
        Log growth of the elapsed months over the same months a year earlier.
    size : vector
        Decimal logarithm of the previous year's turnover in thousand million USD; NaN if unknown.
    before : vector
        Log growth of the previous year over the one before it; NaN if unknown.
    share : vector
        Share of the previous year's turnover that fell into the elapsed months; NaN if unknown.
    twelve : vector
        Log ratio of the latest twelve months to the previous year; NaN if unknown.
    pace : vector
        Log ratio of (elapsed months + remaining months at the pace of the latest three) to the previous year; NaN if unknown.
    swing : vector
        Log of how uneven the previous year's months are: their standard deviation over their mean; NaN if unknown.
    """

    rate: Vector
    size: Vector
    before: Vector
    share: Vector
    twelve: Vector
    pace: Vector
    swing: Vector


def known_from_months(previous: Vector, current: Vector, before: Vector) -> Known:
    """Describe unfinished years from their months.

    Parameters
    ----------
    previous : array (n, 12)
        Months of the previous year, USD.
    current : array (n, m)
        Elapsed months of the year, USD, 1 <= m <= 11.
    before : vector (n,)
        Turnover of the year before the previous one, USD; NaN if unknown.

    Returns
    -------
    Known
        Entries are NaN or infinite where the elapsed months hold no trade in one of the years; the caller drops them.
    """
    months = current.shape[1]
    year, so_far, same = previous.sum(axis=1), current.sum(axis=1), previous[:, :months].sum(axis=1)
    width = min(3, months)
    with np.errstate(divide="ignore", invalid="ignore"):
        recent = current[:, months - width :].sum(axis=1) / width / (year / 12) + _FLOOR
        pace = so_far / year + (12 - months) / 12 * np.clip(recent, np.exp(-3), np.exp(3))
        return Known(
            rate=np.log(so_far / same),
            size=np.log10(year / 1e9),
            before=np.where(before > 0, np.log(year / before), np.nan),
            share=same / year,
            twelve=np.log((so_far + year - same) / year),
            pace=np.log(pace),
            swing=np.log(previous.std(axis=1) / (year / 12) + _FLOOR),
        )


def design(tier: str, months: int, known: Known) -> Vector:
    """Regressors of the expected log growth, shape (n, p), constant first.

    A broken line in the rate (a jump of 300 % does not carry over like one of 30 %), shrunk by size; the previous year's growth, because
    a jump after a jump is often a base effect; with months, the share elapsed, the latest twelve months, the year if the rate held for the
    rest (``carry``) and the year at the latest pace.
    """
    rate = known.rate
    columns = [np.ones_like(rate), rate, *(np.maximum(rate - knot, 0) for knot in _KNOTS)]
    if tier != "rate":
        columns += [known.size, known.size * np.clip(rate, -1, 1)]
    if tier in ("history", "series"):
        before = np.nan_to_num(known.before, nan=0.0)
        columns += [before, np.clip(before, -0.5, 0.5)]
    if tier == "series":
        carry = np.log(known.share * np.exp(rate) + (1 - known.share) * np.exp(0.7 * np.clip(rate, -2, 2)))
        columns += [known.share - months / 12, known.twelve, carry, known.pace]
    return np.column_stack(columns)


def scale_design(tier: str, known: Known) -> Vector:
    """Regressors of the log spread, shape (n, q): the further from no growth and the smaller, the less certain."""
    columns = [np.ones_like(known.rate), np.minimum(np.abs(known.rate), 1.5), np.minimum(np.abs(known.rate), 0.3)]
    if tier != "rate":
        columns.append(known.size)
    if tier in ("history", "series"):
        columns.append(np.minimum(np.abs(np.nan_to_num(known.before, nan=0.0)), 1.5))
    if tier == "series":
        columns += [np.clip(np.abs(known.pace - known.twelve), 0, 1.5), known.swing]
    return np.column_stack(columns)


def known_from_rate(rate: float, value: float | None, before: float | None) -> Known:
    """Describe one unfinished year of which only the rate, perhaps the size and the previous growth are known."""

    def one(number: float | None) -> Vector:
        return np.array([np.nan if number is None else number])

    empty = one(None)
    return Known(
        rate=one(float(np.log1p(rate))),
        size=one(None if value is None else float(np.log10(value / 1e9))),
        before=one(None if before is None else float(np.log1p(before))),
        share=empty,
        twelve=empty,
        pace=empty,
        swing=empty,
    )
