"""The fan chart with its caption, its alternative text and the table under it."""

from __future__ import annotations

from messlatte.brief.alt_text import fan_alt
from messlatte.brief.fan import fan_of
from messlatte.brief.numbers import percent, plain, unit_of
from messlatte.brief.sheet import Picture
from messlatte.core.answer import Verdict
from messlatte.core.i18n import translations

__all__ = ["picture_of"]


def picture_of(verdict: Verdict, names: str, language: str) -> Picture | None:
    """Chart of a verdict, or None where there is no forecast.

    Parameters
    ----------
    verdict : Verdict
        The verdict that is shown.
    names : str
        The two economies.
    language : str
        ``de``, ``en`` or ``ru``.
    """
    fan = fan_of(verdict, language)
    if fan is None:
        return None
    _ = translations(language).gettext
    scale, word = unit_of(fan.top, language)
    unit = f"{word} {fan.currency}".strip()
    caption = _("Trade turnover in {unit}. The inner band holds half of the paths, the outer nine of ten.").format(unit=unit)
    head = (
        _("Year"),
        *(percent(q, language, digits=0) for q in (0.05, 0.25)),
        _("middle"),
        *(percent(q, language, digits=0) for q in (0.75, 0.95)),
    )
    rows: list[tuple[str, ...]] = [(str(year), "", "", plain(value / scale, language), "", "") for year, value in fan.history]
    if fan.anchor and (not fan.history or fan.history[-1][0] < fan.anchor[0]):
        rows.append((str(fan.anchor[0]), "", "", plain(fan.anchor[1] / scale, language), "", ""))
    for band in fan.bands:
        if fan.anchor and band.year == fan.anchor[0]:
            continue
        quantiles = (band.outer_low, band.inner_low, band.middle, band.inner_high, band.outer_high)
        rows.append((str(band.year), *(plain(q / scale, language) for q in quantiles)))
    return Picture(fan, caption, fan_alt(fan, names, language), tuple(rows), head)
