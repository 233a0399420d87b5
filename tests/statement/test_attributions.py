"""Who says which figure, where several people speak."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from messlatte.statement.attributions import quotations
from messlatte.statement.reader import read

CASES = [
    (
        '"Trade between Peru and Kenya reached $3 billion last year. We want $5 billion by 2030," trade minister Juan Perez said. '
        "Exports to Peru rose 5 percent in 2022, customs data show. Perez said imports from Peru would fall to $1 billion.",
        ["Juan Perez", "Juan Perez", None, "Juan Perez"],
    ),
    (
        '"Trade between Peru and Kenya reached $3 billion last year," minister Juan Perez said. '
        'Kenya\'s ambassador Mary Otieno said: "It will be $5 billion by 2030."',
        ["Juan Perez", "Mary Otieno"],
    ),
    (
        "„Der Handel zwischen Peru und Kenia erreichte im Vorjahr 3 Mrd. Dollar“, sagte Minister Juan Perez. "
        "Kenias Botschafterin Mary Otieno sagte: „Bis 2030 werden es 5 Mrd. Dollar sein.“",
        ["Juan Perez", "Mary Otieno"],
    ),
    (
        "«Товарооборот Перу и Кении в прошлом году достиг 3 млрд долларов», — сказал министр Хуан Перес. "
        "Посол Кении Мэри Отиено отметила: «К 2030 году он составит 5 млрд долларов».",
        ["Хуан Перес", "Мэри Отиено"],
    ),
    ("Trade between Peru and Kenya reached $3 billion last year.", [None]),
]


@pytest.mark.parametrize(("text", "names"), CASES)
def test_a_figure_carries_the_name_of_whoever_says_it(text: str, names: list[str | None]) -> None:
    statement = read(text, published="2024-05-05")
    measured = [claim for claim in statement.claims if claim.kind in {"level", "growth", "target", "multiple"}]
    assert [claim.said_by for claim in measured] == names


def test_a_quotation_that_is_never_closed_is_none() -> None:
    assert quotations('He said: "Trade grew.\n\n"It fell," she said.') == [(24, 32)]


@given(st.text(alphabet='ab «»„“”"\n', max_size=200))
def test_quotations_are_in_order_and_apart(text: str) -> None:
    spans = quotations(text)
    assert all(start <= end for start, end in spans)
    assert all(first[1] < second[0] for first, second in pairwise(spans))
