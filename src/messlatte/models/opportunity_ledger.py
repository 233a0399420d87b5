"""Products of the ledger as the model of opportunities wants them: the latest years as a `World`, all years as a `ProductPanel`."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from messlatte.core.errors import DataError, UsageError
from messlatte.models.opportunity_panel import ProductPanel, distances_between
from messlatte.models.opportunity_world import World, YearRows, world_of

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["GRAINS", "NEW_GOODS", "ledger_panel", "ledger_world"]

GRAINS = {"hs2": 2, "hs4": 4, "hs6": 6}
"""Digits of the Harmonized System by grain."""
NEW_GOODS = 0.1
"""A new flow of goods counts from this, million USD."""
_KNOWN = 6  # years that the model looks at
_MOST_CELLS = 320_000_000  # of a cube: 1.3 GB


def ledger_world(data: Path, grain: str, *, until: int | None = None) -> World:
    """Latest years of the ledger at a grain; kept, on disk as well, as long as the ledger does not change.

    Parameters
    ----------
    data : Path
        Data folder.
    grain : str
        One of `GRAINS`.
    until : int, optional
        Last year; that of the ledger by default.

    Raises
    ------
    DataError
        If the ledger holds no products of the Harmonized System at that grain.
    """
    from messlatte.ledger.release import current

    return _world(data, current(data).number, grain, until)


@lru_cache(maxsize=2)
def _world(data: Path, release: int, grain: str, until: int | None) -> World:
    from messlatte.ledger.product_flows import product_loads
    from messlatte.models.opportunity_kept import kept_world

    _years(data, grain)
    parts = (*(load.id for load in product_loads(data, GRAINS[grain])), str(until))
    return kept_world(data, grain, parts, lambda: _made(data, grain, until))


def _made(data: Path, grain: str, until: int | None) -> World:
    from messlatte.ledger.product_flows import product_flows

    chosen = tuple(year for year in _years(data, grain) if until is None or year <= until)[-_KNOWN:]
    tables = {year: product_flows(data, year, GRAINS[grain]).table for year in chosen}
    filled = [year for year in chosen if tables[year].num_rows]
    if not filled:
        raise _nothing(grain)
    chosen = tuple(range(filled[0], filled[-1] + 1))
    economies, products = _names(list(tables.values()))
    rows = [_rows(tables[year], economies, products) for year in chosen]
    return world_of(f"ledger {grain}", chosen, economies, products, rows, distances_between(economies), NEW_GOODS)


def ledger_panel(data: Path, grain: str, economies: Sequence[str] | None = None) -> ProductPanel:
    """All years of the ledger at a grain as one cube, for a backtest.

    Parameters
    ----------
    economies : sequence of str, optional
        Only these; by default as many of the largest traders as a cube of 1.3 GB holds.

    Raises
    ------
    DataError
        If there is nothing at that grain.
    UsageError
        If the cube of the named economies would be larger, or the ledger does not hold one of them.
    """
    from messlatte.ledger.product_flows import product_flows

    years = _years(data, grain)
    tables = [product_flows(data, year, GRAINS[grain]).table for year in years]
    found, products = _names(tables)
    most = int((_MOST_CELLS / len(years) / len(products)) ** 0.5)
    if economies is None:
        chosen = tuple(sorted(_largest(tables[-1], found)[:most]))
    else:
        chosen = tuple(sorted(economies))
        if unknown := sorted(set(chosen) - set(found)):
            raise UsageError(f"--economies: {', '.join(unknown)} are not in the ledger at grain {grain}")
        if len(chosen) > most:
            raise UsageError(
                f"{len(years)} years x {len(chosen)} economies x {len(products)} products are too many for a backtest; "
                f"name at most {most} with --economies, or take a coarser --grain"
            )
    values = np.zeros((len(years), len(chosen), len(chosen), len(products)), np.float32)
    for year, table in enumerate(tables):
        one = _rows(table, chosen, products)
        values[year, one.i, one.j, one.k] = one.musd
    return ProductPanel(f"ledger {grain}", years, chosen, products, values, distances_between(chosen), NEW_GOODS)


def _largest(table: pa.Table, economies: Sequence[str]) -> list[str]:
    """Economies by their exports and imports together, the largest first."""
    place = dict.fromkeys(economies, 0.0)
    for side in ("exporter", "importer"):
        totals = table.group_by(side).aggregate([("value_usd", "sum")])
        for code, total in zip(totals[side].to_pylist(), totals["value_usd_sum"].to_pylist(), strict=True):
            if str(code) in place:
                place[str(code)] += total
    return sorted(place, key=lambda code: -place[code])


def _years(data: Path, grain: str) -> tuple[int, ...]:
    from messlatte.ledger.product_flows import product_years

    years = product_years(data, GRAINS[grain])
    if not years:
        raise _nothing(grain)
    return years


def _nothing(grain: str) -> DataError:
    return DataError(
        f"--grain {grain}: the ledger holds no products of the Harmonized System with {GRAINS[grain]} digits; "
        "`messlatte data add baci FILE` or `messlatte data add comtrade FILE` loads them, and --grain industry needs no data"
    )


def _names(tables: Sequence[pa.Table]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Countries that sell and buy and whose distances are known, and all products."""
    import pyarrow.compute as pc

    from messlatte.ledger.economies import economies

    seen = {name: {str(v) for table in tables for v in pc.unique(table[name]).to_pylist()} for name in ("exporter", "importer", "product")}
    found = sorted(code for code in seen["exporter"] & seen["importer"] if code in economies() and economies()[code].kind == "country")
    km = distances_between(found)
    enough = np.isfinite(km).sum(axis=1) >= (len(found) - 1) / 2
    return tuple(code for code, near in zip(found, enough, strict=True) if near), tuple(sorted(seen["product"]))


def _rows(table: pa.Table, economies: Sequence[str], products: Sequence[str]) -> YearRows:
    """Rows between the economies, as indices."""
    i, j, k = (_at(table, name, names) for name, names in (("exporter", economies), ("importer", economies), ("product", products)))
    kept = (i >= 0) & (j >= 0) & (i != j)
    return YearRows(i[kept], j[kept], k[kept], table["value_usd"].to_numpy()[kept] / 1e6)


def _at(table: pa.Table, name: str, names: Sequence[str]) -> npt.NDArray[np.int64]:
    """Place of each cell among the names; -1 where it is none of them."""
    packed = table[name].combine_chunks().dictionary_encode()
    place = {code: at for at, code in enumerate(names)}
    places = np.array([place.get(str(code), -1) for code in packed.dictionary.to_pylist()], np.int64)
    found: npt.NDArray[np.int64] = places[packed.indices.to_numpy()] if len(places) else np.zeros(0, np.int64)
    return found
