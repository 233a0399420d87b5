"""Jobs: direct, through suppliers, and - as an upper bound - through what the employed spend.

Making things once gives person-years; running something gives jobs. The two are never added.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from messlatte.projects.industry_table import JobsPerOutput
from messlatte.projects.input_output import Households, multipliers

__all__ = ["Jobs", "coefficient_factor", "jobs_of", "with_known_direct"]

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Jobs:
    """Employment, shape (draws,) each: person-years, or jobs if divided by years.

    Parameters
    ----------
    direct : ndarray
        In the industries that sell.
    total : ndarray
        With their suppliers (type I): the main figure.
    closed : ndarray or None
        With the spending of those employed (type II): an upper bound.
    """

    direct: Floats
    total: Floats
    closed: Floats | None

    def per(self, years: float, displaced: Floats | float = 0.0) -> Jobs:
        """Per year, less what is lost elsewhere."""
        closed = None if self.closed is None else self.closed / years - displaced
        return Jobs(self.direct / years - displaced, self.total / years - displaced, closed)


def coefficient_factor(jobs: JobsPerOutput, draws: int, generator: np.random.Generator) -> Floats:
    """Uncertain level of the coefficients, one factor for all industries, shape (draws,): triangular around 1.

    Notes
    -----
    The industries of a group share one published figure, so that their errors go together; drawing them apart would make them cancel.
    """
    known = jobs.value > 0
    low, high = float((jobs.low[known] / jobs.value[known]).mean()), float((jobs.high[known] / jobs.value[known]).mean())
    return generator.triangular(low, 1.0, high, draws) if low < high else np.ones(draws)


def jobs_of(demand: Floats, coefficients: Floats, per_output: Floats, factor: Floats, households: Households | None = None) -> Jobs:
    """Employment that a final demand needs.

    Parameters
    ----------
    demand : ndarray, shape (n, draws)
        Million USD by industry.
    coefficients : ndarray, shape (n, n)
        A, domestic inputs only: what suppliers abroad employ is not counted here.
    per_output : ndarray, shape (n,)
        e: jobs per million USD of output.
    factor : ndarray, shape (draws,)
        Level of e in each draw.
    households : Households, optional

    Returns
    -------
    Jobs
        ``e'd``, ``e'L d``, and with households the same of the closed table.
    """
    found = multipliers(coefficients, per_output, households)
    rows = np.flatnonzero(demand.any(axis=1))

    def needed(by_industry: Floats) -> Floats:
        # Few industries of many sell anything; a product of whole matrices would take most of the time of an appraisal.
        total: Floats = factor * (by_industry[rows, None] * demand[rows]).sum(axis=0)
        return total

    return Jobs(needed(found.direct), needed(found.total), None if found.closed is None else needed(found.closed))


def with_known_direct(jobs: Jobs, direct: Floats) -> Jobs:
    """Put what the firms say in place of the coefficient; suppliers and spending keep their ratio to it.

    Parameters
    ----------
    jobs : Jobs
        From `jobs_of`.
    direct : ndarray, shape (draws,)
        Jobs in the firms of the project.
    """
    ratio = np.divide(direct, jobs.direct, out=np.ones_like(direct), where=jobs.direct != 0)
    return Jobs(direct, jobs.total * ratio, None if jobs.closed is None else jobs.closed * ratio)
