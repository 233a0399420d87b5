"""Whatever the text: reading never raises, quotes exactly, invents no number."""

from __future__ import annotations

import itertools
import json
import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from messlatte.core.claims import Content, Growth, Level, Multiple, Target
from messlatte.core.statement import Statement
from messlatte.statement.document import from_document, to_document
from messlatte.statement.reader import read

MAGNITUDES = (1.0, 1e3, 1e5, 1e6, 1e7, 1e9, 1e12)
WORDS = {"five": 5.0, "fünf": 5.0, "пять": 5.0, "half": 0.5, "halb": 0.5, "полтора": 1.5, "doubled": 2.0, "verdreifacht": 3.0, "вдвое": 2.0}
STEMS = WORDS | {"verdoppel": 2.0, "doubl": 2.0, "verdreif": 3.0}
FRAGMENTS = [
    *WORDS,
    *("China", "India", "Belarus", "Indien", "Китай", "Индией", "Tula", "EU", "Minsk", "между", "zwischen", "between", "and", "und", "и"),
    *("trade", "exports", "Handel", "Einfuhren", "товарооборот", "экспорт", "deficit", "turnover", "investment", "GDP"),
    *("billion", "million", "Mrd.", "Mio.", "млрд", "млн", "трлн", "crore", "lakh", "Milliarden", "миллиардов", "k", "bn"),
    *("$", "€", "USD", "dollars", "Euro", "рублей", "долларов", "Rs", "yuan", "%", "percent", "Prozent", "процентов", "percentage points"),
    *(
        "rose",
        "fell by",
        "grew",
        "stieg um",
        "вырос на",
        "снизился",
        "from",
        "to",
        "up to",
        "over",
        "by",
        "bis",
        "к",
        "auf",
        "до",
        "von",
        "с",
    ),
    *("will reach", "target", "goal", "soll", "планируется", "in", "im Jahr", "в", "last year", "году", "first nine months", "Jan", "FY"),
    *(",", ".", ";", "(", ")", "-", "–", "/", "«", "»", '"', "\n", ":", "=", "\u00a0", "\u00ad", "\u0301", "\u202e", "1/3", "½", "%%"),
]

numbers = st.one_of(
    st.integers(0, 3000).map(str),
    st.integers(10**3, 10**12).map(lambda n: f"{n:,}"),
    st.integers(10**3, 10**9).map(lambda n: f"{n:,}".replace(",", "\u00a0")),
    st.integers(10**3, 10**9).map(lambda n: f"{n:,}".replace(",", ".")),
    st.floats(0.01, 999, allow_nan=False).map(lambda f: f"{f:.2f}"),
    st.floats(0.01, 999, allow_nan=False).map(lambda f: f"{f:.1f}".replace(".", ",")),
    st.integers(1, 999).map(lambda n: "".join(chr(0xFF10 + int(digit)) for digit in str(n))),
)
pieces = st.lists(st.one_of(st.sampled_from(FRAGMENTS), numbers), max_size=60)
noise = st.builds(lambda parts, glue: glue.join(parts), pieces, st.sampled_from([" ", " ", " ", ""]))
LANGUAGES = [
    (
        ["Trade between China and India", "China's exports to India", "Turnover of Tula with Belarus", "China and India want trade that"],
        ["reached", "rose by", "fell by", "rose from", "will reach", "grew to between", "is to rise to", "doubled to", "jumped", "was up"],
        [
            "billion dollars",
            "million",
            "bn",
            "%",
            "percent",
            "billion yuan",
            "trillion rubles",
            "lakh crore",
            "percentage points",
            "times",
            "",
        ],
        ["in 2023", "by 2030", "to", "and", "or", "last year", "(", "in the first nine months", "while imports fell by", "from", "a year"],
    ),
    (
        ["Der Handel zwischen China und Indien", "Chinas Exporte nach Indien", "Der Handelsumsatz mit Belarus"],
        ["betrug", "stieg um", "sank um", "wuchs von", "soll auf", "erreicht", "verdoppelte sich auf", "legte zu:", "lag bei"],
        ["Milliarden Dollar", "Mio. Euro", "Mrd.", "%", "Prozent", "Prozentpunkte", "Billionen Rubel", ""],
        [
            "im Jahr 2023",
            "bis 2030",
            "auf",
            "und",
            "oder",
            "im Vorjahr",
            "(",
            "in neun Monaten",
            "während die Einfuhren um",
            "von",
            "jährlich",
        ],
    ),
    (
        ["Товарооборот между Китаем и Индией", "Экспорт Китая в Индию", "Товарооборот Тулы с Белоруссией"],
        ["составил", "вырос на", "снизился на", "увеличился с", "достигнет", "вырос в", "превысил", "планируют довести до"],
        ["млрд долларов", "млн", "трлн рублей", "%", "процентов", "раза", "процентных пунктов", ""],
        ["в 2023 году", "к 2030 году", "до", "и", "или", "в прошлом году", "(", "за девять месяцев", "а импорт — на", "с", "в год"],
    ),
]


@st.composite
def sentences(draw: st.DrawFn) -> str:
    openings, verbs, units, joints = draw(st.sampled_from(LANGUAGES))
    words = [draw(st.sampled_from(openings)), draw(st.sampled_from(verbs))]
    for _ in range(draw(st.integers(1, 4))):
        amount = draw(st.one_of(numbers, numbers, st.sampled_from(sorted(WORDS))))
        words += [draw(st.sampled_from(["", "", "$", "€", "+", "-"])) + amount, draw(st.sampled_from(units)), draw(st.sampled_from(joints))]
        if draw(st.integers(0, 9)) == 0:
            words.append(draw(st.sampled_from(FRAGMENTS)))
    return " ".join(words)


