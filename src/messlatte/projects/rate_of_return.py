r"""Internal rates of return: all of them, or the statement that there is no single one.

A rate r > -1 with ``sum_t CF_t (1 + r)**-t = 0`` is a root of a polynomial. With ``u = 1 / (2 + r)``, which maps (-1, oo) to (0, 1),

.. math:: (1-u)^n \sum_t CF_t \left(\tfrac{u}{1-u}\right)^t = \sum_t \frac{CF_t}{\binom{n}{t}} B_{t,n}(u),

so the cash flows divided by binomials *are* the Bernstein coefficients, and Descartes' rule counts the roots in an interval from the
signs of its coefficients: none if no sign changes, one if one does; otherwise the interval is halved by de Casteljau's scheme, which is
a matrix product for all draws at once (Collins and Akritas 1976; Rouillier and Zimmermann 2004).
"""

from __future__ import annotations

from functools import lru_cache
from math import comb
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from messlatte.projects.annuity import Floats

__all__ = ["all_rates", "rates_by_draw", "unique_rate"]

Ints = npt.NDArray[np.int64]

_DEPTH = 26
"""Halvings: roots nearer than 2**-26 in u are one; a double root is not known better in double precision."""
_FLAT = 1e-13
"""Part of the greatest amount below which the value at a would-be double root counts as zero."""
_SAME = 1e-7
"""Rates nearer than that are one: a double root splits by the square root of the rounding error."""


@lru_cache(maxsize=64)
def _halving(degree: int) -> tuple[Floats, Floats]:
    """Matrices that give the Bernstein coefficients of the left and the right half of an interval."""
    left = np.array([[comb(i, j) / 2.0**i if j <= i else 0.0 for j in range(degree + 1)] for i in range(degree + 1)])
    return left, left[::-1, ::-1].copy()


def _variations(coefficients: Floats) -> Ints:
    """Sign changes along the first axis, zeros skipped; shape (columns,)."""
    signs = np.sign(coefficients)
    # Zeros take the sign before them, so that they neither make nor hide a change.
    for row in range(1, len(signs)):
        np.copyto(signs[row], signs[row - 1], where=signs[row] == 0)
    return np.asarray((signs[1:] * signs[:-1] < 0).sum(axis=0), dtype=np.int64)


class _Intervals(NamedTuple):
    """One for each root: its draw, lower and upper end in u (equal where the root is known), sign of the value just above the lower end."""

    draw: Ints
    low: Floats
    high: Floats
    sign: Floats


def _isolate(flows: Floats, enough: int = 1 << 30) -> _Intervals:
    """Intervals that hold one root each; a draw of which more than ``enough`` are known is not looked into any further."""
    degree = flows.shape[0] - 1
    scale = np.maximum(np.abs(flows).max(axis=0), 1e-300)
    part = flows / scale / np.array([comb(degree, t) for t in range(degree + 1)], dtype=np.float64)[:, None]
    draw, low = np.arange(flows.shape[1]), np.zeros(flows.shape[1])
    size = np.abs(part).max(axis=0)
    found: list[_Intervals] = []
    left, right = _halving(degree)
    for depth in range(_DEPTH + 1):
        count, width = _variations(part), 2.0**-depth
        one = count == 1
        found.append(_Intervals(draw[one], low[one], low[one] + width, _first_sign(part[:, one])))
        many = count > 1
        if enough < flows.shape[0]:
            many &= np.bincount(np.concatenate([f.draw for f in found]), minlength=flows.shape[1])[draw] <= enough
        part, draw, low = part[:, many], draw[many], low[many]
        if not len(draw):
            break
        if depth == _DEPTH:
            flat = np.abs(part).min(axis=0) <= _FLAT * size[draw]
            middle = low[flat] + width / 2
            found.append(_Intervals(draw[flat], middle, middle, np.zeros(len(middle))))
            break
        first, second, middle = left @ part, right @ part, low + width / 2
        zero = np.abs(second[0]) <= 1e-16 * size[draw]
        first[-1, zero] = second[0, zero] = 0.0
        found.append(_Intervals(draw[zero], middle[zero], middle[zero], np.zeros(int(zero.sum()))))
        part, draw, low = np.hstack([first, second]), np.concatenate([draw, draw]), np.concatenate([low, middle])
    return _Intervals(*(np.concatenate(column) for column in zip(*found, strict=True)))


def _value_and_slope(flows: Floats, x: Floats) -> tuple[Floats, Floats]:
    """``sum_t CF_t x**t`` and its derivative, by Horner's scheme."""
    value, slope = flows[-1].copy(), np.zeros_like(x)
    for row in flows[-2::-1]:
        slope *= x
        slope += value
        value *= x
        value += row
    return value, slope


