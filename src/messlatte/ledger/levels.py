"""Levels of product codes: which codes repeat others, so that a sum takes each flow once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

__all__ = ["TOTAL", "level_sql", "product_levels"]

TOTAL = "TOTAL"


def product_levels(codes: Iterable[str]) -> tuple[int, ...]:
    """Levels at which one counts products.

    Codes of different lengths are different levels only if some of the shorter ones are headings, that is, the beginning of longer ones.
    Otherwise they are products of one level that its producer writes in different lengths.

    Returns
    -------
    tuple of int
        0 if there are totals; then for each level the length of its longest codes, ascending.

    Examples
    --------
    >>> product_levels(["TOTAL", "84", "8401", "8402"])
    (0, 2, 4)
    >>> product_levels(["84", "870310"])
    (6,)
    """
    found = set(codes)
    lengths = sorted({len(code) for code in found if code != TOTAL})
    headings = {n for code in found if code != TOTAL for n in lengths if n < len(code) and code[:n] in found}
    coded = [n for n in lengths if n in headings or n == lengths[-1]]
    return (*((0,) if TOTAL in found else ()), *coded)


def level_sql(levels: Sequence[int], level: int) -> str:
    """Condition on ``product`` of the rows of one level; ``true`` if there is only one."""
    if len(levels) < 2:
        return "true"
    if level == 0:
        return f"product = '{TOTAL}'"
    below = max((one for one in levels if one < level), default=0)
    return f"product <> '{TOTAL}' AND length(product) > {below} AND length(product) <= {level}"
