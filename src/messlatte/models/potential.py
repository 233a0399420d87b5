"""What a flow would be expected to be: the three-way fit mu3 and the Export Potential Indicator with all its terms.

Cubes V have shape (exporters, importers, products) in any one unit of money; ``V[i, i, :]`` is zero.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

__all__ = ["ExportPotential", "Projections", "Tariffs", "export_potential", "three_way_factors", "three_way_fit", "unrealised"]

Cube = npt.NDArray[np.float64]
Matrix = npt.NDArray[np.float64]
Vector = npt.NDArray[np.float64]


def three_way_fit(flows: Cube, seed: Cube | None = None, *, sweeps: int = 200, tolerance: float = 1e-9) -> Cube:
    """Expected flow given supply, demand and the pair's total: ``mu3_ijk = a_ik b_jk c_ij s_ijk``.

    Proportional fitting of three two-way margins (Deming and Stephan 1940, Annals of Mathematical Statistics 11), which is Poisson
    estimation with exporter-product, importer-product and pair effects. All margins hold at convergence, so nothing exceeds the market.

    Parameters
    ----------
    flows : ndarray, shape (n, m, p)
        Observed flows.
    seed : ndarray, shape (n, m, p), optional
        Starting structure s, such as a gravity estimate; 1 off the diagonal by default.
    sweeps : int
        Most rounds over the three margins.
    tolerance : float
        Largest relative difference of a margin at which to stop.

    Returns
    -------
    ndarray, shape (n, m, p)
        Zero wherever a margin is zero.
    """
    fit = np.ones_like(flows) if seed is None else seed.astype(np.float64).copy()
    if seed is None and flows.shape[0] == flows.shape[1]:
        fit[np.arange(len(fit)), np.arange(len(fit))] = 0.0
    wanted = {axis: flows.sum(axis=axis, keepdims=True) for axis in (1, 0, 2)}
    for _ in range(sweeps):
        worst = 0.0
        for axis, margin in wanted.items():
            now = fit.sum(axis=axis, keepdims=True)
            ratio = np.divide(margin, now, out=np.zeros_like(margin), where=now > 0)
            changed = np.abs(ratio - 1)[(margin > 0) & (now > 0)]
            worst = max(worst, float(changed.max(initial=0.0)))
            fit *= ratio
        if worst <= tolerance:
            break
    return fit


def three_way_factors(
    supply: Matrix, demand: Matrix, pair: Matrix, *, sweeps: int = 200, tolerance: float = 1e-9
) -> tuple[Matrix, Matrix, Matrix]:
    """Factors a_ik, b_jk, c_ij of the three-way fit without a seed: ``mu3_ijk = a_ik b_jk c_ij``, from the margins alone.

    The same fitting as `three_way_fit`, but every sum over a cube is a product of two matrices: O(n^2 p) without a cube in memory.

    Parameters
    ----------
    supply, demand : ndarray, shape (n, p)
        Exports and imports by product.
    pair : ndarray, shape (n, n)
        Totals of pairs; the diagonal is zero.

    Returns
    -------
    tuple of ndarray
        Shapes (n, p), (n, p), (n, n).
    """

    def share(wanted: Matrix, now: Matrix) -> Matrix:
        found: Matrix = np.divide(wanted, now, out=np.zeros_like(wanted), where=now > 0)
        return found

    a, b = np.ones_like(supply), np.ones_like(demand)
    c = np.ones_like(pair) - np.eye(len(pair))
    for _ in range(sweeps):
        before = a * (c @ b)
        a = share(supply, c @ b)
        b = share(demand, c.T @ a)
        c = share(pair, a @ b.T) * (1 - np.eye(len(pair)))
        both = (supply > 0) & (before > 0)
        if np.abs(supply / np.where(both, before, 1) - 1)[both].max(initial=0.0) <= tolerance:
            break
    return a, b, c


@dataclass(frozen=True, slots=True)
class Projections:
    """Ratios of the value in some years to now: 1.10 is +10 %.

    Parameters
    ----------
    exporter_gdp, importer_gdp : ndarray, shape (n,), (m,)
        dGDP.
    importer_population : ndarray, shape (m,)
        dPOP.
    elasticity : ndarray, shape (m, p) or broadcastable
        Of imports per head to GDP per head; 1 where unknown.
    """

    exporter_gdp: Vector
    importer_gdp: Vector
    importer_population: Vector
    elasticity: Matrix

    @classmethod
    def none(cls, exporters: int, importers: int) -> Projections:
        """No change."""
        return cls(np.ones(exporters), np.ones(importers), np.ones(importers), np.ones((importers, 1)))


@dataclass(frozen=True, slots=True)
class Tariffs:
    """Ad valorem tariffs tau as fractions, and the exponent sigma on every tariff ratio (1 in the published formula).

    ``rate`` has shape (n, m, p): what market j levies on k from i.
    """

    rate: Cube
    sigma: float = 1.0


@dataclass(frozen=True, slots=True)
class ExportPotential:
    """Terms of the indicator, each of shape (n, m, p): ``potential = supply * demand * distance * ease``."""

    supply: Cube
    demand: Cube
    distance: Cube
    ease: Cube

    @property
    def potential(self) -> Cube:
        """Export potential, in the unit of the flows."""
        return self.supply * self.demand * self.distance * self.ease


def _mean_tariffs(flows: Cube, rate: Cube) -> tuple[Matrix, Vector, Matrix]:
    """Trade-weighted mean tariffs: faced by i in k, on k in the world, levied by j on k; 0 where there is no trade."""

    def mean(axis: tuple[int, ...]) -> Cube:
        weight = flows.sum(axis=axis)
        averaged: Cube = np.divide((flows * rate).sum(axis=axis), weight, out=np.zeros_like(weight), where=weight > 0)
        return averaged

    return mean((1,)), mean((0, 1)), mean((0,))


def export_potential(
    flows: Cube, log_distance: Matrix, projections: Projections | None = None, tariffs: Tariffs | None = None
) -> ExportPotential:
    """Export Potential Indicator (Decreux and Spies 2016, International Trade Centre).

    ``supply_ik = v_ik dGDP_i / sum_i v_ik dGDP_i * min(1, v_ik / m_ik) * ((1 + tau_ik) / (1 + tau_k))^sigma``;
    ``demand_ijk = v_jk (dGDP_j / dPOP_j)^e_jk dPOP_j ((1 + tau_jk) / (1 + tau_ijk))^sigma``;
    ``distance_ijk = exp(-|mean_jk ln d - ln d_ij|)``; ``ease_ij = v_ij / sum_k (v_ik / v_k * v_jk)``.

    Parameters
    ----------
    flows : ndarray, shape (n, n, p)
        Observed flows; exporters and importers in the same order.
    log_distance : ndarray, shape (n, n)
        ln d_ij; the diagonal is ignored.
    projections, tariffs
        None leaves their terms at 1.

    Notes
    -----
    A benchmark, not a forecast: nothing caps it at the market, and ease is one number a pair.
    """
    n, _, p = flows.shape
    expected = projections or Projections.none(n, n)
    out, into, world = flows.sum(axis=1), flows.sum(axis=0), flows.sum(axis=(0, 1))
    grown = out * expected.exporter_gdp[:, None]
    share = np.divide(grown, grown.sum(axis=0), out=np.zeros_like(grown), where=grown.sum(axis=0) > 0)
    reexport = np.minimum(1.0, np.divide(out, into, out=np.ones_like(out), where=into > 0))
    per_head = (expected.importer_gdp / expected.importer_population)[:, None] ** expected.elasticity
    supply = np.broadcast_to((share * reexport)[:, None, :], flows.shape).copy()
    demand = np.broadcast_to((into * per_head * expected.importer_population[:, None])[None], flows.shape).copy()
    if tariffs is not None:
        faced, on_product, levied = _mean_tariffs(flows, tariffs.rate)
        supply *= (((1 + faced) / (1 + on_product)) ** tariffs.sigma)[:, None, :]
        demand *= ((1 + levied)[None] / (1 + tariffs.rate)) ** tariffs.sigma
    mean_distance = np.divide(np.einsum("ijk,ij->jk", flows, log_distance), into, out=np.zeros((n, p)), where=into > 0)
    closeness = np.exp(-np.abs(mean_distance[None] - log_distance[:, :, None]))
    world_share = np.divide(out, world, out=np.zeros_like(out), where=world > 0)
    hypothetical = world_share @ into.T
    pair = flows.sum(axis=2)
    ease = np.divide(pair, hypothetical, out=np.zeros_like(pair), where=hypothetical > 0)
    return ExportPotential(supply, demand, closeness, np.broadcast_to(ease[:, :, None], flows.shape).copy())


def unrealised(potential: Cube, flows: Cube) -> Cube:
    """Gap of each cell, ``max(EP - v, 0)``; totals are sums of cells, never the gap of the sums. A poor guide to growth: see docs."""
    return np.maximum(potential - flows, 0.0)