texts = st.lists(st.one_of(sentences(), sentences(), sentences(), noise), min_size=1, max_size=4).map(". ".join)
dates = st.sampled_from([None, "2024", "2024-11", "2024-11-05"])

NUMERAL = re.compile(r"\d+(?:[.,'’ \u00a0\u2009\u202f]*\d+)*")


def values_of(text: str) -> set[float]:
    """Every number the digits and the known words of a text could mean, whatever its separators."""
    plain = "".join(char for char in unicodedata.normalize("NFKC", text) if unicodedata.category(char) not in {"Cf", "Mn"})
    plain = plain.replace("⁄", "/")
    found = {value for word, value in STEMS.items() if word in plain.lower()}
    for numeral in NUMERAL.findall(plain):
        digits = re.split(r"\D+", numeral)
        for first, last in itertools.combinations(range(len(digits) + 1), 2):
            run = digits[first:last]
            found.add(float("".join(run)))
            if len(run) > 1:
                found.add(float("".join(run[:-1]) + "." + run[-1]))
    ratios = re.findall(r"(\d+)\s*/\s*(\d+)", plain)
    return found | {int(top) / int(bottom) for top, bottom in ratios if int(bottom)}


def figures(content: Content) -> list[float]:
    """Numbers that a reading claims, in whole units, fractions or factors."""
    if isinstance(content, Level):
        return [n for n in (content.low, content.high) if n is not None] or [content.amount.value]
    if isinstance(content, Target):
        amounts = [amount.value for amount in (content.amount, content.increase_by) if amount is not None]
        ends = [n for n in (content.low, content.high) if n is not None]
        return [*(ends or amounts), *(n for n in (content.growth_low, content.growth_high) if n is not None)]
    if isinstance(content, Growth):
        return [content.rate]
    return [content.multiple] if isinstance(content, Multiple) else []


def explained(figure: float, values: set[float]) -> bool:
    """Whether a figure is one of the values in some unit, a percentage, a multiple as growth, or a ratio or middle of two."""
    size = abs(figure)
    candidates = {value * magnitude for value in values for magnitude in MAGNITUDES}
    candidates |= {c * m for c in values for m in (1e11, 1e14)}  # lakh crore, thousand billion
    candidates |= {value / 100 for value in values} | {abs(value - 1) for value in values} | {abs(value - 100) / 100 for value in values}
    candidates |= {abs(1 / value - 1) for value in values if value}
    candidates |= {abs(a / b * m - 1) for a, b in itertools.permutations(values, 2) if b for m in (1.0, 1e3, 1e-3)}
    candidates |= {(a + b) / 2 * scale for a, b in itertools.combinations(values, 2) for scale in (*MAGNITUDES, 0.01)}
    candidates |= {abs((a + b) / 2 - 1) for a, b in itertools.combinations(values, 2)}
    return any(abs(size - candidate) <= 1e-6 * max(size, candidate) + 1e-12 for candidate in candidates)


def check(text: str, statement: Statement) -> None:
    assert statement.text == text
    for party in statement.parties:
        assert party.quote is None or party.quote.end <= len(text)
    for claim in statement.claims:
        words = claim.quote.of(text)
        assert words.strip()
        assert sum(reading.weight for reading in claim.readings) == pytest.approx(1)
        assert [r.weight for r in claim.readings] == sorted((r.weight for r in claim.readings), reverse=True)
        for reading in claim.readings:
            for figure in figures(reading.content):
                assert figure == figure, "not a number"
                assert abs(figure) < 1e21


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(texts, dates)
@example("China India trade $" + "9" * 400 + " billion", None)
@example("trade of China with India 5 % % % 5", "2024")
@example("\ud800 Handel China Indien 5 Mrd. Euro", "2024")
def test_no_number_is_invented_and_the_span_holds_it(text: str, published: str | None) -> None:
    statement = read(text, published=published)
    check(text, statement)
    for claim in statement.claims:
        inside = values_of(claim.quote.of(text))
        for reading in claim.readings:
            derived = getattr(reading.content, "derived", False)
            known = values_of(text) if derived else inside
            for figure in figures(reading.content):
                assert explained(figure, known), f"{figure} is not in {claim.quote.of(text)!r}"


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=300), st.integers(1, 60), dates)
def test_any_text_of_any_script_is_read(text: str, times: int, published: str | None) -> None:
    whole = (text * times)[:8_000]
    check(whole, read(whole, published=published))


@pytest.mark.slow
@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.one_of(st.text(max_size=60), st.sampled_from(FRAGMENTS), numbers), min_size=1, max_size=40), st.sampled_from(["", " "]))
def test_a_hundred_kilobytes_are_read(parts: list[str], glue: str) -> None:
    unit = glue.join(parts) + " "
    whole = (unit * (100_000 // len(unit) + 1))[:100_000]
    check(whole, read(whole, published="2024-11-05"))


@pytest.mark.slow
def test_labelled_texts_quote_exactly_and_come_back(shared: Path) -> None:
    for path in sorted((shared / "statements").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            statement = read(record["text"], published=record["published"], id=record["id"])
            check(record["text"], statement)
            assert from_document(json.loads(json.dumps(to_document(statement)))) == statement
