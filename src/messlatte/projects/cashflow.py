"""Value of a series of cash: present value, modified rate of return, payback, benefit over cost.

Time runs along the first axis, t = 0, 1, 2, ...; further axes are draws. All amounts are of one price level (real), so all rates are real.
"""

from __future__ import annotations

import numpy as np

from messlatte.projects.annuity import Floats

__all__ = ["benefit_cost_ratio", "discounted", "discounted_payback", "modified_rate", "present_value"]


def _factors(rate: float | Floats, years: int) -> Floats:
    """``(1 + r)**-t``, shape (years,) or (years, draws)."""
    r = np.asarray(rate, dtype=np.float64)
    t = np.arange(years, dtype=np.float64).reshape((years,) + (1,) * r.ndim)
    return np.asarray((1.0 + r) ** -t, dtype=np.float64)


def discounted(rate: float | Floats, flows: Floats) -> Floats:
    """Cash of each year, in value of year 0.

    Parameters
    ----------
    rate : float or ndarray, shape (draws,)
        Above -1.
    flows : ndarray, shape (years,) or (years, draws)
    """
    cash = np.asarray(flows, dtype=np.float64)
    factors = _factors(rate, cash.shape[0])
    return cash * (factors if factors.ndim == cash.ndim else factors.reshape(factors.shape + (1,) * (cash.ndim - factors.ndim)))


def present_value(rate: float | Floats, flows: Floats) -> Floats:
    """Net present value: ``sum_t CF_t / (1 + r)**t``, t from 0; the first amount is not discounted.

    Parameters
    ----------
    rate, flows
        As in `discounted`.

    Returns
    -------
    ndarray
        Shape () or (draws,).
    """
    return np.asarray(discounted(rate, flows).sum(axis=0), dtype=np.float64)


def modified_rate(flows: Floats, finance: float | Floats, reinvest: float | Floats) -> Floats:
    """Modified internal rate of return.

    ``(FV(gains; reinvest) / -PV(outlays; finance))**(1 / n) - 1`` with n the years from the first amount to the last.

    Parameters
    ----------
    flows : ndarray, shape (years,) or (years, draws)
    finance : float or ndarray
        Rate at which outlays are financed.
    reinvest : float or ndarray
        Rate that gains earn.

    Returns
    -------
    ndarray
        NaN where there is no gain or no outlay.
    """
    cash = np.asarray(flows, dtype=np.float64)
    periods = cash.shape[0] - 1
    gains = present_value(reinvest, np.maximum(cash, 0.0))
    outlays = -present_value(finance, np.minimum(cash, 0.0))
    with np.errstate(all="ignore"):
        rate = (gains / outlays) ** (1.0 / periods) * (1.0 + np.asarray(reinvest)) - 1.0
    return np.asarray(np.where((gains > 0) & (outlays > 0) & (periods > 0), rate, np.nan), dtype=np.float64)


def discounted_payback(rate: float | Floats, flows: Floats) -> Floats:
    """Years until the discounted cash has paid back for good: from then on its sum never falls below zero again.

    Within the year of the crossing the cash is taken as even. NaN where it never pays back within the horizon; 0 where the sum is never
    negative.

    Parameters
    ----------
    rate, flows
        As in `discounted`.
    """
    total = np.cumsum(discounted(rate, flows), axis=0)
    years = total.shape[0]
    below = total < 0
    # Last year in which the sum is still negative; -1 if none.
    last = np.where(below.any(axis=0), years - 1 - np.argmax(below[::-1], axis=0), -1)
    here = np.take_along_axis(total, np.clip(last, 0, years - 1)[None], axis=0)[0]
    after = np.take_along_axis(total, np.clip(last + 1, 0, years - 1)[None], axis=0)[0]
    with np.errstate(all="ignore"):
        crossing = last + -here / (after - here)
    return np.asarray(np.where(last < 0, 0.0, np.where(last == years - 1, np.nan, crossing)), dtype=np.float64)


def benefit_cost_ratio(rate: float | Floats, gains: Floats, outlays: Floats) -> Floats:
    """Present value of gains over present value of outlays; NaN without outlays.

    Parameters
    ----------
    rate
        As in `discounted`.
    gains, outlays : ndarray, shape (years,) or (years, draws)
        Both not negative. What counts as which changes the ratio (a saving is a gain or a smaller outlay); the net value does not depend
        on it.
    """
    top, bottom = present_value(rate, gains), present_value(rate, outlays)
    with np.errstate(all="ignore"):
        return np.asarray(np.where(bottom > 0, top / bottom, np.nan), dtype=np.float64)
