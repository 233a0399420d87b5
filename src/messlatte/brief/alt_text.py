"""Alternative text of charts, made from the same numbers as the chart."""

from __future__ import annotations

from messlatte.brief.fan import Fan
from messlatte.brief.numbers import money, of_hundred
from messlatte.core.i18n import translations
from messlatte.core.quantity import Amount

__all__ = ["dots_alt", "fan_alt"]


def fan_alt(fan: Fan, names: str, language: str) -> str:
    """Describe the fan chart: history from and to, both bands in the last year, and where the bar lies.

    Parameters
    ----------
    fan : Fan
        What the chart draws.
    names : str
        The two economies.
    language : str
        ``de``, ``en`` or ``ru``.
    """
    _ = translations(language).gettext

    def show(value: float) -> str:
        return money(Amount(value, fan.currency), language)

    parts = [_("Line chart: trade turnover of {names}.").format(names=names)]
    if len(fan.history) > 1:
        (first, start), (last, end) = fan.history[0], fan.history[-1]
        parts.append(_("{first} to {last}: from {start} to {end}.").format(first=first, last=last, start=show(start), end=show(end)))
        if fan.bridge and fan.anchor:
            template = _("Years between are not on record; {year}: {value}.") if fan.anchor[0] - last > 1 else "{year}: {value}."
            parts.append(template.format(year=fan.anchor[0], value=show(fan.anchor[1])))
    elif fan.anchor:
        parts.append(_("{year}: {value}; no earlier years are known.").format(year=fan.anchor[0], value=show(fan.anchor[1])))
    band = fan.bands[-1]
    parts.append(
        _("Forecast for {year}: middle {middle}; half of the paths between {a} and {b}, nine of ten between {c} and {d}.").format(
            year=band.year,
            middle=show(band.middle),
            a=show(band.inner_low),
            b=show(band.inner_high),
            c=show(band.outer_low),
            d=show(band.outer_high),
        )
    )
    parts.append(_("The bar lies at {target}.").format(target=show(fan.bar)))
    return " ".join(parts)


def dots_alt(probability: float, language: str) -> str:
    """Describe the hundred dots."""
    return translations(language).gettext("{count} dots are filled.").format(count=of_hundred(probability, language))
