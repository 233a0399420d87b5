"""Whatever is repeated: reading takes time that grows with the length of the text only."""

from __future__ import annotations

import time

import pytest

from messlatte.statement.reader import read

ADVERSARIAL = [
    *(
        "1",
        "1,",
        "1.",
        "1 ",
        "1-",
        "1,000,",
        "1'000'",
        "(1",
        "(",
        ")",
        "a",
        "а",
        "-",
        "- ",
        ".",
        "...",
        "\n",
        " ",
        "\u00a0",
        "\u00ad",
        "\u0301",
    ),
    *(
        "«",
        '"',
        "%",
        "$",
        "€",
        "½",
        "1/2 ",
        "<a>",
        "[a](",
        "U.S.",
        "https://a.b/",
        "2020-",
        "2020/21 ",
        "January-",
        "\u202e",
        "中国",
        "\x00",
    ),
    *("ein", "hundert", "двадцать ", "hundred ", "and ", "from 1 to ", "between ", "Belarus-China ", "Minsk, ", "President of ", "within "),
    *(
        "trade ",
        "China ",
        "5 billion ",
        "$5 billion ",
        "37% ",
        "double ",
        "in the first ",
        "percentage points ",
        "к 2030 году ",
        "в 2,5 раза ",
    ),
    "China's trade with India rose 5% to $5 billion in 2020. ",
    "trade of China with India reached $5 billion in 2020 and ",
    "Handel zwischen China und Indien 5 Milliarden Dollar, ",
    "товарооборот между Китаем и Индией 5 млрд долларов (",
    '"China" said "India" trade $5 billion ',
]


@pytest.mark.slow
@pytest.mark.parametrize("unit", ADVERSARIAL)
def test_time_grows_with_the_length_only(unit: str) -> None:
    """Four times the text takes about four times the time; quadratic work would take sixteen times."""

    def seconds(size: int) -> float:
        text = (unit * (size // len(unit) + 1))[:size]
        started = time.process_time()
        read(text, published="2024-11-05")
        return time.process_time() - started

    small = max(min(seconds(10_000) for _ in range(2)), 0.01)
    large = seconds(40_000)
    if large / small > 9:
        large = min(large, seconds(40_000))
    assert large / small <= 9
