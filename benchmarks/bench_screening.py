"""Screening: how well names are compared, how many false alarms, how fast a long list is searched.

Run it as ``python benchmarks/bench_screening.py [--bench FILE] [--write]``. The labelled pairs are nomenklatura's name bench (MIT licence),
looked for in ``../shared/data/screening/name_bench.csv``; they are split into two halves by a hash of each pair, and every constant of the
comparison was chosen on the first. ``--write`` puts the table into ``docs/methods/screening.md``.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from screening_world import ORDINARY, persons, write_list

from messlatte.core.generated import with_generated
from messlatte.core.screening import LOOK_AT, STRONG, Subject, SubjectKind
from messlatte.screening.candidates import Index
from messlatte.screening.flags import screen
from messlatte.screening.lists import ListFile, recognise
from messlatte.screening.names import METHOD, compare

ROOT = Path(__file__).parents[1]
BENCH = ROOT.parent / "shared" / "data" / "screening" / "name_bench.csv"
NAMES = Path(__file__).parent / "data" / "public_names.csv"
ENTRIES = 120_000
KINDS = {"Person": SubjectKind.PERSON, "LegalEntity": SubjectKind.UNKNOWN, "Vessel": SubjectKind.VESSEL}


@dataclass(frozen=True, slots=True)
class Pair:
    """A labelled pair with our score."""

    schema: str
    half: str
    score: float
    same: bool


def pairs(path: Path) -> list[Pair]:
    with path.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return [
        Pair(
            row["schema"],
            half(row["name1"], row["name2"]),
            compare(row["name1"], row["name2"], KINDS.get(row["schema"], SubjectKind.FIRM)).score,
            row["is_match"] == "true",
        )
        for row in rows
    ]


def half(a: str, b: str) -> str:
    digest = hashlib.sha256("\x1f".join(sorted((a, b))).encode()).digest()
    return "held back" if digest[0] % 2 else "tuned on"


def quality(chosen: Sequence[Pair], threshold: float) -> tuple[float, float, float]:
    """Precision, recall and F1."""
    hits = sum(pair.score >= threshold and pair.same for pair in chosen)
    found = sum(pair.score >= threshold for pair in chosen)
    same = sum(pair.same for pair in chosen)
    precision, recall = hits / max(found, 1), hits / max(same, 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def quality_rows(path: Path) -> Iterator[str]:
    scored = pairs(path)
    yield "| pairs | threshold | half | n | precision | recall | F1 |"
    yield "|---|---|---|---|---|---|---|"
    for threshold in (LOOK_AT, STRONG):
        for name, schemas in (("all", None), ("companies", {"Company"}), ("persons", {"Person"})):
            for part in ("tuned on", "held back"):
                chosen = [pair for pair in scored if pair.half == part and (schemas is None or pair.schema in schemas)]
                precision, recall, f1 = quality(chosen, threshold)
                yield f"| {name} | {threshold:.2f} | {part} | {len(chosen)} | {precision:.3f} | {recall:.3f} | {f1:.3f} |"


def index_rows(path: Path) -> Iterator[str]:
    """How many of the labelled pairs that reach the threshold are found by the index of the stream as well."""
    with path.open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["is_match"] == "true"]
    reached = found = 0
    for row in rows:
        kind = KINDS.get(row["schema"], SubjectKind.FIRM)
        if compare(row["name1"], row["name2"], kind).score >= LOOK_AT:
            reached += 1
            found += bool(Index([(0, row["name1"], kind)]).subjects_like(row["name2"], kind))
    yield f"| labelled pairs at {LOOK_AT:.2f} that the index of a long list finds too | {found} of {reached} ({found / reached:.3f}) |"


def list_of(path: Path) -> ListFile:
    found = recognise(path)
    if found is None:
        raise SystemExit(f"{path}: is no list")
    return found


def spelling_rows(folder: Path) -> Iterator[str]:
    with NAMES.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    own = folder / "names.csv"
    with own.open("w", newline="", encoding="utf-8") as file:
        table = csv.writer(file)
        table.writerow(["id", "name", "kind"])
        table.writerows([str(n), row["listed"], row["kind"]] for n, row in enumerate(rows))
    spellings = [(n, text, SubjectKind(row["kind"])) for n, row in enumerate(rows) for text in row["spellings"].split("|")]
    direct = sum(compare(text, rows[n]["listed"], kind).score >= LOOK_AT for n, text, kind in spellings)
    found = screen([Subject(text, kind) for _, text, kind in spellings], [list_of(own)])
    hit = {(flag.subject.name, flag.entry) for flag in found.flags}
    streamed = sum((text, str(n)) in hit for n, text, _ in spellings)
    yield "| measure | figure |"
    yield "|---|---|"
    yield f"| public names, spellings in de/en/ru | {len(rows)} names, {len(spellings)} spellings |"
    yield f"| recall at {LOOK_AT:.2f}, compared directly | {direct} of {len(spellings)} ({direct / len(spellings):.3f}) |"
    yield f"| recall at {LOOK_AT:.2f}, found in a list | {streamed} of {len(spellings)} ({streamed / len(spellings):.3f}) |"


def long_rows(folder: Path) -> Iterator[str]:
    path = folder / "long.csv"
    write_list(path, ENTRIES)
    long = list_of(path)
    firms = [Subject(name, SubjectKind.FIRM) for name in ORDINARY.read_text(encoding="utf-8").splitlines()]
    found = screen(firms, [long])
    mixed = [*firms[:50], *(Subject(name, SubjectKind.PERSON) for name in persons(50))]
    started = time.process_time()
    screen(mixed, [long])
    seconds = time.process_time() - started
    alarmed = {flag.subject.name for flag in found.flags}
    yield f"| false alarms at {LOOK_AT:.2f} | {len(alarmed)} of {len(firms)} ordinary firms ({len(found.flags)} flags) |"
    size = f"{ENTRIES:,} entries, {3 * ENTRIES:,} names"
    yield f"| {len(mixed)} parties, half of them persons, against {size} | {seconds:.1f} s of processor time |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bench", type=Path, default=BENCH)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    lines = [f"Method `{METHOD}`.", ""]
    lines += list(quality_rows(options.bench)) if options.bench.exists() else [f"{options.bench.name} is not here: pairs not measured"]
    with tempfile.TemporaryDirectory() as folder:
        lines += ["", *spelling_rows(Path(folder)), *long_rows(Path(folder))]
    if options.bench.exists():
        lines += index_rows(options.bench)
    text = "\n".join(lines)
    print(text)
    if options.write:
        page = ROOT / "docs" / "methods" / "screening.md"
        page.write_text(with_generated(page.read_text("utf-8"), text, "<!-- generated -->", "<!-- end -->"), "utf-8")


if __name__ == "__main__":
    main()
