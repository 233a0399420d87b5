"""A corpus of news for benchmarks: seeded, of any length, from the statements of the tests, with bad lines in it.

A record joins one to five statements of one language; the digits of its amounts change, its spaces and letters sometimes do, and one in a
thousand is as long as a report. About one line in two hundred is bad: no JSON, not UTF-8, of wrong types, without a text, or of 50 MB.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

__all__ = ["News", "news"]

CORPUS = Path(__file__).parent.parent / "tests/corpus"
FIRST_LONG_LINE, LONG_LINE_EVERY = 1_000, 500_000
_AMOUNT = re.compile(r"(?<![\d.,])(?!(?:19|20)\d\d(?!\d))\d[\d.,]*\d(?![\d])")


@dataclass(frozen=True, slots=True)
class News:
    """A line of the corpus: its bytes, whether it holds a record, and whether the reader must name it as bad."""

    data: bytes
    record: bool
    bad: bool


def _texts() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for path in sorted(CORPUS.glob("invented_*.jsonl")):
        records = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        found[path.stem[-2:]] = [record["text"] for record in records]
    return found


def _other_digits(text: str, chance: random.Random) -> str:
    """Text with other amounts; what looks like a year stays."""
    return _AMOUNT.sub(lambda m: "".join(str(chance.randint(1, 9)) if c.isdigit() else c for c in m[0]), text)


_MANNERS: tuple[Callable[[str], str], ...] = (
    *([str] * 12),
    str.lower,
    str.upper,
    lambda text: re.sub(r"(?<=\d) ", "\u00a0", text),
    lambda text: re.sub(r"(.{50}\S*) ", r"\1\n", text),
    lambda text: text.replace("-", "\u2010").replace("e", "e\u00ad", 3),
    lambda text: text.translate({ord("0") + d: chr(0xFF10 + d) for d in range(10)}),
)

_BAD: tuple[bytes, ...] = (
    b'{"id": 1, "text": "Trade between Peru and Chile',
    b'{"id": 2, "text": "Handel zwischen \xd6sterreich und Peru"}',
    b'["text", "Trade between Peru and Chile rose to 3 billion dollars"]',
    b'{"id": 3, "text": 5000000000}',
    b'{"id": 4, "text": null, "published": "2024-01-01"}',
    b'{"id": 5, "text": "Trade between Peru and Chile", "published": "32 May"}',
    b'{"id": 6, "text": "Trade between Peru and Chile", "published": ["2024"]}',
    b"null",
    b"[" * 5_000,
    b"Trade between Peru and Chile rose to 3 billion dollars",
    b'{"id": 7}',
    b"\x00\x01\x02\xff\xfe",
)


def _record(number: int, texts: dict[str, list[str]], chance: random.Random) -> bytes:
    language = chance.choice(sorted(texts))
    size = 300 if chance.random() < 0.001 else chance.randint(1, 5)
    text = " ".join(_other_digits(chance.choice(texts[language]), chance) for _ in range(size))
    published = f"20{chance.randint(10, 25)}-{chance.randint(1, 12):02d}-11"
    record = {"id": number, "text": chance.choice(_MANNERS)(text), "published": published}
    return json.dumps(record, ensure_ascii=False).encode()


def news(seed: int = 20241105) -> Iterator[News]:
    """Lines of a corpus without end; equal seeds give equal lines."""
    texts, chance = _texts(), random.Random(seed)
    number = 0
    while True:
        number += 1
        luck = chance.random()
        if number % LONG_LINE_EVERY == FIRST_LONG_LINE:
            yield News(b'{"text": "' + b"x" * 50_000_000 + b'"}\n', record=False, bad=True)
        elif luck < 0.005:
            yield News(chance.choice(_BAD) + b"\n", record=False, bad=True)
        elif luck < 0.007:
            yield News(chance.choice((b"\n", b"  \t\n")), record=False, bad=False)
        else:
            yield News(_record(number, texts, chance) + b"\n", record=True, bad=False)
