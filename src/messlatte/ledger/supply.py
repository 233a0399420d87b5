"""Who supplies one economy, or two together, with each product, and who supplies the world."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from messlatte.ledger.engine import literal
from messlatte.ledger.product_flows import answered, best_rows

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["supply"]


def supply(data: Path, year: int, buyers: Sequence[str], partners: Sequence[str] = (), *, digits: int = 6) -> pa.Table:
    """Imports of the buyers from all others by product, summed up in the engine.

    Parameters
    ----------
    data : Path
        Data folder.
    year : int
    buyers : sequence of str
        Economies taken as one; trade among them is left out.
    partners : sequence of str
        Suppliers that do not count as outside.
    digits : int
        Of the product code.

    Returns
    -------
    pyarrow.Table
        One row a product that the buyers import: ``product``, ``imports``, ``outside`` and ``exports`` (USD; exports to all but the
        buyers), ``import_hhi`` and ``outside_hhi`` (sum of squared shares by origin, of all imports and of those from outside),
        ``world_hhi`` (the same of all exports of the world by exporter), ``largest`` and ``largest_usd`` (largest origin outside).
        Products in order. Sums of squares are null where there is nothing to share.

    Raises
    ------
    DataError
        If no flows by product are loaded.
    """
    ours, near = (", ".join(map(literal, names)) or "NULL" for names in (buyers, partners))
    hhi = "sum(v * v) / nullif(sum(v), 0) ** 2"
    return answered(
        f"WITH f AS MATERIALIZED (SELECT exporter::VARCHAR AS exporter, product::VARCHAR AS product, importer IN ({ours}) AS bought, "
        f"sum(value_usd) AS v FROM ({best_rows(data, year, digits, summed=False)}) WHERE value_usd > 0 GROUP BY ALL), "
        f"world AS (SELECT product, {hhi} AS world_hhi FROM (SELECT product, exporter, sum(v) AS v FROM f GROUP BY ALL) GROUP BY product), "
        f"origins AS (SELECT product, exporter, v, coalesce(exporter NOT IN ({near}), true) AS far FROM f "
        f"WHERE bought AND exporter NOT IN ({ours})), "
        f"bought AS (SELECT product, sum(v) AS imports, {hhi} AS import_hhi, coalesce(sum(v) FILTER (WHERE far), 0.0) AS outside, "
        "sum(v * v) FILTER (WHERE far) / nullif(sum(v) FILTER (WHERE far), 0) ** 2 AS outside_hhi, "
        "arg_max(exporter, v) FILTER (WHERE far) AS largest, max(v) FILTER (WHERE far) AS largest_usd FROM origins GROUP BY product), "
        f"sold AS (SELECT product, sum(v) AS exports FROM f WHERE exporter IN ({ours}) AND NOT bought GROUP BY product) "
        "SELECT product, imports, outside, coalesce(exports, 0.0) AS exports, import_hhi, outside_hhi, world_hhi, largest, largest_usd "
        "FROM bought LEFT JOIN sold USING (product) LEFT JOIN world USING (product) ORDER BY product"
    )
