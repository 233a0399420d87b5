"""A statement on the terminal."""

from __future__ import annotations

import datetime as dt
import io

import pytest
from rich.console import Console

from messlatte.cli.claim_words import content_words, period_words
from messlatte.cli.statement_view import print_statement, printable
from messlatte.core.claims import Area, Bound, Content, Growth, Interest, Level, Multiple, Status, Target
from messlatte.core.economy import Economy
from messlatte.core.evidence import Quote
from messlatte.core.quantity import Amount, Flow, Month, Period
from messlatte.core.statement import Claim, Finding, Party, Reading, Severity, Speaker, Statement

TEXT = "Trade of Aland and Beland reached 500 million dollars in two years; a billion is no high bar."
TWO = Period.years(2023, 2024)


def shown(statement: Statement, language: str) -> str:
    file = io.StringIO()
    print_statement(statement, language, Console(file=file, width=120, highlight=False))
    return file.getvalue()


def statement(*claims: Claim, text: str = TEXT, findings: tuple[Finding, ...] = ()) -> Statement:
    parties = (Party(Economy("BLR", "Belarus")), Party(Economy("RU-TUL", "Tula")))
    return Statement(text, "en", parties, Speaker("A. Person", "minister"), made_on=dt.date(2024, 11, 5), claims=claims, findings=findings)


def claim(words: str, *contents: Content, text: str = TEXT) -> Claim:
    start = text.index(words)
    return Claim(Quote(start, start + len(words)), tuple(Reading(content, 1 / len(contents)) for content in contents))


def test_every_reading_and_finding_is_shown() -> None:
    level = claim("500 million dollars", Level(Amount(5e8), period=TWO), Level(Amount(5e8), period=TWO, per_year=False))
    area = claim("Trade", Area("machines", "machinery [heavy]", ("8432",), arms=True))
    found = Finding("ambiguous", Severity.CONTRADICTION, "this [sic] does not fit", claims=(0,))
    out = shown(statement(level, area, claim("Aland", Interest("A firm", "partner")), findings=(found,)), "en")
    for words in ("Belarus – Tula", "2024-11-05 · A. Person (minister)", "500 million dollars[1]", "a year", "in all", "50%"):
        assert words in out
    assert "machinery [heavy]  arms: recognised, kept out of every ranking  HS 8432" in out
    assert "A firm: partner sought" in out
    assert "✗ this [sic] does not fit [1]" in out


def test_what_does_not_fit_hangs_under_its_words() -> None:
    file = io.StringIO()
    note = Finding("ambiguous", Severity.NOTE, "word " * 30)
    print_statement(statement(findings=(note,)), "en", Console(file=file, width=80, highlight=False))
    lines = [line for line in file.getvalue().splitlines() if "word" in line]
    assert [line[:2] for line in lines] == ["· ", "  "]


@pytest.mark.parametrize(("language", "words"), [("de", "keine Frist genannt"), ("en", "no deadline named"), ("ru", "срок не назван")])
def test_labels_come_in_the_language_asked(language: str, words: str) -> None:
    assert words in shown(statement(claim("a billion", Target(Amount(1e9)))), language)


def test_nothing_found_is_said() -> None:
    assert "No figure about the trade" in shown(statement(), "en")


def test_a_long_text_is_cut_around_its_claims() -> None:
    text = "word " * 2000 + "a billion dollars of trade" + " word" * 2000
    out = shown(statement(claim("a billion", Target(Amount(1e9)), text=text), text=text), "en")
    assert len(out) < 2000
    assert "a billion[1]" in out
    assert "…" in out


def test_what_could_forge_the_terminal_is_blanked() -> None:
    hostile = "a\x1b[2Jb\u202ec\x9bd\r"
    assert printable(hostile) == "a [2Jb c d "
    out = shown(statement(text=f"Trade{hostile}"), "en")
    assert not set("\x1b\u202e\x9b\r") & set(out)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (Level(Amount(1.461e11), Flow.EXPORTS, ("IND", "USA"), Period.year(2019)), "146.1 billion USD · exports · 2019 · IND → USA"),
        (
            Level(Amount(9e9, None), low=8e9, high=1e10, approx=True, coverage="goods", status=Status.EXPECTED),
            "about 8 billion – 10 billion · turnover · period not said · only goods · expected",
        ),
        (
            Growth(0.37, period=Period.months_of(2024, through=9), base=Period.months_of(2023, through=9)),
            "+37% · turnover · Jan–Sep 2024 · on Jan–Sep 2023",
        ),
        (Growth(-0.1234, derived=True), "−12.34% · turnover · period not said · derived"),
        (Target(Amount(1e9), by=Month(2030, 12), bound=Bound.AT_LEAST), "at least 1 billion USD · turnover · by 2030"),
        (Target(Amount(1e9), by=Month(2030, 6), conditional=True), "1 billion USD · turnover · by Jun 2030 · conditional"),
        (Target(None, increase_by=Amount(2e9, "EUR"), deadline_words="soon"), "2 billion EUR more · turnover · soon"),
        (Target(None, growth_low=0.08, growth_high=0.1, by=Month(2025, 12)), "+8% … +10% · turnover · by 2025"),
        (Target(None, rank=5, status=Status.MISSED), "rank 5 · turnover · no deadline named · missed"),
        (Multiple(2.5, by=Month(2030, 12)), "2.5 times · turnover · by 2030"),
        (Interest("A firm", "joint production", "Tula", "trucks"), "A firm: joint production already · trucks · Tula"),
    ],
)
def test_words_of_each_kind(content: Content, words: str) -> None:
    assert content_words(content, "en") == words


def test_periods_in_three_languages() -> None:
    nine = Period.months_of(2024, through=9)
    assert [period_words(nine, language) for language in ("de", "en", "ru")] == ["Jan–Sep 2024", "Jan–Sep 2024", "янв.–сент. 2024"]
    assert period_words(Period(Month(2022, 4), Month(2023, 3)), "en") == "Apr 2022 – Mar 2023"
    assert period_words(Period(Month(2022, 4), Month(2022, 4)), "en") == "Apr 2022"
    assert period_words(TWO, "ru") == "2023–2024"
