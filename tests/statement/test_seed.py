"""The statement the project started from, and the one that ships: both hold the same facts."""

from __future__ import annotations

import datetime as dt
from importlib.resources import files
from pathlib import Path

import pytest

from messlatte.core.claims import Growth, Level, Target
from messlatte.core.quantity import Month, Period
from messlatte.core.statement import Severity, Statement
from messlatte.statement.reader import read


@pytest.fixture(params=["shared", "de", "en", "ru"])
def statement(request: pytest.FixtureRequest) -> Statement:
    if request.param == "shared":
        folder: Path = request.getfixturevalue("shared")
        return read((folder / "statements" / "minsk-tula.de.txt").read_text("utf-8"))
    return read((files("messlatte") / "examples" / f"minsk-tula.{request.param}.txt").read_text("utf-8"))


def test_day_is_settled_by_the_weekday(statement: Statement) -> None:
    assert statement.made_on == dt.date(2024, 11, 5)
    assert statement.made_on.weekday() == 1
    assert "year-settled" in {finding.code for finding in statement.findings}


def test_level_has_two_readings(statement: Statement) -> None:
    claim = next(claim for claim in statement.claims if claim.kind == "level")
    levels = [reading.content for reading in claim.readings]
    assert len(levels) == 2
    assert all(isinstance(level, Level) and level.amount.value == 500e6 and level.amount.currency == "USD" for level in levels)
    assert {level.per_year for level in levels if isinstance(level, Level)} == {True, False}
    assert all(level.period == Period(Month(2023, 1), Month(2024, 12)) for level in levels if isinstance(level, Level))
    assert all(reading.note for reading in claim.readings)
    assert sum(reading.weight for reading in claim.readings) == pytest.approx(1)


def test_growth_compares_the_same_nine_months(statement: Statement) -> None:
    growth = next(claim.readings[0].content for claim in statement.claims if claim.kind == "growth")
    assert isinstance(growth, Growth)
    assert growth.rate == pytest.approx(0.37)
    assert growth.period == Period(Month(2024, 1), Month(2024, 9))
    assert growth.base == Period(Month(2023, 1), Month(2023, 9))


def test_target_has_no_deadline_and_is_named_once(statement: Statement) -> None:
    targets = [claim.readings[0].content for claim in statement.claims if claim.kind == "target"]
    assert len(targets) == 1
    target = targets[0]
    assert isinstance(target, Target)
    assert target.amount is not None
    assert (target.amount.value, target.amount.currency, target.by) == (1e9, "USD", None)


def test_findings_say_what_is_open(statement: Statement) -> None:
    codes = {finding.code: finding.severity for finding in statement.findings}
    assert codes["level-period-ambiguous"] is Severity.WARNING
    assert codes["target-deadline-missing"] is Severity.NOTE
    assert {party.economy.code for party in statement.parties} == {"BLR", "RU-TUL"}
