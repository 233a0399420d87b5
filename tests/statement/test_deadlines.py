"""By when a target shall be reached, where the words beside the amount do not say it."""

from __future__ import annotations

import pytest

from messlatte.core.claims import Status, Target
from messlatte.core.quantity import Month
from messlatte.statement.reader import read


def targets(text: str, language: str) -> list[Target]:
    claims = read(text, published="2024-11-20", language=language).claims
    return [content for claim in claims if isinstance(content := claim.readings[0].content, Target)]


@pytest.mark.parametrize(
    ("language", "text", "by"),
    [
        ("en", "Trade between Peru and Japan should come to $7 billion in 2024 against a target of $5 billion.", 2024),
        (
            "en",
            "In the first nine months of 2024 trade between Peru and Japan was $6 billion, so that the annual target of $8 billion "
            "should be hit.",
            2024,
        ),
        (
            "en",
            "The trade target of $9bn (NT$280bn) between Peru and Japan is hard; if it cannot be reached next year, then later.",
            2025,
        ),
        ("en", "Peru and Japan again missed the $9 billion target for bilateral trade this year and gave themselves until 2028.", 2028),
        ("en", "The target of $9 billion for trade between Peru and Japan should be reached before the three-year deadline.", 2027),
        ("en", "Trade between Peru and Japan was $5 billion; at this pace the year could bring $8 billion.", 2024),
        ("en", "For 2025 an increase of 10% in trade between Peru and Japan was agreed, on the way to a value of $9 billion.", None),
        (
            "en",
            "Peru and Japan have an agreement signed in March 2022. The agreement provides for trade between the two to rise to $9 billion "
            "over five years.",
            2027,
        ),
        ("de", "Der Handel zwischen Peru und Japan könnte in diesem Jahr 8 Milliarden Dollar erreichen.", 2024),
        ("ru", "Товарооборот между Перу и Японией в этом году может достичь 8 млрд долларов.", 2024),
    ],
)
def test_deadline(language: str, text: str, by: int | None) -> None:
    found = [target.by for target in targets(text, language) if target.amount is not None]
    assert found[-1] == (Month(by, 12) if by is not None else None)


def test_a_goal_told_as_reached_and_named_again_with_its_deadline_is_one() -> None:
    found = targets(
        "Trade between Peru and Japan passed the goal of 20 billion US dollars two years ahead of time. "
        "In 2022 the two had agreed on US$20 billion by 2026.",
        "en",
    )
    assert [(target.by, target.status) for target in found] == [(Month(2026, 12), Status.REACHED)]
