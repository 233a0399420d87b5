"""Messlatte measures how high a trade target is.

Read what officials say about the trade of two economies, measure it, and say how high the bar is.
Names are loaded on first use, so that ``import messlatte`` costs nothing.
"""

from __future__ import annotations

from importlib import import_module

__version__: str  # read from the installed distribution on first use; importlib.metadata is slow to import

_HOMES = {
    "Amount": "messlatte.core.quantity",
    "Economy": "messlatte.core.economy",
    "Month": "messlatte.core.quantity",
    "Pair": "messlatte.core.economy",
    "Period": "messlatte.core.quantity",
    "MesslatteError": "messlatte.core.errors",
    "turnover": "messlatte.ledger.turnover",
}

__all__ = ["__version__", *sorted(_HOMES)]


def __getattr__(name: str) -> object:
    if name == "__version__":
        return import_module("importlib.metadata").version("messlatte")
    try:
        home = _HOMES[name]
    except KeyError:
        raise AttributeError(f"module 'messlatte' has no attribute {name!r}") from None
    return getattr(import_module(home), name)


def __dir__() -> list[str]:
    return __all__
