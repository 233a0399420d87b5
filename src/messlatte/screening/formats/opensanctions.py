"""OpenSanctions: ``targets.simple.csv`` and FollowTheMoney entities as JSON lines."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import IO, Any

from messlatte.core.errors import InputError
from messlatte.core.screening import SubjectKind
from messlatte.screening.entry import ALIAS, NAME, WEAK, Entry, detail_map, named
from messlatte.screening.formats.lines import csv_rows, text_lines

__all__ = ["LICENCE", "ftm_entries", "simple_entries"]

LICENCE = "OpenSanctions data: CC BY-NC 4.0, not for commercial use without a licence"

_KINDS = {
    "Person": SubjectKind.PERSON,
    "Vessel": SubjectKind.VESSEL,
    "Company": SubjectKind.FIRM,
    "Organization": SubjectKind.FIRM,
    "PublicBody": SubjectKind.FIRM,
    "LegalEntity": SubjectKind.UNKNOWN,
}
"""Schemata that are parties; addresses, ownerships and sanctions are not compared."""

_NUMBERS = ("innCode", "ogrnCode", "leiCode", "imoNumber", "registrationNumber", "taxNumber", "unpCode", "idNumber")


def simple_entries(file: IO[bytes], where: str) -> Iterator[Entry]:
    """Entries of the simple table; its numbers have no scheme."""
    for row in csv_rows(file, where):
        kind = _KINDS.get(row.get("schema", ""))
        if kind is None:
            continue
        names = [(row.get("name"), NAME), *((alias, ALIAS) for alias in row.get("aliases", "").split(";"))]
        numbers = tuple(("", number.strip()) for number in row.get("identifiers", "").split(";") if number.strip())
        details = detail_map(
            programme=row.get("program_ids") or row.get("sanctions"),
            country=row.get("countries"),
            born=row.get("birth_date"),
            listed=row.get("first_seen"),
            dataset=row.get("dataset"),
            changed=row.get("last_change"),
        )
        yield Entry(row.get("id", ""), kind, named(names), numbers, details)


def ftm_entries(file: IO[bytes], where: str) -> Iterator[Entry]:
    """Entities of the schemata that are parties, one JSON object a line.

    Raises
    ------
    InputError
        If a line is no JSON object.
    """
    for number, line in enumerate(text_lines(file, where), 1):
        if not line.strip():
            continue
        try:
            entity = json.loads(line)
            schema, properties = entity["schema"], entity["properties"]
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise InputError(f"{where}, line {number}: no entity with schema and properties ({error})") from error
        kind = _KINDS.get(schema)
        if kind is not None:
            yield _entity(entity, kind, properties)


def _entity(entity: Mapping[str, Any], kind: SubjectKind, properties: Mapping[str, Sequence[str]]) -> Entry:
    def all_of(name: str) -> Sequence[str]:
        found = properties.get(name) or ()
        return [str(value) for value in found] if isinstance(found, list | tuple) else [str(found)]

    names = [(entity.get("caption") if not all_of("name") else None, NAME), *((text, NAME) for text in all_of("name")[:1])]
    names += [(text, ALIAS) for field in ("name", "alias", "previousName", "abbreviation") for text in all_of(field)]
    names += [(text, WEAK) for text in all_of("weakAlias")]
    numbers = tuple((_scheme(field), number) for field in _NUMBERS for number in all_of(field))
    details = detail_map(
        programme="; ".join(all_of("program") or all_of("programId")),
        topics="; ".join(all_of("topics")),
        country="; ".join(all_of("country") or all_of("jurisdiction") or all_of("nationality")),
        born="; ".join(all_of("birthDate")),
        listed=str(entity.get("first_seen") or ""),
        changed=str(entity.get("last_change") or ""),
    )
    return Entry(str(entity.get("id", "")), kind, named(names), numbers, details)


def _scheme(field: str) -> str:
    return {"innCode": "inn", "ogrnCode": "ogrn", "leiCode": "lei", "imoNumber": "imo", "unpCode": "unp"}.get(field, "")
