"""Reading a corpus: records a second on one core after the start, and peak memory of a large corpus over that of a small one.

Run it as ``python benchmarks/bench_read.py [--megabytes 6]``. The corpus is generated: news of about 500 characters in German, English and
Russian, with and without trade in them. Both corpora are read by ``messlatte read --jsonl`` in a process of its own; seconds are those of
the processor, so that what else the machine does counts little.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

OPENINGS = {
    "de": "Der Handel zwischen {a} und {b} erreichte {y} rund {n} Milliarden Dollar, teilte das Ministerium in der Hauptstadt mit.",
    "en": "Trade between {a} and {b} reached about {n} billion dollars in {y}, the ministry said in the capital on Tuesday.",
    "ru": "Товарооборот между странами {a} и {b} в {y} году составил около {n} млрд долларов, сообщили во вторник в министерстве.",
}
MIDDLES = {
    "de": "In den ersten neun Monaten wuchs er um {p} Prozent; bis {t} soll er auf {m} Milliarden Dollar steigen.",
    "en": "In the first nine months it grew by {p} percent; the two sides want to raise it to {m} billion dollars by {t}.",
    "ru": "За девять месяцев он вырос на {p} процентов; к {t} году стороны планируют довести его до {m} млрд долларов.",
}
FILLERS = {
    "de": "Der Minister lobte die Gastgeber, besuchte eine Molkerei und sprach mit Studenten über {y} Jahre Geschichte und ein Stipendium.",
    "en": "The minister praised his hosts, visited a dairy and spoke with students about the history of {y} years and a scholarship.",
    "ru": "Министр поблагодарил хозяев, посетил молочный завод и рассказал студентам об истории за {y} лет и о стипендии.",
}
NAMES = {
    "de": ["Belarus", "China", "Indien", "Vietnam", "Kasachstan", "Polen", "Ägypten", "Brasilien"],
    "en": ["Belarus", "China", "India", "Vietnam", "Kazakhstan", "Poland", "Egypt", "Brazil"],
    "ru": ["Белоруссия", "Китай", "Индия", "Вьетнам", "Казахстан", "Польша", "Египет", "Бразилия"],
}


@dataclass(frozen=True, slots=True)
class Run:
    """Processor seconds and peak memory (bytes) of one run over so many records."""

    records: int
    seconds: float
    memory: int


def record(number: int, chance: random.Random) -> str:
    language = ("de", "en", "ru")[number % 3]
    a, b = chance.sample(NAMES[language], 2)
    parts = [OPENINGS[language], MIDDLES[language], FILLERS[language], FILLERS[language]] if number % 5 else [FILLERS[language]] * 4
    values = {"a": a, "b": b, "y": chance.randint(1995, 2024), "n": f"{chance.uniform(1, 99):.1f}", "p": chance.randint(1, 60)}
    text = " ".join(parts).format(**values, t=chance.randint(2025, 2035), m=chance.randint(100, 300))
    return json.dumps({"id": number, "text": text, "published": "2024-11-05"}, ensure_ascii=False)


def write_corpus(path: Path, size: int) -> int:
    chance = random.Random(20241105)
    written = number = 0
    with path.open("w", encoding="utf-8") as file:
        while written < size:
            line = record(number, chance) + "\n"
            written += len(line.encode())
            file.write(line)
            number += 1
    return number


def measured(path: Path, records: int) -> Run:
    """Run the command on a corpus; the time is that of its own process."""
    child = os.fork()
    if child == 0:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 1)
        os.execv(sys.executable, [sys.executable, "-c", "from messlatte.cli.app import main; main()", "read", "--jsonl", str(path)])
    _, status, usage = os.wait4(child, 0)
    if status:
        raise SystemExit(f"messlatte read --jsonl ended with status {status}")
    return Run(records, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=float, default=6.0, help="size of the large corpus; the small one has a tenth of it")
    size = int(parser.parse_args().megabytes * 1e6)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "corpus.jsonl"
        small = measured(path, write_corpus(path, size // 10))
        large = measured(path, write_corpus(path, size))
    rate = (large.records - small.records) / (large.seconds - small.seconds)
    print(f"corpus: {size / 1e6:g} MB, {large.records:,} records of {size / large.records:.0f} bytes")
    print(f"records a second of processor time after the start: {rate:.0f}")
    print(f"peak memory, ratio of this corpus to one of a tenth: {large.memory / small.memory:.3f} ({large.memory / 1e6:.0f} MB)")


if __name__ == "__main__":
    main()
