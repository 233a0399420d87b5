"""Readings as short words, for the tests: kind, value, flow, time."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from messlatte.core.claims import Growth, Level, Multiple, Target
from messlatte.core.statement import Statement
from messlatte.statement.reader import read


def _time(content: Level | Growth | Target | Multiple) -> str:
    if isinstance(content, Level | Growth):
        period = content.period
        if period is None:
            return "-"
        if (period.first.month, period.last.month) == (1, 12):
            years = (period.first.year, period.last.year)
            return str(years[0]) if years[0] == years[1] else f"{years[0]}/{years[1]}"
        return f"{period.first}/{period.last}"
    return f"by {content.by or '-'}"


def _value(content: Level | Growth | Target | Multiple) -> str:
    if isinstance(content, Multiple):
        return f"x{content.multiple:g}"
    if isinstance(content, Growth):
        return f"{content.rate:+.1%}"
    if isinstance(content, Target) and content.amount is None:
        if content.increase_by is not None:
            return f"+{content.increase_by.value:g} {content.increase_by.currency}"
        return f"{content.growth_low or 0:+.1%}..{content.growth_high or 0:+.1%}"
    amount = content.amount
    assert amount is not None
    return f"{amount.value:g} {amount.currency}"


def _facts(statement: Statement) -> list[str]:
    """``kind value flow time`` of the likeliest reading of every claim with a number, in order of the text."""
    found = []
    for claim in statement.claims:
        content = claim.readings[0].content
        if isinstance(content, Level | Growth | Target | Multiple):
            flow = content.flow.value + (f" {'>'.join(content.direction)}" if content.direction else "")
            found.append(f"{content.kind} {_value(content)} {flow} {_time(content)}")
    return found


@pytest.fixture(scope="session")
def facts() -> Callable[[Statement], list[str]]:
    """Short words for what a statement says."""
    return _facts


def _agrees(language: str, published: str, text: str, expected: list[str]) -> None:
    statement = read(text, published=published)
    assert statement.language == language
    assert _facts(statement) == expected
    for claim in statement.claims:
        assert abs(sum(reading.weight for reading in claim.readings) - 1) < 1e-9
        assert text[claim.quote.start : claim.quote.end].strip()


@pytest.fixture(scope="session")
def agrees() -> Callable[[str, str, str, list[str]], None]:
    """Check the language, the facts, the weights and the quotes of a text."""
    return _agrees
