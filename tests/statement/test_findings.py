"""What does not fit together is said."""

from __future__ import annotations

import datetime as dt

import pytest

from messlatte.core.i18n import finding_message
from messlatte.core.statement import Severity
from messlatte.statement.reader import read

CASES = [
    (
        "Dienstag, 6. November: Der Handel zwischen Polen und Litauen betrug 2024 5 Milliarden Euro.",
        "weekday-mismatch",
        Severity.CONTRADICTION,
    ),
    (
        "India and Brazil want to double trade from $10 billion in 2022 to $50 billion by 2030.",
        "multiple-contradicts",
        Severity.CONTRADICTION,
    ),
    (
        "Trade between India and Brazil was $10 billion in 2021. In 2022 trade between India and Brazil rose by 50 percent to $11 billion.",
        "growth-contradicts",
        Severity.CONTRADICTION,
    ),
    ("Trade between India and Brazil grew from $10 billion in 2021 to $12 billion in 2022.", "growth-implied", Severity.NOTE),
    ("Trade between Laos and Vietnam was $2 billion in 2024; the target is $5 million.", "magnitude-doubtful", Severity.WARNING),
    ("Trade between India and Brazil should reach 20 billion by 2030.", "currency-missing", Severity.WARNING),
    ("Trade between India and Brazil was $12 billion last year.", "period-unresolved", Severity.NOTE),
    ("Trade with India should reach 20 billion dollars by 2030.", "party-missing", Severity.WARNING),
    ("The trade between Kenya and Uganda came to $5 billion over the last four years.", "level-period-ambiguous", Severity.WARNING),
]


@pytest.mark.parametrize(("text", "code", "severity"), CASES)
def test_finding(text: str, code: str, severity: Severity) -> None:
    found = [finding for finding in read(text).findings if finding.code == code]
    assert [finding.severity for finding in found] == [severity], [finding.code for finding in read(text).findings]
    for language in ("de", "en", "ru"):
        assert "{" not in finding_message(found[0], language)


def test_consistent_statement_has_no_contradiction() -> None:
    text = (
        "Trade between India and Brazil was $10 billion in 2021. In 2022 trade between India and Brazil rose by 20 percent to $12 billion."
    )
    assert not [finding for finding in read(text).findings if finding.severity is Severity.CONTRADICTION]


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("Am Dienstag, dem 5. November, traf man sich. Im Jahr 2024 wuchs der Handel.", None, dt.date(2024, 11, 5)),
        ("On Friday, March 20, officials met; in 2019 trade fell.", None, dt.date(2020, 3, 20)),
        ("Во вторник, 15 ноября, стороны встретились.", "2022-11-15", dt.date(2022, 11, 15)),
        ("Nothing is dated here.", "2021-02-03", dt.date(2021, 2, 3)),
        ("Nothing is dated here.", None, None),
        ("On 31 February 2020 nobody met.", None, None),
    ],
)
def test_day_of_the_statement(text: str, published: str | None, expected: dt.date | None) -> None:
    assert read(text, published=published).made_on == expected
