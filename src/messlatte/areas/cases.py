"""Cases of ``messlatte areas --jsonl``: a pair with flows of its own, or with none and then the shipped table."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np

from messlatte.areas.document import opportunity_document
from messlatte.areas.find import find_opportunities
from messlatte.core.economy import Economy, Pair
from messlatte.core.errors import UsageError, unknown_option
from messlatte.models.opportunity_ledger import GRAINS
from messlatte.models.opportunity_panel import ProductPanel, cube_of_rows

__all__ = ["answer_case"]

_NEW_FROM = 0.1  # million USD, as for products in the backtest


def answer_case(case: Mapping[str, object], pair: Pair, language: str = "en") -> dict[str, object]:
    """Rows of one case.

    Parameters
    ----------
    case : mapping
        ``year``, ``flows`` (list of exporter, importer, product, value_usd; or null), optionally ``turnover``, ``world`` and ``grain``.
    pair : Pair

    Raises
    ------
    UsageError
        If a field is not what it should be.
    DataError
        If an economy has no flows.
    """
    numbers = {}
    grain = case.get("grain") or "industry"
    if grain not in ("industry", *GRAINS):
        raise unknown_option("grain", str(grain)[:40], ("industry", *GRAINS))
    for name in ("turnover", "world"):
        value = case.get(name)
        if value is not None and (not isinstance(value, int | float) or isinstance(value, bool) or not math.isfinite(value)):
            raise UsageError(f"{name}: a number is needed, found {value!r}")
        numbers[name] = None if value is None else float(value)
    flows = case.get("flows")
    panel = None if flows is None else _panel(flows, case.get("year"))
    found = find_opportunities(
        pair, language=language, turnover=numbers["turnover"], world=numbers["world"] or 1.0, panel=panel, grain=str(grain)
    )
    return {"opportunities": [opportunity_document(row) for row in found.rows], "notes": list(found.notes)}


def _panel(flows: object, year: object) -> ProductPanel:
    if not isinstance(flows, Sequence) or isinstance(flows, str) or not flows:
        raise UsageError("flows: a list of {exporter, importer, product, value_usd} is needed, or null for the shipped table")
    rows = []
    for number, row in enumerate(flows, 1):
        value = row.get("value_usd") if isinstance(row, Mapping) else None
        if not isinstance(row, Mapping) or not isinstance(value, int | float) or not math.isfinite(value) or value < 0:
            raise UsageError(f"flows, row {number}: exporter, importer, product and value_usd (a number, not below 0) are needed")
        rows.append((str(row.get("exporter")), str(row.get("importer")), str(row.get("product")), float(value) / 1e6))
    out, into, goods, values = zip(*rows, strict=True)
    when = year if isinstance(year, int) and not isinstance(year, bool) else 0
    economies: Sequence[Economy | str] = sorted({*out, *into})
    return cube_of_rows(
        "given", np.full(len(rows), when), out, into, goods, np.array(values), _NEW_FROM, economies=[str(code) for code in economies]
    )
