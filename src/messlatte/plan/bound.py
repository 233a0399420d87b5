"""How much better a plan could be: a lower bound on its cost, what binds, and which choices no better plan can contain.

The linear program with tangent cuts (`relaxation`) is a relaxation: its optimum is a lower bound on the cost of every plan whose margin
under the mean-variance stand-in is not negative. Duals say which constraint binds and what one more unit of it would bring; reduced
costs say which choices no better plan can contain.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from messlatte.core.plan import Binding
from messlatte.plan.problem import Floats
from messlatte.plan.relaxation import MAX_CUTS, Row, add_cut, add_tangent, constraint_rows, new_solver, sigma_and_gradient, solve
from messlatte.plan.surrogate import Pool

__all__ = ["Bound", "integer_bound", "integer_plan", "lower_bound"]

_SLACK = 1e-6


@dataclass(frozen=True, slots=True)
class Bound:
    """Result of the relaxation.

    Parameters
    ----------
    cost : float
        No plan with a margin of at least zero costs less; infinite when no fractional plan reaches the bar.
    solution, reduced_cost : ndarray, shape (n,)
        By position in the pool.
    duals : tuple of Binding
        Constraints that bind, and what one more unit of each would save.
    best_margin : float
        Largest margin of any fractional plan, computed only when the bar is out of reach: negative, the shortfall.
    """

    cost: float
    solution: Floats
    reduced_cost: Floats
    duals: tuple[Binding, ...]
    best_margin: float


def lower_bound(pool: Pool, z: float, bar: float) -> Bound:
    """Outer-approximation bound on the cost of clearing the bar.

    Parameters
    ----------
    pool : Pool
        Choices with moments.
    z : float
        Standard normal quantile of the asked probability; not negative.
    bar : float
        Turnover that must be exceeded.

    Raises
    ------
    ValueError
        If ``z`` is negative: the bar's constraint is not convex then.
    """
    if z < 0:
        raise ValueError("a bound needs a probability of at least one half")
    if not len(pool.choices):
        margin, nothing = pool.base_mean - z * math.sqrt(pool.base_variance) - bar, np.zeros(0)
        return Bound(0.0 if margin >= 0 else float("inf"), nothing, nothing, (), margin)
    rows = constraint_rows(pool)
    solver = new_solver(pool, rows, pool.cost)
    y = np.zeros(len(pool.choices))
    for _ in range(MAX_CUTS):
        add_tangent(solver, pool, y, z, bar)
        if not solve(solver):
            nothing = np.zeros(len(y))
            return Bound(float("inf"), nothing, nothing, (), _best_margin(pool, rows, z, bar))
        solution = solver.getSolution()
        y = np.asarray(solution.col_value)
        sigma, _ = sigma_and_gradient(pool, y)
        if pool.base_mean + float(pool.mean @ y) - z * sigma >= bar - _SLACK * max(1.0, abs(bar)):
            break
    duals = tuple(Binding(row.what, -float(d)) for row, d in zip(rows, solution.row_dual, strict=False) if d < -1e-7)
    return Bound(float(solver.getInfo().objective_function_value), y, np.asarray(solution.col_dual), duals, float("nan"))


def _best_margin(pool: Pool, rows: list[Row], z: float, bar: float) -> float:
    """Largest ``mu - z sigma - bar`` over fractional plans, from above, by cuts on an epigraph variable for sigma."""
    solver = new_solver(pool, rows, -pool.mean)
    solver.addCol(z, 0.0, float("inf"), 0, np.array([], dtype=np.int32), np.array([]))
    n = len(pool.choices)
    y, epigraph = np.zeros(n), -1.0
    for _ in range(MAX_CUTS):
        sigma, gradient = sigma_and_gradient(pool, y)
        if epigraph >= sigma * (1 - 100 * _SLACK):
            break
        add_cut(solver, np.append(-gradient, 1.0), sigma - float(gradient @ y))
        if not solve(solver):
            return float("-inf")
        values = np.asarray(solver.getSolution().col_value)
        y, epigraph = values[:n], float(values[n])
    return pool.base_mean - float(solver.getInfo().objective_function_value) - bar


def integer_bound(pool: Pool, z: float, bar: float, *, gap: float, seconds: float = 120.0) -> float:
    """Bound from the mixed-integer program, which is nearer than that of the linear one; what `--prove` asks for.

    Every program here is a relaxation, tangents standing only at solutions met so far, so that each of their dual bounds is valid and
    the largest is kept. The clock may end it, so the bound is not a function of the seed; the plan is.

    Parameters
    ----------
    pool, z, bar
        As in `lower_bound`.
    gap : float
        Relative gap at which the branch and bound ends.
    seconds : float
        Longest time of all rounds together.
    """
    import time

    import highspy

    relaxed = lower_bound(pool, z, bar)
    if not len(pool.choices):
        return relaxed.cost
    best, until = relaxed.cost, time.monotonic() + seconds
    solver = new_solver(pool, constraint_rows(pool), pool.cost)
    n = len(pool.choices)
    y = relaxed.solution
    for tangent in (np.zeros(n), y):
        add_tangent(solver, pool, tangent, z, bar)
    solver.changeColsIntegrality(n, np.arange(n, dtype=np.int32), np.array([highspy.HighsVarType.kInteger] * n))
    solver.setOptionValue("mip_rel_gap", gap)
    while np.isfinite(best) and time.monotonic() < until:
        solver.setOptionValue("time_limit", solver.getRunTime() + until - time.monotonic())
        solver.run()
        best = max(best, float(solver.getInfo().mip_dual_bound))
        y = np.asarray(solver.getSolution().col_value)
        if len(y) != n:
            break
        sigma, _ = sigma_and_gradient(pool, y)
        if pool.base_mean + float(pool.mean @ y) - z * sigma >= bar - _SLACK * max(1.0, abs(bar)):
            break
        add_tangent(solver, pool, y, z, bar)
    return best


def integer_plan(pool: Pool, z: float, bar: float, *, nodes: int) -> tuple[int, ...]:
    """Plan from the mixed-integer program with tangent cuts, branch and bound ended after so many nodes.

    It may miss the bar by a little, since tangents stand at the solution of the relaxation only. Meant as a start for `search`.

    Returns
    -------
    tuple of int
        Sorted choices; empty when the solver found no integer solution.
    """
    import highspy

    bound, n = lower_bound(pool, z, bar), len(pool.choices)
    if not n:
        return ()
    solver = new_solver(pool, constraint_rows(pool), pool.cost)
    for y in (np.zeros(n), bound.solution):
        add_tangent(solver, pool, y, z, bar)
    solver.changeColsIntegrality(n, np.arange(n, dtype=np.int32), np.array([highspy.HighsVarType.kInteger] * n))
    solver.setOptionValue("mip_max_nodes", nodes)
    solver.setOptionValue("mip_rel_gap", 0.003)
    solver.run()
    y = np.asarray(solver.getSolution().col_value)
    return tuple(sorted(int(k) for k in pool.choices[y > 0.5])) if len(y) == n else ()
