"""The relaxation of the portfolio problem that HiGHS solves: linear constraints, and tangents of ``mu(y) - z sigma(y) >= bar``.

sigma is a norm of an affine function of y, hence convex, so that every tangent is a valid cut (outer approximation: Duran and Grossmann
1986, Mathematical Programming 36).
"""

from __future__ import annotations

import math
import os
import sys
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from messlatte.core.errors import DataError
from messlatte.core.plan import Constraint, Limiting
from messlatte.plan.problem import Floats
from messlatte.plan.surrogate import Pool

if TYPE_CHECKING:
    import highspy

__all__ = ["MAX_CUTS", "Row", "add_cut", "add_tangent", "constraint_rows", "new_solver", "sigma_and_gradient", "solve"]

MAX_CUTS = 200


@dataclass(frozen=True, slots=True)
class Row:
    """One linear constraint: ``value . y[index] <= upper``."""

    what: Constraint
    index: np.ndarray
    value: Floats
    upper: float


def constraint_rows(pool: Pool) -> list[Row]:
    """All linear constraints but the bar, each ``value . y <= upper``."""
    problem = pool.problem
    of = [np.flatnonzero(pool.project == i) for i in range(problem.projects)]
    named = problem.names
    rows = [Row(Constraint(Limiting.ONE_START, (named[i],)), k, np.ones(len(k)), 1.0) for i, k in enumerate(of) if len(k)]
    for members in problem.exclusive:
        index = np.concatenate([of[i] for i in members])
        rows.append(Row(Constraint(Limiting.EXCLUSIVE, tuple(named[i] for i in members)), index, np.ones(len(index)), 1.0))
    for a, b in problem.prerequisite:
        for t in range(problem.starts):
            mine, theirs = (k[pool.start[k] <= t] for k in (of[a], of[b]))
            if len(mine):
                values = np.concatenate([np.ones(len(mine)), -np.ones(len(theirs))])
                rows.append(Row(Constraint(Limiting.PREREQUISITE, (named[a], named[b])), np.concatenate([mine, theirs]), values, 0.0))
    for limit, use in zip(problem.limits, pool.use, strict=True):
        index = np.flatnonzero(use)
        rows.append(Row(limit.what, index, use[index], limit.bound))
    for share in problem.shares:
        for k in np.unique(share.group):
            brings = pool.mean * ((share.group[pool.project] == k) - share.cap)
            rows.append(Row(share.what(k), np.arange(len(brings)), brings, 0.0))
    return [row for row in rows if len(row.index)]


@lru_cache(maxsize=1)
def _banner_is_out() -> bool:
    """Let HiGHS print its banner, which no option stops, where nobody sees it: standard output is for data."""
    import highspy

    sys.stdout.flush()
    kept = os.dup(1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    try:
        solver = highspy.Highs()
        solver.silent()
        # The first solver fixes the number of threads of all later ones in the process.
        solver.setOptionValue("threads", 1)
        solver.run()
    finally:
        os.dup2(kept, 1)
        os.close(kept)
        os.close(nowhere)
    return True


def new_solver(pool: Pool, rows: list[Row], objective: Floats) -> highspy.Highs:
    """HiGHS with the linear constraints loaded, silent."""
    import highspy

    _banner_is_out()
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(objective), len(rows)
    lp.col_cost_, lp.col_lower_, lp.col_upper_ = objective, np.zeros(len(objective)), np.ones(len(objective))
    lp.row_lower_ = np.full(len(rows), -highspy.kHighsInf)
    lp.row_upper_ = np.array([row.upper for row in rows])
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = np.concatenate([[0], np.cumsum([len(row.index) for row in rows])]).astype(np.int32)
    lp.a_matrix_.index_ = np.concatenate([row.index for row in rows]).astype(np.int32)
    lp.a_matrix_.value_ = np.concatenate([row.value for row in rows])
    solver = highspy.Highs()
    solver.silent()
    solver.setOptionValue("threads", 1)
    solver.passModel(lp)
    return solver


def sigma_and_gradient(pool: Pool, y: Floats) -> tuple[float, Floats]:
    """Sigma at y, and its gradient."""
    product = pool.covariance @ y
    variance = pool.base_variance + 2 * float(pool.with_base @ y) + float(y @ product)
    sigma = math.sqrt(max(variance, 1e-12))
    return sigma, (pool.with_base + product) / sigma


def solve(solver: highspy.Highs) -> bool:
    """Solve; False when infeasible. Anything else that is not optimal is an error, never a silent zero."""
    import highspy

    solver.run()
    status = solver.getModelStatus()
    if status == highspy.HighsModelStatus.kInfeasible:
        return False
    if status != highspy.HighsModelStatus.kOptimal:
        raise DataError(f"the linear program ended with status {solver.modelStatusToString(status)!r}; report the input that did this")
    return True


def add_cut(solver: highspy.Highs, value: Floats, least: float) -> None:
    """Add ``value . y >= least``."""
    solver.addRow(least, float("inf"), len(value), np.arange(len(value), dtype=np.int32), value)


def add_tangent(solver: highspy.Highs, pool: Pool, y: Floats, z: float, bar: float) -> None:
    """Add the cut at y: ``mu(y') - z (sigma(y) + gradient . (y' - y)) >= bar``."""
    sigma, gradient = sigma_and_gradient(pool, y)
    add_cut(solver, pool.mean - z * gradient, bar - pool.base_mean + z * (sigma - float(gradient @ y)))
