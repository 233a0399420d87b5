"""The turnover of two economies: its chart, its table, its words."""

from __future__ import annotations

from dataclasses import dataclass

from messlatte.brief.economies import economy_name
from messlatte.brief.numbers import money, multiple, plain, unit_of
from messlatte.core.i18n import translations
from messlatte.core.quantity import Amount
from messlatte.ledger.series import TurnoverSeries
from messlatte.ledger.turnover import Turnover

__all__ = ["PairSheet", "pair_sheet"]


@dataclass(frozen=True, slots=True)
class PairSheet:
    """What the page of a pair says; ``total``, ``forth`` and ``back`` are (year, value) in whole units of ``currency``."""

    title: str
    lead: str
    caption: str
    alt: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    total: tuple[tuple[int, float], ...]
    forth: tuple[tuple[int, float], ...]
    back: tuple[tuple[int, float], ...]
    labels: tuple[str, str, str]
    currency: str
    notes: tuple[str, ...]
    declared_head: tuple[str, ...] = ()
    declared_rows: tuple[tuple[str, ...], ...] = ()


def pair_sheet(series: TurnoverSeries, language: str, both: Turnover | None = None) -> PairSheet:
    """Write the series of a pair out in a language.

    Parameters
    ----------
    series : TurnoverSeries
        From the ledger; at least one year.
    language : str
        ``de``, ``en`` or ``ru``.
    both : Turnover, optional
        The same pair as either side declared it.
    """
    _ = translations(language).gettext
    a, b = economy_name(series.a, language), economy_name(series.b, language)
    names = _("{a} and {b}").format(a=a, b=b)
    labels = (_("Turnover"), f"{series.a} → {series.b}", f"{series.b} → {series.a}")
    total = tuple(zip(series.years, series.total, strict=True))
    (first, start), (last, end) = total[0], total[-1]
    top = max(series.total)
    scale, word = unit_of(top, language)
    unit = f"{word} {series.currency}".strip()

    def shown(value: float | None) -> str:
        return "–" if value is None else plain(value / scale, language)

    rows = tuple(
        (str(year), shown(value), shown(forth), shown(back))
        for year, value, forth, back in zip(series.years, series.total, series.a_to_b, series.b_to_a, strict=True)
    )
    span = {
        "first": first,
        "last": last,
        "start": money(Amount(start, series.currency), language),
        "end": money(Amount(end, series.currency), language),
    }
    what = _("Line chart: trade turnover of {names}.").format(names=names)
    alt = f"{what} {_('{first} to {last}: from {start} to {end}.').format(**span)}"
    return PairSheet(
        title=names,
        lead=_("Goods trade both ways: {start} in {first}, {end} in {last}.").format(**span),
        caption=_("Goods trade by year in {unit}, valued {valuation}.").format(unit=unit, valuation=series.valuation),
        alt=alt,
        head=(_("Year"), _("Turnover"), f"{a} → {b}", f"{b} → {a}"),
        rows=rows,
        total=total,
        forth=_known(series.years, series.a_to_b),
        back=_known(series.years, series.b_to_a),
        labels=labels,
        currency=series.currency,
        notes=_notes(series, language),
        declared_head=(_("Year"), _("declared by {name}").format(name=a), _("declared by {name}").format(name=b), _("second over first")),
        declared_rows=_declared(both, language, scale) if both else (),
    )


def _notes(series: TurnoverSeries, language: str) -> tuple[str, ...]:
    if not series.one_sided:
        return ()
    template = translations(language).gettext("Only one direction is recorded in {years}; the turnover of these years is a lower bound.")
    return (template.format(years=", ".join(map(str, series.one_sided))),)


def _declared(both: Turnover, language: str, scale: float) -> tuple[tuple[str, ...], ...]:
    """Turnover as either side declared it, for the years in which one of them did."""
    ours, theirs = both.declared_by(both.a), both.declared_by(both.b)

    def shown(value: float | None) -> str:
        return "–" if value is None else plain(value / scale, language)

    rows = []
    for year in sorted(ours.keys() | theirs.keys()):
        first, second = ours.get(year), theirs.get(year)
        gap = multiple(second / first, language) if first and second else "–"
        rows.append((year, shown(first), shown(second), gap))
    return tuple(rows)


def _known(years: tuple[int, ...], values: tuple[float | None, ...]) -> tuple[tuple[int, float], ...]:
    return tuple((year, value) for year, value in zip(years, values, strict=True) if value is not None)
