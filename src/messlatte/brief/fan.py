"""What the fan chart shows: history, bar, and the bands of the forecast."""

from __future__ import annotations

from dataclasses import dataclass

from messlatte.brief.numbers import money
from messlatte.core.answer import Forecast, Verdict
from messlatte.core.i18n import translations

__all__ = ["Band", "Fan", "fan_of"]

_INNER = (0.25, 0.75)
_OUTER = (0.05, 0.95)


@dataclass(frozen=True, slots=True)
class Band:
    """Quantiles of one year: 5, 25, 50, 75 and 95 % (or the nearest that the forecast has)."""

    year: int
    outer_low: float
    inner_low: float
    middle: float
    inner_high: float
    outer_high: float


@dataclass(frozen=True, slots=True)
class Fan:
    """History, anchor, bar and bands, in whole units of ``currency``; ``top`` is the end of the axis.

    ``bridge`` joins the last year on record to the anchor where years between are not known.
    """

    currency: str
    history: tuple[tuple[int, float], ...]
    bridge: tuple[tuple[int, float], ...]
    anchor: tuple[int, float] | None
    bands: tuple[Band, ...]
    bar: float
    bar_label: str
    first: int
    last: int
    top: float


def _column(forecast: Forecast, level: float) -> int:
    return min(range(len(forecast.levels)), key=lambda j: abs(forecast.levels[j] - level))


def _bands(forecast: Forecast, last: int | None) -> tuple[Band, ...]:
    columns = [_column(forecast, level) for level in (_OUTER[0], _INNER[0], 0.5, _INNER[1], _OUTER[1])]
    return tuple(
        Band(year, *(row[column] for column in columns))
        for year, row in zip(forecast.years, forecast.values, strict=True)
        if last is None or year <= last
    )


def fan_of(verdict: Verdict, language: str) -> Fan | None:
    """Chart of a verdict, or None where there is no forecast to draw.

    The bands begin at the anchor: the baseline in its own year. They end at the deadline, or at the verdict's horizon where none was named.
    """
    if verdict.forecast is None or not verdict.forecast.years:
        return None
    start = verdict.baseline.period.last.year if verdict.baseline.period else verdict.forecast.years[0] - 1
    end = verdict.by.year if verdict.by else start + verdict.years
    bands = _bands(verdict.forecast, max(end, verdict.forecast.years[0]))
    anchor = (start, verdict.baseline.amount.value)
    if bands[0].year > start:
        bands = (Band(start, *([anchor[1]] * 5)), *bands)
    history = tuple((year, value) for year, value in verdict.history if year <= start)
    bridge = (history[-1], anchor) if history and history[-1][0] < start else ()
    highest = max([value for _, value in history] + [anchor[1], verdict.target.value])
    top = max(1.14 * highest, 1.05 * bands[-1].inner_high, min(1.03 * bands[-1].outer_high, 1.3 * highest))
    label = translations(language).gettext("the bar: {target}").format(target=money(verdict.target, language))
    first = min([bands[0].year, start] + [year for year, _ in history])
    return Fan(
        verdict.target.currency or verdict.forecast.currency,
        history,
        bridge,
        anchor,
        bands,
        verdict.target.value,
        label,
        first,
        bands[-1].year,
        top,
    )
