"""Growth of trade as pure functions of tables: year on year, year to date, moving twelve months, contributions, currencies.

Tables hold ``period`` (first day of a year or month, as a date), any columns that name a series (``by``) and a value in whole units.
Periods are joined by the calendar, never by their neighbours: after a missing year nothing is compared, where ``lag`` would silently span
two years. Nothing is computed; every function returns a lazy Ibis table.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ibis

__all__ = ["cagr", "constant_prices", "contributions", "in_currency", "moving_twelve_months", "year_on_year", "year_to_date"]


def _numbered(table: ibis.Table) -> ibis.Table:
    """Add ``month_number``, the count of months since year 0, which every engine can add to."""
    return table.mutate(month_number=(table.period.year() * 12 + table.period.month()).cast("int64"))


def _summed(table: ibis.Table, by: Sequence[str], value: str) -> ibis.Table:
    numbered = _numbered(table)
    return numbered.group_by(["period", "month_number", *by]).aggregate(value=numbered[value].sum())


def year_on_year(flows: ibis.Table, by: Sequence[str] = (), value: str = "value_usd") -> ibis.Table:
    """Growth of each period over the same period a year before.

    Parameters
    ----------
    flows : ibis.Table
        Yearly or monthly rows with ``period``, the columns of ``by`` and ``value``; rows of one series and period are added.
    by : sequence of str
        Columns that name a series.
    value : str
        Column of values.

    Returns
    -------
    ibis.Table
        ``period``, ``by``, ``value``, ``before``, ``growth`` = value / before - 1 (null where before is 0); only periods whose counterpart
        a year earlier exists.
    """
    now = _summed(flows, by, value)
    then = now.select(*by, before=now.value, month_number=now.month_number + 12)
    joined = now.join(then, ["month_number", *by])
    return joined.select("period", *by, "value", "before", growth=joined.value / joined.before.nullif(0) - 1)


def year_to_date(flows: ibis.Table, through: int, by: Sequence[str] = (), value: str = "value_usd") -> ibis.Table:
    """January to a month, against the same months of the year before.

    Parameters
    ----------
    flows : ibis.Table
        Monthly rows; a month without trade must be there as zero, a month that is missing is not known.
    through : int
        Last month counted, 1 to 12.

    Returns
    -------
    ibis.Table
        ``year``, ``by``, ``value``, ``before``, ``growth``; only years in which all months of both years are there.

    Raises
    ------
    ValueError
        If ``through`` is no month.
    """
    if not 1 <= through <= 12:
        raise ValueError(f"through: {through} is no month, 1 to 12")
    months = _summed(flows, by, value)
    counted = months.filter(months.period.month() <= through).mutate(year=lambda t: t.period.year().cast("int64"))
    sums = counted.group_by(["year", *by]).aggregate(value=counted.value.sum(), months=counted.month_number.nunique())
    whole = sums.filter(sums.months == through).drop("months")
    then = whole.select(*by, before=whole.value, year=whole.year + 1)
    joined = whole.join(then, ["year", *by])
    return joined.select("year", *by, "value", "before", growth=joined.value / joined.before.nullif(0) - 1)


def moving_twelve_months(flows: ibis.Table, by: Sequence[str] = (), value: str = "value_usd") -> ibis.Table:
    """Sum of each month and the eleven before it.

    Returns
    -------
    ibis.Table
        ``period`` (the last of the twelve), ``by``, ``value``; only where all twelve months are there.
    """
    months = _summed(flows, by, value)
    window = months.select(*by, part=months.value, at=months.month_number)
    keys = [months[name] == window[name] for name in by]
    joined = months.join(window, [*keys, window["at"] <= months.month_number, window["at"] > months.month_number - 12])
    sums = joined.group_by(["period", *by]).aggregate(value=joined.part.sum(), months=joined["at"].nunique())
    return sums.filter(sums.months == 12).drop("months")


def cagr(flows: ibis.Table, first: int, last: int, by: Sequence[str] = (), value: str = "value_usd") -> ibis.Table:
    """Compound annual growth rate between two years: ``(v_last / v_first) ** (1 / (last - first)) - 1``.

    Returns
    -------
    ibis.Table
        ``by``, ``value``, ``before``, ``growth``; only series that have both years and began above zero.

    Raises
    ------
    ValueError
        If ``last`` is not after ``first``.
    """
    if last <= first:
        raise ValueError(f"last: {last} is not after {first}")
    years = flows.mutate(year=flows.period.year().cast("int64"))
    sums = years.group_by(["year", *by]).aggregate(value=years[value].sum())
    end = sums.filter(sums.year == last).drop("year")
    start = sums.filter(sums.year == first).select(*by, before=sums.value)
    joined = end.join(start, list(by)) if by else end.cross_join(start)
    began = joined.filter(joined.before > 0)
    return began.select(*by, "value", "before", growth=(began.value / began.before) ** (1 / (last - first)) - 1)


def contributions(flows: ibis.Table, parts: Sequence[str], by: Sequence[str] = (), value: str = "value_usd") -> ibis.Table:
    """What each part (a product, a direction) adds to the growth of its total, in fractions of the total a year before.

    A part that appears or vanishes counts from or to zero, provided that the total is known in both periods. The contributions of a total
    add up to its growth.

    Returns
    -------
    ibis.Table
        ``period``, ``by``, ``parts``, ``value``, ``before``, ``contribution`` = (value - before) / total before.
    """
    totals = year_on_year(flows, by, value).filter(lambda t: t.before > 0)
    known = _numbered(totals.select("period", *by, total_before=totals.before))
    rows = _summed(flows, [*by, *parts], value)
    now = rows.select("month_number", *by, *parts, now=rows.value, earlier=rows.value * 0)
    then = rows.select(*by, *parts, month_number=rows.month_number + 12, now=rows.value * 0, earlier=rows.value)
    columns = ["month_number", *by, *parts, "now", "earlier"]
    both = now.select(columns).union(then.select(columns))
    sums = both.group_by(["month_number", *by, *parts]).aggregate(value=both.now.sum(), before=both.earlier.sum())
    joined = sums.join(known, ["month_number", *by])
    return joined.select("period", *by, *parts, "value", "before", contribution=(joined.value - joined.before) / joined.total_before)


def constant_prices(flows: ibis.Table, deflator: ibis.Table, base: int, value: str = "value_usd") -> ibis.Table:
    """Values at the prices of one year: ``value * index(base) / index(year)``.

    Parameters
    ----------
    deflator : ibis.Table
        ``year``, ``index`` of prices in the currency of ``value``.
    base : int
        Year whose prices are used.

    Returns
    -------
    ibis.Table
        All columns of ``flows`` and ``value_constant``, null where an index is 0; rows of years without an index are dropped, all if
        the base has none.
    """
    levels = deflator.select(year=deflator.year.cast("int64"), index_now=deflator["index"].cast("float64"))
    at_base = deflator.filter(deflator.year == base).select(index_base=deflator["index"].cast("float64"))
    dated = flows.mutate(year=flows.period.year().cast("int64"))
    joined = dated.join(levels, "year").cross_join(at_base)
    return joined.mutate(value_constant=joined[value] * joined.index_base / joined.index_now.nullif(0)).drop(
        "year", "index_now", "index_base"
    )


def in_currency(flows: ibis.Table, rates: ibis.Table, currency: str, value: str = "value_usd") -> ibis.Table:
    """Values in US dollars turned into another currency at the mean rate of each period.

    Parameters
    ----------
    rates : ibis.Table
        ``period`` (date), ``currency``, ``usd_per_unit``, of the same frequency as ``flows``.
    currency : str
        ISO 4217 code.

    Returns
    -------
    ibis.Table
        All columns of ``flows`` and ``value_in``, null where there is no rate.
    """
    wanted = rates.filter(rates.currency == currency)
    quoted = wanted.select(rate_period=wanted.period, usd_per_unit=wanted.usd_per_unit)
    joined = flows.left_join(quoted, flows.period == quoted.rate_period)
    # Where a join finds no row, ClickHouse fills a column that may not be null with zero.
    return joined.mutate(value_in=joined[value] / joined.usd_per_unit.nullif(0)).drop("rate_period", "usd_per_unit")
