"""United States, OFAC: the classic ``sdn.xml`` or ``consolidated.xml`` (``sdnEntry`` records)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO
from xml.etree.ElementTree import Element

from messlatte.core.screening import SubjectKind
from messlatte.screening.entry import ALIAS, NAME, WEAK, Entry, detail_map, named
from messlatte.screening.identifiers import scheme_of
from messlatte.screening.xml_stream import records, text_of, texts_of

__all__ = ["entries"]

_KINDS = {"individual": SubjectKind.PERSON, "vessel": SubjectKind.VESSEL, "entity": SubjectKind.FIRM}


def entries(file: IO[bytes], where: str) -> Iterator[Entry]:
    """Entries in order; aircraft are left out."""
    for record in records(file, {"sdnEntry"}, where):
        kind = _KINDS.get(text_of(record, "sdnType").lower())
        if kind is not None:
            yield _entry(record, kind)


def _entry(record: Element, kind: SubjectKind) -> Entry:
    names = [(_name(record), NAME)]
    names += [(_name(aka), WEAK if text_of(aka, "category").lower() == "weak" else ALIAS) for aka in record.iter("aka")]
    numbers = []
    for found in record.iter("id"):
        number = text_of(found, "idNumber")
        scheme = scheme_of(text_of(found, "idType"), number)
        if number and scheme is not None:
            numbers.append((scheme, number))
    details = detail_map(
        programme="; ".join(texts_of(record, "programList", "program")),
        country="; ".join(dict.fromkeys(texts_of(record, "addressList", "address", "country"))),
        title=text_of(record, "title"),
        born=text_of(record, "dateOfBirthList", "dateOfBirthItem", "dateOfBirth"),
    )
    return Entry(text_of(record, "uid"), kind, named(names), tuple(numbers), details)


def _name(element: Element) -> str:
    return f"{text_of(element, 'firstName')} {text_of(element, 'lastName')}"
