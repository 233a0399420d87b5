"""Specialisation, relatedness and complexity of what economies export.

Matrices have one row an economy (n) and one column a product (p). Notation: X exports in money; M = [RCA >= 1]; d = diversity (row
sums of M); u = ubiquity (column sums of M).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

__all__ = ["Complexity", "complexity", "density", "proximity", "revealed_comparative_advantage"]

Matrix = npt.NDArray[np.float64]
Presence = npt.NDArray[np.bool_]

_BLOCK = 256


def revealed_comparative_advantage(exports: Matrix) -> Matrix:
    """Balassa's index: an economy's share in a product over its share in all trade.

    ``RCA_ik = (x_ik / x_i.) / (x_.k / x_..)`` (Balassa 1965, The Manchester School 33).

    Parameters
    ----------
    exports : ndarray, shape (n, p)
        Exports in any one unit of money, not negative.

    Returns
    -------
    ndarray, shape (n, p)
        Dimensionless; 0 where the economy or the product has no trade at all.

    Raises
    ------
    ValueError
        If a value is negative or not finite.
    """
    if not np.isfinite(exports).all() or (exports < 0).any():
        raise ValueError("exports must be finite and not negative")
    expected = np.outer(exports.sum(axis=1), exports.sum(axis=0)) / max(float(exports.sum()), np.finfo(float).tiny)
    return np.divide(exports, expected, out=np.zeros_like(exports, dtype=np.float64), where=expected > 0)


def proximity(presence: Presence) -> Matrix:
    """How often two products are exported together.

    ``phi_kl = sum_i M_ik M_il / max(u_k, u_l)``, with 1 on the diagonal (Hidalgo, Klinger, Barabasi and Hausmann 2007, Science 317).

    Parameters
    ----------
    presence : ndarray of bool, shape (n, p)
        M.

    Returns
    -------
    ndarray, shape (p, p)
        Symmetric, between 0 and 1; 0 for a product that nobody exports.
    """
    m = presence.astype(np.float64)
    together = m.T @ m
    ubiquity = np.diag(together)
    largest = np.maximum.outer(ubiquity, ubiquity)
    return np.divide(together, largest, out=np.zeros_like(together), where=largest > 0)


def density(presence: Presence) -> Matrix:
    """How near each product is to what an economy exports already.

    ``omega_ik = sum_l M_il phi_lk / sum_l phi_lk`` with phi as in `proximity` (diagonal 1), without ever building phi: with products in
    order of ubiquity, ``max(u_k, u_l)`` is u_k for all products before k and u_l for all after it, so that both sums are running
    products of small matrices. O(n p (n + block)) instead of O(n p^2), and exact.

    Parameters
    ----------
    presence : ndarray of bool, shape (n, p)
        M.

    Returns
    -------
    ndarray, shape (n, p)
        Between 0 and 1; 0 for a product that nobody exports.
    """
    n, p = presence.shape
    ubiquity = presence.sum(axis=0)
    order = np.argsort(ubiquity, kind="stable")
    m = presence[:, order].astype(np.float64)
    u = np.maximum(ubiquity[order], 1).astype(np.float64)
    # A last row that has every product turns the denominator into one more economy.
    a = np.vstack([m, np.ones(p)])
    sums = np.empty((n + 1, p))
    blocks = [slice(start, min(start + _BLOCK, p)) for start in range(0, p, _BLOCK)]
    before = np.zeros((n + 1, n))
    for block in blocks:
        within = np.triu(m[:, block].T @ m[:, block])
        sums[:, block] = (before @ m[:, block] + a[:, block] @ within) / u[block]
        before += a[:, block] @ m[:, block].T
    after = np.zeros((n + 1, n))
    for block in reversed(blocks):
        scaled = a[:, block] / u[block]
        within = np.tril(m[:, block].T @ m[:, block], -1)
        sums[:, block] += after @ m[:, block] + scaled @ within
        after += scaled @ m[:, block].T
    out = np.empty((n, p))
    out[:, order] = np.divide(sums[:n], sums[n], out=np.zeros((n, p)), where=sums[n] > 0)
    return out


@dataclass(frozen=True, slots=True)
class Complexity:
    """Economic and product complexity.

    Parameters
    ----------
    eci : ndarray, shape (n,)
        Standardised over economies; NaN for an economy with no product.
    pci : ndarray, shape (p,)
        On the scale of ``eci``: mean over the exporters of a product; NaN for a product without exporter.
    diversity : ndarray of int, shape (n,)
    ubiquity : ndarray of int, shape (p,)
    """

    eci: Matrix
    pci: Matrix
    diversity: npt.NDArray[np.int64]
    ubiquity: npt.NDArray[np.int64]


def complexity(presence: Presence, *, ddof: int = 1) -> Complexity:
    """Economic complexity index by the eigenvector that the method of reflections converges to.

    The second eigenvector of ``D^-1 M U^-1 M'`` (Hidalgo and Hausmann 2009, PNAS 106; eigenvector form: Cristelli and others 2013),
    computed from the symmetric matrix that is similar to it; the sign is that of a positive correlation with diversity.

    Parameters
    ----------
    presence : ndarray of bool, shape (n, p)
        M.
    ddof : int
        Degrees of freedom of the standard deviation used to standardise: 1 as in R, 0 as in py-ecomplexity.

    Raises
    ------
    ValueError
        If fewer than three economies export anything.
    """
    diversity, ubiquity = presence.sum(axis=1), presence.sum(axis=0)
    rows, columns = diversity > 0, ubiquity > 0
    if rows.sum() < 3:
        raise ValueError(f"complexity needs at least three economies with products, found {int(rows.sum())}")
    m = presence[np.ix_(rows, columns)].astype(np.float64)
    root = np.sqrt(diversity[rows].astype(np.float64))
    weighted = m / root[:, None]
    _, vectors = np.linalg.eigh((weighted / ubiquity[columns]) @ weighted.T)
    second = vectors[:, -2] / root
    if np.corrcoef(second, diversity[rows])[0, 1] < 0:
        second = -second
    eci = np.full(len(diversity), np.nan)
    eci[rows] = (second - second.mean()) / second.std(ddof=ddof)
    pci = np.full(len(ubiquity), np.nan)
    pci[columns] = m.T @ eci[rows] / ubiquity[columns]
    return Complexity(eci, pci, diversity.astype(np.int64), ubiquity.astype(np.int64))
