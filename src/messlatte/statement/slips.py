"""What was missed and what is spurious, with the reason in words: the scorer's error list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from messlatte.statement.gold import Fact
from messlatte.statement.matching import Claim, disagreements

__all__ = ["Slip", "slips"]


@dataclass(frozen=True, slots=True)
class Slip:
    """A label that was missed, or a claim that is spurious.

    ``cause`` names what differs from the nearest of the other side: ``kind``, ``period``, ``flow`` and the like, several joined by ``+``;
    ``value`` where nothing there has the value, ``again`` where it was said once more.
    """

    id: str
    kind: str
    missed: bool
    text: str
    expected: str
    reason: str
    cause: str


def _reason(fact: Fact, others: Sequence[Fact]) -> tuple[str, str]:
    """Say in words and in a word why nothing agrees with a fact: what differs in the nearest of the others."""
    near = [(other, differ) for other in others if "value" not in (differ := disagreements(fact, other))]
    if not near:
        return "nothing with this value", "value"
    other, differ = min(near, key=lambda pair: len(pair[1]))
    if "kind" in differ:
        return f"is {other.kind} on the other side", "kind"
    shown = {"flow": other.flow, "currency": _show_currencies(other), "period": _show_spans(other)}
    words = "; ".join(f"{name} is {shown.get(name)} on the other side" for name in differ)
    return words or "said once more than on the other side", "+".join(differ) or "again"


def _show_currencies(fact: Fact) -> str:
    return "/".join(sorted(str(currency) for currency in fact.currencies))


def _show_spans(fact: Fact) -> str:
    def month(index: int) -> str:
        return f"{index // 12}-{index % 12 + 1:02d}"

    spans = sorted(fact.spans, key=lambda span: span or (0, 0))
    shown = [
        "not said" if span is None else month(span[0]) if span[0] == span[1] else f"{month(span[0])}/{month(span[1])}" for span in spans
    ]
    return "anything" if not shown else shown[0] if len(shown) == 1 else f"{shown[0]}..{shown[-1]}"


def _show(fact: Fact) -> str:
    if fact.measure == "label":
        return fact.text
    value = f"{fact.value:+.2%}" if fact.measure == "rate" else f"{fact.value:,.0f}" if fact.value >= 1000 else f"{fact.value:g}"
    money = f" {_show_currencies(fact)}" if fact.measure in {"amount", "change"} else ""
    return f"{fact.measure} {value}{money}, {fact.flow or 'any flow'}, {_show_spans(fact)}"


def slips(record_id: str, gold: Sequence[Fact], claims: Sequence[Claim], matched: Mapping[int, int]) -> Iterable[Slip]:
    """List the labels and claims of a record that no match took."""
    spare = [claims[claim][0][0] for claim in range(len(claims)) if claim not in matched.values()]
    lost = [fact for label, fact in enumerate(gold) if label not in matched]
    for fact in lost:
        if not fact.optional:
            yield Slip(record_id, fact.kind, True, fact.text, _show(fact), *_reason(fact, spare))
    for fact in spare:
        yield Slip(record_id, fact.kind, False, fact.text, _show(fact), *_reason(fact, lost))