def _bisected(flows: Floats, low: Floats, high: Floats, sign: Floats) -> Floats:
    """Root in x between both ends, within [0, 1], by Newton's method kept inside the bracket.

    ``sign`` is that of the value at ``low``. A step that leaves the bracket, or does not halve the step before, is replaced by its middle.
    """
    result = (low + high) / 2
    at, x, before = np.arange(len(low)), result.copy(), high - low
    for _ in range(100):
        value, slope = _value_and_slope(flows, x)
        below = value * sign > 0
        low, high = np.where(below, x, low), np.where(below, high, x)
        with np.errstate(all="ignore"):
            newton = x - value / slope
        good = (newton > low) & (newton < high) & (np.abs(newton - x) < before / 2)
        new = np.where(good, newton, np.where(value == 0, x, (low + high) / 2))
        before = np.abs(new - x)
        result[at] = new
        open_ = (before > 4e-16 * new) & (high - low > 4e-16 * high)
        if not open_.any():
            break
        if open_.mean() < 0.7:
            flows, at = flows[:, open_], at[open_]
            low, high, new, before, sign = low[open_], high[open_], new[open_], before[open_], sign[open_]
        x = new
    return result


def _refine(flows: Floats, found: _Intervals) -> Floats:
    """Narrow each interval to a root in u, on the side of 1/2 where powers do not overflow."""
    u = (found.low + found.high) / 2
    wide = found.high - found.low == 1.0
    halves = np.where(wide, flows.sum(axis=0) * found.sign, 0.0)
    low, high = np.where(halves > 0, 0.5, found.low), np.where(halves < 0, 0.5, found.high)
    low, high = np.where(wide & (halves == 0), 0.5, low), np.where(wide & (halves == 0), 0.5, high)
    u = np.where(wide, (low + high) / 2, u)
    for side, ahead in ((high <= 0.5, True), (low >= 0.5, False)):
        at = np.flatnonzero(side & (low < high))
        if not len(at):
            continue
        if ahead:
            x = _bisected(flows[:, at], low[at] / (1 - low[at]), high[at] / (1 - high[at]), found.sign[at])
            u[at] = x / (1 + x)
        else:
            x = _bisected(flows[::-1][:, at], (1 - high[at]) / high[at], (1 - low[at]) / low[at], -found.sign[at])
            u[at] = 1 / (1 + x)
    return u


def _first_sign(flows: Floats) -> Floats:
    """Sign of the first amount that is not zero."""
    if not flows.shape[1]:
        return np.empty(0)
    row = np.argmax(flows != 0, axis=0)
    return np.asarray(np.sign(np.take_along_axis(flows, row[None], axis=0)[0]), dtype=np.float64)


def rates_by_draw(flows: Floats) -> tuple[Ints, Floats]:
    """Every rate of every draw.

    Parameters
    ----------
    flows : ndarray, shape (years, draws)
        Finite.

    Returns
    -------
    draw : ndarray of int
        Draw of each rate, ascending; a draw without a rate does not occur.
    rate : ndarray
        Above -1, ascending within a draw.
    """
    cash = _trimmed(flows)
    intervals = _isolate(cash)
    draw, rate = intervals.draw, 1.0 / _refine(cash[:, intervals.draw], intervals) - 2.0
    order = np.lexsort((rate, draw))
    draw, rate = draw[order], rate[order]
    new = np.ones(len(draw), dtype=bool)
    new[1:] = (np.diff(draw) > 0) | (np.diff(rate) > _SAME * (1.0 + np.abs(rate[1:])))
    return draw[new], rate[new]


def _trimmed(flows: Floats) -> Floats:
    """Finite cash without years at either end in which no draw has any; one year of zeros if there is none at all."""
    cash = np.asarray(flows, dtype=np.float64)
    if not np.isfinite(cash).all():
        raise ValueError("cash flows must be finite")
    live = np.flatnonzero((cash != 0).any(axis=1))
    return cash[live[0] : live[-1] + 1] if len(live) else cash[:1]


def all_rates(flows: Floats) -> tuple[float, ...]:
    """Every internal rate of return of one series, ascending; empty if there is none.

    A double root appears once. (-1000, 5000, -6000) has two, 100 % and 200 %.

    Parameters
    ----------
    flows : array_like, shape (years,)
    """
    return tuple(rates_by_draw(np.asarray(flows, dtype=np.float64)[:, None])[1].tolist())


def unique_rate(flows: Floats) -> Floats:
    """The internal rate of return of each draw; NaN where there is none, or more than one.

    Parameters
    ----------
    flows : ndarray, shape (years, draws)

    Returns
    -------
    ndarray, shape (draws,)
    """
    cash = _trimmed(flows)
    found = _isolate(cash, enough=1)
    single = np.bincount(found.draw, minlength=cash.shape[1])[found.draw] == 1
    alone = _Intervals(*(column[single] for column in found))
    result = np.full(cash.shape[1], np.nan)
    result[alone.draw] = 1.0 / _refine(cash[:, alone.draw], alone) - 2.0
    return result
