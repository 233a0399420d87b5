"""The JSON contract ``messlatte.statement/1``: a statement as a document, and back.

Fields that the contract names are always there; ``status``, ``bound``, ``low``, ``high``, ``deadline_words``, ``coverage``, ``pair``,
``derived`` and the like come beside them. A reading carries ``kind`` only where it differs from its claim's.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import fields
from enum import Enum
from typing import Any

from messlatte.core.claims import Area, Bound, Content, Growth, Interest, Level, Multiple, Status, Target
from messlatte.core.economy import Economy
from messlatte.core.errors import InputError
from messlatte.core.evidence import Quote
from messlatte.core.i18n import finding_message, translations
from messlatte.core.quantity import Amount, Flow, Month, Period
from messlatte.core.statement import Claim, Finding, Party, Reading, Severity, Speaker, Statement

__all__ = ["SCHEMA", "from_document", "to_document"]

SCHEMA = "messlatte.statement/1"

_CONTENTS: dict[str, type[Content]] = {
    "level": Level,
    "growth": Growth,
    "target": Target,
    "multiple": Multiple,
    "area": Area,
    "interest": Interest,
}
_RENAMED = {"source": "from"}


def _encoded(value: object) -> object:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Month):
        return str(value)
    if isinstance(value, Period):
        return {"first": str(value.first), "last": str(value.last)}
    if isinstance(value, Amount):
        return _amount(value)
    return list(value) if isinstance(value, tuple) else value


def _amount(amount: Amount | None) -> dict[str, object]:
    if amount is None:
        return {"value": None, "currency": None, "prices": "current"}
    return {"value": amount.value, "currency": amount.currency, "prices": amount.prices}


def _content(content: Content) -> dict[str, object]:
    document: dict[str, object] = {}
    for name in (field.name for field in fields(content)):
        value = getattr(content, name)
        document |= _amount(value) if name == "amount" else {_RENAMED.get(name, name): _encoded(value)}
    return document


def _quote(quote: Quote | None, text: str) -> dict[str, object] | None:
    return None if quote is None else {"start": quote.start, "end": quote.end, "text": quote.of(text)}


def _speaker(speaker: Speaker | None, text: str) -> dict[str, object] | None:
    return None if speaker is None else {"name": speaker.name, "role": speaker.role, "quote": _quote(speaker.quote, text)}


def _party(party: Party, text: str) -> dict[str, object]:
    economy = party.economy
    return {"code": economy.code, "name": economy.name, "part_of": economy.part_of, "quote": _quote(party.quote, text)}


def _claim(claim: Claim, text: str, language: str) -> dict[str, object]:
    note = translations(language).gettext
    readings = []
    for reading in claim.readings:
        other = {} if reading.content.kind == claim.kind else {"kind": reading.content.kind}
        words = note(reading.note) if reading.note else ""
        readings.append({"weight": reading.weight, "note": words, **other, **_content(reading.content)})
    return {"kind": claim.kind, "quote": _quote(claim.quote, text), "said_by": claim.said_by, "readings": readings}


def _finding(finding: Finding, language: str) -> dict[str, object]:
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding_message(finding, language),
        "claims": list(finding.claims),
        "template": finding.template,
        "params": dict(finding.params),
    }


def to_document(statement: Statement, language: str = "en", *, with_text: bool = True) -> dict[str, object]:
    """Write a statement as a JSON document of schema ``messlatte.statement/1``.

    Parameters
    ----------
    statement : Statement
        What was read.
    language : str
        ``de``, ``en`` or ``ru``: language of messages and notes.
    with_text : bool
        Whether the whole text goes along; spans and quotes always do.

    Raises
    ------
    UsageError
        If the language is not known.
    """
    text = statement.text
    document: dict[str, object] = {
        "schema": SCHEMA,
        "id": statement.id,
        "language": statement.language,
        "published": statement.published,
        "made_on": statement.made_on.isoformat() if statement.made_on else None,
        "venue": statement.venue,
        "parties": [_party(party, text) for party in statement.parties],
        "speaker": _speaker(statement.speaker, text),
        "counterpart": _speaker(statement.counterpart, text),
        "claims": [_claim(claim, text, language) for claim in statement.claims],
        "findings": [_finding(finding, language) for finding in statement.findings],
    }
    return document | ({"text": text} if with_text else {})


def _optional(decode: Callable[[Any], object]) -> Callable[[Any], object]:
    return lambda value: None if value is None else decode(value)


def _period(value: Mapping[str, str]) -> Period:
    return Period(Month.parse(value["first"]), Month.parse(value["last"]))


def _money(value: Mapping[str, Any]) -> Amount | None:
    return None if value.get("value") is None else Amount(value["value"], value.get("currency"), value.get("prices", "current"))


_DECODERS: dict[str, Callable[[Any], object]] = {
    "flow": Flow,
    "status": Status,
    "bound": _optional(Bound),
    "by": _optional(Month.parse),
    "by_first": _optional(Month.parse),
    "period": _optional(_period),
    "base": _optional(_period),
    "direction": _optional(tuple),
    "pair": _optional(tuple),
    "hs": tuple,
    "ebops": tuple,
    "isic": tuple,
    "increase_by": _optional(_money),
}


def _read_content(kind: str, reading: Mapping[str, Any]) -> Content:
    content: Callable[..., Content] = _CONTENTS[kind]
    values: dict[str, Any] = {}
    for name in (field.name for field in fields(_CONTENTS[kind])):
        written = _RENAMED.get(name, name)
        if name == "amount":
            values[name] = _money(reading)
        elif written in reading:
            values[name] = _DECODERS[name](reading[written]) if name in _DECODERS else reading[written]
    if kind == "area":
        values.setdefault("key", values.get("label", ""))
    return content(**values)


def _read_quote(value: Mapping[str, Any] | None) -> Quote | None:
    return Quote(value["start"], value["end"]) if value else None


def _read_speaker(value: Mapping[str, Any] | None) -> Speaker | None:
    return Speaker(value["name"], value.get("role"), _read_quote(value.get("quote"))) if value else None


def _read_claim(value: Mapping[str, Any]) -> Claim:
    readings = tuple(
        Reading(_read_content(reading.get("kind", value["kind"]), reading), reading["weight"], reading.get("note", ""))
        for reading in value["readings"]
    )
    return Claim(_read_quote(value.get("quote")) or Quote(0, 0), readings, value.get("said_by"))


def _read_finding(value: Mapping[str, Any]) -> Finding:
    template = value.get("template", str(value["message"]).replace("{", "{{").replace("}", "}}"))
    return Finding(value["code"], Severity(value["severity"]), template, dict(value.get("params", {})), tuple(value.get("claims", ())))


def _read_party(value: Mapping[str, Any]) -> Party:
    return Party(Economy(value["code"], value["name"], value.get("part_of")), _read_quote(value.get("quote")))


def _read_statement(document: Mapping[str, Any], text: str) -> Statement:
    return Statement(
        text=text,
        language=document["language"],
        parties=tuple(_read_party(party) for party in document["parties"]),
        speaker=_read_speaker(document.get("speaker")),
        counterpart=_read_speaker(document.get("counterpart")),
        made_on=dt.date.fromisoformat(document["made_on"]) if document.get("made_on") else None,
        published=document.get("published"),
        venue=document.get("venue"),
        claims=tuple(_read_claim(claim) for claim in document["claims"]),
        findings=tuple(_read_finding(finding) for finding in document.get("findings", ())),
        id=document.get("id"),
    )


def from_document(document: Mapping[str, Any], text: str | None = None) -> Statement:
    """Read a statement back from its JSON document.

    Parameters
    ----------
    document : mapping
        As `to_document` wrote it (in English, notes come back as they were; other languages keep their words).
    text : str, optional
        The text, where the document was written without it.

    Raises
    ------
    InputError
        If it is not a document of schema ``messlatte.statement/1``.
    """
    if document.get("schema") != SCHEMA:
        raise InputError(f"expected a document of schema {SCHEMA!r}, found {document.get('schema')!r}; `messlatte read --json` writes one")
    try:
        return _read_statement(document, str(document.get("text", "")) if text is None else text)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise InputError(f"the document says it is {SCHEMA!r} but breaks it: {type(error).__name__} {error}") from error
