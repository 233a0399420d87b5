"""From words to customs headings: how often the right one is first, among the first five, among the first ten.

``python benchmarks/bench_coding.py`` prints the table; ``--write`` puts it into docs/methods/matching.md; ``--misses`` shows what is not
found. Three measures, none of whose counted texts the index has seen:

- *titles*: official titles at eight digits, a tenth of them held out by the hash of their code; ``subheading unseen`` also takes away every
  other title below the same six digits, so that only the heading's own title and its other subheadings are left;
- *own texts* (Russian): the official wording of subheadings without their heading's, and product names of classification decisions; the
  shipped Russian titles end at four digits, so all of them are new;
- *listings*: goods in the words of catalogues and tenders, written for this measure in three languages before the glossary and by the same
  hand.

Own texts and listings with an even hash chose the constants (``--tune``); those with an odd one are counted.
"""

from __future__ import annotations

import argparse
import itertools
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path

from messlatte.core.generated import with_generated
from messlatte.projects.title_index import TitleIndex, Tuning
from messlatte.projects.titles import Title, shipped_titles

DATA = Path(__file__).parent / "data"
PAGE = Path(__file__).parents[1] / "docs" / "methods" / "matching.md"
MARKS = ("<!-- coding -->", "<!-- /coding -->")
DEPTHS = (1, 5, 10)
GRID = {
    "saturation": (0.6, 1.2, 2.0),
    "length": (0.15, 0.35, 0.6),
    "best_title": (0.3, 0.6, 1.0),
    "similar": (0.4, 0.45, 0.55),
    "related": (4, 8),
    "kin": (0.0, 0.15, 0.3),
    "named": (1.0, 2.0, 4.0),
}


@dataclass(frozen=True, slots=True)
class Item:
    """A text and the headings that are right."""

    text: str
    right: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Measure:
    """Items and the index that must find them."""

    language: str
    name: str
    items: tuple[Item, ...]
    index: TitleIndex


def drawn(text: str, of: int) -> int:
    return zlib.crc32(text.encode()) % of


def read(name: str) -> Iterator[Item]:
    for line in (DATA / name).read_text("utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            codes, text = line.split("\t")
            yield Item(text, tuple(codes.split("|")))


def held_out(language: str, digits: int) -> Measure:
    """Titles of the codes that the hash draws; the index knows no title at or below those codes, nor one of the same text."""
    titles = shipped_titles(language)
    chosen: dict[str, Title] = {}
    for title in titles:
        if len(title.code) == 8 and not drawn(title.code[:digits], 10):
            known = chosen.get(title.code)
            if known is None or len(title.text) > len(known.text):
                chosen[title.code] = title
    texts = {title.text for title in chosen.values()}
    left = [title for title in titles if title.text not in texts and not (len(title.code) >= digits and not drawn(title.code[:digits], 10))]
    items = tuple(Item(title.text, (title.heading,)) for title in chosen.values())
    return Measure(language, "titles" if digits == 8 else "titles, subheading unseen", items, TitleIndex(left, language))


def measures(*, tuning: bool = False) -> list[Measure]:
    """All measures; for tuning the other half of the listings and of the held-out titles."""
    found = []
    for language in ("de", "en", "ru"):
        whole = TitleIndex(shipped_titles(language), language)
        if language != "ru":
            found += [held_out(language, digits) for digits in (8, 6)]
        else:
            raw = tuple(read("coding_ru_official.tsv"))
            found.append(Measure(language, "own texts of subheadings and decisions", raw, whole))
        found.append(Measure(language, "listings", tuple(read(f"coding_{language}.tsv")), whole))
    kept: Callable[[Item], bool] = lambda item: drawn(item.text, 2) == (0 if tuning else 1)  # noqa: E731
    halved = [replace(one, items=tuple(filter(kept, one.items))) for one in found]
    return (
        halved
        if tuning
        else [half if half.name == "listings" or "own" in half.name else one for half, one in zip(halved, found, strict=True)]
    )


def accuracy(measure: Measure) -> tuple[dict[int, float], list[str]]:
    """Share of the items whose heading is among the first; and those that are not among the first five."""
    counts, missed = dict.fromkeys(DEPTHS, 0), []
    for item in measure.items:
        found = [hit.heading for hit in measure.index.search(item.text, max(DEPTHS))]
        place = next((number for number, heading in enumerate(found) if heading in item.right), len(found) + max(DEPTHS))
        for depth in DEPTHS:
            counts[depth] += place < depth
        if place >= 5:
            missed.append(f"{'|'.join(item.right)}  {item.text[:90]}  <- {' '.join(found[:5])}")
    return {depth: count / len(measure.items) for depth, count in counts.items()}, missed


def table(found: Sequence[Measure], misses: bool) -> str:
    lines = ["| language | measure | texts | first | among 5 | among 10 |", "|---|---|--:|--:|--:|--:|"]
    for one in found:
        shares, missed = accuracy(one)
        lines.append(
            f"| {one.language} | {one.name} | {len(one.items):,} | " + " | ".join(f"{shares[depth]:.3f}" for depth in DEPTHS) + " |"
        )
        if misses:
            print("\n".join(missed))
    return "\n".join(lines) + "\n"


def tune() -> None:
    """One constant after the other; prints the mean of the shares among five and a third of the first ones."""
    found = measures(tuning=True)
    best, top = Tuning(), 0.0
    for name, values in itertools.chain([("named", (Tuning().named,))], GRID.items()):
        assert name in {field.name for field in fields(Tuning)}
        for value in values:
            tried = replace(best, **{name: value})  # type: ignore[arg-type]
            shares = [accuracy(replace(one, index=one.index.tuned(tried)))[0] for one in found]
            score = sum(share[5] + share[1] / 3 for share in shares) / len(shares)
            print(f"{name:10} {value:<6} {score:.4f}")
            if score > top:
                best, top = tried, score
    print(best)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--tune", action="store_true")
    given = parser.parse_args()
    if given.tune:
        tune()
        return
    text = table(measures(), given.misses)
    print(text)
    if given.write:
        PAGE.write_text(with_generated(PAGE.read_text("utf-8"), text, *MARKS), "utf-8")


if __name__ == "__main__":
    main()
