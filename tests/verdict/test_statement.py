"""From a statement's readings to verdicts."""

from __future__ import annotations

import datetime as dt
from importlib.resources import files

import pytest

from messlatte.core.claims import Growth, Level, Multiple, Target
from messlatte.core.economy import Economy
from messlatte.core.errors import NothingMeasurableError, UsageError
from messlatte.core.evidence import Quote
from messlatte.core.quantity import Amount, Month, Period
from messlatte.core.statement import Claim, Party, Reading, Statement
from messlatte.statement.reader import read
from messlatte.verdict.bar import assess_statement

BOTH = Period.years(2023, 2024)


def claim(*contents: tuple[float, Level | Growth | Target | Multiple]) -> Claim:
    return Claim(Quote(0, 1), tuple(Reading(content, weight, f"note {i}") for i, (weight, content) in enumerate(contents)))


def statement(*claims: Claim) -> Statement:
    parties = (Party(Economy("BLR", "Belarus")), Party(Economy("RU-TUL", "Tula", "RU")))
    return Statement("x" * 10, "en", parties, made_on=dt.date(2024, 11, 5), claims=claims)


LEVEL = claim(
    (0.6, Level(Amount(5e8), period=BOTH, per_year=True)),
    (0.4, Level(Amount(5e8), period=BOTH, per_year=False)),
)
GOAL = claim((1.0, Target(Amount(1e9), by=Month(2030, 12))))


def test_two_readings_of_the_level_are_a_doubling_and_a_quadrupling() -> None:
    answer = assess_statement(statement(LEVEL, GOAL))
    assert [(v.multiple, v.weight) for v in answer.verdicts] == [(2.0, 0.6), (4.0, 0.4)]
    assert answer.mixture is not None
    first, second = (v.probability.value for v in answer.verdicts if v.probability)
    assert answer.mixture.probability.value == pytest.approx(0.6 * first + 0.4 * second)
    assert "4 times" in answer.sentence
    assert any(f.code == "region-without-series" for f in answer.findings)


def test_weights_of_level_and_growth_multiply() -> None:
    pace = claim(
        (0.7, Growth(0.37, period=Period.months_of(2024, through=9))), (0.3, Growth(0.1, period=Period.months_of(2024, through=9)))
    )
    answer = assess_statement(statement(LEVEL, pace, GOAL))
    assert sorted(round(v.weight, 6) for v in answer.verdicts) == [0.12, 0.18, 0.28, 0.42]
    assert sum(v.weight for v in answer.verdicts) == pytest.approx(1)


def test_a_multiple_needs_no_amount() -> None:
    goal = claim((1.0, Multiple(3.0, by=Month(2030, 12))))
    assert [v.target.value for v in assess_statement(statement(LEVEL, goal)).verdicts] == [1.5e9, 7.5e8]


def test_a_deadline_can_be_asked_and_must_not_lie_in_the_past() -> None:
    answer = assess_statement(statement(LEVEL, GOAL), by=Month(2027, 12))
    assert {v.years for v in answer.verdicts} == {3}
    with pytest.raises(UsageError, match="past"):
        assess_statement(statement(LEVEL, GOAL), by=Month(2020, 12))


def test_no_target_is_nothing_measurable() -> None:
    with pytest.raises(NothingMeasurableError):
        assess_statement(statement(LEVEL))


def test_the_target_said_once_more_is_not_the_level() -> None:
    again = claim((1.0, Level(Amount(1e9))))
    assert [v.multiple for v in assess_statement(statement(LEVEL, GOAL, again)).verdicts] == [2.0, 4.0]


@pytest.mark.parametrize("language", ["de", "en", "ru"])
def test_the_seed_statement_end_to_end(language: str) -> None:
    text = (files("messlatte") / "examples" / f"minsk-tula.{language}.txt").read_text(encoding="utf-8")
    answer = assess_statement(read(text))
    assert answer.language == language
    assert sorted(v.multiple for v in answer.verdicts) == [2.0, 4.0]
    assert all(len(v.horizons) == 10 for v in answer.verdicts)
