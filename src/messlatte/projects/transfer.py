"""Transfer of technology: what is paid for it, how much is made at home, how far the new product is from what is made today."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from messlatte.core.project import FlowKind, TradeFlow
from messlatte.measures.specialisation import complexity, density, revealed_comparative_advantage

__all__ = ["LocalContent", "Upgrade", "is_technology", "local_content", "upgrade_of"]

Floats = npt.NDArray[np.float64]

_TECHNOLOGY = ("SH", "SJ")
"""EBOPS 2010: charges for the use of intellectual property; other business services (research, engineering, technical)."""


def is_technology(flow: TradeFlow) -> bool:
    """Whether a flow pays for knowledge: a licence, or a service of EBOPS SH or SJ."""
    return flow.kind is FlowKind.LICENCE or (flow.is_service and flow.code.startswith(_TECHNOLOGY))


@dataclass(frozen=True, slots=True)
class LocalContent:
    """Shares in the value of what is made; shape (draws,) each, adding up to 1 with what comes from outside.

    ``own``: of the maker's economy; ``partner``: of the other party; ``both``: their sum.
    """

    own: Floats
    partner: Floats
    both: Floats


def local_content(value: Floats, from_partner: Floats, from_outside: Floats) -> LocalContent:
    """``1 - imported inputs / value ex works``, of the maker, of the partner, of both together.

    Parameters
    ----------
    value : ndarray, shape (draws,)
        Of what is made, ex works.
    from_partner, from_outside : ndarray, shape (draws,)
        Inputs bought there, same unit.

    Returns
    -------
    LocalContent
        NaN where nothing is made. Inputs beyond the value give a negative own share: the maker adds nothing and loses money.

    Notes
    -----
    Only inputs that the project names count as imported; what suppliers at home import is in `sovereignty`.
    """
    made = np.where(value > 0, value, np.nan)
    partner, outside = from_partner / made, from_outside / made
    return LocalContent(1.0 - partner - outside, partner, 1.0 - outside)


@dataclass(frozen=True, slots=True)
class Upgrade:
    """How the product made with the partner's help compares with what a party exports today.

    Parameters
    ----------
    gain : float
        PCI of the product less the export-weighted mean PCI of the party's exports.
    distance : float
        ``1 - density``: 0 where all related products are exported already, 1 where none is.
    exported : bool
        Whether the party exports it with comparative advantage already: then nothing is new.
    """

    gain: float
    distance: float
    exported: bool


def upgrade_of(exports: Floats, party: int, product: int) -> Upgrade:
    """Complexity gained and distance to go.

    Parameters
    ----------
    exports : ndarray, shape (economies, products)
    party, product : int
        Row and column.

    Notes
    -----
    ``M = [RCA >= 1]``, PCI and density as in `messlatte.measures.specialisation`. The index tells how demanding a *product* is, not the
    step that is done here: screwing together kits of a complex product is no complex work. Read it with the local content.
    """
    presence = revealed_comparative_advantage(exports) >= 1
    pci = complexity(presence).pci
    weights = exports[party] * np.isfinite(pci)
    mean = float(np.nansum(weights * np.nan_to_num(pci)) / weights.sum()) if weights.sum() > 0 else np.nan
    return Upgrade(float(pci[product]) - mean, 1.0 - float(density(presence)[party, product]), bool(presence[party, product]))
