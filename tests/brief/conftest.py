"""Answers made by hand, with the facts of the seed statement, for rooms that only show them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from messlatte.core.answer import (
    Answer,
    Baseline,
    BaseRate,
    Example,
    Forecast,
    Height,
    Horizon,
    Mixture,
    Probability,
    TidePart,
    Verdict,
    YearsToClear,
)
from messlatte.core.claims import Area, Growth, Level, Target
from messlatte.core.economy import Economy, Pair
from messlatte.core.evidence import Quote, Source
from messlatte.core.quantity import Amount, Month, Period
from messlatte.core.statement import Claim, Finding, Party, Reading, Severity, Speaker, Statement

TEXT = (
    "Belarus und die Region Tula wollen mehr handeln. In Minsk sagte der Präsident am Dienstag, dem 5. November, der Umsatz habe "
    "in den letzten zwei Jahren 500 Millionen Dollar erreicht und sei in neun Monaten 2024 um 37 % gestiegen. "
    "Eine Milliarde sei keine so hohe Messlatte. Genannt wurden Elektrobusse und Landtechnik. „<b>Spürbare</b> Ergebnisse“ sollen folgen."
)


def _quote(words: str) -> Quote:
    start = TEXT.index(words)
    return Quote(start, start + len(words))


def statement() -> Statement:
    two_years, nine = Period.years(2023, 2024), Period.months_of(2024, through=9)
    claims = (
        Claim(
            _quote("in den letzten zwei Jahren 500 Millionen Dollar"),
            (
                Reading(Level(Amount(500e6), period=two_years, per_year=True), 0.6, "a year"),
                Reading(Level(Amount(500e6), period=two_years, per_year=False), 0.4, "together"),
            ),
        ),
        Claim(_quote("in neun Monaten 2024 um 37 %"), (Reading(Growth(0.37, period=nine, base=nine.shifted(-1))),)),
        Claim(_quote("Eine Milliarde"), (Reading(Target(Amount(1e9))),)),
        Claim(_quote("Elektrobusse"), (Reading(Area("electric buses", "electric buses", hs=("870240",))),)),
        Claim(_quote("Landtechnik"), (Reading(Area("farm machinery", "farm machinery", hs=("8432", "8433"))),)),
    )
    finding = Finding("deadline-not-said", Severity.NOTE, "No deadline was named for the target.", {}, (2,))
    return Statement(
        TEXT,
        "de",
        (Party(Economy("BLR", "Belarus"), _quote("Belarus")), Party(Economy("RU-TUL", "Tula oblast", "RUS"), _quote("Region Tula"))),
        Speaker("Aljaksandr Lukaschenka", "Präsident", _quote("der Präsident")),
        made_on=dt.date(2024, 11, 5),
        venue="Minsk",
        claims=claims,
        findings=(finding,),
    )


BACI = Source("CEPII", "BACI totals", "V202501", dt.date(2026, 11, 20), "ab" * 32, "https://www.cepii.fr/", "Etalab 2.0")


def _forecast(start: float, growth: float) -> Forecast:
    levels = (0.05, 0.25, 0.5, 0.75, 0.95)
    spread = (-1.3, -0.5, 0.0, 0.5, 1.4)
    years = tuple(range(2025, 2040))
    values = tuple(tuple(start * (1 + growth) ** t * (1 + 0.13 * t**0.5) ** s for s in spread) for t in range(1, 16))
    return Forecast(years, levels, values, "USD", "reference-class/1")


def verdict(weight: float = 0.6, start: float = 500e6, p: float = 0.23, height: Height = Height.HIGH, note: str = "a year") -> Verdict:
    rate = (1e9 / start) ** (1 / 6) - 1
    horizons = tuple(
        Horizon(
            h,
            Month(2024 + h, 12),
            (1e9 / start) ** (1 / h) - 1,
            BaseRate(min(0.04 * h, 0.9), 4812, round(4812 * min(0.04 * h, 0.9)), "pairs of 100 m to 1 bn USD"),
            Probability(min(0.038 * h, 0.9), 0.03 * h, 0.05 * h),
            Probability(min(0.03 * h, 0.9), 0.02 * h, 0.04 * h),
        )
        for h in range(1, 11)
    )
    return Verdict(
        weight=weight,
        notes=(note,),
        baseline=Baseline(Amount(start), Period.year(2024), "stated"),
        target=Amount(1e9),
        by=Month(2030, 12),
        multiple=1e9 / start,
        years=6,
        required_growth=rate,
        base_rate=BaseRate(0.24, 4812, 1155, "pairs of 100 m to 1 bn USD"),
        probability=Probability(p, p * 0.7, p * 1.4),
        probability_in_year=Probability(p * 0.8, p * 0.5, p * 1.2),
        years_to_clear=YearsToClear(4.0, 11.0, None, 0.31),
        years_at_stated_pace=2.2,
        height=height,
        tide=(TidePart("low", 1.05, p * 0.5), TidePart("middle", 1.21, p), TidePart("high", 1.45, p * 1.6)),
        horizons=horizons,
        forecast=_forecast(start, 0.03),
        history=tuple(
            (y, start * v)
            for y, v in zip(range(2012, 2025), (0.6, 0.65, 0.7, 0.55, 0.5, 0.62, 0.75, 0.8, 0.7, 0.9, 0.6, 0.73, 1), strict=True)
        ),
        examples=(Example("POL", "VNM", 2003, 2009, 310e6, 1040e6, True), Example("DEU", "RU-TUL", 2008, 2014, 420e6, 380e6, False)),
        claims=(0, 1, 2),
        sources=(BACI,),
    )


def make_answer() -> Answer:
    said = statement()
    first, second = verdict(), verdict(0.4, 250e6, 0.07, Height.VERY_HIGH, "together")
    return Answer(
        Pair(said.parties[0].economy, said.parties[1].economy),
        said,
        "de",
        "Die Latte liegt hoch.",
        (first, second),
        Mixture(Probability(0.166, 0.1, 0.24), Probability(0.13, 0.08, 0.2), Height.HIGH),
        said.findings,
        (BACI,),
        "0123456789abcdef",
    )


@pytest.fixture
def answer() -> Answer:
    return make_answer()


@pytest.fixture
def open_answer() -> Answer:
    """Same statement without a deadline, as it was said."""
    made = make_answer()
    return replace(made, verdicts=tuple(replace(v, by=None) for v in made.verdicts))
