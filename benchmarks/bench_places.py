"""Speed of finding places, parties, areas, speakers and interests: records a second of the processor, start, and growth with the text.

Run it as ``python benchmarks/bench_places.py``. Texts are built from the names of all economies, about 450 characters each, in German,
English and Russian. The ratio compares a text of 100,000 characters with one of 25,000: 4 is linear.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from importlib.resources import files

from messlatte.statement.areas import find_areas
from messlatte.statement.gazetteer import gazetteer
from messlatte.statement.interests import find_interests
from messlatte.statement.parties import pairs_of
from messlatte.statement.places import find_places
from messlatte.statement.speakers import find_speakers

SENTENCES = {
    "en": "Trade between {a} and {b} reached {n} billion dollars, said minister John {c}. Energy, food and machinery are promising. ",
    "de": "Der Handel zwischen {a} und {b} erreichte {n} Milliarden Dollar, sagte Minister Karl {c}. Energie sei wichtig. ",
    "ru": "Товарооборот {a} и {b} достиг {n} млрд долларов, сообщил министр Иван {c}. Перспективны энергетика, сельхозтехника и туризм. ",
}
RECORDS = 400


def names(column: int) -> list[str]:
    rows = (files("messlatte.statement") / "data" / "economies.tsv").read_text(encoding="utf-8").splitlines()
    return [row.split("\t")[2 + column] for row in rows]


def texts(language: str, size: int, count: int) -> list[str]:
    rng = random.Random(7)
    chosen = names(("en", "de", "ru").index(language))
    made = []
    for _ in range(count):
        parts: list[str] = []
        while sum(map(len, parts)) < size:
            a, b, c = rng.choice(chosen), rng.choice(chosen), rng.choice(("Huber", "Smith", "Petrov"))
            parts.append(SENTENCES[language].format(a=a, b=b, c=c, n=rng.randint(1, 99)))
        made.append("".join(parts)[: max(size, 1)])
    return made


def spans(text: str) -> tuple[tuple[int, int], ...]:
    ends = [i + 2 for i in range(len(text)) if text.startswith(". ", i)]
    return tuple(zip([0, *ends], [*ends, len(text)], strict=True))


def steps(language: str) -> dict[str, Callable[[str], object]]:
    def parties(text: str) -> object:
        sentences = spans(text)
        return pairs_of(text, language, find_places(text, language), sentences, sentences)

    return {
        "places": lambda text: find_places(text, language),
        "places and parties": parties,
        "areas": lambda text: find_areas(text, language),
        "speakers": lambda text: find_speakers(text, language, ()),
        "interests": lambda text: find_interests(text, language, spans(text)),
    }


def seconds(run: Callable[[str], object], over: list[str]) -> float:
    start = time.process_time()
    for text in over:
        run(text)
    return time.process_time() - start


def main() -> None:
    for language in SENTENCES:
        start = time.process_time()
        gazetteer(language)
        print(f"{language}: names loaded in {1000 * (time.process_time() - start):.0f} ms")
        short, middle, long = texts(language, 450, RECORDS), texts(language, 25_000, 1), texts(language, 100_000, 1)
        for name, run in steps(language).items():
            run(short[0])
            rate = RECORDS / seconds(run, short)
            ratio = min(seconds(run, long) for _ in range(3)) / min(seconds(run, middle) for _ in range(3))
            print(f"  {name:20s} {rate:8,.0f} records/s   100,000 characters take {ratio:.1f} times as long as 25,000")


if __name__ == "__main__":
    main()
