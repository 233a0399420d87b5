"""How much of what a text says was read rightly: precision, recall and F1 against labelled records.

The scorer sees only the JSON of ``messlatte read`` (schema ``messlatte.statement/1``), as any other program would. Decisions:

* A claim is read by its likeliest reading. It agrees with a label when kind, value (0.5 % relative), currency, flow and period or deadline
  do; ``loose`` leaves the period out, ``any`` lets every reading of the claim try. Labels and claims are matched one to one, as many as
  possible (maximum matching), so that a claim said twice counts once. Where it was found in the text does not matter, nor does the
  direction, whose agreement among the matched claims is counted apart.
* Flows are compared as named: exports of A to B and imports of B from A are the same trade, but not the same word.
* ``period: null`` in the label means that nothing can be said; a reading that gives a period is wrong then. A fiscal year accepts twelve
  months that begin from February to December of its first year (calendars differ), ``YTD`` every stretch from January to a month not after
  the publication, days their months, a decade its ten years. Growth over several years agrees as the whole stretch or as base and last
  year; where the label says only that it is such (``base: over period``, ``period: null``), with any stretch of more than a year.
* A deadline that is a year accepts each month of it, one with a month only that month. ``deadline_range`` accepts its years, and none.
* A label without currency accepts no currency and its ``currency_candidates``. A range is compared by its midpoint. A conversion
  (``equivalent``) is not a fact of its own: read as one it is spurious. Amounts a day or a year are compared as written. ``suspect`` labels
  hold what is written, and so they are scored.
* A target without an amount is compared by its growth rate (midpoint), rank or change; one that is only a multiple belongs to kind
  ``multiple``. The record's ``multiplier`` is a multiple without deadline unless that is labelled. A multiple beside an amount is optional.
  Growth in the past is growth, also as "tripled" (200 %): read as a multiple it is a miss and a spurious multiple.
* Parties are compared as sets of codes, names without a code as names. They count in the negatives too, where none is expected;
  ``parties (pos.)`` leaves the negatives out.
* Areas agree when both labels belong to one entry of the taxonomy, or the content words of one contain those of the other: coarse, and
  without a goal. Labels that the (shortened) text does not name cannot be found by anybody; they lower the recall.
* Records with ``ambiguous`` are left out unless asked for. Untouched and restated texts are never added up.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from messlatte.statement.gold import KINDS, Fact, gold_facts, gold_parties, read_facts, read_parties
from messlatte.statement.matching import MEASURES, Claim, agree, match
from messlatte.statement.slips import Slip, slips

__all__ = ["Score", "Tally", "Weighed", "score_record", "score_sets"]

NUMERIC = ("target", "level", "growth", "multiple")


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of labels (``gold``), of claims (``read``) and of those that agree (``right``)."""

    right: int = 0
    gold: int = 0
    read: int = 0

    @property
    def precision(self) -> float | None:
        """Share of the claims that are right; None without claims."""
        return self.right / self.read if self.read else None

    @property
    def recall(self) -> float | None:
        """Share of the labels that were found; None without labels."""
        return self.right / self.gold if self.gold else None

    @property
    def f1(self) -> float | None:
        """Harmonic mean of precision and recall; None when there is nothing to find and nothing was read."""
        return 2 * self.right / (self.gold + self.read) if self.gold + self.read else None

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.right + other.right, self.gold + other.gold, self.read + other.read)


