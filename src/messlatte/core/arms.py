"""The one place that knows which codes are arms. They are recognised and kept out of every ranking, match and plan."""

from __future__ import annotations

from messlatte.core.errors import unknown_option

__all__ = ["ARMS", "is_arms"]

ARMS: dict[str, tuple[str, ...]] = {
    "hs": ("93", "8710", "890610"),
    "isic": ("2520", "3040"),
    "cpc": ("447",),
    "ebops": (),
}
"""Scheme -> codes that are arms, each with everything below it.

HS 93 arms and ammunition, 8710 tanks, 890610 warships; ISIC rev. 4 classes 2520 (weapons and ammunition) and 3040 (military fighting
vehicles); CPC 2.1 group 447 (weapons and ammunition and their parts). EBOPS has no item for them.
"""


def is_arms(scheme: str, code: str) -> bool:
    """Whether a code is arms, or lies below one that is.

    Parameters
    ----------
    scheme : str
        ``hs``, ``isic``, ``cpc`` or ``ebops``; case does not matter.
    code : str
        Digits with or without dots; national subdivisions such as ``9306 90 100`` count by their first digits.

    Returns
    -------
    bool
        False for a code that merely contains arms beside other goods, such as ISIC division 25: it cannot be told apart.

    Raises
    ------
    UsageError
        If the scheme is not known.
    """
    heads = ARMS.get(scheme.lower())
    if heads is None:
        raise unknown_option("scheme", scheme, ARMS)
    bare = "".join(sign for sign in code if sign.isalnum())
    return bool(heads) and bare.startswith(heads)
