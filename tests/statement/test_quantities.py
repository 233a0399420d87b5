"""Amounts, percentages and multiples in the three languages."""

from __future__ import annotations

import pytest

from messlatte.statement.folding import fold
from messlatte.statement.quantities import Kind, quantities
from messlatte.statement.tags import Tags
from messlatte.statement.tokens import tokenise
from messlatte.statement.words import words_of

MONEY = [
    ("en", "$5.2bn", [(5.2e9, "USD")]),
    ("en", "US$160bil (RM640bil)", [(160e9, "USD")]),
    ("en", "Rs 500 crore", [(5e9, "INR")]),
    ("en", "1.2 lakh crore rupees", [(1.2e12, "INR")]),
    ("en", "R68-billion", [(68e9, "ZAR")]),
    ("en", "half a billion dollars", [(5e8, "USD")]),
    ("en", "from USD 100 to USD 500 billion", [(100e9, "USD"), (500e9, "USD")]),
    ("en", "$250 and $400 million", [(250e6, "USD"), (400e6, "USD")]),
    ("en", "between 10 and 15 billion euros", [(12.5e9, "EUR")]),
    ("en", "8-10 billion pounds", [(9e9, "GBP")]),
    ("en", "428 mln Australian dlrs' worth", [(428e6, "AUD")]),
    ("en", "a $5 billion trade volume", [(5e9, "USD")]),
    ("en", "20 billion New Zealand dollars, about 10 billion dollars now", [(20e9, "NZD"), (10e9, "NZD")]),
    ("en", "nineteen billion dollars (TT)", [(19e9, "TTD")]),
    ("en", "1. 92 billion US dollars", [(1.92e9, "USD")]),
    ("en", "185,2 billion dollars", [(185.2e9, "USD")]),
    ("en", "$500 million (Rs 197 crore) and 1.9 mln tonnes from 1.74 mln", [(500e6, "USD")]),
    ("de", "drei bzw. fünf Milliarden Euro", [(3e9, "EUR"), (5e9, "EUR")]),
    ("de", "eine halbe Milliarde US-Dollar", [(5e8, "USD")]),
    ("de", "944,8 Mio. Euro", [(944.8e6, "EUR")]),
    ("de", "1.200 Millionen Franken", [(1.2e9, "CHF")]),
    ("de", "7.186 Milliarden Euro", [(7.186e9, "EUR")]),
    ("de", "die 2-Milliarden-Dollar-Marke", [(2e9, "USD")]),
    ("de", "2009 13 Milliarden Euro", [(13e9, "EUR")]),
    ("de", "von 1,9 auf 3 Milliarden Euro", [(1.9e9, "EUR"), (3e9, "EUR")]),
    ("ru", "полмиллиарда долларов", [(5e8, "USD")]),
    ("ru", "миллиард рублей", [(1e9, "RUB")]),
    ("ru", "шестидесяти миллиардов долл. США", [(60e9, "USD")]),
    ("ru", "1 млрд 341 млн 718,7 тыс американских долларов", [(1_341_718_700.0, "USD")]),
    ("ru", "10-ти миллиардов евро", [(10e9, "EUR")]),
    ("ru", "от 8 до 10 млрд юаней", [(9e9, "CNY")]),
    ("ru", "с 8 до 10 млрд юаней", [(8e9, "CNY"), (10e9, "CNY")]),
    ("ru", "полтора миллиарда тенге", [(1.5e9, "KZT")]),
]

NO_MONEY = [
    ("en", "1.9 million tonnes and 300 million people"),
    ("de", "4,7 Millionen russische Touristen, 2.500 Beschäftigte"),
    ("ru", "300 млн кубометров газа, 1,5 миллиона туристов"),
]

RATES = [
    ("en", "by 8 to 10 percent", Kind.PERCENT, 0.09),
    ("de", "um 37 %", Kind.PERCENT, 0.37),
    ("de", "ein zehnprozentiges Plus", Kind.PERCENT, 0.10),
    ("ru", "почти пятипроцентный рост", Kind.PERCENT, 0.05),
    ("ru", "на 23 проц.", Kind.PERCENT, 0.23),
    ("en", "rose fivefold", Kind.MULTIPLE, 5.0),
    ("de", "das 2,5-fache", Kind.MULTIPLE, 2.5),
    ("ru", "в 2,2 раза", Kind.MULTIPLE, 2.2),
    ("ru", "вдвое", Kind.MULTIPLE, 2.0),
    ("de", "verdreifacht", Kind.MULTIPLE, 3.0),
    ("de", "um ein Drittel", Kind.FRACTION, 1 / 3),
    ("en", "5 percentage points", Kind.POINTS, 0.05),
]


def _read(language: str, text: str):
    words = words_of(language)
    return quantities(Tags(tokenise(fold(text), words.sentence), words), language)


@pytest.mark.parametrize(("language", "text", "expected"), MONEY)
def test_money(language: str, text: str, expected: list[tuple[float, str]]) -> None:
    found = [(q.value, q.currency) for q in _read(language, text) if q.kind == Kind.MONEY and not q.conversion]
    assert [currency for _, currency in found] == [currency for _, currency in expected]
    assert [value for value, _ in found] == pytest.approx([value for value, _ in expected])


@pytest.mark.parametrize(("language", "text"), NO_MONEY)
def test_what_is_counted_is_no_money(language: str, text: str) -> None:
    assert not [q for q in _read(language, text) if q.kind == Kind.MONEY]


@pytest.mark.parametrize(("language", "text", "kind", "value"), RATES)
def test_rates(language: str, text: str, kind: str, value: float) -> None:
    found = [q for q in _read(language, text) if q.kind == kind]
    assert [q.value for q in found] == pytest.approx([value], rel=1e-4)
