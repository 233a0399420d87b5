"""How well two economies' trade fits, and how intense it is.

Cubes V have shape (exporters, importers, products) in any one unit of money; ``V[i, i, :]`` is zero. Dots are sums: v_ij. over products,
v_i.k over importers, v_.jk over exporters, v_i.. all exports of i, v_.j. all imports of j, v_... the world.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

__all__ = ["commodity_complementarity", "grubel_lloyd", "grubel_lloyd_total", "trade_complementarity", "trade_intensity"]

Cube = npt.NDArray[np.float64]
Vector = npt.NDArray[np.float64]


def trade_complementarity(exports: Vector, imports: Vector) -> float:
    """Michaely's index: how well i's export basket matches j's import basket, 0 to 100.

    ``TCI_ij = 100 (1 - 1/2 sum_k |x_ik / x_i. - m_jk / m_j.|)`` (Michaely 1996, World Bank PRWP 1696).

    Parameters
    ----------
    exports, imports : ndarray, shape (products,)
        i's exports to, and j's imports from, the world.

    Returns
    -------
    float
        NaN when either has no trade.
    """
    if exports.sum() <= 0 or imports.sum() <= 0:
        return float("nan")
    return float(100 * (1 - 0.5 * np.abs(exports / exports.sum() - imports / imports.sum()).sum()))


def trade_intensity(flows: Cube, i: int, j: int) -> float:
    """Trade intensity: j's share in i's exports over j's share in the imports of the rest of the world.

    ``TII_ij = (v_ij. / v_i..) / (v_.j. / (v_... - v_.i.))``: i cannot import from itself, so its own imports leave the world
    (Brown 1949; Kojima 1964, Hitotsubashi Journal of Economics 5).

    Returns
    -------
    float
        1 means as intense as the world's; NaN when i exports nothing or j imports nothing.
    """
    out, into, world = flows[i].sum(), flows[:, j].sum(), flows.sum() - flows[:, i].sum()
    return float(flows[i, j].sum() / out / (into / world)) if out > 0 and into > 0 and world > 0 else float("nan")


def commodity_complementarity(flows: Cube, i: int, j: int) -> float:
    """Drysdale's complementarity: the intensity that the two baskets alone would make.

    ``C_ij = sum_k (v_i.k / v_i..) (v_.jk / v_.j.) (v_... - v_.i.) / (v_..k - v_.ik)`` (Drysdale 1967; Drysdale and Garnaut 1982,
    Hitotsubashi Journal of Economics 22). Trade intensity is this times a country bias.

    Returns
    -------
    float
        NaN when i exports nothing or j imports nothing.
    """
    x, m = flows[i].sum(axis=0), flows[:, j].sum(axis=0)
    own = flows[:, i].sum(axis=0)
    open_world = flows.sum(axis=(0, 1)) - own
    if x.sum() <= 0 or m.sum() <= 0:
        return float("nan")
    terms = np.divide(x * m, open_world, out=np.zeros_like(x), where=open_world > 0)
    return float(terms.sum() / (x.sum() * m.sum()) * open_world.sum())


def grubel_lloyd(exports: Vector, imports: Vector) -> Vector:
    """Intra-industry trade by product: ``GL_k = 1 - |x_k - m_k| / (x_k + m_k)`` (Grubel and Lloyd 1971, Economic Record 47).

    Returns
    -------
    ndarray, shape (products,)
        0 one-way, 1 balanced; NaN for a product without trade.
    """
    both = exports + imports
    return 1 - np.divide(np.abs(exports - imports), both, out=np.full_like(both, np.nan), where=both > 0)


def grubel_lloyd_total(exports: Vector, imports: Vector) -> float:
    """Trade-weighted Grubel-Lloyd index of all products, 0 to 1; NaN without trade."""
    both = float((exports + imports).sum())
    return 1 - float(np.abs(exports - imports).sum()) / both if both > 0 else float("nan")
