"""Annuities: what a sum today costs a year, end-of-year payments."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

__all__ = ["Floats", "annuity_payment", "capital_recovery"]

Floats = npt.NDArray[np.float64]


def capital_recovery(rate: float | Floats, years: float | Floats) -> Floats:
    """Capital recovery factor: ``r / (1 - (1 + r)**-n)``, and ``1 / n`` at a rate of zero.

    Parameters
    ----------
    rate : float or ndarray
        Rate a period, as a fraction, above -1.
    years : float or ndarray
        Number of periods, positive; broken ones allowed.

    Returns
    -------
    ndarray
        Share of the sum that is paid at the end of each period.
    """
    r, n = np.asarray(rate, dtype=np.float64), np.asarray(years, dtype=np.float64)
    with np.errstate(all="ignore"):
        # -expm1(-n log1p(r)) is 1 - (1 + r)**-n without the loss of digits at small rates.
        factor = r / -np.expm1(-n * np.log1p(r))
    return np.asarray(np.where(r == 0, 1.0 / n, factor), dtype=np.float64)


def annuity_payment(rate: float | Floats, periods: float | Floats, present: float | Floats, balloon: float | Floats = 0.0) -> Floats:
    """Payment at the end of each period that repays a sum; negative, as money that leaves.

    Parameters
    ----------
    rate, periods
        As in `capital_recovery`.
    present : float or ndarray
        Sum received at the start.
    balloon : float or ndarray
        Rest that is due after the last payment (residual value of a lease).

    Notes
    -----
    ``-(PV - B (1 + r)**-n) * crf(r, n)``; equals ``numpy_financial.pmt(rate, nper, pv, -balloon)``.
    """
    r, n = np.asarray(rate, dtype=np.float64), np.asarray(periods, dtype=np.float64)
    today = np.asarray(present, dtype=np.float64) - np.asarray(balloon, dtype=np.float64) * (1.0 + r) ** -n
    return np.asarray(-today * capital_recovery(r, n), dtype=np.float64)
