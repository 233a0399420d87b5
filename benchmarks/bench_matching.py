"""Matching: does the right offer stand on the list, does every match say why, and how long does it take.

Run it as ``python benchmarks/bench_matching.py``. Judged pairs: benchmarks/data/match_judged.jsonl, groups of offers and needs of one good
in German, English and Russian, judged by hand with the reason; an offer of another group is no match. No constant was chosen on them. The
largest case pairs 2,000 offers with 2,000 needs drawn from the labelled goods texts.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from dataclasses import dataclass
from pathlib import Path

from messlatte.core.generated import with_generated
from messlatte.core.listing import Kind, Listing, Matching
from messlatte.projects.assignment import greedy, optimal, stable
from messlatte.projects.coded_listing import coded
from messlatte.projects.coding import text_language
from messlatte.projects.matching import match_listings
from messlatte.projects.pair_scores import pair_scores

DATA = Path(__file__).parent / "data"
PAGE = Path(__file__).parents[1] / "docs" / "methods" / "matching.md"
MARKS = ("<!-- matching -->", "<!-- /matching -->")
TOP = 10
LARGEST = 2_000


@dataclass(frozen=True, slots=True)
class Judged:
    """All listings, and the offers that each need should find."""

    offers: tuple[Listing, ...]
    needs: tuple[Listing, ...]
    right: dict[str, frozenset[str]]


def judged() -> Judged:
    offers: list[Listing] = []
    needs: list[Listing] = []
    right: dict[str, frozenset[str]] = {}
    for group, line in enumerate((DATA / "match_judged.jsonl").read_text("utf-8").splitlines()):
        entry = json.loads(line)
        mine = [Listing(f"o{group}-{n}", "", Kind.OFFER, text, text_language(text)) for n, text in enumerate(entry["offers"])]
        theirs = [Listing(f"n{group}-{n}", "", Kind.NEED, text, text_language(text)) for n, text in enumerate(entry["needs"])]
        offers += mine
        needs += theirs
        right |= {need.id: frozenset(offer.id for offer in mine) for need in theirs}
    return Judged(tuple(offers), tuple(needs), right)


def quality(data: Judged, found: Matching) -> dict[str, float]:
    language = {one.id: one.language for one in (*data.offers, *data.needs)}
    recalls, ranks, within, across = [], [], [0, 0], [0, 0]
    for need, right in data.right.items():
        ids = [match.offer for match in found.shortlists[need]]
        recalls.append(len(right & set(ids)) / len(right))
        ranks.append(next((1 / place for place, offer in enumerate(ids, 1) if offer in right), 0.0))
        for offer in right:
            count = within if language[offer] == language[need] else across
            count[0] += offer in ids
            count[1] += 1
    matches = [match for matches in found.shortlists.values() for match in matches]
    return {
        "judged pairs": sum(map(len, data.right.values())),
        f"recall@{TOP}": sum(recalls) / len(recalls),
        "MRR": sum(ranks) / len(ranks),
        "recall within a language": within[0] / within[1],
        "recall across languages": across[0] / across[1],
        "matches": len(matches),
        "explained": sum(bool(match.code or match.words) for match in matches) / len(matches),
    }


def largest(count: int) -> tuple[list[Listing], list[Listing]]:
    rng = random.Random(7)
    texts = [
        (path.stem[-2:], line.split("\t")[1])
        for path in sorted(DATA.glob("coding_??.tsv"))
        for line in path.read_text("utf-8").splitlines()
    ]

    def drawn(kind: Kind) -> list[Listing]:
        found = []
        for number in range(count):
            language, text = rng.choice(texts)
            words, many = f"{text} {number}", rng.randint(1, 99)
            found.append(Listing(f"{kind.value}-{number}", f"{kind.value} {number}", kind, words, language, quantity=many))
        return found

    return drawn(Kind.OFFER), drawn(Kind.NEED)


def speed() -> dict[str, float]:
    offers, needs = largest(LARGEST)
    marks = [time.process_time()]
    left, right = [coded(one) for one in offers], [coded(one) for one in needs]
    marks.append(time.process_time())
    scores = pair_scores(left, right)
    marks.append(time.process_time())
    ones = [1] * LARGEST
    best = optimal(scores.score, ones, ones)
    marks.append(time.process_time())
    stable(scores.need_view, scores.offer_view, ones, ones)
    marks.append(time.process_time())
    by_hand = greedy(scores.score, ones, ones)
    sums = [sum(scores.score[place.need, place.offer] for place in chosen) for chosen in (best, by_hand)]
    names = ("code all listings", "score all pairs", "optimal assignment", "stable assignment")
    return {
        **{f"{name}, CPU s": after - before for name, before, after in zip(names, marks, marks[1:], strict=False)},
        "optimal over greedy sum": sums[0] / sums[1],
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--misses", action="store_true", help="show the judged pairs that are not on the list")
    parser.add_argument("--write", action="store_true", help="put the table into docs/methods/matching.md")
    given = parser.parse_args()
    data = judged()
    found = match_listings(data.offers, data.needs, top=TOP, assign="none")
    rows = {**quality(data, found), **speed()}
    text = "| measure | value |\n|---|--:|\n" + "".join(f"| {name} | {value:,.3f} |\n" for name, value in rows.items())
    text = text.replace(".000 |", " |")
    print(text)
    if given.write:
        PAGE.write_text(with_generated(PAGE.read_text("utf-8"), text, *MARKS), "utf-8")
    if given.misses:
        texts = {one.id: one.text for one in (*data.offers, *data.needs)}
        for need, right in data.right.items():
            for offer in sorted(right - {match.offer for match in found.shortlists[need]}):
                print(f"missed: {texts[need]} <- {texts[offer]}")


if __name__ == "__main__":
    main()
