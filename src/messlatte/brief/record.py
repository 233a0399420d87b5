"""The record of announced targets as a page: what came of them, and what our own probabilities were worth."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from messlatte.brief.charts import filled_template
from messlatte.brief.economies import economy_name
from messlatte.brief.numbers import chance, decimal, integer, money, multiple, of_hundred
from messlatte.brief.tokens import load_tokens
from messlatte.core.i18n import translations
from messlatte.core.quantity import Amount
from messlatte.track.base_rate import BaseRates
from messlatte.track.score import Bin, TrackScore
from messlatte.track.target import AnnouncedTarget, Outcome

__all__ = ["RecordRow", "RecordSheet", "calibration_spec", "record_sheet"]

_Z80 = 1.2815515655446004


@dataclass(frozen=True, slots=True)
class RecordRow:
    """One announced target."""

    pair: str
    announced: str
    target: str
    deadline: str
    outcome: str
    outcome_word: str
    source: str


@dataclass(frozen=True, slots=True)
class RecordSheet:
    """What the page says; ``bins`` are those of the calibration picture, ``counts`` the outcomes with their numbers."""

    lead: str
    verdict: str
    alt: str
    bins: tuple[Bin, ...]
    bin_head: tuple[str, ...]
    bin_rows: tuple[tuple[str, ...], ...]
    counts: tuple[tuple[str, str, str], ...]
    rows: tuple[RecordRow, ...]


def record_sheet(targets: Sequence[AnnouncedTarget], rates: BaseRates, score: TrackScore, language: str) -> RecordSheet:
    """Write the record out in a language.

    Parameters
    ----------
    targets : sequence of AnnouncedTarget
        All rows; repetitions of a target are left out.
    rates : BaseRates
        Announced targets beside comparable pairs.
    score : TrackScore
        Our probabilities as of the announcements.
    language : str
        ``de``, ``en`` or ``ru``.
    """
    _ = translations(language).gettext
    distinct = [target for target in targets if not target.repeats]
    lead = _(
        "{reached} of {n} announced targets that fell due and could be measured were reached; "
        "of pairs of like size in the same years, {rate}."
    )
    verdict = _("Brier score of our probabilities: {ours}; of the share of comparable pairs: {comparable}. Lower is better.")
    bins = tuple((chance(b.mean_probability, language), chance(b.reached / b.n, language), integer(b.n, language)) for b in score.bins)
    alt = " ".join(_("Said {said}: {came} of {n} came true.").format(said=row[0], came=row[1], n=row[2]) for row in bins)
    words = _words(language)
    return RecordSheet(
        lead=lead.format(reached=rates.reached, n=rates.n, rate=of_hundred(rates.comparable_rate, language)),
        verdict=verdict.format(ours=decimal(score.brier, language, 3), comparable=decimal(score.brier_comparable, language, 3)),
        alt=_("Calibration picture.") + " " + alt,
        bins=score.bins,
        bin_head=(_("We said (mean)"), _("Came true"), _("Targets")),
        bin_rows=bins,
        counts=tuple((o.value, words[o], integer(sum(t.outcome == o for t in distinct), language)) for o in Outcome),
        rows=tuple(_row(target, words, language) for target in sorted(distinct, key=lambda t: t.announced, reverse=True)),
    )


def _words(language: str) -> dict[Outcome, str]:
    _ = translations(language).gettext
    return {
        Outcome.REACHED: _("reached"),
        Outcome.MISSED: _("missed"),
        Outcome.NOT_YET_DUE: _("not yet due"),
        Outcome.NOT_MEASURABLE: _("not measurable"),
    }


def _row(target: AnnouncedTarget, words: Mapping[Outcome, str], language: str) -> RecordRow:
    if target.target:
        goal = money(Amount(target.target, target.currency or None), language)
    else:
        goal = multiple(target.multiple, language) if target.multiple else "–"
    pair = f"{economy_name(target.a, language)} – {economy_name(target.b, language)}"
    outcome = Outcome(target.outcome)
    source = target.source if target.source.startswith(("https://", "http://")) else ""
    deadline = target.deadline.removesuffix("-12") or "–"
    return RecordRow(pair, target.announced[:4] or "–", goal, deadline, outcome.value.replace(" ", "-"), words[outcome], source)


def _wilson(reached: int, n: int) -> tuple[float, float]:
    """80 % interval of a share (Wilson 1927)."""
    p, z2 = reached / n, _Z80**2
    centre = (p + z2 / (2 * n)) / (1 + z2 / n)
    half = _Z80 * math.sqrt(p * (1 - p) / n + z2 / (4 * n * n)) / (1 + z2 / n)
    return centre - half, centre + half


def calibration_spec(sheet: RecordSheet, language: str, palette: Mapping[str, str], size: tuple[int, int]) -> dict[str, object]:
    """Vega-Lite specification: what we said against what came true, with the 80 % interval of each share."""
    _ = translations(language).gettext
    bins = []
    for b in sheet.bins:
        low, high = _wilson(b.reached, b.n)
        label = f"{b.reached}/{b.n}"
        bins.append({"said": 100 * b.mean_probability, "came": 100 * b.reached / b.n, "low": 100 * low, "high": 100 * high, "label": label})
    return filled_template(
        "calibration",
        {
            **palette,
            "width": size[0],
            "height": size[1],
            "font": load_tokens().fonts["chart"],
            "x_title": _("we said, of 100"),
            "y_title": _("came true, of 100"),
            "bins": bins,
        },
    )
