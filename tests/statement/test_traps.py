"""Unicode traps, one by one and together: the same claims are read, and the text at each span reproduces them."""

# ruff: noqa: E501 - a sentence stays on one line

from __future__ import annotations

import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from messlatte.core.statement import Statement
from messlatte.statement.reader import read

TEXTS = {
    "en": "Trade between India and Japan was $13,500 million in 2023, up 12.5 percent; exports to India fell by -3.5% to $5 billion in 2022.",
    "de": "Der Handel zwischen Polen und Österreich betrug 2023 13 500 Mio. Euro und wuchs um 12,5 %; bis 2030 soll er 20 Mrd. Euro erreichen.",
    "ru": "Товарооборот между Россией и Китаем составил в 2023 году 13 500 млн долларов, рост - 12,5 %; к 2030 он достигнет 20 млрд.",
}
WIDE = {code: code + 0xFEE0 for code in range(ord("0"), ord("9") + 1)}


def in_words(text: str, mark: str, every: int) -> str:
    """Text with a mark after every so many letters that stand between two letters."""
    inner = [i for i in range(1, len(text)) if text[i - 1].isalpha() and text[i].isalpha()]
    places = set(inner[::every])
    return "".join(mark + letter if i in places else letter for i, letter in enumerate(text))


TRAPS: dict[str, Callable[[str], str]] = {
    "no-break": lambda text: text.replace(" ", "\u00a0"),
    "thin": lambda text: text.replace(" ", "\u2009"),
    "narrow": lambda text: text.replace(" ", "\u202f"),
    "ideographic": lambda text: text.replace(" ", "\u3000"),
    "minus": lambda text: text.replace("-", "\u2212"),
    "dash": lambda text: text.replace("-", "\u2013"),
    "wide digits": lambda text: text.translate(WIDE),
    "wide signs": lambda text: text.replace("$", "\uff04").replace("%", "\uff05").replace(",", "\uff0c"),
    "soft hyphens": lambda text: in_words(text, "\u00ad", 3),
    "zero-width": lambda text: in_words(text, "\u200b", 4),
    "joiners": lambda text: in_words(text, "\u2060", 5),
    "direction": lambda text: "\u202a" + text + "\u202c",
    "byte order": lambda text: "\ufeff" + text,
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
    "stress": lambda text: "".join(c + "\u0301" if c in "оаеи" else c for c in text),
}


@pytest.mark.parametrize("language", TEXTS)
@pytest.mark.parametrize("trap", TRAPS)
def test_one_trap_changes_nothing(language: str, trap: str, facts: Callable[[Statement], list[str]]) -> None:
    check(TEXTS[language], [trap], language, facts)


@settings(deadline=None, max_examples=60)
@given(language=st.sampled_from(sorted(TEXTS)), traps=st.lists(st.sampled_from(sorted(TRAPS)), min_size=2, max_size=6, unique=True))
def test_traps_together_change_nothing(language: str, traps: list[str]) -> None:
    check(TEXTS[language], traps, language, lambda statement: [repr(claim.readings) for claim in statement.claims])


def check(text: str, traps: list[str], language: str, said: Callable[[Statement], list[str]]) -> None:
    plain = read(text, published="2024-05-05", language=language)
    for trap in traps:
        text = TRAPS[trap](text)
    trapped = read(text, published="2024-05-05", language=language)
    assert said(trapped) == said(plain)
    assert len(trapped.claims) == len(plain.claims) >= 3
    for claim, expected in zip(trapped.claims, plain.claims, strict=True):
        assert bare(claim.quote.of(text)) == bare(expected.quote.of(plain.text))


def bare(words: str) -> str:
    """Letters and digits of a quote, without marks."""
    return "".join(c for c in unicodedata.normalize("NFKD", words).casefold() if c.isalnum())