@dataclass(frozen=True, slots=True)
class Weighed:
    """A reading of a claim with several readings: its weight, whether it comes first, whether it is the right one."""

    weight: float
    first: bool
    right: bool


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of one file set in one language; scores add up.

    ``tallies`` has the keys ``(kind, measure)``; kinds are those of `gold.KINDS`, ``all`` (the four with a number), ``parties`` and
    ``parties (pos.)``; measures are ``strict``, ``loose`` and ``any``.
    """

    name: str
    language: str
    records: int = 0
    left_out: int = 0
    negatives: int = 0
    negatives_with_target: int = 0
    negatives_with_trade: int = 0
    directions: int = 0
    directions_right: int = 0
    tallies: Mapping[tuple[str, str], Tally] = field(default_factory=dict)
    weighed: tuple[Weighed, ...] = ()
    slips: tuple[Slip, ...] = ()

    def __add__(self, other: Score) -> Score:
        keys = {**self.tallies, **other.tallies}
        return Score(
            name=self.name,
            language=self.language,
            records=self.records + other.records,
            left_out=self.left_out + other.left_out,
            negatives=self.negatives + other.negatives,
            negatives_with_target=self.negatives_with_target + other.negatives_with_target,
            negatives_with_trade=self.negatives_with_trade + other.negatives_with_trade,
            directions=self.directions + other.directions,
            directions_right=self.directions_right + other.directions_right,
            tallies={key: self.tallies.get(key, Tally()) + other.tallies.get(key, Tally()) for key in keys},
            weighed=self.weighed + other.weighed,
            slips=self.slips + other.slips,
        )


def _tally(kind: str, gold: Sequence[Fact], claims: Sequence[Claim], matched: Mapping[int, int]) -> Tally:
    labels = [label for label in matched if gold[label].kind == kind]
    right = sum(not gold[label].optional for label in labels)
    expected = sum(fact.kind == kind and not fact.optional for fact in gold)
    kinds = {claim: gold[label].kind for label, claim in matched.items()}
    read = sum(kinds.get(number, claim[0][0].kind) == kind for number, claim in enumerate(claims))
    return Tally(right, expected, read - (len(labels) - right))


def _weigh(gold: Sequence[Fact], claims: Sequence[Claim]) -> Iterable[Weighed]:
    """Readings of the claims of which one is right."""
    for label, claim in match(gold, claims, MEASURES["any"]).items():
        if len(claims[claim]) > 1:
            rights = [agree(gold[label], reading) for reading, _ in claims[claim]]
            yield from (Weighed(weight, place == 0, rights[place]) for place, (_, weight) in enumerate(claims[claim]))


def _party_tallies(record: Mapping[str, Any], document: Mapping[str, Any]) -> dict[tuple[str, str], Tally]:
    gold, read = gold_parties(record), read_parties(document)
    tally = Tally(len(gold & read), len(gold), len(read))
    positive = Tally() if record.get("negative") else tally
    return {("parties", "strict"): tally, ("parties (pos.)", "strict"): positive}


def score_record(record: Mapping[str, Any], document: Mapping[str, Any], name: str = "") -> Score:
    """Score what was read of one record.

    Parameters
    ----------
    record : mapping
        A line of a labelled file.
    document : mapping
        JSON of ``messlatte read`` for its text.
    name : str
        File set the record belongs to.
    """
    gold, claims = gold_facts(record), read_facts(document)
    tallies = _party_tallies(record, document)
    for measure, fits in MEASURES.items():
        matched = match(gold, claims, fits)
        tallies |= {(kind, measure): _tally(kind, gold, claims, matched) for kind in KINDS}
        tallies["all", measure] = sum((tallies[kind, measure] for kind in NUMERIC), Tally())
    matched = match(gold, claims, MEASURES["strict"])
    both = [(gold[g].direction, claims[c][0][0].direction) for g, c in matched.items() if gold[g].direction]
    kinds = {claim[0][0].kind for claim in claims} if record.get("negative") else set()
    return Score(
        name=name,
        language=str(record["lang"]),
        records=1,
        negatives=int(bool(record.get("negative"))),
        negatives_with_target=int("target" in kinds),
        negatives_with_trade=int(bool(kinds & set(NUMERIC))),
        directions=len(both),
        directions_right=sum(expected == read for expected, read in both),
        tallies=tallies,
        weighed=tuple(_weigh(gold, claims)),
        slips=tuple(slips(str(record["id"]), gold, claims, matched)),
    )


def score_sets(cases: Iterable[tuple[str, Mapping[str, Any], Mapping[str, Any]]], *, ambiguous: bool = False) -> tuple[Score, ...]:
    """Add up the scores of many records, by file set and language.

    Parameters
    ----------
    cases : iterable of (name of the file set, record, document)
        What was read of each record.
    ambiguous : bool
        Score the records whose label is marked as open to dispute, too.
    """
    scores: dict[tuple[str, str], Score] = {}
    for name, record, document in cases:
        score = Score(name, str(record["lang"]), left_out=1)
        if ambiguous or not record.get("ambiguous"):
            score = score_record(record, document, name)
        key = (name, score.language)
        scores[key] = scores[key] + score if key in scores else score
    return tuple(scores[key] for key in sorted(scores))
