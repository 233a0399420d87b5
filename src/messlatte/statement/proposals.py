"""Claims that a language model proposes, kept only where the text bears them out.

The checker trusts nothing: the quoted words must stand in the text, and the quantities that the reader's own grammar finds inside them must
hold the value (0.5 %), in the currency if one is written there. Years that the text does not name are dropped from periods and deadlines.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeGuard

from messlatte.core.claims import Content, Growth, Level, Multiple, Target
from messlatte.core.evidence import Quote
from messlatte.core.quantity import Amount, Flow, Month, Period
from messlatte.core.statement import Claim, Finding, Reading, Severity, Statement
from messlatte.statement.folding import fold
from messlatte.statement.places import find_places
from messlatte.statement.quantities import Kind, Quantity
from messlatte.statement.reference import Reference
from messlatte.statement.scene import Scene, scene_of
from messlatte.statement.words import words_of

__all__ = ["INSTRUCTIONS", "NOTE", "with_proposals"]

NOTE = "proposed by a language model; quote and value stand in the text"
INSTRUCTIONS = """You find what a text claims about the trade between two economies. Answer with JSON only:
{"claims": [{"kind": "level" | "growth" | "target" | "multiple", "quote": "words copied exactly from the text, with the number in them",
"value": number in whole units (level, target), percent (growth, negative for a fall) or factor (multiple), "currency": "ISO 4217" or null,
"flow": "turnover" | "exports" | "imports" | "surplus" | "deficit", "period": {"first": "YYYY-MM", "last": "YYYY-MM"} or null,
"by": "YYYY-MM" or null}]}
Leave out money that is not trade between two economies: investment, loans, aid, revenues, GDP. Never calculate, round or invent.
If there is no such claim, answer {"claims": []}."""

TOLERANCE = 0.005
MAX_PROPOSALS = 200
MAX_QUOTE = 500

_KINDS = {"level": {Kind.MONEY}, "target": {Kind.MONEY}, "growth": {Kind.PERCENT, Kind.FRACTION}, "multiple": {Kind.MULTIPLE}}


@dataclass(frozen=True, slots=True)
class _Proposal:
    kind: str
    quote: Quote
    value: float
    fields: Mapping[str, Any]


def with_proposals(statement: Statement, answer: str) -> Statement:
    """Add the proposals of a model's answer that the text bears out.

    Parameters
    ----------
    statement : Statement
        What was read without the model; its claims keep their places.
    answer : str
        The model's words; JSON as `INSTRUCTIONS` asks for, also inside a code fence.

    Returns
    -------
    Statement
        With the kept claims at the end and a finding that says how many were proposed and kept.
    """
    items = _items(answer)
    if not items:
        finding = Finding("proposals", Severity.NOTE, "The language model proposed no claim.")
        return replace(statement, findings=(*statement.findings, finding))
    text = statement.text
    scene = scene_of(
        text,
        statement.language,
        words_of(statement.language),
        Reference.parse(statement.published),
        find_places(text, statement.language),
        fold(text),
    )
    claims = list(statement.claims)
    for proposal in _checked(items, scene):
        claim = Claim(proposal.quote, (Reading(_content(proposal, text), 1.0, NOTE),))
        if not any(_says_the_same(known, claim) for known in claims):
            claims.append(claim)
    kept = len(claims) - len(statement.claims)
    template = "Of {n} claims that the language model proposed, {kept} are new and stand in the text; the others were dropped."
    finding = Finding(
        "proposals", Severity.NOTE, template, {"n": len(items), "kept": kept}, tuple(range(len(statement.claims), len(claims)))
    )
    return replace(statement, claims=tuple(claims), findings=(*statement.findings, finding))


def _items(answer: str) -> list[Mapping[str, Any]]:
    found = re.search(r"\{.*\}|\[.*\]", answer, re.DOTALL)
    try:
        data = json.loads(found[0]) if found else None
    except (ValueError, RecursionError):
        return []
    items = data.get("claims") if isinstance(data, dict) else data
    return [item for item in items[:MAX_PROPOSALS] if isinstance(item, dict)] if isinstance(items, list) else []


def _checked(items: Iterable[Mapping[str, Any]], scene: Scene) -> Iterable[_Proposal]:
    """Proposals whose quote and value stand in the text."""
    inside = [(scene.span(quantity.i, quantity.j), quantity) for quantity in scene.quantities]
    for item in items:
        kind, words, value = item.get("kind"), item.get("quote"), item.get("value")
        if (
            not isinstance(kind, str)
            or kind not in _KINDS
            or not isinstance(words, str)
            or not 0 < len(words) <= MAX_QUOTE
            or not _is_number(value)
        ):
            continue
        size = value / 100 if kind == "growth" else float(value)
        for place in re.finditer(re.escape(words), scene.text):
            here = [q for (start, end), q in inside if place.start() <= start and end <= place.end()]
            if any(_bears(quantity, kind, size, item.get("currency")) for quantity in here):
                yield _Proposal(kind, Quote(place.start(), place.end()), size, item)
                break


def _is_number(value: object) -> TypeGuard[int | float]:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) < 1e18


def _bears(quantity: Quantity, kind: str, value: float, currency: object) -> bool:
    """Whether a quantity of the text is the value that was proposed."""
    if quantity.kind not in _KINDS[kind] or quantity.conversion:
        return False
    if quantity.currency is not None and quantity.currency != currency:
        return False
    size = abs(value) if kind == "growth" else value
    return abs(quantity.value - size) <= TOLERANCE * abs(size)


def _month(value: object, text: str) -> Month | None:
    """Month whose year the text names; else None."""
    found = re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", value) if isinstance(value, str) else None
    return Month(int(found[1]), int(found[2])) if found and found[1] in text else None


def _period(value: object, text: str) -> Period | None:
    if not isinstance(value, dict):
        return None
    first, last = _month(value.get("first"), text), _month(value.get("last"), text)
    return Period(first, last) if first and last and first <= last else None


def _content(proposal: _Proposal, text: str) -> Content:
    fields = proposal.fields
    flow = Flow(fields["flow"]) if fields.get("flow") in set(Flow) else Flow.TURNOVER
    currency = fields.get("currency") if isinstance(fields.get("currency"), str) else None
    period, by = _period(fields.get("period"), text), _month(fields.get("by"), text)
    if proposal.kind == "level":
        return Level(Amount(proposal.value, currency), flow, period=period)
    if proposal.kind == "growth":
        return Growth(proposal.value, flow, period=period)
    if proposal.kind == "target":
        return Target(Amount(proposal.value, currency), flow, by=by)
    return Multiple(proposal.value, flow, by=by)


def _says_the_same(known: Claim, new: Claim) -> bool:
    """Whether a claim already stands there: same place, or same kind and value."""
    overlap = known.quote.start < new.quote.end and new.quote.start < known.quote.end
    numeric = known.kind in _KINDS
    return numeric and (overlap or any(_figure(reading.content) == _figure(new.readings[0].content) for reading in known.readings))


def _figure(content: Content) -> tuple[str, float | None, str | None]:
    if isinstance(content, (Level, Target)):
        amount = content.amount
        return content.kind, amount.value if amount else None, amount.currency if amount else None
    value = content.rate if isinstance(content, Growth) else content.multiple if isinstance(content, Multiple) else None
    return content.kind, value, None
