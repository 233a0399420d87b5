"""Unicode traps: whatever is made uniform, spans lead back to the text as it was given."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from messlatte.core.claims import Level
from messlatte.statement.folding import fold
from messlatte.statement.reader import read

TRAPS = [
    "Trade between India and Japan was $13\u00a0500 million in 2023.",
    "Trade between India and Japan was $13\u202f500\u00a0million in 2023.",
    "Trade between India and Japan was \uff0413\uff0c500 million in 2023.",
    "Tra\u00adde between India and Japan was $13,5\u00ad00 mil\u00adlion in 2023.",
    "Trade between India and Japan was $13,500\u2009million in\u00a02023.",
]


def _level(text: str) -> tuple[float, str]:
    claim = next(claim for claim in read(text).claims if claim.kind == "level")
    content = claim.readings[0].content
    assert isinstance(content, Level)
    return content.amount.value, claim.quote.of(text)


def test_numbers_survive_every_trap() -> None:
    for text in TRAPS:
        value, quote = _level(text)
        assert value == 13_500e6, text
        assert quote in text
        assert quote.strip()[-1] in "n\uff4e", quote


def test_typographic_minus_is_a_minus() -> None:
    text = "Der Handel zwischen Polen und Litauen veränderte sich 2023 um \u22125,2 % gegenüber dem Vorjahr."
    growths = [claim.readings[0].content for claim in read(text).claims if claim.kind == "growth"]
    assert [round(content.rate, 3) for content in growths] == [-0.052]


def test_stress_marks_and_decomposed_letters() -> None:
    text = "Россия и Кита\u0438\u0306: товарооборо\u0301т стран в 2023 году соста\u0301вил 240 млрд долларов."
    value, quote = _level(text)
    assert value == 240e9
    assert quote == "240 млрд долларов"


@given(st.text(max_size=300))
def test_every_uniform_character_knows_its_origin(text: str) -> None:
    folded = fold(text)
    assert len(folded.cased) == len(folded.lower) <= len(text)
    ends = [folded.end(i + 1) for i in range(len(folded.lower))]
    starts = [folded.start(i) for i in range(len(folded.lower))]
    assert all(a < b for a, b in zip(starts, ends, strict=True))
    assert starts == sorted(starts)
    assert not ends or ends[-1] <= len(text)
