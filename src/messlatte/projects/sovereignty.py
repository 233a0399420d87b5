"""Technological sovereignty: on whom what the two make together depends - on others, and on each other."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

__all__ = ["Dependence", "Origins", "concentration", "dependence_indicators", "is_dependent", "lasting", "origins_of_value"]

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

NO_EXPORTS = 9999.0
"""Imports over exports of an economy that exports nothing, as CEPII's GeoDep writes it."""


@dataclass(frozen=True, slots=True)
class Origins:
    """From where the value of a unit of final output comes.

    Parameters
    ----------
    own, partner : float
        Shares of the maker's and of the other party's economy.
    outside : float
        FIR: share of all others, directly and through all suppliers.
    concentration : float
        Herfindahl-Hirschman index of the outside part by economy; NaN if there is none.
    largest : str
        Economy with the largest outside share.
    largest_share : float
        Its share in the whole value.
    """

    own: float
    partner: float
    outside: float
    concentration: float
    largest: str
    largest_share: float


def concentration(values: Floats, axis: int = -1) -> Floats:
    """Herfindahl-Hirschman index ``sum_k s_k^2``: 1 with one supplier, 1/n with n equal ones; NaN without any.

    Parameters
    ----------
    values : ndarray
        Not negative, in any unit.
    axis : int
        Along which the suppliers lie.

    Raises
    ------
    ValueError
        If a value is negative.
    """
    v = np.asarray(values, dtype=np.float64)
    if (v < 0).any():
        raise ValueError("concentration needs values that are not negative")
    total = v.sum(axis=axis, keepdims=True)
    shares = np.divide(v, total, out=np.full_like(v, np.nan), where=total > 0)
    index: Floats = (shares**2).sum(axis=axis)
    return index


def origins_of_value(shares: Floats, economies: tuple[str, ...], maker: str, partner: str) -> Origins:
    """Split the value of a product by where it was added.

    Parameters
    ----------
    shares : ndarray, shape (economies,)
        Value added of each economy in a unit of final output: ``sum_(i in k) v_i l_ij``.
    economies : tuple of str
    maker, partner : str
        Nations; the same twice for two regions of one nation, whose dependence on each other the table cannot show.

    Notes
    -----
    ``FIR_j = sum_(i not in P) L_ij v_i`` with the pair as P: dependence in value added, so that a part which crosses three borders counts
    once and where its value was made.
    """
    place = {name: n for n, name in enumerate(economies)}
    outside = np.array(shares, dtype=np.float64)
    own, other = float(outside[place[maker]]), float(outside[place[partner]]) if partner in place and partner != maker else 0.0
    for name in {maker, partner} & set(economies):
        outside[place[name]] = 0.0
    largest = int(np.argmax(outside))
    return Origins(
        own, other, float(max(0.0, 1.0 - own - other)), float(concentration(outside)), economies[largest], float(outside[largest])
    )


@dataclass(frozen=True, slots=True)
class Dependence:
    """What makes an imported product critical; arrays over products.

    Parameters
    ----------
    import_concentration : ndarray
        HHI of imports by origin (CEPII criterion 1; CDI1 of the European Commission, counting origins outside only).
    world_concentration : ndarray
        HHI of world exports by origin (CEPII criterion 2).
    outside_share : ndarray
        Imports from outside over all imports (CDI2).
    imports_over_exports : ndarray
        9999 without exports (CEPII criterion 3; CDI3 with imports from outside).
    outside_over_exports : ndarray
    """

    import_concentration: Floats
    outside_concentration: Floats
    world_concentration: Floats
    outside_share: Floats
    imports_over_exports: Floats
    outside_over_exports: Floats

    @property
    def cdi(self) -> tuple[Bools, Bools, Bools]:
        """European Commission (SWD(2021) 352): CDI1 > 0.4, CDI2 > 0.5, CDI3 > 1; thresholds to be checked against the document."""
        return self.outside_concentration > 0.4, self.outside_share > 0.5, self.outside_over_exports > 1.0


def dependence_indicators(by_origin: Floats, outside: Bools, world: Floats, exports: Floats) -> Dependence:
    """Indicators of dependence for products.

    Parameters
    ----------
    by_origin : ndarray, shape (products, origins)
        Imports of the economy, or of the pair from all but itself.
    outside : ndarray of bool, shape (origins,)
        False for the partner, or for members of the union of which the economy is part.
    world : ndarray, shape (products, origins)
        World exports by origin.
    exports : ndarray, shape (products,)
        Exports of the economy to whomever counts in ``by_origin``.
    """
    imports, foreign = by_origin.sum(axis=1), by_origin[:, outside].sum(axis=1)
    over = np.divide(imports, exports, out=np.where(imports > 0, NO_EXPORTS, 0.0), where=exports > 0)
    foreign_over = np.divide(foreign, exports, out=np.where(foreign > 0, NO_EXPORTS, 0.0), where=exports > 0)
    share = np.divide(foreign, imports, out=np.zeros_like(imports), where=imports > 0)
    return Dependence(concentration(by_origin), concentration(by_origin[:, outside]), concentration(world), share, over, foreign_over)


def is_dependent(found: Dependence) -> Bools:
    """CEPII's GeoDep for one year: imports concentrated (HHI > 0.4), world exports concentrated (> 0.4), imports above exports.

    Lefebvre and Wibaux (2024), Import dependencies: where does the EU stand?, CEPII Policy Brief 47.
    """
    three = (found.import_concentration > 0.4) & (found.world_concentration > 0.4) & (found.imports_over_exports > 1.0)
    return np.asarray(three, dtype=bool)


def lasting(years: Bools, needed: int = 2, window: int = 3) -> Bools:
    """Dependent in at least two of the last three years.

    Parameters
    ----------
    years : ndarray of bool, shape (years, products)
        In order; single years come and go (one in five dependent products drops out in the next year).

    Returns
    -------
    ndarray of bool, shape (years - window + 1, products)
        For each window; empty if there are fewer years.
    """
    found = np.asarray(years, dtype=bool)
    if len(found) < window:
        return np.zeros((0, *found.shape[1:]), dtype=bool)
    sums = np.lib.stride_tricks.sliding_window_view(found, window, axis=0).sum(axis=-1)
    return np.asarray(sums >= needed)
