"""Products for which an economy, or the pair as one, depends on few suppliers: measured on the flows in the data folder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from messlatte.core.errors import DataError
from messlatte.ledger.economies import nation_of
from messlatte.ledger.product_flows import product_years
from messlatte.ledger.supply import supply
from messlatte.projects.sovereignty import NO_EXPORTS, Dependence, is_dependent, lasting

__all__ = ["ProductDependence", "dependence_of", "dependent_products"]

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

WINDOW = 3


@dataclass(frozen=True, slots=True)
class ProductDependence:
    """One imported product in the last year.

    Parameters
    ----------
    product : str
    imports, outside, exports : float
        USD; all imports, those from outside, own exports.
    import_hhi, outside_hhi, world_hhi : float
        Concentration of imports, of imports from outside, of world exports by origin.
    cdi : tuple of three bool
        Criteria of the European Commission.
    dependent : bool
        CEPII's rule in the last year.
    lasting : bool or None
        In at least two of the last three years; None if fewer years are loaded.
    largest : str
        Largest origin outside; ``largest_share`` its share in all imports. Above 0.5 it is a single point of failure.
    """

    product: str
    imports: float
    outside: float
    exports: float
    import_hhi: float
    outside_hhi: float
    world_hhi: float
    cdi: tuple[bool, bool, bool]
    dependent: bool
    lasting: bool | None
    largest: str
    largest_share: float


def dependence_of(data: Path, year: int, buyers: Sequence[str], partners: Sequence[str] = ()) -> tuple[tuple[str, ...], Dependence]:
    """Products that the buyers import in a year, and the indicators of each."""
    table = supply(data, year, buyers, partners)
    column = {name: np.nan_to_num(table[name].to_numpy(zero_copy_only=False).astype(np.float64)) for name in table.column_names[1:7]}
    exports = column["exports"]

    def over(imports: Floats) -> Floats:
        ratio: Floats = np.divide(imports, exports, out=np.where(imports > 0, NO_EXPORTS, 0.0), where=exports > 0)
        return ratio

    share = np.divide(column["outside"], column["imports"], out=np.zeros_like(exports), where=column["imports"] > 0)
    found = Dependence(
        column["import_hhi"], column["outside_hhi"], column["world_hhi"], share, over(column["imports"]), over(column["outside"])
    )
    return tuple(table["product"].to_pylist()), found


def dependent_products(
    data: Path, buyers: Sequence[str], partners: Sequence[str] = (), *, year: int | None = None
) -> tuple[ProductDependence, ...]:
    """Dependence by product, in the last year and over three.

    Parameters
    ----------
    data : Path
        Data folder with flows by six-digit products of all economies (BACI).
    buyers : sequence of str
        One economy, or both parties taken as one; regions count as their nation.
    partners : sequence of str
        The other party, where one side's dependence on outsiders is asked; empty where the partner counts like any other.
    year : int, optional
        The last of the data if not given.

    Returns
    -------
    tuple of ProductDependence
        By value of imports from outside, largest first.

    Raises
    ------
    DataError
        If no such flows are loaded, or none of these economies in that year.
    """
    ours, near = (tuple(dict.fromkeys(map(nation_of, names))) for names in (buyers, partners))
    known = product_years(data, 6)
    if not known:
        raise DataError(f"no flows by six-digit products are loaded in {data}; `messlatte data add baci FILE.zip` adds them")
    last = year or known[-1]
    table = supply(data, last, ours, near)
    if not table.num_rows:
        raise DataError(f"no imports of {', '.join(ours)} in {last} by product; loaded are {known[0]} to {known[-1]}")
    products, found = dependence_of(data, last, ours, near)
    years = [y for y in range(last - WINDOW + 1, last + 1) if y in known]
    history = _history(data, years[:-1], products, ours, near)
    now = is_dependent(found)
    long = lasting(np.stack([*history, now]))[-1] if len(years) == WINDOW else None
    rows = [
        ProductDependence(
            product,
            row["imports"],
            row["outside"],
            row["exports"],
            float(found.import_concentration[n]),
            float(found.outside_concentration[n]),
            float(found.world_concentration[n]),
            (bool(found.cdi[0][n]), bool(found.cdi[1][n]), bool(found.cdi[2][n])),
            bool(now[n]),
            None if long is None else bool(long[n]),
            row["largest"] or "",
            (row["largest_usd"] or 0.0) / row["imports"],
        )
        for n, (product, row) in enumerate(zip(products, table.to_pylist(), strict=True))
    ]
    return tuple(sorted(rows, key=lambda row: -row.outside))


def _history(data: Path, years: Sequence[int], products: Sequence[str], ours: Sequence[str], near: Sequence[str]) -> list[Bools]:
    """For each earlier year whether each product was dependent; a product that was not imported was not."""
    out = []
    for year in years:
        names, found = dependence_of(data, year, ours, near)
        dependent = dict(zip(names, is_dependent(found).tolist(), strict=True))
        out.append(np.array([dependent.get(product, False) for product in products], dtype=bool))
    return out
