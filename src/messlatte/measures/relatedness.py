"""How near a flow is to flows that exist: same product at the importer's or the exporter's neighbours, similar products of the pair.

Jun, Alshamsi, Gao and Hidalgo 2019, Journal of Evolutionary Economics 30; all three raise later bilateral trade.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

__all__ = ["exporter_relatedness", "importer_relatedness", "near_weights", "product_relatedness"]

Array = npt.NDArray[np.float64]
Index = npt.NDArray[np.int64]


def near_weights(distance: Array) -> Array:
    """Weights of neighbours, ``w_ij = (1/d_ij) / sum_b 1/d_ib``, 0 on the diagonal and where the distance is unknown; shape (n, n)."""
    near = np.zeros_like(distance)
    np.divide(1.0, distance, out=near, where=np.isfinite(distance) & (distance > 0))
    np.fill_diagonal(near, 0.0)
    total = near.sum(axis=1, keepdims=True)
    shares: Array = np.divide(near, total, out=np.zeros_like(near), where=total > 0)
    return shares


def importer_relatedness(flows: Array, distance: Array) -> Array:
    """Same product from the same exporter to the importer's neighbours: ``sum_b v_ibk w_bj / sum_b w_bj``, w = 1/distance, b not j.

    Parameters
    ----------
    flows : ndarray, shape (n, n, p)
    distance : ndarray, shape (n, n)
        In km; not finite or 0 counts as no neighbour.

    Returns
    -------
    ndarray, shape (n, n, p)
        In the unit of the flows.
    """
    found: Array = np.matmul(near_weights(distance), flows)
    return found


def exporter_relatedness(flows: Array, distance: Array) -> Array:
    """Same product to the same importer from the exporter's neighbours: ``sum_a v_ajk w_ai / sum_a w_ai``, a not i.

    Parameters
    ----------
    flows, distance
        As in `importer_relatedness`.
    """
    n, m, p = flows.shape
    found: Array = (near_weights(distance) @ flows.reshape(n, m * p)).reshape(n, m, p)
    return found


def product_relatedness(flows: Array, phi: Array, i: Index, j: Index, k: Index) -> Array:
    """Other products that the pair trades, by proximity: ``sum_l log(1 + v_ijl) phi_lk / sum_l phi_lk``, l not k, for some cells.

    Parameters
    ----------
    flows : ndarray, shape (n, m, p)
        Million USD.
    phi : ndarray, shape (p, p)
        Proximity.
    i, j, k : int arrays, shape (c,)

    Returns
    -------
    ndarray, shape (c,)
    """
    others = phi.copy()
    np.fill_diagonal(others, 0.0)
    total = others.sum(axis=0)
    weight = np.divide(others, total, out=np.zeros_like(others), where=total > 0)
    found: Array = (np.log1p(flows) @ weight)[i, j, k]
    return found
