"""When a reading says what a label says, and which claim belongs to which label."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from messlatte.statement.gold import Fact

__all__ = ["MEASURES", "TOLERANCE", "Claim", "agree", "disagreements", "match"]

TOLERANCE = 0.005

Claim = tuple[tuple[Fact, float], ...]


def _same_value(gold: Fact, read: Fact) -> bool:
    if gold.measure != read.measure:
        return False
    if gold.measure == "label":
        same = gold.sector is not None and gold.sector == read.sector
        return same or gold.words <= read.words or read.words <= gold.words
    return abs(read.value - gold.value) <= TOLERANCE * abs(gold.value) + 1e-12


def _of_years(span: tuple[int, int] | None) -> bool:
    return span is not None and span[1] - span[0] > 12


def disagreements(gold: Fact, read: Fact) -> tuple[str, ...]:
    """Name what differs between a label and a reading: kind, value, currency, flow, period."""
    tests = {
        "kind": gold.kind == read.kind,
        "value": _same_value(gold, read),
        "currency": bool(gold.currencies & read.currencies),
        "flow": gold.flow is None or read.flow is None or gold.flow == read.flow,
        "period": not gold.spans or bool(gold.spans & read.spans) or (gold.over_years and all(map(_of_years, read.spans))),
    }
    if gold.kind == "area":
        tests = {name: tests[name] for name in ("kind", "value")}
    return tuple(name for name, same in tests.items() if not same)


def agree(gold: Fact, read: Fact, *, period: bool = True) -> bool:
    """Whether a reading says what the label says; without ``period`` when it was said of may differ."""
    return not set(disagreements(gold, read)) - (set() if period else {"period"})


def match(gold: Sequence[Fact], claims: Sequence[Claim], fits: Callable[[Fact, Claim], bool]) -> dict[int, int]:
    """Largest one-to-one matching of labels with claims (Kuhn's algorithm); required labels first.

    Returns
    -------
    dict
        Index of the claim by index of the label.
    """
    edges = [[c for c, claim in enumerate(claims) if fits(fact, claim)] for fact in gold]
    owner: dict[int, int] = {}

    def place(label: int, tried: set[int]) -> bool:
        for claim in edges[label]:
            if claim not in tried:
                tried.add(claim)
                if claim not in owner or place(owner[claim], tried):
                    owner[claim] = label
                    return True
        return False

    for label in sorted(range(len(gold)), key=lambda g: gold[g].optional):
        place(label, set())
    return {label: claim for claim, label in owner.items()}


def _first(fact: Fact, claim: Claim) -> bool:
    return agree(fact, claim[0][0])


def _first_loosely(fact: Fact, claim: Claim) -> bool:
    return agree(fact, claim[0][0], period=False)


def _any(fact: Fact, claim: Claim) -> bool:
    return any(agree(fact, reading) for reading, _ in claim)


MEASURES: Mapping[str, Callable[[Fact, Claim], bool]] = {"strict": _first, "loose": _first_loosely, "any": _any}
