"""Several projects, several indicators, no common unit: which are dominated, and how far the order depends on weights.

There are no default weights and there is no score. What can be said without weights is said (who dominates whom); what cannot is said for
*all* weights at once (stochastic multicriteria acceptability analysis: Lahdelma, Hokkanen and Salminen 1998, EJOR 106).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from messlatte.core.errors import UsageError

__all__ = ["Acceptability", "dominated_share", "dominates", "flips", "pareto_front", "rank_acceptability", "scaled"]

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

_BLOCK = 256


def _check(values: Floats, dimensions: int) -> Floats:
    found = np.asarray(values, dtype=np.float64)
    if found.ndim != dimensions or not np.isfinite(found).all():
        raise UsageError(
            f"comparison: finite numbers with {dimensions} dimensions are needed, found shape {found.shape}; "
            "compare only indicators that every project has"
        )
    return found


def dominates(a: Floats, b: Floats, axis: int = 0) -> Bools:
    """Whether `a` is at least as good as `b` in every criterion and better in one.

    Parameters
    ----------
    a, b : ndarray
        More is better; shapes that fit together.
    axis : int
        Along which the criteria lie.

    Returns
    -------
    ndarray of bool
        Shape of the rest.
    """
    found: Bools = np.logical_and((a >= b).all(axis=axis), (a > b).any(axis=axis))
    return found


def _among(values: Floats) -> Bools:
    """``[..., i, j]``: project i dominates project j."""
    return dominates(values[..., :, None, :], values[..., None, :, :], axis=-1)


def pareto_front(values: Floats) -> Bools:
    """Projects that no other dominates.

    Parameters
    ----------
    values : ndarray, shape (projects, indicators)
        Medians; more is better (turn the sign of an indicator of which less is better).

    Returns
    -------
    ndarray of bool, shape (projects,)
    """
    front: Bools = np.logical_not(_among(_check(values, 2)).any(axis=0))
    return front


def dominated_share(draws: Floats) -> Floats:
    """In which share of the draws one project dominates another.

    Parameters
    ----------
    draws : ndarray, shape (draws, projects, indicators)
        Row s holds one state of the world for all projects; more is better.

    Returns
    -------
    ndarray, shape (projects, projects)
        ``[i, j]``: share in which i dominates j. At 0.9 and more j is called dominated.
    """
    values = _check(draws, 3)
    total = np.zeros((values.shape[1],) * 2)
    for start in range(0, len(values), _BLOCK):
        total += _among(values[start : start + _BLOCK]).sum(axis=0)
    return total / max(len(values), 1)


def scaled(values: Floats) -> Floats:
    """Each indicator from 0 (worst project) to 1 (best); 0.5 throughout where all are equal.

    The scale belongs to the set of projects: a project more or less changes it, which is one reason not to print a weighted sum.
    """
    found = _check(values, 2)
    low, high = found.min(axis=0), found.max(axis=0)
    out: Floats = np.divide(found - low, high - low, out=np.full_like(found, 0.5), where=high > low)
    return out


@dataclass(frozen=True, slots=True)
class Acceptability:
    """What holds for weights of all kinds.

    Parameters
    ----------
    ranks : ndarray, shape (projects, projects)
        ``[i, r]``: share of the weights for which project i has rank r (0 is first). Rows and columns add up to 1.
    central : ndarray, shape (projects, indicators)
        Mean of the weights for which the project is first: what one has to care for to choose it. NaN if it never is.
    draws : int
        Number of weight vectors.
    """

    ranks: Floats
    central: Floats
    draws: int


def rank_acceptability(values: Floats, *, draws: int = 10_000, seed: int = 0) -> Acceptability:
    """Ranks under random weights.

    Parameters
    ----------
    values : ndarray, shape (projects, indicators) or (draws, projects, indicators)
        Medians, or draws of which each meets one vector of weights; more is better.
    draws : int
        Weight vectors, uniform on the simplex.
    seed : int

    Notes
    -----
    Ties are broken by the order of the projects.
    """
    rng = np.random.default_rng(seed)
    several = np.ndim(values) == 3
    count, indicators = np.shape(values)[-2:]
    weights = rng.dirichlet(np.ones(indicators), draws)
    ranks, central = np.zeros((count, count)), np.zeros((count, indicators))
    if several:
        worlds = _check(values, 3)
        sums = np.stack([scaled(worlds[n % len(worlds)]) @ weight for n, weight in enumerate(weights)])
    else:
        sums = weights @ scaled(values).T
    order = np.argsort(-sums, axis=1, kind="stable")
    for rank in range(count):
        ranks[:, rank] = np.bincount(order[:, rank], minlength=count) / draws
    for project in range(count):
        first = order[:, 0] == project
        central[project] = weights[first].mean(axis=0) if first.any() else np.nan
    return Acceptability(ranks, central, draws)


def flips(values: Floats, weights: Floats) -> Floats:
    """Weight of each indicator at which another project comes first, the others kept in proportion.

    Parameters
    ----------
    values : ndarray, shape (projects, indicators)
        More is better.
    weights : ndarray, shape (indicators,)
        The user's, adding up to 1.

    Returns
    -------
    ndarray, shape (indicators, 2)
        Nearest weight below and above the given one at which the first place changes; NaN if none in 0..1.

    Raises
    ------
    UsageError
        If the weights are negative or do not add up to 1.
    """
    marks, w = scaled(values), np.asarray(weights, dtype=np.float64)
    if w.shape != marks.shape[1:] or (w < 0).any() or abs(w.sum() - 1) > 1e-9:
        raise UsageError(f"weights: {marks.shape[1]} numbers from 0 that add up to 1 are needed, found {w.tolist()}")
    sums = marks @ w
    first = int(np.argmax(sums))
    out = np.full((len(w), 2), np.nan)
    for k, own in enumerate(w):
        rest = w.copy()
        rest[k] = 0.0
        rest = rest / rest.sum() if rest.sum() > 0 else np.where(np.arange(len(w)) == k, 0.0, 1.0 / max(len(w) - 1, 1))
        # Sum of project i at weight u of indicator k is linear in u: a_i + b_i u.
        level = marks @ rest
        a, b = level - level[first], (marks[:, k] - level) - (marks[first, k] - level[first])
        with np.errstate(divide="ignore", invalid="ignore"):
            at = np.where(b != 0, -a / b, np.nan)
        inside = np.isfinite(at) & (at >= 0) & (at <= 1)
        # Who gains by more of this weight overtakes above the crossing, who loses by it below.
        below, above = at[inside & (b < 0)], at[inside & (b > 0)]
        out[k] = (min(below.max(), own) if below.size else np.nan, max(above.min(), own) if above.size else np.nan)
    return out
