"""United Nations Security Council, consolidated list in XML."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO
from xml.etree.ElementTree import Element

from messlatte.core.screening import SubjectKind
from messlatte.screening.entry import ALIAS, NAME, WEAK, Entry, detail_map, named
from messlatte.screening.xml_stream import records, text_of, texts_of

__all__ = ["entries"]


def entries(file: IO[bytes], where: str) -> Iterator[Entry]:
    """Persons and entities in order."""
    for record in records(file, {"INDIVIDUAL", "ENTITY"}, where):
        yield _entry(record, SubjectKind.PERSON if record.tag == "INDIVIDUAL" else SubjectKind.FIRM)


def _entry(record: Element, kind: SubjectKind) -> Entry:
    whole = " ".join(text_of(record, part) for part in ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME"))
    names = [(whole, NAME), (text_of(record, "NAME_ORIGINAL_SCRIPT"), ALIAS)]
    aliases = [*record.iter("INDIVIDUAL_ALIAS"), *record.iter("ENTITY_ALIAS")]
    names += [(text_of(one, "ALIAS_NAME"), WEAK if text_of(one, "QUALITY").lower() == "low" else ALIAS) for one in aliases]
    details = detail_map(
        programme=text_of(record, "UN_LIST_TYPE"),
        listed=text_of(record, "LISTED_ON"),
        country="; ".join(texts_of(record, "NATIONALITY", "VALUE")),
        born="; ".join(texts_of(record, "INDIVIDUAL_DATE_OF_BIRTH", "DATE") or texts_of(record, "INDIVIDUAL_DATE_OF_BIRTH", "YEAR")),
        comments=text_of(record, "COMMENTS1")[:300],
    )
    return Entry(text_of(record, "REFERENCE_NUMBER") or text_of(record, "DATAID"), kind, named(names), (), details)
