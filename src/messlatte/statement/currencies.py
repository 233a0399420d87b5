"""Which country's money a shared name means: "Rs" beside Nepal, "rials" beside Oman."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from messlatte.statement.gazetteer import country_of
from messlatte.statement.quantities import Quantity
from messlatte.statement.scene import Scene

__all__ = ["settle_currency"]


@dataclass(frozen=True, slots=True)
class _Shared:
    """A currency whose bare name other countries use as well."""

    names: frozenset[str]
    home: frozenset[str]
    others: dict[str, str]


@lru_cache(maxsize=1)
def _shared() -> dict[str, _Shared]:
    path = files("messlatte.statement") / "lexicon" / "currencies.toml"
    return {
        code: _Shared(frozenset(row.pop("names")), frozenset(row.pop("home")), row)
        for code, row in tomllib.loads(path.read_text("utf-8")).items()
    }


def settle_currency(scene: Scene, quantity: Quantity, codes: tuple[str, ...]) -> None:
    """Give an amount with a bare shared name the currency of the party that uses it.

    Parameters
    ----------
    codes : tuple of str
        Parties of the figure. Where the usual country of the name is one of them, or none uses it, nothing changes.
    """
    shared = _shared().get(quantity.currency or "")
    if shared is None or quantity.borrowed:
        return
    countries = [country_of(code) or code for code in codes]
    words = (scene.tokens.words[quantity.i], scene.tokens.words[quantity.j - 1])
    if shared.home.intersection(countries) or shared.names.isdisjoint(words):
        return
    quantity.currency = next((shared.others[country] for country in countries if country in shared.others), quantity.currency)
