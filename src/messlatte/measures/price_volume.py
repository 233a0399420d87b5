"""Price and volume of a change in value: Laspeyres, Paasche and Fisher indices over products that have quantities in both periods.

Fisher, I. (1922), The Making of Index Numbers; IMF, Export and Import Price Index Manual (2009), chapter 1. With p a unit value (value per
quantity) and q a quantity, 0 the same period a year before::

    P_L = sum p1 q0 / sum p0 q0,   P_P = sum p1 q1 / sum p0 q1,   P_F = sqrt(P_L P_P),   V_F = (sum p1 q1 / sum p0 q0) / P_F

Unit values stand for prices, so a shift between qualities inside one product counts as price.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ibis

__all__ = ["fisher"]


def fisher(
    flows: ibis.Table, product: Sequence[str] = ("product",), by: Sequence[str] = (), value: str = "value_usd", quantity: str = "weight_kg"
) -> ibis.Table:
    """Fisher price and volume index of each period over the same period a year before.

    Parameters
    ----------
    flows : ibis.Table
        Rows with ``period``, ``product``, ``by``, a value and a quantity of one unit within a product.
    product : sequence of str
        Columns within which values and quantities may be compared.
    by : sequence of str
        Columns that name a series.

    Returns
    -------
    ibis.Table
        ``period``, ``by``, ``price``, ``volume`` (1 for no change; price * volume is the change of matched values), ``covered`` (share of
        the earlier value whose product has value and quantity in both periods). Periods without a match are absent.
    """
    numbered = flows.mutate(month_number=(flows.period.year() * 12 + flows.period.month()).cast("int64"))
    keys = [*by, *product]
    sums = numbered.group_by(["period", "month_number", *keys]).aggregate(v1=numbered[value].sum(), q1=numbered[quantity].sum())
    priced = sums.filter((sums.v1 > 0) & (sums.q1 > 0))
    then = priced.select(*keys, month_number=priced.month_number + 12, v0=priced.v1, q0=priced.q1)
    matched = priced.join(then, ["month_number", *keys])
    totals = sums.group_by(["month_number", *by]).aggregate(all_before=sums.v1.sum())
    before = totals.select(*by, "all_before", month_number=totals.month_number + 12)
    indices = matched.group_by(["period", "month_number", *by]).aggregate(
        v1q1=matched.v1.sum(),
        v0q0=matched.v0.sum(),
        p1q0=(matched.v1 / matched.q1 * matched.q0).sum(),
        p0q1=(matched.v0 / matched.q0 * matched.q1).sum(),
    )
    joined = indices.join(before, ["month_number", *by])
    price = ((joined.p1q0 / joined.v0q0) * (joined.v1q1 / joined.p0q1)) ** 0.5
    return joined.select(
        "period", *by, price=price, volume=joined.v1q1 / joined.v0q0 / price, covered=joined.v0q0 / joined.all_before.nullif(0)
    )
